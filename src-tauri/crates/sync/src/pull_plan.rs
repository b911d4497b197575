//! Decides what is read back when: counts often while a post is young, then hourly, then daily, for
//! thirty days; messages with them; followers once a day.

use crate::plan::Job;
use chrono::Duration;
use kelola_domain::{
    channel::{Channel, Connection},
    ids::{ChannelId, DeliveryId},
    network::Abilities,
    time::Instant,
};
use std::collections::HashMap;

/// How long after going live a post is followed.
pub const FOLLOWED: Duration = Duration::days(30);
/// The most posts asked about in one request.
pub const CHUNK: usize = 25;
/// What is due this soon is read along, so that the computer wakes less often.
const ALONG: Duration = Duration::minutes(1);

/// A channel that can be read, with its posts of the last thirty days.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The channel.
    pub channel: Channel,
    /// What can be read.
    pub abilities: Abilities,
    /// Its live deliveries, and since when.
    pub live: Vec<(DeliveryId, Instant)>,
    /// Not to be asked before this instant.
    pub not_before: Option<Instant>,
}

/// When things were last read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pulled {
    /// Counts, per delivery.
    pub counts: HashMap<DeliveryId, Instant>,
    /// Messages, per channel.
    pub inbox: HashMap<ChannelId, Instant>,
    /// Followers, per channel.
    pub followers: HashMap<ChannelId, Instant>,
}

/// What is read now.
#[must_use]
pub fn plan(sources: &[Source], pulled: &Pulled, now: Instant) -> Vec<Job> {
    let mut jobs = Vec::new();
    for it in sources
        .iter()
        .filter(|it| may_read(it) && it.not_before.is_none_or(|at| at <= now))
    {
        let channel = it.channel.id;
        if counts_due(it, pulled, now).any(|(_, at)| at <= now) {
            let ids: Vec<_> = counts_due(it, pulled, now)
                .filter(|(_, at)| *at <= now + ALONG)
                .map(|(id, _)| id)
                .collect();
            jobs.extend(
                ids.chunks(CHUNK)
                    .map(|chunk| Job::PullCounts(channel, chunk.to_vec())),
            );
        }
        if followers_due(it, pulled, now).is_some_and(|at| at <= now) {
            jobs.push(Job::PullFollowers(channel));
        }
        if inbox_due(it, pulled, now).is_some_and(|at| at <= now) {
            jobs.push(Job::PullInbox(channel));
        }
    }
    jobs
}

/// When there is something to read next.
#[must_use]
pub fn next_wake(sources: &[Source], pulled: &Pulled, now: Instant) -> Option<Instant> {
    let of = |it: &Source| {
        let counts = counts_due(it, pulled, now).map(|(_, at)| at).min();
        let first = [
            counts,
            followers_due(it, pulled, now),
            inbox_due(it, pulled, now),
        ]
        .into_iter()
        .flatten()
        .min();
        first.map(|at| it.not_before.map_or(at, |free| at.max(free)))
    };
    sources
        .iter()
        .filter(|it| may_read(it))
        .filter_map(of)
        .min()
}

/// How long to let pass between two readings of a post live since then; none when it is too old.
#[must_use]
pub fn pause(live_at: Instant, now: Instant) -> Option<Duration> {
    match now - live_at {
        age if age > FOLLOWED => None,
        age if age > Duration::days(7) => Some(Duration::days(1)),
        age if age > Duration::days(1) => Some(Duration::hours(1)),
        _ => Some(Duration::minutes(15)),
    }
}

fn may_read(it: &Source) -> bool {
    it.channel.sends && it.channel.connection == Connection::Connected
}

fn counts_due<'a>(
    it: &'a Source,
    pulled: &'a Pulled,
    now: Instant,
) -> impl Iterator<Item = (DeliveryId, Instant)> + 'a {
    it.live
        .iter()
        .filter(|_| it.abilities.counts)
        .filter_map(move |(id, live_at)| {
            pause(*live_at, now).map(|pause| (*id, after(pulled.counts.get(id), pause, now)))
        })
}

fn followers_due(it: &Source, pulled: &Pulled, now: Instant) -> Option<Instant> {
    it.abilities
        .counts
        .then(|| after(pulled.followers.get(&it.channel.id), Duration::days(1), now))
}

fn inbox_due(it: &Source, pulled: &Pulled, now: Instant) -> Option<Instant> {
    let youngest = it
        .live
        .iter()
        .filter_map(|(_, live_at)| pause(*live_at, now))
        .min();
    let pause = youngest
        .unwrap_or(Duration::hours(1))
        .min(Duration::hours(1));
    it.abilities
        .inbox
        .then(|| after(pulled.inbox.get(&it.channel.id), pause, now))
}

/// A pause after the last time; at once when there was none, or when it lies in the future because the
/// clock was set back.
fn after(last: Option<&Instant>, pause: Duration, now: Instant) -> Instant {
    last.filter(|at| **at <= now).map_or(now, |at| *at + pause)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{at, known};
    use kelola_domain::delivery::DeliveryState;

    fn source(ages: &[Duration], now: Instant) -> Source {
        let it = known(DeliveryState::Live);
        let id = |number: usize| DeliveryId::from_uuid(uuid::Uuid::from_u128(100 + number as u128));
        let live = ages
            .iter()
            .enumerate()
            .map(|(number, age)| (id(number), now - *age))
            .collect();
        Source {
            channel: it.channel,
            abilities: it.abilities,
            live,
            not_before: None,
        }
    }

    fn all_pulled(it: &Source, when: Instant) -> Pulled {
        let mut pulled = Pulled::default();
        pulled
            .counts
            .extend(it.live.iter().map(|(id, _)| (*id, when)));
        pulled.inbox.insert(it.channel.id, when);
        pulled.followers.insert(it.channel.id, when);
        pulled
    }

    #[test]
    fn everything_is_read_the_first_time_in_chunks() {
        let now = at("12:00");
        let it = source(&vec![Duration::hours(1); 60], now);
        let jobs = plan(std::slice::from_ref(&it), &Pulled::default(), now);
        let sizes: Vec<_> = jobs
            .iter()
            .filter_map(|job| {
                if let Job::PullCounts(_, ids) = job {
                    Some(ids.len())
                } else {
                    None
                }
            })
            .collect();
        assert_eq!(sizes, [25, 25, 10]);
        assert!(
            jobs.contains(&Job::PullInbox(it.channel.id))
                && jobs.contains(&Job::PullFollowers(it.channel.id))
        );
    }

    #[test]
    fn young_posts_are_read_often_old_ones_seldom_and_very_old_ones_never() {
        let now = at("12:00");
        let it = source(
            &[
                Duration::hours(2),
                Duration::days(3),
                Duration::days(20),
                Duration::days(31),
            ],
            now,
        );
        let read = |last: Instant| -> Vec<usize> {
            let jobs = plan(std::slice::from_ref(&it), &all_pulled(&it, last), now);
            let ids = jobs.iter().flat_map(|job| {
                if let Job::PullCounts(_, ids) = job {
                    ids.clone()
                } else {
                    vec![]
                }
            });
            ids.filter_map(|id| it.live.iter().position(|(known, _)| *known == id))
                .collect()
        };
        assert_eq!(read(now - Duration::minutes(10)), [] as [usize; 0]);
        assert_eq!(read(now - Duration::minutes(15)), [0]);
        assert_eq!(read(now - Duration::hours(1)), [0, 1]);
        assert_eq!(read(now - Duration::days(1)), [0, 1, 2]);
        let wake = next_wake(std::slice::from_ref(&it), &all_pulled(&it, now), now);
        assert_eq!(wake, Some(now + Duration::minutes(15)));
    }

    #[test]
    fn samples_and_signed_out_channels_are_not_read() {
        let now = at("12:00");
        let changes: [fn(&mut Source); 3] = [
            |it| it.channel.sends = false,
            |it| it.channel.connection = Connection::NeedsSignIn,
            |it| it.abilities = Abilities::default(),
        ];
        for change in changes {
            let mut it = source(&[Duration::hours(2)], now);
            change(&mut it);
            assert_eq!(plan(std::slice::from_ref(&it), &Pulled::default(), now), []);
            assert_eq!(next_wake(&[it], &Pulled::default(), now), None);
        }
    }

    #[test]
    fn a_clock_set_back_does_not_stop_reading() {
        let now = at("12:00");
        let it = source(&[Duration::hours(2)], now);
        let pulled = all_pulled(&it, now + Duration::days(400));
        assert_eq!(plan(std::slice::from_ref(&it), &pulled, now).len(), 3);
    }
}

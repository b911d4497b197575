//! The line of each channel: its numbers, how complete they are and where they come from.

use super::{Stretch, count, wall, whole};
use crate::{Kelola, channels::profile, failure::Failure};
use kelola_documents::reports::data::{
    Channel as PrintedChannel, Completeness, Count, Engagement, Figure, Missing, RateBasis, Source,
};
use kelola_domain::{
    channel::Channel,
    ids::ChannelId,
    metric::{Metric, Scope},
    time::Instant,
};
use kelola_store::metrics;

pub(super) fn printed(
    kelola: &Kelola,
    channel: &Channel,
    now: &Stretch,
    before: Option<&Stretch>,
) -> Result<PrintedChannel, Failure> {
    let profile = profile(kelola, &channel.network)?;
    let why = if profile.abilities.counts {
        Missing::NotRead
    } else {
        Missing::NotEntered
    };
    let figure = |metric: Metric| Figure {
        now: count(now.sum(channel.id, metric), why),
        before: count(before.and_then(|it| it.sum(channel.id, metric)), why),
    };
    let (from, to) = now.days.instants();
    let followers = |at: Instant| {
        kelola.read(|db| {
            Ok(
                metrics::at(db, Scope::Channel(channel.id), Metric::Followers, at)?
                    .map(|it| it.value),
            )
        })
    };
    let (start, end) = (followers(from)?, followers(to)?);
    let earlier = before
        .map(|it| followers(it.days.instants().0))
        .transpose()?
        .flatten();
    let known = now
        .of_channel(channel.id)
        .filter(|it| now.numbers.contains_key(&it.id))
        .count();
    let posts = now.of_channel(channel.id).count();
    Ok(PrintedChannel {
        id: channel.id.to_string(),
        network: profile.name.clone(),
        handle: channel.handle.clone(),
        completeness: match (known, posts) {
            (0, _) if end.is_none() => Completeness::None,
            (known, posts) if known == posts => Completeness::Complete,
            _ => Completeness::Partial,
        },
        complete_until: newest(now, channel.id).map(|it| wall(it, now.days)),
        source: source(now, channel, why),
        note: None,
        followers: Figure {
            now: count(end, why),
            before: count(start, why),
        },
        net_growth_before: count(
            start.zip(earlier).map(|(start, earlier)| start - earlier),
            why,
        ),
        posts: Figure {
            now: whole(posts),
            before: before.map_or(Count::Missing(Missing::NotRead), |it| {
                whole(it.of_channel(channel.id).count())
            }),
        },
        views: figure(Metric::Views),
        // Reach of single posts is never added up; a period's reach would have to come from the network itself.
        reach: Figure::missing(Missing::NotProvided),
        likes: figure(Metric::Likes),
        comments: figure(Metric::Comments),
        shares: figure(Metric::Shares),
        saves: figure(Metric::Saves),
        clicks: figure(Metric::Clicks),
        engagement: engagement(now, before, channel.id),
    })
}

fn engagement(now: &Stretch, before: Option<&Stretch>, channel: ChannelId) -> Option<Engagement> {
    [
        (RateBasis::Reach, Metric::Reach),
        (RateBasis::Views, Metric::Views),
    ]
    .into_iter()
    .find_map(|(basis, metric)| {
        let ratio = now.ratio(channel, metric)?;
        Some(Engagement {
            basis,
            now: Some(ratio),
            before: before.and_then(|it| it.ratio(channel, metric)),
        })
    })
}

fn source(now: &Stretch, channel: &Channel, why: Missing) -> Source {
    let named = now
        .of_channel(channel.id)
        .filter_map(|it| now.numbers.get(&it.id))
        .flatten()
        .map(|it| it.source.as_str())
        .next();
    match named {
        Some("sample") => Source::Sample,
        Some("hand") => Source::Hand,
        Some(_) => Source::Api,
        None if !channel.sends => Source::Sample,
        None if why == Missing::NotEntered => Source::Hand,
        None => Source::Api,
    }
}

fn newest(now: &Stretch, channel: ChannelId) -> Option<Instant> {
    now.of_channel(channel)
        .filter_map(|it| now.numbers.get(&it.id))
        .flatten()
        .map(|it| it.captured_at)
        .max()
}

//! What the engine keeps in mind between two tries and forgets when it ends: who is out of reach, what
//! was asked a moment ago, when numbers were read. Nothing here is needed to find the truth.

use crate::{
    pace,
    pull_plan::Pulled,
    random::Random,
    retry::{self, OFFLINE, REFUSED},
};
use chrono::Duration;
use kelola_domain::{
    ids::{ChannelId, DeliveryId},
    network::Pace,
    time::Instant,
};
use std::collections::{HashMap, HashSet};

/// A contact with a server this fresh is taken for granted.
const FRESH: Duration = Duration::minutes(10);
/// While the clocks disagree, a server is asked for its time this often.
const JUDGED_EVERY: Duration = Duration::minutes(5);

/// A pause that grows with every failure.
#[derive(Debug, Clone, Copy, Default)]
struct Wait {
    tries: u32,
    until: Option<Instant>,
    /// A server named this time, so that it binds us even when a person asks.
    named: bool,
}

/// That our clock and a server's disagree too much.
#[derive(Debug, Clone, Copy)]
struct ClockOff {
    /// Ours minus theirs.
    seconds: i64,
    /// The channel whose server says so.
    channel: ChannelId,
    /// When it last said so; none when there is reason to ask again at once.
    judged: Option<Instant>,
}

/// The engine's short memory.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// Whether servers can be reached, once known.
    pub(crate) online: Option<bool>,
    /// That our clock and a server's disagree.
    clock_off: Option<ClockOff>,
    /// When numbers and messages were read.
    pub(crate) pulled: Pulled,
    channels: HashMap<ChannelId, Wait>,
    deliveries: HashMap<DeliveryId, Wait>,
    reached: HashMap<ChannelId, Instant>,
    lost: HashSet<ChannelId>,
    /// When requests to publish began, per channel, the earliest first; none until it was read from what is stored.
    begun: Option<HashMap<ChannelId, Vec<Instant>>>,
    /// The deliveries held by a network that were asked about.
    looked: HashSet<DeliveryId>,
}

impl Memory {
    /// Whether dates may be acted upon.
    pub(crate) const fn clock_trusted(&self) -> bool {
        self.clock_off.is_none()
    }

    /// Our clock minus a server's in seconds, where it is too much.
    pub(crate) fn clock_off_secs(&self) -> Option<i64> {
        self.clock_off.map(|it| it.seconds)
    }

    /// Notes by how much our clock is off, if it is. True when that is news.
    pub(crate) fn judge_clock(
        &mut self,
        channel: ChannelId,
        off: Option<i64>,
        now: Instant,
    ) -> bool {
        let is_news = off.is_some() && self.clock_off.is_none();
        self.clock_off = off.map(|seconds| ClockOff {
            seconds,
            channel,
            judged: Some(now),
        });
        if off.is_some() {
            // The next contact has to ask for the time again.
            self.reached.clear();
        }
        is_news
    }

    /// When a server is to be asked for its time again, and over which channel.
    pub(crate) fn clock_to_judge(&self, now: Instant) -> Option<(Instant, ChannelId)> {
        let off = self.clock_off?;
        Some((
            off.judged
                .filter(|at| *at <= now)
                .map_or(now, |at| at + JUDGED_EVERY),
            off.channel,
        ))
    }

    /// The server could not be asked; that is tried again later.
    pub(crate) fn clock_asked(&mut self, now: Instant) {
        if let Some(off) = &mut self.clock_off {
            off.judged = Some(now);
        }
    }

    /// The instant before which a delivery is left alone.
    pub(crate) fn not_before(&self, id: DeliveryId, channel: ChannelId) -> Option<Instant> {
        let own = self.deliveries.get(&id).and_then(|it| it.until);
        own.max(self.channel_not_before(channel))
    }

    /// The instant before which a channel's server is left alone.
    pub(crate) fn channel_not_before(&self, channel: ChannelId) -> Option<Instant> {
        self.channels.get(&channel).and_then(|it| it.until)
    }

    /// How often a delivery was asked about in vain.
    pub(crate) fn tries(&self, id: DeliveryId) -> u32 {
        self.deliveries.get(&id).map_or(0, |it| it.tries)
    }

    /// Whether it is known when earlier requests began.
    pub(crate) const fn knows_pace(&self) -> bool {
        self.begun.is_some()
    }

    /// Notes when earlier requests began, the earliest first.
    pub(crate) fn remember_pace(&mut self, begun: Vec<(ChannelId, Instant)>) {
        let known = self.begun.insert(HashMap::new());
        for (channel, at) in begun {
            known.entry(channel).or_default().push(at);
        }
    }

    /// A request to publish begins.
    pub(crate) fn begins(&mut self, channel: ChannelId, now: Instant) {
        let begun = self
            .begun
            .get_or_insert_default()
            .entry(channel)
            .or_default();
        begun.retain(|it| now - *it <= pace::LONGEST);
        begun.push(now);
    }

    /// The instant before which nothing more fits into a channel's budgets.
    pub(crate) fn pace_until(
        &self,
        channel: ChannelId,
        budgets: &[Pace],
        now: Instant,
    ) -> Option<Instant> {
        let begun = self.begun.as_ref()?.get(&channel)?;
        pace::free_from(budgets, begun, now)
    }

    /// Whether the network was asked about what it holds.
    pub(crate) fn has_looked(&self, id: DeliveryId) -> bool {
        self.looked.contains(&id)
    }

    /// The network was asked about what it holds.
    pub(crate) fn look(&mut self, id: DeliveryId) {
        self.looked.insert(id);
    }

    /// Whether the channel's server answered a moment ago.
    pub(crate) fn is_reached(&self, channel: ChannelId, now: Instant) -> bool {
        // A clock set back must not make an old contact look fresh.
        self.reached
            .get(&channel)
            .is_some_and(|at| *at <= now && now - *at < FRESH)
    }

    /// A server answered. True when that is news.
    pub(crate) fn answered(&mut self, channel: ChannelId, now: Instant) -> bool {
        self.reached.insert(channel, now);
        self.channels.remove(&channel);
        if self.lost.remove(&channel) {
            // The network is back: the others need not sit out their pauses, and there is news to read.
            for id in &self.lost {
                self.channels.remove(id);
            }
            self.pulled = Pulled::default();
        }
        self.online.replace(true) != Some(true)
    }

    /// A server is out of reach. True when that is news.
    pub(crate) fn out_of_reach(
        &mut self,
        channel: ChannelId,
        now: Instant,
        random: &dyn Random,
    ) -> bool {
        self.reached.remove(&channel);
        self.lost.insert(channel);
        let wait = self.channels.entry(channel).or_default();
        wait.until = Some(now + retry::backoff(OFFLINE, wait.tries, random.fraction()));
        wait.tries += 1;
        self.online.replace(false) != Some(false)
    }

    /// Whether a channel's server was out of reach when last asked.
    pub(crate) fn is_lost(&self, channel: ChannelId) -> bool {
        self.lost.contains(&channel)
    }

    /// Whether any server that was asked is out of reach.
    pub(crate) fn lacks_any(&self) -> bool {
        !self.lost.is_empty()
    }

    /// A channel's server is left alone until then; `named` when the server itself said so.
    pub(crate) fn leave_channel(&mut self, channel: ChannelId, until: Instant, named: bool) {
        let wait = self.channels.entry(channel).or_default();
        *wait = Wait {
            tries: wait.tries + 1,
            until: wait.until.max(Some(until)),
            named: wait.named || named,
        };
    }

    /// How often a channel failed in a row.
    pub(crate) fn channel_tries(&self, channel: ChannelId) -> u32 {
        self.channels.get(&channel).map_or(0, |it| it.tries)
    }

    /// A delivery is left alone until then.
    pub(crate) fn leave(&mut self, id: DeliveryId, until: Instant) {
        let wait = self.deliveries.entry(id).or_default();
        *wait = Wait {
            tries: wait.tries + 1,
            until: wait.until.max(Some(until)),
            named: false,
        };
    }

    /// A delivery that a try has not moved is left alone for a while, so that a round always ends.
    pub(crate) fn leave_if_free(
        &mut self,
        id: DeliveryId,
        channel: ChannelId,
        now: Instant,
        random: &dyn Random,
    ) {
        if self.not_before(id, channel).is_none_or(|at| at <= now) {
            let pause = retry::backoff(REFUSED, self.tries(id), random.fraction());
            self.leave(id, now + pause);
        }
    }

    /// A delivery has moved on.
    pub(crate) fn forget(&mut self, id: DeliveryId) {
        self.deliveries.remove(&id);
        self.looked.remove(&id);
    }

    /// A person asks: our own pauses are not waited out, all numbers are read, and network and clock are
    /// judged anew. What a server asked for still holds.
    pub(crate) fn person_asks(&mut self) {
        self.channels
            .values_mut()
            .filter(|it| !it.named)
            .for_each(|it| it.until = None);
        self.deliveries.values_mut().for_each(|it| it.until = None);
        self.pulled = Pulled::default();
        self.looked.clear();
        self.online = self.online.filter(|online| *online);
        self.lost.clear();
        self.judge_anew();
    }

    /// The computer slept or its clock was set: no instant kept here means anything any more.
    pub(crate) fn world_changed(&mut self) {
        self.channels.values_mut().for_each(|it| it.until = None);
        self.deliveries.values_mut().for_each(|it| it.until = None);
        self.judge_anew();
    }

    fn judge_anew(&mut self) {
        self.reached.clear();
        if let Some(off) = &mut self.clock_off {
            off.judged = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fixtures::{at, delivery},
        random::SeededRandom,
    };

    #[test]
    fn probing_slows_down_to_five_minutes_and_starts_anew_after_an_answer() {
        let (random, it) = (SeededRandom::new(1), delivery());
        let mut memory = Memory::default();
        let mut pauses = Vec::new();
        for _ in 0..12 {
            memory.out_of_reach(it.channel, at("12:00"), &random);
            pauses.push(
                (memory.not_before(it.id, it.channel).expect("a pause") - at("12:00"))
                    .num_seconds(),
            );
        }
        assert!((11..=19).contains(&pauses[0]), "{pauses:?}");
        assert!(
            pauses.iter().all(|it| *it <= 300) && pauses[11] > 200,
            "{pauses:?}"
        );
        assert!(memory.answered(it.channel, at("12:10")));
        assert_eq!(memory.not_before(it.id, it.channel), None);
    }

    #[test]
    fn a_network_that_is_back_frees_all_channels_but_one_server_down_stirs_nobody() {
        let (random, it) = (SeededRandom::new(1), delivery());
        let other = ChannelId::from_uuid(uuid::Uuid::from_u128(99));
        let mut memory = Memory::default();
        assert!(
            memory.answered(other, at("12:00")),
            "the first time it is news"
        );
        assert!(memory.out_of_reach(it.channel, at("12:00"), &random));
        memory.pulled.inbox.insert(other, at("12:00"));
        memory.answered(other, at("12:00"));
        assert!(memory.not_before(it.id, it.channel).is_some() && memory.lacks_any());
        assert_eq!(memory.pulled.inbox.len(), 1);

        memory.out_of_reach(other, at("12:00"), &random);
        memory.answered(other, at("12:01"));
        assert_eq!(
            (memory.not_before(it.id, it.channel), memory.online),
            (None, Some(true))
        );
        assert!(memory.pulled.inbox.is_empty(), "there is news to read");
    }

    #[test]
    fn a_person_is_not_kept_waiting_but_a_server_is_obeyed() {
        let it = delivery();
        let mut memory = Memory::default();
        memory.leave(it.id, at("12:30"));
        memory.person_asks();
        assert_eq!(memory.not_before(it.id, it.channel), None);
        memory.leave_channel(it.channel, at("12:30"), true);
        memory.person_asks();
        assert_eq!(memory.not_before(it.id, it.channel), Some(at("12:30")));
        memory.world_changed();
        assert_eq!(memory.not_before(it.id, it.channel), None);
    }

    #[test]
    fn a_wrong_clock_is_judged_again_every_five_minutes_and_when_the_world_changes() {
        let channel = delivery().channel;
        let mut memory = Memory::default();
        assert_eq!(memory.clock_to_judge(at("12:00")), None);
        assert!(
            memory.judge_clock(channel, Some(600), at("12:00")),
            "the first time it is news"
        );
        assert!(!memory.judge_clock(channel, Some(601), at("12:00")));
        assert!(!memory.clock_trusted());
        assert_eq!(
            memory.clock_to_judge(at("12:01")),
            Some((at("12:05"), channel))
        );
        memory.world_changed();
        assert_eq!(
            memory.clock_to_judge(at("12:01")),
            Some((at("12:01"), channel))
        );
        assert!(!memory.clock_trusted(), "not before a server said so");
        memory.judge_clock(channel, None, at("12:01"));
        assert!(memory.clock_trusted());
    }
}

//! Decides, touches nothing: from what is stored and the time it follows what is to be done now, and
//! when something will be to be done next.

use crate::{ahead, grace};
use kelola_domain::{
    channel::{Channel, Connection},
    delivery::{Delivery, DeliveryState as State},
    ids::{ChannelId, DeliveryId},
    network::Abilities,
    time::Instant,
};
use kelola_networks::Ahead;

/// What the decision is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// The deliveries that are not at rest.
    pub deliveries: Vec<Known>,
    /// Everything paused by the person.
    pub paused: bool,
    /// This computer has not been confirmed as the one that publishes (after a restore, a copied folder).
    pub held: bool,
    /// False when servers' clocks disagree with ours and the person has not been told yet.
    pub clock_trusted: bool,
}

/// One delivery with what decides about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The delivery.
    pub delivery: Delivery,
    /// Its channel.
    pub channel: Channel,
    /// What its network can do; nothing, where Kelola has no client for it.
    pub abilities: Abilities,
    /// Not to be tried before this instant: the server is out of reach, or was asked a moment ago.
    pub not_before: Option<Instant>,
    /// Not to be published before this instant: the channel's budget is used up.
    pub pace_until: Option<Instant>,
    /// How far ahead its network takes posts; none where it does not, or where a lost answer could not be settled.
    pub ahead: Option<Ahead>,
    /// The revision of its post.
    pub revision: i64,
    /// When its post was last edited.
    pub edited_at: Instant,
    /// Further parts of a thread wait for it.
    pub leads_thread: bool,
    /// This engine has asked the network about it.
    pub looked: bool,
}

impl Known {
    /// Whether the network may hold it although it is only planned here: it came back from a backup, or was taken off
    /// the plan and put back before the network could be asked.
    pub(crate) fn is_doubtful(&self) -> bool {
        self.abilities.find_lost
            && self.delivery.state == State::Planned
            && self.delivery.handed.is_some()
    }

    /// Reading back sends nothing, so it is allowed while paused or held.
    pub(crate) fn can_look(&self, now: Instant) -> bool {
        self.abilities.find_lost
            && self.channel.connection != Connection::NeedsSignIn
            && is_past(self.not_before, now)
    }

    /// Whether a request to publish fits in now.
    pub(crate) fn may_publish(&self, now: Instant) -> bool {
        is_past(self.publishes_from(), now)
    }

    /// From when on a request to publish fits in, where that is known.
    pub(crate) fn publishes_from(&self) -> Option<Instant> {
        self.not_before.max(self.pace_until)
    }
}

fn is_past(instant: Option<Instant>, now: Instant) -> bool {
    instant.is_none_or(|at| at <= now)
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// Its time has come.
    Promote(DeliveryId),
    /// It was held and lies ahead again.
    Release(DeliveryId),
    /// Its time has come while nothing may be sent; the code says why.
    Hold(DeliveryId, &'static str),
    /// Too late: the person is asked.
    Miss(DeliveryId),
    /// What it was to follow will never be there: it is not sent either.
    Orphaned(DeliveryId),
    /// Posted by hand: the person is told.
    Remind(DeliveryId),
    /// Cannot be sent before the person signs in.
    AskSignIn(DeliveryId),
    /// A request was cut short by the end of the program.
    Interrupted(DeliveryId),
    /// Goes out now.
    Send(DeliveryId),
    /// The network is asked whether it is there.
    Reconcile(DeliveryId),
    /// The network is given it to hold until its time, or made to hold what is now wanted.
    HandOff(DeliveryId),
    /// The network gives back what it holds.
    Withdraw(DeliveryId),
    /// The network is asked how what it holds stands.
    Look(DeliveryId),
    /// What the network holds, or may hold, cannot be asked about: the person is. The code says why.
    Doubt(DeliveryId, &'static str),
    /// Likes, answers and reposts of these deliveries of one channel are read.
    PullCounts(ChannelId, Vec<DeliveryId>),
    /// The number of followers is read.
    PullFollowers(ChannelId),
    /// New messages are read.
    PullInbox(ChannelId),
}

impl Job {
    /// The plain step a job consists of, where it needs nobody but the database: delivery, state
    /// after, code of the reason.
    #[must_use]
    pub const fn step(&self) -> Option<(DeliveryId, State, Option<&'static str>)> {
        match *self {
            Self::Promote(id) => Some((id, State::Due, None)),
            Self::Release(id) => Some((id, State::Planned, None)),
            Self::Hold(id, why) => Some((id, State::Held, Some(why))),
            Self::Miss(id) => Some((id, State::Missed, Some("too_late"))),
            Self::Orphaned(id) => Some((id, State::Cancelled, Some("earlier_piece_gone"))),
            Self::Remind(id) => Some((id, State::Reminded, None)),
            Self::AskSignIn(id) => Some((id, State::NeedsSignIn, Some("needs_sign_in"))),
            Self::Interrupted(id) => Some((id, State::Unknown, Some("interrupted"))),
            Self::Doubt(id, why) => Some((id, State::Unknown, Some(why))),
            Self::Send(_)
            | Self::Reconcile(_)
            | Self::HandOff(_)
            | Self::Withdraw(_)
            | Self::Look(_)
            | Self::PullCounts(..)
            | Self::PullFollowers(_)
            | Self::PullInbox(_) => None,
        }
    }

    /// The delivery it is about, where it is about one.
    #[must_use]
    pub const fn delivery(&self) -> Option<DeliveryId> {
        match *self {
            Self::Promote(id)
            | Self::Release(id)
            | Self::Hold(id, _)
            | Self::Miss(id)
            | Self::Orphaned(id)
            | Self::Remind(id)
            | Self::AskSignIn(id)
            | Self::Interrupted(id)
            | Self::Send(id)
            | Self::Reconcile(id)
            | Self::HandOff(id)
            | Self::Withdraw(id)
            | Self::Look(id)
            | Self::Doubt(id, _) => Some(id),
            Self::PullCounts(..) | Self::PullFollowers(_) | Self::PullInbox(_) => None,
        }
    }

    /// What is done first: what needs the database alone, what must not go out, what is due, the rest.
    const fn rank(&self) -> u8 {
        match self {
            Self::Withdraw(_) => 1,
            Self::Send(_) => 2,
            Self::Reconcile(_) | Self::Look(_) => 3,
            Self::HandOff(_) => 4,
            Self::PullCounts(..) | Self::PullFollowers(_) | Self::PullInbox(_) => 5,
            _ => 0,
        }
    }
}

/// What is to be done now, the plain steps first.
#[must_use]
pub fn plan(snapshot: &Snapshot, now: Instant) -> Vec<Job> {
    let mut jobs: Vec<_> = snapshot
        .deliveries
        .iter()
        .filter_map(|it| decide(it, snapshot, now))
        .collect();
    jobs.sort_by_key(Job::rank);
    jobs
}

/// When something changes by itself next, if nobody does anything: the instant to wake at.
#[must_use]
pub fn next_wake(snapshot: &Snapshot, now: Instant) -> Option<Instant> {
    snapshot
        .deliveries
        .iter()
        .flat_map(|it| turning_points(it, snapshot, now))
        .flatten()
        .filter(|it| *it > now)
        .min()
}

fn decide(it: &Known, all: &Snapshot, now: Instant) -> Option<Job> {
    let delivery = &it.delivery;
    let id = delivery.id;
    // Sample channels are scenery: nothing of theirs ever moves.
    if !it.channel.sends {
        return None;
    }
    match delivery.state {
        State::Sending => return Some(Job::Interrupted(id)),
        State::Unknown | State::Processing => {
            return it.can_look(now).then_some(Job::Reconcile(id));
        }
        State::HandedOff => return ahead::of_handed_off(it, all, now),
        State::Cancelled => return ahead::of_cancelled(it, all, now),
        State::Planned if delivery.lies_ahead(now) => return ahead::of_planned(it, all, now),
        State::RetryAt
            if !delivery.is_too_late(now) && delivery.retry_at.is_some_and(|at| at > now) =>
        {
            return None;
        }
        _ if delivery.is_orphaned() && may_be_dropped(delivery.state) => {
            return Some(Job::Orphaned(id));
        }
        // Its turn has not come, however late it is: the piece before it is what the person looks at.
        _ if delivery.waits() => return None,
        State::NeedsSignIn if it.channel.connection == Connection::NeedsSignIn => return None,
        State::Planned | State::Due | State::RetryAt | State::NeedsSignIn | State::Held => {}
        _ => return None,
    }
    // With a clock that is wrong, "due" and "too late" mean nothing.
    if !all.clock_trusted {
        return None;
    }
    if it.is_doubtful() {
        return Some(Job::Doubt(id, "not_verified"));
    }
    if let Some(why) = stopped(all) {
        let counts = matches!(delivery.state, State::Planned | State::Due | State::RetryAt);
        return counts.then_some(Job::Hold(id, why));
    }
    match delivery.state {
        State::Held if delivery.lies_ahead(now) => Some(Job::Release(id)),
        _ if delivery.is_too_late(now) => Some(Job::Miss(id)),
        State::Due => go(it, now),
        _ => Some(Job::Promote(id)),
    }
}

/// What happens to a delivery that is due, in time, and not stopped by anything common to all.
fn go(it: &Known, now: Instant) -> Option<Job> {
    let id = it.delivery.id;
    if it.channel.paused {
        None
    } else if !it.abilities.publish {
        Some(Job::Remind(id))
    } else if it.channel.connection == Connection::NeedsSignIn {
        Some(Job::AskSignIn(id))
    } else {
        it.may_publish(now).then_some(Job::Send(id))
    }
}

const fn may_be_dropped(state: State) -> bool {
    matches!(
        state,
        State::Planned | State::Due | State::RetryAt | State::NeedsSignIn | State::Held
    )
}

fn stopped(all: &Snapshot) -> Option<&'static str> {
    if all.held {
        Some("computer_not_confirmed")
    } else if all.paused {
        Some("everything_paused")
    } else {
        None
    }
}

fn turning_points(it: &Known, all: &Snapshot, now: Instant) -> [Option<Instant>; 3] {
    let delivery = &it.delivery;
    if !it.channel.sends {
        return [None; 3];
    }
    let looks =
        matches!(delivery.state, State::Unknown | State::Processing) && it.abilities.find_lost;
    if looks && it.channel.connection != Connection::NeedsSignIn {
        return [it.not_before, None, None];
    }
    match delivery.state {
        State::HandedOff => return ahead::turning_points(it, all, now),
        State::Planned if delivery.lies_ahead(now) && all.clock_trusted => {
            return ahead::turning_points(it, all, now);
        }
        State::Cancelled if delivery.handed.is_some() && !all.held => {
            return [it.not_before, None, None];
        }
        _ => {}
    }
    if !all.clock_trusted || delivery.waits() {
        return [None; 3];
    }
    let missed = if stopped(all).is_none() {
        grace::missed_from(delivery)
    } else {
        None
    };
    match delivery.state {
        State::Planned => [Some(delivery.planned.instant()), None, None],
        State::Due if stopped(all).is_none() => {
            let next = it.publishes_from().filter(|_| !it.channel.paused);
            [next, missed, None]
        }
        State::RetryAt => [delivery.retry_at, missed, None],
        _ => [None; 3],
    }
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;

//! Decides, touches nothing: from what is stored and the time it follows what is to be done now, and
//! when something will be to be done next.

use crate::grace;
use kelola_domain::{
    channel::{Channel, Connection},
    delivery::{Delivery, DeliveryState as State},
    ids::{ChannelId, DeliveryId},
    network::Abilities,
    time::Instant,
};

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
            Self::Send(_)
            | Self::Reconcile(_)
            | Self::PullCounts(..)
            | Self::PullFollowers(_)
            | Self::PullInbox(_) => None,
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
    jobs.sort_by_key(|job| job.step().is_none());
    jobs
}

/// When something changes by itself next, if nobody does anything: the instant to wake at.
#[must_use]
pub fn next_wake(snapshot: &Snapshot, now: Instant) -> Option<Instant> {
    snapshot
        .deliveries
        .iter()
        .flat_map(|it| turning_points(it, snapshot))
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
            return can_look(it, now).then_some(Job::Reconcile(id));
        }
        State::Planned if delivery.planned.instant() > now => return None,
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
    if let Some(why) = stopped(all) {
        let counts = matches!(delivery.state, State::Planned | State::Due | State::RetryAt);
        return counts.then_some(Job::Hold(id, why));
    }
    match delivery.state {
        State::Held if delivery.planned.instant() > now => Some(Job::Release(id)),
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
        may_try(it, now).then_some(Job::Send(id))
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

/// Reading back sends nothing, so it is allowed while paused or held.
fn can_look(it: &Known, now: Instant) -> bool {
    it.abilities.find_lost && it.channel.connection != Connection::NeedsSignIn && may_try(it, now)
}

fn may_try(it: &Known, now: Instant) -> bool {
    it.not_before.is_none_or(|at| at <= now)
}

fn turning_points(it: &Known, all: &Snapshot) -> [Option<Instant>; 3] {
    let delivery = &it.delivery;
    if !it.channel.sends {
        return [None; 3];
    }
    let looks =
        matches!(delivery.state, State::Unknown | State::Processing) && it.abilities.find_lost;
    if looks && it.channel.connection != Connection::NeedsSignIn {
        return [it.not_before, None, None];
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
            [it.not_before.filter(|_| !it.channel.paused), missed, None]
        }
        State::RetryAt => [delivery.retry_at, missed, None],
        _ => [None; 3],
    }
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;

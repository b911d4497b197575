//! Decides, touches nothing: what is handed to a network ahead of its time, and how what a network holds is kept in
//! step with what the person wants.

use crate::plan::{Job, Known, Snapshot};
use chrono::Duration;
use kelola_domain::{
    channel::Connection,
    delivery::{Delivery, Handed, Role},
    time::Instant,
};

/// A post is handed over, or changed at the network, when nobody has edited it for so long: autosave is not a wish
/// to publish half a sentence.
pub const QUIET: Duration = Duration::minutes(1);
/// A network gets so long to publish what it holds before it is asked.
pub const SETTLES: Duration = Duration::minutes(1);
/// What the network says of a post's time may differ by so much from what it was told: some cut off the seconds.
pub const SAME_TIME: Duration = Duration::seconds(59);

/// What is done about a delivery planned ahead.
pub(crate) fn of_planned(it: &Known, all: &Snapshot, now: Instant) -> Option<Job> {
    let id = it.delivery.id;
    if it.is_doubtful() {
        return it.can_look(now).then_some(Job::Reconcile(id));
    }
    let may = may_hand_over(it, all)
        && reach_of(it, now)
            .is_some_and(|(first, last)| (first..=last).contains(&it.delivery.planned.instant()))
        && is_quiet(it, now)
        && it.may_publish(now);
    may.then_some(Job::HandOff(id))
}

/// What is done about a delivery the network holds.
pub(crate) fn of_handed_off(it: &Known, all: &Snapshot, now: Instant) -> Option<Job> {
    let delivery = &it.delivery;
    let handed = delivery.handed.as_ref()?;
    // With a clock that is wrong, "its time has come" means nothing.
    if !all.clock_trusted {
        return None;
    }
    if handed.at <= now {
        let looks = handed.at + SETTLES <= now && it.can_look(now);
        let is_blind = it.channel.connection == Connection::NeedsSignIn;
        return if looks {
            Some(Job::Look(delivery.id))
        } else {
            (is_blind && now > delivery.deadline())
                .then_some(Job::Doubt(delivery.id, "not_verified"))
        };
    }
    if !it.can_look(now) {
        return None;
    }
    if all.held {
        // Another computer may be keeping it in step: this one only looks.
        return (!it.looked).then_some(Job::Look(delivery.id));
    }
    if all.paused || it.channel.paused {
        return Some(Job::Withdraw(delivery.id));
    }
    if is_in_step(it, handed) {
        return None;
    }
    match reach_of(it, now) {
        Some((first, last)) if (first..=last).contains(&delivery.planned.instant()) => {
            is_quiet(it, now).then_some(Job::HandOff(delivery.id))
        }
        // Whatever it says, it comes at the right time: too late to make certain, and no reason to take it back.
        _ if handed.revision == Handed::UNSURE && handed.at == delivery.planned.instant() => None,
        _ => Some(Job::Withdraw(delivery.id)),
    }
}

/// What is done about a cancelled delivery the network still holds.
pub(crate) fn of_cancelled(it: &Known, all: &Snapshot, now: Instant) -> Option<Job> {
    let is_held = it.ahead.is_some() && it.delivery.handed.is_some();
    (is_held && !all.held && it.can_look(now)).then_some(Job::Withdraw(it.delivery.id))
}

/// When something about these changes by itself.
pub(crate) fn turning_points(it: &Known, all: &Snapshot, now: Instant) -> [Option<Instant>; 3] {
    let delivery = &it.delivery;
    let held = delivery.handed.as_ref().filter(|_| !it.is_doubtful());
    let Some(handed) = held else {
        let waits = may_hand_over(it, all) || it.is_doubtful();
        let quiet = (it.edited_at + QUIET).max(it.publishes_from().unwrap_or(now));
        return [
            Some(delivery.planned.instant()),
            waits.then_some(quiet),
            None,
        ];
    };
    if !all.clock_trusted {
        return [None; 3];
    }
    if it.channel.connection == Connection::NeedsSignIn {
        let doubt = delivery.deadline() + Duration::milliseconds(1);
        return [Some(doubt), None, None];
    }
    let looks = (handed.at + SETTLES).max(it.not_before.unwrap_or(now));
    let differs = !is_in_step(it, handed) || all.paused || it.channel.paused;
    let changes = (it.edited_at + QUIET).max(it.not_before.unwrap_or(now));
    [Some(looks), differs.then_some(changes), it.not_before]
}

/// Whether the network has what the person wants.
pub(crate) fn is_in_step(it: &Known, handed: &Handed) -> bool {
    handed.at == it.delivery.planned.instant() && handed.revision == it.revision
}

/// Whether a delivery may be handed over at all, whenever.
fn may_hand_over(it: &Known, all: &Snapshot) -> bool {
    // A thread is not left half published while the computer sleeps: its parts follow from here.
    it.ahead.is_some()
        && it.delivery.role == Role::Post
        && it.delivery.follows.is_none()
        && !it.leads_thread
        && it.delivery.handed.is_none()
        && all.clock_trusted
        && !all.paused
        && !all.held
        && !it.channel.paused
        && it.channel.connection != Connection::NeedsSignIn
}

/// The first and the last time the network would take now.
fn reach_of(it: &Known, now: Instant) -> Option<(Instant, Instant)> {
    let ahead = it.ahead?;
    let minutes = |it: u32| Duration::minutes(i64::from(it));
    Some((
        now + minutes(ahead.least_minutes),
        now + minutes(ahead.most_minutes),
    ))
}

/// Whether nobody is writing at this moment. A clock set back does not make a post restless for ever.
fn is_quiet(it: &Known, now: Instant) -> bool {
    now - it.edited_at >= QUIET || it.edited_at > now
}

/// Whether the network's time for it is not the one it was given.
pub(crate) fn was_moved_there(delivery: &Delivery, at: Instant) -> bool {
    delivery
        .handed
        .as_ref()
        .is_some_and(|it| (it.at - at).abs() > SAME_TIME)
}

#[cfg(test)]
#[path = "ahead_tests.rs"]
mod tests;

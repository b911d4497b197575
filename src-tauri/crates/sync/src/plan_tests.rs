//! The decisions as tables: state, circumstances, time → job.

use super::*;
use crate::fixtures::{at, known, snapshot};

type Change = fn(&mut Snapshot);

fn job_of(state: State, clock: &str, change: Change) -> Option<Job> {
    let mut all = snapshot(known(state));
    change(&mut all);
    let jobs = plan(&all, at(clock));
    assert!(jobs.len() <= 1, "one delivery, one job: {jobs:?}");
    jobs.into_iter().next()
}

fn wake_of(state: State, clock: &str, change: Change) -> Option<Instant> {
    let mut all = snapshot(known(state));
    change(&mut all);
    next_wake(&all, at(clock))
}

const NOTHING: Change = |_| {};

fn by_hand(all: &mut Snapshot) {
    all.deliveries[0].abilities = Abilities::default();
    all.deliveries[0].channel.connection = Connection::Manual;
}

fn signed_out(all: &mut Snapshot) {
    all.deliveries[0].channel.connection = Connection::NeedsSignIn;
}

fn whenever(all: &mut Snapshot) {
    all.deliveries[0].delivery.send_whenever = true;
}

fn paused_channel(all: &mut Snapshot) {
    all.deliveries[0].channel.paused = true;
}

fn wait_until_12_20(all: &mut Snapshot) {
    all.deliveries[0].not_before = Some(at("12:20"));
    all.deliveries[0].delivery.retry_at = Some(at("12:20"));
}

fn blind(all: &mut Snapshot) {
    all.deliveries[0].abilities.find_lost = false;
}

#[test]
fn what_is_done_now() {
    let id = known(State::Due).delivery.id;
    let table: &[(&str, State, &str, Change, Option<Job>)] = &[
        (
            "before its time it waits",
            State::Planned,
            "11:59",
            NOTHING,
            None,
        ),
        (
            "at its time it is due",
            State::Planned,
            "12:00",
            NOTHING,
            Some(Job::Promote(id)),
        ),
        (
            "late within grace it is due",
            State::Planned,
            "13:00",
            NOTHING,
            Some(Job::Promote(id)),
        ),
        (
            "beyond grace it is asked",
            State::Planned,
            "13:01",
            NOTHING,
            Some(Job::Miss(id)),
        ),
        (
            "whenever has no beyond",
            State::Planned,
            "23:00",
            whenever,
            Some(Job::Promote(id)),
        ),
        (
            "due goes out",
            State::Due,
            "12:00",
            NOTHING,
            Some(Job::Send(id)),
        ),
        (
            "due too late is asked",
            State::Due,
            "13:00:01",
            NOTHING,
            Some(Job::Miss(id)),
        ),
        (
            "due whenever goes out late",
            State::Due,
            "23:00",
            whenever,
            Some(Job::Send(id)),
        ),
        (
            "by hand: told",
            State::Due,
            "12:00",
            by_hand,
            Some(Job::Remind(id)),
        ),
        (
            "by hand, laptop closed beyond grace: asked",
            State::Planned,
            "14:00",
            by_hand,
            Some(Job::Miss(id)),
        ),
        (
            "told stays told, however late",
            State::Reminded,
            "23:00",
            by_hand,
            None,
        ),
        (
            "by hand on a paused channel waits",
            State::Due,
            "12:10",
            |s| {
                by_hand(s);
                paused_channel(s)
            },
            None,
        ),
        (
            "a paused channel waits",
            State::Due,
            "12:10",
            paused_channel,
            None,
        ),
        (
            "a paused channel is missed too",
            State::Due,
            "13:10",
            paused_channel,
            Some(Job::Miss(id)),
        ),
        (
            "not signed in",
            State::Due,
            "12:00",
            signed_out,
            Some(Job::AskSignIn(id)),
        ),
        (
            "still not signed in",
            State::NeedsSignIn,
            "12:00",
            signed_out,
            None,
        ),
        (
            "signed in again",
            State::NeedsSignIn,
            "12:30",
            NOTHING,
            Some(Job::Promote(id)),
        ),
        (
            "signed in too late",
            State::NeedsSignIn,
            "13:30",
            NOTHING,
            Some(Job::Miss(id)),
        ),
        (
            "out of reach waits",
            State::Due,
            "12:10",
            wait_until_12_20,
            None,
        ),
        (
            "out of reach is tried again",
            State::Due,
            "12:20",
            wait_until_12_20,
            Some(Job::Send(id)),
        ),
        (
            "out of reach beyond grace is asked",
            State::Due,
            "13:10",
            wait_until_12_20,
            Some(Job::Miss(id)),
        ),
        (
            "a retry waits for its time",
            State::RetryAt,
            "12:19",
            wait_until_12_20,
            None,
        ),
        (
            "a retry comes",
            State::RetryAt,
            "12:20",
            wait_until_12_20,
            Some(Job::Promote(id)),
        ),
        (
            "a retry beyond grace is asked",
            State::RetryAt,
            "13:10",
            wait_until_12_20,
            Some(Job::Miss(id)),
        ),
        (
            "a retry without a time is due",
            State::RetryAt,
            "12:01",
            NOTHING,
            Some(Job::Promote(id)),
        ),
        (
            "a crash while sending",
            State::Sending,
            "12:00",
            NOTHING,
            Some(Job::Interrupted(id)),
        ),
        (
            "a crash while sending, much later",
            State::Sending,
            "23:00",
            NOTHING,
            Some(Job::Interrupted(id)),
        ),
        (
            "an unknown is looked for",
            State::Unknown,
            "12:01",
            NOTHING,
            Some(Job::Reconcile(id)),
        ),
        (
            "an unknown is looked for however late",
            State::Unknown,
            "23:01",
            NOTHING,
            Some(Job::Reconcile(id)),
        ),
        (
            "an unknown was just looked for",
            State::Unknown,
            "12:01",
            wait_until_12_20,
            None,
        ),
        (
            "an unknown nobody can look for is asked",
            State::Unknown,
            "12:01",
            blind,
            None,
        ),
        (
            "an unknown waits for the sign-in",
            State::Unknown,
            "12:01",
            signed_out,
            None,
        ),
        (
            "what the network works on is looked after",
            State::Processing,
            "12:01",
            NOTHING,
            Some(Job::Reconcile(id)),
        ),
        (
            "paused: held",
            State::Planned,
            "12:00",
            |s| s.paused = true,
            Some(Job::Hold(id, "everything_paused")),
        ),
        (
            "paused: what lies ahead stays",
            State::Planned,
            "11:00",
            |s| s.paused = true,
            None,
        ),
        (
            "paused: due is held",
            State::Due,
            "12:10",
            |s| s.paused = true,
            Some(Job::Hold(id, "everything_paused")),
        ),
        (
            "paused: a retry is held",
            State::RetryAt,
            "12:10",
            |s| s.paused = true,
            Some(Job::Hold(id, "everything_paused")),
        ),
        (
            "paused: held stays",
            State::Held,
            "13:10",
            |s| s.paused = true,
            None,
        ),
        (
            "paused: looking is allowed",
            State::Unknown,
            "12:10",
            |s| s.paused = true,
            Some(Job::Reconcile(id)),
        ),
        (
            "restored: held",
            State::Due,
            "12:10",
            |s| s.held = true,
            Some(Job::Hold(id, "computer_not_confirmed")),
        ),
        (
            "restored: by hand is held too",
            State::Due,
            "12:10",
            |s| {
                by_hand(s);
                s.held = true
            },
            Some(Job::Hold(id, "computer_not_confirmed")),
        ),
        (
            "resumed within grace",
            State::Held,
            "12:30",
            NOTHING,
            Some(Job::Promote(id)),
        ),
        (
            "resumed beyond grace",
            State::Held,
            "13:30",
            NOTHING,
            Some(Job::Miss(id)),
        ),
        (
            "resumed, moved ahead",
            State::Held,
            "11:30",
            NOTHING,
            Some(Job::Release(id)),
        ),
        (
            "a wrong clock sends nothing",
            State::Due,
            "12:10",
            |s| s.clock_trusted = false,
            None,
        ),
        (
            "a wrong clock misses nothing",
            State::Due,
            "14:10",
            |s| s.clock_trusted = false,
            None,
        ),
        (
            "a wrong clock promotes nothing",
            State::Planned,
            "12:10",
            |s| s.clock_trusted = false,
            None,
        ),
        (
            "a wrong clock does not hide a crash",
            State::Sending,
            "12:10",
            |s| s.clock_trusted = false,
            Some(Job::Interrupted(id)),
        ),
        ("live is over", State::Live, "12:10", NOTHING, None),
        (
            "failed waits for the person",
            State::Failed,
            "12:10",
            NOTHING,
            None,
        ),
        (
            "missed waits for the person",
            State::Missed,
            "12:10",
            NOTHING,
            None,
        ),
        ("cancelled rests", State::Cancelled, "12:10", NOTHING, None),
    ];
    for (name, state, clock, change, expected) in table {
        assert_eq!(job_of(*state, clock, *change), *expected, "{name}");
    }
}

#[test]
fn nothing_of_a_sample_channel_ever_moves() {
    for state in State::ALL {
        for clock in ["11:00", "12:10", "14:00"] {
            assert_eq!(
                job_of(state, clock, |s| s.deliveries[0].channel.sends = false),
                None,
                "{state:?} at {clock}"
            );
            assert_eq!(
                wake_of(state, clock, |s| s.deliveries[0].channel.sends = false),
                None,
                "{state:?} at {clock}"
            );
        }
    }
}

#[test]
fn when_to_wake() {
    let missed = at("13:00") + chrono::Duration::milliseconds(1);
    let table: &[(&str, State, &str, Change, Option<Instant>)] = &[
        (
            "planned",
            State::Planned,
            "11:00",
            NOTHING,
            Some(at("12:00")),
        ),
        (
            "due out of reach",
            State::Due,
            "12:10",
            wait_until_12_20,
            Some(at("12:20")),
        ),
        (
            "due on a paused channel",
            State::Due,
            "12:10",
            |s| {
                paused_channel(s);
                wait_until_12_20(s)
            },
            Some(missed),
        ),
        (
            "retry",
            State::RetryAt,
            "12:10",
            wait_until_12_20,
            Some(at("12:20")),
        ),
        (
            "retry after the grace",
            State::RetryAt,
            "12:30",
            |s| s.deliveries[0].delivery.retry_at = Some(at("15:00")),
            Some(missed),
        ),
        (
            "looked for again",
            State::Unknown,
            "12:10",
            wait_until_12_20,
            Some(at("12:20")),
        ),
        (
            "asked",
            State::Unknown,
            "12:10",
            |s| {
                wait_until_12_20(s);
                blind(s)
            },
            None,
        ),
        ("held", State::Held, "12:10", |s| s.paused = true, None),
        (
            "needs sign-in",
            State::NeedsSignIn,
            "12:10",
            signed_out,
            None,
        ),
        ("reminded", State::Reminded, "12:10", by_hand, None),
        ("live", State::Live, "12:10", NOTHING, None),
    ];
    for (name, state, clock, change, expected) in table {
        assert_eq!(wake_of(*state, clock, *change), *expected, "{name}");
    }
}

#[test]
fn every_job_is_a_step_the_states_allow() {
    let changes: &[Change] = &[
        NOTHING,
        by_hand,
        signed_out,
        whenever,
        paused_channel,
        blind,
        |s| s.paused = true,
        |s| s.held = true,
    ];
    for state in State::ALL {
        for clock in ["11:00", "12:00", "12:30", "13:30"] {
            for change in changes {
                if let Some((_, next, _)) = job_of(state, clock, *change).and_then(|job| job.step())
                {
                    assert!(state.may_become(next), "{state:?} → {next:?} at {clock}");
                }
            }
        }
    }
}

#[test]
fn plain_steps_come_before_requests() {
    let mut all = snapshot(known(State::Due));
    all.deliveries.push(known(State::Planned));
    let jobs = plan(&all, at("12:00"));
    assert!(
        matches!(jobs.as_slice(), [Job::Promote(_), Job::Send(_)]),
        "{jobs:?}"
    );
}

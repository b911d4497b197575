//! Every state in every circumstance, and what is handed over when.

use super::*;
use crate::{
    fixtures::{at, known, snapshot},
    plan::plan,
};
use kelola_domain::{delivery::DeliveryState as State, time::parse_wall};
use kelola_networks::Ahead;

type Change = fn(&mut Snapshot);

const REACH: Ahead = Ahead {
    least_minutes: 5,
    most_minutes: 24 * 60,
};

/// A delivery planned for 12:00 on a network that holds posts; handed over where the state says so.
fn on_holding(state: State) -> Snapshot {
    let mut it = known(state);
    it.ahead = Some(REACH);
    it.abilities.hand_off = true;
    if state == State::HandedOff {
        it.delivery.handed = Some(handed());
    }
    snapshot(it)
}

fn handed() -> Handed {
    Handed {
        at: at("12:00"),
        revision: 1,
    }
}

fn letter(job: Option<&Job>) -> char {
    match job {
        None => '.',
        Some(Job::Promote(_)) => 'P',
        Some(Job::Release(_)) => 'R',
        Some(Job::Hold(..)) => 'H',
        Some(Job::Miss(_)) => 'M',
        Some(Job::Remind(_)) => 'N',
        Some(Job::AskSignIn(_)) => 'A',
        Some(Job::Interrupted(_)) => 'I',
        Some(Job::Send(_)) => 'S',
        Some(Job::Reconcile(_)) => 'C',
        Some(Job::HandOff(_)) => 'O',
        Some(Job::Withdraw(_)) => 'W',
        Some(Job::Look(_)) => 'L',
        Some(Job::Doubt(..)) => 'D',
        Some(_) => '?',
    }
}

/// What is done in each circumstance: nothing special, everything paused, not confirmed, channel paused, clock off,
/// out of reach, signed out.
fn row(of: &Snapshot, clock: &str) -> String {
    let circumstances: [Change; 7] = [
        |_| {},
        |s| s.paused = true,
        |s| s.held = true,
        |s| s.deliveries[0].channel.paused = true,
        |s| s.clock_trusted = false,
        |s| s.deliveries[0].not_before = Some(at("23:00")),
        |s| s.deliveries[0].channel.connection = Connection::NeedsSignIn,
    ];
    let of_one = |change: &Change| {
        let mut all = of.clone();
        change(&mut all);
        letter(plan(&all, at(clock)).first())
    };
    circumstances.iter().map(of_one).collect()
}

#[test]
fn every_state_in_every_circumstance_ahead_within_and_beyond_its_grace() {
    use State as S;
    let table: [(S, [&str; 3]); 16] = [
        (S::Planned, ["O......", "PHHP.PP", "MHHM.MM"]),
        (S::Due, ["SHH...A", "SHH...A", "MHHM.MM"]),
        (S::Sending, ["IIIIIII", "IIIIIII", "IIIIIII"]),
        (S::Processing, ["CCCCC..", "CCCCC..", "CCCCC.."]),
        (S::HandedOff, [".WLW...", "LLLL...", "LLLL..D"]),
        (S::Live, [".......", ".......", "......."]),
        (S::Reminded, [".......", ".......", "......."]),
        (S::InNetworkDraft, [".......", ".......", "......."]),
        (S::RetryAt, ["PHHP.PP", "PHHP.PP", "MHHM.MM"]),
        (S::Failed, [".......", ".......", "......."]),
        (S::NeedsSignIn, ["P..P.P.", "P..P.P.", "M..M.M."]),
        (S::Unknown, ["CCCCC..", "CCCCC..", "CCCCC.."]),
        (S::Missed, [".......", ".......", "......."]),
        (S::Held, ["R..R.RR", "P..P.PP", "M..M.MM"]),
        (S::Removed, [".......", ".......", "......."]),
        (S::Cancelled, [".......", ".......", "......."]),
    ];
    for (state, expected) in table {
        let all = on_holding(state);
        let found = ["11:00", "12:10", "13:10"].map(|clock| row(&all, clock));
        assert_eq!(found, expected, "{state:?}");
    }
}

#[test]
fn what_a_network_may_hold_is_asked_about_before_anything_else() {
    let mut all = on_holding(State::Planned);
    all.deliveries[0].delivery.handed = Some(handed());
    let found = ["11:00", "12:10"].map(|clock| row(&all, clock));
    assert_eq!(found, ["CCCCC..", "DDDD.DD"], "planned");
    let mut all = on_holding(State::Cancelled);
    all.deliveries[0].delivery.handed = Some(handed());
    assert_eq!(row(&all, "11:00"), "WW.WW..", "cancelled");
}

#[test]
fn what_is_handed_over_and_what_is_changed() {
    let planned = on_holding(State::Planned);
    let held = on_holding(State::HandedOff);
    let none: Change = |_| {};
    let move_to_14: Change = |s| {
        s.deliveries[0].delivery.planned.wall = parse_wall("2026-10-03T21:00").expect("a time");
    };
    let move_far: Change = |s| {
        s.deliveries[0].delivery.planned.wall = parse_wall("2026-11-03T21:00").expect("a time");
    };
    let table: [(&str, &Snapshot, &str, Change, char); 16] = [
        ("within reach", &planned, "11:00", none, 'O'),
        (
            "the last moment the network takes it",
            &planned,
            "11:55",
            none,
            'O',
        ),
        ("too late to be handed over", &planned, "11:56", none, '.'),
        ("beyond the reach", &planned, "11:00", move_far, '.'),
        (
            "somebody writes",
            &planned,
            "11:00",
            |s| s.deliveries[0].edited_at = at("10:59:30"),
            '.',
        ),
        (
            "a clock set back",
            &planned,
            "11:00",
            |s| s.deliveries[0].edited_at = at("11:30"),
            'O',
        ),
        (
            "a thread follows",
            &planned,
            "11:00",
            |s| s.deliveries[0].leads_thread = true,
            '.',
        ),
        (
            "a part",
            &planned,
            "11:00",
            |s| s.deliveries[0].delivery.role = Role::Part,
            '.',
        ),
        (
            "no network holds it",
            &planned,
            "11:00",
            |s| s.deliveries[0].ahead = None,
            '.',
        ),
        (
            "the budget is used up",
            &planned,
            "11:00",
            |s| s.deliveries[0].pace_until = Some(at("11:01")),
            '.',
        ),
        ("as it should be", &held, "11:00", none, '.'),
        ("moved", &held, "11:00", move_to_14, 'O'),
        ("moved out of reach", &held, "11:00", move_far, 'W'),
        (
            "edited",
            &held,
            "11:00",
            |s| s.deliveries[0].revision = 2,
            'O',
        ),
        (
            "edited in the last moment",
            &held,
            "11:58",
            |s| s.deliveries[0].revision = 2,
            'W',
        ),
        ("its time has just come", &held, "12:00:30", none, '.'),
    ];
    for (name, all, clock, change, expected) in table {
        let mut all = all.clone();
        change(&mut all);
        assert_eq!(letter(plan(&all, at(clock)).first()), expected, "{name}");
    }
}

#[test]
fn it_wakes_for_what_changes_by_itself() {
    use crate::plan::next_wake;
    let planned = on_holding(State::Planned);
    let held = on_holding(State::HandedOff);
    let table: [(&str, &Snapshot, Change, Option<&str>); 6] = [
        ("its time", &planned, |_| {}, Some("12:00")),
        (
            "nobody writes any more",
            &planned,
            |s| s.deliveries[0].edited_at = at("10:59:30"),
            Some("11:00:30"),
        ),
        (
            "the server is tried again",
            &planned,
            |s| s.deliveries[0].not_before = Some(at("11:20")),
            Some("11:20"),
        ),
        (
            "the network has had its minute",
            &held,
            |_| {},
            Some("12:01"),
        ),
        (
            "an edit rests",
            &held,
            |s| {
                s.deliveries[0].revision = 2;
                s.deliveries[0].edited_at = at("10:59:30");
            },
            Some("11:00:30"),
        ),
        (
            "nothing by a wrong clock",
            &held,
            |s| s.clock_trusted = false,
            None,
        ),
    ];
    for (name, all, change, expected) in table {
        let mut all = all.clone();
        change(&mut all);
        assert_eq!(next_wake(&all, at("11:00")), expected.map(at), "{name}");
    }
}

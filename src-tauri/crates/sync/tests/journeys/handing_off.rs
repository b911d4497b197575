//! What a network holds until its time: handed over ahead, kept in step, taken back, and looked after.

use crate::{
    fake::Fault,
    world::{World, wall},
};
use chrono::Duration;
use kelola_domain::{
    channel::Connection,
    delivery::DeliveryState as S,
    ids::{ChannelId, DeliveryId},
};
use kelola_networks::Kind;
use kelola_store::{
    Actor, backup,
    installation::{self, FileMirror},
};

const NETWORKS: [&str; 2] = ["holding", "replacing"];

/// A post of yesterday, planned for 19:00 on a network that holds posts, at noon.
fn planned(network: &str) -> (World, ChannelId, DeliveryId) {
    let world = World::at("11:00");
    let channel = world.channel(network);
    let id = world.plan(channel, "19:00");
    world.set_clock("12:00");
    (world, channel, id)
}

async fn handed(network: &str) -> (World, ChannelId, DeliveryId) {
    let (world, channel, id) = planned(network);
    world.sync().await;
    assert_eq!(world.state(id), S::HandedOff);
    (world, channel, id)
}

/// The one thing the network holds: its text and its time on the wall.
fn holds(world: &World, id: DeliveryId, text: &str, clock: &str) {
    let held = world.held(id);
    let found: Vec<_> = held.iter().map(|it| (it.text.as_str(), it.at)).collect();
    assert_eq!(found, [(text, wall(clock).instant())]);
    let it = world.delivery(id);
    assert_eq!(it.remote_id.as_ref(), Some(&held[0].remote_id));
}

#[tokio::test]
async fn the_lid_may_close_over_a_post_the_network_holds() {
    let (world, _, id) = handed("holding").await;
    holds(&world, id, "Selamat pagi", "19:00");
    assert_eq!(world.published(id), 0);
    assert_eq!(world.history(id), [S::Planned, S::Sending, S::HandedOff]);
    world.sync().await;
    assert_eq!(world.server.get().requests.len(), 1, "nothing to do");

    // The computer sleeps over its time and far beyond its grace.
    world.set_clock("23:30");
    world.sync().await;
    let it = world.delivery(id);
    assert_eq!((it.state, world.published(id)), (S::Live, 1));
    assert_eq!(it.live_at, Some(wall("19:00").instant()));
    assert_eq!((it.code, it.handed), (None, None));
    assert!(it.url.is_some());
}

#[tokio::test]
async fn nothing_is_handed_over_too_early_too_late_or_while_somebody_writes() {
    let world = World::at("12:00");
    let channel = world.channel("holding");
    let (soon, far) = (
        world.plan(channel, "12:04"),
        world.plan(channel, "2026-10-20T12:00"),
    );
    let written = world.plan(channel, "19:00");
    world.sync().await;
    for id in [soon, far, written] {
        assert_eq!(world.state(id), S::Planned);
    }
    world.set_clock("12:01");
    world.sync().await;
    assert_eq!(
        (world.state(soon), world.state(far), world.state(written)),
        (S::Planned, S::Planned, S::HandedOff)
    );
    world.set_clock("12:04");
    world.sync().await;
    assert_eq!((world.state(soon), world.published(soon)), (S::Live, 1));
    world.set_clock("2026-10-13T12:00");
    world.sync().await;
    assert_eq!(world.state(far), S::HandedOff);
}

#[tokio::test]
async fn what_is_moved_or_edited_here_changes_there() {
    for network in NETWORKS {
        let (world, _, id) = handed(network).await;
        world.move_to(id, "20:30");
        world.sync().await;
        holds(&world, id, "Selamat pagi", "19:00");
        world.set_clock("12:01");
        world.sync().await;
        holds(&world, id, "Selamat pagi", "20:30");
        world.edit(id, "Selamat malam");
        world.set_clock("12:02");
        world.sync().await;
        holds(&world, id, "Selamat malam", "20:30");
        let asked = world.server.get().requests.len();
        world.sync().await;
        assert_eq!(world.server.get().requests.len(), asked);
        world.set_clock("21:00");
        world.sync().await;
        assert_eq!((world.state(id), world.published(id)), (S::Live, 1));
        assert_eq!(world.delivery(id).code, None);
    }
}

#[tokio::test]
async fn a_note_that_changes_nothing_of_the_post_costs_no_request() {
    let (world, _, id) = handed("holding").await;
    let asked = world.server.get().requests.len();
    world.edit(id, "Selamat pagi");
    world.set_clock("12:05");
    world.sync().await;
    assert_eq!(world.server.get().requests.len(), asked);
    let handed = world.delivery(id).handed.expect("held");
    assert_eq!(handed.revision, 2);
}

#[tokio::test]
async fn what_is_moved_out_of_reach_is_taken_back_and_goes_out_from_here() {
    for (clock, later) in [("2026-10-20T19:00", "12:02"), ("12:04", "12:04")] {
        let (world, _, id) = handed("holding").await;
        world.move_to(id, clock);
        world.set_clock("12:01");
        world.sync().await;
        assert_eq!((world.state(id), world.held(id).len()), (S::Planned, 0));
        assert_eq!(world.delivery(id).code.as_deref(), Some("taken_back"));
        world.set_clock(later);
        world.sync().await;
        let expected = if clock == later { S::Live } else { S::Planned };
        assert_eq!(world.state(id), expected);
    }
}

#[tokio::test]
async fn what_is_cancelled_offline_waits_and_is_taken_back_when_the_network_returns() {
    let (world, _, id) = handed("holding").await;
    world.server.get().down = true;
    world.cancel(id);
    let (summary, lines) = world.sync().await;
    assert!(summary.offline);
    assert_eq!(lines[0].code.as_deref(), Some("offline"));
    assert!(world.delivery(id).handed.is_some(), "it is still seen");
    world.server.get().down = false;
    world.sync().await;
    assert_eq!((world.state(id), world.held(id).len()), (S::Cancelled, 0));
    assert_eq!(world.delivery(id).handed, None);
    world.set_clock("20:00");
    world.sync().await;
    assert_eq!((world.state(id), world.published(id)), (S::Cancelled, 0));
}

#[tokio::test]
async fn what_was_out_before_the_change_reached_it_is_said_to_be_live() {
    type Act = fn(&World, DeliveryId);
    let acts: [Act; 3] = [
        |world, id| world.cancel(id),
        |world, id| world.move_to(id, "22:00"),
        |world, id| world.edit(id, "Selamat malam"),
    ];
    for act in acts {
        let (world, _, id) = handed("holding").await;
        world.server.get().down = true;
        act(&world, id);
        world.sync().await;
        world.set_clock("19:30");
        world.server.get().down = false;
        world.sync().await;
        assert_eq!((world.state(id), world.published(id)), (S::Live, 1));
        assert_eq!(
            world.delivery(id).code.as_deref(),
            Some("out_before_change")
        );
    }
}

#[tokio::test]
async fn every_cut_in_handing_over_leads_to_the_truth() {
    for network in NETWORKS {
        for fault in [
            Fault::LostOnTheWay,
            Fault::LostOnTheWayBack,
            Fault::HangsBefore,
            Fault::HangsAfter,
        ] {
            let (world, _, id) = planned(network);
            world.server.get().script.push_back(fault);
            if matches!(fault, Fault::HangsBefore | Fault::HangsAfter) {
                world.crash().await;
                assert_eq!(world.state(id), S::Sending);
            }
            world.sync().await;
            assert_eq!(world.state(id), S::HandedOff, "{network} {fault:?}");
            holds(&world, id, "Selamat pagi", "19:00");
            world.set_clock("19:05");
            world.sync().await;
            assert_eq!((world.state(id), world.published(id)), (S::Live, 1));
        }
    }
}

#[tokio::test]
async fn every_cut_in_changing_leads_to_the_truth() {
    for network in NETWORKS {
        for fault in [
            Fault::LostOnTheWay,
            Fault::LostOnTheWayBack,
            Fault::HangsBefore,
            Fault::HangsAfter,
            Fault::HangsBetween,
        ] {
            let (world, _, id) = handed(network).await;
            world.move_to(id, "20:30");
            world.edit(id, "Selamat malam");
            world.set_clock("12:02");
            world.server.get().script.push_back(fault);
            if !matches!(fault, Fault::LostOnTheWay | Fault::LostOnTheWayBack) {
                world.crash().await;
            }
            world.sync().await;
            assert_eq!(world.state(id), S::HandedOff, "{network} {fault:?}");
            holds(&world, id, "Selamat malam", "20:30");
        }
    }
}

#[tokio::test]
async fn every_cut_in_taking_back_leads_to_the_truth() {
    for fault in [
        Fault::LostOnTheWay,
        Fault::LostOnTheWayBack,
        Fault::HangsBefore,
        Fault::HangsAfter,
    ] {
        let (world, _, id) = handed("holding").await;
        world.cancel(id);
        world.server.get().script.push_back(fault);
        if matches!(fault, Fault::HangsBefore | Fault::HangsAfter) {
            world.crash().await;
        }
        world.sync().await;
        world.advance(Duration::minutes(2));
        world.sync().await;
        assert_eq!((world.state(id), world.held(id).len()), (S::Cancelled, 0));
        assert_eq!(world.delivery(id).handed, None, "{fault:?}");
    }
}

#[tokio::test]
async fn what_the_network_refuses_to_hold_goes_out_from_here() {
    for kind in [Kind::Rejected, Kind::QuotaOrPolicy, Kind::MissingPermission] {
        let (world, _, id) = planned("holding");
        world
            .server
            .get()
            .script
            .push_back(Fault::Refused(kind, None));
        world.sync().await;
        assert_eq!(
            (world.state(id), world.delivery(id).code.as_deref()),
            (S::Planned, Some(kind.code()))
        );
        world.set_clock("19:00");
        world.sync().await;
        assert_eq!((world.state(id), world.published(id)), (S::Live, 1));
    }
}

#[tokio::test]
async fn a_change_the_network_refuses_takes_the_post_back() {
    let (world, _, id) = handed("holding").await;
    world.edit(id, "Selamat malam");
    world.set_clock("12:02");
    world
        .server
        .get()
        .script
        .push_back(Fault::Refused(Kind::Rejected, None));
    let engine = world.engine();
    engine.run_until_idle(&|_| {}).await.expect("a run");
    assert_eq!((world.state(id), world.held(id).len()), (S::HandedOff, 1));
    holds(&world, id, "Selamat malam", "19:00");
    assert!(world.history(id).ends_with(&[
        S::Sending,
        S::HandedOff,
        S::Planned,
        S::Sending,
        S::HandedOff
    ]));
}

#[tokio::test]
async fn what_can_no_longer_be_prepared_is_taken_back() {
    let (world, _, id) = handed("holding").await;
    world.edit(id, "");
    world.set_clock("12:02");
    world.sync().await;
    assert_eq!((world.state(id), world.held(id).len()), (S::Planned, 0));
    world.set_clock("19:00");
    world.sync().await;
    assert_eq!((world.state(id), world.published(id)), (S::Failed, 0));
}

#[tokio::test]
async fn a_network_that_forgets_its_time_is_asked_again_and_then_the_person_is() {
    let (world, _, id) = handed("holding").await;
    world.server.get().asleep = true;
    world.set_clock("19:10");
    world.sync().await;
    assert_eq!(world.state(id), S::HandedOff);
    world.server.get().asleep = false;
    world.sync().await;
    assert_eq!((world.state(id), world.published(id)), (S::Live, 1));

    let (world, _, id) = handed("holding").await;
    world.server.get().asleep = true;
    world.set_clock("20:30");
    world.sync().await;
    assert_eq!(
        (world.state(id), world.delivery(id).code.as_deref()),
        (S::Unknown, Some("held_past_time"))
    );
    world.server.get().asleep = false;
    world.sync().await;
    assert_eq!((world.state(id), world.published(id)), (S::Live, 1));
}

#[tokio::test]
async fn what_vanished_on_the_network_is_asked_about_after_its_time() {
    let (world, _, id) = handed("holding").await;
    world.server.get().held.clear();
    world.set_clock("19:05");
    world.sync().await;
    assert_eq!(
        (world.state(id), world.delivery(id).code.as_deref()),
        (S::Missed, Some("hold_gone"))
    );
    assert_eq!(world.published(id), 0);
}

#[tokio::test]
async fn what_was_moved_on_the_network_is_moved_back() {
    let (world, _, id) = handed("holding").await;
    world.server.get().held[0].at = wall("22:00").instant();
    world.set_clock("19:05");
    world.sync().await;
    // Its own time has passed, so the network gives it back and it goes out from here.
    assert_eq!((world.state(id), world.published(id)), (S::Live, 1));
    assert!(world.held(id).is_empty());
}

#[tokio::test]
async fn pausing_takes_back_what_the_network_would_publish() {
    let (world, channel, id) = handed("holding").await;
    world.pause_all(true);
    world.sync().await;
    assert_eq!((world.state(id), world.held(id).len()), (S::Planned, 0));
    world.pause_all(false);
    world.sync().await;
    assert_eq!((world.state(id), world.held(id).len()), (S::HandedOff, 1));
    world.change_channel(channel, |it| it.paused = true);
    world.sync().await;
    assert_eq!((world.state(id), world.held(id).len()), (S::Planned, 0));
    world.set_clock("19:00");
    world.sync().await;
    assert_eq!((world.state(id), world.published(id)), (S::Due, 0));
}

#[tokio::test]
async fn without_a_sign_in_the_person_is_asked_after_the_grace() {
    let (world, channel, id) = handed("holding").await;
    world.change_channel(channel, |it| it.connection = Connection::NeedsSignIn);
    world.set_clock("19:30");
    world.sync().await;
    assert_eq!(world.state(id), S::HandedOff);
    world.set_clock("20:01");
    world.sync().await;
    assert_eq!(
        (world.state(id), world.delivery(id).code.as_deref()),
        (S::Unknown, Some("not_verified"))
    );
    world.change_channel(channel, |it| it.connection = Connection::Connected);
    world.sync().await;
    assert_eq!((world.state(id), world.published(id)), (S::Live, 1));
}

#[tokio::test]
async fn other_zone_data_move_what_the_network_holds() {
    let (world, _, id) = handed("holding").await;
    // What older zone data made of the same wall time.
    let hour = Duration::hours(1);
    let done = world.store.write(Actor::Sync, "zone_data", |tx| {
        kelola_store::deliveries::amend(tx, id, |it| {
            let handed = it.handed.as_mut().expect("held");
            handed.at -= hour;
        })
    });
    done.expect("older data");
    world.server.get().held[0].at -= hour;
    world.sync().await;
    holds(&world, id, "Selamat pagi", "19:00");
}

/// A backup made at noon, restored on another folder at another time.
async fn restored(world: &World, clock: &str) -> (World, FileMirror, tempfile::TempDir) {
    let other = tempfile::tempdir().expect("another folder");
    let mirror = FileMirror::new(&other.path().join("config"));
    installation::check(&world.store, &mirror).expect("known here");
    let file = other.path().join("backup.zip");
    backup::create(&world.store, &file).expect("a backup");
    world.sync().await;
    world.set_clock(clock);
    let folder = other.path().join("data");
    backup::restore(&folder, &file, world.clock.as_ref()).expect("restored");
    let world = World::over(&folder, clock, world.server.clone());
    (world, mirror, other)
}

#[tokio::test]
async fn a_backup_from_before_the_hand_off_does_not_hand_over_twice() {
    for clock in ["12:30", "18:58", "19:20"] {
        let (before, _, id) = planned("holding");
        let (world, mirror, _folder) = restored(&before, clock).await;
        assert_eq!(before.state(id), S::HandedOff);
        // Nobody could ask while the network was away; the person confirms first.
        world.server.get().down = true;
        world.sync().await;
        installation::confirm(&world.store, &mirror).expect("this computer publishes");
        world.sync().await;
        world.server.get().down = false;
        world.sync().await;
        assert!(world.held(id).len() + world.published(id) == 1, "{clock}");
        world.set_clock("19:30");
        world.sync().await;
        assert_eq!(
            (world.state(id), world.published(id)),
            (S::Live, 1),
            "{clock}"
        );
    }
}

#[tokio::test]
async fn after_a_restore_what_is_held_is_only_looked_at() {
    let (before, _, id) = handed("holding").await;
    let (world, mirror, _folder) = restored(&before, "13:00").await;
    world.move_to(id, "20:00");
    world.set_clock("13:05");
    world.sync().await;
    holds(&world, id, "Selamat pagi", "19:00");
    installation::confirm(&world.store, &mirror).expect("this computer publishes");
    world.sync().await;
    holds(&world, id, "Selamat pagi", "20:00");
}

#[tokio::test]
async fn what_got_another_name_after_the_backup_is_found_again() {
    for act in ["nothing", "move", "cancel"] {
        let (before, _, id) = handed("replacing").await;
        // The network holds it under another name after this edit, of which the backup knows nothing.
        let other = tempfile::tempdir().expect("another folder");
        let mirror = FileMirror::new(&other.path().join("config"));
        installation::check(&before.store, &mirror).expect("known here");
        let file = other.path().join("backup.zip");
        backup::create(&before.store, &file).expect("a backup");
        before.edit(id, "Selamat siang");
        before.set_clock("12:05");
        before.sync().await;
        holds(&before, id, "Selamat siang", "19:00");
        let folder = other.path().join("data");
        backup::restore(&folder, &file, before.clock.as_ref()).expect("restored");
        let world = World::over(&folder, "12:30", before.server.clone());
        installation::confirm(&world.store, &mirror).expect("this computer publishes");
        match act {
            "move" => world.move_to(id, "20:00"),
            "cancel" => world.cancel(id),
            _ => {}
        }
        world.set_clock("12:40");
        world.sync().await;
        assert_eq!(
            world.held(id).len(),
            usize::from(act != "cancel"),
            "{act}: {:?}",
            world.history(id)
        );
        world.set_clock("20:10");
        world.sync().await;
        let ends = if act == "cancel" {
            (S::Cancelled, 0)
        } else {
            (S::Live, 1)
        };
        assert_eq!((world.state(id), world.published(id)), ends, "{act}");
    }
}

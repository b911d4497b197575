//! The disk is full at every commit in turn: what is stored then leads the next run to the truth.

use crate::world::World;
use kelola_domain::{delivery::DeliveryState as S, ids::DeliveryId};

/// More commits than one delivery needs.
const COMMITS: u32 = 12;

fn begun(network: &str, clock: &str) -> (World, DeliveryId) {
    let world = World::at("11:00");
    let id = world.plan(world.channel(network), "19:00");
    world.set_clock(clock);
    (world, id)
}

/// Runs once with the disk full at one commit; true when that commit was reached.
async fn run_full(world: &World, good: u32, bad: u32) -> bool {
    world.store.fill_disk(good, bad);
    let failed = world.engine().run_until_idle(&|_| {}).await.is_err();
    world.store.fill_disk(0, 0);
    failed
}

#[tokio::test]
async fn at_no_commit_of_a_due_delivery_is_anything_sent_twice_or_lost() {
    for network in ["whole", "blind", "holding", "replacing"] {
        let mut reached = 0;
        for commit in 0..COMMITS {
            for bad in [1, 3] {
                let (world, id) = begun(network, "19:00");
                reached += u32::from(run_full(&world, commit, bad).await);
                world.sync().await;
                world.advance(chrono::Duration::minutes(5));
                world.sync().await;
                let (state, published) = (world.state(id), world.published(id));
                let what = format!("{network}, commit {commit}: {state:?} with {published}");
                match state {
                    S::Live => assert_eq!(published, 1, "{what}"),
                    S::Unknown => assert_eq!(network, "blind", "{what}"),
                    _ => panic!("{what}"),
                }
            }
        }
        assert!(
            reached >= 6,
            "{network}: every commit was met, not {reached}"
        );
    }
}

#[tokio::test]
async fn at_no_commit_of_a_hand_off_is_anything_held_twice_or_lost() {
    type Act = fn(&World, DeliveryId);
    let acts: [(&str, Act, S); 4] = [
        ("handed over", |_, _| {}, S::HandedOff),
        (
            "moved",
            |world, id| world.move_to(id, "20:30"),
            S::HandedOff,
        ),
        ("edited", |world, id| world.edit(id, "Halo"), S::HandedOff),
        ("cancelled", |world, id| world.cancel(id), S::Cancelled),
    ];
    for network in ["holding", "replacing"] {
        for (name, act, expected) in acts {
            for commit in 0..COMMITS {
                let (world, id) = begun(network, "12:00");
                if name != "handed over" {
                    world.sync().await;
                    act(&world, id);
                    world.set_clock("12:05");
                }
                run_full(&world, commit, 1).await;
                world.sync().await;
                world.advance(chrono::Duration::minutes(5));
                world.sync().await;
                let what = format!("{network} {name}, commit {commit}");
                assert_eq!(world.state(id), expected, "{what}");
                let held = usize::from(expected == S::HandedOff);
                assert_eq!(world.held(id).len(), held, "{what}");
                let it = world.delivery(id);
                assert_eq!(it.handed.is_some(), expected == S::HandedOff, "{what}");
                if let Some(handed) = it.handed {
                    assert_eq!(handed.at, it.planned.instant(), "{what}");
                    assert_eq!(world.held(id)[0].at, handed.at, "{what}");
                }
            }
        }
    }
}

#[tokio::test]
async fn an_engine_that_keeps_running_over_a_full_disk_goes_on_when_there_is_room() {
    let (world, id) = begun("whole", "19:00");
    let engine = world.engine();
    world.store.fill_disk(1, 4);
    for _ in 0..4 {
        assert!(engine.run_until_idle(&|_| {}).await.is_err());
    }
    assert_eq!(world.published(id), 0);
    engine.run_until_idle(&|_| {}).await.expect("room again");
    assert_eq!((world.state(id), world.published(id)), (S::Live, 1));
}

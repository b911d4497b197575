//! The engine that keeps running: wakes in time, when told, and after the computer slept.

use crate::world::World;
use kelola_domain::{delivery::DeliveryState as S, ids::DeliveryId};
use kelola_sync::EngineEvent;
use std::{sync::Arc, time::Duration};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// Lets an engine watch while `act` happens.
async fn while_watching(world: &World, act: impl AsyncFnOnce(&Notify)) {
    let engine = world.engine();
    let (cancel, notify) = (CancellationToken::new(), Arc::new(Notify::new()));
    let watching = engine.watch(cancel.clone(), notify.clone(), &|_| {});
    let acting = async {
        act(&notify).await;
        cancel.cancel();
    };
    let (watched, ()) = tokio::join!(watching, acting);
    watched.expect("watched");
}

async fn until(world: &World, id: DeliveryId, state: S) {
    for _ in 0..200 {
        if world.state(id) == state {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("still {:?}", world.state(id));
}

#[tokio::test]
async fn a_stored_change_wakes_it() {
    let world = World::at("19:00");
    let channel = world.channel("whole");
    while_watching(&world, async |notify| {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let id = world.plan(channel, "19:00");
        notify.notify_one();
        until(&world, id, S::Live).await;
        assert_eq!(world.published(id), 1);
    })
    .await;
}

#[tokio::test]
async fn it_wakes_at_the_planned_time() {
    let world = World::at("18:59");
    let id = world.plan(world.channel("whole"), "19:00");
    // One second before its time, by a clock that then runs on with real time.
    world
        .clock
        .set(crate::world::wall("19:00").instant() - chrono::Duration::milliseconds(300));
    while_watching(&world, async |_| {
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert_eq!(world.state(id), S::Planned);
        world.set_clock("19:00");
        until(&world, id, S::Live).await;
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_computer_that_slept_looks_at_once_and_asks_what_is_too_late() {
    let world = World::at("18:00");
    let channel = world.channel("whole");
    let (missed, ahead) = (world.plan(channel, "19:00"), world.plan(channel, "20:30"));
    while_watching(&world, async |_| {
        tokio::time::sleep(Duration::from_secs(60)).await;
        assert_eq!(world.state(missed), S::Planned);
        // Asleep for two and a half hours: wall time went on, timers did not.
        world.set_clock("20:30");
        tokio::time::sleep(Duration::from_secs(25)).await;
        until(&world, missed, S::Missed).await;
        until(&world, ahead, S::Live).await;
    })
    .await;
    assert_eq!((world.published(missed), world.published(ahead)), (0, 1));
}

#[tokio::test(start_paused = true)]
async fn the_network_is_found_again_by_trying_while_something_waits() {
    let world = World::at("19:00");
    let id = world.plan(world.channel("whole"), "19:00");
    world.server.get().down = true;
    while_watching(&world, async |_| {
        until(&world, id, S::Due).await;
        // Wall time and timers run together, in small steps.
        for second in 0..600 {
            if second == 400 {
                world.server.get().down = false;
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
            world.advance(chrono::Duration::seconds(1));
        }
        until(&world, id, S::Live).await;
    })
    .await;
    assert_eq!(world.published(id), 1);
    let events = world.events.lock().expect("events").clone();
    let news: Vec<_> = events
        .iter()
        .filter_map(|it| {
            if let EngineEvent::Online(online) = it {
                Some(*online)
            } else {
                None
            }
        })
        .collect();
    assert_eq!(news, [false, true]);
    assert!(
        world.server.get().questions < 40,
        "{} questions",
        world.server.get().questions
    );
}

#[tokio::test(start_paused = true)]
async fn an_idle_engine_asks_nobody_anything() {
    let world = World::at("19:00");
    let channel = world.channel("manual");
    let id = world.plan(channel, "23:00");
    while_watching(&world, async |_| {
        for _ in 0..600 {
            tokio::time::sleep(Duration::from_secs(1)).await;
            world.advance(chrono::Duration::seconds(1));
        }
    })
    .await;
    assert_eq!(
        (world.state(id), world.server.get().questions),
        (S::Planned, 0)
    );
    let runs = world.events.lock().expect("events").len();
    assert_eq!(runs, 0, "nothing happened, nothing was told");
}

#[tokio::test(start_paused = true)]
async fn a_sleep_is_told_although_something_is_written_the_moment_the_lid_opens() {
    let world = World::at("18:00");
    world.plan(world.channel("whole"), "20:30");
    while_watching(&world, async |notify| {
        tokio::time::sleep(Duration::from_secs(5)).await;
        world.set_clock("20:00");
        notify.notify_one();
        tokio::time::sleep(Duration::from_secs(5)).await;
    })
    .await;
    let events = world.events.lock().expect("events").clone();
    let slept = |it: &&EngineEvent| matches!(it, EngineEvent::Slept { .. });
    assert_eq!(events.iter().filter(slept).count(), 1, "{events:?}");
}

//! Nothing goes out while it must not: paused, restored, with a wrong clock.

use crate::world::{World, run};
use kelola_domain::delivery::DeliveryState as S;
use kelola_store::{
    Actor, Store, backup,
    installation::{self, FileMirror},
    posts, settings,
};
use kelola_sync::{EngineEvent, PAUSED};

#[tokio::test]
async fn paused_nothing_goes_out_and_resumed_it_does_within_grace() {
    let world = World::at("19:00");
    let channel = world.channel("whole");
    let id = world.plan(channel, "19:00");
    world.pause_all(true);
    let (summary, _) = world.sync().await;
    assert!(summary.paused);
    assert_eq!(
        (world.state(id), world.delivery(id).code.as_deref()),
        (S::Held, Some("everything_paused"))
    );
    world.pause_all(false);
    world.set_clock("19:30");
    world.sync().await;
    assert_eq!((world.state(id), world.published(id)), (S::Live, 1));

    let late = world.plan(channel, "19:30");
    world.pause_all(true);
    world.sync().await;
    world.pause_all(false);
    world.set_clock("21:00");
    world.sync().await;
    assert_eq!((world.state(late), world.published(late)), (S::Missed, 0));
}

#[tokio::test]
async fn a_paused_channel_waits_alone() {
    let world = World::at("19:00");
    let (still, running) = (world.channel("whole"), world.channel("whole"));
    world.change_channel(still, |it| it.paused = true);
    let (waits, goes) = (world.plan(still, "19:00"), world.plan(running, "19:00"));
    let (_, lines) = world.sync().await;
    assert_eq!((world.state(waits), world.state(goes)), (S::Due, S::Live));
    assert!(
        lines
            .iter()
            .any(|it| it.id == waits && it.code.as_deref() == Some("channel_paused")),
        "{lines:?}"
    );
}

#[tokio::test]
async fn a_backup_taken_before_the_post_went_out_does_not_send_it_again() {
    let mut world = World::at("18:30");
    let channel = world.channel("whole");
    let (out, ahead) = (world.plan(channel, "19:00"), world.plan(channel, "19:30"));
    let never = world.plan(channel, "19:10");
    let other = tempfile::tempdir().expect("another folder");
    let mirror = FileMirror::new(&other.path().join("config"));
    installation::check(&world.store, &mirror).expect("known here");
    let file = other.path().join("backup.zip");
    backup::create(&world.store, &file).expect("a backup");
    // After the backup one post goes out; the other one's computer dies first.
    world.set_clock("19:00");
    world.sync().await;
    assert_eq!(world.published(out), 1);

    world.set_clock("19:20");
    let folder = other.path().join("data");
    backup::restore(&folder, &file, world.clock.as_ref()).expect("restored");
    world = World::over(&folder, "19:20", world.server.clone());
    assert_eq!(
        (world.state(out), world.state(never), world.state(ahead)),
        (S::Unknown, S::Unknown, S::Planned)
    );

    let (summary, _) = world.sync().await;
    assert!(summary.held);
    assert_eq!(
        (world.state(out), world.published(out)),
        (S::Live, 1),
        "found on the network"
    );
    assert_eq!(
        (world.state(never), world.published(never)),
        (S::Held, 0),
        "certainly absent, but not sent"
    );
    world.set_clock("19:40");
    world.sync().await;
    assert_eq!((world.state(ahead), world.published(ahead)), (S::Held, 0));

    installation::confirm(&world.store, &mirror).expect("this computer publishes");
    world.sync().await;
    assert_eq!((world.state(never), world.state(ahead)), (S::Live, S::Live));
    assert_eq!(world.server.get().posts.len(), 3);
}

#[tokio::test]
async fn with_a_wrong_clock_nothing_moves_until_it_is_right() {
    let world = World::at("19:00");
    let id = world.plan(world.channel("whole"), "19:00");
    world.server.get().ahead = Some(chrono::Duration::seconds(-121));
    let engine = world.engine();
    let (summary, lines) = run(&engine).await;
    assert_eq!(
        (world.state(id), summary.clock_off_secs),
        (S::Due, Some(121))
    );
    assert_eq!(lines[0].code.as_deref(), Some("clock_off"));
    assert!(
        world
            .events
            .lock()
            .expect("events")
            .contains(&EngineEvent::ClockDisagrees { seconds: 121 })
    );
    world.advance(chrono::Duration::hours(3));
    run(&engine).await;
    assert_eq!(
        world.state(id),
        S::Due,
        "by a wrong clock nothing is too late"
    );
    world.set_clock("19:10");
    world.server.get().ahead = Some(chrono::Duration::zero());
    let (summary, _) = run(&engine).await;
    assert_eq!(
        (world.state(id), world.published(id), summary.clock_off_secs),
        (S::Live, 1, None)
    );
}

#[tokio::test]
async fn a_clock_within_two_minutes_is_fine_and_one_set_right_is_noticed() {
    let world = World::at("19:00");
    let channel = world.channel("whole");
    let (first, second) = (world.plan(channel, "19:00"), world.plan(channel, "19:05"));
    let engine = world.engine();
    world.server.get().ahead = Some(chrono::Duration::seconds(120));
    run(&engine).await;
    assert_eq!(world.state(first), S::Live);
    world.server.get().ahead = Some(chrono::Duration::hours(1));
    world.set_clock("19:10");
    run(&engine).await;
    assert_eq!(world.state(second), S::Due);
    world.server.get().ahead = Some(chrono::Duration::zero());
    run(&engine).await;
    assert_eq!(world.state(second), S::Live);
}

#[tokio::test]
async fn pausing_while_the_post_is_prepared_still_stops_it() {
    let world = World::at("19:00");
    let id = world.plan(world.channel("whole"), "19:00");
    *world.meanwhile.lock().expect("an act") = Some(Box::new(|store: &Store| {
        store
            .write(Actor::Window, "pause_all", |tx| {
                settings::set(tx, PAUSED, &true)
            })
            .expect("paused");
    }));
    world.sync().await;
    assert_eq!(
        (
            world.state(id),
            world.published(id),
            world.delivery(id).attempts
        ),
        (S::Held, 0, 0)
    );
}

#[tokio::test]
async fn what_is_saved_while_the_post_is_prepared_is_what_goes_out() {
    let world = World::at("19:00");
    let id = world.plan(world.channel("whole"), "19:00");
    let post = world.delivery(id).post;
    *world.meanwhile.lock().expect("an act") = Some(Box::new(move |store: &Store| {
        let save = |tx: &mut kelola_store::Write<'_>| {
            let mut post = posts::get(tx, post)?;
            post.shared.text = "Selamat malam".into();
            posts::update(tx, &post)
        };
        store
            .write(Actor::Window, "save_post", save)
            .expect("saved");
    }));
    world.sync().await;
    assert_eq!(world.state(id), S::Live);
    assert_eq!(world.server.get().posts[0].1, "Selamat malam");
}

//! The everyday: at its time, offline and back, too late, by hand.

use crate::world::{World, run, wall};
use chrono::Duration;
use kelola_domain::delivery::DeliveryState as S;
use kelola_sync::{EngineEvent, Line};

#[tokio::test]
async fn a_due_delivery_goes_out_once_and_is_live() {
    let world = World::at("18:00");
    let id = world.plan(world.channel("whole"), "19:00");
    let (summary, lines) = world.sync().await;
    assert_eq!(
        (lines.len(), summary.problems, summary.offline),
        (0, 0, false)
    );
    assert_eq!(world.state(id), S::Planned);

    world.set_clock("19:00");
    let (summary, lines) = world.sync().await;
    assert_eq!(
        lines,
        [Line {
            id,
            from: S::Planned,
            to: S::Live,
            code: None
        }]
    );
    assert!(!summary.offline && summary.problems == 0);
    assert_eq!(world.history(id), [S::Planned, S::Due, S::Sending, S::Live]);
    let it = world.delivery(id);
    assert_eq!(
        (it.attempts, it.live_at, it.code),
        (1, Some(world.now()), None)
    );
    assert_eq!(
        it.url,
        Some(format!("https://example.test/{}", it.request_id))
    );
    assert_eq!(
        it.frozen.expect("what was sent").content.text,
        "Selamat pagi"
    );

    world.sync().await;
    assert_eq!(world.published(id), 1);
}

#[tokio::test]
async fn offline_it_waits_visibly_and_goes_out_within_its_grace() {
    let world = World::at("19:05");
    let id = world.plan(world.channel("whole"), "19:00");
    world.server.get().down = true;
    let (summary, lines) = world.sync().await;
    assert!(summary.offline);
    assert_eq!(
        lines,
        [Line {
            id,
            from: S::Planned,
            to: S::Due,
            code: Some("offline".into())
        }]
    );

    world.server.get().down = false;
    world.set_clock("19:55");
    let (summary, lines) = world.sync().await;
    assert!(!summary.offline);
    assert_eq!(
        lines,
        [Line {
            id,
            from: S::Due,
            to: S::Live,
            code: None
        }]
    );
    assert_eq!(world.published(id), 1);
    let told = world
        .events
        .lock()
        .expect("events")
        .iter()
        .filter(|it| matches!(it, EngineEvent::Online(_)))
        .count();
    assert!(told >= 2, "lost and regained were told");
}

#[tokio::test]
async fn a_delivery_missed_while_asleep_asks_before_it_posts() {
    let world = World::at("18:00");
    let channel = world.channel("whole");
    let (late, whenever) = (
        world.plan(channel, "19:00"),
        world.plan_with(channel, wall("19:00"), |it| it.send_whenever = true),
    );
    world.set_clock("20:01");
    world.sync().await;
    assert_eq!((world.state(late), world.published(late)), (S::Missed, 0));
    assert_eq!(world.delivery(late).code.as_deref(), Some("too_late"));
    assert_eq!(
        (world.state(whenever), world.published(whenever)),
        (S::Live, 1)
    );
    world.sync().await;
    assert_eq!(world.published(late), 0);
}

#[tokio::test]
async fn grace_runs_out_while_offline() {
    let world = World::at("19:00");
    let id = world.plan(world.channel("whole"), "19:00");
    world.server.get().down = true;
    world.sync().await;
    world.set_clock("20:01");
    world.sync().await;
    world.server.get().down = false;
    world.sync().await;
    assert_eq!((world.state(id), world.published(id)), (S::Missed, 0));
}

#[tokio::test]
async fn what_a_person_decided_to_send_now_is_a_plain_due_delivery() {
    let world = World::at("21:00");
    let id = world.plan(world.channel("whole"), "19:00");
    world.sync().await;
    assert_eq!(world.state(id), S::Missed);
    let now = wall("21:00");
    let step = move |it: &mut kelola_domain::delivery::Delivery| it.planned = now;
    let act = |tx: &mut kelola_store::Write<'_>| {
        kelola_store::deliveries::step(
            tx,
            id,
            S::Due,
            kelola_store::deliveries::StepNote::none(),
            step,
        )
    };
    world
        .store
        .write(kelola_store::Actor::Window, "answer_missed", act)
        .expect("due");
    world.sync().await;
    assert_eq!((world.state(id), world.published(id)), (S::Live, 1));
}

#[tokio::test]
async fn by_hand_the_person_is_told_in_time_even_offline_and_asked_beyond_grace() {
    let world = World::at("19:10");
    let channel = world.channel("manual");
    world.server.get().down = true;
    let (told, asked) = (world.plan(channel, "19:00"), world.plan(channel, "17:00"));
    let (summary, _) = world.sync().await;
    assert_eq!(
        (world.state(told), world.state(asked), summary.offline),
        (S::Reminded, S::Missed, false)
    );
    world.advance(Duration::days(2));
    world.sync().await;
    assert_eq!(world.state(told), S::Reminded, "until the person acts");
}

#[tokio::test]
async fn sample_channels_are_scenery() {
    let world = World::at("19:10");
    for network in ["whole", "manual"] {
        let channel = world.channel(network);
        world.change_channel(channel, |it| it.sends = false);
        let id = world.plan(channel, "19:00");
        let (summary, lines) = world.sync().await;
        assert_eq!(
            (world.state(id), lines.len(), summary.problems),
            (S::Planned, 0, 0)
        );
    }
    assert_eq!(world.server.get().questions, 0, "nobody was asked anything");
}

#[tokio::test]
async fn only_one_engine_runs_on_a_data_folder() {
    let world = World::at("19:00");
    let first = world.engine();
    assert!(matches!(
        kelola_store::engine_lock(&world.folder),
        Err(kelola_store::StoreError::EngineBusy)
    ));
    drop(first);
    run(&world.engine()).await;
}

#[tokio::test]
async fn removed_posts_and_channels_rest() {
    let world = World::at("18:00");
    let (kept, gone) = (world.channel("whole"), world.channel("whole"));
    let (of_gone_channel, of_gone_post) = (world.plan(gone, "19:00"), world.plan(kept, "19:00"));
    let post = world.delivery(of_gone_post).post;
    let act = |tx: &mut kelola_store::Write<'_>| {
        kelola_store::channels::remove(tx, gone)?;
        kelola_store::posts::remove(tx, post)
    };
    world
        .store
        .write(kelola_store::Actor::Window, "remove", act)
        .expect("removed");
    world.set_clock("19:10");
    world.sync().await;
    assert!(world.server.get().posts.is_empty());
    for id in [of_gone_channel, of_gone_post] {
        assert!(
            !matches!(world.state(id), S::Live | S::Sending | S::Due),
            "{:?}",
            world.state(id)
        );
    }
}

#[tokio::test]
async fn the_network_in_memory_gets_it_once_with_lost_answers_and_gaps() {
    let world = World::at("19:00");
    let id = world.plan(world.channel("local"), "19:00");
    let local = kelola_networks::Local::new();
    local.drop_next_answers(1);
    local.set_followers(Some(10));
    let engine = world.engine_on(kelola_networks::Registry::with(vec![Box::new(
        local.clone(),
    )]));
    run(&engine).await;
    assert_eq!((world.state(id), local.posts().len()), (S::Live, 1));
    assert_eq!(world.delivery(id).code.as_deref(), Some("found_live"));
    local.set_offline(true);
    let (summary, _) = run(&engine).await;
    assert!(summary.offline);
    assert_eq!(local.posts().len(), 1);
}

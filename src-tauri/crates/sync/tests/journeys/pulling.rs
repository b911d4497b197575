//! Numbers and messages come home once.

use crate::world::{World, run};
use chrono::Duration;
use kelola_domain::{
    message::MessageKind,
    metric::{Metric, Scope},
};
use kelola_networks::Incoming;
use kelola_store::{messages, metrics};

fn reply(number: usize, to: Option<&str>, world: &World) -> Incoming {
    Incoming {
        remote_id: format!("reply:{number}"),
        in_reply_to: to.map(str::to_owned),
        kind: MessageKind::Reply,
        author: "sari.test".into(),
        author_name: "Sari".into(),
        text: format!("Jam berapa buka? {number}"),
        at: world.now(),
        url: None,
    }
}

#[tokio::test]
async fn counts_are_samples_when_they_change_or_a_day_has_passed() {
    let world = World::at("19:00");
    let channel = world.channel("whole");
    let id = world.plan(channel, "19:00");
    let likes = || {
        let until = world.now();
        let from = until - Duration::days(60);
        let read = |db: &_| {
            metrics::series(
                db,
                Scope::Delivery(id),
                Metric::Likes,
                from,
                until + Duration::seconds(1),
            )
        };
        world
            .store
            .read(read)
            .expect("samples")
            .into_iter()
            .map(|it| it.value)
            .collect::<Vec<_>>()
    };
    let engine = world.engine();
    run(&engine).await;
    assert_eq!(likes(), [0], "known to be zero");
    world.set_clock("20:00");
    run(&engine).await;
    assert_eq!(likes(), [0], "nothing new");
    world.server.get().likes = 7;
    run(&engine).await;
    assert_eq!(likes(), [0, 7]);
    world.advance(Duration::hours(25));
    run(&engine).await;
    assert_eq!(likes(), [0, 7, 7], "each day has its number");
    world.advance(Duration::days(40));
    world.server.get().likes = 9;
    run(&engine).await;
    assert_eq!(likes(), [0, 7, 7], "old posts are left alone");
    let now = world.now();
    let followers = world
        .store
        .read(|db| metrics::at(db, Scope::Channel(channel), Metric::Followers, now))
        .expect("read");
    let followers = followers.expect("a sample");
    assert_eq!((followers.value, followers.source.as_str()), (1200, "api"));
}

#[tokio::test]
async fn messages_come_in_once_and_belong_to_their_post() {
    let world = World::at("19:00");
    let channel = world.channel("whole");
    let id = world.plan(channel, "19:00");
    let engine = world.engine();
    run(&engine).await;
    let post = world.delivery(id).remote_id.expect("an address");
    let written = (0..5)
        .map(|number| reply(number, Some(&post), &world))
        .chain([reply(5, Some("somebody else's"), &world)]);
    let written: Vec<_> = written.collect();
    world.server.get().inbox = written;
    let (summary, _) = run(&engine).await;
    assert_eq!(summary.messages, 6, "page after page");
    let (again, _) = run(&engine).await;
    assert_eq!(again.messages, 0);
    let of_post = world
        .store
        .read(|db| messages::of_delivery(db, id))
        .expect("messages");
    assert_eq!(of_post.len(), 5);
    assert_eq!(
        (of_post[0].author_name.as_str(), of_post[0].delivery),
        ("Sari", Some(id))
    );
    assert_eq!(world.store.read(messages::count_all).expect("a count"), 6);

    drop(engine);
    world.server.get().inbox.push(reply(6, Some(&post), &world));
    let (fresh, _) = world.sync().await;
    assert_eq!(
        fresh.messages, 1,
        "a new engine goes on where the old one stopped"
    );
}

#[tokio::test]
async fn reading_while_offline_is_told_and_harmless() {
    let world = World::at("19:00");
    let channel = world.channel("whole");
    world.plan(channel, "19:00");
    world.sync().await;
    world.server.get().down = true;
    let (summary, lines) = world.sync().await;
    assert!(summary.offline && lines.is_empty());
    world.server.get().down = false;
    world.server.get().likes = 3;
    let (summary, _) = world.sync().await;
    assert_eq!((summary.offline, summary.samples), (false, 1));
}

//! Every kind of failure, and every moment at which the program can be cut short.

use crate::{fake::Fault, world::World};
use kelola_domain::{channel::Connection, delivery::DeliveryState as S};
use kelola_networks::Kind;

/// Plans one delivery, lets the first request meet a fault, and syncs once.
async fn after(
    network: &str,
    fault: Fault,
) -> (World, kelola_domain::ids::DeliveryId, kelola_sync::Summary) {
    let world = World::at("19:00");
    let id = world.plan(world.channel(network), "19:00");
    world.server.get().script.push_back(fault);
    let (summary, _) = world.sync().await;
    (world, id, summary)
}

#[tokio::test]
async fn a_lost_answer_is_looked_for_and_found() {
    let (world, id, summary) = after("whole", Fault::LostOnTheWayBack).await;
    assert_eq!(
        (world.state(id), world.published(id), summary.problems),
        (S::Live, 1, 0)
    );
    assert_eq!(
        world.history(id),
        [S::Planned, S::Due, S::Sending, S::Unknown, S::Live]
    );
}

#[tokio::test]
async fn a_lost_request_is_certainly_absent_and_sent_again_under_the_same_id() {
    let (world, id, _) = after("whole", Fault::LostOnTheWay).await;
    assert_eq!(
        (
            world.state(id),
            world.published(id),
            world.delivery(id).attempts
        ),
        (S::Live, 1, 2)
    );
}

#[tokio::test]
async fn certainly_absent_beyond_grace_is_asked() {
    let world = World::at("19:59");
    let id = world.plan(world.channel("whole"), "19:00");
    world.server.get().script.push_back(Fault::HangsBefore);
    world.crash().await;
    world.set_clock("20:30");
    world.sync().await;
    assert_eq!((world.state(id), world.published(id)), (S::Missed, 0));
}

#[tokio::test]
async fn a_server_that_swallows_everything_is_not_hammered() {
    let world = World::at("19:00");
    let id = world.plan(world.channel("whole"), "19:00");
    world.server.get().script.extend([Fault::LostOnTheWay; 50]);
    world.sync().await;
    assert!(
        world.delivery(id).attempts <= 3,
        "{} attempts at once",
        world.delivery(id).attempts
    );
    assert_eq!(world.state(id), S::Due);
}

#[tokio::test]
async fn what_cannot_be_read_back_stays_unknown_and_is_never_resent() {
    for fault in [Fault::LostOnTheWay, Fault::LostOnTheWayBack] {
        let (world, id, summary) = after("blind", fault).await;
        assert_eq!((world.state(id), summary.problems), (S::Unknown, 1));
        for clock in ["19:30", "20:30", "23:00"] {
            world.set_clock(clock);
            world.sync().await;
        }
        assert_eq!(
            (world.state(id), world.delivery(id).attempts),
            (S::Unknown, 1)
        );
    }
}

#[tokio::test]
async fn an_unknown_is_settled_when_the_network_is_back() {
    let world = World::at("19:00");
    let id = world.plan(world.channel("whole"), "19:00");
    world.server.get().script.push_back(Fault::HangsAfter);
    world.crash().await;
    world.server.get().down = true;
    let (summary, _) = world.sync().await;
    assert_eq!(
        (world.state(id), summary.offline, summary.problems),
        (S::Unknown, true, 1)
    );
    world.server.get().down = false;
    world.set_clock("23:00");
    world.sync().await;
    assert_eq!(
        (world.state(id), world.published(id)),
        (S::Live, 1),
        "found however late"
    );
}

#[tokio::test]
async fn offline_in_the_last_moment_goes_back_to_due_without_an_attempt() {
    let (world, id, summary) = after("whole", Fault::Offline).await;
    assert_eq!(
        (
            world.state(id),
            world.delivery(id).attempts,
            summary.offline
        ),
        (S::Due, 0, true)
    );
    world.sync().await;
    assert_eq!((world.state(id), world.published(id)), (S::Live, 1));
}

#[tokio::test]
async fn a_refused_sign_in_waits_for_the_person_and_goes_on_after() {
    let (world, id, summary) = after("whole", Fault::Refused(Kind::SignInExpired, None)).await;
    let channel = world.delivery(id).channel;
    assert_eq!((world.state(id), summary.problems), (S::NeedsSignIn, 1));
    assert_eq!(
        world.channel_now(channel).connection,
        Connection::NeedsSignIn
    );
    let asked = world.server.get().questions;
    world.sync().await;
    assert_eq!(
        world.server.get().questions,
        asked,
        "a server that refused us is left alone"
    );
    world.change_channel(channel, |it| it.connection = Connection::Untested);
    world.set_clock("19:20");
    world.sync().await;
    assert_eq!((world.state(id), world.published(id)), (S::Live, 1));
    assert_eq!(world.channel_now(channel).connection, Connection::Connected);
}

#[tokio::test]
async fn a_sign_in_that_is_known_to_be_gone_is_noticed_before_anything_is_sent() {
    let world = World::at("19:00");
    let id = world.plan(world.channel("whole"), "19:00");
    world.server.get().signed_out = true;
    world.sync().await;
    assert_eq!(world.history(id), [S::Planned, S::Due, S::NeedsSignIn]);
}

#[tokio::test]
async fn too_many_requests_waits_as_long_as_the_server_says() {
    let (world, id, _) = after("whole", Fault::Refused(Kind::RateLimited, Some(600))).await;
    assert_eq!(world.state(id), S::RetryAt);
    world.set_clock("19:09");
    world.sync().await;
    assert_eq!(
        (world.state(id), world.published(id)),
        (S::RetryAt, 0),
        "not even when a person asks"
    );
    world.set_clock("19:11");
    world.sync().await;
    assert_eq!((world.state(id), world.published(id)), (S::Live, 1));
}

#[tokio::test]
async fn too_many_requests_beyond_the_grace_is_asked() {
    let (world, id, _) = after("whole", Fault::Refused(Kind::RateLimited, Some(7200))).await;
    world.set_clock("20:01");
    world.sync().await;
    assert_eq!((world.state(id), world.published(id)), (S::Missed, 0));
}

#[tokio::test]
async fn refusals_are_final_and_keep_their_reason() {
    for kind in [Kind::Rejected, Kind::MissingPermission, Kind::QuotaOrPolicy] {
        let (world, id, summary) = after("whole", Fault::Refused(kind, None)).await;
        assert_eq!((world.state(id), summary.problems), (S::Failed, 1));
        assert_eq!(world.delivery(id).code.as_deref(), Some(kind.code()));
        let steps = world
            .store
            .read(|db| kelola_store::deliveries::steps(db, id))
            .expect("steps");
        assert_eq!(
            steps.last().and_then(|it| it.raw.as_deref()),
            Some("their words")
        );
        world.set_clock("19:30");
        world.sync().await;
        assert_eq!((world.state(id), world.published(id)), (S::Failed, 0));
    }
}

#[tokio::test]
async fn an_unexpected_answer_is_tried_again_a_few_times() {
    let world = World::at("19:00");
    let id = world.plan(world.channel("whole"), "19:00");
    world
        .server
        .get()
        .script
        .extend([Fault::Refused(Kind::Unexpected, None); 50]);
    let mut clock = 0;
    while world.state(id) != S::Failed && clock < 60 {
        world.set_clock(&format!("19:{clock:02}"));
        world.sync().await;
        clock += 1;
    }
    assert_eq!(
        (world.state(id), world.delivery(id).attempts),
        (S::Failed, kelola_sync::retry::MAX_ATTEMPTS)
    );
}

#[tokio::test]
async fn content_that_cannot_be_prepared_fails_before_anything_is_sent() {
    let world = World::at("19:00");
    let id = world.plan(world.channel("whole"), "19:00");
    let post = world.delivery(id).post;
    let empty = |tx: &mut kelola_store::Write<'_>| {
        let mut post = kelola_store::posts::get(tx, post)?;
        post.shared.text.clear();
        kelola_store::posts::update(tx, &post)
    };
    world
        .store
        .write(kelola_store::Actor::Window, "save_post", empty)
        .expect("emptied");
    world.sync().await;
    assert_eq!(world.history(id), [S::Planned, S::Due, S::Failed]);
    assert_eq!(world.delivery(id).code.as_deref(), Some("text_empty"));
}

#[tokio::test]
async fn the_program_ends_before_the_request() {
    let world = World::at("19:00");
    let id = world.plan(world.channel("whole"), "19:00");
    world.server.get().script.push_back(Fault::HangsBefore);
    world.crash().await;
    assert_eq!((world.state(id), world.published(id)), (S::Sending, 0));
    world.sync().await;
    assert_eq!((world.state(id), world.published(id)), (S::Live, 1));
    assert_eq!(
        world.history(id),
        [
            S::Planned,
            S::Due,
            S::Sending,
            S::Unknown,
            S::Due,
            S::Sending,
            S::Live
        ]
    );
}

#[tokio::test]
async fn the_program_ends_after_the_request() {
    let world = World::at("19:00");
    let id = world.plan(world.channel("whole"), "19:00");
    world.server.get().script.push_back(Fault::HangsAfter);
    world.crash().await;
    assert_eq!((world.state(id), world.published(id)), (S::Sending, 1));
    world.sync().await;
    assert_eq!((world.state(id), world.published(id)), (S::Live, 1));
    world.sync().await;
    assert_eq!(world.published(id), 1);
}

#[tokio::test]
async fn the_program_ends_in_a_request_nobody_can_look_for() {
    for fault in [Fault::HangsBefore, Fault::HangsAfter] {
        let world = World::at("19:00");
        let id = world.plan(world.channel("blind"), "19:00");
        world.server.get().script.push_back(fault);
        world.crash().await;
        let (summary, _) = world.sync().await;
        assert_eq!((world.state(id), summary.problems), (S::Unknown, 1));
        assert_eq!(world.delivery(id).code.as_deref(), Some("interrupted"));
    }
}

#[tokio::test]
async fn a_repeat_after_a_lost_answer_carries_the_date_of_the_first() {
    let world = World::at("19:00");
    let id = world.plan(world.channel("whole"), "19:00");
    world.server.get().script.push_back(Fault::HangsBefore);
    world.crash().await;
    let first = world.delivery(id).frozen.expect("frozen").created_at;
    world.set_clock("19:10");
    world.sync().await;
    let it = world.delivery(id);
    assert_eq!(
        (it.state, it.frozen.expect("frozen").created_at),
        (S::Live, first)
    );
}

//! Threads and first comments: each piece goes out once, in its turn, answering the one before it.

use crate::{
    fake::Fault,
    world::{World, wall},
};
use chrono::Duration;
use kelola_domain::{
    delivery::{DeliveryState as State, Role},
    ids::DeliveryId,
};
use kelola_networks::Kind;

/// A post with two further parts and a first comment, due at 19:00.
fn thread(world: &World, network: &str) -> [DeliveryId; 4] {
    let post = world.plan(world.channel(network), "19:00");
    let second = world.follow(post, Role::Part);
    let third = world.follow(second, Role::Part);
    let comment = world.follow(post, Role::FirstComment);
    [post, second, third, comment]
}

fn states(world: &World, all: [DeliveryId; 4]) -> [State; 4] {
    all.map(|id| world.state(id))
}

fn name(world: &World, id: DeliveryId) -> String {
    world.delivery(id).remote_id.expect("a name")
}

#[tokio::test]
async fn every_piece_goes_out_once_and_answers_the_one_before() {
    let world = World::at("19:00");
    let all = thread(&world, "whole");
    let (summary, lines) = world.sync().await;
    assert_eq!(states(&world, all), [State::Live; 4], "{lines:?}");
    assert_eq!(
        (summary.problems, all.map(|id| world.published(id))),
        (0, [1; 4])
    );
    let [post, second, third, _] = all.map(|id| name(&world, id));
    let server = world.server.get();
    let order: Vec<_> = server
        .posts
        .iter()
        .map(|(id, _)| format!("post:{id}"))
        .collect();
    let place = |of: &String| order.iter().position(|it| it == of);
    assert!(
        place(&post) < place(&second) && place(&second) < place(&third),
        "{order:?}"
    );
    for (index, it) in order.iter().enumerate() {
        let wanted = match it {
            _ if *it == post => None,
            _ if *it == third => Some((second.clone(), post.clone())),
            _ => Some((post.clone(), post.clone())),
        };
        assert_eq!(server.answers[index], wanted);
    }
}

#[tokio::test]
async fn a_piece_waits_visibly_while_the_one_before_it_failed_and_goes_on_afterwards() {
    let world = World::at("19:00");
    let post = world.plan(world.channel("whole"), "19:00");
    let second = world.follow(post, Role::Part);
    let third = world.follow(second, Role::Part);
    world.server.get().script = [Fault::None, Fault::Refused(Kind::Rejected, None)].into();
    let (_, lines) = world.sync().await;
    let stand = || [post, second, third].map(|id| world.state(id));
    assert_eq!(stand(), [State::Live, State::Failed, State::Planned]);
    let line = lines.iter().find(|it| it.id == third).expect("a line");
    assert_eq!(
        (line.to, line.code.as_deref()),
        (State::Planned, Some("waits_for_piece"))
    );

    world.advance(Duration::hours(5));
    let _ = world.sync().await;
    assert_eq!(
        world.state(third),
        State::Planned,
        "its grace has not begun"
    );
    // The person has it tried again, now.
    world.amend(second, |it| it.planned = wall("23:59"));
    world.set_clock("23:59");
    world.step(second, State::Due);
    let _ = world.sync().await;
    assert_eq!(stand(), [State::Live; 3]);
    assert_eq!([post, second, third].map(|id| world.published(id)), [1; 3]);
}

#[tokio::test]
async fn an_outcome_nobody_knows_holds_the_thread_back_until_it_is_answered() {
    let world = World::at("19:00");
    let all = thread(&world, "blind");
    world.server.get().script = [Fault::LostOnTheWayBack].into();
    let _ = world.sync().await;
    let waits = [
        State::Unknown,
        State::Planned,
        State::Planned,
        State::Planned,
    ];
    assert_eq!(states(&world, all), waits);
    world.advance(Duration::hours(9));
    let _ = world.sync().await;
    assert_eq!(
        states(&world, all),
        waits,
        "nothing is late that could not go out"
    );

    // Without the network's own name there is nothing to answer to: that is said, not guessed.
    world.step(all[0], State::Live);
    let _ = world.sync().await;
    assert_eq!(
        (world.state(all[1]), world.delivery(all[1]).code.as_deref()),
        (State::Failed, Some("reply_target_unknown"))
    );
    assert_eq!(world.published(all[1]), 0);
}

#[tokio::test]
async fn what_follows_a_dropped_piece_is_dropped_too() {
    let world = World::at("18:00");
    let all = thread(&world, "whole");
    world.step(all[1], State::Cancelled);
    world.set_clock("19:00");
    let _ = world.sync().await;
    assert_eq!(
        states(&world, all),
        [State::Live, State::Cancelled, State::Cancelled, State::Live]
    );
    assert_eq!(
        world.delivery(all[2]).code.as_deref(),
        Some("earlier_piece_gone")
    );
}

#[tokio::test]
async fn the_grace_of_a_piece_counts_from_the_one_before_it() {
    let world = World::at("19:55");
    let post = world.plan(world.channel("whole"), "19:00");
    let piece = world.follow(post, Role::Part);
    world.server.get().script = [Fault::None, Fault::Refused(Kind::RateLimited, Some(1800))].into();
    let _ = world.sync().await;
    assert_eq!(
        (world.state(post), world.state(piece)),
        (State::Live, State::RetryAt)
    );
    // 20:26 is more than an hour after the plan, and half an hour after the post went live.
    world.set_clock("20:26");
    let _ = world.sync().await;
    assert_eq!(
        (world.state(piece), world.published(piece)),
        (State::Live, 1)
    );

    let missed = world.follow(piece, Role::Part);
    world.server.get().down = true;
    let _ = world.sync().await;
    world.set_clock("21:27");
    let _ = world.sync().await;
    assert_eq!(world.state(missed), State::Missed);
}

#[tokio::test]
async fn a_thread_cut_short_anywhere_goes_on_where_it_stopped() {
    for at in 0..4 {
        for fault in [Fault::HangsBefore, Fault::HangsAfter] {
            let world = World::at("19:00");
            let all = thread(&world, "whole");
            world.server.get().script = std::iter::repeat_n(Fault::None, at)
                .chain([fault])
                .collect();
            world.crash().await;
            let _ = world.sync().await;
            assert_eq!(states(&world, all), [State::Live; 4], "{at} {fault:?}");
            assert_eq!(all.map(|id| world.published(id)), [1; 4], "{at} {fault:?}");
        }
    }
}

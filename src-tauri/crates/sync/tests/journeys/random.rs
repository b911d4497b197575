//! Seeded random lives of a data folder: faults, crashes, pauses, lost networks, in any order. Whatever
//! happens, nothing is posted twice and nothing is lost from sight.

use crate::{
    fake::Fault,
    world::{World, wall},
};
use chrono::Duration;
use kelola_domain::{
    channel::Connection,
    delivery::{Delivery, DeliveryState as S},
    ids::{ChannelId, DeliveryId},
};
use kelola_networks::Kind;
use kelola_store::{
    Actor,
    deliveries::{self, StepNote},
};
use kelola_sync::{Random, SeededRandom};

const RUNS: u64 = 50;
const NETWORKS: [&str; 3] = ["whole", "blind", "manual"];

#[derive(Debug, Default)]
struct Tally {
    deliveries: usize,
    live: usize,
    reminded: usize,
    missed: usize,
    failed: usize,
    unknown: usize,
    other: usize,
    crashes: usize,
    posts: usize,
}

#[tokio::test]
async fn random_lives_have_no_duplicates_and_lose_nothing() {
    let first: u64 = std::env::var("KELOLA_TEST_SEED")
        .ok()
        .and_then(|it| it.parse().ok())
        .unwrap_or(20_261_123);
    let mut tally = Tally::default();
    for seed in first..first + RUNS {
        live(seed, &mut tally).await;
    }
    eprintln!("{RUNS} lives from seed {first}: {tally:?}");
    assert!(
        tally.live > tally.deliveries / 4,
        "most of it was real work: {tally:?}"
    );
    assert!(
        tally.crashes > 20 && tally.unknown > 0 && tally.missed > 0 && tally.failed > 0,
        "all of it happened: {tally:?}"
    );
}

async fn live(seed: u64, tally: &mut Tally) {
    let dice = SeededRandom::new(seed);
    let roll = |sides: u64| dice.next() % sides;
    let world = World::seeded("12:00", seed);
    let channels = NETWORKS.map(|network| world.channel(network));
    let mut ids = Vec::new();
    for _ in 0..6 {
        let channel =
            channels[usize::try_from([0, 0, 0, 1, 1, 2][roll(6) as usize]).expect("an index")];
        let at = wall(&format!("{:02}:{:02}", 12 + roll(6), roll(60)));
        let (grace, whenever) = ([10, 60, 240][roll(3) as usize], roll(6) == 0);
        ids.push(world.plan_with(channel, at, |it| {
            (it.grace_minutes, it.send_whenever) = (grace, whenever)
        }));
    }
    for _ in 0..30 {
        world.advance(Duration::minutes(i64::try_from(roll(25)).expect("minutes")));
        disturb(&world, &roll, channels);
        let engine = world.engine();
        tokio::select! {
            done = engine.run_until_idle(&|_| {}) => { done.expect("a run"); }
            () = world.server.hung.notified() => tally.crashes += 1,
        }
        drop(engine);
        act(&world, &roll, &ids);
        check(&world, &ids, seed, false);
    }
    calm(&world, channels).await;
    check(&world, &ids, seed, true);
    count(&world, &ids, tally);
}

/// Something goes wrong, or right again.
fn disturb(world: &World, roll: &impl Fn(u64) -> u64, channels: [ChannelId; 3]) {
    let mut server = world.server.get();
    match roll(12) {
        0 => server.down = true,
        1..=3 => server.down = false,
        4 => server.signed_out = roll(3) == 0,
        _ => {}
    }
    let fault = match roll(14) {
        0 => Fault::Offline,
        1 | 2 => Fault::LostOnTheWay,
        3 | 4 => Fault::LostOnTheWayBack,
        5 | 6 => Fault::HangsBefore,
        7 | 8 => Fault::HangsAfter,
        9 => Fault::Refused(Kind::RateLimited, (roll(2) == 0).then_some(300)),
        10 => Fault::Refused(
            [Kind::SignInExpired, Kind::Rejected, Kind::MissingPermission][roll(3) as usize],
            None,
        ),
        11 => Fault::Refused(Kind::Unexpected, None),
        _ => Fault::None,
    };
    server.script.push_back(fault);
    drop(server);
    match roll(15) {
        0 => world.pause_all(true),
        1..=3 => world.pause_all(false),
        4 => world.change_channel(channels[0], |it| it.paused = true),
        5 | 6 => world.change_channel(channels[0], |it| it.paused = false),
        _ => {}
    }
}

/// The person answers something: signs in again, sends what was missed, tries again what failed.
fn act(world: &World, roll: &impl Fn(u64) -> u64, ids: &[DeliveryId]) {
    let it = world.delivery(ids[roll(6) as usize]);
    match it.state {
        S::NeedsSignIn => {
            world.server.get().signed_out = false;
            world.change_channel(it.channel, |it| it.connection = Connection::Untested);
        }
        S::Missed | S::Failed if roll(3) == 0 => {
            let now = kelola_domain::time::Planned {
                wall: (world.now() + Duration::hours(7)).naive_utc(),
                zone: it.planned.zone,
            };
            let step = |tx: &mut kelola_store::Write<'_>| {
                deliveries::step(tx, it.id, S::Due, StepNote::none(), |it: &mut Delivery| {
                    it.planned = now
                })
            };
            world
                .store
                .write(Actor::Window, "send_now", step)
                .expect("due");
        }
        _ => {}
    }
}

/// Everything is well again, and a day passes with the engine running now and then.
async fn calm(world: &World, channels: [ChannelId; 3]) {
    {
        let mut server = world.server.get();
        (server.down, server.signed_out) = (false, false);
        server.script.clear();
    }
    world.pause_all(false);
    for channel in &channels[..2] {
        world.change_channel(*channel, |it| {
            (it.connection, it.paused) = (Connection::Connected, false)
        });
    }
    for _ in 0..30 {
        world.sync().await;
        world.advance(Duration::hours(1));
    }
}

fn check(world: &World, ids: &[DeliveryId], seed: u64, at_the_end: bool) {
    for id in ids {
        let it = world.delivery(*id);
        let published = world.published(*id);
        let what = format!(
            "seed {seed}: {} on {} is {:?} with {published} posts",
            it.id,
            world.channel_now(it.channel).network,
            it.state
        );
        assert!(published <= 1, "twice! {what}");
        match it.state {
            S::Live => assert_eq!(published, 1, "{what}"),
            S::Sending | S::Unknown => {}
            _ => assert_eq!(published, 0, "out, but nobody knows: {what}"),
        }
        if at_the_end {
            let is_blind = world.channel_now(it.channel).network.as_str() != "whole";
            let is_settled = matches!(it.state, S::Live | S::Reminded | S::Missed | S::Failed)
                || (it.state == S::Unknown && is_blind);
            assert!(is_settled, "no visible state with a next step: {what}");
        }
    }
}

fn count(world: &World, ids: &[DeliveryId], tally: &mut Tally) {
    tally.deliveries += ids.len();
    tally.posts += world.server.get().posts.len();
    for id in ids {
        *match world.state(*id) {
            S::Live => &mut tally.live,
            S::Reminded => &mut tally.reminded,
            S::Missed => &mut tally.missed,
            S::Failed => &mut tally.failed,
            S::Unknown => &mut tally.unknown,
            _ => &mut tally.other,
        } += 1;
    }
}

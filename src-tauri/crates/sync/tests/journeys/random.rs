//! Seeded random lives of a data folder: faults, crashes, pauses, lost networks, moves, undo, a restore, in any order.
//! Whatever happens, nothing is posted twice, nothing is lost from sight, and nothing is called live that is not.
//!
//! `KELOLA_TEST_SEED` names the first seed, `KELOLA_TEST_LIVES` how many follow it.

use crate::{
    fake::Fault,
    world::{World, wall},
};
use chrono::Duration;
use kelola_domain::{
    channel::Connection,
    delivery::{Delivery, DeliveryState as S},
    ids::{ChannelId, DeliveryId},
    time::Planned,
};
use kelola_networks::Kind;
use kelola_store::{
    Actor, Write, backup, changes,
    deliveries::{self, StepNote},
    installation::{self, FileMirror},
};
use kelola_sync::{Random, SeededRandom};
use std::path::PathBuf;

const NETWORKS: [&str; 6] = ["whole", "blind", "holding", "replacing", "slow", "manual"];
const DELIVERIES: usize = 10;

#[derive(Debug, Default)]
struct Tally {
    deliveries: usize,
    live: usize,
    reminded: usize,
    missed: usize,
    failed: usize,
    unknown: usize,
    cancelled: usize,
    other: usize,
    crashes: usize,
    posts: usize,
    handed_off: usize,
    undone: usize,
    restored: usize,
    duplicates: usize,
    lost: usize,
    wrong_live: usize,
}

fn setting(name: &str, otherwise: u64) -> u64 {
    let told = std::env::var(name).ok();
    told.and_then(|it| it.parse().ok()).unwrap_or(otherwise)
}

#[tokio::test]
async fn random_lives_have_no_duplicates_and_lose_nothing() {
    let first = setting("KELOLA_TEST_SEED", 20_261_123);
    let lives = setting("KELOLA_TEST_LIVES", 50);
    let mut tally = Tally::default();
    for seed in first..first + lives {
        live(seed, &mut tally).await;
    }
    eprintln!("{lives} lives from seed {first}: {tally:?}");
    assert_eq!(
        (tally.duplicates, tally.lost, tally.wrong_live),
        (0, 0, 0),
        "{tally:?}"
    );
    if lives >= 50 {
        assert!(
            tally.live > tally.deliveries / 4,
            "most of it was real work: {tally:?}"
        );
        let rare = [
            tally.crashes,
            tally.unknown,
            tally.missed,
            tally.failed,
            tally.handed_off,
            tally.undone,
            tally.restored,
        ];
        assert!(
            rare.iter().all(|it| *it > 3),
            "all of it happened: {tally:?}"
        );
    }
}

/// A data folder that may be replaced by one from a backup.
struct Life {
    world: World,
    channels: [ChannelId; 6],
    ids: Vec<DeliveryId>,
    mirror: FileMirror,
    backup: Option<PathBuf>,
    home: tempfile::TempDir,
    restores: usize,
}

async fn live(seed: u64, tally: &mut Tally) {
    let dice = SeededRandom::new(seed);
    let roll = |sides: u64| dice.next() % sides;
    let mut life = Life::begin(seed, &roll);
    for _ in 0..30 {
        let minutes = i64::try_from(roll(25)).expect("minutes");
        life.world.advance(Duration::minutes(minutes));
        life.disturb(&roll);
        let engine = life.world.engine();
        tokio::select! {
            done = engine.run_until_idle(&|_| {}) => { done.expect("a run"); }
            () = life.world.server.hung.notified() => tally.crashes += 1,
        }
        drop(engine);
        life.act(&roll, tally);
        life.travel(&roll, tally);
        life.check(seed, false, tally);
    }
    life.calm().await;
    life.check(seed, true, tally);
    life.count(tally);
}

impl Life {
    fn begin(seed: u64, roll: &impl Fn(u64) -> u64) -> Self {
        let world = World::seeded("12:00", seed);
        let home = tempfile::tempdir().expect("a home");
        let mirror = FileMirror::new(&home.path().join("config"));
        installation::check(&world.store, &mirror).expect("known here");
        let channels = NETWORKS.map(|network| world.channel(network));
        let mut ids = Vec::new();
        for _ in 0..DELIVERIES {
            let place =
                [0, 0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 5][usize::try_from(roll(12)).expect("a place")];
            let at = wall(&format!("{:02}:{:02}", 12 + roll(6), roll(60)));
            let grace = [10, 60, 240][usize::try_from(roll(3)).expect("a grace")];
            let whenever = roll(6) == 0;
            ids.push(world.plan_with(channels[place], at, |it| {
                (it.grace_minutes, it.send_whenever) = (grace, whenever);
            }));
        }
        Self {
            world,
            channels,
            ids,
            mirror,
            backup: None,
            home,
            restores: 0,
        }
    }

    /// Something goes wrong, or right again.
    fn disturb(&self, roll: &impl Fn(u64) -> u64) {
        let mut server = self.world.server.get();
        match roll(12) {
            0 => server.down = true,
            1..=3 => server.down = false,
            4 => server.signed_out = roll(3) == 0,
            5 => server.asleep = true,
            6 | 7 => server.asleep = false,
            _ => {}
        }
        let fault = match roll(15) {
            0 => Fault::Offline,
            1 | 2 => Fault::LostOnTheWay,
            3 | 4 => Fault::LostOnTheWayBack,
            5 | 6 => Fault::HangsBefore,
            7 | 8 => Fault::HangsAfter,
            9 => Fault::Refused(Kind::RateLimited, (roll(2) == 0).then_some(300)),
            10 => {
                let kinds = [Kind::SignInExpired, Kind::Rejected, Kind::MissingPermission];
                Fault::Refused(kinds[usize::try_from(roll(3)).expect("a kind")], None)
            }
            11 => Fault::Refused(Kind::Unexpected, None),
            12 => Fault::HangsBetween,
            _ => Fault::None,
        };
        server.script.push_back(fault);
        drop(server);
        let channel = self.channels[usize::try_from(roll(3)).expect("a channel")];
        match roll(15) {
            0 => self.world.pause_all(true),
            1..=3 => self.world.pause_all(false),
            4 => self.world.change_channel(channel, |it| it.paused = true),
            5..=7 => self.world.change_channel(channel, |it| it.paused = false),
            _ => {}
        }
    }

    /// The person does something: signs in again, answers, moves, edits, takes off the plan, takes an act back.
    fn act(&mut self, roll: &impl Fn(u64) -> u64, tally: &mut Tally) {
        let world = &self.world;
        let it = world.delivery(self.ids[usize::try_from(roll(10)).expect("a delivery")]);
        let minutes = i64::try_from(roll(180)).expect("minutes");
        let (soon, later) = (self.wall_in(0), self.wall_in(minutes));
        match (it.state, roll(6)) {
            (S::NeedsSignIn, _) => {
                world.server.get().signed_out = false;
                world.change_channel(it.channel, |it| it.connection = Connection::Untested);
            }
            (S::Missed | S::Failed, 0 | 1) => self.step(it.id, S::Due, soon),
            (S::Planned | S::HandedOff, 0) => self.moves(&it, later),
            (S::Planned | S::HandedOff, 1) if roll(2) == 0 => world.cancel(it.id),
            (S::Planned | S::HandedOff | S::Due, 2) => {
                world.edit(it.id, &format!("Halo {minutes}"))
            }
            (S::Cancelled, 0 | 1) => self.step(it.id, S::Planned, later),
            (_, 5) => {
                tally.undone += usize::from(changes::undo(&world.store, Actor::Window).is_ok());
            }
            _ => {}
        }
        self.refill(roll);
    }

    /// There is always something to do.
    fn refill(&mut self, roll: &impl Fn(u64) -> u64) {
        // What undo took away was never wanted.
        let store = &self.world.store;
        self.ids
            .retain(|id| store.read(|db| deliveries::get(db, *id)).is_ok());
        while self.ids.len() < DELIVERIES {
            let at = self.wall_in(60 + i64::try_from(roll(60)).expect("minutes"));
            let channel = self.channels[usize::try_from(roll(5)).expect("a channel")];
            self.ids.push(self.world.plan_with(channel, at, |_| {}));
        }
    }

    fn wall_in(&self, minutes: i64) -> Planned {
        let at = self.world.now() + Duration::minutes(minutes);
        Planned {
            wall: (at + Duration::hours(7)).naive_utc(),
            zone: wall("12:00").zone,
        }
    }

    fn step(&self, id: DeliveryId, to: S, at: Planned) {
        let step = |tx: &mut Write<'_>| {
            deliveries::step(tx, id, to, StepNote::none(), |it: &mut Delivery| {
                it.planned = at;
            })
        };
        self.world
            .store
            .write(Actor::Window, "answer_delivery", step)
            .expect("a step");
    }

    fn moves(&self, it: &Delivery, at: Planned) {
        let act = |tx: &mut Write<'_>| deliveries::amend(tx, it.id, |it| it.planned = at);
        self.world
            .store
            .write(Actor::Window, "move_post", act)
            .expect("moved");
    }

    /// A backup is made, or the folder comes back from one; sooner or later the person confirms.
    fn travel(&mut self, roll: &impl Fn(u64) -> u64, tally: &mut Tally) {
        match roll(40) {
            0 | 1 if self.backup.is_none() => {
                let file = self.home.path().join("backup.zip");
                backup::create(&self.world.store, &file).expect("a backup");
                self.backup = Some(file);
            }
            2..=4 if self.restores == 0 => {
                let Some(file) = self.backup.take() else {
                    return;
                };
                self.restores += 1;
                tally.restored += 1;
                let folder = self.home.path().join("data");
                backup::restore(&folder, &file, self.world.clock.as_ref()).expect("restored");
                self.world.move_into(&folder);
                // What was made after the backup is not known here any more; what the backup knows as cancelled is
                // taken for that until the person plans it again.
                let store = &self.world.store;
                // What was moved to an earlier time after the backup and went out where nothing can be read back is
                // beyond what a backup can tell.
                let world = &self.world;
                let is_known = |id: &DeliveryId| {
                    let found = store.read(|db| deliveries::get(db, *id));
                    found.is_ok_and(|it| {
                        let network = world.channel_now(it.channel).network;
                        let is_beyond = network.as_str() == "blind"
                            && it.state == S::Planned
                            && world.published(*id) > 0;
                        it.state != S::Cancelled && !is_beyond
                    })
                };
                self.ids.retain(is_known);
                self.refill(roll);
            }
            5..=15 => self.confirm(),
            _ => {}
        }
    }

    fn confirm(&self) {
        let held = self.world.store.read(installation::held).expect("read");
        if held.is_some() {
            installation::confirm(&self.world.store, &self.mirror).expect("confirmed");
        }
    }

    /// Everything is well again, and a day passes with the engine running now and then.
    async fn calm(&self) {
        {
            let mut server = self.world.server.get();
            (server.down, server.signed_out, server.asleep) = (false, false, false);
            server.script.clear();
        }
        self.world.pause_all(false);
        self.confirm();
        for channel in &self.channels[..5] {
            self.world.change_channel(*channel, |it| {
                (it.connection, it.paused) = (Connection::Connected, false);
            });
        }
        for _ in 0..40 {
            self.world.sync().await;
            self.world.advance(Duration::hours(1));
        }
    }

    fn check(&self, seed: u64, at_the_end: bool, tally: &mut Tally) {
        for id in &self.ids {
            let it = self.world.delivery(*id);
            let network = self.world.channel_now(it.channel).network;
            let (published, held) = (self.world.published(*id), self.world.held(*id).len());
            let what = format!(
                "seed {seed}: {} on {network} is {:?} with {published} posts, {held} held: {:?}",
                it.id,
                it.state,
                self.world.history(*id),
            );
            if published + held > 1 {
                tally.duplicates += 1;
                eprintln!("twice: {what}");
            }
            if it.state == S::Live && published != 1 {
                tally.wrong_live += 1;
                eprintln!("wrong live: {what}");
            }
            let may_be_there = matches!(it.state, S::Live | S::Sending | S::Unknown)
                || (!at_the_end && it.handed.is_some());
            if published + held > 0 && !may_be_there {
                tally.lost += 1;
                eprintln!("there, but nobody knows: {what}");
            }
            if at_the_end {
                // What cannot be read back may have gone out after the backup was made: the person is asked.
                let is_settled = matches!(
                    it.state,
                    S::Live | S::Reminded | S::Missed | S::Failed | S::Cancelled
                ) || (it.state == S::Unknown
                    && matches!(network.as_str(), "blind" | "manual"));
                if !is_settled {
                    tally.lost += 1;
                    eprintln!("no visible state with a next step: {what}");
                }
            }
        }
    }

    fn count(&self, tally: &mut Tally) {
        tally.deliveries += self.ids.len();
        tally.posts += self.world.server.get().posts.len();
        for id in &self.ids {
            tally.handed_off += usize::from(self.world.history(*id).contains(&S::HandedOff));
            *match self.world.state(*id) {
                S::Live => &mut tally.live,
                S::Reminded => &mut tally.reminded,
                S::Missed => &mut tally.missed,
                S::Failed => &mut tally.failed,
                S::Unknown => &mut tally.unknown,
                S::Cancelled => &mut tally.cancelled,
                _ => &mut tally.other,
            } += 1;
        }
    }
}

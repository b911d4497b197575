//! A data folder with a brand, channels and deliveries, and engines that come and go over it.

use crate::fake::{Fake, Kept, Shared};
use chrono::Duration;
use kelola_domain::{
    brand::{Brand, Lang},
    channel::{Channel, Connection},
    delivery::{Delivery, DeliveryState, Frozen, Role},
    ids::{BrandId, ChannelId, DeliveryId, PostId},
    network::NetworkId,
    post::{Content, Editorial, Post},
    time::{Instant, Planned, parse_wall},
};
use kelola_networks::{Registry, Secret, Slot, Vault, VaultError};
use kelola_store::{
    Actor, ManualClock, Store, brands, channels, deliveries, engine_lock, posts, settings,
};
use kelola_sync::{
    Engine, EngineEvent, Freeze, FreezeError, Line, PAUSED, Parts, SeededRandom, Summary,
};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};
use tempfile::TempDir;

/// The zone everything is planned in: seven hours ahead of UTC.
const ZONE: chrono_tz::Tz = chrono_tz::Asia::Jakarta;

type Meanwhile = Arc<Mutex<Option<Box<dyn FnOnce(&Store) + Send>>>>;

pub struct World {
    pub folder: PathBuf,
    pub store: Store,
    pub clock: Arc<ManualClock>,
    pub server: Shared,
    pub events: Arc<Mutex<Vec<EngineEvent>>>,
    /// Happens once, while the next delivery is being prepared.
    pub meanwhile: Meanwhile,
    seed: u64,
    /// How many channels are served at the same time; one, so that a seed repeats its run.
    pub abreast: usize,
    /// Removed at the end, unless the folder belongs to somebody else.
    _own: Option<TempDir>,
}

/// 19:00 on the wall is noon in UTC; everything is told in wall time of 3 October 2026.
pub fn wall(clock: &str) -> Planned {
    let text = if clock.contains('T') {
        clock.to_owned()
    } else {
        format!("2026-10-03T{clock}")
    };
    Planned {
        wall: parse_wall(&text).expect("a wall time"),
        zone: ZONE,
    }
}

impl World {
    pub fn at(clock: &str) -> Self {
        Self::seeded(clock, 1)
    }

    pub fn seeded(clock: &str, seed: u64) -> Self {
        let own = tempfile::tempdir().expect("a folder");
        let mut world = Self::over(own.path(), clock, Shared::new());
        (world.seed, world._own) = (seed, Some(own));
        world
    }

    /// A world over a data folder and a server that exist already.
    pub fn over(folder: &Path, clock: &str, server: Shared) -> Self {
        let clock = Arc::new(ManualClock::new(wall(clock).instant()));
        let store = Store::open(folder, clock.clone()).expect("a store");
        server.set_clock(&clock);
        Self {
            folder: folder.to_owned(),
            store,
            clock,
            server,
            events: Arc::default(),
            meanwhile: Arc::default(),
            seed: 1,
            abreast: 1,
            _own: None,
        }
    }

    /// Goes on with another data folder, the same server and the same clock.
    pub fn move_into(&mut self, folder: &Path) {
        self.store = Store::open(folder, self.clock.clone()).expect("a store");
        self.folder = folder.to_owned();
    }

    pub fn set_clock(&self, clock: &str) {
        self.clock.set(wall(clock).instant());
    }

    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    pub fn now(&self) -> Instant {
        self.store.now()
    }

    /// A connected channel of a network, in a brand of its own.
    pub fn channel(&self, network: &str) -> ChannelId {
        let done = self.store.write(Actor::Window, "add_channel", |tx| {
            let brand = BrandId::from_uuid(tx.uuid());
            let (name, accent) = ("Kopi Senja".to_owned(), "#7a4b2a".to_owned());
            let languages = vec![Lang::Id];
            let (prepared_by, prepared_for) = (String::new(), String::new());
            brands::insert(
                tx,
                &Brand {
                    id: brand,
                    name,
                    zone: ZONE,
                    languages,
                    accent,
                    prepared_by,
                    prepared_for,
                    avoided: Vec::new(),
                    utm: Vec::new(),
                },
            )?;
            let id = ChannelId::from_uuid(tx.uuid());
            let connection = if network == "manual" {
                Connection::Manual
            } else {
                Connection::Connected
            };
            channels::insert(
                tx,
                &Channel {
                    id,
                    brand,
                    network: NetworkId::from(network),
                    handle: "kopi".into(),
                    server: None,
                    kind: "text".into(),
                    connection,
                    sends: true,
                    remote_id: None,
                    paused: false,
                    facts: None,
                },
            )?;
            Ok(id)
        });
        done.expect("a channel")
    }

    pub fn change_channel(&self, id: ChannelId, change: impl FnOnce(&mut Channel)) {
        let done = self.store.write(Actor::Window, "save_channel", |tx| {
            let mut channel = channels::get(tx, id)?;
            change(&mut channel);
            channels::update(tx, &channel)
        });
        done.expect("a changed channel");
    }

    pub fn channel_now(&self, id: ChannelId) -> Channel {
        self.store
            .read(|db| channels::get(db, id))
            .expect("a channel")
    }

    /// A delivery planned for a wall time with an hour of grace.
    pub fn plan(&self, channel: ChannelId, clock: &str) -> DeliveryId {
        self.plan_with(channel, wall(clock), |_| {})
    }

    pub fn plan_with(
        &self,
        channel: ChannelId,
        planned: Planned,
        change: impl FnOnce(&mut Delivery),
    ) -> DeliveryId {
        let done = self.store.write(Actor::Window, "schedule_post", |tx| {
            let brand = channels::get(tx, channel)?.brand;
            let post = PostId::from_uuid(tx.uuid());
            let now = tx.now();
            posts::insert(
                tx,
                &Post {
                    id: post,
                    brand,
                    title: String::new(),
                    pillar: String::new(),
                    campaign: String::new(),
                    tags: Vec::new(),
                    notes: String::new(),
                    editorial: Editorial::Ready,
                    shared: Content {
                        text: "Selamat pagi".into(),
                        ..Content::default()
                    },
                    channels: vec![channel],
                    planned: Some(planned),
                    grace_minutes: 60,
                    send_whenever: false,
                    revision: 1,
                    updated_at: now,
                },
            )?;
            let id = DeliveryId::from_uuid(tx.uuid());
            let mut delivery = Delivery {
                id,
                post,
                channel,
                state: DeliveryState::Planned,
                planned,
                grace_minutes: 60,
                send_whenever: false,
                request_id: format!("request-{id}"),
                attempts: 0,
                retry_at: None,
                frozen: None,
                remote_id: None,
                url: None,
                live_at: None,
                code: None,
                changed_at: now,
                role: Role::Post,
                part: 0,
                follows: None,
                handed: None,
                predecessor: None,
            };
            change(&mut delivery);
            deliveries::insert(tx, &delivery)?;
            Ok(id)
        });
        done.expect("a delivery")
    }

    /// A further piece of a post that follows an earlier delivery and shares its plan.
    pub fn follow(&self, earlier: DeliveryId, role: Role) -> DeliveryId {
        let done = self.store.write(Actor::Window, "schedule_post", |tx| {
            let earlier = deliveries::get(tx, earlier)?;
            let id = DeliveryId::from_uuid(tx.uuid());
            let piece = Delivery {
                id,
                role,
                part: if role == Role::Part {
                    earlier.part + 1
                } else {
                    0
                },
                follows: Some(earlier.id),
                state: DeliveryState::Planned,
                request_id: format!("request-{id}"),
                ..earlier
            };
            deliveries::insert(tx, &piece)?;
            Ok(id)
        });
        done.expect("a piece")
    }

    /// Changes a delivery within its state.
    pub fn amend(&self, id: DeliveryId, change: impl FnOnce(&mut Delivery)) {
        self.store
            .write(Actor::Window, "move_post", |tx| {
                deliveries::amend(tx, id, change)
            })
            .expect("a change");
    }

    /// Takes a delivery to another state, as the person does.
    pub fn step(&self, id: DeliveryId, to: DeliveryState) {
        self.store
            .write(Actor::Window, "answer_delivery", |tx| {
                let live_at = (to == DeliveryState::Live).then(|| tx.now());
                let note = deliveries::StepNote::none();
                deliveries::step(tx, id, to, note, |it| it.live_at = live_at)
            })
            .expect("a step");
    }

    pub fn delivery(&self, id: DeliveryId) -> Delivery {
        self.store
            .read(|db| deliveries::get(db, id))
            .expect("a delivery")
    }

    pub fn state(&self, id: DeliveryId) -> DeliveryState {
        self.delivery(id).state
    }

    /// How many posts of a delivery are on the server.
    pub fn published(&self, id: DeliveryId) -> usize {
        self.server.count(&self.delivery(id).request_id)
    }

    /// What a network holds of a delivery.
    pub fn held(&self, id: DeliveryId) -> Vec<Kept> {
        self.server.held(&self.delivery(id).request_id)
    }

    /// The person moves a post to another time.
    pub fn move_to(&self, id: DeliveryId, clock: &str) {
        let done = self.store.write(Actor::Window, "move_post", |tx| {
            deliveries::amend(tx, id, |it| it.planned = wall(clock))?;
            let post = posts::get(tx, deliveries::get(tx, id)?.post)?;
            posts::update(tx, &post)
        });
        done.expect("moved");
    }

    /// The person writes something else.
    pub fn edit(&self, id: DeliveryId, text: &str) {
        let done = self.store.write(Actor::Window, "edit_post", |tx| {
            let mut post = posts::get(tx, deliveries::get(tx, id)?.post)?;
            post.shared.text = text.to_owned();
            posts::update(tx, &post)
        });
        done.expect("edited");
    }

    /// The person takes a delivery off the plan.
    pub fn cancel(&self, id: DeliveryId) {
        let done = self.store.write(Actor::Window, "unschedule_post", |tx| {
            let note = deliveries::StepNote::none();
            deliveries::step(tx, id, DeliveryState::Cancelled, note, |_| {})
        });
        done.expect("cancelled");
    }

    /// The states a delivery went through.
    pub fn history(&self, id: DeliveryId) -> Vec<DeliveryState> {
        let steps = self
            .store
            .read(|db| deliveries::steps(db, id))
            .expect("steps");
        steps.into_iter().map(|it| it.to).collect()
    }

    pub fn pause_all(&self, paused: bool) {
        self.store
            .write(Actor::Window, "pause_all", |tx| {
                settings::set(tx, PAUSED, &paused)
            })
            .expect("paused");
    }

    /// An engine, the only one.
    pub fn engine(&self) -> Engine {
        self.engine_on(Registry::with(vec![
            Fake::whole(&self.server),
            Fake::blind(&self.server),
            Fake::holding(&self.server),
            Fake::replacing(&self.server),
            Fake::slow(&self.server, 2, 60),
            Fake::manual(),
        ]))
    }

    /// An engine on other networks.
    pub fn engine_on(&self, registry: Registry) -> Engine {
        let lock = engine_lock(&self.folder).expect("no other engine runs");
        let events = self.events.clone();
        let parts = Parts {
            store: self.store.clone(),
            registry: Arc::new(registry),
            vault: Arc::new(NoSecrets),
            freezer: Arc::new(Plain(self.store.clone(), self.meanwhile.clone())),
            random: Arc::new(SeededRandom::new(self.seed)),
            tell: Arc::new(move |event| events.lock().expect("events").push(event)),
            abreast: self.abreast,
        };
        Engine::new(parts, lock)
    }

    /// One run of a new engine, with its lines.
    pub async fn sync(&self) -> (Summary, Vec<Line>) {
        run(&self.engine()).await
    }

    /// Starts a run that hangs in a request, and ends the engine there as a crash would.
    pub async fn crash(&self) {
        let engine = self.engine();
        tokio::select! {
            _ = engine.run_until_idle(&|_| {}) => panic!("the run was to hang"),
            () = self.server.hung.notified() => {}
        }
    }
}

pub async fn run(engine: &Engine) -> (Summary, Vec<Line>) {
    let lines = Mutex::new(Vec::new());
    let sink = |line: Line| lines.lock().expect("lines").push(line);
    let summary = engine.run_until_idle(&sink).await.expect("a run");
    (summary, lines.into_inner().expect("lines"))
}

/// The post's own words, no pictures.
struct Plain(Store, Meanwhile);

impl Freeze for Plain {
    fn freeze(&self, id: DeliveryId) -> Result<Frozen, FreezeError> {
        if let Some(act) = self.1.lock().expect("an act").take() {
            act(&self.0);
        }
        let post = self
            .0
            .read(|db| posts::get(db, deliveries::get(db, id)?.post))
            .expect("a post");
        if post.shared.text.is_empty() {
            return Err(FreezeError {
                code: "text_empty".into(),
            });
        }
        Ok(Frozen {
            content: post.shared,
            kind: "text".into(),
            langs: vec!["id".into()],
            media: vec![],
            created_at: self.0.now(),
        })
    }
}

struct NoSecrets;

impl Vault for NoSecrets {
    fn read(&self, _: ChannelId, _: Slot) -> Result<Option<Secret>, VaultError> {
        Ok(None)
    }

    fn write(&self, _: ChannelId, _: Slot, _: &Secret) -> Result<(), VaultError> {
        Ok(())
    }

    fn delete(&self, _: ChannelId, _: Slot) -> Result<(), VaultError> {
        Ok(())
    }
}

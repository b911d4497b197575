//! A data folder to test on, and things to put in it.

use crate::{Actor, ManualClock, Store, StoreError, assets, brands, channels, deliveries, posts};
use chrono::{TimeZone, Utc};
use kelola_domain::{
    brand::{Brand, Lang},
    channel::{Channel, Connection as SignIn},
    delivery::{Delivery, DeliveryState, Role},
    ids::{AssetId, BrandId, ChannelId, DeliveryId, PostId},
    media::{Asset, Attachment, Fit, Focus, Framing},
    post::{Content, Editorial, Post},
    time::{Instant, Planned, parse_wall},
};
use std::sync::Arc;
use tempfile::TempDir;

/// 2026-10-01 08:10 in Jakarta.
pub(crate) fn start() -> Instant {
    Utc.with_ymd_and_hms(2026, 10, 1, 1, 10, 0)
        .single()
        .expect("an instant")
}

/// An open data folder with one brand, one channel that sends, and a clock set by hand.
pub(crate) struct Folder {
    pub(crate) dir: TempDir,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) store: Store,
    pub(crate) brand: Brand,
    pub(crate) channel: Channel,
}

/// Makes one.
pub(crate) fn folder() -> Folder {
    let dir = TempDir::new().expect("a folder");
    let clock = Arc::new(ManualClock::new(start()));
    let store = Store::open(dir.path(), clock.clone()).expect("opens");
    let brand = brand(&store);
    let channel = channel(&store, brand.id, SignIn::Connected);
    store
        .write(Actor::Sync, "setup", |tx| {
            brands::insert(tx, &brand)?;
            channels::insert(tx, &channel)
        })
        .expect("set up");
    Folder {
        dir,
        clock,
        store,
        brand,
        channel,
    }
}

pub(crate) fn brand(store: &Store) -> Brand {
    Brand {
        id: BrandId::from_uuid(store.uuid()),
        name: "Kopi Senja".into(),
        zone: chrono_tz::Asia::Jakarta,
        languages: vec![Lang::Id, Lang::En],
        accent: "#b5532a".into(),
        prepared_by: "Rina".into(),
        prepared_for: "Bu Dewi".into(),
        avoided: Vec::new(),
        utm: Vec::new(),
    }
}

pub(crate) fn channel(store: &Store, brand: BrandId, connection: SignIn) -> Channel {
    Channel {
        id: ChannelId::from_uuid(store.uuid()),
        brand,
        network: "bluesky".into(),
        handle: "kopisenja.test".into(),
        server: Some("https://pds.test".into()),
        kind: "text".into(),
        connection,
        sends: true,
        remote_id: None,
        paused: false,
        facts: None,
    }
}

pub(crate) fn at(wall: &str) -> Planned {
    Planned {
        wall: parse_wall(wall).expect("a wall time"),
        zone: chrono_tz::Asia::Jakarta,
    }
}

pub(crate) fn post(store: &Store, brand: BrandId, text: &str) -> Post {
    Post {
        id: PostId::from_uuid(store.uuid()),
        brand,
        title: String::new(),
        pillar: "education".into(),
        campaign: String::new(),
        tags: Vec::new(),
        notes: String::new(),
        editorial: Editorial::Draft,
        shared: Content {
            text: text.into(),
            ..Content::default()
        },
        channels: Vec::new(),
        planned: None,
        grace_minutes: 60,
        send_whenever: false,
        revision: 1,
        updated_at: store.now(),
    }
}

pub(crate) fn asset(store: &Store, bytes: &[u8]) -> Asset {
    Asset {
        id: AssetId::from_uuid(store.uuid()),
        hash: store.blobs().put(crate::Kind::Media, bytes).expect("kept"),
        file_name: "kopi.jpg".into(),
        mime: "image/jpeg".into(),
        width: 1200,
        height: 800,
        bytes: bytes.len() as u64,
        imported_at: store.now(),
        video: None,
        alt: String::new(),
        credit: String::new(),
        licence: String::new(),
        stars: 0,
        tags: Vec::new(),
        framing: Framing::default(),
    }
}

pub(crate) fn attachment(asset: &Asset) -> Attachment {
    Attachment {
        asset: asset.id,
        alt: "secangkir kopi".into(),
        focus: Focus { x: 0.1, y: 0.7 },
        fit: Fit::Fill,
        crops: Vec::new(),
    }
}

pub(crate) fn delivery(store: &Store, post: PostId, channel: ChannelId, wall: &str) -> Delivery {
    Delivery {
        id: DeliveryId::from_uuid(store.uuid()),
        post,
        channel,
        state: DeliveryState::Planned,
        planned: at(wall),
        grace_minutes: 60,
        send_whenever: false,
        request_id: store.uuid().to_string(),
        attempts: 0,
        retry_at: None,
        frozen: None,
        remote_id: None,
        url: None,
        live_at: None,
        code: None,
        changed_at: store.now(),
        role: Role::Post,
        part: 0,
        follows: None,
        handed: None,
        predecessor: None,
    }
}

impl Folder {
    /// Acts as the person at the window.
    pub(crate) fn act<T>(
        &self,
        label: &str,
        act: impl FnOnce(&mut crate::Write<'_>) -> Result<T, StoreError>,
    ) -> T {
        self.store
            .write(Actor::Window, label, act)
            .expect("written")
    }

    /// A stored post.
    pub(crate) fn a_post(&self, text: &str) -> Post {
        let post = post(&self.store, self.brand.id, text);
        self.act("add_post", |tx| posts::insert(tx, &post));
        post
    }

    /// A stored post with a planned delivery on the channel.
    pub(crate) fn a_delivery(&self, wall: &str) -> Delivery {
        let post = self.a_post("Halo dunia");
        let delivery = delivery(&self.store, post.id, self.channel.id, wall);
        self.act("schedule_post", |tx| deliveries::insert(tx, &delivery));
        delivery
    }

    /// A stored asset.
    pub(crate) fn an_asset(&self, bytes: &[u8]) -> Asset {
        let asset = asset(&self.store, bytes);
        self.act("add_asset", |tx| assets::insert(tx, &asset));
        asset
    }

    /// Takes a delivery along some states, as the engine.
    pub(crate) fn steps(&self, id: DeliveryId, states: &[DeliveryState]) {
        for state in states {
            self.store
                .write(Actor::Sync, "deliver", |tx| {
                    deliveries::step(tx, id, *state, deliveries::StepNote::none(), |_| {})
                })
                .expect("a step");
        }
    }
}

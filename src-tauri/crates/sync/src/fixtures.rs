//! Small things the unit tests of this crate share.

use crate::plan::{Known, Snapshot};
use chrono_tz::Asia::Jakarta;
use kelola_domain::{
    channel::{Channel, Connection},
    delivery::{Delivery, DeliveryState, Role},
    ids::{BrandId, ChannelId, DeliveryId, PostId},
    network::{Abilities, NetworkId},
    time::{Instant, Planned, parse_wall},
};
use uuid::Uuid;

/// An instant of the day everything is planned on, in UTC: `12:00`, `12:00:30`.
pub fn at(clock: &str) -> Instant {
    let text = format!("2026-10-03T{clock}");
    parse_wall(&text).expect("a clock time").and_utc()
}

/// A delivery planned for 12:00 UTC (19:00 in Jakarta) with an hour of grace.
pub fn delivery() -> Delivery {
    Delivery {
        id: DeliveryId::from_uuid(Uuid::from_u128(1)),
        post: PostId::from_uuid(Uuid::from_u128(2)),
        channel: ChannelId::from_uuid(Uuid::from_u128(3)),
        state: DeliveryState::Planned,
        planned: Planned {
            wall: parse_wall("2026-10-03T19:00").expect("a wall time"),
            zone: Jakarta,
        },
        grace_minutes: 60,
        send_whenever: false,
        request_id: "request".into(),
        attempts: 0,
        retry_at: None,
        frozen: None,
        remote_id: None,
        url: None,
        live_at: None,
        code: None,
        changed_at: at("00:00"),
        role: Role::Post,
        part: 0,
        follows: None,
        handed: None,
        predecessor: None,
    }
}

/// The delivery on a connected channel of a network that can do everything.
pub fn known(state: DeliveryState) -> Known {
    Known {
        delivery: Delivery {
            state,
            ..delivery()
        },
        channel: Channel {
            id: ChannelId::from_uuid(Uuid::from_u128(3)),
            brand: BrandId::from_uuid(Uuid::from_u128(4)),
            network: NetworkId::from("local"),
            handle: "kopi".into(),
            server: None,
            kind: "text".into(),
            connection: Connection::Connected,
            sends: true,
            remote_id: None,
            paused: false,
            facts: None,
        },
        abilities: Abilities {
            publish: true,
            find_lost: true,
            counts: true,
            inbox: true,
            ..Abilities::default()
        },
        not_before: None,
        pace_until: None,
        ahead: None,
        revision: 1,
        edited_at: at("00:00"),
        leads_thread: false,
        looked: false,
    }
}

/// A snapshot of one delivery with nothing special about it.
pub fn snapshot(known: Known) -> Snapshot {
    Snapshot {
        deliveries: vec![known],
        paused: false,
        held: false,
        clock_trusted: true,
    }
}

//! A post as a line in a list or a card in a calendar, and a delivery as the person sees it.

use crate::{Kelola, channels::profile, failure::Failure};
use kelola_domain::{
    channel::Channel,
    delivery::{Delivery, DeliveryState, Step},
    ids::{AssetId, ChannelId, DeliveryId, PostId},
    network::NetworkId,
    post::{Editorial, Progress},
    time::{Instant, Planned},
};
use kelola_store::{Connection, StoreError, channels, deliveries, posts};
use serde::Serialize;
use std::collections::HashMap;
use ts_rs::TS;

/// A post as a line or a card.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PostRow {
    /// The post.
    pub id: PostId,
    /// Its working title.
    pub title: String,
    /// Its first words.
    pub first_words: String,
    /// How far the writing is.
    pub editorial: Editorial,
    /// What its deliveries add up to.
    pub progress: Progress,
    /// When it is planned.
    pub planned: Option<Planned>,
    /// That instant.
    #[ts(as = "Option<String>")]
    pub instant: Option<Instant>,
    /// The networks it is for, in order, each once.
    pub networks: Vec<NetworkId>,
    /// Its pillar.
    pub pillar: String,
    /// Its first picture.
    pub cover: Option<AssetId>,
    /// When it last changed.
    #[ts(as = "String")]
    pub updated_at: Instant,
    /// Its deliveries.
    pub deliveries: Vec<DeliveryMark>,
}

/// A delivery as a mark on a card.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeliveryMark {
    /// The delivery.
    pub id: DeliveryId,
    /// Its channel.
    pub channel: ChannelId,
    /// Its network.
    pub network: NetworkId,
    /// Where it stands.
    pub state: DeliveryState,
    /// Stable code of its last error.
    pub code: Option<String>,
}

/// A delivery as the person sees it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeliveryView {
    /// The delivery.
    pub delivery: Delivery,
    /// Its network.
    pub network: NetworkId,
    /// The channel's public name.
    pub handle: String,
    /// What happened so far.
    pub steps: Vec<Step>,
    /// Posted by hand.
    pub manual: bool,
    /// What the person can do now, the likeliest first.
    pub can: Vec<DeliveryAct>,
}

/// What a person can do with a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryAct {
    /// Open its public address.
    Open,
    /// Texts and files for posting by hand.
    Desk,
    /// Say that it is live.
    MarkLive,
    /// Say that it is not live.
    NotLive,
    /// Send it now.
    SendNow,
    /// Send it at the same time of the next day.
    NextSlot,
    /// Drop it.
    Drop,
    /// Try again.
    Retry,
    /// Connect the channel again.
    SignIn,
    /// Look on the network.
    Look,
}

/// The acts a delivery offers.
#[must_use]
pub fn acts(delivery: &Delivery, manual: bool, can_look: bool) -> Vec<DeliveryAct> {
    use DeliveryAct as A;
    use DeliveryState as S;
    match delivery.state {
        S::Live if delivery.url.is_some() => vec![A::Open],
        S::Reminded | S::InNetworkDraft => vec![A::Desk, A::MarkLive, A::Drop],
        S::Unknown if can_look => vec![A::Look, A::MarkLive, A::NotLive],
        S::Unknown => vec![A::MarkLive, A::NotLive],
        S::Missed if manual => vec![A::Desk, A::MarkLive, A::NextSlot, A::Drop],
        S::Missed => vec![A::SendNow, A::NextSlot, A::Drop],
        S::Failed => vec![A::Retry, A::Drop],
        S::NeedsSignIn => vec![A::SignIn, A::Retry, A::Drop],
        S::Planned | S::Due if manual => vec![A::Desk, A::Drop],
        S::Planned | S::Due | S::RetryAt | S::Held => vec![A::Drop],
        S::Sending | S::Processing | S::HandedOff | S::Removed | S::Cancelled | S::Live => {
            Vec::new()
        }
    }
}

/// A delivery with its history and its acts.
pub(crate) fn view(kelola: &Kelola, delivery: Delivery) -> Result<DeliveryView, Failure> {
    let (channel, steps) = kelola.read(|db| {
        Ok((
            channels::get(db, delivery.channel)?,
            deliveries::steps(db, delivery.id)?,
        ))
    })?;
    let profile = profile(kelola, &channel.network)?;
    let manual = !profile.publishes();
    let can_look = delivery.url.is_some() || profile.composer_url.is_some();
    let can = if channel.sends {
        acts(&delivery, manual, can_look)
    } else {
        acts(&delivery, manual, false)
            .into_iter()
            .filter(|it| *it != DeliveryAct::SendNow)
            .collect()
    };
    Ok(DeliveryView {
        can,
        network: channel.network,
        handle: channel.handle,
        steps,
        manual,
        delivery,
    })
}

/// The networks of a brand's channels, removed ones too: their posts are still shown.
pub(crate) type Networks = HashMap<ChannelId, NetworkId>;

pub(crate) fn networks_of(
    db: &Connection,
    rows: &[posts::PostRow],
    deliveries: &[Delivery],
) -> Result<Networks, StoreError> {
    let mut found = Networks::new();
    for id in rows
        .iter()
        .flat_map(|it| it.channels.iter().copied())
        .chain(deliveries.iter().map(|it| it.channel))
    {
        if let std::collections::hash_map::Entry::Vacant(place) = found.entry(id) {
            let Channel { network, .. } = channels::get(db, id)?;
            place.insert(network);
        }
    }
    Ok(found)
}

/// Makes lines of stored rows and their deliveries.
pub(crate) fn lines(
    db: &Connection,
    rows: Vec<posts::PostRow>,
    found: Vec<Delivery>,
) -> Result<Vec<PostRow>, StoreError> {
    let networks = networks_of(db, &rows, &found)?;
    let mut by_post: HashMap<PostId, Vec<Delivery>> = HashMap::new();
    for delivery in found {
        by_post.entry(delivery.post).or_default().push(delivery);
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let own = by_post.remove(&row.id).unwrap_or_default();
            line(row, &own, &networks)
        })
        .collect())
}

fn line(row: posts::PostRow, own: &[Delivery], networks: &Networks) -> PostRow {
    let mut on = Vec::new();
    for network in row.channels.iter().filter_map(|it| networks.get(it)) {
        if !on.contains(network) {
            on.push(network.clone());
        }
    }
    PostRow {
        id: row.id,
        title: row.title,
        first_words: row.excerpt,
        editorial: row.editorial,
        progress: Progress::of(&own.iter().map(|it| it.state).collect::<Vec<_>>()),
        instant: row.planned.map(|it| it.instant()),
        planned: row.planned,
        networks: on,
        pillar: row.pillar,
        cover: row.cover,
        updated_at: row.updated_at,
        deliveries: own
            .iter()
            .filter_map(|it| {
                let network = networks.get(&it.channel)?.clone();
                Some(DeliveryMark {
                    id: it.id,
                    channel: it.channel,
                    network,
                    state: it.state,
                    code: it.code.clone(),
                })
            })
            .collect(),
    }
}

/// Lines with their deliveries looked up one post at a time: for short lists.
pub(crate) fn short_list(
    db: &Connection,
    rows: Vec<posts::PostRow>,
) -> Result<Vec<PostRow>, StoreError> {
    let mut found = Vec::new();
    for row in &rows {
        found.extend(deliveries::of_post(db, row.id)?);
    }
    lines(db, rows, found)
}

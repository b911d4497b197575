//! A post as a line in a list or a card in a calendar, and a delivery as the person sees it.

use crate::{
    Kelola,
    channels::profile,
    failure::Failure,
    own_times::{self, PostTime},
    pieces,
    words::errors,
};
use kelola_domain::{
    channel::Channel,
    delivery::{Delivery, DeliveryState, Role, Step},
    ids::{AssetId, ChannelId, DeliveryId, PostId},
    network::NetworkId,
    post::{Editorial, Progress},
    time::{Instant, Planned},
};
use kelola_store::{Connection, StoreError, channels, deliveries, posts, variants};
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
    /// When it goes out on its channels, the first first; several where one goes apart from the post.
    pub times: Vec<PostTime>,
    /// The networks it is for, in order, each once.
    pub networks: Vec<NetworkId>,
    /// Its pillar.
    pub pillar: String,
    /// Its campaign, empty = none.
    pub campaign: String,
    /// Words one finds it by.
    pub tags: Vec<String>,
    /// Where the words that were searched for stand.
    pub found: Option<posts::FoundText>,
    /// Its first picture.
    pub cover: Option<AssetId>,
    /// When it last changed.
    #[ts(as = "String")]
    pub updated_at: Instant,
    /// Since when it is in the trash.
    #[ts(as = "Option<String>")]
    pub removed_at: Option<Instant>,
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
    /// Waits until the piece before it is live.
    pub waits: bool,
    /// What follows it: further parts of its thread, then the first comment.
    pub pieces: Vec<DeliveryView>,
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
    /// Make what is public say what is now written.
    EditLive,
    /// Take down what is public.
    TakeDown,
}

/// What decides which acts a delivery offers, beside its state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reach {
    /// Posted by hand.
    pub manual: bool,
    /// There is something on the network to look at.
    pub can_look: bool,
    /// What is public can be changed, and says something else than what is written now.
    pub can_edit: bool,
    /// What is public can be taken down.
    pub can_remove: bool,
}

/// The acts a delivery offers.
#[must_use]
pub fn acts(delivery: &Delivery, reach: Reach) -> Vec<DeliveryAct> {
    use DeliveryAct as A;
    use DeliveryState as S;
    let Reach {
        manual, can_look, ..
    } = reach;
    match delivery.state {
        S::Live => {
            let open = delivery.url.is_some().then_some(A::Open);
            let edit = reach.can_edit.then_some(A::EditLive);
            let remove = reach.can_remove.then_some(A::TakeDown);
            [open, edit, remove].into_iter().flatten().collect()
        }
        S::Reminded | S::InNetworkDraft => vec![A::Desk, A::MarkLive, A::Drop],
        S::Unknown if can_look => vec![A::Look, A::MarkLive, A::NotLive],
        S::Unknown => vec![A::MarkLive, A::NotLive],
        S::Missed if manual => vec![A::Desk, A::MarkLive, A::NextSlot, A::Drop],
        S::Missed => vec![A::SendNow, A::NextSlot, A::Drop],
        S::Failed if manual => vec![A::Desk, A::Retry, A::Drop],
        S::Failed => vec![A::Retry, A::Desk, A::Drop],
        S::NeedsSignIn => vec![A::SignIn, A::Retry, A::Desk, A::Drop],
        S::Planned | S::Due if manual => vec![A::Desk, A::Drop],
        S::Planned | S::Due | S::RetryAt | S::Held | S::HandedOff => vec![A::Drop],
        S::Sending | S::Processing | S::Removed | S::Cancelled => Vec::new(),
    }
}

/// A delivery with its history and its acts.
pub(crate) fn view(kelola: &Kelola, delivery: Delivery) -> Result<DeliveryView, Failure> {
    let (channel, steps, outdated) = kelola.read(|db| {
        Ok((
            channels::get(db, delivery.channel)?,
            deliveries::steps(db, delivery.id)?,
            is_outdated(db, &delivery)?,
        ))
    })?;
    let profile = profile(kelola, &channel.network)?;
    let manual = !profile.publishes();
    let named = delivery.remote_id.is_some() && channel.sends;
    let reach = Reach {
        manual,
        can_look: channel.sends && (delivery.url.is_some() || profile.composer_url.is_some()),
        can_edit: named && outdated && profile.abilities.edit,
        can_remove: named && profile.abilities.remove,
    };
    let mut can = acts(&delivery, reach);
    if !channel.sends {
        can.retain(|it| *it != DeliveryAct::SendNow);
    }
    Ok(DeliveryView {
        can,
        network: channel.network,
        handle: channel.handle,
        steps,
        manual,
        waits: delivery.waits(),
        delivery,
        pieces: Vec::new(),
    })
}

/// Whether something public says something else than what is now written for it, or may do so.
fn is_outdated(db: &Connection, delivery: &Delivery) -> Result<bool, StoreError> {
    let (DeliveryState::Live, Some(frozen)) = (delivery.state, &delivery.frozen) else {
        return Ok(false);
    };
    if delivery.code.as_deref() == Some(errors::EDIT_UNKNOWN) {
        return Ok(true);
    }
    let post = posts::get(db, delivery.post)?;
    let own = variants::get(db, delivery.post, delivery.channel)?;
    let whole = own.map_or_else(|| post.shared.clone(), |it| it.overrides.over(&post.shared));
    let written = pieces::piece_words(delivery.role, delivery.part, &whole);
    Ok(written.is_some_and(|it| it != frozen.content))
}

/// The deliveries of one post as the person sees them: one per channel, with its pieces beneath.
pub(crate) fn views(
    kelola: &Kelola,
    deliveries: Vec<Delivery>,
) -> Result<Vec<DeliveryView>, Failure> {
    let mut shown = Vec::new();
    let (heads, mut pieces): (Vec<_>, Vec<_>) =
        deliveries.into_iter().partition(|it| it.role == Role::Post);
    // One taken out of the words before anything happened to it is no longer of interest.
    pieces.retain(|it| it.state != DeliveryState::Cancelled || it.attempts > 0);
    pieces.sort_by_key(|it| (it.role, it.part));
    for head in heads {
        let channel = head.channel;
        let mut view = view(kelola, head)?;
        for piece in pieces.iter().filter(|it| it.channel == channel) {
            view.pieces.push(self::view(kelola, piece.clone())?);
        }
        shown.push(view);
    }
    Ok(shown)
}

/// The delivery that says how a post stands on a channel: the post itself until it is out, then the first of its
/// pieces that waits for the person, else the first that is still to come.
pub(crate) fn standing<'a>(on_channel: &[&'a Delivery]) -> Option<&'a Delivery> {
    let head = on_channel
        .iter()
        .find(|it| it.role == Role::Post)
        .copied()?;
    if head.state != DeliveryState::Live {
        return Some(head);
    }
    let mut pieces: Vec<_> = on_channel
        .iter()
        .filter(|it| it.role != Role::Post)
        .copied()
        .collect();
    pieces.sort_by_key(|it| (it.role, it.part));
    let open = |it: &&Delivery| !it.state.is_over() && it.state != DeliveryState::Cancelled;
    let asking = pieces.iter().find(|it| it.state.asks()).copied();
    Some(
        asking
            .or_else(|| pieces.into_iter().find(open))
            .unwrap_or(head),
    )
}

/// Deliveries with each post once per channel, by how it stands there; the order stays.
pub(crate) fn once_each(found: Vec<Delivery>) -> Vec<Delivery> {
    let mut shown = Vec::new();
    for it in &found {
        let own: Vec<_> = found
            .iter()
            .filter(|other| (other.post, other.channel) == (it.post, it.channel))
            .collect();
        // Of pieces whose post is not among those found, the first stands for all.
        let first = standing(&own).or_else(|| own.first().copied());
        if first.is_some_and(|first| first.id == it.id) {
            shown.push(it.clone());
        }
    }
    shown
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
    let times = times(&row, own, networks);
    PostRow {
        id: row.id,
        title: row.title,
        first_words: row.excerpt,
        editorial: row.editorial,
        progress: Progress::of(&own.iter().map(|it| it.state).collect::<Vec<_>>()),
        instant: row.planned.map(|it| it.instant()),
        times,
        planned: row.planned,
        networks: on,
        pillar: row.pillar,
        campaign: row.campaign,
        tags: row.tags,
        found: None,
        cover: row.cover,
        updated_at: row.updated_at,
        removed_at: row.removed_at,
        deliveries: by_channel(own)
            .into_iter()
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

/// When a post goes out on the channels it is for, and on those taken off it that have had it.
fn times(row: &posts::PostRow, own: &[Delivery], networks: &Networks) -> Vec<PostTime> {
    let heads: Vec<_> = own.iter().filter(|it| it.role == Role::Post).collect();
    let had = heads
        .iter()
        .filter(|it| it.state != DeliveryState::Cancelled)
        .map(|it| it.channel)
        .filter(|it| !row.channels.contains(it));
    let on: Vec<_> = row
        .channels
        .iter()
        .copied()
        .chain(had)
        .filter_map(|it| Some((it, networks.get(&it)?.clone())))
        .collect();
    let own_times = row.own_times.iter().copied().collect();
    own_times::times(row.planned, &on, &own_times, &heads)
}

/// How a post stands on each of its channels.
fn by_channel(own: &[Delivery]) -> Vec<&Delivery> {
    let heads = own.iter().filter(|it| it.role == Role::Post);
    heads
        .filter_map(|head| {
            let there: Vec<_> = own.iter().filter(|it| it.channel == head.channel).collect();
            standing(&there)
        })
        .collect()
}

/// Deliveries of some rows, found together, with all those of the posts that have more.
pub(crate) fn completed(
    db: &Connection,
    rows: &[posts::PostRow],
    mut found: Vec<Delivery>,
) -> Result<Vec<Delivery>, StoreError> {
    let mut counts: HashMap<PostId, usize> = HashMap::new();
    for delivery in &found {
        *counts.entry(delivery.post).or_default() += 1;
    }
    for row in rows {
        if counts.get(&row.id).copied().unwrap_or(0) < row.states.len() {
            found.retain(|it| it.post != row.id);
            found.extend(deliveries::of_post(db, row.id)?);
        }
    }
    Ok(found)
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

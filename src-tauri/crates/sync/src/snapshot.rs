//! Gathers what decisions are made from: the stored state, what the networks can do, and the engine's
//! short memory.

use crate::{
    Engine, PAUSED, SyncError,
    plan::{Known, Snapshot},
    pull_plan::{FOLLOWED, Source},
};
use chrono::Duration;
use kelola_domain::{
    channel::Channel,
    delivery::{Delivery, DeliveryState as State, Role},
    ids::{ChannelId, DeliveryId, PostId},
    network::{Abilities, NetworkId, Profile},
    time::Instant,
};
use kelola_networks::{Ahead, Network};
use kelola_store::{
    Connection as Db, StoreError, channels,
    deliveries::{self, DeliveryFilter},
    installation,
    posts::{self, Standing},
    settings,
};
use std::collections::{HashMap, HashSet};

/// The states in which the engine, or time, may still move a delivery.
const RESTLESS: [State; 8] = [
    State::Due,
    State::Sending,
    State::Processing,
    State::HandedOff,
    State::RetryAt,
    State::NeedsSignIn,
    State::Unknown,
    State::Held,
];

/// A delivery as it is stored, with what is stored about its surroundings.
struct Found {
    delivery: Delivery,
    channel: Channel,
    post: Standing,
    leads_thread: bool,
}

/// What stands in the way of everything.
struct Stops {
    paused: bool,
    held: bool,
}

impl Engine {
    /// What stands now.
    pub(crate) async fn snapshot(&self, now: Instant) -> Result<Snapshot, SyncError> {
        self.count_look();
        let hands = self.hands();
        let (found, stops) = self
            .read(move |db| Ok((restless(db, &hands, now)?, Stops::read(db)?)))
            .await?;
        Ok(self.known(found, &stops, now))
    }

    /// What stands now about one delivery; empty when nothing can happen to it any more.
    pub(crate) async fn snapshot_of(
        &self,
        id: DeliveryId,
        now: Instant,
    ) -> Result<Snapshot, SyncError> {
        let (found, stops) = self
            .read(move |db| {
                let found = match deliveries::get(db, id) {
                    Ok(delivery) => Bystanders::default().around(db, delivery)?,
                    // Scheduling it was taken back a moment ago.
                    Err(StoreError::NotFound { .. }) => None,
                    Err(error) => return Err(error),
                };
                let found: Vec<Found> = found.into_iter().collect();
                Ok((found, Stops::read(db)?))
            })
            .await?;
        Ok(self.known(found, &stops, now))
    }

    fn known(&self, found: Vec<Found>, stops: &Stops, now: Instant) -> Snapshot {
        let memory = self.memory();
        let known = |it: Found| {
            let (id, channel) = (it.delivery.id, it.channel.id);
            let profile = self.profile(&it.channel.network);
            let pace = profile.map(|it| it.pace.as_slice()).unwrap_or_default();
            Known {
                abilities: self.abilities(&it.channel.network),
                ahead: self.ahead(&it.channel.network),
                not_before: memory.not_before(id, channel),
                pace_until: memory.pace_until(channel, pace, now),
                looked: memory.has_looked(id),
                revision: it.post.revision,
                edited_at: it.post.updated_at,
                leads_thread: it.leads_thread,
                delivery: it.delivery,
                channel: it.channel,
            }
        };
        Snapshot {
            deliveries: found.into_iter().map(known).collect(),
            paused: stops.paused,
            held: stops.held,
            clock_trusted: memory.clock_trusted(),
        }
    }

    /// The channels that can be read, with their young posts. None while this computer is not confirmed:
    /// another one may be doing it.
    pub(crate) async fn sources(&self, now: Instant) -> Result<Vec<Source>, SyncError> {
        let found = self
            .read(move |db| {
                if installation::held(db)?.is_some() {
                    Ok(vec![])
                } else {
                    followed(db, now)
                }
            })
            .await?;
        let memory = self.memory();
        let source = |(channel, live): (Channel, Vec<_>)| Source {
            abilities: self.abilities(&channel.network),
            not_before: memory.channel_not_before(channel.id),
            live,
            channel,
        };
        Ok(found.into_iter().map(source).collect())
    }

    /// What Kelola can do on a network: what its profile says and its client really offers.
    fn abilities(&self, network: &NetworkId) -> Abilities {
        let network = self.parts.registry.get(network);
        let Some((profile, client)) = network.and_then(|it| Some((it.profile(), it.client()?)))
        else {
            return Abilities::default();
        };
        let said = profile.abilities;
        let find_lost = said.find_lost && client.lost().is_some();
        Abilities {
            find_lost,
            // A lost answer about something that is still to come could only be asked about, so nothing is handed to a
            // network that cannot be read back.
            hand_off: said.hand_off && find_lost && client.hand_off().is_some(),
            counts: said.counts && client.counts().is_some(),
            inbox: said.inbox && client.inbox().is_some(),
            ..said
        }
    }

    /// How far ahead a network takes posts, where it does.
    fn ahead(&self, network: &NetworkId) -> Option<Ahead> {
        let client = self.parts.registry.get(network)?.client()?;
        let hand_off = client.hand_off()?;
        self.abilities(network).hand_off.then(|| hand_off.ahead())
    }

    fn profile(&self, network: &NetworkId) -> Option<&Profile> {
        Some(self.parts.registry.get(network)?.profile())
    }

    /// The networks that take posts ahead of their time, and how far.
    fn hands(&self) -> Hands {
        let of = |it: &dyn Network| {
            let id = &it.profile().id;
            Some((id.clone(), self.ahead(id)?))
        };
        self.parts.registry.all().filter_map(of).collect()
    }

    /// When a delivery that is planned far ahead comes within the reach of its network.
    pub(crate) async fn next_within_reach(
        &self,
        now: Instant,
    ) -> Result<Option<Instant>, SyncError> {
        let hands = self.hands();
        self.read(move |db| {
            let mut first: Option<Instant> = None;
            for (channel, reach) in reaching(db, &hands)? {
                if let Some(planned) = deliveries::first_ahead(db, channel.id, now + reach)? {
                    let at = planned - reach;
                    first = Some(first.map_or(at, |it| it.min(at)));
                }
            }
            Ok(first)
        })
        .await
    }
}

impl Stops {
    fn read(db: &Db) -> Result<Self, StoreError> {
        Ok(Self {
            paused: is_paused(db)?,
            held: installation::held(db)?.is_some(),
        })
    }
}

/// The networks that take posts ahead of their time.
type Hands = HashMap<NetworkId, Ahead>;

/// The channels that take posts ahead of their time, and how far.
fn reaching(db: &Db, hands: &Hands) -> Result<Vec<(Channel, Duration)>, StoreError> {
    if hands.is_empty() {
        return Ok(vec![]);
    }
    let reach = |it: Channel| {
        let ahead = hands.get(&it.network)?;
        let reach = Duration::minutes(i64::from(ahead.most_minutes));
        Some((it, reach))
    };
    Ok(channels::list(db, None)?
        .into_iter()
        .filter(|it| it.sends)
        .filter_map(reach)
        .collect())
}

/// Whether the person has paused everything.
pub(crate) fn is_paused(db: &Db) -> Result<bool, StoreError> {
    Ok(settings::get::<bool>(db, PAUSED)?.unwrap_or(false))
}

/// The deliveries something may happen to. Those of removed channels and posts rest, except where the network may
/// have them: that is still found out, and taken back.
fn restless(db: &Db, hands: &Hands, now: Instant) -> Result<Vec<Found>, StoreError> {
    let mut known = Bystanders::default();
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    let mut ripe = deliveries::due(db, now)?;
    ripe.extend(deliveries::in_states(db, &RESTLESS)?);
    ripe.extend(deliveries::to_take_back(db)?);
    for (channel, reach) in reaching(db, hands)? {
        ripe.extend(deliveries::ahead(db, channel.id, now, now + reach)?);
    }
    for delivery in ripe {
        if seen.insert(delivery.id) {
            found.extend(known.around(db, delivery)?);
        }
    }
    Ok(found)
}

/// Channels and posts already looked up in this pass.
#[derive(Default)]
struct Bystanders {
    channels: HashMap<ChannelId, (Channel, bool)>,
    posts: HashMap<PostId, Standing>,
}

impl Bystanders {
    /// A delivery with its surroundings; none where it rests because they are in the trash.
    fn around(&mut self, db: &Db, delivery: Delivery) -> Result<Option<Found>, StoreError> {
        let (channel, removed) = self.channel(db, delivery.channel)?;
        let post = self.post(db, delivery.post)?;
        let may_be_there = delivery.handed.is_some()
            || matches!(
                delivery.state,
                State::Sending | State::Unknown | State::Processing
            );
        if removed || (post.is_removed && !may_be_there) {
            return Ok(None);
        }
        let leads_thread = delivery.state == State::Planned
            && delivery.role == Role::Post
            && deliveries::leads_thread(db, delivery.id)?;
        Ok(Some(Found {
            delivery,
            channel,
            post,
            leads_thread,
        }))
    }

    fn post(&mut self, db: &Db, id: PostId) -> Result<Standing, StoreError> {
        if let Some(known) = self.posts.get(&id) {
            return Ok(*known);
        }
        let standing = posts::standing(db, id)?;
        self.posts.insert(id, standing);
        Ok(standing)
    }

    fn channel(&mut self, db: &Db, id: ChannelId) -> Result<(Channel, bool), StoreError> {
        if let Some(known) = self.channels.get(&id) {
            return Ok(known.clone());
        }
        let known = (channels::get(db, id)?, channels::is_removed(db, id)?);
        self.channels.insert(id, known.clone());
        Ok(known)
    }
}

/// A channel with its live deliveries, and since when.
type Followed = (Channel, Vec<(DeliveryId, Instant)>);

/// The channels that exist, each with its deliveries live for at most thirty days.
fn followed(db: &Db, now: Instant) -> Result<Vec<Followed>, StoreError> {
    let mut found = Vec::new();
    for channel in channels::list(db, None)?.into_iter().filter(|it| it.sends) {
        // Planned long ago and sent whenever the network was back: hence twice the span.
        let from = Some(now - FOLLOWED - Duration::days(30));
        let filter = DeliveryFilter {
            channel: Some(channel.id),
            from,
            states: vec![State::Live],
            ..DeliveryFilter::default()
        };
        let live = deliveries::list(db, &filter)?
            .into_iter()
            .filter(|it| it.remote_id.is_some());
        let live = live
            .filter_map(|it| {
                it.live_at
                    .filter(|at| now - *at <= FOLLOWED)
                    .map(|at| (it.id, at))
            })
            .collect();
        found.push((channel, live));
    }
    Ok(found)
}

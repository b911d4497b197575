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
    delivery::{Delivery, DeliveryState as State},
    ids::{ChannelId, DeliveryId, PostId},
    network::{Abilities, NetworkId},
    time::Instant,
};
use kelola_store::{
    Connection as Db, StoreError, channels,
    deliveries::{self, DeliveryFilter},
    installation, posts, settings,
};
use std::collections::{HashMap, HashSet};

/// The states in which the engine, or time, may still move a delivery.
const RESTLESS: [State; 7] = [
    State::Due,
    State::Sending,
    State::Processing,
    State::RetryAt,
    State::NeedsSignIn,
    State::Unknown,
    State::Held,
];

impl Engine {
    /// What stands now.
    pub(crate) async fn snapshot(&self, now: Instant) -> Result<Snapshot, SyncError> {
        let (found, paused, held) = self
            .read(move |db| {
                Ok((
                    restless(db, now)?,
                    is_paused(db)?,
                    installation::held(db)?.is_some(),
                ))
            })
            .await?;
        let memory = self.memory();
        let known = |(delivery, channel): (Delivery, Channel)| Known {
            abilities: self.abilities(&channel.network),
            not_before: memory.not_before(delivery.id, channel.id),
            delivery,
            channel,
        };
        let deliveries = found.into_iter().map(known).collect();
        Ok(Snapshot {
            deliveries,
            paused,
            held,
            clock_trusted: memory.clock_trusted(),
        })
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
        let Some((profile, client)) = self
            .parts
            .registry
            .get(network)
            .and_then(|it| Some((it.profile(), it.client()?)))
        else {
            return Abilities::default();
        };
        let said = profile.abilities;
        Abilities {
            find_lost: said.find_lost && client.lost().is_some(),
            counts: said.counts && client.counts().is_some(),
            inbox: said.inbox && client.inbox().is_some(),
            ..said
        }
    }
}

/// Whether the person has paused everything.
pub(crate) fn is_paused(db: &Db) -> Result<bool, StoreError> {
    Ok(settings::get::<bool>(db, PAUSED)?.unwrap_or(false))
}

/// The deliveries something may happen to, with their channels. Those of removed channels and posts
/// rest, except where a request may have gone out: that is still found out.
fn restless(db: &Db, now: Instant) -> Result<Vec<(Delivery, Channel)>, StoreError> {
    let mut known = Bystanders::default();
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    let ripe = deliveries::due(db, now)?;
    for delivery in ripe
        .into_iter()
        .chain(deliveries::in_states(db, &RESTLESS)?)
    {
        if !seen.insert(delivery.id) || known.is_removed(db, &delivery)? {
            continue;
        }
        let channel = known.channel(db, delivery.channel)?;
        found.push((delivery, channel));
    }
    Ok(found)
}

/// Channels and posts already looked up in this pass.
#[derive(Default)]
struct Bystanders {
    channels: HashMap<ChannelId, (Channel, bool)>,
    posts: HashMap<PostId, bool>,
}

impl Bystanders {
    fn is_removed(&mut self, db: &Db, delivery: &Delivery) -> Result<bool, StoreError> {
        self.channel(db, delivery.channel)?;
        if self
            .channels
            .get(&delivery.channel)
            .is_some_and(|(_, removed)| *removed)
        {
            return Ok(true);
        }
        if matches!(
            delivery.state,
            State::Sending | State::Unknown | State::Processing
        ) {
            return Ok(false);
        }
        if let Some(known) = self.posts.get(&delivery.post) {
            return Ok(*known);
        }
        let removed = posts::is_removed(db, delivery.post)?;
        self.posts.insert(delivery.post, removed);
        Ok(removed)
    }

    fn channel(&mut self, db: &Db, id: ChannelId) -> Result<Channel, StoreError> {
        if let Some((channel, _)) = self.channels.get(&id) {
            return Ok(channel.clone());
        }
        let channel = channels::get(db, id)?;
        let removed = channels::is_removed(db, id)?;
        self.channels.insert(id, (channel.clone(), removed));
        Ok(channel)
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

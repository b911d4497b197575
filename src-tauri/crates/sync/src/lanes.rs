//! Serves several channels at the same time, each channel one delivery after the other. Before each act everything
//! about that one delivery is read and decided afresh, so that what changed meanwhile counts.

use crate::{
    Engine, SyncError,
    plan::{self, Job, Snapshot},
};
use futures_util::{StreamExt, stream};
use kelola_domain::ids::{ChannelId, DeliveryId};
use std::{collections::HashMap, time::Duration};
use tokio::time::Instant as Monotonic;
use tokio_util::sync::CancellationToken;

/// After so long the whole is looked at anew: what has become due on another channel does not wait for a queue.
const TURN: Duration = Duration::from_secs(10);

/// The deliveries of one channel something is to be done about, in order.
type Lane = Vec<DeliveryId>;

impl Engine {
    /// Does what needs the network, channel beside channel.
    pub(crate) async fn act_abreast(
        &self,
        all: &Snapshot,
        jobs: &[Job],
        cancel: Option<&CancellationToken>,
    ) -> Result<(), SyncError> {
        let ends = Monotonic::now() + TURN;
        let is_over =
            || cancel.is_some_and(CancellationToken::is_cancelled) || Monotonic::now() >= ends;
        // All are heard to their end before an error is given back: a request that is dropped is an unknown outcome.
        let served: Vec<_> = stream::iter(lanes(all, jobs))
            .map(|lane| self.serve(lane, &is_over))
            .buffer_unordered(self.parts.abreast.max(1))
            .collect()
            .await;
        served.into_iter().collect()
    }

    async fn serve(&self, lane: Lane, is_over: &impl Fn() -> bool) -> Result<(), SyncError> {
        for id in lane {
            if is_over() {
                break;
            }
            let now = self.now();
            let fresh = self.snapshot_of(id, now).await?;
            let jobs = plan::plan(&fresh, now);
            let (Some(job), Some(it)) = (jobs.first(), fresh.deliveries.first()) else {
                continue;
            };
            if job.step().is_some() {
                self.take_steps(&fresh, &jobs).await?;
            } else {
                self.act(job, it).await?;
            }
        }
        Ok(())
    }
}

/// The jobs by channel in the order of the plan; the shortest first, so that a long queue holds up nobody.
fn lanes(all: &Snapshot, jobs: &[Job]) -> Vec<Lane> {
    let channels: HashMap<_, _> = all
        .deliveries
        .iter()
        .map(|it| (it.delivery.id, it.delivery.channel))
        .collect();
    let mut places: HashMap<ChannelId, usize> = HashMap::new();
    let mut lanes: Vec<Lane> = Vec::new();
    for id in jobs.iter().filter_map(Job::delivery) {
        let Some(channel) = channels.get(&id) else {
            continue;
        };
        let place = *places.entry(*channel).or_insert_with(|| {
            lanes.push(Lane::new());
            lanes.len() - 1
        });
        if let Some(lane) = lanes.get_mut(place) {
            lane.push(id);
        }
    }
    lanes.sort_by_key(Lane::len);
    lanes
}

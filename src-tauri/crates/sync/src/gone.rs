//! Notices what was taken down on the network itself: left out of the counts twice in a row, and certainly not there
//! when looked for by name.

use crate::{Engine, SyncError};
use kelola_domain::{
    channel::Channel,
    delivery::{Delivery, DeliveryState as State},
    ids::DeliveryId,
};
use kelola_networks::{Client, Counts, Outgoing};
use kelola_store::deliveries::{self, StepNote};
use std::collections::HashMap;

/// The code of a post that a person had taken down while nobody knew whether it worked.
const TAKEN_DOWN: [&str; 2] = ["taking_down", "take_down_unknown"];

impl Engine {
    /// Looks after the posts that an answer left out.
    pub(crate) async fn look_for_missing(
        &self,
        channel: &Channel,
        client: &dyn Client,
        posts: &HashMap<String, DeliveryId>,
        found: &[Counts],
    ) -> Result<(), SyncError> {
        let (Some(counts), Some(lost)) = (client.counts(), client.lost()) else {
            return Ok(());
        };
        let missing = left_out(posts.keys(), found);
        if missing.is_empty() {
            return Ok(());
        }
        let who = self.account(channel);
        // A question that fails says nothing about the posts: they are asked about again at their next time.
        let Ok(again) = counts.counts(&who, &missing).await else {
            return Ok(());
        };
        for name in left_out(missing.iter(), &again) {
            let Some(id) = posts.get(&name).copied() else {
                continue;
            };
            let delivery = self.read(move |db| deliveries::get(db, id)).await?;
            let Some(frozen) = &delivery.frozen else {
                continue;
            };
            let what = Outgoing {
                request_id: &delivery.request_id,
                role: delivery.role,
                reply_to: None,
                frozen,
                media: vec![],
            };
            if let Ok(None) = lost.find(&who, &what).await {
                self.is_gone(&delivery).await?;
            }
        }
        Ok(())
    }

    async fn is_gone(&self, delivery: &Delivery) -> Result<(), SyncError> {
        let ours = delivery
            .code
            .as_deref()
            .is_some_and(|it| TAKEN_DOWN.contains(&it));
        let code = if ours {
            "taken_down"
        } else {
            "gone_on_network"
        };
        let note = StepNote::code(code);
        self.advance(delivery.id, State::Live, State::Removed, note, |_| {})
            .await?;
        Ok(())
    }
}

fn left_out<'a>(asked: impl Iterator<Item = &'a String>, found: &[Counts]) -> Vec<String> {
    asked
        .filter(|name| !found.iter().any(|it| it.remote_id == **name))
        .cloned()
        .collect()
}

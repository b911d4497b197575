//! Everything known about one post.

use super::{OnePost, checks, overrides_of};
use crate::{
    Kelola,
    check::VariantCheck,
    failure::Failure,
    rows::{self, DeliveryView},
};
use kelola_domain::{
    ids::DeliveryId,
    media::Asset,
    message::Message,
    metric::{Metric, Scope},
    post::{Overrides, Post, Progress, Variant},
    time::Instant,
};
use kelola_store::{assets, deliveries, messages, metrics, posts as rows_of, variants};
use serde::Serialize;
use std::collections::BTreeSet;
use ts_rs::TS;

/// All of one post.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PostDetail {
    /// The post.
    pub post: Post,
    /// Its versions, those of channels not taking part too.
    pub variants: Vec<Variant>,
    /// The originals it uses.
    pub assets: Vec<Asset>,
    /// Its deliveries with their history.
    pub deliveries: Vec<DeliveryView>,
    /// What each channel would show.
    pub checks: Vec<VariantCheck>,
    /// What its deliveries add up to.
    pub progress: Progress,
    /// Answers to it.
    pub messages: Vec<Message>,
    /// Its newest numbers.
    pub metrics: Vec<PostMetric>,
}

/// One number of one delivery.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PostMetric {
    /// The delivery.
    pub delivery: DeliveryId,
    /// What is counted.
    pub metric: Metric,
    /// How many.
    #[ts(type = "number")]
    pub value: i64,
    /// When it was read.
    #[ts(as = "String")]
    pub captured_at: Instant,
}

/// All of one post.
///
/// # Errors
/// Fails when there is no such post.
pub fn get_post(kelola: &Kelola, args: OnePost) -> Result<PostDetail, Failure> {
    let (post, variants, own, messages) = kelola.read(|db| {
        Ok((
            rows_of::get(db, args.id)?,
            variants::list(db, args.id)?,
            deliveries::of_post(db, args.id)?,
            messages::of_post(db, args.id)?,
        ))
    })?;
    let metrics = kelola.read(|db| {
        let mut found = Vec::new();
        for delivery in &own {
            for sample in metrics::latest(db, Scope::Delivery(delivery.id), kelola.now())? {
                found.push(PostMetric {
                    delivery: delivery.id,
                    metric: sample.metric,
                    value: sample.value,
                    captured_at: sample.captured_at,
                });
            }
        }
        Ok(found)
    })?;
    let overrides = overrides_of(&variants);
    let checks = checks(kelola, &post, &overrides)?;
    let own_pictures = overrides.values().flat_map(Overrides::pictures);
    let used = post.shared.pictures().chain(own_pictures);
    let ids: BTreeSet<_> = used.map(|it| it.asset).collect();
    Ok(PostDetail {
        progress: Progress::of(&own.iter().map(|it| it.state).collect::<Vec<_>>()),
        assets: kelola.read(|db| ids.iter().map(|id| assets::get(db, *id)).collect())?,
        deliveries: rows::views(kelola, own)?,
        post,
        variants,
        checks,
        messages,
        metrics,
    })
}

//! The posts that show an original.

use crate::media::OneAsset;
use crate::{Kelola, failure::Failure, rows};
use kelola_domain::{
    ids::{ChannelId, PostId},
    post::Progress,
    time::Planned,
};
use kelola_store::{Connection, StoreError, assets, deliveries, posts};
use serde::Serialize;
use std::collections::HashMap;
use ts_rs::TS;

/// A post that shows an original.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AssetUse {
    /// The post.
    pub post: PostId,
    /// Its working title, else its first words.
    pub title: String,
    /// What its deliveries add up to.
    pub progress: Progress,
    /// When it is planned.
    pub planned: Option<Planned>,
    /// The channels whose own version shows it; empty = the post itself does.
    pub channels: Vec<ChannelId>,
    /// Whether another original can take its place there: nothing of the post is on its way or out.
    pub replaceable: bool,
}

/// The posts that show an original, the newest first; without the trash.
///
/// # Errors
/// Fails when there is no such original.
pub fn asset_uses(kelola: &Kelola, args: OneAsset) -> Result<Vec<AssetUse>, Failure> {
    kelola.read(|db| {
        let uses = assets::uses(db, assets::get(db, args.id)?.id)?;
        let lines = uses.iter().map(|it| posts::row(db, it.post));
        let lines = rows::short_list(db, lines.collect::<Result<_, _>>()?)?;
        let lines: HashMap<_, _> = lines.into_iter().map(|it| (it.id, it)).collect();
        let mut found = Vec::new();
        for it in uses {
            let Some(line) = lines.get(&it.post) else {
                continue;
            };
            found.push(AssetUse {
                post: it.post,
                title: if line.title.is_empty() {
                    line.first_words.clone()
                } else {
                    line.title.clone()
                },
                progress: line.progress,
                planned: line.planned,
                channels: it.channels,
                replaceable: is_free(db, it.post)?,
            });
        }
        Ok(found)
    })
}

/// Whether nothing of a post is on its way or out.
pub(super) fn is_free(db: &Connection, post: PostId) -> Result<bool, StoreError> {
    use kelola_domain::delivery::DeliveryState as S;
    let free = |state: S| state == S::Cancelled || state.can_change();
    Ok(deliveries::of_post(db, post)?
        .iter()
        .all(|it| free(it.state)))
}

//! Putting one original in the place of another in every post that can still change.

use super::uses::is_free;
use crate::{
    Kelola,
    events::Event,
    failure::Failure,
    media::ahead,
    pieces::{self, Dropped},
    words::{acts, errors},
};
use kelola_domain::{
    ids::{AssetId, PostId},
    media::{Asset, Attachment},
    post::{Content, Overrides, Variant},
};
use kelola_networks::Registry;
use kelola_store::{Connection, StoreError, Write, assets, posts, variants};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which original takes the place of which.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReplaceAsset {
    /// The one that goes.
    pub from: AssetId,
    /// The one that comes.
    pub to: AssetId,
}

/// What was done.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AssetsReplaced {
    /// How many posts were changed.
    pub done: u32,
    /// Those that were left alone, each with its reason.
    pub refused: Vec<NotReplaced>,
}

/// A post that was left alone.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NotReplaced {
    /// Which.
    pub post: PostId,
    /// Why.
    pub failure: Failure,
}

/// Puts one original in the place of another in every post that can still change, with all their versions. What is on
/// its way or out stays as it is. A post keeps its own description and framing; where it has no description the new
/// original's is taken.
///
/// # Errors
/// Fails when one of them is not there, both are the same, or the new one is in the trash.
pub fn replace_asset(kelola: &Kelola, args: ReplaceAsset) -> Result<AssetsReplaced, Failure> {
    if args.from == args.to {
        return Err(Failure::bad_input("to"));
    }
    let (done, refused) = kelola.write(acts::REPLACE_ASSET, |tx| {
        assets::get(tx, args.from)?;
        let to = taking_over(tx, args.to, "to")?;
        let (mut done, mut refused) = (0_u32, Vec::new());
        for post in assets::used_in(tx, args.from)? {
            if exchange(tx, kelola.registry(), post, args.from, &to)? {
                done += 1;
            } else {
                let failure = Failure::new(errors::POST_ON_ITS_WAY);
                refused.push(NotReplaced { post, failure });
            }
        }
        Ok((done, refused))
    })?;
    if done > 0 {
        ahead::all_changed(kelola);
        kelola.events().tell(&Event::MediaChanged);
        kelola.events().tell(&Event::PostsChanged);
    }
    Ok(AssetsReplaced { done, refused })
}

/// The original that takes the place of others, named `field` where it is in the trash and cannot.
pub(super) fn taking_over(db: &Connection, id: AssetId, field: &str) -> Result<Asset, StoreError> {
    if assets::is_removed(db, id)? {
        return Err(StoreError::Invalid(field.to_owned()));
    }
    assets::get(db, id)
}

/// Puts one original in the place of another in one post; false where that is on its way or out, and stays as it is.
pub(super) fn exchange(
    tx: &mut Write<'_>,
    registry: &Registry,
    post: PostId,
    from: AssetId,
    to: &Asset,
) -> Result<bool, StoreError> {
    let is_free = is_free(tx, post)?;
    if is_free {
        relink(tx, registry, post, from, to)?;
    }
    Ok(is_free)
}

/// Changes one post with all its versions.
fn relink(
    tx: &mut Write<'_>,
    registry: &Registry,
    id: PostId,
    from: AssetId,
    to: &Asset,
) -> Result<(), StoreError> {
    for version in variants::list(tx, id)? {
        let Overrides { media, parts, .. } = &version.overrides;
        let own = Overrides {
            media: media.as_ref().map(|it| exchanged(it, from, to)),
            parts: parts.as_ref().map(|it| {
                let mut parts = it.clone();
                for part in &mut parts {
                    part.media = exchanged(&part.media, from, to);
                }
                parts
            }),
            ..version.overrides.clone()
        };
        if own != version.overrides {
            let version = Variant {
                overrides: own,
                ..version
            };
            variants::put(tx, &version)?;
        }
    }
    let mut post = posts::get(tx, id)?;
    let Content { media, parts, .. } = &mut post.shared;
    *media = exchanged(media, from, to);
    for part in parts {
        part.media = exchanged(&part.media, from, to);
    }
    // Also where only a version changed: an open editor must not write the old one back.
    let post = posts::update(tx, &post)?;
    pieces::keep_in_step(tx, registry, &post, Dropped::Stay)
}

/// Pictures with one original in the place of another. One that stands there already is not shown twice.
fn exchanged(media: &[Attachment], from: AssetId, to: &Asset) -> Vec<Attachment> {
    let is_there = media.iter().any(|it| it.asset == to.id);
    media
        .iter()
        .filter(|it| it.asset != from || !is_there)
        .map(|it| match it.asset == from {
            true => Attachment {
                asset: to.id,
                alt: if it.alt.is_empty() {
                    to.alt.clone()
                } else {
                    it.alt.clone()
                },
                ..it.clone()
            },
            false => it.clone(),
        })
        .collect()
}

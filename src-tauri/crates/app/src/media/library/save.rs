//! Keeping what a person says of one original.

use crate::{
    Kelola, events::Event, failure::Failure, media::files::plain_name, posts::kept_tags,
    words::acts,
};
use chrono::Duration;
use kelola_domain::{
    ids::AssetId,
    media::{Asset, Framing, MOST_STARS},
};
use kelola_store::assets;
use serde::Deserialize;
use ts_rs::TS;

/// The longest description, credit or licence, in characters; beyond every network's limit for descriptions.
const LONGEST: usize = 5_000;
/// The most placements with an exact part of their own.
const MOST_CROPS: usize = 200;
/// Saves closer together than this are taken back together.
const TYPING_STRETCH_SECS: i64 = 20;

/// A change of what is said of an original.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveAsset {
    /// Which.
    pub id: AssetId,
    /// What changes.
    pub patch: AssetPatch,
}

/// What changes; what is absent stays.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct AssetPatch {
    /// Description for people who do not see it.
    pub alt: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Under which terms it may be used.
    pub licence: Option<String>,
    /// How good it is, 0 to 5.
    pub stars: Option<u8>,
    /// Words one finds it by.
    pub tags: Option<Vec<String>>,
    /// How it is framed.
    pub framing: Option<Framing>,
    /// What it is called.
    pub file_name: Option<String>,
}

/// Keeps what is said of an original. Posts that show it keep what they say themselves.
///
/// # Errors
/// Fails when there is no such original, or a value cannot be kept.
pub fn save_asset(kelola: &Kelola, args: SaveAsset) -> Result<Asset, Failure> {
    let patch = checked(args.patch)?;
    let asset = kelola.write(acts::EDIT_ASSET, |tx| {
        tx.join_previous(Duration::seconds(TYPING_STRETCH_SECS));
        let asset = apply(assets::get(tx, args.id)?, patch);
        assets::update(tx, &asset)?;
        Ok(asset)
    })?;
    kelola.events().tell(&Event::MediaChanged);
    Ok(asset)
}

fn checked(patch: AssetPatch) -> Result<AssetPatch, Failure> {
    if patch.stars.is_some_and(|it| it > MOST_STARS) {
        return Err(Failure::bad_input("stars"));
    }
    let crops = patch.framing.as_ref().map_or(0, |it| it.crops.len());
    if crops > MOST_CROPS {
        return Err(Failure::bad_input("framing"));
    }
    Ok(AssetPatch {
        alt: patch.alt.map(|it| short_text(it, "alt")).transpose()?,
        credit: patch.credit.as_deref().map(credit_line).transpose()?,
        licence: patch
            .licence
            .map(|it| short_text(it, "licence"))
            .transpose()?,
        tags: patch.tags.map(kept_tags).transpose()?,
        framing: patch.framing.map(Framing::clamped),
        file_name: patch.file_name.as_deref().map(own_name).transpose()?,
        stars: patch.stars,
    })
}

fn apply(asset: Asset, patch: AssetPatch) -> Asset {
    Asset {
        alt: patch.alt.unwrap_or(asset.alt),
        credit: patch.credit.unwrap_or(asset.credit),
        licence: patch.licence.unwrap_or(asset.licence),
        stars: patch.stars.unwrap_or(asset.stars),
        tags: patch.tags.unwrap_or(asset.tags),
        framing: patch.framing.unwrap_or(asset.framing),
        file_name: patch.file_name.unwrap_or(asset.file_name),
        ..asset
    }
}

/// A text as it is kept.
pub(super) fn short_text(text: String, what: &str) -> Result<String, Failure> {
    if text.chars().count() > LONGEST {
        return Err(Failure::bad_input(what));
    }
    Ok(text)
}

/// A credit as it is kept: on one line, because it is written into files.
pub(super) fn credit_line(credit: &str) -> Result<String, Failure> {
    let line = credit.split_whitespace().collect::<Vec<_>>().join(" ");
    short_text(line, "credit")
}

fn own_name(name: &str) -> Result<String, Failure> {
    if name.trim().is_empty() {
        return Err(Failure::bad_input("file_name"));
    }
    Ok(plain_name(name.trim()))
}

//! What each channel would show of a post, stored or as it is typed.

use super::PostPictures;
use crate::{
    Kelola,
    check::{Context, VariantCheck},
    failure::Failure,
    pieces::{piece_words, pieces_of},
};
use kelola_domain::{
    ids::{ChannelId, PostId},
    media::Attachment,
    network::Abilities,
    post::{Content, Overrides, Post, Variant},
    time::Planned,
};
use kelola_media::Cores;
use kelola_store::{posts as rows_of, variants};
use serde::Deserialize;
use std::collections::HashMap;
use ts_rs::TS;

/// The post whose pictures are made.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreparePictures {
    /// Which.
    pub post: PostId,
}

/// Words to check without saving.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CheckText {
    /// The post.
    pub post: PostId,
    /// The shared part as typed; the stored one when absent.
    #[serde(default)]
    pub shared: Option<Content>,
    /// The channel whose own words follow.
    #[serde(default)]
    pub channel: Option<ChannelId>,
    /// That channel's own words as typed.
    #[serde(default)]
    pub overrides: Option<Overrides>,
}

/// Counts and checks words as they are typed, without saving.
///
/// # Errors
/// Fails when there is no such post.
pub fn check_text(kelola: &Kelola, args: CheckText) -> Result<Vec<VariantCheck>, Failure> {
    let (mut post, variants) =
        kelola.read(|db| Ok((rows_of::get(db, args.post)?, variants::list(db, args.post)?)))?;
    let mut overrides = overrides_of(&variants);
    if let Some(shared) = args.shared {
        post.shared = shared;
    }
    if let (Some(channel), Some(own)) = (args.channel, args.overrides) {
        overrides.insert(channel, own);
    }
    each(kelola, &post, &overrides, None, true)
}

/// Makes the pictures of every channel, then says what each would show.
///
/// # Errors
/// Fails when a picture cannot be made.
pub fn prepare_pictures(
    kelola: &Kelola,
    args: PreparePictures,
) -> Result<Vec<VariantCheck>, Failure> {
    let pictures = PostPictures::of(kelola, args.post)?;
    for original in pictures.originals() {
        pictures.make(original, Cores::All)?;
    }
    let (post, variants) =
        kelola.read(|db| Ok((rows_of::get(db, args.post)?, variants::list(db, args.post)?)))?;
    checks(kelola, &post, &overrides_of(&variants))
}

/// The pictures of the further pieces a network publishes after a post.
pub(super) fn pieces_shown(abilities: Abilities, content: &Content) -> Vec<Attachment> {
    pieces_of(abilities, content)
        .into_iter()
        .filter_map(|(role, part)| piece_words(role, part, content))
        .flat_map(|it| it.media)
        .collect()
}

/// What each channel of a post would show, going out as planned.
pub(crate) fn checks(
    kelola: &Kelola,
    post: &Post,
    overrides: &HashMap<ChannelId, Overrides>,
) -> Result<Vec<VariantCheck>, Failure> {
    checks_at(kelola, post, overrides, None)
}

/// As [`checks`], going out at a time that is not stored yet; channels with a time of their own keep it.
pub(crate) fn checks_at(
    kelola: &Kelola,
    post: &Post,
    overrides: &HashMap<ChannelId, Overrides>,
    at: Option<Planned>,
) -> Result<Vec<VariantCheck>, Failure> {
    each(kelola, post, overrides, at, false)
}

fn each(
    kelola: &Kelola,
    post: &Post,
    overrides: &HashMap<ChannelId, Overrides>,
    at: Option<Planned>,
    as_typed: bool,
) -> Result<Vec<VariantCheck>, Failure> {
    let context = Context::of_post(kelola, post, overrides, at, as_typed)?;
    let plain = Overrides::default();
    post.channels
        .iter()
        .map(|id| context.check(*id, &post.shared, overrides.get(id).unwrap_or(&plain)))
        .collect()
}

pub(crate) fn overrides_of(variants: &[Variant]) -> HashMap<ChannelId, Overrides> {
    variants
        .iter()
        .map(|it| (it.channel, it.overrides.clone()))
        .collect()
}

//! What each channel would show of a post, stored or as it is typed.

use super::PostPictures;
use crate::{
    Kelola,
    check::{Context, Mark, VariantCheck},
    failure::Failure,
    pieces::{piece_words, pieces_of},
};
use kelola_domain::{
    delivery::Role,
    ids::{ChannelId, PostId},
    media::Attachment,
    network::{Abilities, Field},
    post::{Content, Overrides, Post, Variant},
    text::Measure,
    time::Planned,
};
use kelola_media::Cores;
use kelola_store::{posts as rows_of, variants};
use serde::{Deserialize, Serialize};
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

/// Words to measure while they are written.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeasureText {
    /// The words.
    pub words: CheckText,
    /// The channel whose version stands in the fields; none = what all share.
    #[serde(default)]
    pub open: Option<ChannelId>,
}

/// What follows every key: the counts, and what is coloured.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Measured {
    /// How long what is on screen is: the open version, or each in the order of the post's channels.
    pub versions: Vec<VersionMeasures>,
    /// What is coloured in the fields of the open version.
    pub marks: Vec<Mark>,
}

/// How long one channel's version is.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct VersionMeasures {
    /// The channel.
    pub channel: ChannelId,
    /// The measures of its check: of the open version all, otherwise that of the text.
    pub measures: Vec<Measure>,
    /// The further parts of its thread that say something, in order; none where the network has no limit for a text.
    pub parts: Vec<Option<Measure>>,
}

/// Counts and checks words as they are typed, without saving.
///
/// # Errors
/// Fails when there is no such post.
pub fn check_text(kelola: &Kelola, args: CheckText) -> Result<Vec<VariantCheck>, Failure> {
    Typed::of(kelola, args)?.checks(kelola).map(|it| it.1)
}

/// Counts words as they are typed, and says what is coloured in them: of all [`check_text`] finds only what is drawn
/// with every key, since all of it for a dozen channels costs the window more than the key itself.
///
/// # Errors
/// Fails when there is no such post.
pub fn measure_text(kelola: &Kelola, args: MeasureText) -> Result<Measured, Failure> {
    let typed = Typed::of(kelola, args.words)?;
    let (context, checks) = typed.checks(kelola)?;
    let is_open = |it: &&VariantCheck| args.open.is_none_or(|open| open == it.channel);
    let open: Vec<_> = checks.iter().filter(is_open).collect();
    let measures = |it: &&VariantCheck| VersionMeasures::of(it, args.open.is_some());
    Ok(Measured {
        marks: context.marks(&typed.content(args.open), &open)?,
        versions: open.iter().map(measures).collect(),
    })
}

impl VersionMeasures {
    fn of(check: &VariantCheck, whole: bool) -> Self {
        let parts = check.pieces.iter().filter(|it| it.role == Role::Part);
        let of_text = |all: &[Measure]| all.iter().find(|it| it.field == Field::Text).copied();
        let all = check.check.measures.iter().copied();
        Self {
            channel: check.channel,
            measures: all.filter(|it| whole || it.field == Field::Text).collect(),
            parts: parts.map(|it| of_text(&it.check.measures)).collect(),
        }
    }
}

/// A post as it is typed.
struct Typed {
    post: Post,
    overrides: HashMap<ChannelId, Overrides>,
}

impl Typed {
    fn of(kelola: &Kelola, args: CheckText) -> Result<Self, Failure> {
        let (mut post, variants) =
            kelola.read(|db| Ok((rows_of::get(db, args.post)?, variants::list(db, args.post)?)))?;
        let mut overrides = overrides_of(&variants);
        if let Some(shared) = args.shared {
            post.shared = shared;
        }
        if let (Some(channel), Some(own)) = (args.channel, args.overrides) {
            overrides.insert(channel, own);
        }
        Ok(Self { post, overrides })
    }

    fn checks<'a>(&self, kelola: &'a Kelola) -> Result<(Context<'a>, Vec<VariantCheck>), Failure> {
        let context = Context::of_post(kelola, &self.post, &self.overrides, None, true)?;
        let checks = each(&context, &self.post, &self.overrides)?;
        Ok((context, checks))
    }

    /// The words of one channel's version, or those all share.
    fn content(&self, open: Option<ChannelId>) -> Content {
        let own = open.and_then(|it| self.overrides.get(&it));
        own.map_or_else(|| self.post.shared.clone(), |it| it.over(&self.post.shared))
    }
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
    let context = Context::of_post(kelola, post, overrides, at, false)?;
    each(&context, post, overrides)
}

fn each(
    context: &Context<'_>,
    post: &Post,
    overrides: &HashMap<ChannelId, Overrides>,
) -> Result<Vec<VariantCheck>, Failure> {
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

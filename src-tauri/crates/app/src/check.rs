//! What each channel of a post would show: its resolved words, what its network says to them, and its pictures.

use crate::{
    Kelola,
    channels::profile,
    failure::Failure,
    look::Look,
    media::{Wanted, rendition_of},
    pieces::{self, piece_words, pieces_of},
    words::findings,
};
use kelola_domain::{
    channel::Channel,
    delivery::Role,
    finding::{Finding, Severity},
    ids::{AssetId, ChannelId},
    media::{Asset, Attachment},
    network::{Field, Placement, Profile},
    post::{Content, Overrides, Post},
    text::{Check, MediaFacts, Subject, check},
};
use kelola_media::{Rect, place};
use serde::Serialize;
use std::collections::HashMap;
use ts_rs::TS;

/// What one channel would show.
#[derive(Debug, Clone, Serialize, TS)]
pub struct VariantCheck {
    /// The channel.
    pub channel: ChannelId,
    /// Its words and pictures, own where overridden, else the post's.
    pub content: Content,
    /// The kind of post.
    pub kind: String,
    /// What the network says to it.
    pub check: Check,
    /// Its pictures, in order.
    pub pictures: Vec<RenditionView>,
    /// The further pieces the network publishes after it, in order.
    pub pieces: Vec<PieceCheck>,
}

/// What a network says to a further piece: a part of the thread, or the first comment.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PieceCheck {
    /// Which piece.
    pub role: Role,
    /// Its place in the thread, from 1; 0 for the first comment.
    pub part: u32,
    /// What the network says to it.
    pub check: Check,
}

impl VariantCheck {
    /// Whether the network would refuse it.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        let pictures = self.pictures.iter().flat_map(|it| &it.findings);
        let pieces = self.pieces.iter().flat_map(|it| &it.check.findings);
        self.check
            .findings
            .iter()
            .chain(pictures)
            .chain(pieces)
            .any(|it| it.severity == Severity::Error)
    }
}

/// One picture as one channel shows it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RenditionView {
    /// The original.
    pub asset: AssetId,
    /// The placement it is cut for; empty for a video, which goes out as it is.
    pub placement: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What is shown of the upright original, in its pixels; bars reach beyond it.
    pub crop: Rect,
    /// Size in bytes, once made.
    #[ts(type = "number | null")]
    pub bytes: Option<u64>,
    /// Largest size the network takes, in bytes.
    #[ts(type = "number")]
    pub max_bytes: u64,
    /// Its address under the pictures' own protocol; the original's until it is made.
    pub src: String,
    /// What was found while making it.
    pub findings: Vec<Finding>,
}

/// What is needed to check a post: its channels and its originals.
pub(crate) struct Context<'a> {
    pub(crate) kelola: &'a Kelola,
    pub(crate) channels: HashMap<ChannelId, Channel>,
    pub(crate) assets: HashMap<AssetId, Asset>,
    looks: HashMap<ChannelId, Look>,
}

impl<'a> Context<'a> {
    /// Loads what the checks of these contents need.
    pub(crate) fn load(
        kelola: &'a Kelola,
        channels: &[ChannelId],
        pictures: impl Iterator<Item = AssetId>,
    ) -> Result<Self, Failure> {
        let wanted: std::collections::BTreeSet<AssetId> = pictures.collect();
        kelola.read(|db| {
            let looks = channels.iter().map(|id| Ok((*id, Look::of(db, *id)?)));
            let looks = looks.collect::<Result<_, kelola_store::StoreError>>()?;
            let channels = channels
                .iter()
                .map(|id| Ok((*id, kelola_store::channels::get(db, *id)?)));
            let assets = wanted
                .iter()
                .map(|id| Ok((*id, kelola_store::assets::get(db, *id)?)));
            Ok(Self {
                kelola,
                channels: channels.collect::<Result<_, kelola_store::StoreError>>()?,
                assets: assets.collect::<Result<_, kelola_store::StoreError>>()?,
                looks,
            })
        })
    }

    /// Loads what a stored post with its variants needs.
    pub(crate) fn of_post(
        kelola: &'a Kelola,
        post: &Post,
        overrides: &HashMap<ChannelId, Overrides>,
    ) -> Result<Self, Failure> {
        let pictures = post.shared.pictures();
        let own = overrides.values().flat_map(Overrides::pictures);
        Self::load(
            kelola,
            &post.channels,
            pictures.chain(own).map(|it| it.asset),
        )
    }

    /// Checks one channel.
    pub(crate) fn check(
        &self,
        channel: ChannelId,
        shared: &Content,
        own: &Overrides,
    ) -> Result<VariantCheck, Failure> {
        let known = self
            .channels
            .get(&channel)
            .ok_or_else(|| Failure::not_found("channel"))?;
        let profile = profile(self.kelola, &known.network)?;
        let content = own.over(shared);
        let kind = own.kind.clone().unwrap_or_else(|| known.kind.clone());
        let media: Vec<_> = content.media.iter().map(|it| self.facts(it)).collect();
        let subject = Subject {
            kind: &kind,
            title: &content.title,
            text: &content.text,
            hashtags: &content.hashtags,
            media: &media,
            link: &content.link,
            first_comment: &content.first_comment,
            ..Subject::default()
        };
        let mut check = check(profile, &subject);
        check.findings.extend(left_out(profile, &content));
        let pieces = self.pieces(profile, &kind, &content);
        let pictures = match placement(profile, own) {
            Some(placement) => content
                .media
                .iter()
                .filter_map(|it| self.picture(channel, profile, placement, it).transpose())
                .collect::<Result<_, _>>()?,
            None => Vec::new(),
        };
        Ok(VariantCheck {
            channel,
            content,
            kind,
            check,
            pictures,
            pieces,
        })
    }

    /// Checks the further pieces the network publishes.
    fn pieces(&self, profile: &Profile, kind: &str, content: &Content) -> Vec<PieceCheck> {
        let check_one = |(role, part)| {
            let piece = piece_words(role, part, content)?;
            let media: Vec<_> = piece.media.iter().map(|it| self.facts(it)).collect();
            let subject = Subject {
                kind,
                title: "",
                text: &piece.text,
                hashtags: "",
                media: &media,
                ..Subject::default()
            };
            let check = check(profile, &subject);
            Some(PieceCheck { role, part, check })
        };
        pieces_of(profile.abilities, content)
            .into_iter()
            .filter_map(check_one)
            .collect()
    }

    fn facts(&self, attachment: &Attachment) -> MediaFacts {
        let alt_length = u32::try_from(attachment.alt.encode_utf16().count()).unwrap_or(u32::MAX);
        let has_alt = !attachment.alt.trim().is_empty();
        self.assets
            .get(&attachment.asset)
            .map_or_else(MediaFacts::default, |asset| MediaFacts {
                bytes: asset.bytes,
                width: asset.width,
                height: asset.height,
                mime: asset.mime.clone(),
                has_alt,
                alt_length,
                video: asset.video,
            })
    }

    fn picture(
        &self,
        channel: ChannelId,
        profile: &Profile,
        placement: &Placement,
        attachment: &Attachment,
    ) -> Result<Option<RenditionView>, Failure> {
        let Some(asset) = self.assets.get(&attachment.asset) else {
            return Ok(None);
        };
        if asset.video.is_some() {
            return Ok(Some(as_it_is(asset)));
        }
        let look = self
            .looks
            .get(&channel)
            .ok_or_else(|| Failure::not_found("channel"))?;
        let wanted = Wanted {
            asset,
            attachment,
            profile,
            placement,
            look,
        };
        let made = self.kelola.read(|db| rendition_of(db, &wanted))?;
        let place = place(
            asset.width,
            asset.height,
            placement,
            attachment.focus,
            attachment.fit_for(&profile.id, &placement.id),
        );
        let (width, height) = made
            .as_ref()
            .map_or(place.canvas, |it| (it.width, it.height));
        Ok(Some(RenditionView {
            asset: asset.id,
            placement: placement.id.clone(),
            width,
            height,
            crop: place.shown(),
            bytes: made.as_ref().map(|it| it.bytes),
            max_bytes: placement.max_bytes,
            src: made.as_ref().map_or_else(
                || format!("asset/{}", asset.id),
                |it| format!("rendition/{}", it.hash),
            ),
            findings: made.map(|it| it.findings).unwrap_or_default(),
        }))
    }
}

/// A video goes out as it came in.
fn as_it_is(asset: &Asset) -> RenditionView {
    RenditionView {
        asset: asset.id,
        placement: String::new(),
        width: asset.width,
        height: asset.height,
        crop: Rect {
            x: 0.0,
            y: 0.0,
            width: f64::from(asset.width),
            height: f64::from(asset.height),
        },
        bytes: Some(asset.bytes),
        max_bytes: asset.bytes,
        src: format!("asset/{}", asset.id),
        findings: Vec::new(),
    }
}

/// What a network that Kelola publishes on by itself does not take: it is said before, not found missing later.
fn left_out(profile: &Profile, content: &Content) -> Vec<Finding> {
    let able = profile.abilities;
    if !able.publish {
        return Vec::new();
    }
    let thread = !able.threads && pieces::parts(content).next().is_some();
    let comment = !able.first_comment && !content.first_comment.trim().is_empty();
    let warn = |code, field| Finding::new(code, Severity::Warning, field);
    let thread = thread.then(|| warn(findings::THREAD_NOT_HERE, Field::Text));
    let comment = comment.then(|| warn(findings::FIRST_COMMENT_NOT_HERE, Field::FirstComment));
    thread.into_iter().chain(comment).collect()
}

/// The placement a variant's pictures are cut for.
pub(crate) fn placement<'a>(profile: &'a Profile, own: &Overrides) -> Option<&'a Placement> {
    let wanted = own.placement.as_deref();
    profile
        .placements
        .iter()
        .find(|it| Some(it.id.as_str()) == wanted)
        .or_else(|| profile.default_placement())
}

//! The pictures a channel shows: what will be sent of each, cut and encoded for it, is what is judged.

use super::Context;
use crate::{
    failure::Failure,
    look::Look,
    media::{Wanted, rendition_of},
};
use kelola_domain::{
    finding::Finding,
    ids::{AssetId, ChannelId},
    media::{Asset, Attachment},
    network::{Placement, Profile},
    text::MediaFacts,
};
use kelola_media::{Rect, place};
use serde::Serialize;
use ts_rs::TS;

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

/// How one channel shows its pictures.
pub(super) struct Shown<'a> {
    context: &'a Context<'a>,
    channel: ChannelId,
    rules: &'a Profile,
    placement: Option<&'a Placement>,
}

impl<'a> Shown<'a> {
    /// On a channel with its rules, cut for a placement; none = the originals go out as they are.
    pub(super) fn of(
        context: &'a Context<'a>,
        channel: ChannelId,
        rules: &'a Profile,
        placement: Option<&'a Placement>,
    ) -> Self {
        Self {
            context,
            channel,
            rules,
            placement,
        }
    }

    /// The channel.
    pub(super) fn channel(&self) -> ChannelId {
        self.channel
    }

    /// Its rules.
    pub(super) fn rules(&self) -> &'a Profile {
        self.rules
    }

    /// What will be sent of each attachment, for the checks, and as the window shows it.
    pub(super) fn all(
        &self,
        media: &[Attachment],
    ) -> Result<(Vec<MediaFacts>, Vec<RenditionView>), Failure> {
        let (mut facts, mut views) = (Vec::with_capacity(media.len()), Vec::new());
        for attachment in media {
            let Some(asset) = self.context.assets.get(&attachment.asset) else {
                facts.push(described(MediaFacts::default(), attachment));
                continue;
            };
            let (of_one, view) = match self.placement {
                Some(placement) if asset.video.is_none() => {
                    let (facts, view) = self.cut(placement, asset, attachment)?;
                    (facts, Some(view))
                }
                Some(_) => (original(asset), Some(as_it_is(asset))),
                None => (original(asset), None),
            };
            facts.push(described(of_one, attachment));
            views.extend(view);
        }
        Ok((facts, views))
    }

    /// A picture cut for a placement: as it was made, else as it will be. What will be made has a format and a
    /// weight the network takes, so these stay unknown until then.
    fn cut(
        &self,
        placement: &Placement,
        asset: &Asset,
        attachment: &Attachment,
    ) -> Result<(MediaFacts, RenditionView), Failure> {
        let wanted = Wanted::attached(asset, attachment, (self.rules, placement), self.look()?);
        let made = self.context.kelola.read(|db| rendition_of(db, &wanted))?;
        let place = place(
            asset.width,
            asset.height,
            placement,
            wanted.focus,
            wanted.fit,
        );
        let (width, height) = made
            .as_ref()
            .map_or(place.canvas, |it| (it.width, it.height));
        let bytes = made.as_ref().map(|it| it.bytes);
        let facts = MediaFacts {
            bytes: bytes.unwrap_or_default(),
            width,
            height,
            mime: made.as_ref().map(|it| it.mime.clone()).unwrap_or_default(),
            ..MediaFacts::default()
        };
        let view = RenditionView {
            asset: asset.id,
            placement: placement.id.clone(),
            width,
            height,
            crop: place.shown(),
            bytes,
            max_bytes: placement.max_bytes,
            src: made.as_ref().map_or_else(
                || format!("asset/{}", asset.id),
                |it| format!("rendition/{}", it.hash),
            ),
            findings: made.map(|it| it.findings).unwrap_or_default(),
        };
        Ok((facts, view))
    }

    fn look(&self) -> Result<&Look, Failure> {
        self.context
            .looks
            .get(&self.channel)
            .ok_or_else(|| Failure::not_found("channel"))
    }
}

/// An original that goes out as it came in.
fn original(asset: &Asset) -> MediaFacts {
    MediaFacts {
        bytes: asset.bytes,
        width: asset.width,
        height: asset.height,
        mime: asset.mime.clone(),
        video: asset.video,
        ..MediaFacts::default()
    }
}

fn described(facts: MediaFacts, attachment: &Attachment) -> MediaFacts {
    MediaFacts {
        has_alt: !attachment.alt.trim().is_empty(),
        alt_length: u32::try_from(attachment.alt.encode_utf16().count()).unwrap_or(u32::MAX),
        ..facts
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

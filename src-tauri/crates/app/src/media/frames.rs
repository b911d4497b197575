//! What each placement shows of one original in a frame: by arithmetic alone while a person draws, and weighed, made
//! and kept once they pause.

use crate::{
    Kelola,
    channels::profile,
    commands::Nothing,
    failure::Failure,
    look::Look,
    media::{Wanted, make_renditions},
};
use kelola_domain::{
    brand::Brand,
    channel::Channel,
    finding::Finding,
    ids::{AssetId, ChannelId},
    media::{Asset, Fit, Framing},
    network::{NetworkId, Placement, Profile},
    text::proportions,
};
use kelola_media::{Cores, Rect, place};
use kelola_store::{Connection, StoreError, assets, channels};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashSet};
use ts_rs::TS;

/// The most placements that are looked at together; all networks have fewer.
const MOST_PLACEMENTS: usize = 400;

/// A placement of a network.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PlacementRef {
    /// The network.
    pub network: NetworkId,
    /// One of its placements.
    pub placement: String,
}

/// An original in a frame, and where it is looked at.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FramesWanted {
    /// The original.
    pub asset: AssetId,
    /// How it is framed, stored or not.
    pub framing: Framing,
    /// The placements; empty = the default one of every network the brand has a channel on.
    pub placements: Vec<PlacementRef>,
    /// The channel whose bars and watermark it gets; none = the brand's bars, no watermark.
    pub channel: Option<ChannelId>,
}

/// What a placement shows of an original.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FrameView {
    /// The network.
    pub network: NetworkId,
    /// Its placement.
    pub placement: String,
    /// Width of what comes out, in pixels.
    pub width: u32,
    /// Height of what comes out, in pixels.
    pub height: u32,
    /// What is shown of the upright original, in its pixels; bars reach beyond it.
    pub crop: Rect,
    /// How the original meets the placement's shape.
    pub fit: Fit,
    /// Whether the placement has a part of its own.
    pub exact: bool,
    /// Largest size the network takes, in bytes.
    #[ts(type = "number")]
    pub max_bytes: u64,
    /// What geometry alone can tell.
    pub findings: Vec<Finding>,
}

/// What a placement's prepared picture weighs.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FrameWeight {
    /// The network.
    pub network: NetworkId,
    /// Its placement.
    pub placement: String,
    /// Size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// JPEG quality; none for lossless formats.
    pub quality: Option<u8>,
    /// Its address under the pictures' own protocol.
    pub src: String,
    /// What was found while making it.
    pub findings: Vec<Finding>,
}

/// A placement pictures can be cut for.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PlacementChoice {
    /// The network.
    pub network: NetworkId,
    /// Its placement.
    pub placement: String,
    /// Width in pixels; the largest where the placement is no exact size.
    pub width: u32,
    /// Height in pixels; the largest where the placement is no exact size.
    pub height: u32,
    /// Whether it is the one the network uses unless another is chosen.
    pub default: bool,
    /// Whether the brand has a channel on the network.
    pub used: bool,
}

/// What each placement shows of an original in a frame. Nothing is decoded; a video is shown as it is, so it has none.
///
/// # Errors
/// Fails when the original, a network or a placement is not there.
pub fn frame_views(kelola: &Kelola, args: FramesWanted) -> Result<Vec<FrameView>, Failure> {
    let sheet = Sheet::of(kelola, &args)?;
    Ok(sheet
        .wanted(&args.framing)
        .map(|it| sheet.view(&args.framing, &it))
        .collect())
}

/// What each placement's picture of an original in a frame weighs. All are made from one decoding, and kept.
///
/// # Errors
/// Fails when the original, a network or a placement is not there, or the original cannot be read.
pub fn weigh_frames(kelola: &Kelola, args: FramesWanted) -> Result<Vec<FrameWeight>, Failure> {
    let sheet = Sheet::of(kelola, &args)?;
    let wanted: Vec<_> = sheet.wanted(&args.framing).collect();
    let made = make_renditions(kelola, &wanted, Cores::All)?;
    let weights = wanted.iter().zip(made).map(|(wanted, made)| FrameWeight {
        network: wanted.profile.id.clone(),
        placement: wanted.placement.id.clone(),
        bytes: made.bytes,
        quality: made.quality,
        src: format!("rendition/{}", made.hash),
        findings: made.findings,
    });
    Ok(weights.collect())
}

/// Every placement of every network, those of networks the brand has a channel on first.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn brand_placements(kelola: &Kelola, _: Nothing) -> Result<Vec<PlacementChoice>, Failure> {
    let brand = kelola.brand()?;
    let used: HashSet<_> = kelola
        .read(|db| channels::list(db, Some(brand.id)))?
        .into_iter()
        .map(|it| it.network)
        .collect();
    let of_network = |profile: &Profile| {
        let default = profile.default_placement().map(|it| it.id.as_str());
        let choices = profile.placements.iter().map(|it| PlacementChoice {
            network: profile.id.clone(),
            placement: it.id.clone(),
            width: it.width,
            height: it.height,
            default: Some(it.id.as_str()) == default,
            used: used.contains(&profile.id),
        });
        choices.collect::<Vec<_>>()
    };
    let networks = kelola.registry().all();
    let mut all: Vec<_> = networks.flat_map(|it| of_network(it.profile())).collect();
    all.sort_by_key(|it| !it.used);
    Ok(all)
}

/// The named placements, each once.
///
/// # Errors
/// Fails when a network or a placement is none, or there are too many.
pub(super) fn named<'a>(
    kelola: &'a Kelola,
    placements: &[PlacementRef],
) -> Result<Vec<(&'a Profile, &'a Placement)>, Failure> {
    if placements.len() > MOST_PLACEMENTS {
        return Err(Failure::bad_input("placements"));
    }
    let mut seen = HashSet::new();
    let each = placements.iter().filter(|it| seen.insert(*it)).map(|it| {
        let profile = profile(kelola, &it.network)?;
        let placement = profile
            .placements
            .iter()
            .find(|known| known.id == it.placement);
        let placement = placement.ok_or_else(|| Failure::bad_input(&it.placement))?;
        Ok((profile, placement))
    });
    each.collect()
}

/// An original, and the placements it is looked at in.
struct Sheet<'a> {
    asset: Asset,
    look: Look,
    channels: Vec<Channel>,
    places: Vec<(&'a Profile, &'a Placement)>,
}

impl<'a> Sheet<'a> {
    fn of(kelola: &'a Kelola, args: &FramesWanted) -> Result<Self, Failure> {
        let brand = kelola.brand()?;
        let (asset, look, channels) = kelola.read(|db| {
            let asset = assets::get(db, args.asset)?;
            let look = look(db, &brand, args.channel)?;
            Ok((asset, look, channels::list(db, Some(brand.id))?))
        })?;
        let places = if asset.video.is_some() {
            Vec::new()
        } else if args.placements.is_empty() {
            usual(kelola, &channels)?
        } else {
            named(kelola, &args.placements)?
        };
        Ok(Self {
            asset,
            look,
            channels,
            places,
        })
    }

    fn wanted<'b>(&'b self, framing: &'b Framing) -> impl Iterator<Item = Wanted<'b>> {
        let places = self.places.iter();
        places.map(move |at| Wanted::framed(&self.asset, framing, *at, &self.look))
    }

    fn view(&self, framing: &Framing, wanted: &Wanted<'_>) -> FrameView {
        let (profile, placement) = (wanted.profile, wanted.placement);
        let size = (self.asset.width, self.asset.height);
        let place = place(size.0, size.1, placement, wanted.focus, wanted.fit);
        let (width, height) = place.canvas;
        let own = self.channels.iter().find(|it| it.network == profile.id);
        let kind = own.map_or_else(|| profile.default_kind(), |it| &it.kind);
        // An exact size is one of the network's own; only what keeps its proportions may have some it does not take.
        let of_size = if placement.exact {
            Vec::new()
        } else {
            proportions(profile, kind, place.canvas, 1)
        };
        FrameView {
            network: profile.id.clone(),
            placement: placement.id.clone(),
            width,
            height,
            crop: place.shown(),
            fit: wanted.fit,
            exact: framing
                .crops
                .iter()
                .any(|it| it.network == profile.id && it.placement == placement.id),
            max_bytes: placement.max_bytes,
            findings: place.upscaled().into_iter().chain(of_size).collect(),
        }
    }
}

fn look(db: &Connection, brand: &Brand, channel: Option<ChannelId>) -> Result<Look, StoreError> {
    match channel {
        Some(channel) => Look::of(db, channel),
        None => Look::of_brand(db, brand),
    }
}

/// The default placement of every network there is a channel on.
fn usual<'a>(
    kelola: &'a Kelola,
    channels: &[Channel],
) -> Result<Vec<(&'a Profile, &'a Placement)>, Failure> {
    let networks: BTreeSet<_> = channels.iter().map(|it| &it.network).collect();
    let mut places = Vec::new();
    for network in networks {
        let profile = profile(kelola, network)?;
        places.extend(profile.default_placement().map(|it| (profile, it)));
    }
    Ok(places)
}

#[cfg(test)]
mod tests;

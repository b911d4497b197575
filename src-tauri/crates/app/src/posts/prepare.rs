//! Makes every picture a post's channels show, each original decoded once for all of them.

use super::{overrides_of, pieces_shown};
use crate::{
    Kelola,
    channels::profile,
    check::placement,
    failure::Failure,
    look::Look,
    media::{Wanted, are_made, make_renditions},
    words::errors,
};
use kelola_domain::{
    ids::PostId,
    media::{Asset, Attachment},
    network::{Placement, Profile},
};
use kelola_media::Cores;
use kelola_store::{assets, channels, posts, variants};
use std::collections::BTreeSet;

/// The pictures a post's channels show.
pub(crate) struct PostPictures<'a> {
    kelola: &'a Kelola,
    originals: Vec<Asset>,
    channels: Vec<OnChannel<'a>>,
}

struct OnChannel<'a> {
    look: Look,
    at: (&'a Profile, &'a Placement),
    media: Vec<Attachment>,
}

impl<'a> PostPictures<'a> {
    /// Those of a post as it is stored, its further pieces among them. Videos go out as they are.
    ///
    /// # Errors
    /// Fails when the post or an original is not there.
    pub(crate) fn of(kelola: &'a Kelola, id: PostId) -> Result<Self, Failure> {
        let (post, variants) =
            kelola.read(|db| Ok((posts::get(db, id)?, variants::list(db, id)?)))?;
        let overrides = overrides_of(&variants);
        let mut shown = Vec::new();
        for id in &post.channels {
            let (channel, look) =
                kelola.read(|db| Ok((channels::get(db, *id)?, Look::of(db, *id)?)))?;
            let own = overrides.get(id).cloned().unwrap_or_default();
            let profile = profile(kelola, &channel.network)?;
            let Some(placement) = placement(profile, &own) else {
                continue;
            };
            let content = own.over(&post.shared);
            let mut media = content.media.clone();
            media.extend(pieces_shown(profile.abilities, &content));
            shown.push(OnChannel {
                look,
                at: (profile, placement),
                media,
            });
        }
        let ids: BTreeSet<_> = shown
            .iter()
            .flat_map(|it| &it.media)
            .map(|it| it.asset)
            .collect();
        let mut originals = kelola
            .read(|db| {
                ids.into_iter()
                    .map(|id| assets::get(db, id))
                    .collect::<Result<Vec<_>, _>>()
            })
            .map_err(|_| Failure::new(errors::PICTURE_MISSING))?;
        originals.retain(|it| it.video.is_none());
        Ok(Self {
            kelola,
            originals,
            channels: shown,
        })
    }

    /// The originals.
    pub(crate) fn originals(&self) -> &[Asset] {
        &self.originals
    }

    /// Makes what every channel shows of one original; whether anything was missing.
    pub(crate) fn make(&self, asset: &Asset, cores: Cores) -> Result<bool, Failure> {
        let mut wanted = Vec::new();
        for channel in &self.channels {
            let own = channel.media.iter().filter(|it| it.asset == asset.id);
            wanted.extend(own.map(|it| Wanted::attached(asset, it, channel.at, &channel.look)));
        }
        if are_made(self.kelola, &wanted)? {
            return Ok(false);
        }
        make_renditions(self.kelola, &wanted, cores)?;
        Ok(true)
    }
}

//! Fixes what a delivery sends, at the moment it enters `sending`: words, kind, languages and prepared pictures.

use crate::{
    Kelola,
    channels::profile,
    check::placement,
    failure::Failure,
    look::Look,
    media::{Wanted, make_rendition},
    pieces,
    words::errors,
};
use kelola_domain::{
    channel::Channel,
    delivery::{Frozen, FrozenMedia},
    ids::DeliveryId,
    media::{Asset, Attachment},
    post::Overrides,
};
use kelola_store::{assets, brands, channels, deliveries, posts, variants};
use kelola_sync::{Freeze, FreezeError};

impl Freeze for Kelola {
    fn freeze(&self, delivery: DeliveryId) -> Result<Frozen, FreezeError> {
        frozen(self, delivery).map_err(|failure| FreezeError { code: failure.code })
    }
}

fn frozen(kelola: &Kelola, id: DeliveryId) -> Result<Frozen, Failure> {
    let (delivery, channel, brand, whole, own) = kelola.read(|db| {
        let delivery = deliveries::get(db, id)?;
        let channel = channels::get(db, delivery.channel)?;
        let post = posts::get(db, delivery.post)?;
        let own = variants::get(db, delivery.post, delivery.channel)?
            .map(|it| it.overrides)
            .unwrap_or_default();
        let brand = brands::get(db, post.brand)?;
        Ok((delivery, channel, brand, own.over(&post.shared), own))
    })?;
    let content = pieces::piece_words(delivery.role, delivery.part, &whole)
        .ok_or_else(|| Failure::new(errors::PIECE_TAKEN_OUT))?;
    Ok(Frozen {
        media: pictures(kelola, &channel, &own, &content.media)?,
        content,
        kind: own.kind.unwrap_or(channel.kind),
        langs: brand
            .languages
            .iter()
            .map(|it| it.code().to_owned())
            .collect(),
        created_at: kelola.now(),
    })
}

/// A video goes out as it came in: its hash names the original.
fn as_it_is(asset: Asset, alt: &str) -> FrozenMedia {
    FrozenMedia {
        hash: asset.hash,
        mime: asset.mime,
        width: asset.width,
        height: asset.height,
        alt: alt.to_owned(),
    }
}

/// Makes the pictures a channel shows.
pub(crate) fn pictures(
    kelola: &Kelola,
    channel: &Channel,
    own: &Overrides,
    media: &[Attachment],
) -> Result<Vec<FrozenMedia>, Failure> {
    let profile = profile(kelola, &channel.network)?;
    let Some(placement) = placement(profile, own) else {
        return Ok(Vec::new());
    };
    let look = kelola.read(|db| Look::of(db, channel.id))?;
    media
        .iter()
        .map(|it| {
            let asset = kelola
                .read(|db| assets::get(db, it.asset))
                .map_err(|_| Failure::new(errors::PICTURE_MISSING))?;
            if asset.video.is_some() {
                return Ok(as_it_is(asset, &it.alt));
            }
            let wanted = Wanted::attached(&asset, it, (profile, placement), &look);
            let made = make_rendition(kelola, &wanted)?;
            Ok(FrozenMedia {
                hash: made.hash,
                mime: made.mime,
                width: made.width,
                height: made.height,
                alt: it.alt.clone(),
            })
        })
        .collect()
}

//! Prepared pictures: what each placement shows, made once by the present rules and kept.

use crate::{
    Kelola,
    failure::Failure,
    look::Look,
    media::picture_failure,
    words::{acts, errors},
};
use kelola_domain::{
    media::{Asset, Attachment},
    network::{Placement, Profile},
};
use kelola_media::Logo;
use kelola_store::{Actor, Connection, Kind, StoreError, renditions};

/// What a rendition is made from and for.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'a> {
    /// The original.
    pub(crate) asset: &'a Asset,
    /// Its focal point and fit.
    pub(crate) attachment: &'a Attachment,
    /// The network's rules.
    pub(crate) profile: &'a Profile,
    /// The placement.
    pub(crate) placement: &'a Placement,
    /// How the channel shows pictures.
    pub(crate) look: &'a Look,
}

impl Wanted<'_> {
    fn key(&self) -> renditions::Key {
        let fit = self
            .attachment
            .fit_for(&self.profile.id, &self.placement.id);
        renditions::Key {
            asset_hash: self.asset.hash.clone(),
            network: self.profile.id.clone(),
            placement: self.placement.id.clone(),
            focus: self.attachment.focus.clamped(),
            rules: format!(
                "{}/{}{}",
                kelola_media::RULES_VERSION,
                self.profile.as_of,
                self.look.text(fit)
            ),
        }
    }
}

/// The rendition, if it has been made by the present rules.
pub(crate) fn rendition_of(
    db: &Connection,
    wanted: &Wanted<'_>,
) -> Result<Option<renditions::Facts>, StoreError> {
    renditions::find(db, &wanted.key())
}

/// The rendition, made where it is missing.
pub(crate) fn make_rendition(
    kelola: &Kelola,
    wanted: &Wanted<'_>,
) -> Result<renditions::Facts, Failure> {
    let known = kelola.read(|db| rendition_of(db, wanted))?;
    if let Some(known) = known.filter(|it| kelola.store().blobs().has(Kind::Rendition, &it.hash)) {
        return Ok(known);
    }
    let original = original_of(kelola, wanted.asset)?;
    let logo = logo(kelola, wanted.look);
    let job = wanted.look.job(
        wanted.profile,
        wanted.placement,
        wanted.attachment,
        logo.as_ref(),
    );
    let made = kelola_media::render(&original, &[job]).map_err(|error| picture_failure(&error))?;
    let made = made
        .into_iter()
        .next()
        .ok_or_else(|| Failure::defect(&"no rendition came of one job"))?;
    let facts = renditions::Facts {
        hash: kelola.store().blobs().put(Kind::Rendition, &made.bytes)?,
        mime: made.format.mime().to_owned(),
        width: made.width,
        height: made.height,
        bytes: made.bytes.len() as u64,
        quality: made.quality,
        findings: made.findings,
    };
    remember(kelola, &wanted.key(), &facts)?;
    // Cleaning up may have thrown away the same bytes, unnamed until just now.
    if !kelola.store().blobs().has(Kind::Rendition, &facts.hash) {
        kelola.store().blobs().put(Kind::Rendition, &made.bytes)?;
    }
    Ok(facts)
}

/// A logo whose file is gone is left out: it is no reason not to publish.
fn logo(kelola: &Kelola, look: &Look) -> Option<Logo> {
    let bytes = kelola
        .store()
        .blobs()
        .read(Kind::Media, look.logo()?)
        .inspect_err(|error| tracing::warn!(%error, "a channel's logo cannot be read"))
        .ok()?;
    Logo::read(&bytes).ok()
}

/// A rendition's bytes by its hash.
///
/// # Errors
/// Fails when there is none.
pub fn rendition_bytes(kelola: &Kelola, hash: &str) -> Result<Vec<u8>, Failure> {
    if hash.len() != 64 || !hash.bytes().all(|it| it.is_ascii_hexdigit()) {
        return Err(Failure::not_found("rendition"));
    }
    kelola
        .store()
        .blobs()
        .read(Kind::Rendition, hash)
        .map_err(|_| Failure::new(errors::PICTURE_MISSING))
}

/// The bytes of an original picture.
pub(crate) fn original_of(kelola: &Kelola, asset: &Asset) -> Result<Vec<u8>, Failure> {
    kelola
        .store()
        .blobs()
        .read(Kind::Media, &asset.hash)
        .map_err(|_| Failure::new(errors::PICTURE_MISSING))
}

/// Keeps what is known of a prepared picture, so that it is not made twice.
pub(super) fn remember(
    kelola: &Kelola,
    key: &renditions::Key,
    facts: &renditions::Facts,
) -> Result<(), Failure> {
    kelola
        .store()
        .write(Actor::Sync, acts::IMPORT_PICTURES, |tx| {
            renditions::put(tx, key, facts)
        })?;
    Ok(())
}

//! Prepared pictures: what each placement shows, made once by the present rules and kept.

use crate::{
    Kelola,
    failure::Failure,
    media::picture_failure,
    words::{acts, errors},
};
use kelola_domain::{
    media::{Asset, Focus},
    network::{Placement, Profile},
};
use kelola_store::{Actor, Connection, Kind, StoreError, renditions};

/// The rendition of an original for a placement, if it has been made by the present rules.
pub(crate) fn rendition_of(
    db: &Connection,
    asset: &Asset,
    profile: &Profile,
    placement: &Placement,
    focus: Focus,
) -> Result<Option<renditions::Facts>, StoreError> {
    renditions::find(db, &key(asset, profile, placement, focus))
}

/// The rendition of an original for a placement, made where it is missing.
pub(crate) fn make_rendition(
    kelola: &Kelola,
    asset: &Asset,
    profile: &Profile,
    placement: &Placement,
    focus: Focus,
) -> Result<renditions::Facts, Failure> {
    let known = kelola.read(|db| rendition_of(db, asset, profile, placement, focus))?;
    if let Some(known) = known.filter(|it| kelola.store().blobs().has(Kind::Rendition, &it.hash)) {
        return Ok(known);
    }
    let original = original(kelola, asset)?;
    let job = kelola_media::Job {
        focus: focus.clamped(),
        ..kelola_media::Job::new(placement)
    };
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
    remember(kelola, &key(asset, profile, placement, focus), &facts)?;
    Ok(facts)
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
pub(super) fn original(kelola: &Kelola, asset: &Asset) -> Result<Vec<u8>, Failure> {
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

fn key(asset: &Asset, profile: &Profile, placement: &Placement, focus: Focus) -> renditions::Key {
    renditions::Key {
        asset_hash: asset.hash.clone(),
        network: profile.id.clone(),
        placement: placement.id.clone(),
        focus: focus.clamped(),
        rules: format!("{}/{}", kelola_media::RULES_VERSION, profile.as_of),
    }
}

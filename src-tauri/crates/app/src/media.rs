//! Pictures: taking originals in, and cutting renditions from them.

use crate::{
    Kelola,
    events::Event,
    failure::Failure,
    words::{acts, errors},
};
use kelola_domain::{
    ids::AssetId,
    media::{Asset, Focus},
    network::{Placement, Profile},
    text::MediaFacts,
};
use kelola_media::MediaError;
use kelola_store::{Connection, Kind, StoreError, assets, renditions};
use serde::{Deserialize, Serialize};
use std::path::Path;
use ts_rs::TS;

/// One original.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneAsset {
    /// Which.
    pub id: AssetId,
}

/// A page of originals.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListAssets {
    /// How many to pass over.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// A page of originals.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AssetPage {
    /// The originals.
    pub rows: Vec<Asset>,
    /// How many there are in all.
    #[ts(type = "number")]
    pub total: u64,
}

/// What came of taking pictures in.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct Imported {
    /// The originals, in the order of the files.
    pub assets: Vec<Asset>,
    /// The files that were refused.
    pub failures: Vec<Refused>,
}

/// A file that was refused.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Refused {
    /// Its name without folders.
    pub file_name: String,
    /// Why.
    pub failure: Failure,
}

/// One original picture.
///
/// # Errors
/// Fails when there is no such original.
pub fn get_asset(kelola: &Kelola, args: OneAsset) -> Result<Asset, Failure> {
    kelola.read(|db| assets::get(db, args.id))
}

/// The originals, newest first.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn list_assets(kelola: &Kelola, args: ListAssets) -> Result<AssetPage, Failure> {
    kelola.read(|db| {
        Ok(AssetPage {
            rows: assets::list(db, args.offset, args.limit.min(500))?,
            total: assets::count_all(db)?,
        })
    })
}

/// Takes files in. A bad one is refused by itself; the others come in.
#[must_use]
pub fn import_files(kelola: &Kelola, files: &[impl AsRef<Path>]) -> Imported {
    let mut imported = Imported::default();
    for file in files {
        let file = file.as_ref();
        let file_name = file
            .file_name()
            .map(|it| it.to_string_lossy().into_owned())
            .unwrap_or_default();
        match read_bounded(file).and_then(|bytes| import_bytes(kelola, &file_name, &bytes)) {
            Ok(asset) => imported.assets.push(asset),
            Err(failure) => imported.failures.push(Refused { file_name, failure }),
        }
    }
    if !imported.assets.is_empty() {
        kelola.events().tell(&Event::PostsChanged);
    }
    imported
}

/// Takes one picture in; the same bytes are stored once.
///
/// # Errors
/// Fails when it is no picture Kelola can read.
pub fn import_bytes(kelola: &Kelola, file_name: &str, bytes: &[u8]) -> Result<Asset, Failure> {
    let facts = kelola_media::probe(bytes).map_err(|error| picture_failure(&error))?;
    let hash = kelola.store().blobs().put(Kind::Media, bytes)?;
    kelola.write(acts::IMPORT_PICTURES, |tx| {
        if let Some(known) = assets::find_by_hash(tx, &hash)? {
            return Ok(known);
        }
        let asset = Asset {
            id: AssetId::from_uuid(tx.uuid()),
            hash,
            file_name: plain_name(file_name),
            mime: facts.mime.to_owned(),
            width: facts.width,
            height: facts.height,
            bytes: bytes.len() as u64,
            imported_at: tx.now(),
        };
        assets::insert(tx, &asset)?;
        Ok(asset)
    })
}

/// Reads a picture's file, up to the largest size Kelola opens.
///
/// # Errors
/// Fails when it cannot be read or is too large.
pub fn read_bounded(file: &Path) -> Result<Vec<u8>, Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::new(errors::FILE_UNREADABLE)
            .with("what", format!("{} ({})", file.display(), error.kind()))
    };
    let facts = std::fs::metadata(file).map_err(unreadable)?;
    if !facts.is_file() {
        return Err(Failure::new(errors::FILE_UNREADABLE).with("what", file.display()));
    }
    if facts.len() > kelola_media::MAX_FILE_BYTES {
        return Err(Failure::new(errors::PICTURE_TOO_LARGE));
    }
    std::fs::read(file).map_err(unreadable)
}

/// What the checks need to know of a picture's file.
///
/// # Errors
/// Fails when it is no picture Kelola can read.
pub fn facts_of(bytes: &[u8]) -> Result<MediaFacts, Failure> {
    let facts = kelola_media::probe(bytes).map_err(|error| picture_failure(&error))?;
    Ok(MediaFacts {
        bytes: bytes.len() as u64,
        width: facts.width,
        height: facts.height,
        mime: facts.mime.to_owned(),
        ..MediaFacts::default()
    })
}

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
    let original = kelola
        .store()
        .blobs()
        .read(Kind::Media, &asset.hash)
        .map_err(|_| Failure::new(errors::PICTURE_MISSING))?;
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
    kelola
        .store()
        .write(kelola_store::Actor::Sync, acts::IMPORT_PICTURES, |tx| {
            renditions::put(tx, &key(asset, profile, placement, focus), &facts)
        })?;
    Ok(facts)
}

/// A picture's failure as the person sees it.
#[must_use]
pub fn picture_failure(error: &MediaError) -> Failure {
    let failure = Failure::new(error.code());
    match error {
        MediaError::Unsupported { what } => failure.with("what", what),
        _ => failure,
    }
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

/// The last part of a name, without what some systems cannot store.
fn plain_name(file_name: &str) -> String {
    let last = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last
        .chars()
        .filter(|it| !it.is_control())
        .take(200)
        .collect();
    if plain.is_empty() {
        "picture".to_owned()
    } else {
        plain
    }
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

/// A small copy of an original for lists, at most this many pixels on its longer side.
///
/// # Errors
/// Fails when there is no such original, or its file is gone or damaged.
pub fn thumbnail(kelola: &Kelola, id: AssetId, side: u32) -> Result<Vec<u8>, Failure> {
    let asset = get_asset(kelola, OneAsset { id })?;
    let side = [160, 320, 640, 1280, 2048]
        .into_iter()
        .find(|it| *it >= side)
        .unwrap_or(2048);
    let key = renditions::Key {
        asset_hash: asset.hash.clone(),
        network: "".into(),
        placement: format!("thumb-{side}"),
        focus: Focus::CENTRE,
        rules: kelola_media::RULES_VERSION.to_string(),
    };
    if let Some(known) = kelola.read(|db| renditions::find(db, &key))?
        && let Ok(bytes) = kelola.store().blobs().read(Kind::Rendition, &known.hash)
    {
        return Ok(bytes);
    }
    let original = kelola
        .store()
        .blobs()
        .read(Kind::Media, &asset.hash)
        .map_err(|_| Failure::new(errors::PICTURE_MISSING))?;
    let bytes =
        kelola_media::thumbnail(&original, side).map_err(|error| picture_failure(&error))?;
    let hash = kelola.store().blobs().put(Kind::Rendition, &bytes)?;
    let facts = renditions::Facts {
        hash,
        mime: String::new(),
        width: 0,
        height: 0,
        bytes: bytes.len() as u64,
        quality: None,
        findings: Vec::new(),
    };
    kelola
        .store()
        .write(kelola_store::Actor::Sync, acts::IMPORT_PICTURES, |tx| {
            renditions::put(tx, &key, &facts)
        })?;
    Ok(bytes)
}

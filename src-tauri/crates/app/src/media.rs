//! Pictures and videos: taking originals in, what is known of them, and what is prepared from them.

pub(crate) mod ahead;
pub mod batch;
mod ffmpeg;
pub mod frames;
mod renditions;
mod room;
mod thumbnails;

pub use renditions::rendition_bytes;
pub(crate) use renditions::{
    Wanted, are_made, make_rendition, make_renditions, original_of, rendition_of,
};
pub(crate) use room::Room;
pub use thumbnails::thumbnail;

use crate::{
    Kelola,
    events::Event,
    failure::Failure,
    words::{acts, errors},
};
use kelola_domain::{ids::AssetId, media::Asset, text::MediaFacts};
use kelola_media::{Facts, MediaError};
use kelola_store::{Kind, assets};
use serde::{Deserialize, Serialize};
use std::{fs::File, io::Seek, path::Path};
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

/// What came of taking files in.
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

/// One original.
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
        match import_file(kelola, file) {
            Ok(asset) => imported.assets.push(asset),
            Err(failure) => imported.failures.push(Refused {
                file_name: name_of(file),
                failure,
            }),
        }
    }
    if !imported.assets.is_empty() {
        kelola.events().tell(&Event::PostsChanged);
    }
    imported
}

/// Takes one file in, a picture or a video; the same bytes are stored once.
///
/// # Errors
/// Fails when it cannot be read or is nothing Kelola takes.
pub fn import_file(kelola: &Kelola, file: &Path) -> Result<Asset, Failure> {
    let mut open = open(file)?;
    let is_video = kelola_media::is_video(&mut open).map_err(|error| picture_failure(&error))?;
    if !is_video {
        return import_bytes(kelola, &name_of(file), &read_bounded(file)?);
    }
    // A video is too large to be held in memory.
    let facts = kelola_media::probe_file(&mut open).map_err(|error| picture_failure(&error))?;
    open.rewind().map_err(|error| unreadable(file, &error))?;
    let (hash, bytes) = kelola.store().blobs().put_reader(Kind::Media, &mut open)?;
    let asset = remember(kelola, &name_of(file), &facts, hash, bytes)?;
    thumbnails::keep_frame(kelola, &asset);
    Ok(asset)
}

/// Takes one picture in; the same bytes are stored once.
///
/// # Errors
/// Fails when it is nothing Kelola takes.
pub fn import_bytes(kelola: &Kelola, file_name: &str, bytes: &[u8]) -> Result<Asset, Failure> {
    let facts = kelola_media::probe(bytes).map_err(|error| picture_failure(&error))?;
    let hash = kelola.store().blobs().put(Kind::Media, bytes)?;
    let asset = remember(kelola, file_name, &facts, hash, bytes.len() as u64)?;
    thumbnails::keep_frame(kelola, &asset);
    Ok(asset)
}

fn remember(
    kelola: &Kelola,
    file_name: &str,
    facts: &Facts,
    hash: String,
    bytes: u64,
) -> Result<Asset, Failure> {
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
            bytes,
            imported_at: tx.now(),
            video: facts.video,
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
    let length = open(file)?
        .metadata()
        .map_err(|error| unreadable(file, &error))?
        .len();
    if length > kelola_media::MAX_FILE_BYTES {
        return Err(Failure::new(errors::PICTURE_TOO_LARGE));
    }
    std::fs::read(file).map_err(|error| unreadable(file, &error))
}

/// Opens a plain file; a folder or a pipe is refused before anything waits for it.
fn open(file: &Path) -> Result<File, Failure> {
    let facts = std::fs::metadata(file).map_err(|error| unreadable(file, &error))?;
    if !facts.is_file() {
        return Err(Failure::new(errors::FILE_UNREADABLE).with("what", file.display()));
    }
    File::open(file).map_err(|error| unreadable(file, &error))
}

fn unreadable(file: &Path, error: &std::io::Error) -> Failure {
    Failure::new(errors::FILE_UNREADABLE)
        .with("what", format!("{} ({})", file.display(), error.kind()))
}

/// What the checks need to know of a picture's or a video's file.
///
/// # Errors
/// Fails when it cannot be read or is nothing Kelola takes.
pub fn facts_of(file: &Path) -> Result<MediaFacts, Failure> {
    let mut open = open(file)?;
    let facts = kelola_media::probe_file(&mut open).map_err(|error| picture_failure(&error))?;
    let length = open
        .metadata()
        .map_err(|error| unreadable(file, &error))?
        .len();
    Ok(MediaFacts {
        bytes: length,
        width: facts.width,
        height: facts.height,
        mime: facts.mime.to_owned(),
        video: facts.video,
        ..MediaFacts::default()
    })
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

/// A file's name without folders.
fn name_of(file: &Path) -> String {
    file.file_name()
        .map(|it| it.to_string_lossy().into_owned())
        .unwrap_or_default()
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

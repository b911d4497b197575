//! Originals whose files are gone from the data folder, found again elsewhere on the computer.

use crate::{
    Kelola,
    events::Event,
    failure::Failure,
    media::files::{open, unreadable},
    words::errors,
};
use kelola_domain::{ids::AssetId, media::Asset};
use kelola_store::{Kind, assets};
use serde::Serialize;
use std::{
    collections::{HashMap, HashSet},
    fs,
    path::Path,
};
use ts_rs::TS;

/// How many folders below the chosen one are looked into.
const DEEPEST: usize = 12;
/// The most files that are looked at.
const MOST_FILES: usize = 500_000;

/// What came of searching a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct MissingFound {
    /// How many originals have their files again.
    pub found: u32,
    /// How many are still without.
    pub still_missing: u32,
}

/// Gives an original its file back. Only the very same bytes are taken.
///
/// # Errors
/// Fails with `asset_other_content` when the file holds something else.
pub fn find_missing(kelola: &Kelola, id: AssetId, file: &Path) -> Result<Asset, Failure> {
    let asset = kelola.read(|db| assets::get(db, id))?;
    let mut open = open(file)?;
    let length = open.metadata().map_err(|error| unreadable(file, &error))?;
    let blobs = kelola.store().blobs();
    let is_it = length.len() == asset.bytes
        && blobs.put_wanted(Kind::Media, &mut open, |hash| hash == asset.hash)?;
    if !is_it {
        return Err(Failure::new(errors::ASSET_OTHER_CONTENT).with("name", &asset.file_name));
    }
    tell(kelola);
    Ok(asset)
}

/// Searches a folder and those below it for the files of all originals without one: by size, then by content.
///
/// # Errors
/// Fails when the data cannot be read or a found file cannot be stored.
pub fn find_missing_in(kelola: &Kelola, folder: &Path) -> Result<MissingFound, Failure> {
    let missing = missing(kelola)?;
    let mut wanted: HashMap<u64, HashSet<String>> = HashMap::new();
    for it in &missing {
        wanted.entry(it.bytes).or_default().insert(it.hash.clone());
    }
    let mut left = MOST_FILES;
    search(kelola, folder, DEEPEST, &mut wanted, &mut left)?;
    let still = wanted.values().map(HashSet::len).sum::<usize>();
    let found = missing.len().saturating_sub(still);
    if found > 0 {
        tell(kelola);
    }
    let number = |it| u32::try_from(it).unwrap_or(u32::MAX);
    Ok(MissingFound {
        found: number(found),
        still_missing: number(still),
    })
}

/// The originals without a file; the trash is left out.
pub(super) fn missing(kelola: &Kelola) -> Result<Vec<Asset>, Failure> {
    let all = kelola.read(assets::contents)?;
    let blobs = kelola.store().blobs();
    let gone: Vec<_> = all
        .into_iter()
        .filter(|it| !blobs.has(Kind::Media, &it.1))
        .collect();
    kelola.read(|db| gone.iter().map(|it| assets::get(db, it.0)).collect())
}

/// Looks through one folder. What cannot be read, is hidden or only points elsewhere is passed over.
fn search(
    kelola: &Kelola,
    folder: &Path,
    depth: usize,
    wanted: &mut HashMap<u64, HashSet<String>>,
    left: &mut usize,
) -> Result<(), Failure> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for entry in entries.filter_map(Result::ok) {
        if wanted.is_empty() || *left == 0 {
            return Ok(());
        }
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && !is_hidden && depth > 0 {
            search(kelola, &entry.path(), depth - 1, wanted, left)?;
        } else if kind.is_file() {
            *left -= 1;
            take(kelola, &entry.path(), wanted)?;
        }
    }
    Ok(())
}

fn take(
    kelola: &Kelola,
    file: &Path,
    wanted: &mut HashMap<u64, HashSet<String>>,
) -> Result<(), Failure> {
    let Ok(length) = fs::metadata(file).map(|it| it.len()) else {
        return Ok(());
    };
    let Some(hashes) = wanted.get_mut(&length) else {
        return Ok(());
    };
    let Ok(mut open) = open(file) else {
        return Ok(());
    };
    kelola
        .store()
        .blobs()
        .put_wanted(Kind::Media, &mut open, |hash| hashes.remove(hash))?;
    if hashes.is_empty() {
        wanted.remove(&length);
    }
    Ok(())
}

fn tell(kelola: &Kelola) {
    kelola.events().tell(&Event::MediaChanged);
    kelola.events().tell(&Event::PostsChanged);
}

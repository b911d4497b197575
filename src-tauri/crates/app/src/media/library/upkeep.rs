//! Tidying up: what is missing, what nothing shows, what can go. What may go is decided by `kelola_store::upkeep`.

use super::missing::missing;
use crate::{Kelola, commands::Nothing, events::Event, failure::Failure, words::acts};
use kelola_store::{
    Actor, Kind, StoreError,
    assets::{self, AssetFilter, AssetRow},
    likenesses,
    upkeep::{self, InTrash, KnownFiles, OwnFile},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The most originals a check names.
const MOST: u32 = 500;

/// How the library stands.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LibraryCheck {
    /// Originals whose files are gone, 500 at most.
    pub missing: Vec<AssetRow>,
    /// How many there are in all.
    #[ts(type = "number")]
    pub missing_assets: u64,
    /// Originals no post shows, the largest first, 500 at most.
    pub unused: Vec<AssetRow>,
    /// How many there are in all.
    #[ts(type = "number")]
    pub unused_assets: u64,
    /// Their bytes in all.
    #[ts(type = "number")]
    pub unused_bytes: u64,
    /// What is in the trash.
    pub trash: Trash,
    /// Files that nothing knows.
    pub stray: Amount,
    /// Prepared pictures that can be made again whenever they are needed.
    pub renditions: Amount,
    /// Pictures that were never compared with others; `find_duplicates` goes on with them.
    #[ts(type = "number")]
    pub unseen: u64,
}

/// What is in the trash.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct Trash {
    /// How many originals.
    #[ts(type = "number")]
    pub assets: u64,
    /// Their bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// How many of them stay when it is emptied: a post in the trash, an undo step, a post's history, a delivery or a
    /// watermark still needs them.
    #[ts(type = "number")]
    pub needed: u64,
}

/// How many files, and how large they are together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct Amount {
    /// Files.
    #[ts(type = "number")]
    pub files: u64,
    /// Bytes.
    #[ts(type = "number")]
    pub bytes: u64,
}

impl Amount {
    fn add(&mut self, bytes: u64) {
        self.files += 1;
        self.bytes += bytes;
    }
}

/// What to clean up.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CleanLibrary {
    /// What.
    pub what: Rubbish,
}

/// What can be cleaned up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Rubbish {
    /// Originals in the trash that nothing needs.
    Trash,
    /// Files that nothing knows.
    Stray,
    /// Prepared pictures that can be made again.
    Renditions,
}

/// What went, for good.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct Cleaned {
    /// Files.
    #[ts(type = "number")]
    pub files: u64,
    /// Bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Originals in the trash that stayed because something still needs them.
    #[ts(type = "number")]
    pub kept: u64,
}

/// Says what is missing, what nothing shows, and what can be cleaned up.
///
/// # Errors
/// Fails when the data or the folder cannot be read.
pub fn check_library(kelola: &Kelola, _: Nothing) -> Result<LibraryCheck, Failure> {
    let missing = missing(kelola)?;
    let named: Vec<_> = missing.iter().take(MOST as usize).map(|it| it.id).collect();
    let unused = AssetFilter {
        used: Some(false),
        order: assets::AssetOrder::Largest,
        limit: MOST,
        ..AssetFilter::default()
    };
    let mut stray = Amount::default();
    for file in stray_files(kelola)? {
        stray.add(file.bytes);
    }
    kelola.read(|db| {
        let (unused_assets, unused_bytes) = assets::unused(db)?;
        let mut renditions = Amount::default();
        for (_, bytes) in upkeep::spare_renditions(db)? {
            renditions.add(bytes);
        }
        Ok(LibraryCheck {
            missing: assets::rows_of(db, &named)?,
            missing_assets: missing.len() as u64,
            unused: assets::list(db, &unused)?,
            unused_assets,
            unused_bytes,
            trash: summed(&upkeep::trash(db)?),
            stray,
            renditions,
            unseen: likenesses::count_unmarked(db)?,
        })
    })
}

fn summed(found: &[InTrash]) -> Trash {
    Trash {
        assets: found.len() as u64,
        bytes: found.iter().map(|it| it.bytes).sum(),
        needed: found.iter().filter(|it| it.needed).count() as u64,
    }
}

/// Throws away for good what nothing needs; it cannot be taken back. An original stays while a post shows it (also one
/// in the trash), a watermark is made of it, a delivery sends or sent it, or undo or a post's history can bring it back. A
/// rendition stays while a delivery froze it or will ask for it. A file written within the last hour is no stray one.
///
/// # Errors
/// Fails when the data or the folder cannot be read or written.
pub fn clean_library(kelola: &Kelola, args: CleanLibrary) -> Result<Cleaned, Failure> {
    let cleaned = match args.what {
        Rubbish::Trash => empty_trash(kelola)?,
        Rubbish::Stray => clean_stray(kelola)?,
        Rubbish::Renditions => clean_renditions(kelola)?,
    };
    kelola.events().tell(&Event::MediaChanged);
    Ok(cleaned)
}

fn empty_trash(kelola: &Kelola) -> Result<Cleaned, Failure> {
    let mut cleaned = Cleaned::default();
    // The engine's name on it keeps it off the person's undo stack: it cannot be taken back.
    let gone = kelola
        .store()
        .write(Actor::Sync, acts::CLEAN_LIBRARY, |tx| {
            let (needed, gone): (Vec<_>, Vec<_>) =
                upkeep::trash(tx)?.into_iter().partition(|it| it.needed);
            cleaned.kept = needed.len() as u64;
            gone.iter()
                .try_for_each(|it| assets::forget(tx, it.asset))?;
            Ok(gone)
        })?;
    for it in &gone {
        let file = OwnFile::of(Kind::Media, &it.hash, it.bytes);
        throw_away(kelola, &file, &mut cleaned)?;
    }
    // What was prepared from them is of no use either.
    let prepared = kelola.read(upkeep::orphaned_renditions)?;
    forget_renditions(kelola, &prepared, &mut cleaned)?;
    Ok(cleaned)
}

fn stray_files(kelola: &Kelola) -> Result<Vec<OwnFile>, Failure> {
    let known = kelola.read(KnownFiles::read)?;
    Ok(known.stray(kelola.store().blobs())?)
}

fn clean_stray(kelola: &Kelola) -> Result<Cleaned, Failure> {
    let mut cleaned = Cleaned::default();
    for file in stray_files(kelola)? {
        throw_away(kelola, &file, &mut cleaned)?;
    }
    Ok(cleaned)
}

fn clean_renditions(kelola: &Kelola) -> Result<Cleaned, Failure> {
    let mut cleaned = Cleaned::default();
    let spare = kelola.read(upkeep::spare_renditions)?;
    forget_renditions(kelola, &spare, &mut cleaned)?;
    Ok(cleaned)
}

/// Throws one file away unless something has come to know it meanwhile. The question and the act share the lock of
/// writing, so that nobody who writes it down afterwards believes it to be there.
fn throw_away(kelola: &Kelola, file: &OwnFile, cleaned: &mut Cleaned) -> Result<(), Failure> {
    let went = kelola
        .store()
        .write(Actor::Sync, acts::CLEAN_LIBRARY, |tx| {
            Ok(upkeep::is_still_stray(tx, file)? && kelola.store().blobs().remove(file)?)
        })?;
    if went {
        cleaned.files += 1;
        cleaned.bytes += file.bytes;
    }
    Ok(())
}

/// Forgets renditions and throws their files away, some at a time: others wait for the lock.
fn forget_renditions(
    kelola: &Kelola,
    spare: &[(String, u64)],
    cleaned: &mut Cleaned,
) -> Result<(), Failure> {
    for some in spare.chunks(50) {
        let went = kelola
            .store()
            .write(Actor::Sync, acts::CLEAN_LIBRARY, |tx| {
                let mut went = Vec::new();
                for (hash, bytes) in some {
                    if upkeep::forget_rendition(tx, hash)? {
                        went.push((hash.clone(), *bytes));
                    }
                }
                Ok::<_, StoreError>(went)
            })?;
        for (hash, bytes) in went {
            throw_away(kelola, &OwnFile::of(Kind::Rendition, &hash, bytes), cleaned)?;
        }
    }
    Ok(())
}

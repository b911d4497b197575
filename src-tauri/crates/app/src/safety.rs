//! Backups: one file with everything but secrets, and its way back.

use crate::paths::Paths;
use crate::{Kelola, failure::Failure, words::errors};
use kelola_domain::time::Instant;
use kelola_store::{Clock, StoreError, SystemClock, backup, write_whole};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// A backup that was made.
#[derive(Debug, Clone, Serialize)]
pub struct Made {
    /// Its size in bytes.
    pub bytes: u64,
    /// How many files it holds.
    pub files: u64,
}

/// A backup that was brought back.
#[derive(Debug, Clone, Serialize)]
pub struct Restored {
    /// When it had been made.
    pub made_at: Instant,
    /// Deliveries whose outcome nobody knows now; each is asked about.
    pub unknown: u32,
    /// Where the data that stood there before were kept.
    pub previous: Option<PathBuf>,
}

/// Writes everything but secrets into one file.
///
/// # Errors
/// Fails when the file cannot be written.
pub fn back_up(kelola: &Kelola, file: &Path) -> Result<Made, Failure> {
    let made = backup::create(kelola.store(), file).map_err(|error| match error {
        StoreError::Disk(_) => Failure::new(errors::FILE_UNWRITABLE).with("what", file.display()),
        other => other.into(),
    })?;
    Ok(Made {
        bytes: made.bytes,
        files: u64::from(made.files),
    })
}

/// Replaces a data folder by a backup. Nothing is sent afterwards until the person confirms this computer.
///
/// # Errors
/// Fails, with the folder untouched, when the backup is not one or the folder is in use.
pub fn restore(data: &Path, file: &Path, clock: &dyn Clock) -> Result<Restored, Failure> {
    let facts = std::fs::metadata(file)
        .map_err(|_| Failure::new(errors::FILE_UNREADABLE).with("what", file.display()))?;
    if !facts.is_file() {
        return Err(Failure::new(errors::FILE_UNREADABLE).with("what", file.display()));
    }
    let done = backup::restore(data, file, clock)?;
    Ok(Restored {
        made_at: done.made_at,
        unknown: done.unknown,
        previous: done.previous,
    })
}

/// Replaces the data folder by a backup, at once; nothing else may have it open.
///
/// # Errors
/// As [`restore`].
pub fn restore_now(paths: &Paths, file: &Path) -> Result<Restored, Failure> {
    restore(&paths.data, file, &SystemClock)
}

/// Keeps the wish to bring a backup back until the next start, when nothing has the folder open.
///
/// # Errors
/// Fails when the wish cannot be kept.
pub fn restore_at_next_start(paths: &Paths, file: &Path) -> Result<(), Failure> {
    let text = file
        .to_str()
        .ok_or_else(|| Failure::new(errors::FILE_UNREADABLE).with("what", file.display()))?;
    write_whole(&wish(paths), text.as_bytes())
        .map_err(|error| Failure::new(errors::FILE_UNWRITABLE).with("what", error.kind()))
}

/// Brings back the backup a person chose before this start, if one was chosen.
///
/// # Errors
/// Fails, with the data untouched, when the backup is not one; the wish is forgotten either way.
pub fn restore_if_wished(paths: &Paths) -> Result<Option<Restored>, Failure> {
    let wish = wish(paths);
    let Ok(text) = std::fs::read_to_string(&wish) else {
        return Ok(None);
    };
    std::fs::remove_file(&wish)
        .map_err(|error| Failure::new(errors::FILE_UNWRITABLE).with("what", error.kind()))?;
    restore(&paths.data, Path::new(&text), &SystemClock).map(Some)
}

fn wish(paths: &Paths) -> PathBuf {
    paths.config.join("restore-at-next-start")
}

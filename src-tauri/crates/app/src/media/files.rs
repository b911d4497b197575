//! Files of pictures and videos outside the data folder: opening them, what they are, what they are called.

use super::picture_failure;
use crate::{failure::Failure, words::errors};
use kelola_domain::text::MediaFacts;
use std::{fs::File, path::Path};

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
pub(super) fn open(file: &Path) -> Result<File, Failure> {
    let facts = std::fs::metadata(file).map_err(|error| unreadable(file, &error))?;
    if !facts.is_file() {
        return Err(Failure::new(errors::FILE_UNREADABLE).with("what", file.display()));
    }
    File::open(file).map_err(|error| unreadable(file, &error))
}

pub(super) fn unreadable(file: &Path, error: &std::io::Error) -> Failure {
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

/// A file's name without folders.
pub(super) fn name_of(file: &Path) -> String {
    file.file_name()
        .map(|it| it.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// The last part of a name, without what some systems cannot store.
pub(super) fn plain_name(file_name: &str) -> String {
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

//! Files named by what they contain: originals, renditions and frozen reports.

use crate::{error::StoreError, files, upkeep::OwnFile};
use sha2::{Digest, Sha256};
use std::{
    fmt::Write as _,
    io::{self, Read, Write as _},
    path::{Path, PathBuf},
    time::SystemTime,
};
use tempfile::NamedTempFile;

/// What a blob is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An original picture or video.
    Media,
    /// A picture made from an original for one network.
    Rendition,
    /// The PDF of a report.
    Report,
}

impl Kind {
    /// Every kind.
    pub(crate) const ALL: [Self; 3] = [Self::Media, Self::Rendition, Self::Report];

    /// Its folder in the data folder.
    pub(crate) const fn folder(self) -> &'static str {
        match self {
            Self::Media => "media",
            Self::Rendition => "renditions",
            Self::Report => "reports",
        }
    }

    /// Where a blob lies below the data folder, with forward slashes.
    pub(crate) fn place(self, hash: &str) -> String {
        match self {
            Self::Report => format!("reports/{hash}.pdf"),
            Self::Media | Self::Rendition => format!("{}/{}/{hash}", self.folder(), &hash[..2]),
        }
    }
}

/// The blobs of a data folder.
#[derive(Debug, Clone)]
pub struct Blobs {
    dir: PathBuf,
}

impl Blobs {
    pub(crate) fn new(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
        }
    }

    /// Stores bytes, once, and gives their SHA-256 in hex.
    ///
    /// # Errors
    /// The disk's.
    pub fn put(&self, kind: Kind, bytes: &[u8]) -> Result<String, StoreError> {
        let hash = sha256(bytes);
        let path = self.path(kind, &hash)?;
        if std::fs::metadata(&path).is_ok_and(|it| it.len() == bytes.len() as u64) {
            return Ok(hash);
        }
        files::write_whole(&path, bytes)?;
        Ok(hash)
    }

    /// Stores what a reader gives, once, without holding it in memory; its SHA-256 in hex and its length in bytes.
    ///
    /// # Errors
    /// The reader's or the disk's.
    pub fn put_reader(
        &self,
        kind: Kind,
        reader: &mut impl Read,
    ) -> Result<(String, u64), StoreError> {
        let (temporary, hash, length) = self.spool(kind, reader)?;
        let path = self.path(kind, &hash)?;
        if !std::fs::metadata(&path).is_ok_and(|it| it.len() == length) {
            files::keep(temporary, &path)?;
        }
        Ok((hash, length))
    }

    /// Stores what a reader gives, where its hash is wanted; whether it was. Nothing is stored otherwise.
    ///
    /// # Errors
    /// The reader's or the disk's.
    pub fn put_wanted(
        &self,
        kind: Kind,
        reader: &mut impl Read,
        is_wanted: impl FnOnce(&str) -> bool,
    ) -> Result<bool, StoreError> {
        let (temporary, hash, _) = self.spool(kind, reader)?;
        if !is_wanted(&hash) {
            return Ok(false);
        }
        files::keep(temporary, &self.path(kind, &hash)?)?;
        Ok(true)
    }

    /// Writes what a reader gives beside the blobs, under another name; with its hash and its length in bytes.
    fn spool(
        &self,
        kind: Kind,
        reader: &mut impl Read,
    ) -> Result<(NamedTempFile, String, u64), StoreError> {
        let folder = self.dir.join(kind.folder());
        files::private_dir(&folder)?;
        let mut temporary = tempfile::Builder::new()
            .prefix(".new-")
            .tempfile_in(&folder)?;
        let mut hash = Sha256::new();
        let mut length = 0;
        let mut buffer = vec![0; 256 * 1024];
        loop {
            let part = match reader.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => buffer.get(..count).unwrap_or_default(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error.into()),
            };
            hash.update(part);
            temporary.write_all(part)?;
            length += part.len() as u64;
        }
        Ok((temporary, hex(&hash.finalize()), length))
    }

    /// Where a blob lies, whether or not it is there.
    ///
    /// # Errors
    /// `Invalid` when `hash` is not 64 lower-case hex digits: nothing else ever becomes part of a path.
    pub fn path(&self, kind: Kind, hash: &str) -> Result<PathBuf, StoreError> {
        if !is_hash(hash) {
            return Err(StoreError::Invalid(hash.chars().take(80).collect()));
        }
        Ok(kind
            .place(hash)
            .split('/')
            .fold(self.dir.clone(), |path, part| path.join(part)))
    }

    /// Reads a blob.
    ///
    /// # Errors
    /// `NotFound` when it is not there, `Damaged` when its content is not what its name says.
    pub fn read(&self, kind: Kind, hash: &str) -> Result<Vec<u8>, StoreError> {
        let bytes = match std::fs::read(self.path(kind, hash)?) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(StoreError::not_found("file", hash));
            }
            Err(error) => return Err(error.into()),
        };
        if sha256(&bytes) == hash {
            Ok(bytes)
        } else {
            Err(StoreError::Damaged(kind.place(hash)))
        }
    }

    /// Throws a file away; one that is not there is no error. Whether it was there.
    ///
    /// # Errors
    /// The disk's.
    pub fn remove(&self, file: &OwnFile) -> Result<bool, StoreError> {
        let path = match &file.hash {
            Some(hash) => self.path(file.kind, hash)?,
            None => {
                let folder = self.dir.join(file.kind.folder());
                file.place
                    .split('/')
                    .fold(folder, |path, part| path.join(part))
            }
        };
        match std::fs::remove_file(path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Tells every file of a kind that carries a name of ours, with the moment it was last written.
    ///
    /// # Errors
    /// The disk's.
    pub(crate) fn each(
        &self,
        kind: Kind,
        mut tell: impl FnMut(OwnFile, SystemTime),
    ) -> Result<(), StoreError> {
        let top = self.dir.join(kind.folder());
        let mut folders = vec![(top, String::new())];
        while let Some((folder, prefix)) = folders.pop() {
            let entries = match std::fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error.into()),
            };
            for entry in entries {
                let entry = entry?;
                let name = entry.file_name().to_string_lossy().into_owned();
                let facts = entry.metadata()?;
                if facts.is_dir() && prefix.is_empty() && name.len() == 2 {
                    folders.push((entry.path(), format!("{name}/")));
                } else if let (true, Some(hash)) = (facts.is_file(), own_name(kind, &prefix, &name))
                {
                    let file = OwnFile {
                        kind,
                        place: format!("{prefix}{name}"),
                        hash,
                        bytes: facts.len(),
                    };
                    tell(file, facts.modified()?);
                }
            }
        }
        Ok(())
    }

    /// Whether a blob is there.
    #[must_use]
    pub fn has(&self, kind: Kind, hash: &str) -> bool {
        self.path(kind, hash).is_ok_and(|it| it.is_file())
    }
}

/// The content a file of ours is named by, none for one that was never finished; nothing for a foreign file.
fn own_name(kind: Kind, prefix: &str, name: &str) -> Option<Option<String>> {
    if name.starts_with(".new-") {
        return Some(None);
    }
    let hash = match kind {
        Kind::Report => name.strip_suffix(".pdf")?,
        Kind::Media | Kind::Rendition => name,
    };
    let is_placed =
        is_hash(hash) && kind.place(hash) == format!("{}/{prefix}{name}", kind.folder());
    is_placed.then(|| Some(hash.to_owned()))
}

/// Whether the text is 64 lower-case hex digits.
pub(crate) fn is_hash(text: &str) -> bool {
    text.len() == 64
        && text
            .bytes()
            .all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'))
}

/// SHA-256 in lower-case hex.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
            let _ = write!(out, "{byte:02x}");
            out
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_in_parts_is_stored_like_the_whole() {
        let dir = tempfile::tempdir().expect("a folder");
        let blobs = Blobs::new(dir.path());
        let bytes: Vec<u8> = (0..700_000_u32).map(|it| it as u8).collect();
        let (hash, length) = blobs
            .put_reader(Kind::Media, &mut bytes.as_slice())
            .expect("stored");
        assert_eq!((hash.as_str(), length), (sha256(&bytes).as_str(), 700_000));
        assert_eq!(blobs.read(Kind::Media, &hash).expect("read"), bytes);
        let again = blobs
            .put_reader(Kind::Media, &mut bytes.as_slice())
            .expect("known");
        assert_eq!(again.0, hash);
        let left = std::fs::read_dir(dir.path().join("media")).expect("a folder");
        assert_eq!(left.count(), 1, "nothing half written stays behind");
    }
}

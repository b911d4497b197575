//! Files named by what they contain: originals, renditions and frozen reports.

use crate::{error::StoreError, files};
use sha2::{Digest, Sha256};
use std::{
    fmt::Write as _,
    io::{self, Read, Write as _},
    path::{Path, PathBuf},
};

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
        let hash = hex(&hash.finalize());
        let path = self.path(kind, &hash)?;
        if !std::fs::metadata(&path).is_ok_and(|it| it.len() == length) {
            files::keep(temporary, &path)?;
        }
        Ok((hash, length))
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

    /// Whether a blob is there.
    #[must_use]
    pub fn has(&self, kind: Kind, hash: &str) -> bool {
        self.path(kind, hash).is_ok_and(|it| it.is_file())
    }
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

//! A picture or video on its way out: small files in memory, large ones read from disk piece by piece.

use kelola_domain::delivery::FrozenMedia;
use std::{io, path::PathBuf, sync::Arc};
use tokio::io::{AsyncReadExt, AsyncSeekExt};

/// A picture or video to be published.
#[derive(Clone)]
pub struct OutgoingMedia {
    /// Its bytes.
    pub content: MediaContent,
    /// What is known of it.
    pub facts: FrozenMedia,
}

/// Where the bytes of a file are.
#[derive(Clone)]
pub enum MediaContent {
    /// In memory.
    Bytes(Arc<[u8]>),
    /// On disk: a video, too large to be held.
    File {
        /// Where.
        path: PathBuf,
        /// Its size in bytes.
        len: u64,
    },
}

impl OutgoingMedia {
    /// Whether it is a video.
    #[must_use]
    pub fn is_video(&self) -> bool {
        self.facts.mime.starts_with("video/")
    }

    /// Its size in bytes.
    #[must_use]
    pub fn len(&self) -> u64 {
        match &self.content {
            MediaContent::Bytes(bytes) => bytes.len() as u64,
            MediaContent::File { len, .. } => *len,
        }
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All of it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn read(&self) -> io::Result<Vec<u8>> {
        match &self.content {
            MediaContent::Bytes(bytes) => Ok(bytes.to_vec()),
            MediaContent::File { path, .. } => tokio::fs::read(path).await,
        }
    }

    /// At most `most` bytes from `start`; fewer only at the end.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn chunk(&self, start: u64, most: usize) -> io::Result<Vec<u8>> {
        match &self.content {
            MediaContent::Bytes(bytes) => {
                let start = usize::try_from(start)
                    .unwrap_or(usize::MAX)
                    .min(bytes.len());
                let end = start.saturating_add(most).min(bytes.len());
                Ok(bytes.get(start..end).unwrap_or_default().to_vec())
            }
            MediaContent::File { path, .. } => {
                let mut file = tokio::fs::File::open(path).await?;
                file.seek(io::SeekFrom::Start(start)).await?;
                let mut piece = Vec::new();
                file.take(most as u64).read_to_end(&mut piece).await?;
                Ok(piece)
            }
        }
    }

    /// A name for the upload: nothing of the person's own file name leaves this computer.
    #[must_use]
    pub fn file_name(&self) -> String {
        let extension = match self.facts.mime.as_str() {
            "image/jpeg" => "jpg",
            "image/png" => "png",
            "image/webp" => "webp",
            "image/gif" => "gif",
            "video/mp4" => "mp4",
            "video/quicktime" => "mov",
            "video/webm" => "webm",
            _ => "bin",
        };
        let stem: String = self.facts.hash.chars().take(12).collect();
        format!("{stem}.{extension}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(mime: &str) -> FrozenMedia {
        FrozenMedia {
            hash: "0123456789abcdef".to_owned(),
            mime: mime.to_owned(),
            width: 1,
            height: 1,
            alt: String::new(),
        }
    }

    #[tokio::test]
    async fn a_file_is_read_piece_by_piece() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("video");
        std::fs::write(&path, b"0123456789").expect("written");
        let on_disk = OutgoingMedia {
            content: MediaContent::File { path, len: 10 },
            facts: facts("video/mp4"),
        };
        let in_memory = OutgoingMedia {
            content: MediaContent::Bytes(b"0123456789".as_slice().into()),
            facts: facts("video/mp4"),
        };
        for it in [on_disk, in_memory] {
            assert_eq!(it.chunk(0, 4).await.expect("read"), b"0123");
            assert_eq!(it.chunk(8, 4).await.expect("read"), b"89");
            assert_eq!(it.chunk(10, 4).await.expect("read"), b"");
            assert_eq!(it.read().await.expect("read").len(), 10);
            assert_eq!((it.len(), it.is_video()), (10, true));
            assert_eq!(it.file_name(), "0123456789ab.mp4");
        }
    }
}

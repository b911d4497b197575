//! A file read here and there, with a budget: whatever its header claims, no more than this is read and looked at.

use crate::MediaError;
use std::io::{Read, Seek, SeekFrom};

/// Most bytes read of one file. The tables of a three-hour video of a phone take about 9 MB.
const MAX_READ: u64 = 32 * 1024 * 1024;

/// Most boxes or elements looked at in one file. A recording without a duration is walked block by block: an hour of
/// it has about 300,000.
const MAX_PARTS: u32 = 1_000_000;

pub(crate) struct Source<'a, R> {
    reader: &'a mut R,
    len: u64,
    bytes_left: u64,
    parts_left: u32,
}

impl<'a, R: Read + Seek> Source<'a, R> {
    pub(crate) fn new(reader: &'a mut R) -> Result<Self, MediaError> {
        let len = reader
            .seek(SeekFrom::End(0))
            .map_err(|_| MediaError::Damaged)?;
        Ok(Self {
            reader,
            len,
            bytes_left: MAX_READ,
            parts_left: MAX_PARTS,
        })
    }

    /// Length of the whole file in bytes.
    pub(crate) const fn len(&self) -> u64 {
        self.len
    }

    /// Reads exactly this part.
    pub(crate) fn read(&mut self, at: u64, len: u64) -> Result<Vec<u8>, MediaError> {
        let end = at.checked_add(len).ok_or(MediaError::Damaged)?;
        if end > self.len {
            return Err(MediaError::Damaged);
        }
        self.bytes_left = self
            .bytes_left
            .checked_sub(len)
            .ok_or_else(|| too_much("bytes", MAX_READ))?;
        let mut bytes = vec![0; usize::try_from(len).map_err(|_| MediaError::Damaged)?];
        self.reader
            .seek(SeekFrom::Start(at))
            .and_then(|_| self.reader.read_exact(&mut bytes))
            .map_err(|_| MediaError::Damaged)?;
        Ok(bytes)
    }

    /// Reads up to so many bytes, fewer at the end of the file.
    pub(crate) fn peek(&mut self, at: u64, len: u64) -> Result<Vec<u8>, MediaError> {
        self.read(at, len.min(self.len.saturating_sub(at)))
    }

    /// Counts one more box or element.
    pub(crate) fn count(&mut self) -> Result<(), MediaError> {
        self.parts_left = self
            .parts_left
            .checked_sub(1)
            .ok_or_else(|| too_much("parts", u64::from(MAX_PARTS)))?;
        Ok(())
    }
}

const fn too_much(what: &'static str, limit: u64) -> MediaError {
    MediaError::TooLarge {
        what,
        value: limit + 1,
        limit,
    }
}

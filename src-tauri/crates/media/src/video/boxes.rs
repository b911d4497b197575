//! Boxes of the ISO base media format (ISO/IEC 14496-12) and of QuickTime: a size, a name, a body.

use super::Source;
use crate::MediaError;
use std::io::{Read, Seek};

/// Where a box's body lies in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) name: [u8; 4],
    pub(super) start: u64,
    pub(super) end: u64,
}

/// The box at this place; `end` is where its parent's body ends.
pub(super) fn box_at(
    source: &mut Source<'_, impl Read + Seek>,
    at: u64,
    end: u64,
) -> Result<Found, MediaError> {
    source.count()?;
    let head = source.read(at, 8)?;
    let name = four(&head, 4)?;
    let (body, size) = match u32_at(&head, 0)? {
        0 => (8, end - at),
        1 => (16, u64_at(&source.read(at + 8, 8)?, 0)?),
        size => (8, u64::from(size)),
    };
    let found = Found {
        name,
        start: at + body,
        end: at.checked_add(size).ok_or(MediaError::Damaged)?,
    };
    // A box that reaches beyond its parent was cut off, or never was one.
    if size < body || found.end > end {
        return Err(MediaError::Damaged);
    }
    Ok(found)
}

/// All boxes between two places.
pub(super) fn boxes(
    source: &mut Source<'_, impl Read + Seek>,
    start: u64,
    end: u64,
) -> Result<Vec<Found>, MediaError> {
    let mut all = Vec::new();
    let mut at = start;
    // QuickTime ends some lists with four zero bytes.
    while end.saturating_sub(at) >= 8 {
        let found = box_at(source, at, end)?;
        at = found.end;
        all.push(found);
    }
    Ok(all)
}

impl Found {
    /// The boxes inside.
    pub(super) fn inside(
        self,
        source: &mut Source<'_, impl Read + Seek>,
    ) -> Result<Vec<Self>, MediaError> {
        boxes(source, self.start, self.end)
    }

    /// The whole body.
    pub(super) fn body(
        self,
        source: &mut Source<'_, impl Read + Seek>,
    ) -> Result<Vec<u8>, MediaError> {
        source.read(self.start, self.end - self.start)
    }
}

/// Four bytes at a place of a body.
pub(super) fn four(body: &[u8], at: usize) -> Result<[u8; 4], MediaError> {
    body.get(at..)
        .and_then(|it| it.first_chunk())
        .copied()
        .ok_or(MediaError::Damaged)
}

pub(super) fn u16_at(body: &[u8], at: usize) -> Result<u16, MediaError> {
    body.get(at..)
        .and_then(|it| it.first_chunk())
        .map(|it| u16::from_be_bytes(*it))
        .ok_or(MediaError::Damaged)
}

pub(super) fn u32_at(body: &[u8], at: usize) -> Result<u32, MediaError> {
    four(body, at).map(u32::from_be_bytes)
}

pub(super) fn u64_at(body: &[u8], at: usize) -> Result<u64, MediaError> {
    body.get(at..)
        .and_then(|it| it.first_chunk())
        .map(|it| u64::from_be_bytes(*it))
        .ok_or(MediaError::Damaged)
}

/// A time of a body whose version decides between 4 and 8 bytes; all ones mean that it is not known.
pub(super) fn time_at(body: &[u8], at: usize, long: bool) -> Result<Option<u64>, MediaError> {
    if long {
        u64_at(body, at).map(|it| (it != u64::MAX).then_some(it))
    } else {
        u32_at(body, at).map(|it| (it != u32::MAX).then_some(u64::from(it)))
    }
}

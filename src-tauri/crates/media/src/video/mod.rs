//! Videos without decoding: MP4, MOV and WebM are read box by box, their frames stepped over. No crate fits: those at
//! hand keep whole sample tables in memory, as large as a crafted file asks for, and know one container each.

mod audio;
mod boxes;
mod fragments;
mod mp4;
mod source;
mod track;
mod webm;

pub(crate) use source::Source;

use crate::{MediaError, kind::is_still};
use kelola_domain::media::{Container, VideoFacts};
use std::io::{Read, Seek};

/// A video's upright size and what else its header says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Video {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) facts: VideoFacts,
}

/// Which container these first bytes open, where they open one.
pub(crate) fn container(head: &[u8]) -> Option<Container> {
    match head {
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => match brand.first_chunk()? {
            b"qt  " => Some(Container::Mov),
            // Still pictures and sound in the same boxes.
            b"M4A " | b"M4B " | b"crx " => None,
            brand if is_still(brand) => None,
            _ => Some(Container::Mp4),
        },
        // QuickTime files of older programs begin without a type.
        [_, _, _, _, b'm', b'o', b'o', b'v', ..]
        | [_, _, _, _, b'm', b'd', b'a', b't', ..]
        | [_, _, _, _, b'w', b'i', b'd', b'e', ..] => Some(Container::Mov),
        [0x1a, 0x45, 0xdf, 0xa3, ..] => Some(Container::Webm),
        _ => None,
    }
}

/// Reads what a video's header says.
///
/// # Errors
/// `Damaged` when it is cut off or broken, `Unsupported` when there is no picture in it or it is protected,
/// `TooLarge` when it asks for more reading than the limits allow.
pub(crate) fn probe(
    container: Container,
    reader: &mut (impl Read + Seek),
) -> Result<Video, MediaError> {
    let mut source = Source::new(reader)?;
    let mut video = match container {
        Container::Mp4 | Container::Mov => mp4::probe(container, &mut source)?,
        Container::Webm => webm::probe(&mut source)?,
    };
    if video.width == 0 || video.height == 0 || video.facts.duration_ms == 0 {
        return Err(MediaError::Damaged);
    }
    video.facts.bit_rate =
        u64::try_from(u128::from(source.len()) * 8 * 1000 / u128::from(video.facts.duration_ms))
            .unwrap_or(u64::MAX);
    if matches!(video.facts.rotation, 90 | 270) {
        (video.width, video.height) = (video.height, video.width);
    }
    Ok(video)
}

/// A rate that can be meant; a crafted or broken table gives anything.
fn plausible_rate(frames: u64, seconds: f64) -> Option<f32> {
    let rate = frames as f64 / seconds;
    (rate.is_finite() && rate > 0.0 && rate <= 1000.0).then_some(rate as f32)
}

#[cfg(test)]
mod tests;

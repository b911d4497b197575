//! Animated GIFs that a network takes as they are: checked to the last frame, freed of comments and other notes.

use crate::limits::{MAX_DECODED_BYTES, MAX_NOTES_BYTES, at_most};
use image::{AnimationDecoder, ImageDecoder, codecs::gif::GifDecoder};
use std::io::Cursor;

/// Most frames looked at; X, the strictest network with a stated number, takes 350 (2026-11-22).
const MOST_FRAMES: u64 = 350;

/// The animation without its notes, or nothing when a frame of it is broken or it is too large to be checked.
pub(crate) fn kept(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut decoder = GifDecoder::new(Cursor::new(bytes)).ok()?;
    let canvas = decoder.total_bytes();
    // The canvas, a frame and the two together; a frame's header may claim far more than it covers.
    let room = canvas.saturating_mul(3).saturating_add(MAX_NOTES_BYTES);
    decoder.set_limits(at_most(room)).ok()?;
    let most = (MAX_DECODED_BYTES * 4 / canvas.max(1)).min(MOST_FRAMES);
    let mut frames = 0;
    for frame in decoder.into_frames() {
        frame.ok()?;
        frames += 1;
        if frames > most {
            return None;
        }
    }
    (frames > 1).then(|| without_notes(bytes)).flatten()
}

/// Copies the blocks that draw: tables, frames, their timing and the loop.
fn without_notes(bytes: &[u8]) -> Option<Vec<u8>> {
    let table = |flags: u8| {
        if flags & 0x80 == 0 {
            0
        } else {
            3 << ((flags & 7) + 1)
        }
    };
    let mut at = 13 + table(*bytes.get(10)?);
    let mut out = bytes.get(..at)?.to_vec();
    loop {
        let (end, draws) = match *bytes.get(at)? {
            0x3b => {
                out.push(0x3b);
                return Some(out);
            }
            0x2c => (
                after_blocks(bytes, at + 10 + table(*bytes.get(at + 9)?) + 1)?,
                true,
            ),
            0x21 => {
                let kind = *bytes.get(at + 1)?;
                let name = bytes.get(at + 3..at + 14).unwrap_or_default();
                let loops = kind == 0xff && matches!(name, b"NETSCAPE2.0" | b"ANIMEXTS1.0");
                (after_blocks(bytes, at + 2)?, kind == 0xf9 || loops)
            }
            _ => return None,
        };
        if draws {
            out.extend_from_slice(bytes.get(at..end)?);
        }
        at = end;
    }
}

fn after_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match *bytes.get(at)? {
            0 => return Some(at + 1),
            length => at += 1 + usize::from(length),
        }
    }
}

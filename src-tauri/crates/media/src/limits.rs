//! How much a foreign file may ask for. A header is believed only after these have been checked, before
//! anything is allocated for it.

use crate::MediaError;

/// Most pixels of a picture. Decoding takes at most 12 bytes each (a progressive CMYK JPEG), usually 3 to 9.
pub const MAX_PIXELS: u64 = 100_000_000;

/// Most bytes of a picture's file.
pub const MAX_FILE_BYTES: u64 = 200 * 1024 * 1024;

/// Most bytes of a video's file; it is never read whole.
pub const MAX_VIDEO_BYTES: u64 = 4 * 1024 * 1024 * 1024;

/// Most bytes a decoded picture may take before it is brought to 8 bits.
pub(crate) const MAX_DECODED_BYTES: u64 = 512 * 1024 * 1024;

/// Most bytes a PNG's or TIFF's notes (colour profile, text) may take when they are unpacked; real ones stay below 5 MB.
pub(crate) const MAX_NOTES_BYTES: u64 = 64 * 1024 * 1024;

/// Most pixels a byte of a JPEG can stand for: each block of 64 takes at least a bit.
const JPEG_PIXELS_PER_BYTE: u64 = 64 * 8;

/// Most bytes of decoded pixels a byte of a PNG can stand for: deflate packs at most 1032 to one, and a palette with
/// transparency makes 32 bits of one.
const PNG_BYTES_PER_BYTE: u64 = 1032 * 32;

/// Most scans of a progressive JPEG; cameras and editors write 3 to 20, each costs a pass over the picture.
pub(crate) const MAX_SCANS: usize = 64;

pub(crate) const fn check_file(bytes: &[u8]) -> Result<(), MediaError> {
    check_length(bytes.len() as u64, MAX_FILE_BYTES)
}

pub(crate) const fn check_length(value: u64, limit: u64) -> Result<(), MediaError> {
    match value {
        0 => Err(MediaError::Empty),
        _ if value > limit => Err(MediaError::TooLarge {
            what: "bytes",
            value,
            limit,
        }),
        _ => Ok(()),
    }
}

pub(crate) fn check_pixels(width: u32, height: u32) -> Result<(), MediaError> {
    match u64::from(width) * u64::from(height) {
        0 => Err(MediaError::Damaged),
        value if value > MAX_PIXELS => Err(MediaError::TooLarge {
            what: "pixels",
            value,
            limit: MAX_PIXELS,
        }),
        _ => Ok(()),
    }
}

/// Whether a JPEG of this length can hold so many pixels. One that cannot is cut off, and nothing need be allocated for
/// it to find that out.
pub(crate) const fn holds_jpeg(bytes: &[u8], pixels: u64) -> bool {
    pixels <= bytes.len() as u64 * JPEG_PIXELS_PER_BYTE
}

/// Whether a PNG of this length can hold so many decoded bytes.
pub(crate) const fn holds_png(bytes: &[u8], decoded: u64) -> bool {
    decoded <= bytes.len() as u64 * PNG_BYTES_PER_BYTE
}

/// Lets a decoder take this much.
pub(crate) fn at_most(bytes: u64) -> image::Limits {
    let mut limits = image::Limits::no_limits();
    limits.max_alloc = Some(bytes);
    limits
}

pub(crate) const fn memory() -> MediaError {
    MediaError::TooLarge {
        what: "bytes",
        value: MAX_DECODED_BYTES + 1,
        limit: MAX_DECODED_BYTES,
    }
}

//! Everything but JPEG: PNG, WebP, GIF, BMP and TIFF, brought to 8 bits a channel.

use super::{Decoded, Layout};
use crate::{
    MediaError,
    kind::{Kind, gif_frames},
    limits::{MAX_DECODED_BYTES, MAX_NOTES_BYTES, at_most, check_pixels, holds_png, memory},
    orient::Orientation,
};
use image::{ColorType, ExtendedColorType, ImageDecoder, ImageError, ImageFormat, ImageReader};
use std::io::Cursor;
use tiff::{
    TiffError,
    decoder::{Decoder, DecodingResult, Limits, ifd::Value},
    tags::Tag,
};

/// What the file says before its pixels.
pub(crate) struct Header {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) orientation: Orientation,
    pub(crate) has_alpha: bool,
}

pub(crate) fn header(kind: Kind, bytes: &[u8]) -> Result<Header, MediaError> {
    let mut decoder = open(kind, bytes)?;
    let (width, height) = decoder.dimensions();
    let has_alpha = decoder.color_type().has_alpha();
    Ok(Header {
        width,
        height,
        orientation: orientation(&mut decoder),
        has_alpha,
    })
}

pub(super) fn decode(kind: Kind, bytes: &[u8]) -> Result<Decoded, MediaError> {
    let mut decoder = open(kind, bytes)?;
    let (width, height) = decoder.dimensions();
    let colour = decoder.color_type();
    let total = decoder.total_bytes();
    if total > MAX_DECODED_BYTES {
        return Err(memory());
    }
    if kind == Kind::Png && !holds_png(bytes, total) {
        return Err(MediaError::Damaged);
    }
    let icc = match kind {
        Kind::Tiff => tiff_profile(bytes),
        _ => decoder.icc_profile().ok().flatten(),
    };
    let orientation = orientation(&mut decoder);
    if kind == Kind::Tiff && is_ink(decoder.original_color_type()) {
        return Ok(Decoded {
            pixels: ink(bytes, width, height)?,
            width,
            height,
            layout: Layout::Cmyk,
            icc,
            orientation,
            animated: false,
        });
    }
    let mut pixels = vec![0; usize::try_from(total).map_err(|_| memory())?];
    decoder
        .read_image(&mut pixels)
        .map_err(|error| refused(kind, error))?;
    let layout = match colour {
        ColorType::L8 | ColorType::L16 => Layout::Gray,
        ColorType::La8 | ColorType::La16 => Layout::GrayAlpha,
        ColorType::Rgb8 | ColorType::Rgb16 | ColorType::Rgb32F => Layout::Rgb,
        ColorType::Rgba8 | ColorType::Rgba16 | ColorType::Rgba32F => Layout::Rgba,
        _ => return Err(MediaError::unsupported(kind.name())),
    };
    match colour {
        ColorType::L16 | ColorType::La16 | ColorType::Rgb16 | ColorType::Rgba16 => {
            halve(&mut pixels)
        }
        ColorType::Rgb32F | ColorType::Rgba32F => quarter(&mut pixels),
        _ => {}
    }
    if pixels.len() != width as usize * height as usize * layout.bytes() {
        return Err(MediaError::Damaged);
    }
    Ok(Decoded {
        pixels,
        width,
        height,
        layout,
        icc,
        orientation,
        animated: false,
    })
}

/// The colour profile of a TIFF. `image` leaves out what has more bytes than small pictures have pixels.
fn tiff_profile(bytes: &[u8]) -> Option<Vec<u8>> {
    // Each byte is a value of its own at first, and none can be read that the file does not have.
    let room = bytes.len().saturating_mul(size_of::<Value>());
    let most = usize::try_from(2 * MAX_NOTES_BYTES).ok()?;
    let mut limits = Limits::default();
    limits.decoding_buffer_size = room.min(most);
    Decoder::new(Cursor::new(bytes))
        .ok()?
        .with_limits(limits)
        .get_tag_u8_vec(Tag::IccProfile)
        .ok()
}

const fn is_ink(colour: ExtendedColorType) -> bool {
    matches!(colour, ExtendedColorType::Cmyk8 | ExtendedColorType::Cmyk16)
}

/// The ink of a TIFF as it is stored: `image` would make light of it without asking its profile.
fn ink(bytes: &[u8], width: u32, height: u32) -> Result<Vec<u8>, MediaError> {
    let most = usize::try_from(MAX_DECODED_BYTES).map_err(|_| memory())?;
    let mut limits = Limits::default();
    (limits.decoding_buffer_size, limits.intermediate_buffer_size) = (most, most);
    let read = Decoder::new(Cursor::new(bytes))
        .and_then(|it| it.with_limits(limits).read_image())
        .map_err(|error| match error {
            TiffError::LimitsExceeded => memory(),
            TiffError::UnsupportedError(_) => MediaError::unsupported(Kind::Tiff.name()),
            _ => MediaError::Damaged,
        })?;
    let pixels = match read {
        DecodingResult::U8(pixels) => pixels,
        DecodingResult::U16(deep) => deep.into_iter().map(eight_bits).collect(),
        _ => Vec::new(),
    };
    // Ink in planes of their own comes one plane at a time.
    if pixels.len() == width as usize * height as usize * Layout::Cmyk.bytes() {
        Ok(pixels)
    } else {
        Err(MediaError::unsupported(Kind::Tiff.name()))
    }
}

fn open(kind: Kind, bytes: &[u8]) -> Result<impl ImageDecoder + '_, MediaError> {
    let format = match kind {
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Png => ImageFormat::Png,
        Kind::Webp => ImageFormat::WebP,
        Kind::Gif => ImageFormat::Gif,
        Kind::Bmp => ImageFormat::Bmp,
        Kind::Tiff => ImageFormat::Tiff,
    };
    if kind == Kind::Gif && gif_frames(bytes).is_none() || kind == Kind::Webp && is_cut(bytes) {
        return Err(MediaError::Damaged);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(at_most(if kind == Kind::Png {
        MAX_NOTES_BYTES
    } else {
        MAX_DECODED_BYTES
    }));
    let mut decoder = reader
        .into_decoder()
        .map_err(|error| refused(kind, error))?;
    let (width, height) = decoder.dimensions();
    check_pixels(width, height)?;
    if matches!(kind, Kind::Tiff | Kind::Gif) {
        // Directories and frames ask for room of their own, whatever the size of the picture they belong to.
        let room = decoder.total_bytes() + bytes.len() as u64 + MAX_NOTES_BYTES;
        decoder.set_limits(at_most(room.min(MAX_DECODED_BYTES)))?;
    }
    Ok(decoder)
}

/// What a decoder says, with the name of what it could not read.
fn refused(kind: Kind, error: ImageError) -> MediaError {
    match error {
        ImageError::Unsupported(_) => MediaError::unsupported(kind.name()),
        other => other.into(),
    }
}

/// Whether a RIFF file, or a chunk in it, is shorter than it says.
fn is_cut(bytes: &[u8]) -> bool {
    let number = |at: usize| Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?) as usize);
    let Some(end) = number(4).and_then(|it| it.checked_add(8)) else {
        return true;
    };
    let mut at = 12;
    while at < end.min(bytes.len()) {
        let Some(length) = number(at + 4) else {
            return true;
        };
        at = at.saturating_add(8).saturating_add(length);
        if at > end {
            return true;
        }
        // Chunks begin at even places; the last one's filling byte is left out by some.
        at = at.saturating_add(length % 2);
    }
    bytes.len() < end
}

fn orientation(decoder: &mut impl ImageDecoder) -> Orientation {
    decoder
        .orientation()
        .map_or(Orientation::UPRIGHT, |it| Orientation::new(it.to_exif()))
}

/// 16 bits to 8, in place.
fn halve(pixels: &mut Vec<u8>) {
    let count = pixels.len() / 2;
    for at in 0..count {
        pixels[at] = eight_bits(u16::from_ne_bytes([pixels[2 * at], pixels[2 * at + 1]]));
    }
    pixels.truncate(count);
    pixels.shrink_to_fit();
}

/// Rounds to the nearest of 255 steps.
fn eight_bits(value: u16) -> u8 {
    ((u32::from(value) * 255 + 32_895) >> 16) as u8
}

/// 32-bit floating point, 0 to 1, to 8 bits, in place.
fn quarter(pixels: &mut Vec<u8>) {
    let count = pixels.len() / 4;
    for at in 0..count {
        let from = 4 * at;
        let value = f32::from_ne_bytes([
            pixels[from],
            pixels[from + 1],
            pixels[from + 2],
            pixels[from + 3],
        ]);
        pixels[at] = (value.clamp(0.0, 1.0) * 255.0).round() as u8;
    }
    pixels.truncate(count);
    pixels.shrink_to_fit();
}

//! Pixels to files that fit: JPEG with a search for the best quality under a byte limit, PNG or lossless WebP
//! where a network takes nothing else. Only pixels go in, so no metadata can come out but a credit given on purpose.

use crate::{MediaError, credit, resize::shrink};
use image::{
    ExtendedColorType, ImageEncoder,
    codecs::{
        png::{CompressionType, FilterType, PngEncoder},
        webp::WebPEncoder,
    },
};
use kelola_domain::media::ImageFormat;
use turbojpeg::{Compressor, Image, PixelFormat, Subsamp};

/// The lowest quality the search goes to; below it blocks show.
const LOWEST: u8 = 40;

/// The smallest side shrinking goes to.
const SMALLEST_SIDE: u32 = 16;

/// Upright pixels in sRGB, ready to be written.
pub(crate) struct Picture {
    pub(crate) pixels: Vec<u8>,
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Four bytes a pixel instead of three.
    pub(crate) alpha: bool,
}

/// What a picture is written on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paper<'a> {
    /// The JPEG quality wanted.
    pub(crate) quality: u8,
    /// Most bytes.
    pub(crate) max_bytes: u64,
    /// What shines through where the format has no transparency.
    pub(crate) background: [u8; 3],
    /// Who made it, to be written into the file.
    pub(crate) credit: Option<&'a str>,
}

impl Paper<'_> {
    /// Of this quality, of any weight, white and without a credit.
    pub(crate) const fn plain(quality: u8) -> Self {
        Self {
            quality,
            max_bytes: u64::MAX,
            background: [255; 3],
            credit: None,
        }
    }
}

/// A written picture.
pub(crate) struct Written {
    pub(crate) bytes: Vec<u8>,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) format: ImageFormat,
    pub(crate) quality: Option<u8>,
    pub(crate) flattened: bool,
}

/// Writes a picture in the first of the formats in which it fits. Where it fits in none, it is made smaller
/// in the last one until it does; only a limit below a few hundred bytes is then still exceeded.
pub(crate) fn write(
    picture: Picture,
    formats: &[ImageFormat],
    paper: &Paper<'_>,
) -> Result<Written, MediaError> {
    let max_bytes = paper.max_bytes;
    let (last, first) = formats
        .split_last()
        .ok_or_else(|| MediaError::unsupported("format"))?;
    for format in first {
        let written = write_once(&picture, *format, paper)?;
        if written.bytes.len() as u64 <= max_bytes {
            return Ok(written);
        }
    }
    let mut picture = picture;
    loop {
        let written = write_once(&picture, *last, paper)?;
        let excess = written.bytes.len() as f64 / max_bytes.max(1) as f64;
        if excess <= 1.0 || picture.width.min(picture.height) <= SMALLEST_SIDE {
            return Ok(written);
        }
        // Bytes grow a little slower than pixels; a step that is slightly too large saves another round.
        let factor = (0.95 / excess.sqrt()).clamp(0.25, 0.9);
        let side = |it: u32| ((f64::from(it) * factor).floor() as u32).max(SMALLEST_SIDE.min(it));
        let to = (side(picture.width), side(picture.height));
        let pixels = shrink(
            &picture.pixels,
            (picture.width, picture.height),
            to,
            picture.alpha,
        )?;
        picture = Picture {
            pixels,
            width: to.0,
            height: to.1,
            alpha: picture.alpha,
        };
    }
}

fn write_once(
    picture: &Picture,
    format: ImageFormat,
    paper: &Paper<'_>,
) -> Result<Written, MediaError> {
    let exif = paper.credit.and_then(credit::exif);
    let (width, height) = (picture.width, picture.height);
    let written = |bytes, quality, flattened| Written {
        bytes,
        width,
        height,
        format,
        quality,
        flattened,
    };
    let mut bytes = Vec::new();
    let colour = if picture.alpha {
        ExtendedColorType::Rgba8
    } else {
        ExtendedColorType::Rgb8
    };
    match format {
        ImageFormat::Jpeg if picture.alpha => {
            let flat = flatten(&picture.pixels, paper.background);
            let (bytes, quality) = search(&flat, width, height, paper, exif.as_deref())?;
            Ok(written(bytes, Some(quality), true))
        }
        ImageFormat::Jpeg => {
            let (bytes, quality) = search(&picture.pixels, width, height, paper, exif.as_deref())?;
            Ok(written(bytes, Some(quality), false))
        }
        ImageFormat::Png => {
            let encoder = PngEncoder::new_with_quality(
                &mut bytes,
                CompressionType::Default,
                FilterType::Adaptive,
            );
            credited(encoder, exif)?.write_image(&picture.pixels, width, height, colour)?;
            Ok(written(bytes, None, false))
        }
        ImageFormat::Webp => {
            let encoder = WebPEncoder::new_lossless(&mut bytes);
            credited(encoder, exif)?.write_image(&picture.pixels, width, height, colour)?;
            Ok(written(bytes, None, false))
        }
        ImageFormat::Gif => Err(MediaError::unsupported("gif")),
    }
}

fn credited<E: ImageEncoder>(mut encoder: E, exif: Option<Vec<u8>>) -> Result<E, MediaError> {
    if let Some(exif) = exif {
        encoder
            .set_exif_metadata(exif)
            .map_err(|_| MediaError::unsupported("credit"))?;
    }
    Ok(encoder)
}

/// The best JPEG at or below the wanted quality that fits; the lowest one where none does.
fn search(
    rgb: &[u8],
    width: u32,
    height: u32,
    paper: &Paper<'_>,
    exif: Option<&[u8]>,
) -> Result<(Vec<u8>, u8), MediaError> {
    let wanted = paper.quality;
    let fits = |bytes: &[u8]| bytes.len() as u64 <= paper.max_bytes;
    let jpeg = |quality| encoded(rgb, width, height, quality, exif);
    let first = jpeg(wanted)?;
    if fits(&first) {
        return Ok((first, wanted));
    }
    let floor = LOWEST.min(wanted);
    let mut best = (jpeg(floor)?, floor);
    if !fits(&best.0) {
        return Ok(best);
    }
    let (mut low, mut high) = (floor, wanted);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        let tried = jpeg(middle)?;
        if fits(&tried) {
            (best, low) = ((tried, middle), middle);
        } else {
            high = middle;
        }
    }
    Ok(best)
}

/// Baseline JPEG with colour at half resolution, which every network takes, and with code tables of its own.
pub(crate) fn jpeg(
    rgb: &[u8],
    width: u32,
    height: u32,
    quality: u8,
) -> Result<Vec<u8>, MediaError> {
    encoded(rgb, width, height, quality, None)
}

fn encoded(
    rgb: &[u8],
    width: u32,
    height: u32,
    quality: u8,
    exif: Option<&[u8]>,
) -> Result<Vec<u8>, MediaError> {
    // What the format holds is all that can be wrong with finished pixels.
    let too_large = || MediaError::TooLarge {
        what: "pixels",
        value: u64::from(width) * u64::from(height),
        limit: 65_535 * 65_535,
    };
    let image = Image {
        pixels: rgb,
        width: width as usize,
        pitch: width as usize * 3,
        height: height as usize,
        format: PixelFormat::RGB,
    };
    let written = || {
        let mut encoder = Compressor::new()?;
        encoder.set_quality(i32::from(quality.clamp(1, 100)))?;
        encoder.set_subsamp(Subsamp::Sub2x2)?;
        encoder.set_optimize(true)?;
        encoder.compress_to_vec(image)
    };
    let jpeg = written().map_err(|_| too_large())?;
    match exif {
        Some(exif) => with_exif(&jpeg, exif).ok_or_else(too_large),
        None => Ok(jpeg),
    }
}

/// A JPEG with an EXIF block behind its first segment, as JFIF wants that one first.
fn with_exif(jpeg: &[u8], exif: &[u8]) -> Option<Vec<u8>> {
    let [_, _, 0xff, 0xe0, high, low, ..] = *jpeg else {
        return None;
    };
    let (head, rest) = jpeg.split_at_checked(4 + usize::from(u16::from_be_bytes([high, low])))?;
    let name = b"Exif\0\0";
    let length = u16::try_from(2 + name.len() + exif.len()).ok()?;
    Some([head, &[0xff, 0xe1], &length.to_be_bytes(), name, exif, rest].concat())
}

/// Lays pixels of four bytes on a colour.
pub(crate) fn flatten(rgba: &[u8], background: [u8; 3]) -> Vec<u8> {
    let mix = |top: u8, bottom: u8, alpha: u8| {
        let (top, bottom, alpha) = (u32::from(top), u32::from(bottom), u32::from(alpha));
        ((top * alpha + bottom * (255 - alpha) + 127) / 255) as u8
    };
    let [br, bg, bb] = background;
    rgba.as_chunks()
        .0
        .iter()
        .flat_map(|&[r, g, b, a]| [mix(r, br, a), mix(g, bg, a), mix(b, bb, a)])
        .collect()
}

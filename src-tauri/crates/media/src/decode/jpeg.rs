//! JPEG, including CMYK. Lenient with odd headers, as cameras are; strict with the picture itself, so that a
//! half transferred photo is refused rather than posted half grey.

use super::{Decoded, Layout};
use crate::{
    MediaError,
    limits::{MAX_SCANS, check_pixels, holds_jpeg},
    orient::Orientation,
};
use zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions};
use zune_jpeg::JpegDecoder;

type Decoder<'a> = JpegDecoder<ZCursor<&'a [u8]>>;

/// What a JPEG says before its pixels.
pub(crate) struct Header {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) orientation: Orientation,
}

/// Reads the header and makes sure that the file is complete.
pub(crate) fn header(bytes: &[u8]) -> Result<Header, MediaError> {
    let (header, _) = open(bytes)?;
    Ok(header)
}

pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, MediaError> {
    let padded = padded(bytes).ok_or(MediaError::Damaged)?;
    let bytes = padded.as_slice();
    let (
        Header {
            width,
            height,
            orientation,
        },
        mut decoder,
    ) = open(bytes)?;
    let stored = decoder.input_colorspace().ok_or(MediaError::Damaged)?;
    let (out, layout) = match stored {
        ColorSpace::Luma => (ColorSpace::Luma, Layout::Gray),
        ColorSpace::CMYK if has_adobe_marker(bytes) => (ColorSpace::CMYK, Layout::CmykInverted),
        ColorSpace::CMYK => (ColorSpace::CMYK, Layout::Cmyk),
        ColorSpace::YCCK => (ColorSpace::YCCK, Layout::YcckInverted),
        _ => (ColorSpace::RGB, Layout::Rgb),
    };
    let pixels = if has_separate_scans(bytes) {
        separate(bytes, layout)?
    } else {
        decoder.set_options(options().set_strict_mode(true).jpeg_set_out_colorspace(out));
        decoder.decode().map_err(|_| MediaError::Damaged)?
    };
    if pixels.len() != width as usize * height as usize * layout.bytes() {
        return Err(MediaError::Damaged);
    }
    let icc = decoder.icc_profile();
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

/// Whether a sequential JPEG keeps each colour in a scan of its own. zune-jpeg 0.5 reads those without an error and with
/// wrong colours.
fn has_separate_scans(bytes: &[u8]) -> bool {
    let mut colours = None;
    for (marker, data) in Markers::new(bytes) {
        match marker {
            0xc0 | 0xc1 => colours = data.get(5).copied(),
            0xda => return colours.is_some_and(|all| data.first().is_some_and(|it| *it < all)),
            _ => {}
        }
    }
    false
}

fn separate(bytes: &[u8], layout: Layout) -> Result<Vec<u8>, MediaError> {
    if layout != Layout::Rgb {
        return Err(MediaError::unsupported("jpeg"));
    }
    jpeg_decoder::Decoder::new(bytes)
        .decode()
        .map_err(|_| MediaError::Damaged)
}

fn options() -> DecoderOptions {
    // Sizes are checked as pixels; a long thin picture is fine.
    DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(65_535)
        .set_max_height(65_535)
        .jpeg_set_max_scans(MAX_SCANS)
}

fn open(bytes: &[u8]) -> Result<(Header, Decoder<'_>), MediaError> {
    if end(bytes).is_none() || lacks_scans(bytes) {
        return Err(MediaError::Damaged);
    }
    if is_uncommon(bytes) {
        return Err(MediaError::unsupported("jpeg"));
    }
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options());
    decoder.decode_headers().map_err(|_| MediaError::Damaged)?;
    let info = decoder.info().ok_or(MediaError::Damaged)?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    check_pixels(width, height)?;
    if !holds_jpeg(bytes, u64::from(width) * u64::from(height)) {
        return Err(MediaError::Damaged);
    }
    let orientation = Orientation::from_exif(decoder.exif().map(Vec::as_slice));
    Ok((
        Header {
            width,
            height,
            orientation,
        },
        decoder,
    ))
}

/// Where the end-of-image marker stands that follows the picture. An embedded thumbnail has one of its own, so
/// segments are stepped over, not searched.
fn end(bytes: &[u8]) -> Option<usize> {
    let mut seen_scan = false;
    for (marker, data) in Markers::new(bytes) {
        match marker {
            0xda => seen_scan = true,
            0xd9 => return seen_scan.then_some(bytes.len() - data.len()),
            _ => {}
        }
    }
    None
}

/// The picture with ones before its end marker. Decoders take zeros for what is missing before that marker and show it;
/// no code consists of ones alone (ITU-T T.81, C), so what was cut off and closed again fails instead.
fn padded(bytes: &[u8]) -> Option<Vec<u8>> {
    let picture = bytes.get(..end(bytes)?)?;
    Some([picture, &[0xff, 0].repeat(16), &[0xff, 0xd9]].concat())
}

/// Whether the scans of a progressive JPEG lack a part of it: each of 64 frequencies of each colour must have come down to
/// its last bit. What ends between two scans looks whole and is only blurred.
fn lacks_scans(bytes: &[u8]) -> bool {
    let mut colours = Vec::new();
    // Bits still missing, by colour and frequency.
    let mut missing = [[u8::MAX; 64]; 4];
    for (marker, data) in Markers::new(bytes) {
        match marker {
            0xc2 => {
                colours = data
                    .get(6..)
                    .unwrap_or_default()
                    .iter()
                    .step_by(3)
                    .take(4)
                    .collect()
            }
            0xda => {
                let count = usize::from(data.first().copied().unwrap_or_default());
                let ids = data.iter().skip(1).step_by(2).take(count);
                let Some(&[first, last, bits]) = data.get(1 + 2 * count..4 + 2 * count) else {
                    return true;
                };
                for id in ids {
                    let colour = colours.iter().position(|it| *it == id);
                    let colour = colour.and_then(|it| missing.get_mut(it));
                    let part =
                        colour.and_then(|it| it.get_mut(usize::from(first)..=usize::from(last)));
                    part.into_iter()
                        .flatten()
                        .for_each(|it| *it = (*it).min(bits & 15));
                }
            }
            _ => {}
        }
    }
    missing
        .iter()
        .take(colours.len())
        .flatten()
        .any(|it| *it > 0)
}

/// Whether its pixels are coded in a way hardly any program reads: without loss, arithmetically, or with 12 bits.
fn is_uncommon(bytes: &[u8]) -> bool {
    Markers::new(bytes)
        .take_while(|(marker, _)| *marker != 0xda)
        .any(|(marker, data)| match marker {
            0xc0..=0xc2 => data.first().is_some_and(|bits| *bits == 12),
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => true,
            _ => false,
        })
}

fn has_adobe_marker(bytes: &[u8]) -> bool {
    Markers::new(bytes)
        .take_while(|(marker, _)| *marker != 0xda)
        .any(|(marker, data)| marker == 0xee && data.starts_with(b"Adobe"))
}

/// The markers of a JPEG with the contents of their segments, pixel data stepped over; with the last one comes all from it
/// on.
struct Markers<'a> {
    rest: &'a [u8],
}

impl<'a> Markers<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self {
            rest: bytes.get(2..).unwrap_or_default(),
        }
    }
}

impl<'a> Iterator for Markers<'a> {
    type Item = (u8, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            // Everything up to the next FF is pixel data, or stray bytes that decoders step over too.
            let at = self.rest.iter().position(|it| *it == 0xff)?;
            let marker = *self.rest.get(at + 1)?;
            let after = self.rest.get(at + 2..)?;
            match marker {
                // A filled FF may be the first of two.
                0xff => self.rest = self.rest.get(at + 1..)?,
                // A literal FF, a restart or a lone marker: no length follows.
                0x00 | 0x01 | 0xd0..=0xd8 => self.rest = after,
                0xd9 => {
                    let from_marker = self.rest.get(at..)?;
                    self.rest = &[];
                    return Some((marker, from_marker));
                }
                _ => {
                    let [high, low, ..] = *after else { return None };
                    let length = usize::from(u16::from_be_bytes([high, low]));
                    let data = after.get(2..length)?;
                    self.rest = after.get(length..)?;
                    return Some((marker, data));
                }
            }
        }
    }
}

//! JPEG, including CMYK. Lenient with odd headers, as cameras are; strict with the picture itself, so that a
//! half transferred photo is refused rather than posted half grey.

use super::{Decoded, Layout};
use crate::{
    MediaError,
    limits::{MAX_SCANS, check_pixels},
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
    if !is_complete(bytes) {
        return Err(MediaError::Damaged);
    }
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options());
    decoder.decode_headers().map_err(|_| MediaError::Damaged)?;
    let info = decoder.info().ok_or(MediaError::Damaged)?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    check_pixels(width, height)?;
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

/// Whether the end-of-image marker follows the picture. An embedded thumbnail has one of its own, so
/// segments are stepped over, not searched.
fn is_complete(bytes: &[u8]) -> bool {
    let mut seen_scan = false;
    for (marker, _) in Markers::new(bytes) {
        match marker {
            0xda => seen_scan = true,
            0xd9 => return seen_scan,
            _ => {}
        }
    }
    false
}

fn has_adobe_marker(bytes: &[u8]) -> bool {
    Markers::new(bytes)
        .take_while(|(marker, _)| *marker != 0xda)
        .any(|(marker, data)| marker == 0xee && data.starts_with(b"Adobe"))
}

/// The markers of a JPEG with the contents of their segments, pixel data stepped over.
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
                    self.rest = &[];
                    return Some((marker, &[]));
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

//! JPEG, including CMYK. Lenient with odd headers, as cameras are; strict with the picture itself, so that a
//! half transferred photo is refused rather than posted half grey.

mod fast;
mod markers;

use super::{Decoded, Layout};
use crate::{
    MediaError,
    limits::{MAX_SCANS, check_pixels, holds_jpeg},
    orient::Orientation,
};
use markers::{has_adobe_marker, has_separate_scans, is_uncommon, padded, picture};
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
    picture(bytes).ok_or(MediaError::Damaged)?;
    let (header, _) = open(bytes)?;
    Ok(header)
}

pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, MediaError> {
    let picture = picture(bytes).ok_or(MediaError::Damaged)?;
    let (header, decoder) = open(picture)?;
    let (width, height) = (header.width, header.height);
    let (out, layout) = match decoder.input_colorspace().ok_or(MediaError::Damaged)? {
        ColorSpace::Luma => (ColorSpace::Luma, Layout::Gray),
        ColorSpace::CMYK if has_adobe_marker(picture) => (ColorSpace::CMYK, Layout::CmykInverted),
        ColorSpace::CMYK => (ColorSpace::CMYK, Layout::Cmyk),
        ColorSpace::YCCK => (ColorSpace::YCCK, Layout::YcckInverted),
        _ => (ColorSpace::RGB, Layout::Rgb),
    };
    let pixels = match fast::decode(picture, width, height, layout) {
        Some(pixels) => pixels,
        None => careful(picture, out, layout)?,
    };
    if pixels.len() != width as usize * height as usize * layout.bytes() {
        return Err(MediaError::Damaged);
    }
    Ok(Decoded {
        pixels,
        width,
        height,
        layout,
        icc: decoder.icc_profile(),
        orientation: header.orientation,
        animated: false,
    })
}

/// For ink, and for what the fast decoder does not take without a word: it says as little about stray bytes, which are
/// harmless, as about pixels that are not there.
fn careful(picture: &[u8], out: ColorSpace, layout: Layout) -> Result<Vec<u8>, MediaError> {
    let padded = padded(picture);
    if has_separate_scans(picture) {
        return separate(&padded, layout);
    }
    let (_, mut decoder) = open(&padded)?;
    decoder.set_options(options().set_strict_mode(true).jpeg_set_out_colorspace(out));
    decoder.decode().map_err(|_| MediaError::Damaged)
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

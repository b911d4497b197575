//! Small pictures for lists, the calendar and reports.

use crate::{
    MediaError, Rect,
    colour::ToSrgb,
    decode::{decode, guarded},
    encode::{Paper, Picture, write},
    render::picture,
};
use fast_image_resize::Resizer;
use kelola_domain::media::ImageFormat;

/// Good enough at the size a thumbnail is shown.
const QUALITY: u8 = 80;

/// The whole picture, upright and in sRGB, with no side longer than `max_side` and never enlarged: a JPEG, or a
/// PNG where something is transparent.
///
/// # Errors
/// When the original cannot be read (see [`MediaError`]).
pub fn thumbnail(bytes: &[u8], max_side: u32) -> Result<Vec<u8>, MediaError> {
    guarded(|| {
        let small = small(bytes, max_side)?;
        let format = if small.alpha {
            ImageFormat::Png
        } else {
            ImageFormat::Jpeg
        };
        Ok(write(small, &[format], &Paper::plain(QUALITY))?.bytes)
    })
}

/// The whole picture, upright and in sRGB, with no side longer than `max_side` and never enlarged.
pub(crate) fn small(bytes: &[u8], max_side: u32) -> Result<Picture, MediaError> {
    guarded(|| {
        let source = decode(bytes)?;
        let colour = ToSrgb::new(source.layout, source.icc.as_deref());
        let (width, height) = source.upright();
        let whole = Rect {
            x: 0.0,
            y: 0.0,
            width: f64::from(width),
            height: f64::from(height),
        };
        let target = fitted(width, height, max_side);
        picture(&mut Resizer::new(), &source, &colour, whole, target)
    })
}

pub(crate) fn fitted(width: u32, height: u32, max_side: u32) -> (u32, u32) {
    let scale = (f64::from(max_side.max(1)) / f64::from(width.max(height))).min(1.0);
    let side = |it: u32| ((f64::from(it) * scale).round() as u32).max(1);
    (side(width), side(height))
}

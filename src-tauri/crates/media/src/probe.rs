//! What a picture is, from its header alone: cheap enough to run on every file that is dropped.

use crate::{
    MediaError,
    decode::{guarded, jpeg_header, raster_header},
    kind::{Kind, is_animated},
    limits::check_file,
};

/// What the header of a picture says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// MIME type, told from the content.
    pub mime: &'static str,
    /// Upright width in pixels.
    pub width: u32,
    /// Upright height in pixels.
    pub height: u32,
    /// Whether pixels may be transparent.
    pub has_alpha: bool,
    /// How it is stored, EXIF 1 to 8; 1 = upright.
    pub orientation: u8,
    /// Whether it has more than one frame.
    pub animated: bool,
}

/// Reads what the header says and, for a JPEG, makes sure that the file is complete. Takes memory and time in
/// proportion to the file, not to the size it claims.
///
/// # Errors
/// When the file is empty, no picture Kelola reads, broken, or larger than the limits.
pub fn probe(bytes: &[u8]) -> Result<Facts, MediaError> {
    guarded(|| {
        check_file(bytes)?;
        let kind = Kind::of(bytes)?;
        let (stored, orientation, has_alpha) = if kind == Kind::Jpeg {
            let it = jpeg_header(bytes)?;
            ((it.width, it.height), it.orientation, false)
        } else {
            let it = raster_header(kind, bytes)?;
            ((it.width, it.height), it.orientation, it.has_alpha)
        };
        let (width, height) = orientation.turned(stored.0, stored.1);
        let animated = is_animated(kind, bytes);
        Ok(Facts {
            mime: kind.mime(),
            width,
            height,
            has_alpha,
            orientation: orientation.exif(),
            animated,
        })
    })
}

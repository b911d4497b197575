//! One decoding for every job: pixels as they were stored, 8 bits a channel, with what is needed to turn
//! them upright and to sRGB later, when they are few.

mod jpeg;
mod raster;

pub(crate) use jpeg::header as jpeg_header;
pub(crate) use raster::header as raster_header;

use crate::{
    MediaError,
    kind::{Kind, is_animated},
    limits::check_file,
    orient::Orientation,
};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What the bytes of a pixel mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    Gray,
    GrayAlpha,
    Rgb,
    Rgba,
    /// Ink, 255 = full.
    Cmyk,
    /// Ink as Adobe stores it, 0 = full.
    CmykInverted,
    /// The same with its colours as luma and chroma.
    YcckInverted,
}

impl Layout {
    pub(crate) const fn bytes(self) -> usize {
        match self {
            Self::Gray => 1,
            Self::GrayAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba | Self::Cmyk | Self::CmykInverted | Self::YcckInverted => 4,
        }
    }
}

/// A decoded picture as it was stored.
pub(crate) struct Decoded {
    pub(crate) pixels: Vec<u8>,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) layout: Layout,
    pub(crate) icc: Option<Vec<u8>>,
    pub(crate) orientation: Orientation,
    pub(crate) animated: bool,
}

impl Decoded {
    /// Upright width and height.
    pub(crate) const fn upright(&self) -> (u32, u32) {
        self.orientation.turned(self.width, self.height)
    }
}

/// Decodes the picture, or its first frame.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, MediaError> {
    guarded(|| {
        check_file(bytes)?;
        match Kind::of(bytes)? {
            Kind::Jpeg => jpeg::decode(bytes),
            kind => Ok(Decoded {
                animated: is_animated(kind, bytes),
                ..raster::decode(kind, bytes)?
            }),
        }
    })
}

/// Runs work on foreign bytes. A decoder that trips over a crafted file must cost that file, not the program.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, MediaError>) -> Result<T, MediaError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(MediaError::Damaged))
}

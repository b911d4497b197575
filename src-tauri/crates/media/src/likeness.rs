//! What a picture looks like, as 256 bits: pictures that look alike have bits that differ in few places, whatever their
//! size, format or compression.

use crate::{MediaError, decode::guarded, encode::Picture, thumbnail::small};
use image::{RgbImage, imageops::FilterType};
use image_hasher::{HashAlg, Hasher, HasherConfig};
use std::sync::LazyLock;

/// The longest side of what is looked at, in pixels; more would only cost time.
const SIDE: u32 = 128;

/// Bits per side of the mark.
const BITS: u32 = 16;

/// A picture whose brightness hardly changes has nothing to be told by; standard deviation, of 255.
const FLATTEST: f64 = 3.0;

static HASHER: LazyLock<Hasher<[u8; 32]>> = LazyLock::new(|| {
    HasherConfig::with_bytes_type::<[u8; 32]>()
        .hash_size(BITS, BITS)
        .hash_alg(HashAlg::Median)
        .preproc_dct()
        .resize_filter(FilterType::Triangle)
        .to_hasher()
});

/// What a picture looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Likeness([u8; 32]);

impl Likeness {
    /// Pictures that differ in at most so many of the 256 bits look alike. The test beside it has what lies on either
    /// side.
    pub const NEAR: u32 = 48;

    /// The mark of a picture, best of its small list picture; none for one that is of one colour all over.
    ///
    /// # Errors
    /// When the picture cannot be read.
    pub fn of(picture: &[u8]) -> Result<Option<Self>, MediaError> {
        let pixels = on_white(&small(picture, SIDE)?);
        if is_flat(&pixels) {
            return Ok(None);
        }
        guarded(|| Ok(Some(Self(HASHER.hash_image(&pixels).into_inner()))))
    }

    /// Reads a stored mark.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The mark to store.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// In how many of the 256 bits two pictures differ.
    #[must_use]
    pub fn distance(&self, other: &Self) -> u32 {
        let pairs = self.0.iter().zip(&other.0);
        pairs.map(|(one, two)| (one ^ two).count_ones()).sum()
    }
}

/// The pixels without transparency: what is clear looks like the paper beneath.
fn on_white(picture: &Picture) -> RgbImage {
    let step = if picture.alpha { 4 } else { 3 };
    let flat = picture.pixels.chunks_exact(step).flat_map(|pixel| {
        let cover = u16::from(pixel.get(3).copied().unwrap_or(255));
        [0, 1, 2].map(|it| {
            let ink = u16::from(pixel.get(it).copied().unwrap_or(255));
            u8::try_from((ink * cover + 255 * (255 - cover)) / 255).unwrap_or(255)
        })
    });
    RgbImage::from_raw(picture.width, picture.height, flat.collect()).unwrap_or_default()
}

fn is_flat(pixels: &RgbImage) -> bool {
    let count = f64::from(pixels.width()) * f64::from(pixels.height());
    if count < 1.0 {
        return true;
    }
    let light = || {
        pixels
            .pixels()
            .map(|it| it.0.iter().map(|it| f64::from(*it)).sum::<f64>() / 3.0)
    };
    let mean = light().sum::<f64>() / count;
    let spread = light().map(|it| (it - mean).powi(2)).sum::<f64>() / count;
    spread.sqrt() < FLATTEST
}

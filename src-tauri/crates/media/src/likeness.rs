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
pub struct Likeness([u64; 4]);

impl Likeness {
    /// Pictures that differ in at most so many of the 256 bits look alike. Measured on drawings and photographs, bits
    /// that differ at most: saved again at quality 30: 22; at less than half the size: 20; brighter by an eighth: 28; 2 % cut
    /// off all around: 48. Different pictures: 104 at least. The test beside it holds both sides apart.
    pub const NEAR: u32 = 56;

    /// The mark of a picture, best of its small list picture; none for one that is of one colour all over.
    ///
    /// # Errors
    /// When the picture cannot be read.
    pub fn of(picture: &[u8]) -> Result<Option<Self>, MediaError> {
        let pixels = on_white(&small(picture, SIDE)?);
        if is_flat(&pixels) {
            return Ok(None);
        }
        guarded(|| {
            let bits = HASHER.hash_image(&pixels).into_inner();
            Ok(Self::from_bytes(&bits))
        })
    }

    /// Reads a stored mark.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (words, rest) = bytes.as_chunks::<8>();
        let words: [[u8; 8]; 4] = words.try_into().ok()?;
        rest.is_empty().then(|| Self(words.map(u64::from_le_bytes)))
    }

    /// The mark to store.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|it| it.to_le_bytes()).collect()
    }

    /// In how many of the 256 bits two pictures differ, where they look alike. Most pictures do not, which is told before
    /// all bits are compared.
    #[must_use]
    pub fn near(&self, other: &Self) -> Option<u32> {
        let mut differ = 0;
        for (one, two) in self.0.iter().zip(&other.0) {
            differ += (one ^ two).count_ones();
            if differ > Self::NEAR {
                return None;
            }
        }
        Some(differ)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{Theme, draw};
    use image::{DynamicImage, ImageFormat, codecs::jpeg::JpegEncoder};
    use std::io::Cursor;

    fn jpeg(picture: &DynamicImage, quality: u8) -> Vec<u8> {
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, quality)
            .encode_image(&picture.to_rgb8())
            .expect("written");
        bytes
    }

    fn png(picture: &DynamicImage) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture
            .write_to(&mut bytes, ImageFormat::Png)
            .expect("written");
        bytes.into_inner()
    }

    fn mark(bytes: &[u8]) -> Likeness {
        Likeness::of(bytes).expect("read").expect("not flat")
    }

    /// Every theme once, small enough to be turned over quickly.
    fn pictures() -> Vec<DynamicImage> {
        Theme::ALL
            .into_iter()
            .map(|theme| {
                let large = image::load_from_memory(&draw(1, theme)).expect("drawn");
                large.thumbnail(640, 640)
            })
            .collect()
    }

    /// 2 % cut off all around.
    fn trimmed(picture: &DynamicImage) -> DynamicImage {
        let (width, height) = (picture.width(), picture.height());
        let (x, y) = (width / 50, height / 50);
        picture.crop_imm(x, y, width - 2 * x, height - 2 * y)
    }

    #[test]
    fn a_picture_saved_again_made_smaller_or_trimmed_still_looks_alike() {
        for picture in pictures() {
            let one = mark(&png(&picture));
            for (what, bytes) in [
                ("saved again", jpeg(&picture, 30)),
                ("made smaller", png(&picture.thumbnail(160, 160))),
                ("brighter", png(&picture.brighten(20))),
                ("trimmed", jpeg(&trimmed(&picture), 80)),
            ] {
                assert!(one.near(&mark(&bytes)).is_some(), "{what}");
            }
            assert_eq!(one.near(&one), Some(0));
        }
    }

    #[test]
    fn different_pictures_do_not_look_alike_by_far() {
        let marks: Vec<_> = pictures().iter().map(|it| mark(&png(it))).collect();
        for (at, one) in marks.iter().enumerate() {
            for other in &marks[at + 1..] {
                let differ: u32 = one
                    .0
                    .iter()
                    .zip(other.0)
                    .map(|(a, b)| (a ^ b).count_ones())
                    .sum();
                assert!(differ > Likeness::NEAR + 24, "{differ}");
                assert_eq!(one.near(other), None);
            }
        }
    }

    #[test]
    fn a_picture_of_one_colour_has_nothing_to_be_told_by() {
        let flat = RgbImage::from_pixel(300, 200, image::Rgb([180, 83, 42]));
        let found = Likeness::of(&png(&DynamicImage::ImageRgb8(flat)));
        assert_eq!(found.expect("read"), None);
        assert!(Likeness::of(b"no picture").is_err());
    }

    #[test]
    fn a_mark_is_read_as_it_was_stored() {
        let one = mark(&png(&pictures()[0]));
        assert_eq!(Likeness::from_bytes(&one.bytes()), Some(one));
        assert_eq!(Likeness::from_bytes(&[0; 31]), None);
        assert_eq!(Likeness::from_bytes(&[0; 40]), None);
    }
}

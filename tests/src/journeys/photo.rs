//! Pictures made for a test: two halves of plain colour, so that what was turned or cropped shows.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage};

/// A comment in the EXIF block of [`Photo::turned`]; it must not leave the computer.
pub const TURNED_COMMENT: &str = "rumah-Ibu-Rina-6.9147S-107.6098E";

const RED: Rgb<u8> = Rgb([200, 30, 30]);
const BLUE: Rgb<u8> = Rgb([30, 40, 190]);

/// A picture as a file.
#[derive(Debug, Clone)]
pub struct Photo(pub Vec<u8>);

impl Photo {
    /// An upright JPEG, red on the left and blue on the right.
    pub fn plain(width: u32, height: u32) -> Self {
        Self(jpeg(&halves(width, height)))
    }

    /// A JPEG as a phone held upright writes it: stored lying, with an EXIF block that says "turn it clockwise" (6),
    /// and a comment that tells where it was taken. Upright it is `height` wide and red above blue.
    pub fn turned(width: u32, height: u32) -> Self {
        let plain = jpeg(&halves(width, height));
        let exif = exif(6, TURNED_COMMENT);
        let mut file = plain[..2].to_vec();
        file.extend([0xff, 0xe1]);
        file.extend(
            u16::try_from(exif.len() + 2)
                .expect("a short block")
                .to_be_bytes(),
        );
        file.extend(exif);
        file.extend(&plain[2..]);
        Self(file)
    }

    /// A JPEG with so much detail that it is heavy: the same for the same size.
    pub fn heavy(width: u32, height: u32) -> Self {
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        let noisy = RgbImage::from_fn(width, height, |_, _| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let [a, b, c, ..] = state.to_le_bytes();
            Rgb([a, b, c])
        });
        Self(jpeg(&noisy))
    }
}

/// Whether a pixel is, but for the losses of compression, red.
pub fn is_red(pixel: Rgb<u8>) -> bool {
    near(pixel, RED)
}

/// Whether a pixel is, but for the losses of compression, blue.
pub fn is_blue(pixel: Rgb<u8>) -> bool {
    near(pixel, BLUE)
}

fn near(pixel: Rgb<u8>, wanted: Rgb<u8>) -> bool {
    pixel
        .0
        .iter()
        .zip(wanted.0)
        .all(|(is, wanted)| is.abs_diff(wanted) < 25)
}

fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { RED } else { BLUE })
}

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 92)
        .write_image(
            picture,
            picture.width(),
            picture.height(),
            ExtendedColorType::Rgb8,
        )
        .expect("a plain picture can be written");
    file
}

/// The body of an APP1 segment: a little-endian TIFF block with a description and an orientation.
fn exif(orientation: u16, description: &str) -> Vec<u8> {
    const FIRST_DIRECTORY: u32 = 8;
    const AFTER_DIRECTORY: u32 = FIRST_DIRECTORY + 2 + 2 * 12 + 4;
    let text = [description.as_bytes(), b"\0"].concat();
    let mut block = b"Exif\0\0II*\0".to_vec();
    block.extend(FIRST_DIRECTORY.to_le_bytes());
    block.extend(2_u16.to_le_bytes());
    // ImageDescription, ASCII, stored after the directory.
    block.extend(0x010e_u16.to_le_bytes());
    block.extend(2_u16.to_le_bytes());
    block.extend(
        u32::try_from(text.len())
            .expect("a short text")
            .to_le_bytes(),
    );
    block.extend(AFTER_DIRECTORY.to_le_bytes());
    // Orientation, SHORT, stored in place.
    block.extend(0x0112_u16.to_le_bytes());
    block.extend(3_u16.to_le_bytes());
    block.extend(1_u32.to_le_bytes());
    block.extend(orientation.to_le_bytes());
    block.extend([0, 0]);
    block.extend(0_u32.to_le_bytes());
    block.extend(text);
    block
}

//! Pictures made for the tests, and the way to the shared collections.

use image::{ExtendedColorType, ImageEncoder, ImageFormat as Codec, RgbImage};
use jpeg_encoder::{ColorType, Encoder};
use kelola_domain::{media::ImageFormat, network::Placement};
use std::{env, fs, path::PathBuf};

/// A placement of an exact size.
pub fn exact(width: u32, height: u32, formats: &[ImageFormat]) -> Placement {
    Placement {
        id: "test".into(),
        width,
        height,
        exact: true,
        formats: formats.to_vec(),
        max_bytes: u64::MAX,
    }
}

/// A placement pictures are only fitted into.
pub fn fitted(width: u32, height: u32, formats: &[ImageFormat]) -> Placement {
    Placement {
        exact: false,
        ..exact(width, height, formats)
    }
}

/// Four quarters of different colours: red, green; blue, yellow.
pub fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        image::Rgb(match (x < width / 2, y < height / 2) {
            (true, true) => [220, 30, 30],
            (false, true) => [30, 180, 40],
            (true, false) => [30, 40, 200],
            (false, false) => [230, 210, 40],
        })
    })
}

/// Noise, which no encoder makes small. The same for the same seed.
pub fn noise(width: u32, height: u32, seed: u64) -> RgbImage {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    let mut byte = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    RgbImage::from_fn(width, height, |_, _| image::Rgb([byte(), byte(), byte()]))
}

/// A JPEG with whatever is added to it.
pub fn jpeg(picture: &RgbImage, add: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 92);
    add(&mut encoder);
    encoder
        .encode(
            picture,
            picture.width() as u16,
            picture.height() as u16,
            ColorType::Rgb,
        )
        .unwrap();
    bytes
}

/// A PNG from raw samples.
pub fn png(samples: &[u8], width: u32, height: u32, colour: ExtendedColorType) -> Vec<u8> {
    let mut bytes = Vec::new();
    image::codecs::png::PngEncoder::new(&mut bytes)
        .write_image(samples, width, height, colour)
        .unwrap();
    bytes
}

/// The picture in any of the formats `image` writes.
pub fn encoded(picture: &RgbImage, codec: Codec) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, codec).unwrap();
    bytes.into_inner()
}

/// The EXIF block of a camera: an orientation and a place on earth.
pub fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    block.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    // GPS directory at offset 38: one entry, the datum's name.
    block.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0]);
    block.extend([0, 1, 0, 0x12, 0, 2, 0, 0, 0, 12, 0, 0, 0, 56, 0, 0, 0, 0]);
    block.extend(b"GPS-JAKARTA\0");
    block
}

/// The mean colour of a part of a picture given in shares of its sides.
pub fn mean(picture: &RgbImage, x: std::ops::Range<f64>, y: std::ops::Range<f64>) -> [f64; 3] {
    let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
    let mut sum = [0.0; 4];
    for (px, py, pixel) in picture.enumerate_pixels() {
        let (cx, cy) = (
            (f64::from(px) + 0.5) / width,
            (f64::from(py) + 0.5) / height,
        );
        if x.contains(&cx) && y.contains(&cy) {
            for (total, value) in sum.iter_mut().zip(pixel.0.into_iter().chain([1])) {
                *total += f64::from(value);
            }
        }
    }
    [sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]]
}

/// Whether two colours differ by no more than this in any channel.
pub fn near(a: [f64; 3], b: [f64; 3], most: f64) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() <= most)
}

pub fn open(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes).unwrap().to_rgb8()
}

/// The files of a shared collection, or nothing, said aloud, where there is none.
pub fn collection(name: &str) -> Vec<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared");
    let folder = env::var_os("KELOLA_SHARED")
        .map_or_else(beside, PathBuf::from)
        .join("conformance")
        .join(name);
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("skipped: no {}", folder.display());
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .map(|it| it.unwrap().path())
        .filter(|it| {
            it.is_file()
                && !it
                    .file_name()
                    .unwrap()
                    .to_string_lossy()
                    .starts_with("LICENSE")
        })
        .collect();
    files.sort();
    files
}

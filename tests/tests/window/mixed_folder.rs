//! A folder as it comes from a phone and a colleague's stick: pictures of every kind, two videos, the same file twice,
//! near duplicates, and what is broken, hidden or no picture at all.

use std::{
    fs,
    io::Cursor,
    path::{Path, PathBuf},
};

use image::{
    DynamicImage, GrayImage, ImageFormat, Luma, Rgb, RgbImage, Rgba, RgbaImage,
    imageops::{self, FilterType},
};
use kelola_tests::harness::{paths, temp::Temp};

/// How many files of it can be seen.
pub const FILES: usize = 200;
/// The photo everything is about, as the phone names it.
pub const TERRACE: &str = "teras.jpg";
/// The same photo sent on: smaller, and of another compression.
pub const TERRACE_SMALL: &str = "teras kiriman.jpg";
/// The same photo made brighter.
pub const TERRACE_BRIGHT: &str = "teras terang.png";
/// Upright size of [`TERRACE`], in pixels.
pub const TERRACE_SIZE: (u32, u32) = (2250, 3000);
/// Those that cannot be taken in, each with a part of what is said of it.
pub const REFUSED: [(&str, &str); 9] = [
    ("acak.webp", "rusak"),
    ("catatan.txt", "belum bisa dibaca"),
    ("foto iphone.heic", "HEIC"),
    ("kosong.jpg", "kosong"),
    ("logo.svg", "belum bisa dibaca"),
    ("terpotong.jpg", "rusak"),
    ("terpotong.mp4", "rusak"),
    ("terpotong.png", "rusak"),
    ("tulisan.jpg", "belum bisa dibaca"),
];
/// Sides of the plain pictures: landscape, portrait, square and panorama.
const SHAPES: [(u32, u32); 4] = [(480, 320), (320, 480), (400, 400), (720, 200)];
/// Plain pictures that lie in a folder of their own.
const OF_THE_EVENT: usize = 40;

/// Fills a folder; gives where it is.
pub fn mixed_folder(files: &Temp) -> PathBuf {
    let folder = files.folder("foto");
    let put = |name: &str, bytes: &[u8]| write(&folder.join(name), bytes);
    let terrace = terrace();
    let photo = photo_of(&terrace);
    put(TERRACE, &photo);
    put("acara/IMG_0412.jpg", &photo);
    let small = imageops::resize(&terrace, 1800, 2400, FilterType::Triangle);
    put(TERRACE_SMALL, &encoded(small.into(), ImageFormat::Jpeg));
    let bright = imageops::resize(&terrace, 750, 1000, FilterType::Triangle);
    let bright = imageops::brighten(&bright, 25);
    put(TERRACE_BRIGHT, &encoded(bright.into(), ImageFormat::Png));
    put(
        "panorama sawah.jpg",
        &encoded(mosaic(900, 3200, 800).into(), ImageFormat::Jpeg),
    );
    put(
        "salah nama.jpg",
        &encoded(mosaic(901, 400, 300).into(), ImageFormat::Png),
    );
    for (name, video) in [("video menu.mp4", "plain"), ("video tegak.mp4", "turned")] {
        put(name, &video_bytes(video));
    }
    put_broken(&folder, &photo);
    put_unseen(&folder);
    let plain = FILES - 8 - REFUSED.len();
    for number in 0..plain {
        let (name, bytes) = plain_picture(number);
        let place = if number < OF_THE_EVENT { "acara/" } else { "" };
        put(&format!("{place}{name}"), &bytes);
    }
    folder
}

/// What is no picture, or no longer.
fn put_broken(folder: &Path, photo: &[u8]) {
    let png = encoded(mosaic(902, 400, 300).into(), ImageFormat::Png);
    let video = video_bytes("plain");
    let half = |bytes: &[u8]| bytes.get(..bytes.len() / 2).unwrap_or_default().to_vec();
    let broken: [(&str, Vec<u8>); 9] = [
        (
            "acak.webp",
            b"RIFF\x40\0\0\0WEBPVP8 \x34\0\0\0kelola".repeat(2),
        ),
        ("catatan.txt", b"Harga baru mulai Desember".to_vec()),
        (
            "foto iphone.heic",
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".repeat(4),
        ),
        ("kosong.jpg", Vec::new()),
        (
            "logo.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
        ),
        ("terpotong.jpg", half(photo)),
        ("terpotong.mp4", half(&video)),
        ("terpotong.png", half(&png)),
        ("tulisan.jpg", b"Bukan foto, hanya tulisan".to_vec()),
    ];
    for (name, bytes) in broken {
        write(&folder.join(name), &bytes);
    }
}

/// What nobody means to bring along: hidden files, and folders deeper than one looks.
fn put_unseen(folder: &Path) {
    let picture = encoded(mosaic(903, 300, 200).into(), ImageFormat::Jpeg);
    for name in [
        ".tersembunyi.jpg",
        ".cache/kecil.jpg",
        "acara/mentah/jauh.jpg",
    ] {
        write(&folder.join(name), &picture);
    }
    write(&folder.join(".DS_Store"), b"Bud1");
}

/// A picture of the menu or the event: kinds, shapes and the ways a camera was held take turns.
fn plain_picture(number: usize) -> (String, Vec<u8>) {
    let (width, height) = SHAPES[(number / 6) % SHAPES.len()];
    let picture = mosaic(u64::try_from(number).expect("few"), width, height);
    let (ending, bytes) = match number % 6 {
        0 => ("jpg", {
            let held = u8::try_from(number / 6 % 8).expect("few") + 1;
            with_exif(&encoded(picture.into(), ImageFormat::Jpeg), held)
        }),
        1 => ("png", encoded(cut_out(&picture).into(), ImageFormat::Png)),
        2 => ("webp", encoded(picture.into(), ImageFormat::WebP)),
        3 => ("gif", encoded(picture.into(), ImageFormat::Gif)),
        4 => ("tiff", encoded(picture.into(), ImageFormat::Tiff)),
        _ => ("bmp", encoded(picture.into(), ImageFormat::Bmp)),
    };
    let of = if number < OF_THE_EVENT {
        "acara"
    } else {
        "menu"
    };
    (format!("{of} {:03}.{ending}", number + 1), bytes)
}

/// A photo that tells of every point where it lies: red grows to the right, green downwards. Its blue has a pattern.
fn terrace() -> RgbImage {
    let (width, height) = TERRACE_SIZE;
    let pattern = cells(904, 9, 12);
    let pattern = imageops::resize(&pattern, width, height, FilterType::Triangle);
    RgbImage::from_fn(width, height, |x, y| {
        let Luma([blue]) = *pattern.get_pixel(x, y);
        Rgb([ramp(x, width), ramp(y, height), blue / 2 + 40])
    })
}

fn ramp(at: u32, side: u32) -> u8 {
    u8::try_from(40 + at * 190 / side).expect("below 231")
}

/// Where a colour of [`TERRACE`] lies in it, in shares of its sides.
pub fn place_of([red, green, _]: [f64; 3]) -> (f64, f64) {
    ((red - 40.0) / 190.0, (green - 40.0) / 190.0)
}

/// As the phone stores it: lying on its side, with where it was taken.
fn photo_of(upright: &RgbImage) -> Vec<u8> {
    with_exif(
        &encoded(imageops::rotate270(upright).into(), ImageFormat::Jpeg),
        6,
    )
}

/// A picture no other one looks like.
fn mosaic(seed: u64, width: u32, height: u32) -> RgbImage {
    const GROUNDS: [[[u8; 3]; 2]; 5] = [
        [[46, 30, 24], [236, 196, 140]],
        [[22, 60, 54], [206, 226, 190]],
        [[60, 28, 44], [244, 178, 150]],
        [[26, 40, 72], [220, 214, 236]],
        [[70, 52, 20], [250, 226, 150]],
    ];
    let light = imageops::resize(&cells(seed, 10, 10), width, height, FilterType::CatmullRom);
    let [dark, bright] = GROUNDS[usize::try_from(seed).expect("few") % GROUNDS.len()];
    RgbImage::from_fn(width, height, |x, y| {
        let Luma([light]) = *light.get_pixel(x, y);
        let mix = |it: usize| {
            let (from, to) = (u32::from(dark[it]), u32::from(bright[it]));
            let light = u32::from(light);
            u8::try_from((from * (255 - light) + to * light) / 255).unwrap_or(255)
        };
        Rgb([mix(0), mix(1), mix(2)])
    })
}

/// Light and dark cells by chance, the same for the same seed.
fn cells(seed: u64, columns: u32, rows: u32) -> GrayImage {
    let mut state = seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    GrayImage::from_fn(columns, rows, |_, _| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        Luma([state.to_le_bytes()[5]])
    })
}

/// The same with clear corners.
fn cut_out(picture: &RgbImage) -> RgbaImage {
    let (width, height) = picture.dimensions();
    RgbaImage::from_fn(width, height, |x, y| {
        let Rgb([red, green, blue]) = *picture.get_pixel(x, y);
        let off = |at: u32, side: u32| (f64::from(at) / f64::from(side) - 0.5).powi(2);
        let is_in = off(x, width) + off(y, height) < 0.3;
        Rgba([red, green, blue, if is_in { 255 } else { 0 }])
    })
}

fn encoded(picture: DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, format)
        .expect("a picture encodes");
    bytes.into_inner()
}

/// A JPEG with the notes of a camera: how it was held, and a place in Bandung.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut notes = b"Exif\0\0II*\0\x08\0\0\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        let head = [tag.to_le_bytes(), kind.to_le_bytes()].concat();
        [head, count.to_le_bytes().to_vec(), value.to_vec()].concat()
    };
    // First directory at 8: orientation, and where the places stand (38).
    notes.extend(2_u16.to_le_bytes());
    notes.extend(entry(0x0112, 3, 1, [orientation, 0, 0, 0]));
    notes.extend(entry(0x8825, 4, 1, 38_u32.to_le_bytes()));
    notes.extend([0; 4]);
    // Latitude and longitude, each three fractions of 8 bytes, after the second directory.
    notes.extend(4_u16.to_le_bytes());
    notes.extend(entry(1, 2, 2, *b"S\0\0\0"));
    notes.extend(entry(2, 5, 3, 92_u32.to_le_bytes()));
    notes.extend(entry(3, 2, 2, *b"E\0\0\0"));
    notes.extend(entry(4, 5, 3, 116_u32.to_le_bytes()));
    notes.extend([0; 4]);
    for part in [6_u32, 54, 53, 107, 36, 35] {
        notes.extend(part.to_le_bytes());
        notes.extend(1_u32.to_le_bytes());
    }
    let length = u16::try_from(notes.len() + 2).expect("short");
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1];
    bytes.extend(length.to_be_bytes());
    bytes.extend(notes);
    bytes.extend(jpeg.get(2..).expect("more than its first mark"));
    bytes
}

fn video_bytes(name: &str) -> Vec<u8> {
    let path = paths::root().join(format!("src-tauri/crates/media/tests/videos/{name}.mp4"));
    fs::read(path).expect("a video of the tests")
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder of ours is writable");
    fs::write(path, bytes).expect("a folder of ours is writable");
}

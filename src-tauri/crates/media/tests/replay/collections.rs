//! The shared collections, file by file: `KELOLA_SHARED`, or a folder `shared` beside the repository. A file nobody has
//! judged fails, so that a grown collection is looked at.

use crate::{measure::turn, whole};
use image::RgbaImage;
use kelola_domain::{media::ImageFormat, network::Placement};
use kelola_media::{Facts, Job, MediaError, probe, render};
use std::{collections::BTreeSet, env, fs, path::PathBuf};

/// What an independent reader sees.
const VALUES: &str = include_str!("values.txt");

/// Broken files and the code each is refused with; `read` where only its making was a fault. TGA and ICO are no pictures
/// to post and are not read.
const BROKEN: &[(&str, &str)] = &[
    ("image-rs/bad_bmp_Bad_badbitcount.bmp", "picture_damaged"),
    ("image-rs/bad_bmp_Bad_clrsUsed.bmp", "picture_damaged"),
    ("image-rs/bad_bmp_Bad_height.bmp", "picture_damaged"),
    ("image-rs/bad_bmp_Bad_reallybig.bmp", "picture_damaged"),
    ("image-rs/bad_bmp_Bad_shortfile.bmp", "picture_damaged"),
    (
        "image-rs/bad_bmp_Bad_unusual_extend_buffer_usage.bmp",
        "picture_damaged",
    ),
    ("image-rs/bad_bmp_Bad_width.bmp", "picture_damaged"),
    (
        "image-rs/bad_ico_Bad_smile-incorrect-image-length.ico",
        "picture_unsupported",
    ),
    // Ink with a predictor, which the decoder does not undo.
    (
        "image-rs/bad_tiff_TODO hpredict_cmyk.tiff",
        "picture_unsupported",
    ),
    (
        "image-rs/regression_gif_zero-loop-count.gif",
        "picture_damaged",
    ),
    (
        "image-rs/regression_ico_crash-981fee302fe0fc543ee48292cc3d6ace7e97e633.ico",
        "picture_unsupported",
    ),
    (
        "image-rs/regression_ico_oom-0d0085eb7f66ea55d9119206235cd29e089b9140.ico",
        "picture_unsupported",
    ),
    (
        "image-rs/regression_ico_oom-ff076e7064c13ec1f8e2c5bbbfb7a77a08db2361.ico",
        "picture_unsupported",
    ),
    (
        "image-rs/regression_image_resize-with-alpha-original-half-size.png",
        "read",
    ),
    (
        "image-rs/regression_image_resize-with-alpha-original.png",
        "read",
    ),
    (
        "image-rs/regression_jpg_oss-fuzz-36829.jpeg",
        "picture_damaged",
    ),
    (
        "image-rs/regression_tga_bad-color-map.tga",
        "picture_unsupported",
    ),
    (
        "image-rs/regression_tga_flip-zero-height.tga",
        "picture_unsupported",
    ),
    (
        "image-rs/regression_tga_flip-zero-height2.tga",
        "picture_unsupported",
    ),
    (
        "image-rs/regression_tga_orientation-zero-width.tga",
        "picture_unsupported",
    ),
    (
        "image-rs/regression_tga_overfull-image.tga",
        "picture_unsupported",
    ),
    (
        "image-rs/regression_tga_sixteen-bit-gray-colormap.tga",
        "picture_unsupported",
    ),
    (
        "image-rs/regression_tga_sixteen-bit-gray-colormap2.tga",
        "picture_unsupported",
    ),
    (
        "image-rs/regression_tga_slice-copy-length.tga",
        "picture_unsupported",
    ),
    (
        "image-rs/regression_tiff_clusterfuzz-testcase-minimized-fuzzer_script_tiff-5026894169374720.tif",
        "picture_damaged",
    ),
    // An older decoder fell over it; libwebp reads it too.
    ("image-rs/regression_webp_panic.webp", "read"),
    ("sharp/corrupt-header.jpg", "picture_damaged"),
    ("sharp/truncated.jpg", "picture_damaged"),
];

/// Memory beside the pixels: tables of codes and colours, and what a small picture is written with.
const BESIDE: u64 = 24 << 20;

fn folder(name: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared");
    let folder = env::var_os("KELOLA_SHARED")
        .map_or_else(beside, PathBuf::from)
        .join("conformance")
        .join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no {}", folder.display());
    None
}

/// Names of the files of a collection, with its folder's name before them.
fn names(collection: &str) -> BTreeSet<String> {
    let Some(folder) = folder(collection) else {
        return BTreeSet::new();
    };
    fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap())
        .filter(|it| it.path().is_file())
        .map(|it| format!("{collection}/{}", it.file_name().to_string_lossy()))
        .filter(|it| !it.contains("LICENSE"))
        .collect()
}

fn read(name: &str) -> Vec<u8> {
    fs::read(folder("").unwrap().join(name)).unwrap()
}

/// Pictures with a longer side are looked at smaller, which keeps their colours.
const LONGEST: u32 = 600;

struct Seen {
    facts: Facts,
    first_frame_only: bool,
    picture: RgbaImage,
}

fn see(bytes: &[u8]) -> Result<Seen, MediaError> {
    let placement = Placement {
        width: LONGEST,
        height: LONGEST,
        ..whole(&[ImageFormat::Png])
    };
    let made = render(bytes, &[Job::new(&placement)])?.remove(0);
    let facts = probe(bytes)?;
    let scale = (f64::from(LONGEST) / f64::from(facts.width.max(facts.height))).min(1.0);
    for (made, own) in [(made.width, facts.width), (made.height, facts.height)] {
        assert!(
            (f64::from(made) - f64::from(own) * scale).abs() <= 1.0,
            "{made} of {own}"
        );
    }
    Ok(Seen {
        facts,
        first_frame_only: made
            .findings
            .iter()
            .any(|it| it.code == "animation_first_frame"),
        picture: image::load_from_memory(&made.bytes).unwrap().to_rgba8(),
    })
}

/// The mean colour of each quarter, transparent parts laid on white.
fn quarters(picture: &RgbaImage) -> [[f64; 3]; 4] {
    let (width, height) = picture.dimensions();
    let mut sums = [[0.0; 4]; 4];
    for (x, y, pixel) in picture.enumerate_pixels() {
        let quarter = usize::from(x >= width / 2) + 2 * usize::from(y >= height / 2);
        let cover = f64::from(pixel[3]) / 255.0;
        let [red, green, blue, count] = &mut sums[quarter];
        for (sum, value) in [red, green, blue].into_iter().zip(pixel.0) {
            *sum += f64::from(value) * cover + 255.0 * (1.0 - cover);
        }
        *count += 1.0;
    }
    sums.map(|[red, green, blue, count]| [red / count, green / count, blue / count])
}

fn colour(text: &str) -> [f64; 3] {
    let mut parts = text.split(',').map(|it| it.parse().unwrap());
    [(); 3].map(|()| parts.next().unwrap())
}

#[test]
fn valid_files_are_upright_whole_and_in_their_colours() {
    let turn = turn();
    let mut judged = BTreeSet::new();
    for line in VALUES.lines().filter(|it| !it.starts_with('#')) {
        let parts: Vec<_> = line.split(' ').collect();
        let [name, width, height, moves, wanted @ ..] = parts.as_slice() else {
            panic!("{line}")
        };
        judged.insert((*name).to_owned());
        if folder(name.rsplit_once('/').unwrap().0).is_none() {
            continue;
        }
        let (width, height): (u32, u32) = (width.parse().unwrap(), height.parse().unwrap());
        let bytes = read(name);
        let most = BESIDE + u64::from(width) * u64::from(height) * 24;
        let seen = turn
            .within(most, name, || see(&bytes))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(
            (seen.facts.width, seen.facts.height),
            (width, height),
            "{name}"
        );
        assert_eq!(
            (seen.facts.animated, seen.first_frame_only),
            (*moves == "moves", *moves == "moves"),
            "{name}"
        );
        for (own, wanted) in quarters(&seen.picture).into_iter().zip(wanted) {
            let far: f64 = own
                .iter()
                .zip(colour(wanted))
                .map(|(a, b)| (a - b).abs())
                .fold(0.0, f64::max);
            assert!(far <= 3.0, "{name}: {own:?} instead of {wanted}");
        }
    }
    for collection in [
        "exif-orientation",
        "images-valid/image-rs",
        "images-valid/sharp",
        "pngsuite",
    ] {
        let unknown: Vec<_> = names(collection)
            .into_iter()
            .filter(|it| !it.starts_with("pngsuite/x") && !judged.contains(it))
            .collect();
        assert!(
            unknown.is_empty(),
            "without a line in values.txt: {unknown:?}"
        );
    }
}

#[test]
fn broken_files_are_refused_with_their_reason() {
    let turn = turn();
    let judged: BTreeSet<_> = BROKEN
        .iter()
        .map(|(name, _)| format!("images-corrupt/{name}"))
        .collect();
    for collection in ["images-corrupt/image-rs", "images-corrupt/sharp"] {
        let unknown: Vec<_> = names(collection)
            .into_iter()
            .filter(|it| !judged.contains(it))
            .collect();
        assert!(unknown.is_empty(), "without a judgement: {unknown:?}");
    }
    if folder("images-corrupt").is_none() {
        return;
    }
    for (name, wanted) in BROKEN {
        let bytes = read(&format!("images-corrupt/{name}"));
        // A header may be whole where the pixels are not; then room is made for them.
        let claimed = probe(&bytes).map_or(0, |it| u64::from(it.width) * u64::from(it.height));
        let outcome = turn.within(BESIDE + 12 * claimed, name, || see(&bytes));
        let told = outcome.as_ref().map_or_else(MediaError::code, |_| "read");
        assert_eq!(told, *wanted, "{name}");
        if told == "picture_unsupported" {
            assert!(probe(&bytes).is_err(), "{name}");
        }
    }
}

#[test]
fn the_broken_files_of_pngsuite_are_damaged() {
    let turn = turn();
    let broken: Vec<_> = names("pngsuite")
        .into_iter()
        .filter(|it| it.starts_with("pngsuite/x"))
        .collect();
    assert!(broken.is_empty() || broken.len() == 14, "{}", broken.len());
    for name in broken {
        let bytes = read(&name);
        let outcome = turn.within(BESIDE, &name, || see(&bytes).map(|it| it.facts));
        assert_eq!(outcome, Err(MediaError::Damaged), "{name}");
    }
}

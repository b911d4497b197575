//! The shared collections of odd, broken and valid files.

use crate::fixtures::{collection, fitted, open};
use kelola_domain::media::ImageFormat;
use kelola_media::{Job, MediaError, Rendition, probe, render};
use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

fn small(file: &Path) -> Result<Rendition, MediaError> {
    let started = Instant::now();
    let placement = fitted(200, 200, &[ImageFormat::Jpeg, ImageFormat::Png]);
    let bytes = fs::read(file).unwrap();
    let result = render(&bytes, &[Job::new(&placement)]).map(|mut made| made.remove(0));
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "{} took {:?}",
        file.display(),
        started.elapsed()
    );
    result
}

fn name(file: &Path) -> String {
    file.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn broken_files_are_refused_or_decoded_whole() {
    for folder in ["images-corrupt/image-rs", "images-corrupt/sharp"] {
        for file in collection(folder) {
            let result = small(&file);
            let facts = probe(&fs::read(&file).unwrap());
            println!(
                "{:60} {:?}",
                name(&file),
                result.as_ref().map(|it| (it.width, it.height))
            );
            if let Ok(made) = result {
                assert!(facts.is_ok(), "{}", file.display());
                assert_eq!(open(&made.bytes).dimensions(), (made.width, made.height));
            }
        }
    }
}

#[test]
fn the_truncated_photo_is_damaged() {
    for file in collection("images-corrupt/sharp")
        .iter()
        .filter(|it| it.ends_with("truncated.jpg"))
    {
        assert_eq!(small(file), Err(MediaError::Damaged));
        assert_eq!(probe(&fs::read(file).unwrap()), Err(MediaError::Damaged));
    }
}

#[test]
fn valid_files_are_read() {
    for folder in ["images-valid/image-rs", "images-valid/sharp"] {
        for file in collection(folder) {
            let made = small(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            let facts = probe(&fs::read(&file).unwrap()).unwrap();
            let said = made
                .findings
                .iter()
                .any(|it| it.code == "animation_first_frame");
            assert_eq!(said, facts.animated, "{}", file.display());
        }
    }
}

#[test]
fn the_animated_gif_is_noticed_and_the_gray_one_stays_transparent() {
    for file in collection("images-valid/sharp") {
        match name(&file).as_str() {
            "animated-loop-3.gif" => assert!(probe(&fs::read(&file).unwrap()).unwrap().animated),
            "16-bit-grey-alpha.png" | "grey-8bit-alpha.png" => {
                let made = small(&file).unwrap();
                assert_eq!(made.format, ImageFormat::Png, "{}", file.display());
                let picture = image::load_from_memory(&made.bytes).unwrap().to_rgba8();
                assert!(picture.pixels().any(|it| it[3] < 255));
                assert!(
                    picture
                        .pixels()
                        .all(|it| it[0].abs_diff(it[1]) <= 2 && it[1].abs_diff(it[2]) <= 2),
                    "gray"
                );
            }
            _ => {}
        }
    }
}

#[test]
fn pngsuite_is_read_except_for_its_broken_files() {
    for file in collection("pngsuite")
        .iter()
        .filter(|it| it.extension().is_some_and(|it| it == "png"))
    {
        let result = small(file);
        // The suite names its broken files with an x.
        assert_eq!(
            result.is_err(),
            name(file).starts_with('x'),
            "{}: {result:?}",
            name(file)
        );
    }
}

//! Pictures stand upright whatever the camera stored, and nothing else of its notes survives.

use crate::fixtures::{collection, exact, exif, fitted, jpeg, mean, near, open, quarters};
use image::{RgbImage, imageops};
use kelola_domain::media::{Focus, ImageFormat};
use kelola_media::{Job, Quality, probe, render, thumbnail};
use std::fs;

/// Stores an upright picture the way a camera held in this position would.
fn stored(upright: &RgbImage, orientation: u8) -> RgbImage {
    match orientation {
        2 => imageops::flip_horizontal(upright),
        3 => imageops::rotate180(upright),
        4 => imageops::flip_vertical(upright),
        5 => imageops::flip_horizontal(&imageops::rotate90(upright)),
        6 => imageops::rotate270(upright),
        7 => imageops::flip_horizontal(&imageops::rotate270(upright)),
        8 => imageops::rotate90(upright),
        _ => upright.clone(),
    }
}

#[test]
fn all_eight_orientations_come_out_upright() {
    let upright = quarters(96, 64);
    let placement = fitted(96, 64, &[ImageFormat::Jpeg]);
    for orientation in 1..=8 {
        let bytes = jpeg(&stored(&upright, orientation), |it| {
            it.add_exif_metadata(&exif(orientation)).unwrap()
        });
        let facts = probe(&bytes).unwrap();
        assert_eq!(
            (facts.width, facts.height, facts.orientation),
            (96, 64, orientation)
        );

        let made = render(&bytes, &[Job::new(&placement)]).unwrap().remove(0);
        let picture = open(&made.bytes);
        assert_eq!(picture.dimensions(), (96, 64));
        for (x, y) in [(0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5)] {
            let part = |it: &RgbImage| mean(it, x + 0.1..x + 0.4, y + 0.1..y + 0.4);
            assert!(
                near(part(&picture), part(&upright), 8.0),
                "orientation {orientation} at {x},{y}"
            );
        }
    }
}

#[test]
fn the_focal_point_is_meant_upright() {
    let upright = quarters(120, 60);
    let placement = exact(50, 50, &[ImageFormat::Jpeg]);
    for orientation in 1..=8 {
        let bytes = jpeg(&stored(&upright, orientation), |it| {
            it.add_exif_metadata(&exif(orientation)).unwrap()
        });
        let job = Job {
            focus: Focus { x: 1.0, y: 0.5 },
            ..Job::new(&placement)
        };
        let picture = open(&render(&bytes, &[job]).unwrap()[0].bytes);
        let top = mean(&picture, 0.1..0.9, 0.1..0.4);
        assert!(
            near(top, [30.0, 180.0, 40.0], 10.0),
            "orientation {orientation}: {top:?}"
        );
    }
}

#[test]
fn no_rendition_carries_the_camera_s_notes() {
    let bytes = jpeg(&quarters(64, 64), |it| {
        it.add_exif_metadata(&exif(1)).unwrap();
        it.add_app_segment(13, b"Photoshop 3.0\0author".to_vec())
            .unwrap();
    });
    assert!(
        bytes.windows(11).any(|it| it == b"GPS-JAKARTA"),
        "the fixture has a place"
    );
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Webp] {
        let placement = exact(32, 32, &[format]);
        let made = render(&bytes, &[Job::new(&placement)]).unwrap().remove(0);
        assert_eq!(made.format, format);
        assert_clean(&made.bytes);
    }
    assert_clean(&thumbnail(&bytes, 20).unwrap());
}

fn assert_clean(bytes: &[u8]) {
    for mark in [
        &b"Exif"[..],
        b"eXIf",
        b"GPS-",
        b"Photoshop",
        b"iCCP",
        b"ICC_PROFILE",
        b"<x:xmpmeta",
        b"tEXt",
    ] {
        assert!(
            !bytes.windows(mark.len()).any(|it| it == mark),
            "{} found",
            String::from_utf8_lossy(mark)
        );
    }
}

#[test]
fn the_shared_orientation_photos_look_alike() {
    let placement = fitted(60, 60, &[ImageFormat::Jpeg]);
    let made: Vec<_> = collection("exif-orientation")
        .iter()
        .map(|file| {
            let job = Job {
                quality: Quality::Fixed(95),
                ..Job::new(&placement)
            };
            let made = render(&fs::read(file).unwrap(), &[job]).unwrap().remove(0);
            assert_clean(&made.bytes);
            (file.clone(), open(&made.bytes))
        })
        .collect();
    let Some((_, first)) = made.first() else {
        return;
    };
    assert_eq!(made.len(), 9);
    for (file, picture) in &made {
        assert_eq!(
            picture.dimensions(),
            first.dimensions(),
            "{}",
            file.display()
        );
        let difference: u64 = picture
            .iter()
            .zip(first.iter())
            .map(|(a, b)| u64::from(a.abs_diff(*b)))
            .sum();
        let mean = difference as f64 / picture.len() as f64;
        assert!(mean < 4.0, "{} differs by {mean}", file.display());
    }
}

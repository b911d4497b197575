//! Renditions fit what their placement asks for, and say what that has cost.

use crate::fixtures::{encoded, exact, fitted, jpeg, mean, near, noise, open, quarters};
use image::{Delay, Frame, RgbaImage, codecs::gif::GifEncoder};
use kelola_domain::{
    media::{
        Focus,
        ImageFormat::{self, Jpeg, Png, Webp},
    },
    network::Placement,
};
use kelola_media::{Job, MediaError, Quality, Rendition, probe, render, thumbnail};

fn codes(made: &Rendition) -> Vec<&str> {
    made.findings.iter().map(|it| it.code.as_str()).collect()
}

fn one(bytes: &[u8], placement: &Placement) -> Rendition {
    render(bytes, &[Job::new(placement)]).unwrap().remove(0)
}

#[test]
fn a_picture_that_fits_keeps_the_full_quality() {
    let made = one(
        &jpeg(&quarters(300, 300), |_| {}),
        &exact(100, 100, &[Jpeg]),
    );
    assert_eq!(
        (made.width, made.height, made.quality, codes(&made)),
        (100, 100, Some(85), vec![])
    );
    assert_eq!(open(&made.bytes).dimensions(), (100, 100));
}

#[test]
fn the_best_quality_under_the_byte_limit_is_found() {
    let bytes = encoded(&noise(600, 600, 1), image::ImageFormat::Png);
    let free = one(&bytes, &exact(600, 600, &[Jpeg]));
    let limit = free.bytes.len() as u64 * 2 / 3;
    let tight = Placement {
        max_bytes: limit,
        ..exact(600, 600, &[Jpeg])
    };
    let made = one(&bytes, &tight);
    assert!(
        made.bytes.len() as u64 <= limit,
        "{} over {limit}",
        made.bytes.len()
    );
    assert_eq!(codes(&made), ["picture_quality_lowered"]);
    let quality = made.quality.unwrap();
    assert!((40..85).contains(&quality), "{quality}");
    // One step better would not fit any more: it comes out exactly as good as before.
    let better = Job {
        quality: Quality::Fixed(quality + 1),
        ..Job::new(&tight)
    };
    assert_eq!(render(&bytes, &[better]).unwrap()[0].quality, Some(quality));
}

#[test]
fn what_fits_at_no_quality_becomes_smaller_and_says_so() {
    let bytes = encoded(&noise(600, 600, 2), image::ImageFormat::Png);
    for format in [Jpeg, Png, Webp] {
        let tight = Placement {
            max_bytes: 20_000,
            ..exact(600, 600, &[format])
        };
        let made = one(&bytes, &tight);
        assert!(
            made.bytes.len() <= 20_000,
            "{format:?}: {}",
            made.bytes.len()
        );
        assert!(
            codes(&made).contains(&"picture_shrunk"),
            "{format:?}: {:?}",
            made.findings
        );
        assert_eq!(made.width, made.height);
        assert_eq!(open(&made.bytes).dimensions(), (made.width, made.height));
    }
}

#[test]
fn an_impossible_limit_is_an_error_finding() {
    let none = Placement {
        max_bytes: 10,
        ..exact(100, 100, &[Jpeg])
    };
    let made = one(&jpeg(&quarters(100, 100), |_| {}), &none);
    assert!(codes(&made).contains(&"picture_over_limit"));
}

#[test]
fn enlarging_is_said_and_fitting_in_never_enlarges() {
    let bytes = jpeg(&quarters(100, 60), |_| {});
    let made = one(&bytes, &exact(200, 200, &[Jpeg]));
    assert_eq!(
        (made.width, made.height, codes(&made)),
        (200, 200, vec!["picture_upscaled"])
    );
    let made = one(&bytes, &fitted(200, 200, &[Jpeg]));
    assert_eq!((made.width, made.height, codes(&made)), (100, 60, vec![]));
    let made = one(&bytes, &fitted(50, 50, &[Jpeg]));
    assert_eq!((made.width, made.height), (50, 30));
}

#[test]
fn the_crop_follows_the_focal_point() {
    let bytes = jpeg(&quarters(400, 400), |_| {});
    let placement = exact(50, 100, &[Jpeg]);
    let at = |x| {
        let job = Job {
            focus: Focus { x, y: 0.5 },
            ..Job::new(&placement)
        };
        mean(
            &open(&render(&bytes, &[job]).unwrap()[0].bytes),
            0.1..0.9,
            0.1..0.4,
        )
    };
    assert!(near(at(0.1), [220.0, 30.0, 30.0], 8.0));
    assert!(near(at(0.9), [30.0, 180.0, 40.0], 8.0));
}

#[test]
fn many_jobs_come_back_in_their_order() {
    let bytes = jpeg(&quarters(500, 400), |_| {});
    let placements: Vec<_> = (1..=24).map(|it| exact(it * 10, it * 7, &[Jpeg])).collect();
    let jobs: Vec<_> = placements.iter().map(Job::new).collect();
    let made = render(&bytes, &jobs).unwrap();
    let sizes: Vec<_> = made.iter().map(|it| (it.width, it.height)).collect();
    let wanted: Vec<_> = placements.iter().map(|it| (it.width, it.height)).collect();
    assert_eq!(sizes, wanted);
    assert_eq!(
        made[7],
        Rendition {
            ms: made[7].ms,
            ..one(&bytes, &placements[7])
        },
        "alone or among others: the same"
    );
}

#[test]
fn only_formats_the_network_takes_are_written() {
    let bytes = jpeg(&quarters(64, 64), |_| {});
    let cases: [(&[ImageFormat], ImageFormat); 4] = [
        (&[Png], Png),
        (&[Webp], Webp),
        (&[Png, Jpeg], Jpeg),
        (&[ImageFormat::Gif, Png], Png),
    ];
    for (allowed, wanted) in cases {
        let made = one(&bytes, &exact(32, 32, allowed));
        assert_eq!(made.format, wanted);
        assert_eq!(probe(&made.bytes).unwrap().mime, wanted.mime());
    }
    let gif = exact(32, 32, &[ImageFormat::Gif]);
    assert!(matches!(
        render(&bytes, &[Job::new(&gif)]),
        Err(MediaError::Unsupported { .. })
    ));
}

#[test]
fn of_an_animation_the_first_frame_is_taken_and_said() {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for colour in [[255, 0, 0, 255], [0, 0, 255, 255]] {
        let frame = RgbaImage::from_pixel(20, 20, image::Rgba(colour));
        encoder
            .encode_frame(Frame::from_parts(
                frame,
                0,
                0,
                Delay::from_numer_denom_ms(100, 1),
            ))
            .unwrap();
    }
    drop(encoder);
    assert!(probe(&bytes).unwrap().animated);
    let made = one(&bytes, &exact(20, 20, &[Jpeg]));
    assert_eq!(codes(&made), ["animation_first_frame"]);
    assert!(near(
        mean(&open(&made.bytes), 0.0..1.0, 0.0..1.0),
        [254.0, 0.0, 0.0],
        3.0
    ));
}

#[test]
fn a_thumbnail_is_small_and_keeps_the_shape() {
    let small = open(&thumbnail(&jpeg(&quarters(400, 200), |_| {}), 100).unwrap());
    assert_eq!(small.dimensions(), (100, 50));
    let kept = open(&thumbnail(&jpeg(&quarters(40, 20), |_| {}), 100).unwrap());
    assert_eq!(kept.dimensions(), (40, 20), "never enlarged");
}

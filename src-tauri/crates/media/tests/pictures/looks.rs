//! Bars, exact parts, logos, credits, and animations a network takes as they are.

use crate::fixtures::{encoded, exact, exif, fitted, jpeg, mean, near, open, png, quarters};
use image::{
    Delay, ExtendedColorType, Frame, ImageDecoder, RgbaImage,
    codecs::{gif::GifEncoder, jpeg::JpegDecoder},
};
use kelola_domain::{
    media::{
        Area, Corner, Fit,
        ImageFormat::{Gif, Jpeg, Png, Webp},
    },
    network::Placement,
};
use kelola_media::{Job, Logo, Mark, Rendition, probe, render};
use std::io::Cursor;

fn one(bytes: &[u8], job: Job<'_>) -> Rendition {
    render(bytes, &[job]).unwrap().remove(0)
}

fn codes(made: &Rendition) -> Vec<&str> {
    made.findings.iter().map(|it| it.code.as_str()).collect()
}

#[test]
fn bars_of_the_brands_colour_stand_beside_a_whole_picture() {
    let bytes = jpeg(&quarters(400, 200), |_| {});
    let placement = exact(200, 200, &[Png]);
    let made = one(
        &bytes,
        Job {
            fit: Fit::Bars,
            background: [10, 200, 90],
            ..Job::new(&placement)
        },
    );
    let picture = open(&made.bytes);
    assert_eq!((picture.dimensions(), codes(&made)), ((200, 200), vec![]));
    for y in [0.0..0.24, 0.76..1.0] {
        assert!(near(mean(&picture, 0.0..1.0, y), [10.0, 200.0, 90.0], 0.0));
    }
    let left = mean(&picture, 0.05..0.45, 0.3..0.45);
    assert!(near(left, [220.0, 30.0, 30.0], 6.0), "{left:?}");
    let right = mean(&picture, 0.55..0.95, 0.55..0.7);
    assert!(near(right, [230.0, 210.0, 40.0], 6.0), "{right:?}");
}

#[test]
fn a_transparent_picture_between_bars_is_laid_on_their_colour() {
    let bytes = png(&[255, 0, 0, 0].repeat(64), 16, 4, ExtendedColorType::Rgba8);
    let placement = exact(16, 16, &[Png]);
    let made = one(
        &bytes,
        Job {
            fit: Fit::Bars,
            background: [1, 2, 3],
            ..Job::new(&placement)
        },
    );
    assert!(open(&made.bytes).pixels().all(|it| it.0 == [1, 2, 3]));
}

#[test]
fn an_exact_part_is_what_is_shown() {
    let bytes = jpeg(&quarters(400, 400), |_| {});
    let placement = exact(100, 100, &[Jpeg]);
    let area = Area {
        x: 0.5,
        y: 0.0,
        width: 0.5,
        height: 0.5,
    };
    let made = one(
        &bytes,
        Job {
            fit: Fit::Part { area },
            ..Job::new(&placement)
        },
    );
    let seen = mean(&open(&made.bytes), 0.05..0.95, 0.05..0.95);
    assert!(near(seen, [30.0, 180.0, 40.0], 6.0), "{seen:?}");
}

#[test]
fn a_logo_stands_in_its_corner_and_lets_through_what_it_should() {
    let bytes = encoded(
        &image::RgbImage::from_pixel(200, 100, image::Rgb([0, 0, 0])),
        image::ImageFormat::Png,
    );
    let logo = png(
        &[255, 255, 255, 255].repeat(64),
        8,
        8,
        ExtendedColorType::Rgba8,
    );
    let logo = Logo::read(&logo).unwrap();
    let placement = exact(200, 100, &[Png]);
    let shown = |corner, opacity| {
        let mark = Mark {
            logo: &logo,
            corner,
            size: 0.2,
            opacity,
        };
        open(
            &one(
                &bytes,
                Job {
                    mark: Some(mark),
                    ..Job::new(&placement)
                },
            )
            .bytes,
        )
    };
    // 20 pixels wide, 3 away from both edges.
    for (corner, x, y) in [
        (Corner::TopLeft, 13, 13),
        (Corner::TopRight, 187, 13),
        (Corner::BottomLeft, 13, 87),
        (Corner::BottomRight, 187, 87),
    ] {
        let picture = shown(corner, 1.0);
        assert_eq!(picture.get_pixel(x, y).0, [255; 3], "{corner:?}");
        let lit = picture.pixels().filter(|it| it.0[0] > 0).count();
        assert_eq!(lit, 400, "{corner:?}: nothing else is touched");
    }
    assert_eq!(shown(Corner::TopLeft, 0.5).get_pixel(13, 13).0, [128; 3]);
    assert_eq!(shown(Corner::TopLeft, 0.0).get_pixel(13, 13).0, [0; 3]);
}

#[test]
fn a_credit_is_written_on_wish_and_nothing_else_of_the_original() {
    let bytes = jpeg(&quarters(64, 64), |it| {
        it.add_exif_metadata(&exif(1)).unwrap();
    });
    for format in [Jpeg, Png, Webp] {
        let placement = exact(32, 32, &[format]);
        let with = one(
            &bytes,
            Job {
                credit: Some("Foto: Dewi Lestari"),
                ..Job::new(&placement)
            },
        );
        let has = |of: &[u8], what: &[u8]| of.windows(what.len()).any(|it| it == what);
        assert!(has(&with.bytes, b"Foto: Dewi Lestari\0"), "{format:?}");
        assert!(!has(&with.bytes, b"GPS-JAKARTA"), "{format:?}");
        let without = one(&bytes, Job::new(&placement));
        assert!(
            !has(&without.bytes, b"Exif") && !has(&without.bytes, b"eXIf"),
            "{format:?}"
        );
    }
    let placement = exact(32, 32, &[Jpeg]);
    let job = Job {
        credit: Some("Foto: Dewi"),
        ..Job::new(&placement)
    };
    let made = one(&bytes, job);
    let block = JpegDecoder::new(Cursor::new(&made.bytes))
        .unwrap()
        .exif_metadata()
        .unwrap();
    assert!(block.is_some_and(|it| it.starts_with(b"II\x2a\0")));
}

fn animation() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for colour in [[255, 0, 0, 255], [0, 0, 255, 255], [0, 255, 0, 255]] {
        let frame = RgbaImage::from_pixel(20, 10, image::Rgba(colour));
        let delay = Delay::from_numer_denom_ms(100, 1);
        encoder
            .encode_frame(Frame::from_parts(frame, 0, 0, delay))
            .unwrap();
    }
    drop(encoder);
    // A comment before the trailer.
    let end = bytes.len() - 1;
    bytes.splice(end..end, *b"\x21\xfe\x0brahasia sek\0");
    bytes
}

#[test]
fn an_animation_stays_one_where_the_network_takes_it_unchanged() {
    let bytes = animation();
    let made = one(&bytes, Job::new(&fitted(100, 100, &[Jpeg, Gif])));
    assert_eq!((made.format, made.width, made.height), (Gif, 20, 10));
    assert!(codes(&made).is_empty() && probe(&made.bytes).unwrap().animated);
    assert!(
        !made.bytes.windows(7).any(|it| it == b"rahasia"),
        "notes are left out"
    );
    let exactly = one(&bytes, Job::new(&exact(20, 10, &[Gif, Png])));
    assert_eq!(exactly.format, Gif);
}

#[test]
fn an_animation_that_would_have_to_change_shows_its_first_frame() {
    let bytes = animation();
    let small = Placement {
        max_bytes: 20,
        ..fitted(100, 100, &[Jpeg, Gif])
    };
    let shapes = [
        exact(10, 10, &[Jpeg, Gif]),
        fitted(10, 10, &[Jpeg, Gif]),
        fitted(100, 100, &[Jpeg]),
        small,
    ];
    for placement in shapes {
        let made = one(&bytes, Job::new(&placement));
        assert_eq!(made.format, Jpeg, "{placement:?}");
        assert!(codes(&made).contains(&"animation_first_frame"));
    }
}

#[test]
fn an_animation_cut_after_its_first_frame_is_not_passed_on() {
    let bytes = animation();
    let cut = &bytes[..bytes.len() - 30];
    let made = one(cut, Job::new(&fitted(100, 100, &[Jpeg, Gif])));
    assert_eq!(made.format, Jpeg);
}

//! Foreign bytes: what is broken is refused by name, quickly, and never half decoded.

use crate::fixtures::{encoded, exact, jpeg, noise, png, quarters};
use image::{ExtendedColorType, ImageFormat as Codec};
use kelola_domain::media::ImageFormat;
use kelola_media::{Job, MediaError, probe, render, thumbnail};
use std::time::{Duration, Instant};

fn refusal(bytes: &[u8]) -> MediaError {
    let placement = exact(20, 20, &[ImageFormat::Jpeg]);
    render(bytes, &[Job::new(&placement)]).expect_err("should be refused")
}

/// One valid file of every format.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let picture = noise(64, 48, 3);
    vec![
        ("baseline JPEG", jpeg(&picture, |_| {})),
        (
            "progressive JPEG",
            jpeg(&picture, |it| it.set_progressive(true)),
        ),
        ("PNG", encoded(&picture, Codec::Png)),
        ("WebP", encoded(&picture, Codec::WebP)),
        ("GIF", encoded(&picture, Codec::Gif)),
        ("BMP", encoded(&picture, Codec::Bmp)),
        ("TIFF", encoded(&picture, Codec::Tiff)),
    ]
}

#[test]
fn every_format_is_read_and_told_by_its_content() {
    let mimes: Vec<_> = samples()
        .iter()
        .map(|(name, bytes)| (*name, probe(bytes).unwrap()))
        .collect();
    for (name, facts) in &mimes {
        assert_eq!(
            (facts.width, facts.height, facts.orientation, facts.animated),
            (64, 48, 1, false),
            "{name}"
        );
    }
    let mimes: Vec<_> = mimes.iter().map(|(_, facts)| facts.mime).collect();
    assert_eq!(
        mimes,
        [
            "image/jpeg",
            "image/jpeg",
            "image/png",
            "image/webp",
            "image/gif",
            "image/bmp",
            "image/tiff"
        ]
    );
    for (name, bytes) in samples() {
        thumbnail(&bytes, 16).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    for (name, bytes) in samples() {
        for percent in [1, 5, 25, 50, 75, 90, 97] {
            let cut = &bytes[..bytes.len() * percent / 100];
            let placement = exact(20, 20, &[ImageFormat::Jpeg]);
            let result = render(cut, &[Job::new(&placement)]);
            assert!(result.is_err(), "{name} cut at {percent} %");
        }
    }
}

#[test]
fn a_jpeg_cut_in_its_pixels_is_damaged_though_its_thumbnail_is_whole() {
    let inner = jpeg(&quarters(16, 16), |_| {});
    let whole = jpeg(&noise(200, 200, 4), |it| {
        it.add_app_segment(2, inner.clone()).unwrap()
    });
    assert_eq!(
        probe(&whole[..whole.len() - 3000]),
        Err(MediaError::Damaged)
    );
    assert_eq!(refusal(&whole[..whole.len() - 3000]), MediaError::Damaged);
}

#[test]
fn what_is_no_picture_is_refused_by_name() {
    let cases: [(&[u8], &str); 9] = [
        (b"\0\0\0\x0cjP  \r\n\x87\n", "jp2"),
        // A Canon photo, and a TIFF whose first picture calls itself a preview.
        (b"II\x2a\0\x10\0\0\0CR\x02\0", "raw"),
        (
            b"II\x2a\0\x08\0\0\0\x01\0\xfe\0\x04\0\x01\0\0\0\x01\0\0\0\0\0\0\0",
            "raw",
        ),
        (b"RIFF\0\0\0\0AVI LIST", "avi"),
        (
            b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "svg",
        ),
        (b"%PDF-1.7\n", "pdf"),
        (b"8BPS\0\x01", "psd"),
        (b"<!doctype html><title>404</title>", "unknown"),
        (b"just words", "unknown"),
    ];
    for (bytes, what) in cases {
        let wanted = MediaError::Unsupported {
            what: what.to_owned(),
        };
        assert_eq!(probe(bytes), Err(wanted.clone()));
        assert_eq!(refusal(bytes), wanted);
    }
    assert_eq!(probe(b""), Err(MediaError::Empty));
    assert_eq!(refusal(b""), MediaError::Empty);
}

#[test]
fn phones_photos_are_told_apart_and_named_with_their_way_out() {
    let boxed = |brands: &[&[u8; 4]]| {
        let length = 12 + 4 * u32::try_from(brands.len()).unwrap();
        let mut bytes = [&length.to_be_bytes()[..], b"ftyp", brands[0], &[0; 4]].concat();
        brands[1..].iter().for_each(|it| bytes.extend(*it));
        bytes.extend([0; 300]);
        bytes
    };
    let heic: [&[&[u8; 4]]; 7] = [
        &[b"heic", b"mif1", b"heic"],
        &[b"heix", b"mif1"],
        &[b"mif1", b"mif1", b"heic"],
        &[b"msf1", b"hevc"],
        &[b"hevc"],
        &[b"mif1"],
        &[b"avcs", b"msf1"],
    ];
    let avif: [&[&[u8; 4]]; 3] = [
        &[b"avif", b"mif1", b"miaf"],
        &[b"avis", b"msf1"],
        &[b"mif1", b"miaf", b"avif"],
    ];
    for (all, code) in [(&heic[..], "picture_heic"), (&avif[..], "picture_avif")] {
        for brands in all {
            let bytes = boxed(brands);
            assert_eq!(probe(&bytes).unwrap_err().code(), code, "{brands:?}");
            assert_eq!(refusal(&bytes).code(), code, "{brands:?}");
            let mut file = std::io::Cursor::new(&bytes);
            assert_eq!(kelola_media::is_video(&mut file), Ok(false));
            assert_eq!(kelola_media::probe_file(&mut file), probe(&bytes));
        }
    }
    let video = boxed(&[b"isom", b"avif", b"heic"]);
    assert_eq!(probe(&video), Err(MediaError::Damaged), "a video it is");
}

#[test]
fn a_jpeg_hardly_any_program_reads_is_not_called_damaged() {
    for marker in [0xc3, 0xc9, 0xca] {
        let mut bytes = jpeg(&quarters(16, 16), |_| {});
        let frame = bytes.windows(2).position(|it| it == [0xff, 0xc0]).unwrap();
        bytes[frame + 1] = marker;
        assert_eq!(probe(&bytes).unwrap_err().code(), "picture_unsupported");
    }
    let mut deep = jpeg(&quarters(16, 16), |_| {});
    let frame = deep.windows(2).position(|it| it == [0xff, 0xc0]).unwrap();
    deep[frame + 1..frame + 5].copy_from_slice(&[0xc1, 0, 17, 12]);
    assert_eq!(refusal(&deep).code(), "picture_unsupported");
}

#[test]
fn a_header_that_claims_too_much_is_refused_before_anything_is_allocated() {
    let mut huge_png = png(&[0; 12], 2, 2, ExtendedColorType::Rgb8);
    huge_png[16..24].copy_from_slice(&[0, 1, 0x38, 0x80, 0, 1, 0x38, 0x80]);
    let checksum = crc32(&huge_png[12..29]);
    huge_png[29..33].copy_from_slice(&checksum.to_be_bytes());

    let mut huge_jpeg = jpeg(&quarters(16, 16), |_| {});
    let frame = huge_jpeg
        .windows(2)
        .position(|it| it == [0xff, 0xc0])
        .unwrap();
    huge_jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);

    let mut huge_gif = encoded(&quarters(16, 16), Codec::Gif);
    huge_gif[6..10].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);

    let mut huge_bmp = encoded(&quarters(16, 16), Codec::Bmp);
    huge_bmp[18..26].copy_from_slice(&[0x60, 0xea, 0, 0, 0x60, 0xea, 0, 0]);

    for (name, bytes) in [
        ("PNG", huge_png),
        ("JPEG", huge_jpeg),
        ("GIF", huge_gif),
        ("BMP", huge_bmp),
    ] {
        let started = Instant::now();
        assert!(
            matches!(
                probe(&bytes),
                Err(MediaError::TooLarge { what: "pixels", .. })
            ),
            "{name}: {:?}",
            probe(&bytes)
        );
        assert!(
            matches!(refusal(&bytes), MediaError::TooLarge { .. }),
            "{name}"
        );
        assert!(started.elapsed() < Duration::from_secs(1), "{name}");
    }
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 {
                sum >> 1 ^ 0xedb8_8320
            } else {
                sum >> 1
            }
        })
    })
}

#[test]
fn changed_bytes_never_bring_it_down() {
    let mut state = 7_u64;
    let mut next = move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    let started = Instant::now();
    for (name, bytes) in samples() {
        for round in 0..150 {
            let mut changed = bytes.clone();
            for _ in 0..=round % 8 {
                let at = next() % changed.len();
                changed[at] = next() as u8;
            }
            let facts = probe(&changed);
            if let Ok(small) = thumbnail(&changed, 16) {
                assert!(
                    facts.is_ok(),
                    "{name}: decoded though its header was refused"
                );
                assert!(
                    probe(&small).is_ok_and(|it| it.width <= 16 && it.height <= 16),
                    "{name}"
                );
            }
        }
    }
    assert!(
        started.elapsed() < Duration::from_secs(60),
        "took {:?}",
        started.elapsed()
    );
}

//! Where a photo was taken stays with the admin: an independent reader of EXIF finds the place in the original and
//! nothing but the credit in what is made of it.

use crate::{corpus::files, measure::turn, whole};
use exif::{Context, Reader};
use kelola_domain::{media::ImageFormat, network::Placement};
use kelola_media::{Job, probe, render, thumbnail};
use std::io::Cursor;

/// Texts of the originals' EXIF and XMP that must not travel, the degrees as EXIF writes them among them.
const TELLTALE: [&[u8]; 10] = [
    b"GPS",
    b"WGS-84",
    b"adobe:ns:meta",
    b"http://ns.adobe.com",
    b"XML:com.adobe.xmp",
    b"XMP",
    b"Rumah",
    b"106,49",
    b"\x6a\0\0\0\x01\0\0\0",
    b"\0\0\0\x6a\0\0\0\x01",
];

/// EXIF fields as an independent reader sees them; none where there is no EXIF at all.
fn fields(bytes: &[u8]) -> Vec<(Context, u16)> {
    Reader::new()
        .read_from_container(&mut Cursor::new(bytes))
        .map(|it| {
            it.fields()
                .map(|it| (it.tag.context(), it.tag.number()))
                .collect()
        })
        .unwrap_or_default()
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|it| it == part)
}

fn assert_clean(what: &str, bytes: &[u8], credit: Option<&str>) {
    let wanted: &[_] = if credit.is_some() {
        &[(Context::Tiff, 315), (Context::Tiff, 33_432)]
    } else {
        &[]
    };
    assert_eq!(fields(bytes), wanted, "{what}");
    for part in TELLTALE {
        assert!(
            !has(bytes, part),
            "{what}: {}",
            String::from_utf8_lossy(part)
        );
    }
    assert_eq!(has(bytes, b"Foto: Dewi"), credit.is_some(), "{what}");
}

#[test]
fn no_rendition_says_where_the_photo_was_taken() {
    let _turn = turn();
    let originals: Vec<_> = files("corpus")
        .into_iter()
        .filter(|(name, _)| name.starts_with("place."))
        .collect();
    assert_eq!(originals.len(), 5);
    for (name, bytes) in &originals {
        let found = fields(bytes)
            .iter()
            .filter(|(context, _)| *context == Context::Gps)
            .count();
        assert!(
            found >= 4 || name == "place.gif",
            "{name}: the reader finds {found} fields of a place"
        );
        assert!(
            name == "place.tiff" || has(bytes, b"exif:GPSLatitude"),
            "{name} has XMP"
        );
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Webp] {
            let own = whole(&[format]);
            let small = Placement {
                width: 8,
                height: 8,
                exact: true,
                ..own.clone()
            };
            for credit in [None, Some("Foto: Dewi")] {
                let jobs = [&own, &small].map(|it| Job {
                    credit,
                    ..Job::new(it)
                });
                for made in render(bytes, &jobs).unwrap() {
                    assert_eq!(made.format, format);
                    assert_clean(&format!("{name} as {format:?}"), &made.bytes, credit);
                }
            }
        }
        assert_clean(
            &format!("thumbnail of {name}"),
            &thumbnail(bytes, 16).unwrap(),
            None,
        );
    }
}

#[test]
fn an_animation_passed_on_says_nothing_either() {
    let _turn = turn();
    let (_, bytes) = files("corpus")
        .into_iter()
        .find(|(name, _)| name == "place.gif")
        .unwrap();
    let made = render(
        &bytes,
        &[Job::new(&whole(&[ImageFormat::Gif, ImageFormat::Jpeg]))],
    )
    .unwrap()
    .remove(0);
    assert_eq!(made.format, ImageFormat::Gif);
    assert!(probe(&made.bytes).unwrap().animated);
    assert_clean("animation", &made.bytes, None);
}

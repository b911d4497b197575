//! Small files that ask for much: refused with a reason, before what they ask for is given.

use crate::{measure::turn, whole};
use flate2::{Compression, write::ZlibEncoder};
use kelola_domain::media::ImageFormat;
use kelola_media::{Job, probe, render};
use std::io::Write;

/// What a refusal may take, beside the file itself.
const LITTLE: u64 = 4 << 20;

/// Codes of probing and of decoding.
fn told(bytes: &[u8]) -> [&'static str; 2] {
    let placement = whole(&[ImageFormat::Jpeg, ImageFormat::Gif]);
    let decoded = render(bytes, &[Job::new(&placement)]).map(drop);
    [probe(bytes).map(drop), decoded].map(|it| {
        it.as_ref()
            .map_or_else(kelola_media::MediaError::code, |()| "read")
    })
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut zipped = ZlibEncoder::new(Vec::new(), Compression::fast());
    zipped.write_all(bytes).unwrap();
    zipped.finish().unwrap()
}

/// A PNG of these chunks between its header and its end.
fn png(width: u32, height: u32, colour: u8, chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([8, colour, 0, 0, 0]);
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let all = [(b"IHDR", header)]
        .into_iter()
        .chain(chunks.iter().cloned())
        .chain([(b"IEND", Vec::new())]);
    for (name, data) in all {
        let mut sum = flate2::Crc::new();
        sum.update(name);
        sum.update(&data);
        out.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        out.extend(name);
        out.extend(data);
        out.extend(sum.sum().to_be_bytes());
    }
    out
}

/// Eight by eight gray pixels.
fn pixels() -> (&'static [u8; 4], Vec<u8>) {
    (b"IDAT", deflated(&[0; 72]))
}

/// A little-endian TIFF of one directory; an entry is tag, type, count and value.
fn tiff(entries: &[(u16, u16, u32, u32)], after: &[u8]) -> Vec<u8> {
    let mut out = b"II\x2a\0\x08\0\0\0".to_vec();
    out.extend(u16::try_from(entries.len()).unwrap().to_le_bytes());
    for (tag, kind, count, value) in entries {
        out.extend(tag.to_le_bytes());
        out.extend(kind.to_le_bytes());
        out.extend(count.to_le_bytes());
        out.extend(value.to_le_bytes());
    }
    out.extend([0; 4]);
    out.extend(after);
    out
}

/// Gray pixels of this size in one strip that lies at byte 8.
fn strip(width: u32, height: u32) -> Vec<(u16, u16, u32, u32)> {
    vec![
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 8),
        (277, 3, 1, 1),
        (278, 4, 1, height),
        (279, 4, 1, width.saturating_mul(height)),
    ]
}

fn with(
    mut entries: Vec<(u16, u16, u32, u32)>,
    entry: (u16, u16, u32, u32),
) -> Vec<(u16, u16, u32, u32)> {
    entries.retain(|it| it.0 != entry.0);
    entries.push(entry);
    entries.sort_unstable();
    entries
}

fn webp(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    body.extend(name);
    body.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
    body.extend(data);
    let length = u32::try_from(body.len()).unwrap();
    [b"RIFF", &length.to_le_bytes()[..], &body].concat()
}

/// A GIF of a canvas and frames of one pixel each.
fn gif(side: u16, frames: usize) -> Vec<u8> {
    let side = side.to_le_bytes();
    let mut out = [
        b"GIF89a",
        &side[..],
        &side,
        &[0x80, 0, 0, 0, 0, 0, 255, 255, 255],
    ]
    .concat();
    let frame = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
    out.extend(frame.repeat(frames));
    out.push(0x3b);
    out
}

fn jpeg(height: u16, width: u16, marker: u8) -> Vec<u8> {
    let mut out = b"\xff\xd8\xff".to_vec();
    out.extend([marker, 0, 11, 8]);
    out.extend(height.to_be_bytes());
    out.extend(width.to_be_bytes());
    out.extend(b"\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0\0\0\xff\xd9");
    out
}

#[test]
fn a_header_of_65535_by_65535_is_refused_by_its_size() {
    let turn = turn();
    let side = u32::from(u16::MAX);
    let mut bmp =
        b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\xff\xff\0\0\xff\xff\0\0\x01\0\x18\0".to_vec();
    bmp.resize(200, 0);
    let canvas = [[0, 0, 0, 0], [0xfe, 0xff, 0, 0xfe], [0xff, 0, 0, 0]].concat();
    let files = [
        ("PNG", png(side, side, 0, &[pixels()])),
        ("JPEG", jpeg(u16::MAX, u16::MAX, 0xc0)),
        ("progressive JPEG", jpeg(u16::MAX, u16::MAX, 0xc2)),
        ("GIF", gif(u16::MAX, 1)),
        ("BMP", bmp),
        ("TIFF", tiff(&strip(side, side), &[])),
        (
            "WebP",
            [
                &webp(b"VP8X", &canvas[..10])[..],
                &webp(b"VP8L", b"\x2f\x07\xc0\x01\0\0\0\0")[12..],
            ]
            .concat(),
        ),
    ];
    for (name, bytes) in files {
        assert_eq!(
            turn.within(LITTLE, name, || told(&bytes)),
            ["picture_too_large"; 2],
            "{name}"
        );
    }
}

#[test]
fn pixels_a_file_is_too_short_to_hold_are_not_made_room_for() {
    let turn = turn();
    let files = [
        (
            "PNG",
            png(9_999, 9_999, 2, &[pixels()]),
            ["read", "picture_damaged"],
        ),
        ("JPEG", jpeg(9_999, 9_999, 0xc0), ["picture_damaged"; 2]),
        (
            "progressive JPEG",
            jpeg(9_999, 9_999, 0xc2),
            ["picture_damaged"; 2],
        ),
    ];
    for (name, bytes, codes) in files {
        assert_eq!(turn.within(LITTLE, name, || told(&bytes)), codes, "{name}");
    }
    // Packed rows of a TIFF may stand for any number of pixels, so there room is made, within the limits.
    let rows = tiff(&strip(4_000, 4_000), &[]);
    let codes = turn.within(LITTLE + 2 * 16_000_000, "TIFF", || told(&rows));
    assert_eq!(codes, ["read", "picture_damaged"]);
}

#[test]
fn notes_that_unpack_to_much_are_not_unpacked() {
    let turn = turn();
    let zeros = deflated(&vec![0; 100 << 20]);
    let profile = [b"a\0\0", &zeros[..]].concat();
    let bytes = png(8, 8, 0, &[(b"iCCP", profile), pixels()]);
    let most = (160 << 20) + LITTLE;
    // Colours without their profile are those the file has.
    assert_eq!(turn.within(most, "iCCP", || told(&bytes)), ["read"; 2]);
    let text = [b"Comment\0\0", &zeros[..]].concat();
    let bytes = png(
        8,
        8,
        0,
        &[(b"zTXt", text.clone()), (b"zTXt", text), pixels()],
    );
    assert_eq!(
        turn.within(LITTLE + 8 * bytes.len() as u64, "zTXt", || told(&bytes)),
        ["read"; 2]
    );
    let bytes = png(8, 8, 0, &[(b"IDAT", zeros)]);
    turn.within(LITTLE + 4 * bytes.len() as u64, "IDAT", || told(&bytes));
}

#[test]
fn a_chunk_longer_than_its_file_is_damage() {
    let turn = turn();
    for name in [b"iCCP", b"zTXt", b"eXIf", b"IDAT"] {
        let mut bytes = png(8, 8, 0, &[(name, vec![0; 20]), pixels()]);
        bytes[33..37].copy_from_slice(&0x7fff_ffff_u32.to_be_bytes());
        let codes = turn.within(LITTLE, "PNG", || told(&bytes));
        assert_eq!(
            codes[1],
            "picture_damaged",
            "{}",
            String::from_utf8_lossy(name)
        );
    }
    let webp = [
        &webp(b"VP8L", b"\x2f\x07\xc0\x01\0")[..16],
        &[0xff; 4],
        &[0x2f; 40],
    ]
    .concat();
    assert_eq!(
        turn.within(LITTLE, "WebP", || told(&webp)),
        ["picture_damaged"; 2]
    );
}

#[test]
fn a_gif_of_a_million_frames_shows_its_first() {
    let turn = turn();
    let bytes = gif(1, 1_000_000);
    assert_eq!(turn.within(LITTLE, "GIF", || told(&bytes)), ["read"; 2]);
    let placement = whole(&[ImageFormat::Jpeg, ImageFormat::Gif]);
    let made = render(&bytes, &[Job::new(&placement)]).unwrap().remove(0);
    assert_eq!(made.format, ImageFormat::Jpeg);
    let endless = [&gif(1, 1)[..19], b"\x21\xfe", &b"\x01a".repeat(1 << 20)].concat();
    assert_eq!(
        turn.within(LITTLE, "a comment without an end", || told(&endless)),
        ["picture_damaged"; 2]
    );
}

#[test]
fn absurd_directories_of_a_tiff_are_refused() {
    let turn = turn();
    let most = u32::MAX;
    let picture = || strip(8, 8);
    let files = [
        (
            "strips",
            tiff(&with(picture(), (273, 4, most, 8)), &[0; 64]),
        ),
        (
            "lengths",
            tiff(&with(picture(), (279, 4, most, 8)), &[0; 64]),
        ),
        (
            "a strip beyond its file",
            tiff(&with(picture(), (273, 4, 1, most)), &[]),
        ),
        (
            "a strip longer than its file",
            tiff(&with(strip(1_000, 1_000), (259, 3, 1, 8)), &[0; 64]),
        ),
        (
            "samples",
            tiff(&with(picture(), (277, 3, 1, 65_535)), &[0; 64]),
        ),
        (
            "a directory beyond its file",
            b"II\x2a\0\xff\xff\xff\xff".to_vec(),
        ),
        ("no directory", b"II\x2a\0\x08\0\0\0".to_vec()),
        (
            "entries",
            [b"II\x2a\0\x08\0\0\0\xff\xff", &[0xff; 600][..]].concat(),
        ),
    ];
    for (name, bytes) in files {
        let codes = turn.within(LITTLE, name, || told(&bytes));
        assert!(
            matches!(
                codes[1],
                "picture_damaged" | "picture_unsupported" | "picture_too_large"
            ),
            "{name}: {codes:?}"
        );
    }
    let tile = with(with(picture(), (322, 4, 1, 1 << 31)), (323, 4, 1, 1 << 31));
    let tile = with(with(tile, (324, 4, 1, 8)), (325, 4, 1, 64));
    let tile: Vec<_> = tile
        .into_iter()
        .filter(|it| !matches!(it.0, 273 | 278 | 279))
        .collect();
    let codes = turn.within(LITTLE, "a tile", || told(&tiff(&tile, &[0; 64])));
    assert!(
        matches!(codes[1], "picture_damaged" | "picture_too_large"),
        "{codes:?}"
    );
    // A profile that claims four gigabytes is no reason to refuse the picture, nor to look for them.
    let profile = tiff(&with(picture(), (34_675, 7, most, 8)), &[0; 64]);
    assert_eq!(
        turn.within(LITTLE, "a profile", || told(&profile)),
        ["read"; 2]
    );
}

#[test]
fn a_jpeg_of_endless_scans_is_refused() {
    let turn = turn();
    let bytes = include_bytes!("../corpus/progressive.jpg");
    let scan = bytes.windows(2).rposition(|it| it == [0xff, 0xda]).unwrap();
    let (head, last) = bytes[..bytes.len() - 2].split_at(scan);
    let many = [head, &last.repeat(5_000), b"\xff\xd9"].concat();
    let codes = turn.within(LITTLE, "JPEG", || told(&many));
    assert_eq!(codes[1], "picture_damaged");
}

#[test]
fn nothing_and_zeros_are_told_apart() {
    assert_eq!(told(b""), ["picture_empty"; 2]);
    for length in [1, 2, 8, 12, 64, 4096, 1 << 20] {
        assert_eq!(
            told(&vec![0; length]),
            ["picture_unsupported"; 2],
            "{length}"
        );
    }
}

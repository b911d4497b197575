//! What the fuzzers try, and what must hold for any bytes: no panic leaves the crate, a refusal is typed, and what is
//! read is what the header said. The ordinary tests try the same on the corpus.

use kelola_domain::{media::ImageFormat, network::Placement};
use kelola_media::{
    Job, MAX_PIXELS, Rendition, is_video, probe as facts_of, probe_file, render, thumbnail,
};
use std::io::Cursor;

/// Larger pictures are left to the tests of limits: a fuzzer learns more from many small ones.
const MOST_PIXELS: u64 = 1 << 20;

/// A decoder that trips is caught by the crate; only what leaves it counts. The fuzzer's own hook would count all.
pub fn quiet() {
    std::panic::set_hook(Box::new(|_| {}));
}

/// The header alone.
pub fn probe(bytes: &[u8]) {
    let Ok(facts) = facts_of(bytes) else { return };
    let pixels = u64::from(facts.width) * u64::from(facts.height);
    assert!(pixels > 0 && (facts.video.is_some() || pixels <= MAX_PIXELS));
    assert!(matches!(facts.orientation, 1..=8));
}

/// Decoding, cutting and writing.
pub fn picture(bytes: &[u8]) {
    if !is_small(bytes) {
        return;
    }
    let Ok(small) = thumbnail(bytes, 32) else {
        return;
    };
    let facts = facts_of(bytes).expect("what is decoded has a header");
    let seen = facts_of(&small).expect("what is written is read");
    assert!(seen.width <= 32 && seen.height <= 32 && !seen.animated);
    let exact = placement(40, 30, true, &[ImageFormat::Jpeg]);
    let fitted = placement(4096, 4096, false, &[ImageFormat::Png, ImageFormat::Webp]);
    let jobs = [
        Job {
            credit: Some("Dewi"),
            ..Job::new(&exact)
        },
        Job::new(&fitted),
    ];
    let made = render(bytes, &jobs).expect("what has a thumbnail has renditions");
    check(&made[0], (40, 30));
    let (width, height) = (facts.width.min(4096), facts.height.min(4096));
    assert!(made[1].width <= width && made[1].height <= height);
    check(&made[1], (made[1].width, made[1].height));
}

/// An animation passed on as it is.
pub fn animation(bytes: &[u8]) {
    if !is_small(bytes) {
        return;
    }
    let placement = placement(4096, 4096, false, &[ImageFormat::Gif, ImageFormat::Jpeg]);
    let Ok(made) = render(bytes, &[Job::new(&placement)]) else {
        return;
    };
    let facts = facts_of(&made[0].bytes).expect("what is written is read");
    assert_eq!(facts.animated, made[0].format == ImageFormat::Gif);
    if facts.animated {
        let again =
            render(&made[0].bytes, &[Job::new(&placement)]).expect("what was passed on is whole");
        assert_eq!(again[0].bytes, made[0].bytes, "notes are left out at once");
    }
}

/// The tables of a video, and of what only claims to be one.
pub fn video(bytes: &[u8]) {
    let mut file = Cursor::new(bytes);
    if is_video(&mut file) != Ok(true) {
        return;
    }
    let found = probe_file(&mut file);
    assert_eq!(found, facts_of(bytes), "from a file as from memory");
    let Ok(facts) = found else { return };
    let video = facts.video.expect("a video has its facts");
    assert!(video.duration_ms > 0 && facts.width > 0 && facts.height > 0);
}

fn is_small(bytes: &[u8]) -> bool {
    facts_of(bytes).is_ok_and(|it| {
        it.video.is_none() && u64::from(it.width) * u64::from(it.height) <= MOST_PIXELS
    })
}

fn placement(width: u32, height: u32, exact: bool, formats: &[ImageFormat]) -> Placement {
    Placement {
        id: "fuzz".into(),
        width,
        height,
        exact,
        formats: formats.to_vec(),
        max_bytes: u64::MAX,
    }
}

fn check(made: &Rendition, size: (u32, u32)) {
    assert_eq!((made.width, made.height), size);
    let facts = facts_of(&made.bytes).expect("what is written is read");
    assert_eq!(
        (facts.width, facts.height, facts.orientation),
        (size.0, size.1, 1)
    );
}

use super::*;
use crate::{Facts, probe as probe_bytes, probe_file};
use kelola_domain::media::{AudioCodec, AudioFacts, VideoCodec};
use std::io::Cursor;

const PLAIN: &[u8] = include_bytes!("../../tests/videos/plain.mp4");
const TURNED: &[u8] = include_bytes!("../../tests/videos/turned.mp4");
const HEVC: &[u8] = include_bytes!("../../tests/videos/hevc.mov");
const VP9: &[u8] = include_bytes!("../../tests/videos/vp9.webm");
const LIVE: &[u8] = include_bytes!("../../tests/videos/live.webm");
const FRAGMENTED: &[u8] = include_bytes!("../../tests/videos/fragmented.mp4");
const PRORES: &[u8] = include_bytes!("../../tests/videos/prores.mov");
const OLD: &[u8] = include_bytes!("../../tests/videos/old.mp4");
const SOUND: &[u8] = include_bytes!("../../tests/videos/sound.mp4");

const ALL: [(&str, &[u8]); 8] = [
    ("plain.mp4", PLAIN),
    ("turned.mp4", TURNED),
    ("hevc.mov", HEVC),
    ("vp9.webm", VP9),
    ("live.webm", LIVE),
    ("fragmented.mp4", FRAGMENTED),
    ("prores.mov", PRORES),
    ("old.mp4", OLD),
];

fn facts(bytes: &[u8]) -> (Facts, VideoFacts) {
    let facts = probe_bytes(bytes).unwrap();
    (facts, facts.video.unwrap())
}

/// Size, length and rate as ffprobe tells them.
fn told(bytes: &[u8]) -> ((u32, u32), u64, VideoCodec, String) {
    let (facts, video) = facts(bytes);
    let rate = video
        .frame_rate
        .map_or_else(String::new, |it| format!("{it:.2}"));
    (
        (facts.width, facts.height),
        video.duration_ms,
        video.codec,
        rate,
    )
}

#[test]
fn every_container_tells_size_length_codec_and_rate() {
    let rate = |it: &str| it.to_owned();
    assert_eq!(
        told(PLAIN),
        ((96, 64), 2000, VideoCodec::H264, rate("25.00"))
    );
    assert_eq!(
        told(HEVC),
        ((96, 64), 2000, VideoCodec::Hevc, rate("30.00"))
    );
    assert_eq!(told(VP9), ((64, 96), 2009, VideoCodec::Vp9, rate("29.97")));
    assert_eq!(
        told(PRORES),
        ((32, 32), 250, VideoCodec::Prores, rate("24.00"))
    );
    assert_eq!(
        told(OLD),
        ((64, 48), 1000, VideoCodec::Mpeg4, rate("15.00"))
    );
}

#[test]
fn types_are_told_by_content() {
    let mimes = ALL.map(|(_, bytes)| facts(bytes).0.mime);
    let (mp4, mov, webm) = ("video/mp4", "video/quicktime", "video/webm");
    assert_eq!(mimes, [mp4, mp4, mov, webm, webm, mp4, mov, mp4]);
}

#[test]
fn sound_is_told_where_there_is_some() {
    let audio = |codec, rate, channels| {
        Some(AudioFacts {
            codec,
            rate,
            channels,
        })
    };
    assert_eq!(facts(PLAIN).1.audio, audio(AudioCodec::Aac, 44_100, 1));
    assert_eq!(facts(VP9).1.audio, audio(AudioCodec::Opus, 48_000, 1));
    assert_eq!(facts(PRORES).1.audio, audio(AudioCodec::Pcm, 8_000, 1));
    assert_eq!(facts(HEVC).1.audio, None);
}

#[test]
fn a_turned_video_is_measured_upright() {
    let (turned, video) = facts(TURNED);
    assert_eq!((turned.width, turned.height, video.rotation), (64, 96, 270));
}

#[test]
fn the_bit_rate_is_that_of_the_whole_file() {
    assert_eq!(facts(PLAIN).1.bit_rate, PLAIN.len() as u64 * 8 / 2);
}

#[test]
fn a_recording_in_fragments_is_summed_up() {
    assert_eq!(
        told(FRAGMENTED),
        ((96, 64), 4000, VideoCodec::H264, "25.00".to_owned())
    );
}

#[test]
fn a_recording_without_a_length_is_walked() {
    let (facts, video) = facts(LIVE);
    assert_eq!(
        (facts.width, facts.height, video.codec),
        (64, 48, VideoCodec::Vp8)
    );
    // The last of 30 frames starts a tenth of a second before the end.
    assert!(
        (2900..=3000).contains(&video.duration_ms),
        "{}",
        video.duration_ms
    );
    let rate = video.frame_rate.unwrap();
    assert!((9.9..=10.4).contains(&rate), "{rate}");
}

#[test]
fn a_file_on_disk_and_its_bytes_say_the_same() {
    for (name, bytes) in ALL {
        assert_eq!(
            probe_file(&mut Cursor::new(bytes)),
            probe_bytes(bytes),
            "{name}"
        );
    }
}

#[test]
fn sound_alone_is_no_video() {
    assert_eq!(probe_bytes(SOUND), Err(MediaError::unsupported("audio")));
}

#[test]
fn a_matroska_file_that_is_no_webm_is_named() {
    let at = VP9.windows(4).position(|it| it == b"webm").unwrap();
    let mut bytes = VP9.to_vec();
    bytes[at..at + 4].copy_from_slice(b"webx");
    assert_eq!(probe_bytes(&bytes), Err(MediaError::unsupported("mkv")));
}

#[test]
fn a_video_cut_anywhere_is_refused() {
    for (name, bytes) in ALL {
        for percent in [1, 5, 25, 50, 75, 90, 99] {
            let cut = &bytes[..bytes.len() * percent / 100];
            assert!(probe_bytes(cut).is_err(), "{name} cut at {percent} %");
        }
    }
}

#[test]
fn changed_bytes_cost_the_file_and_nothing_else() {
    let mut state = 11_u64;
    let mut next = move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    for (name, bytes) in ALL {
        for round in 0..2000 {
            let mut changed = bytes.to_vec();
            for _ in 0..=round % 8 {
                let at = next() % changed.len();
                changed[at] = next() as u8;
            }
            if let Ok(facts) = probe_bytes(&changed) {
                assert!(facts.width > 0 && facts.height > 0, "{name}");
            }
        }
    }
}

#[test]
fn a_table_that_claims_billions_of_samples_is_refused_quickly() {
    let mut bytes = PLAIN.to_vec();
    let at = bytes.windows(4).position(|it| it == b"stts").unwrap();
    bytes[at + 8..at + 12].copy_from_slice(&u32::MAX.to_be_bytes());
    let started = std::time::Instant::now();
    assert_eq!(probe_bytes(&bytes), Err(MediaError::Damaged));
    assert!(started.elapsed().as_secs() < 1);
}

#[test]
fn a_file_of_nothing_but_tiny_boxes_runs_out_of_budget() {
    let mut bytes = b"\0\0\0\x10ftypisom\0\0\0\0".to_vec();
    bytes.extend(b"\0\0\0\x08free".repeat(1_100_000));
    assert!(matches!(
        probe_bytes(&bytes),
        Err(MediaError::TooLarge { what: "parts", .. })
    ));
}

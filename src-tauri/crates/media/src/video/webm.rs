//! WebM (EBML, RFC 8794; Matroska elements, RFC 9559): elements of a number, a size and a body, all of variable length.

use super::{Source, Video, plausible_rate};
use crate::MediaError;
use kelola_domain::media::{AudioCodec, AudioFacts, Container, VideoCodec, VideoFacts};
use std::io::{Read, Seek};

const EBML: u32 = 0x1a45_dfa3;
const DOC_TYPE: u32 = 0x4282;
const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_a966;
const TIMESTAMP_SCALE: u32 = 0x2a_d7b1;
const DURATION: u32 = 0x4489;
const TRACKS: u32 = 0x1654_ae6b;
const TRACK: u32 = 0xae;
const TRACK_NUMBER: u32 = 0xd7;
const TRACK_TYPE: u32 = 0x83;
const CODEC: u32 = 0x86;
const DEFAULT_DURATION: u32 = 0x23_e383;
const VIDEO: u32 = 0xe0;
const WIDTH: u32 = 0xb0;
const HEIGHT: u32 = 0xba;
const PROJECTION: u32 = 0x7670;
const ROLL: u32 = 0x7675;
const AUDIO: u32 = 0xe1;
const RATE: u32 = 0xb5;
const CHANNELS: u32 = 0x9f;
const CLUSTER: u32 = 0x1f43_b675;
const TIMESTAMP: u32 = 0xe7;
const SIMPLE_BLOCK: u32 = 0xa3;
const BLOCK_GROUP: u32 = 0xa0;
const BLOCK: u32 = 0xa1;

/// Largest body that is read whole: names and numbers only.
const MAX_VALUE: u64 = 4096;

/// An element's number and where its body lies.
#[derive(Clone, Copy)]
struct Element {
    id: u32,
    start: u64,
    end: u64,
    /// The size was left open, as recorders do: it ends with its parent.
    open: bool,
}

/// What is gathered on the way.
struct Found {
    scale: u64,
    duration: Option<f64>,
    video: Option<Picture>,
    audio: Option<AudioFacts>,
    /// End of the last block, in scaled ticks, and the number of blocks of the pictures.
    last: u64,
    frames: u64,
}

#[derive(Clone, Copy)]
struct Picture {
    number: u64,
    codec: VideoCodec,
    width: u32,
    height: u32,
    rotation: u16,
    frame_ns: u64,
}

pub(super) fn probe(source: &mut Source<'_, impl Read + Seek>) -> Result<Video, MediaError> {
    let header = element(source, 0, source.len())?;
    if header.id != EBML {
        return Err(MediaError::Damaged);
    }
    doc_type(source, header)?;
    let segment = element(source, header.end, source.len())?;
    if segment.id != SEGMENT {
        return Err(MediaError::Damaged);
    }
    let mut found = Found {
        scale: 1_000_000,
        duration: None,
        video: None,
        audio: None,
        last: 0,
        frames: 0,
    };
    walk(source, segment, &mut found)?;
    let video = found
        .video
        .ok_or_else(|| MediaError::unsupported("audio"))?;
    let ticks = found.duration.unwrap_or(found.last as f64);
    let seconds = ticks * found.scale as f64 / 1e9;
    let frame_rate = if video.frame_ns > 0 {
        plausible_rate(1, video.frame_ns as f64 / 1e9)
    } else {
        plausible_rate(found.frames, seconds)
    };
    Ok(Video {
        width: video.width,
        height: video.height,
        facts: VideoFacts {
            container: Container::Webm,
            duration_ms: (seconds * 1000.0).round().clamp(0.0, 1e15) as u64,
            codec: video.codec,
            frame_rate,
            bit_rate: 0,
            rotation: video.rotation,
            audio: found.audio,
        },
    })
}

fn doc_type(source: &mut Source<'_, impl Read + Seek>, header: Element) -> Result<(), MediaError> {
    for it in children(source, header)? {
        if it.id == DOC_TYPE {
            return match value(source, it)?.split(|it| *it == 0).next() {
                Some(b"webm") => Ok(()),
                _ => Err(MediaError::unsupported("mkv")),
            };
        }
    }
    Err(MediaError::unsupported("mkv"))
}

/// Goes through the segment. Clusters are entered only where the header leaves length or rate open.
fn walk(
    source: &mut Source<'_, impl Read + Seek>,
    segment: Element,
    found: &mut Found,
) -> Result<(), MediaError> {
    let mut at = segment.start;
    let mut cluster = 0;
    while at < segment.end {
        let it = element(source, at, segment.end)?;
        at = it.end;
        match it.id {
            INFO => info(source, it, found)?,
            TRACKS => tracks(source, it, found)?,
            // Of a cluster, and of a group in it, the children are met one by one, whether its size is known or open.
            CLUSTER if it.open || needs_blocks(found) => at = it.start,
            BLOCK_GROUP => at = it.start,
            TIMESTAMP => cluster = number(source, it)?,
            SIMPLE_BLOCK | BLOCK => block(source, it, cluster, found)?,
            _ if it.open => return Err(MediaError::Damaged),
            _ => {}
        }
    }
    Ok(())
}

const fn needs_blocks(found: &Found) -> bool {
    let rate = matches!(found.video, Some(Picture { frame_ns: 1.., .. }));
    found.duration.is_none() || !rate
}

fn info(
    source: &mut Source<'_, impl Read + Seek>,
    info: Element,
    found: &mut Found,
) -> Result<(), MediaError> {
    for it in children(source, info)? {
        match it.id {
            TIMESTAMP_SCALE => found.scale = number(source, it)?,
            DURATION => {
                found.duration = Some(float(source, it)?).filter(|it| it.is_finite() && *it > 0.0);
            }
            _ => {}
        }
    }
    Ok(())
}

fn tracks(
    source: &mut Source<'_, impl Read + Seek>,
    tracks: Element,
    found: &mut Found,
) -> Result<(), MediaError> {
    for it in children(source, tracks)? {
        if it.id == TRACK {
            track(source, it, found)?;
        }
    }
    Ok(())
}

fn track(
    source: &mut Source<'_, impl Read + Seek>,
    track: Element,
    found: &mut Found,
) -> Result<(), MediaError> {
    let (mut kind, mut codec) = (0, Vec::new());
    let mut picture = Picture {
        number: 0,
        codec: VideoCodec::Other,
        width: 0,
        height: 0,
        rotation: 0,
        frame_ns: 0,
    };
    let mut audio = AudioFacts {
        codec: AudioCodec::Other,
        rate: 8000,
        channels: 1,
    };
    for it in children(source, track)? {
        match it.id {
            TRACK_NUMBER => picture.number = number(source, it)?,
            TRACK_TYPE => kind = number(source, it)?,
            CODEC => codec = value(source, it)?,
            DEFAULT_DURATION => picture.frame_ns = number(source, it)?,
            VIDEO => size(source, it, &mut picture)?,
            AUDIO => sound(source, it, &mut audio)?,
            _ => {}
        }
    }
    match kind {
        1 if found.video.is_none() => {
            picture.codec = video_codec(&codec);
            found.video = Some(picture);
        }
        2 if found.audio.is_none() => {
            audio.codec = audio_codec(&codec);
            found.audio = Some(audio);
        }
        _ => {}
    }
    Ok(())
}

fn size(
    source: &mut Source<'_, impl Read + Seek>,
    video: Element,
    picture: &mut Picture,
) -> Result<(), MediaError> {
    let side = |it: u64| u32::try_from(it).map_err(|_| MediaError::Damaged);
    for it in children(source, video)? {
        match it.id {
            WIDTH => picture.width = side(number(source, it)?)?,
            HEIGHT => picture.height = side(number(source, it)?)?,
            PROJECTION => {
                for it in children(source, it)? {
                    if it.id == ROLL {
                        picture.rotation = clockwise(float(source, it)?);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// A roll in degrees counter-clockwise, -180 to 180, as the nearest quarter turn clockwise.
fn clockwise(roll: f64) -> u16 {
    let quarters = (-roll / 90.0).round();
    if quarters.is_finite() {
        quarters.rem_euclid(4.0) as u16 * 90
    } else {
        0
    }
}

fn sound(
    source: &mut Source<'_, impl Read + Seek>,
    sound: Element,
    audio: &mut AudioFacts,
) -> Result<(), MediaError> {
    for it in children(source, sound)? {
        match it.id {
            RATE => audio.rate = float(source, it)?.clamp(0.0, 4e9) as u32,
            CHANNELS => audio.channels = u16::try_from(number(source, it)?).unwrap_or(u16::MAX),
            _ => {}
        }
    }
    Ok(())
}

/// Counts a block; it begins with its track's number and its time within the cluster.
fn block(
    source: &mut Source<'_, impl Read + Seek>,
    block: Element,
    cluster: u64,
    found: &mut Found,
) -> Result<(), MediaError> {
    let head = source.peek(block.start, (block.end - block.start).min(10))?;
    let (track, length) = variable(&head).ok_or(MediaError::Damaged)?;
    let [high, low] = *head
        .get(length..)
        .and_then(|it| it.first_chunk())
        .ok_or(MediaError::Damaged)?;
    let at = cluster.saturating_add_signed(i64::from(i16::from_be_bytes([high, low])));
    found.last = found.last.max(at);
    if found.video.is_some_and(|it| it.number == track) {
        found.frames += 1;
    }
    Ok(())
}

fn video_codec(name: &[u8]) -> VideoCodec {
    match name {
        b"V_VP8" => VideoCodec::Vp8,
        b"V_VP9" => VideoCodec::Vp9,
        b"V_AV1" => VideoCodec::Av1,
        b"V_MPEG4/ISO/AVC" => VideoCodec::H264,
        b"V_MPEGH/ISO/HEVC" => VideoCodec::Hevc,
        _ => VideoCodec::Other,
    }
}

fn audio_codec(name: &[u8]) -> AudioCodec {
    match name {
        b"A_OPUS" => AudioCodec::Opus,
        b"A_VORBIS" => AudioCodec::Vorbis,
        _ if name.starts_with(b"A_AAC") => AudioCodec::Aac,
        _ if name.starts_with(b"A_PCM") => AudioCodec::Pcm,
        _ => AudioCodec::Other,
    }
}

fn children(
    source: &mut Source<'_, impl Read + Seek>,
    parent: Element,
) -> Result<Vec<Element>, MediaError> {
    let mut all = Vec::new();
    let mut at = parent.start;
    while at < parent.end {
        let it = element(source, at, parent.end)?;
        at = it.end;
        all.push(it);
    }
    Ok(all)
}

/// The element at this place of a parent that ends at `end`.
fn element(
    source: &mut Source<'_, impl Read + Seek>,
    at: u64,
    end: u64,
) -> Result<Element, MediaError> {
    source.count()?;
    let head = source.peek(at, 12)?;
    let first = *head.first().ok_or(MediaError::Damaged)?;
    let id_length = first.leading_zeros() as usize + 1;
    let id = head
        .get(..id_length)
        .filter(|it| it.len() <= 4)
        .ok_or(MediaError::Damaged)?
        .iter()
        .fold(0, |sum, it| sum << 8 | u32::from(*it));
    let rest = head.get(id_length..).unwrap_or_default();
    let (size, size_length) = variable(rest).ok_or(MediaError::Damaged)?;
    let start = at + (id_length + size_length) as u64;
    let open = size == (1 << (7 * size_length)) - 1;
    let own_end = if open {
        end
    } else {
        start.checked_add(size).ok_or(MediaError::Damaged)?
    };
    // An element that reaches beyond its parent was cut off.
    if own_end > end || start > end {
        return Err(MediaError::Damaged);
    }
    Ok(Element {
        id,
        start,
        end: own_end,
        open,
    })
}

/// A number whose first byte tells how many bytes it has, and that many.
fn variable(bytes: &[u8]) -> Option<(u64, usize)> {
    let first = *bytes.first()?;
    let length = first.leading_zeros() as usize + 1;
    if length > 8 {
        return None;
    }
    let rest = bytes.get(1..length)?;
    let start = u64::from(first) & ((1 << (8 - length)) - 1);
    let number = rest.iter().fold(start, |sum, it| sum << 8 | u64::from(*it));
    Some((number, length))
}

fn value(source: &mut Source<'_, impl Read + Seek>, it: Element) -> Result<Vec<u8>, MediaError> {
    let length = it.end - it.start;
    if length > MAX_VALUE {
        return Err(MediaError::Damaged);
    }
    source.read(it.start, length)
}

fn number(source: &mut Source<'_, impl Read + Seek>, it: Element) -> Result<u64, MediaError> {
    let bytes = value(source, it)?;
    if bytes.len() > 8 {
        return Err(MediaError::Damaged);
    }
    Ok(bytes.iter().fold(0, |sum, it| sum << 8 | u64::from(*it)))
}

fn float(source: &mut Source<'_, impl Read + Seek>, it: Element) -> Result<f64, MediaError> {
    match *value(source, it)?.as_slice() {
        [] => Ok(0.0),
        [a, b, c, d] => Ok(f64::from(f32::from_be_bytes([a, b, c, d]))),
        [a, b, c, d, e, f, g, h] => Ok(f64::from_be_bytes([a, b, c, d, e, f, g, h])),
        _ => Err(MediaError::Damaged),
    }
}

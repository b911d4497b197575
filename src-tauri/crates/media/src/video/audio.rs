//! The sound of an MP4 or MOV: its codec, rate and channels.

use super::boxes::{u16_at, u32_at};
use crate::MediaError;
use kelola_domain::media::{AudioCodec, AudioFacts};

/// The sound of a sample entry of this name.
pub(super) fn audio_of(name: [u8; 4], entry: &[u8]) -> Result<AudioFacts, MediaError> {
    let second = u16_at(entry, 16)? == 2;
    // QuickTime's second version keeps a float and a 32-bit count behind the old fields.
    let (rate, channels) = if second {
        let bits = u64::from(u32_at(entry, 40)?) << 32 | u64::from(u32_at(entry, 44)?);
        let rate = f64::from_bits(bits).clamp(0.0, 4e9) as u32;
        let channels = u16::try_from(u32_at(entry, 48)?).unwrap_or(u16::MAX);
        (rate, channels)
    } else {
        (u32_at(entry, 32)? >> 16, u16_at(entry, 24)?)
    };
    let stream = (name == *b"mp4a").then(|| stream(entry)).flatten();
    Ok(AudioFacts {
        codec: codec(name, stream.as_ref()),
        rate,
        channels: stream.and_then(|it| it.channels).unwrap_or(channels),
    })
}

fn codec(name: [u8; 4], stream: Option<&Stream>) -> AudioCodec {
    match &name {
        b"mp4a" => match stream.map(|it| it.kind) {
            // Files without a descriptor are AAC in practice.
            None | Some(0x40 | 0x66..=0x68) => AudioCodec::Aac,
            Some(0x69 | 0x6b) => AudioCodec::Mp3,
            Some(0xdd) => AudioCodec::Vorbis,
            Some(0xa5 | 0xa6) => AudioCodec::Dolby,
            Some(_) => AudioCodec::Other,
        },
        b".mp3" => AudioCodec::Mp3,
        b"Opus" => AudioCodec::Opus,
        b"ac-3" | b"ec-3" | b"ac-4" => AudioCodec::Dolby,
        b"lpcm" | b"sowt" | b"twos" | b"in24" | b"in32" | b"fl32" | b"fl64" | b"raw " | b"ipcm"
        | b"fpcm" => AudioCodec::Pcm,
        _ => AudioCodec::Other,
    }
}

/// What the elementary stream descriptor of an `mp4a` track says (ISO/IEC 14496-1).
struct Stream {
    kind: u8,
    channels: Option<u16>,
}

/// Reads the descriptor; QuickTime wraps it once more, so its name is looked for rather than its place.
fn stream(entry: &[u8]) -> Option<Stream> {
    let at = entry.windows(4).position(|it| it == b"esds")?;
    let body = descriptor(3, entry.get(at + 8..)?)?;
    let flags = *body.get(2)?;
    let mut skip = 3;
    if flags & 0x80 != 0 {
        skip += 2;
    }
    if flags & 0x40 != 0 {
        skip += 1 + usize::from(*body.get(skip)?);
    }
    if flags & 0x20 != 0 {
        skip += 2;
    }
    let decoder = descriptor(4, body.get(skip..)?)?;
    Some(Stream {
        kind: *decoder.first()?,
        channels: decoder
            .get(13..)
            .and_then(|it| descriptor(5, it))
            .and_then(channels),
    })
}

/// The channels of AAC as its own configuration has them (ISO/IEC 14496-3, 1.6.2.1): many writers put a fixed two into
/// the container's field. Long forms and explicit layouts are left to that field.
fn channels(config: &[u8]) -> Option<u16> {
    let bits = u16_at(config, 0).ok()?;
    let (kind, rate) = (bits >> 11, bits >> 7 & 0xf);
    match bits >> 3 & 0xf {
        _ if kind == 31 || rate == 15 => None,
        told @ 1..=6 => Some(told),
        7 => Some(8),
        _ => None,
    }
}

/// The body of a descriptor of this tag, its length being one to four groups of seven bits.
fn descriptor(tag: u8, bytes: &[u8]) -> Option<&[u8]> {
    let (found, rest) = bytes.split_first()?;
    if *found != tag {
        return None;
    }
    let groups = rest
        .iter()
        .take(4)
        .take_while(|it| **it & 0x80 != 0)
        .count();
    rest.get(groups + 1..)
}

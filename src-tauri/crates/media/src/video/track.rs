//! One track of an MP4 or MOV: its size, turn, codec, length and number of samples.

use super::{
    Source,
    audio::audio_of,
    boxes::{Found, four, time_at, u16_at, u32_at},
};
use crate::MediaError;
use kelola_domain::media::{AudioFacts, VideoCodec};
use std::io::{Read, Seek};

/// What a track holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Holds {
    Pictures {
        codec: VideoCodec,
        width: u32,
        height: u32,
    },
    Sound(AudioFacts),
    Other,
}

/// A track with what its boxes say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Track {
    pub(super) id: u32,
    pub(super) holds: Holds,
    pub(super) rotation: u16,
    /// Ticks a second.
    pub(super) timescale: u32,
    /// Length in ticks, as the track says.
    pub(super) duration: Option<u64>,
    /// Samples listed in the header, and the ticks they take; a fragmented file lists none.
    pub(super) samples: u64,
    pub(super) ticks: u64,
}

pub(super) fn track(
    source: &mut Source<'_, impl Read + Seek>,
    trak: Found,
) -> Result<Track, MediaError> {
    let mut track = Track {
        id: 0,
        holds: Holds::Other,
        rotation: 0,
        timescale: 0,
        duration: None,
        samples: 0,
        ticks: 0,
    };
    let mut size = (0, 0);
    for it in trak.inside(source)? {
        match &it.name {
            b"tkhd" => {
                let body = it.body(source)?;
                size = header(&body, &mut track)?;
            }
            b"mdia" => media(source, it, &mut track)?,
            _ => {}
        }
    }
    if let Holds::Pictures { width, height, .. } = &mut track.holds
        && (*width == 0 || *height == 0)
    {
        (*width, *height) = size;
    }
    Ok(track)
}

/// Reads the track's number and turn; gives its size on the screen.
fn header(body: &[u8], track: &mut Track) -> Result<(u32, u32), MediaError> {
    let long = body.first() == Some(&1);
    track.id = u32_at(body, if long { 20 } else { 12 })?;
    let matrix = if long { 52 } else { 40 };
    let (a, b) = (
        u32_at(body, matrix)? as i32,
        u32_at(body, matrix + 4)? as i32,
    );
    track.rotation = quarter(a, b);
    Ok((
        u32_at(body, matrix + 36)? >> 16,
        u32_at(body, matrix + 40)? >> 16,
    ))
}

/// The quarter turn nearest to a matrix whose first row is `a b`, in degrees clockwise.
fn quarter(a: i32, b: i32) -> u16 {
    if a.unsigned_abs() >= b.unsigned_abs() {
        if a < 0 { 180 } else { 0 }
    } else if b > 0 {
        90
    } else {
        270
    }
}

fn media(
    source: &mut Source<'_, impl Read + Seek>,
    mdia: Found,
    track: &mut Track,
) -> Result<(), MediaError> {
    let mut handler = [0; 4];
    let mut table = None;
    for it in mdia.inside(source)? {
        match &it.name {
            b"mdhd" => {
                let body = it.body(source)?;
                let long = body.first() == Some(&1);
                track.timescale = u32_at(&body, if long { 20 } else { 12 })?;
                track.duration = time_at(&body, if long { 24 } else { 16 }, long)?;
            }
            b"hdlr" => handler = four(&source.read(it.start, 12)?, 8)?,
            b"minf" => {
                let inside = it.inside(source)?;
                table = inside.into_iter().find(|it| it.name == *b"stbl");
            }
            _ => {}
        }
    }
    let Some(table) = table else { return Ok(()) };
    for it in table.inside(source)? {
        match &it.name {
            b"stsd" => {
                let body = it.body(source)?;
                track.holds = description(handler, &body)?;
            }
            // Only a video's rate is asked for.
            b"stts" if handler == *b"vide" => {
                (track.samples, track.ticks) = sample_times(&it.body(source)?)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// The first sample description: what the track is made of.
fn description(handler: [u8; 4], body: &[u8]) -> Result<Holds, MediaError> {
    if !matches!(&handler, b"vide" | b"soun") {
        return Ok(Holds::Other);
    }
    let size = u32_at(body, 8)? as usize;
    let entry = body
        .get(8..)
        .and_then(|it| it.get(..size))
        .ok_or(MediaError::Damaged)?;
    let name = four(entry, 4)?;
    if &handler == b"soun" {
        return Ok(Holds::Sound(audio_of(name, entry)?));
    }
    if matches!(&name, b"encv" | b"drmi") {
        return Err(MediaError::unsupported("protected video"));
    }
    Ok(Holds::Pictures {
        codec: codec(name),
        width: u32::from(u16_at(entry, 32)?),
        height: u32::from(u16_at(entry, 34)?),
    })
}

const fn codec(name: [u8; 4]) -> VideoCodec {
    match &name {
        b"avc1" | b"avc2" | b"avc3" | b"avc4" | b"dva1" | b"dvav" => VideoCodec::H264,
        b"hvc1" | b"hvc2" | b"hev1" | b"dvh1" | b"dvhe" => VideoCodec::Hevc,
        b"av01" | b"dav1" => VideoCodec::Av1,
        b"vp08" => VideoCodec::Vp8,
        b"vp09" => VideoCodec::Vp9,
        b"mp4v" => VideoCodec::Mpeg4,
        b"apch" | b"apcn" | b"apcs" | b"apco" | b"ap4h" | b"ap4x" => VideoCodec::Prores,
        _ => VideoCodec::Other,
    }
}

/// Number of samples and the ticks they take together.
fn sample_times(body: &[u8]) -> Result<(u64, u64), MediaError> {
    let count = u32_at(body, 4)? as usize;
    let (entries, _) = body.get(8..).unwrap_or_default().as_chunks::<8>();
    let entries = entries.get(..count).ok_or(MediaError::Damaged)?;
    let mut sums = (0_u64, 0_u64);
    for [a, b, c, d, e, f, g, h] in entries {
        let samples = u64::from(u32::from_be_bytes([*a, *b, *c, *d]));
        let ticks = u64::from(u32::from_be_bytes([*e, *f, *g, *h]));
        sums.0 = sums.0.saturating_add(samples);
        sums.1 = sums.1.saturating_add(samples.saturating_mul(ticks));
    }
    Ok(sums)
}

#[cfg(test)]
mod tests {
    use super::quarter;

    #[test]
    fn matrices_of_phones_are_quarter_turns() {
        const ONE: i32 = 0x1_0000;
        let turns = [(ONE, 0), (0, ONE), (-ONE, 0), (0, -ONE)];
        assert_eq!(turns.map(|(a, b)| quarter(a, b)), [0, 90, 180, 270]);
        assert_eq!(quarter(0, 0), 0, "an empty matrix turns nothing");
        assert_eq!(quarter(i32::MIN, i32::MIN), 180, "no overflow");
    }
}

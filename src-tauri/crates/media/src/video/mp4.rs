//! MP4 and MOV: the film's own header, and for recordings written in fragments the fragments' tables.

use super::{
    Source, Video,
    boxes::{Found, box_at, time_at, u32_at},
    fragments::{Defaults, Fragments},
    plausible_rate,
    track::{Holds, Track, track},
};
use crate::MediaError;
use kelola_domain::media::{Container, VideoFacts};
use std::io::{Read, Seek};

/// What the film's header says.
#[derive(Default)]
struct Film {
    timescale: u32,
    duration: Option<u64>,
    tracks: Vec<Track>,
    defaults: Vec<Defaults>,
}

pub(super) fn probe(
    container: Container,
    source: &mut Source<'_, impl Read + Seek>,
) -> Result<Video, MediaError> {
    let end = source.len();
    let (mut film, mut fragments) = (None, Vec::new());
    let mut at = 0;
    while end - at >= 8 {
        let found = box_at(source, at, end)?;
        at = found.end;
        match &found.name {
            b"moov" if film.is_none() => film = Some(read(source, found)?),
            b"moof" => fragments.push(found),
            _ => {}
        }
    }
    let film = film.ok_or(MediaError::Damaged)?;
    let pictures = film.tracks.iter().find_map(|it| match it.holds {
        Holds::Pictures {
            codec,
            width,
            height,
        } => Some((it, codec, width, height)),
        _ => None,
    });
    let (track, codec, width, height) = pictures.ok_or_else(|| MediaError::unsupported("audio"))?;
    let mut length = Length::of(&film, track);
    if length.samples == 0 {
        length.add(source, &film, track, &fragments)?;
    }
    let audio = film.tracks.iter().find_map(|it| match it.holds {
        Holds::Sound(facts) => Some(facts),
        _ => None,
    });
    Ok(Video {
        width,
        height,
        facts: VideoFacts {
            container,
            duration_ms: length.ms,
            codec,
            frame_rate: plausible_rate(length.samples, length.seconds),
            bit_rate: 0,
            rotation: track.rotation,
            audio,
        },
    })
}

fn read(source: &mut Source<'_, impl Read + Seek>, moov: Found) -> Result<Film, MediaError> {
    let mut film = Film::default();
    for it in moov.inside(source)? {
        match &it.name {
            b"mvhd" => {
                let body = it.body(source)?;
                let long = body.first() == Some(&1);
                film.timescale = u32_at(&body, if long { 20 } else { 12 })?;
                film.duration = time_at(&body, if long { 24 } else { 16 }, long)?;
            }
            b"trak" => film.tracks.push(track(source, it)?),
            b"mvex" => {
                for it in it.inside(source)?.iter().filter(|it| it.name == *b"trex") {
                    let body = it.body(source)?;
                    film.defaults.push(Defaults {
                        track: u32_at(&body, 4)?,
                        duration: u32_at(&body, 12)?,
                    });
                }
            }
            // QuickTime may pack the whole header; nothing of today writes that.
            b"cmov" => return Err(MediaError::unsupported("packed video")),
            _ => {}
        }
    }
    Ok(film)
}

/// How long the pictures play, and how many they are.
struct Length {
    ms: u64,
    seconds: f64,
    samples: u64,
}

impl Length {
    fn of(film: &Film, track: &Track) -> Self {
        let played = film.duration.map_or(0, |it| ms(it, film.timescale));
        let own = ms(track.duration.unwrap_or(track.ticks), track.timescale);
        Self {
            // The film's length honours cuts at its ends; the track's own may not.
            ms: if played > 0 { played } else { own },
            seconds: track.ticks as f64 / f64::from(track.timescale),
            samples: track.samples,
        }
    }

    fn add(
        &mut self,
        source: &mut Source<'_, impl Read + Seek>,
        film: &Film,
        track: &Track,
        fragments: &[Found],
    ) -> Result<(), MediaError> {
        let duration = film.defaults.iter().find(|it| it.track == track.id);
        let mut sum = Fragments::new(track.id, duration.map_or(0, |it| it.duration));
        for it in fragments {
            sum.add(source, *it)?;
        }
        self.samples = sum.samples;
        self.seconds = sum.ticks as f64 / f64::from(track.timescale);
        if self.ms == 0 {
            self.ms = ms(sum.end, track.timescale);
        }
        Ok(())
    }
}

fn ms(ticks: u64, timescale: u32) -> u64 {
    let ms = (u128::from(ticks) * 1000).checked_div(u128::from(timescale));
    ms.and_then(|it| u64::try_from(it).ok()).unwrap_or_default()
}

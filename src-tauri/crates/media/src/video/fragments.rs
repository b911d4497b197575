//! Recordings in fragments, as browsers, streams and some phones write them: lengths stand beside the frames.

use super::{
    Source,
    boxes::{Found, u32_at, u64_at},
};
use crate::MediaError;
use std::io::{Read, Seek};

/// What a track's samples last where a fragment does not say.
pub(super) struct Defaults {
    pub(super) track: u32,
    pub(super) duration: u32,
}

/// The samples of one track over all fragments.
pub(super) struct Fragments {
    track: u32,
    default: u32,
    pub(super) samples: u64,
    pub(super) ticks: u64,
    /// Where the last one ends.
    pub(super) end: u64,
}

impl Fragments {
    pub(super) const fn new(track: u32, default: u32) -> Self {
        Self {
            track,
            default,
            samples: 0,
            ticks: 0,
            end: 0,
        }
    }

    /// Adds a fragment's part of the track.
    pub(super) fn add(
        &mut self,
        source: &mut Source<'_, impl Read + Seek>,
        moof: Found,
    ) -> Result<(), MediaError> {
        for traf in moof.inside(source)? {
            if traf.name == *b"traf" {
                self.add_track(source, traf)?;
            }
        }
        Ok(())
    }

    fn add_track(
        &mut self,
        source: &mut Source<'_, impl Read + Seek>,
        traf: Found,
    ) -> Result<(), MediaError> {
        let mut default = self.default;
        let mut at = self.end;
        for it in traf.inside(source)? {
            match &it.name {
                b"tfhd" => {
                    let body = it.body(source)?;
                    if u32_at(&body, 4)? != self.track {
                        return Ok(());
                    }
                    let flags = u32_at(&body, 0)?;
                    let skip =
                        if flags & 1 != 0 { 8 } else { 0 } + if flags & 2 != 0 { 4 } else { 0 };
                    if flags & 8 != 0 {
                        default = u32_at(&body, 8 + skip)?;
                    }
                }
                b"tfdt" => {
                    let body = it.body(source)?;
                    at = if body.first() == Some(&1) {
                        u64_at(&body, 4)?
                    } else {
                        u64::from(u32_at(&body, 4)?)
                    };
                }
                b"trun" => {
                    let (samples, ticks) = run(&it.body(source)?, default)?;
                    self.samples = self.samples.saturating_add(samples);
                    self.ticks = self.ticks.saturating_add(ticks);
                    at = at.saturating_add(ticks);
                }
                _ => {}
            }
        }
        self.end = self.end.max(at);
        Ok(())
    }
}

/// Number of samples of a run, and the ticks they take.
fn run(body: &[u8], default: u32) -> Result<(u64, u64), MediaError> {
    let flags = u32_at(body, 0)?;
    let count = u64::from(u32_at(body, 4)?);
    if flags & 0x100 == 0 {
        return Ok((count, count * u64::from(default)));
    }
    let fields = (flags >> 8 & 0xf).count_ones() as usize;
    let start = 8 + if flags & 1 != 0 { 4 } else { 0 } + if flags & 4 != 0 { 4 } else { 0 };
    let mut ticks = 0_u64;
    for sample in 0..count {
        let at = usize::try_from(sample).map_err(|_| MediaError::Damaged)? * fields * 4 + start;
        ticks += u64::from(u32_at(body, at)?);
    }
    Ok((count, ticks))
}

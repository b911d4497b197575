//! Many originals cut for many placements into a folder: each is decoded once, several at a time, and one that cannot
//! be read is told by itself.

use super::{
    frames::{self, PlacementRef},
    renditions::{Wanted, cut},
};
use crate::{
    Kelola,
    cut::{file_name, stem, unwritable},
    failure::Failure,
    jobs::{Job, JobKind},
    look::Look,
    words::errors,
};
use kelola_domain::{
    ids::{AssetId, JobId},
    media::Asset,
    network::{Placement, Profile},
};
use kelola_media::Cores;
use kelola_store::assets;
use serde::{Deserialize, Serialize};
use std::{
    collections::HashSet,
    num::NonZero,
    path::Path,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};
use ts_rs::TS;

/// More originals at a time than this gain little: files are read and written one after the other.
const MOST_AT_ONCE: usize = 4;

/// Originals to cut, and for what.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// The job's name, by which it is watched and ended.
    pub job: JobId,
    /// The originals.
    pub assets: Vec<AssetId>,
    /// The placements each is cut for.
    pub placements: Vec<PlacementRef>,
}

/// What came of cutting many originals.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct PicturesWritten {
    /// How many files were written.
    pub written: u32,
    /// The originals of which a file is missing.
    pub failed: Vec<NotWritten>,
    /// Whether the person ended it before all was done.
    pub cancelled: bool,
    /// The folder, to show.
    pub folder: String,
}

/// An original that could not be cut.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NotWritten {
    /// Which.
    pub asset: AssetId,
    /// Why.
    pub failure: Failure,
}

/// Cuts originals for placements, by the frame and the credit of each, with the brand's bars, and writes the files into
/// a folder, named stem-hash8-network-placement. Several originals are decoded side by side as long as the room for
/// pixels allows; in memory they never take more than the largest single one may.
///
/// # Errors
/// Fails when there is nothing to do, or a placement is none. A single original's failure is told in the reply.
pub fn write_pictures(
    kelola: &Kelola,
    args: &Batch,
    folder: &Path,
) -> Result<PicturesWritten, Failure> {
    let places = frames::named(kelola, &args.placements)?;
    if args.assets.is_empty() || places.is_empty() {
        return Err(Failure::bad_input("placements"));
    }
    let folder = std::path::absolute(folder).map_err(|error| unwritable(folder, &error))?;
    let brand = kelola.brand()?;
    let look = kelola.read(|db| Look::of_brand(db, &brand))?;
    let mut seen = HashSet::new();
    let assets: Vec<_> = args
        .assets
        .iter()
        .copied()
        .filter(|it| seen.insert(*it))
        .collect();
    let work = Work {
        kelola,
        places: &places,
        look: &look,
        folder: &folder,
        job: Job::start(kelola, args.job, JobKind::Batch, assets.len())?,
        assets,
        next: AtomicUsize::new(0),
        told: Mutex::default(),
    };
    let threads = thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(MOST_AT_ONCE)
        .min(work.assets.len());
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(|| work.run());
        }
        work.run();
    });
    Ok(work.ended())
}

/// A batch that is being worked on.
struct Work<'a> {
    kelola: &'a Kelola,
    places: &'a [(&'a Profile, &'a Placement)],
    look: &'a Look,
    folder: &'a Path,
    job: Job<'a>,
    assets: Vec<AssetId>,
    next: AtomicUsize,
    told: Mutex<Told>,
}

#[derive(Default)]
struct Told {
    written: u32,
    /// With their places among the originals: they end in another order than they began.
    failed: Vec<(usize, NotWritten)>,
    cut_short: bool,
}

impl Work<'_> {
    /// Takes one original after the other until none is left.
    fn run(&self) {
        loop {
            let place = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(asset) = self.assets.get(place).copied() else {
                return;
            };
            if self.job.is_cancelled() {
                self.tell(|told| told.cut_short = true);
                return;
            }
            let outcome = self.one(asset);
            self.job.step(outcome.is_err());
            if let Err(failure) = outcome {
                self.tell(|told| told.failed.push((place, NotWritten { asset, failure })));
            }
        }
    }

    fn one(&self, id: AssetId) -> Result<(), Failure> {
        let asset = self.kelola.read(|db| assets::get(db, id))?;
        if asset.video.is_some() {
            return Err(Failure::new(errors::VIDEO_NOT_CUT));
        }
        // The cores are busy with other originals, unless there are none.
        let cores = if self.assets.len() == 1 {
            Cores::All
        } else {
            Cores::One
        };
        let wanted = self.wanted(&asset);
        let made = cut(self.kelola, &asset, wanted.iter(), cores)?;
        let stem = stem(&asset.file_name, &asset.hash);
        for ((profile, placement), made) in self.places.iter().zip(made) {
            let name = file_name(&stem, profile.id.as_str(), &placement.id, made.format);
            let path = self.folder.join(name);
            kelola_store::write_whole(&path, &made.bytes)
                .map_err(|error| unwritable(&path, &error))?;
            self.tell(|told| told.written = told.written.saturating_add(1));
        }
        Ok(())
    }

    fn wanted<'b>(&'b self, asset: &'b Asset) -> Vec<Wanted<'b>> {
        let places = self.places.iter();
        places
            .map(|at| Wanted::framed(asset, &asset.framing, *at, self.look))
            .collect()
    }

    fn tell(&self, news: impl FnOnce(&mut Told)) {
        news(&mut self.told.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn ended(self) -> PicturesWritten {
        let mut told = self
            .told
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        told.failed.sort_by_key(|(place, _)| *place);
        PicturesWritten {
            written: told.written,
            failed: told.failed.into_iter().map(|(_, it)| it).collect(),
            cancelled: told.cut_short,
            folder: self.folder.display().to_string(),
        }
    }
}

#[cfg(test)]
mod tests;

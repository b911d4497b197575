//! Taking originals in: files, folders, pasted pictures. The same bytes are stored once, all that comes in with one act
//! is taken back with one.

mod folders;
mod take;

use super::{library, thumbnails};
use crate::{
    Kelola,
    events::Event,
    failure::Failure,
    jobs::{Job, JobKind},
    words::acts,
};
use kelola_domain::{
    ids::{AssetId, JobId},
    media::Asset,
};
use kelola_store::{StoreError, Write, assets, likenesses, renditions};
use serde::Serialize;
use std::path::Path;
use take::{Taken, take_bytes, take_file};
use ts_rs::TS;

/// What came of taking files in.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct Imported {
    /// The originals, in the order of the files; one that came twice stands here twice.
    pub assets: Vec<Asset>,
    /// The files that were refused.
    pub failures: Vec<Refused>,
    /// Those of the files whose original was there already, be it from a file just before.
    pub known: Vec<AssetId>,
    /// Those that are new and look like another.
    pub alike: Vec<Alike>,
}

/// A file that was refused.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Refused {
    /// Its name without folders.
    pub file_name: String,
    /// Why.
    pub failure: Failure,
}

/// An original that looks like another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Alike {
    /// The new one.
    pub asset: AssetId,
    /// The one that was there before, and is the most like it.
    pub like: AssetId,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Files looked at.
    pub done: usize,
    /// Files in all.
    pub total: usize,
    /// Files refused.
    pub failed: usize,
}

/// Takes files in, and the files of folders. A bad one is refused by itself; the others come in.
#[must_use]
pub fn import_files(kelola: &Kelola, files: &[impl AsRef<Path>]) -> Imported {
    import_watched(kelola, files, &|_| true)
}

/// As [`import_files`]; `go_on` hears how far it is after every file, from either of two threads, and ends it by saying
/// no: what has been taken in by then comes in.
#[must_use]
pub fn import_watched(
    kelola: &Kelola,
    files: &[impl AsRef<Path>],
    go_on: &(dyn Fn(Progress) -> bool + Sync),
) -> Imported {
    let (files, mut failures) = folders::expanded(files);
    let (mut taken, mut names) = (Vec::new(), Vec::new());
    for (file, outcome) in files.iter().zip(take::take_all(kelola, &files, go_on)) {
        match outcome {
            Some(Ok(it)) => {
                names.push(super::files::name_of(file));
                taken.push(it);
            }
            Some(Err(failure)) => failures.push(Refused {
                file_name: super::files::name_of(file),
                failure,
            }),
            None => {}
        }
    }
    match keep(kelola, taken) {
        Ok(imported) => Imported {
            failures,
            ..imported
        },
        // Nothing came in: every file gets the reason.
        Err(failure) => {
            let all = names.into_iter().map(|file_name| Refused {
                file_name,
                failure: failure.clone(),
            });
            failures.extend(all);
            Imported {
                failures,
                ..Imported::default()
            }
        }
    }
}

/// As [`import_files`], as a job that is watched and ended by its name; one is given to it where the caller has none.
///
/// # Errors
/// Fails when a job of that name runs already.
pub fn import_as_job(
    kelola: &Kelola,
    job: Option<JobId>,
    files: &[impl AsRef<Path>],
) -> Result<Imported, Failure> {
    let id = job.unwrap_or_else(|| JobId::from_uuid(kelola.store().uuid()));
    let job = Job::start(kelola, id, JobKind::Import, files.len())?;
    if job.is_cancelled() {
        return Ok(Imported::default());
    }
    Ok(import_watched(kelola, files, &|now| {
        job.reach(now.done, now.total, now.failed);
        !job.is_cancelled()
    }))
}

/// Takes one file in, a picture or a video; the same bytes are stored once.
///
/// # Errors
/// Fails when it cannot be read or is nothing Kelola takes.
pub fn import_file(kelola: &Kelola, file: &Path) -> Result<Asset, Failure> {
    only(keep(kelola, vec![take_file(kelola, file)?])?)
}

/// Takes one picture in; the same bytes are stored once.
///
/// # Errors
/// Fails when it is nothing Kelola takes.
pub fn import_bytes(kelola: &Kelola, file_name: &str, bytes: &[u8]) -> Result<Asset, Failure> {
    only(import_picture(kelola, file_name, bytes)?)
}

/// As [`import_bytes`], with all that came of it.
///
/// # Errors
/// Fails when it is nothing Kelola takes.
pub fn import_picture(kelola: &Kelola, file_name: &str, bytes: &[u8]) -> Result<Imported, Failure> {
    keep(kelola, vec![take_bytes(kelola, file_name, bytes)?])
}

fn only(imported: Imported) -> Result<Asset, Failure> {
    let first = imported.assets.into_iter().next();
    first.ok_or_else(|| Failure::defect(&"one file came in and gave no original"))
}

/// Writes down what was taken in, in one act.
fn keep(kelola: &Kelola, taken: Vec<Taken>) -> Result<Imported, Failure> {
    if taken.is_empty() {
        return Ok(Imported::default());
    }
    let (mut imported, fresh) = kelola.write(acts::IMPORT_PICTURES, |tx| {
        let (mut imported, mut fresh) = (Imported::default(), Vec::new());
        for it in &taken {
            let (asset, is_new) = remember(tx, it)?;
            let into = if is_new {
                &mut fresh
            } else {
                &mut imported.known
            };
            into.push(asset.id);
            imported.assets.push(asset);
        }
        Ok((imported, fresh))
    })?;
    for it in &taken {
        it.make_sure(kelola)?;
    }
    for asset in &imported.assets {
        thumbnails::keep_frame(kelola, asset);
    }
    imported.alike = library::nearest(kelola, &fresh)?;
    kelola.events().tell(&Event::MediaChanged);
    kelola.events().tell(&Event::PostsChanged);
    Ok(imported)
}

/// Writes one original down, and whether it is new. One that waits in the trash comes back.
fn remember(tx: &mut Write<'_>, taken: &Taken) -> Result<(Asset, bool), StoreError> {
    if let Some(known) = assets::find_by_hash(tx, taken.hash())? {
        if assets::is_removed(tx, known.id)? {
            assets::restore(tx, known.id)?;
        }
        return Ok((known, false));
    }
    let asset = taken.asset(AssetId::from_uuid(tx.uuid()), tx.now());
    assets::insert(tx, &asset)?;
    if let Some(list) = &taken.list {
        renditions::put(tx, &list.key, &list.facts)?;
        likenesses::put(tx, taken.hash(), &list.likeness)?;
    }
    Ok((asset, true))
}

#[cfg(test)]
mod tests;

//! Reading files: what each is, its bytes stored, its small list picture made. Nothing is written down yet.

use super::Progress;
use crate::{
    Kelola,
    failure::Failure,
    media::{
        files::{name_of, open, plain_name, read_bounded, unreadable},
        picture_failure,
        thumbnails::{ListPicture, list_picture},
    },
};
use kelola_domain::{
    ids::AssetId,
    media::{Asset, Framing},
    time::Instant,
};
use kelola_media::Facts;
use kelola_store::{Kind, assets, sha256};
use std::{
    io::Seek,
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// At most so many pictures are read and decoded at once: two cores at work, and a bound on memory.
const AT_ONCE: usize = 2;

/// A file that was read and whose bytes are stored.
pub(super) struct Taken {
    asset: Asset,
    source: Source,
    /// Its list picture; none for what was there before and for videos.
    pub(super) list: Option<ListPicture>,
}

/// Where the bytes came from, should they be needed once more.
enum Source {
    File(PathBuf),
    Bytes(Vec<u8>),
}

impl Taken {
    /// Its content.
    pub(super) fn hash(&self) -> &str {
        &self.asset.hash
    }

    /// The original, as it comes in.
    pub(super) fn asset(&self, id: AssetId, now: Instant) -> Asset {
        Asset {
            id,
            imported_at: now,
            ..self.asset.clone()
        }
    }

    /// Stores the bytes again, should cleaning up have thrown them away just before they were written down.
    pub(super) fn make_sure(&self, kelola: &Kelola) -> Result<(), Failure> {
        let blobs = kelola.store().blobs();
        if blobs.has(Kind::Media, self.hash()) {
            return Ok(());
        }
        match &self.source {
            Source::File(file) => blobs.put_reader(Kind::Media, &mut open(file)?).map(drop)?,
            Source::Bytes(bytes) => blobs.put(Kind::Media, bytes).map(drop)?,
        }
        Ok(())
    }
}

/// Takes all of them, two at a time; none for those that were not looked at because `go_on` said no.
pub(super) fn take_all(
    kelola: &Kelola,
    files: &[PathBuf],
    go_on: &(dyn Fn(Progress) -> bool + Sync),
) -> Vec<Option<Result<Taken, Failure>>> {
    let next = AtomicUsize::new(0);
    let progress = Mutex::new(Progress {
        done: 0,
        total: files.len(),
        failed: 0,
    });
    let slots: Vec<_> = files.iter().map(|_| Mutex::new(None)).collect();
    let work = || {
        while let Some((file, slot)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            files.get(at).zip(slots.get(at))
        } {
            let outcome = take_file(kelola, file);
            let failed = usize::from(outcome.is_err());
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
            let now = {
                let mut now = progress.lock().unwrap_or_else(PoisonError::into_inner);
                now.done += 1;
                now.failed += failed;
                *now
            };
            if !go_on(now) {
                next.store(files.len(), Ordering::Relaxed);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..AT_ONCE.min(files.len()) {
            scope.spawn(work);
        }
        work();
    });
    let done = slots.into_iter().map(Mutex::into_inner);
    done.map(|it| it.unwrap_or_else(PoisonError::into_inner))
        .collect()
}

/// Takes one file, a picture or a video.
pub(super) fn take_file(kelola: &Kelola, file: &Path) -> Result<Taken, Failure> {
    let mut open = open(file)?;
    let is_video = kelola_media::is_video(&mut open).map_err(|error| picture_failure(&error))?;
    if !is_video {
        let taken = take_bytes(kelola, &name_of(file), &read_bounded(file)?)?;
        return Ok(Taken {
            source: Source::File(file.to_owned()),
            ..taken
        });
    }
    // A video is too large to be held in memory.
    let facts = kelola_media::probe_file(&mut open).map_err(|error| picture_failure(&error))?;
    open.rewind().map_err(|error| unreadable(file, &error))?;
    let (hash, bytes) = kelola.store().blobs().put_reader(Kind::Media, &mut open)?;
    Ok(Taken {
        asset: asset(&name_of(file), &facts, hash, bytes),
        source: Source::File(file.to_owned()),
        list: None,
    })
}

/// Takes one picture.
pub(super) fn take_bytes(kelola: &Kelola, file_name: &str, bytes: &[u8]) -> Result<Taken, Failure> {
    let facts = kelola_media::probe(bytes).map_err(|error| picture_failure(&error))?;
    let hash = sha256(bytes);
    let is_known = kelola.read(|db| assets::find_by_hash(db, &hash))?.is_some();
    let asset = asset(file_name, &facts, hash, bytes.len() as u64);
    // Decoded before it is stored: a refused file leaves nothing behind.
    let list = (!is_known && asset.video.is_none())
        .then(|| list_picture(kelola, &asset, bytes))
        .transpose()?;
    kelola.store().blobs().put(Kind::Media, bytes)?;
    Ok(Taken {
        asset,
        source: Source::Bytes(bytes.to_vec()),
        list,
    })
}

fn asset(file_name: &str, facts: &Facts, hash: String, bytes: u64) -> Asset {
    Asset {
        // Both are given when it is written down.
        id: AssetId::from_uuid(uuid::Uuid::nil()),
        imported_at: Instant::default(),
        hash,
        file_name: plain_name(file_name),
        mime: facts.mime.to_owned(),
        width: facts.width,
        height: facts.height,
        bytes,
        video: facts.video,
        alt: String::new(),
        credit: String::new(),
        licence: String::new(),
        stars: 0,
        tags: Vec::new(),
        framing: Framing::default(),
    }
}

//! A backup is one ZIP: a manifest, the database, the originals, the reports, and those renditions that something
//! still to be sent needs. It holds no secrets, since there are none in the data folder. Restoring takes such a file
//! as hostile input.

mod create;
mod restore;
#[cfg(test)]
mod tests;

pub use create::{Made, create};
pub use restore::{Restored, restore};

use crate::blobs::{Kind, is_hash};
use kelola_domain::time::Instant;
use serde::{Deserialize, Serialize};

const MANIFEST: &str = "manifest.json";
const DATABASE: &str = "kelola.db";
const FORMAT: &str = "kelola-backup";

/// What a backup says about itself.
#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    format: String,
    version: u32,
    schema: i64,
    made_at: Instant,
    program: String,
}

/// The blob an entry's name stands for. Only names that Kelola itself writes stand for any.
fn blob_of(name: &str) -> Option<(Kind, &str)> {
    let hash = name.rsplit('/').next()?;
    let hash = hash.strip_suffix(".pdf").unwrap_or(hash);
    if !is_hash(hash) {
        return None;
    }
    let kind = Kind::ALL
        .into_iter()
        .find(|kind| kind.place(hash) == name)?;
    Some((kind, hash))
}

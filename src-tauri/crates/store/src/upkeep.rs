//! What of the files beside the database is still needed, and by what. Everything that cleans up asks here first.
//!
//! Needed is an original that a post shows (also one in the trash), that a channel has as its watermark, that a delivery
//! sends or sent, or that undo or the history of a post can bring back; a rendition that a delivery sends or sent or
//! that a delivery still ahead will ask for, and the list pictures of originals; a report's file that a report names or
//! undo can bring back.

use crate::{
    blobs::{Blobs, Kind, is_hash},
    columns::parsed,
    error::StoreError,
    store::Write,
};
use kelola_domain::ids::AssetId;
use rusqlite::{Connection, params};
use std::{
    collections::HashSet,
    time::{Duration, SystemTime},
};

/// A file younger than this may belong to something that is just being written.
const SETTLED: Duration = Duration::from_secs(60 * 60);

/// An original in the trash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InTrash {
    /// Which.
    pub asset: AssetId,
    /// Its content.
    pub hash: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Whether something still needs it.
    pub needed: bool,
}

/// A file of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFile {
    /// What it is.
    pub kind: Kind,
    /// Its name within the folder of its kind, with forward slashes.
    pub place: String,
    /// The content it is named by; none for one that was never finished.
    pub hash: Option<String>,
    /// Its size in bytes.
    pub bytes: u64,
}

impl OwnFile {
    /// The file of a content.
    #[must_use]
    pub fn of(kind: Kind, hash: &str, bytes: u64) -> Self {
        let place = kind.place(hash);
        let within = place.strip_prefix(kind.folder()).unwrap_or_default();
        Self {
            kind,
            place: within.trim_start_matches('/').to_owned(),
            hash: Some(hash.to_owned()),
            bytes,
        }
    }
}

/// The originals in the trash, each with whether something still needs it.
///
/// # Errors
/// SQLite's.
pub fn trash(db: &Connection) -> Result<Vec<InTrash>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT id, hash, bytes FROM assets WHERE removed_at IS NOT NULL ORDER BY seq",
    )?;
    let mut found: Vec<InTrash> = query
        .query_map([], |row| {
            Ok(InTrash {
                asset: parsed(row, "id")?,
                hash: row.get("hash")?,
                bytes: row.get::<_, i64>("bytes")?.unsigned_abs(),
                needed: false,
            })
        })?
        .collect::<Result<_, _>>()?;
    if found.is_empty() {
        return Ok(found);
    }
    let ids: HashSet<String> = found.iter().map(|it| it.asset.to_string()).collect();
    let needed = mentioned(db, NAME_ORIGINALS, |word| ids.contains(word))?;
    for it in &mut found {
        it.needed = needed.contains(&it.asset.to_string());
    }
    Ok(found)
}

/// Everything that names originals by their ids and may need them.
const NAME_ORIGINALS: &[&str] = &[
    "SELECT asset FROM asset_uses",
    "SELECT value FROM settings WHERE key LIKE 'watermark/%'",
    "SELECT frozen FROM deliveries WHERE frozen IS NOT NULL",
    "SELECT before FROM changes WHERE table_name IN ('posts', 'variants', 'deliveries') AND before IS NOT NULL",
    "SELECT after FROM changes WHERE table_name IN ('posts', 'variants', 'deliveries') AND after IS NOT NULL",
];

/// Everything that names files by their content, outside the table that is about them.
const NAME_FILES: &[&str] = &[
    "SELECT frozen FROM deliveries WHERE frozen IS NOT NULL",
    "SELECT before FROM changes WHERE table_name IN ('deliveries', 'reports') AND before IS NOT NULL",
    "SELECT after FROM changes WHERE table_name IN ('deliveries', 'reports') AND after IS NOT NULL",
    // Originals that undo or redo would bring back: those whose going is still in force and within reach.
    "SELECT before FROM changes WHERE table_name = 'assets' AND before IS NOT NULL AND after IS NULL
         AND undone_by IS NULL AND refused IS NULL AND actor <> 'sync'
         AND (kind <> 'undo' OR seq > (SELECT coalesce(max(seq), 0) FROM changes
             WHERE undone_by IS NULL AND refused IS NULL AND actor <> 'sync' AND kind = 'act'))",
];

/// The words of these texts that are wanted. Ids and hashes are found in JSON within JSON alike: no quoting touches them.
fn mentioned(
    db: &Connection,
    queries: &[&str],
    is_wanted: impl Fn(&str) -> bool,
) -> Result<HashSet<String>, StoreError> {
    let mut found = HashSet::new();
    for sql in queries {
        let mut query = db.prepare_cached(sql)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let text = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            let words = text.split(|it: char| !it.is_ascii_alphanumeric() && it != '-');
            found.extend(words.filter(|it| is_wanted(it)).map(str::to_owned));
        }
    }
    Ok(found)
}

/// Every file something knows, by content.
#[derive(Debug)]
pub struct KnownFiles {
    mentioned: HashSet<String>,
    tables: Vec<(Kind, HashSet<String>)>,
}

impl KnownFiles {
    /// Reads what the data know.
    ///
    /// # Errors
    /// SQLite's.
    pub fn read(db: &Connection) -> Result<Self, StoreError> {
        let column = |sql: &str| -> Result<HashSet<String>, StoreError> {
            let mut query = db.prepare_cached(sql)?;
            Ok(query
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?)
        };
        Ok(Self {
            mentioned: mentioned(db, NAME_FILES, is_hash)?,
            tables: vec![
                (Kind::Media, column("SELECT hash FROM assets")?),
                (Kind::Rendition, column("SELECT hash FROM renditions")?),
                (
                    Kind::Report,
                    column("SELECT pdf_hash FROM reports WHERE pdf_hash IS NOT NULL")?,
                ),
            ],
        })
    }

    fn has(&self, kind: Kind, hash: &str) -> bool {
        let mut tables = self.tables.iter().filter(|it| it.0 == kind);
        self.mentioned.contains(hash) || tables.any(|it| it.1.contains(hash))
    }

    /// The files nothing knows: bytes of originals that never came in, renditions of forgotten rules, what a crash left
    /// half written. Only what carries a name of ours, and has not been touched for an hour, is ever counted.
    ///
    /// # Errors
    /// The disk's.
    pub fn stray(&self, blobs: &Blobs) -> Result<Vec<OwnFile>, StoreError> {
        let now = SystemTime::now();
        let mut found = Vec::new();
        for kind in Kind::ALL {
            blobs.each(kind, |file, changed| {
                let is_known = file.hash.as_ref().is_some_and(|it| self.has(kind, it));
                let is_settled = now.duration_since(changed).is_ok_and(|it| it >= SETTLED);
                if !is_known && is_settled {
                    found.push(file);
                }
            })?;
        }
        Ok(found)
    }
}

/// Whether nothing has come to know a stray file since it was found.
///
/// # Errors
/// SQLite's.
pub fn is_still_stray(db: &Connection, file: &OwnFile) -> Result<bool, StoreError> {
    let Some(hash) = &file.hash else {
        return Ok(true);
    };
    let sql = match file.kind {
        Kind::Media => "SELECT 1 FROM assets WHERE hash = ?1",
        Kind::Rendition => {
            "SELECT 1 FROM renditions WHERE hash = ?1
             UNION ALL SELECT 1 FROM deliveries WHERE frozen IS NOT NULL AND instr(frozen, ?1) > 0"
        }
        Kind::Report => "SELECT 1 FROM reports WHERE pdf_hash = ?1",
    };
    Ok(!db.prepare_cached(sql)?.exists([hash])?)
}

/// A condition that is true for renditions that can be made again whenever they are asked for: those for placements of
/// networks that no delivery ahead will send, and whatever was made from an original that is no more.
const SPARE: &str = "(network <> '' AND NOT EXISTS (SELECT 1 FROM assets JOIN asset_uses ON asset_uses.asset = assets.id
        JOIN deliveries ON deliveries.post = asset_uses.post
        WHERE assets.hash = renditions.asset_hash AND deliveries.state NOT IN ('live', 'removed', 'cancelled')))
    OR NOT EXISTS (SELECT 1 FROM assets WHERE assets.hash = renditions.asset_hash)";

/// Renditions that can be made again: content and size, each content once. What a delivery froze is never among them.
///
/// # Errors
/// SQLite's.
pub fn spare_renditions(db: &Connection) -> Result<Vec<(String, u64)>, StoreError> {
    renditions_where(db, SPARE)
}

/// Renditions of originals that are no more, as [`spare_renditions`] gives them.
///
/// # Errors
/// SQLite's.
pub fn orphaned_renditions(db: &Connection) -> Result<Vec<(String, u64)>, StoreError> {
    renditions_where(
        db,
        "NOT EXISTS (SELECT 1 FROM assets WHERE assets.hash = renditions.asset_hash)",
    )
}

fn renditions_where(db: &Connection, condition: &str) -> Result<Vec<(String, u64)>, StoreError> {
    let frozen = mentioned(db, NAME_FILES, is_hash)?;
    let mut query = db.prepare_cached(&format!(
        "SELECT hash, max(bytes) FROM renditions WHERE {condition} GROUP BY hash"
    ))?;
    let rows = query.query_map([], |row| {
        Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs()))
    })?;
    let all: Vec<(String, u64)> = rows.collect::<Result<_, _>>()?;
    Ok(all
        .into_iter()
        .filter(|it| !frozen.contains(&it.0))
        .collect())
}

/// Forgets renditions that can be made again. Whether nothing names this content any more, so that its file may go.
///
/// # Errors
/// SQLite's.
pub fn forget_rendition(tx: &mut Write<'_>, hash: &str) -> Result<bool, StoreError> {
    tx.prepare_cached(&format!(
        "DELETE FROM renditions WHERE hash = ?1 AND ({SPARE})"
    ))?
    .execute(params![hash])?;
    let is_named = tx
        .prepare_cached(
            "SELECT 1 FROM renditions WHERE hash = ?1
             UNION ALL SELECT 1 FROM deliveries WHERE frozen IS NOT NULL AND instr(frozen, ?1) > 0",
        )?
        .exists([hash])?;
    Ok(!is_named)
}

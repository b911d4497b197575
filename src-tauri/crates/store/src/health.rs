//! Whether the data folder is whole, for `doctor`.

use crate::{
    blobs::{Blobs, Kind},
    error::StoreError,
    schema,
    store::{Store, database},
};
use rusqlite::Connection;

/// What the check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// What SQLite's integrity check complains about; empty = nothing.
    pub integrity: Vec<String>,
    /// Rows that refer to something that is not there.
    pub broken_links: u64,
    /// Files the data name that are not there, as `folder/name`.
    pub missing_files: Vec<String>,
    /// Schema of the file.
    pub schema: i64,
    /// Size of the database file.
    pub bytes: u64,
}

/// Checks database and files. Reads the whole database; blobs are looked for, not read.
///
/// # Errors
/// SQLite's or the disk's.
pub fn check(store: &Store) -> Result<Health, StoreError> {
    store.read(|db| {
        let mut query = db.prepare("PRAGMA integrity_check(20)")?;
        let lines: Vec<String> = query
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let broken: i64 =
            db.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
                row.get(0)
            })?;
        Ok(Health {
            integrity: lines.into_iter().filter(|it| it != "ok").collect(),
            broken_links: broken.unsigned_abs(),
            missing_files: missing(db, store.blobs())?,
            schema: schema::version(db)?,
            bytes: std::fs::metadata(database(store.dir()))?.len(),
        })
    })
}

fn missing(db: &Connection, blobs: &Blobs) -> Result<Vec<String>, StoreError> {
    let mut missing = Vec::new();
    for (kind, sql) in [
        (Kind::Media, "SELECT hash FROM assets ORDER BY hash"),
        (
            Kind::Report,
            "SELECT DISTINCT pdf_hash FROM reports WHERE pdf_hash IS NOT NULL AND removed_at IS NULL ORDER BY pdf_hash",
        ),
    ] {
        let mut query = db.prepare(sql)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let hash: String = row.get(0)?;
            if !blobs.has(kind, &hash) {
                missing.push(format!("{}/{hash}", kind.folder()));
            }
        }
    }
    Ok(missing)
}

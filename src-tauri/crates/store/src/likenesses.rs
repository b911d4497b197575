//! What pictures look like, as short marks that are near each other where the pictures are alike. Kept by content;
//! losing all this only costs time.

use crate::{columns::parsed, error::StoreError, store::Write};
use kelola_domain::ids::AssetId;
use rusqlite::{Connection, OptionalExtension};

/// An original with its mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The original.
    pub asset: AssetId,
    /// Upright width in pixels.
    pub width: u32,
    /// Upright height in pixels.
    pub height: u32,
    /// Its mark; empty = nothing to compare by.
    pub likeness: Vec<u8>,
}

/// The mark of a content, if it was made; empty = nothing to compare by.
///
/// # Errors
/// SQLite's.
pub fn find(db: &Connection, asset_hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(db
        .prepare_cached("SELECT likeness FROM likenesses WHERE asset_hash = ?1")?
        .query_row([asset_hash], |row| row.get(0))
        .optional()?)
}

/// Remembers the mark of a content.
///
/// # Errors
/// SQLite's.
pub fn put(tx: &mut Write<'_>, asset_hash: &str, likeness: &[u8]) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO likenesses (asset_hash, likeness) VALUES (?1, ?2)
         ON CONFLICT (asset_hash) DO UPDATE SET likeness = excluded.likeness",
    )?
    .execute(rusqlite::params![asset_hash, likeness])?;
    Ok(())
}

/// Every picture that can be compared, in the order they came in; without the trash.
///
/// # Errors
/// SQLite's.
pub fn all(db: &Connection) -> Result<Vec<Marked>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT assets.id AS id, assets.width AS width, assets.height AS height, likenesses.likeness AS likeness
         FROM assets JOIN likenesses ON likenesses.asset_hash = assets.hash
         WHERE assets.removed_at IS NULL AND likenesses.likeness <> x'' ORDER BY assets.seq",
    )?;
    let rows = query.query_map([], |row| {
        Ok(Marked {
            asset: parsed(row, "id")?,
            width: crate::columns::count(row, "width")?,
            height: crate::columns::count(row, "height")?,
            likeness: row.get("likeness")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The pictures whose mark was never made, the newest first; without the trash.
///
/// # Errors
/// SQLite's.
pub fn unmarked(db: &Connection, limit: u32) -> Result<Vec<AssetId>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT assets.id AS id FROM assets
         WHERE assets.removed_at IS NULL AND assets.video IS NULL
             AND NOT EXISTS (SELECT 1 FROM likenesses WHERE asset_hash = assets.hash)
         ORDER BY assets.seq DESC LIMIT ?1",
    )?;
    Ok(query
        .query_map([limit], |row| parsed(row, "id"))?
        .collect::<Result<_, _>>()?)
}

/// How many pictures have no mark yet; without the trash.
///
/// # Errors
/// SQLite's.
pub fn count_unmarked(db: &Connection) -> Result<u64, StoreError> {
    let number: i64 = db
        .prepare_cached(
            "SELECT count(*) FROM assets WHERE removed_at IS NULL AND video IS NULL
                 AND NOT EXISTS (SELECT 1 FROM likenesses WHERE asset_hash = assets.hash)",
        )?
        .query_row([], |row| row.get(0))?;
    Ok(number.unsigned_abs())
}

//! Original pictures and videos: what is known about them. Their bytes are blobs.

use crate::{
    columns::{count, instant, json_or_none, millis, parsed, to_json},
    error::{StoreError, found},
    store::Write,
};
use kelola_domain::{
    ids::{AssetId, PostId},
    media::Asset,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

const COLUMNS: &str = "id, hash, file_name, mime, width, height, bytes, imported_at, video";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Asset> {
    Ok(Asset {
        id: parsed(row, "id")?,
        hash: row.get("hash")?,
        file_name: row.get("file_name")?,
        mime: row.get("mime")?,
        width: count(row, "width")?,
        height: count(row, "height")?,
        bytes: row.get::<_, i64>("bytes")?.unsigned_abs(),
        imported_at: instant(row, "imported_at")?,
        video: json_or_none(row, "video")?,
    })
}

/// One asset.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn get(db: &Connection, id: AssetId) -> Result<Asset, StoreError> {
    let row = db
        .prepare_cached(&format!("SELECT {COLUMNS} FROM assets WHERE id = ?1"))?
        .query_row([id.to_string()], from_row)
        .optional()?;
    found(row, "asset", id)
}

/// The asset with this content, if it has come in before.
///
/// # Errors
/// SQLite's.
pub fn find_by_hash(db: &Connection, hash: &str) -> Result<Option<Asset>, StoreError> {
    Ok(db
        .prepare_cached(&format!("SELECT {COLUMNS} FROM assets WHERE hash = ?1"))?
        .query_row([hash], from_row)
        .optional()?)
}

/// Adds an asset.
///
/// # Errors
/// `Duplicate` when this content is already there, or SQLite's.
pub fn insert(tx: &mut Write<'_>, asset: &Asset) -> Result<(), StoreError> {
    let bytes = i64::try_from(asset.bytes).map_err(|_| StoreError::Invalid("bytes".to_owned()))?;
    tx.prepare_cached(
        "INSERT INTO assets (id, hash, file_name, mime, width, height, bytes, imported_at, video)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        asset.id.to_string(),
        asset.hash,
        asset.file_name,
        asset.mime,
        asset.width,
        asset.height,
        bytes,
        millis(asset.imported_at),
        asset.video.as_ref().map(to_json).transpose()?
    ])?;
    Ok(())
}

/// Assets, the newest first.
///
/// # Errors
/// SQLite's.
pub fn list(db: &Connection, offset: u32, limit: u32) -> Result<Vec<Asset>, StoreError> {
    let mut query = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM assets ORDER BY imported_at DESC, id DESC LIMIT ?1 OFFSET ?2"
    ))?;
    Ok(query
        .query_map([limit, offset], from_row)?
        .collect::<Result<_, _>>()?)
}

/// How many assets there are.
///
/// # Errors
/// SQLite's.
pub fn count_all(db: &Connection) -> Result<u64, StoreError> {
    let number: i64 = db.query_row("SELECT count(*) FROM assets", [], |row| row.get(0))?;
    Ok(number.unsigned_abs())
}

/// The posts that show an asset, in themselves or in a variant, without the trash.
///
/// # Errors
/// SQLite's.
pub fn used_in(db: &Connection, id: AssetId) -> Result<Vec<PostId>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT DISTINCT asset_uses.post AS post FROM asset_uses JOIN posts ON posts.id = asset_uses.post
         WHERE asset_uses.asset = ?1 AND posts.removed_at IS NULL ORDER BY asset_uses.post",
    )?;
    Ok(query
        .query_map([id.to_string()], |row| parsed(row, "post"))?
        .collect::<Result<_, _>>()?)
}

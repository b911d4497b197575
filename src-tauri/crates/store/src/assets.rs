//! Original pictures and videos: what is known about them and what the person says of them. Their bytes are blobs.
//! `find` has the lists, `uses` the posts that show them.

mod find;
mod uses;

use crate::{
    columns::{count, instant, json, json_or_none, millis, parsed, to_json},
    error::{StoreError, found},
    store::Write,
};
use kelola_domain::{ids::AssetId, media::Asset};
use rusqlite::{Connection, OptionalExtension, Row, params};

#[cfg(test)]
pub(crate) use find::statement;
pub use find::{
    AssetFilter, AssetKind, AssetOrder, AssetRow, MediaTag, count_found, list, rows_of, tags,
    unused,
};
pub use uses::{Use, used_in, uses};

const COLUMNS: &str = "assets.id, assets.hash, assets.file_name, assets.mime, assets.width, assets.height, assets.bytes,
    assets.imported_at, assets.video, assets.alt, assets.credit, assets.licence, assets.stars, assets.tags, assets.framing";

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
        alt: row.get("alt")?,
        credit: row.get("credit")?,
        licence: row.get("licence")?,
        stars: row.get("stars")?,
        tags: json(row, "tags")?,
        framing: json(row, "framing")?,
    })
}

/// One asset, also from the trash.
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

/// The asset with this content, if it has come in before; also from the trash.
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
        "INSERT INTO assets (id, hash, file_name, mime, width, height, bytes, imported_at, video, alt, credit, licence, stars,
             tags, framing)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
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
        asset.video.as_ref().map(to_json).transpose()?,
        asset.alt,
        asset.credit,
        asset.licence,
        asset.stars,
        to_json(&asset.tags)?,
        to_json(&asset.framing)?
    ])?;
    Ok(())
}

/// Keeps what the person says of an asset: its name, description, credit, licence, stars, tags and framing. What is
/// known of its file stays.
///
/// # Errors
/// `NotFound`, `Invalid` for more than five stars, or SQLite's.
pub fn update(tx: &mut Write<'_>, asset: &Asset) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached(
            "UPDATE assets SET file_name = ?2, alt = ?3, credit = ?4, licence = ?5, stars = ?6, tags = ?7, framing = ?8
             WHERE id = ?1",
        )?
        .execute(params![
            asset.id.to_string(),
            asset.file_name,
            asset.alt,
            asset.credit,
            asset.licence,
            asset.stars,
            to_json(&asset.tags)?,
            to_json(&asset.framing)?
        ])?;
    found((changed == 1).then_some(()), "asset", asset.id)
}

/// Puts an asset in the trash. Posts there may go on showing it.
///
/// # Errors
/// `NotFound` when it is not there or already in the trash, or SQLite's.
pub fn remove(tx: &mut Write<'_>, id: AssetId) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached("UPDATE assets SET removed_at = ?2 WHERE id = ?1 AND removed_at IS NULL")?
        .execute(params![id.to_string(), tx.now_millis()])?;
    found((changed == 1).then_some(()), "asset", id)
}

/// Takes an asset out of the trash.
///
/// # Errors
/// `NotFound` when it is not in the trash, or SQLite's.
pub fn restore(tx: &mut Write<'_>, id: AssetId) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached(
            "UPDATE assets SET removed_at = NULL WHERE id = ?1 AND removed_at IS NOT NULL",
        )?
        .execute([id.to_string()])?;
    found((changed == 1).then_some(()), "asset", id)
}

/// Forgets an asset for good; only [`crate::upkeep`] knows which may go.
///
/// # Errors
/// `Referenced` when a post shows it, or SQLite's.
pub fn forget(tx: &mut Write<'_>, id: AssetId) -> Result<(), StoreError> {
    let id = id.to_string();
    tx.prepare_cached("DELETE FROM album_assets WHERE asset = ?1")?
        .execute([&id])?;
    tx.prepare_cached(
        "DELETE FROM likenesses WHERE asset_hash = (SELECT hash FROM assets WHERE id = ?1)",
    )?
    .execute([&id])?;
    tx.prepare_cached("DELETE FROM assets WHERE id = ?1")?
        .execute([&id])?;
    Ok(())
}

/// Whether an asset is in the trash.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn is_removed(db: &Connection, id: AssetId) -> Result<bool, StoreError> {
    let row = db
        .prepare_cached("SELECT removed_at IS NOT NULL FROM assets WHERE id = ?1")?
        .query_row([id.to_string()], |row| row.get(0))
        .optional()?;
    found(row, "asset", id)
}

/// Every asset with its content, in the order they came in; without the trash.
///
/// # Errors
/// SQLite's.
pub fn contents(db: &Connection) -> Result<Vec<(AssetId, String)>, StoreError> {
    let mut query =
        db.prepare_cached("SELECT id, hash FROM assets WHERE removed_at IS NULL ORDER BY seq")?;
    Ok(query
        .query_map([], |row| Ok((parsed(row, "id")?, row.get("hash")?)))?
        .collect::<Result<_, _>>()?)
}

/// How many assets there are, without the trash.
///
/// # Errors
/// SQLite's.
pub fn count_all(db: &Connection) -> Result<u64, StoreError> {
    let number: i64 = db
        .prepare_cached(
            "SELECT count(*) FROM assets INDEXED BY assets_by_coming WHERE removed_at IS NULL",
        )?
        .query_row([], |row| row.get(0))?;
    Ok(number.unsigned_abs())
}

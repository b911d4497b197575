//! Albums: originals a person keeps together.

use crate::{
    columns::{parsed, parsed_or_none},
    error::{StoreError, found},
    store::Write,
};
use kelola_domain::{
    ids::{AlbumId, AssetId},
    media::Album,
};
use rusqlite::{Connection, OptionalExtension, Row};

// Ids of originals grow with time: the greatest is the one that came in last.
const ALBUMS: &str = "SELECT albums.id AS id, albums.name AS name,
    (SELECT count(*) FROM album_assets WHERE album = albums.id)
        - (SELECT count(*) FROM assets INDEXED BY assets_in_trash
            CROSS JOIN album_assets ON album_assets.album = albums.id AND album_assets.asset = assets.id
            WHERE assets.removed_at IS NOT NULL) AS assets,
    (SELECT asset FROM album_assets JOIN assets ON assets.id = album_assets.asset
        WHERE album = albums.id AND assets.removed_at IS NULL ORDER BY asset DESC LIMIT 1) AS cover
    FROM albums";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Album> {
    Ok(Album {
        id: parsed(row, "id")?,
        name: row.get("name")?,
        assets: row.get::<_, i64>("assets")?.unsigned_abs(),
        cover: parsed_or_none(row, "cover")?,
    })
}

/// All albums, by name.
///
/// # Errors
/// SQLite's.
pub fn list(db: &Connection) -> Result<Vec<Album>, StoreError> {
    let mut query = db.prepare_cached(&format!(
        "{ALBUMS} ORDER BY albums.name COLLATE NOCASE, albums.id"
    ))?;
    Ok(query.query_map([], from_row)?.collect::<Result<_, _>>()?)
}

/// One album.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn get(db: &Connection, id: AlbumId) -> Result<Album, StoreError> {
    let row = db
        .prepare_cached(&format!("{ALBUMS} WHERE albums.id = ?1"))?
        .query_row([id.to_string()], from_row)
        .optional()?;
    found(row, "album", id)
}

/// Stores an album's name, new or changed.
///
/// # Errors
/// SQLite's.
pub fn put(tx: &mut Write<'_>, id: AlbumId, name: &str) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO albums (id, name) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
    )?
    .execute([&id.to_string(), name])?;
    Ok(())
}

/// Removes an album; the originals stay, undo brings it back.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn remove(tx: &mut Write<'_>, id: AlbumId) -> Result<(), StoreError> {
    let key = id.to_string();
    tx.prepare_cached("DELETE FROM album_assets WHERE album = ?1")?
        .execute([&key])?;
    let changed = tx
        .prepare_cached("DELETE FROM albums WHERE id = ?1")?
        .execute([&key])?;
    found((changed == 1).then_some(()), "album", id)
}

/// Puts an original into an album, where it is not there yet.
///
/// # Errors
/// `Referenced` when one of them is not there, or SQLite's.
pub fn add(tx: &mut Write<'_>, album: AlbumId, asset: AssetId) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO album_assets (album, asset) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    )?
    .execute([album.to_string(), asset.to_string()])?;
    Ok(())
}

/// Takes an original out of an album, where it is in it.
///
/// # Errors
/// SQLite's.
pub fn take_out(tx: &mut Write<'_>, album: AlbumId, asset: AssetId) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM album_assets WHERE album = ?1 AND asset = ?2")?
        .execute([album.to_string(), asset.to_string()])?;
    Ok(())
}

//! Originals by filter and by words: the media library and its trash.

use super::{COLUMNS, from_row};
use crate::{
    columns::to_json,
    error::StoreError,
    search::{Conditions, search_words},
};
use kelola_domain::{
    ids::{AlbumId, AssetId},
    media::Asset,
};
use rusqlite::{Connection, Row, params_from_iter, types::Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How many posts show it, without the trash.
const POSTS: &str = "(SELECT count(DISTINCT asset_uses.post) FROM asset_uses JOIN posts ON posts.id = asset_uses.post
    WHERE asset_uses.asset = assets.id AND posts.removed_at IS NULL) AS posts";

/// A condition that is true for what some post shows, the trash left out.
const SHOWN: &str = "EXISTS (SELECT 1 FROM asset_uses JOIN posts ON posts.id = asset_uses.post
    WHERE asset_uses.asset = assets.id AND posts.removed_at IS NULL)";

/// What an original is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AssetKind {
    /// Either.
    #[default]
    All,
    /// A picture.
    Picture,
    /// A video.
    Video,
}

/// The order of a list of originals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AssetOrder {
    /// The last that came in first.
    #[default]
    Newest,
    /// The first that came in first.
    Oldest,
    /// By name.
    Name,
    /// The most bytes first.
    Largest,
    /// The most stars first, then the newest.
    Stars,
}

/// Which originals to list; what is empty or none keeps all.
#[derive(Debug, Clone, Default)]
pub struct AssetFilter {
    /// Whose name, description, tags, credit or licence hold all these words, each as a beginning.
    pub words: String,
    /// In this album.
    pub album: Option<AlbumId>,
    /// With one of these tags.
    pub tags: Vec<String>,
    /// With at least so many stars.
    pub stars: u8,
    /// Pictures or videos.
    pub kind: AssetKind,
    /// Shown by a post that is not in the trash, or by none.
    pub used: Option<bool>,
    /// Those in the trash, instead of the others.
    pub in_trash: bool,
    /// In which order.
    pub order: AssetOrder,
    /// After so many.
    pub offset: u32,
    /// At most so many.
    pub limit: u32,
}

/// An original in a list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct AssetRow {
    /// The original.
    pub asset: Asset,
    /// How many posts show it, without the trash.
    #[ts(type = "number")]
    pub posts: u64,
    /// Whether it is in the trash.
    pub removed: bool,
}

/// A tag of originals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MediaTag {
    /// Its name.
    pub name: String,
    /// How many originals have it, without the trash.
    #[ts(type = "number")]
    pub assets: u64,
}

fn line(row: &Row<'_>) -> rusqlite::Result<AssetRow> {
    Ok(AssetRow {
        asset: from_row(row)?,
        posts: row.get::<_, i64>("posts")?.unsigned_abs(),
        removed: row.get("removed")?,
    })
}

fn lines(
    db: &Connection,
    rest: &str,
    values: impl rusqlite::Params,
) -> Result<Vec<AssetRow>, StoreError> {
    let mut query = db.prepare_cached(&format!(
        "SELECT {COLUMNS}, {POSTS}, assets.removed_at IS NOT NULL AS removed FROM {rest}"
    ))?;
    Ok(query.query_map(values, line)?.collect::<Result<_, _>>()?)
}

/// WHERE of a filter: only the conditions asked for. None = words were asked for, and nothing in them can be found.
fn conditions(filter: &AssetFilter) -> Result<Option<Conditions>, StoreError> {
    let mut found = Conditions::default();
    found.sql.push(
        if filter.in_trash {
            "assets.removed_at IS NOT NULL"
        } else {
            "assets.removed_at IS NULL"
        }
        .to_owned(),
    );
    if !filter.words.trim().is_empty() {
        let Some(words) = search_words(&filter.words) else {
            return Ok(None);
        };
        found.add("assets_text MATCH ?", words);
    }
    if let Some(album) = filter.album {
        found.add(
            "assets.id IN (SELECT asset FROM album_assets WHERE album = ?)",
            album.to_string(),
        );
    }
    if !filter.tags.is_empty() {
        found.add(
            "assets.seq IN (SELECT seq FROM asset_tags WHERE tag IN (SELECT value FROM json_each(?)))",
            to_json(&filter.tags)?,
        );
    }
    if filter.stars > 0 {
        found.add("assets.stars >= ?", i64::from(filter.stars));
    }
    match filter.kind {
        AssetKind::All => {}
        AssetKind::Picture => found.sql.push("(assets.video IS NULL) = 1".to_owned()),
        AssetKind::Video => found.sql.push("(assets.video IS NULL) = 0".to_owned()),
    }
    match filter.used {
        None => {}
        Some(true) => found.sql.push(SHOWN.to_owned()),
        Some(false) => found.sql.push(format!("NOT {SHOWN}")),
    }
    Ok(Some(found))
}

/// FROM of a filter.
fn table(filter: &AssetFilter) -> &'static str {
    if filter.words.trim().is_empty() {
        "assets"
    } else {
        "assets_text CROSS JOIN assets ON assets.seq = assets_text.rowid"
    }
}

/// What follows SELECT … FROM for a filter; shared with the test that looks at its plan.
pub(crate) fn statement(filter: &AssetFilter) -> Result<Option<(String, Vec<Value>)>, StoreError> {
    let Some(found) = conditions(filter)? else {
        return Ok(None);
    };
    let number = if filter.words.trim().is_empty() {
        "assets.seq"
    } else {
        "assets_text.rowid"
    };
    let order = match filter.order {
        AssetOrder::Newest => format!("{number} DESC"),
        AssetOrder::Oldest => number.to_owned(),
        AssetOrder::Name => "assets.file_name COLLATE NOCASE, assets.seq".to_owned(),
        AssetOrder::Largest => "assets.bytes DESC, assets.seq DESC".to_owned(),
        AssetOrder::Stars => "assets.stars DESC, assets.seq DESC".to_owned(),
    };
    let sql = format!(
        "{} WHERE {} ORDER BY {order} LIMIT {} OFFSET {}",
        table(filter),
        found.sql.join(" AND "),
        filter.limit,
        filter.offset
    );
    Ok(Some((sql, found.values)))
}

/// Originals by filter.
///
/// # Errors
/// SQLite's.
pub fn list(db: &Connection, filter: &AssetFilter) -> Result<Vec<AssetRow>, StoreError> {
    match statement(filter)? {
        Some((sql, values)) => lines(db, &sql, params_from_iter(values)),
        None => Ok(Vec::new()),
    }
}

/// How many originals a filter keeps.
///
/// # Errors
/// SQLite's.
pub fn count_found(db: &Connection, filter: &AssetFilter) -> Result<u64, StoreError> {
    let Some(found) = conditions(filter)? else {
        return Ok(0);
    };
    let number: i64 = db
        .prepare_cached(&format!(
            "SELECT count(*) FROM {} WHERE {}",
            table(filter),
            found.sql.join(" AND ")
        ))?
        .query_row(params_from_iter(found.values), |row| row.get(0))?;
    Ok(number.unsigned_abs())
}

/// Lines of these originals, in this order; those that are not there are left out.
///
/// # Errors
/// SQLite's.
pub fn rows_of(db: &Connection, ids: &[AssetId]) -> Result<Vec<AssetRow>, StoreError> {
    lines(
        db,
        "json_each(?1) AS wanted CROSS JOIN assets ON assets.id = wanted.value ORDER BY wanted.key",
        [to_json(&ids)?],
    )
}

/// The tags of originals, the most used first.
///
/// # Errors
/// SQLite's.
pub fn tags(db: &Connection) -> Result<Vec<MediaTag>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT tag, count(*) AS assets FROM asset_tags JOIN assets ON assets.seq = asset_tags.seq
         WHERE assets.removed_at IS NULL GROUP BY tag ORDER BY assets DESC, tag",
    )?;
    let rows = query.query_map([], |row| {
        Ok(MediaTag {
            name: row.get(0)?,
            assets: row.get::<_, i64>(1)?.unsigned_abs(),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many originals no post shows, and their bytes; without the trash.
///
/// # Errors
/// SQLite's.
pub fn unused(db: &Connection) -> Result<(u64, u64), StoreError> {
    let sums: (i64, i64) = db
        .prepare_cached(&format!(
            "SELECT count(*), coalesce(sum(bytes), 0) FROM assets WHERE removed_at IS NULL AND NOT {SHOWN}"
        ))?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok((sums.0.unsigned_abs(), sums.1.unsigned_abs()))
}

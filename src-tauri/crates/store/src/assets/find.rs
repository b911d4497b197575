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

/// Originals found by words are counted up to here; a list as long as this is filtered, not read to its end.
const COUNTED: u32 = 10_000;

/// How many posts show it, without the trash.
const POSTS: &str =
    "coalesce((SELECT posts FROM asset_posts WHERE asset_posts.seq = assets.seq), 0) AS posts";

/// A condition that is true for what some post shows, the trash left out.
const SHOWN: &str = "EXISTS (SELECT 1 FROM asset_posts WHERE asset_posts.seq = assets.seq)";

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

/// FROM and WHERE of a filter: only the conditions asked for. None = words were asked for, and nothing in them can be
/// found. What is looked up elsewhere is a list of numbers, marked by a `+` so that SQLite walks the index of the order
/// and asks the list, instead of walking the list and sorting.
fn conditions(filter: &AssetFilter) -> Result<Option<(String, Vec<Value>)>, StoreError> {
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
        let found_in = if streams(filter) {
            "assets_text MATCH ?"
        } else {
            "+assets.seq IN (SELECT rowid FROM assets_text WHERE assets_text MATCH ?)"
        };
        found.add(found_in, words);
    }
    if let Some(album) = filter.album {
        found.add(
            "+assets.seq IN (SELECT member.seq FROM album_assets JOIN assets AS member ON member.id = album_assets.asset
                WHERE album_assets.album = ?)",
            album.to_string(),
        );
    }
    if !filter.tags.is_empty() {
        found.add(
            "+assets.seq IN (SELECT seq FROM asset_tags WHERE tag IN (SELECT value FROM json_each(?)))",
            to_json(&filter.tags)?,
        );
    }
    if filter.stars > 0 {
        found.add("assets.stars >= ?", i64::from(filter.stars));
    }
    match filter.kind {
        AssetKind::All => {}
        AssetKind::Picture => found.sql.push("assets.is_video = 0".to_owned()),
        AssetKind::Video => found.sql.push("assets.is_video = 1".to_owned()),
    }
    match filter.used {
        None => {}
        Some(true) => found.sql.push(SHOWN.to_owned()),
        Some(false) => found.sql.push(format!("NOT {SHOWN}")),
    }
    let from = if streams(filter) {
        "assets_text CROSS JOIN assets ON assets.seq = assets_text.rowid".to_owned()
    } else {
        format!("assets INDEXED BY {}", index(filter))
    };
    Ok(Some((
        format!("{from} WHERE {}", found.sql.join(" AND ")),
        found.values,
    )))
}

/// Whether words are asked for in the order of coming in: the full-text index gives its hits in that order by itself.
fn streams(filter: &AssetFilter) -> bool {
    let is_by_coming = matches!(filter.order, AssetOrder::Newest | AssetOrder::Oldest);
    is_by_coming && !filter.words.trim().is_empty()
}

/// The index made for the order of a list.
const fn index(filter: &AssetFilter) -> &'static str {
    if filter.in_trash {
        return "assets_in_trash";
    }
    match filter.order {
        AssetOrder::Newest | AssetOrder::Oldest => "assets_by_coming",
        AssetOrder::Name => "assets_by_name",
        AssetOrder::Largest => "assets_by_size",
        AssetOrder::Stars => "assets_by_stars",
    }
}

const fn order(filter: &AssetFilter) -> &'static str {
    match filter.order {
        AssetOrder::Newest => "assets.seq DESC",
        AssetOrder::Oldest => "assets.seq",
        AssetOrder::Name => "assets.file_name COLLATE NOCASE, assets.seq",
        AssetOrder::Largest => "assets.bytes DESC, assets.seq DESC",
        AssetOrder::Stars => "assets.stars DESC, assets.seq DESC",
    }
}

/// The numbers of a page of originals; shared with the test that looks at its plan.
pub(crate) fn statement(filter: &AssetFilter) -> Result<Option<(String, Vec<Value>)>, StoreError> {
    Ok(conditions(filter)?.map(|(rest, values)| {
        let sql = format!(
            "SELECT assets.seq AS place FROM {rest} ORDER BY {} LIMIT {} OFFSET {}",
            if streams(filter) {
                order(filter).replace("assets.seq", "assets_text.rowid")
            } else {
                order(filter).to_owned()
            },
            filter.limit,
            filter.offset
        );
        (sql, values)
    }))
}

/// Originals by filter.
///
/// # Errors
/// SQLite's.
pub fn list(db: &Connection, filter: &AssetFilter) -> Result<Vec<AssetRow>, StoreError> {
    match statement(filter)? {
        Some((sql, values)) => lines(
            db,
            &format!(
                "({sql}) CROSS JOIN assets ON assets.seq = place ORDER BY {}",
                order(filter)
            ),
            params_from_iter(values),
        ),
        None => Ok(Vec::new()),
    }
}

/// How many originals a filter keeps; with words, counted up to 10,000.
///
/// # Errors
/// SQLite's.
pub fn count_found(db: &Connection, filter: &AssetFilter) -> Result<u64, StoreError> {
    // In this order, words are found one after the other.
    let filter = &AssetFilter {
        order: AssetOrder::Newest,
        ..filter.clone()
    };
    let Some((rest, values)) = conditions(filter)? else {
        return Ok(0);
    };
    let number: i64 = db
        .prepare_cached(&format!(
            "SELECT count(*) FROM (SELECT 1 FROM {rest} LIMIT {})",
            if streams(filter) { COUNTED } else { u32::MAX }
        ))?
        .query_row(params_from_iter(values), |row| row.get(0))?;
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
        "SELECT tag, assets FROM (SELECT tag, count(*) - (SELECT count(*)
             FROM assets INDEXED BY assets_in_trash JOIN asset_tags AS own ON own.seq = assets.seq
             WHERE assets.removed_at IS NOT NULL AND own.tag = asset_tags.tag) AS assets
             FROM asset_tags GROUP BY tag)
         WHERE assets > 0 ORDER BY assets DESC, tag",
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

//! Posts: one of them, and the lists the calendar shows; `find` has those by filter and by words.

mod apart;
mod find;
mod labels;
mod near;

use crate::{
    columns::{
        PlannedColumns, count, from_word, instant, instant_or_none, json, parsed, planned, to_json,
        word,
    },
    error::{StoreError, found},
    store::Write,
};
use kelola_domain::{
    delivery::DeliveryState,
    ids::{AssetId, BrandId, ChannelId, PostId},
    post::{Content, Editorial, Post},
    time::{Instant, Planned},
};
use rusqlite::{Connection, OptionalExtension, Params, Row, params};
use serde::Serialize;
use ts_rs::TS;

#[cfg(test)]
pub(crate) use apart::APART;
pub use apart::apart;
#[cfg(test)]
pub(crate) use find::statement;
pub use find::{FoundText, PostFilter, count_found, found_texts, list, search};
pub use labels::{Label, Labels, labels};
pub use near::{Near, near};

const COLUMNS: &str = "id, brand, title, pillar, notes, editorial, text, headline, hashtags, link, first_comment, media, channels,
    planned_wall, planned_zone, grace_minutes, send_whenever, revision, updated_at, parts, campaign, tags";

/// What lists show of a post. The states come from the deliveries in the same query.
const LINE: &str = "posts.id, posts.brand, posts.title, substr(posts.text, 1, 160) AS excerpt, posts.pillar, posts.editorial,
    posts.planned_wall, posts.planned_zone, posts.channels, json_extract(posts.media, '$[0].asset') AS cover,
    (SELECT group_concat(state) FROM deliveries WHERE post = posts.id) AS states, posts.revision, posts.updated_at,
    posts.campaign, posts.tags, posts.removed_at,
    (SELECT json_group_array(json_array(channel, json_extract(overrides, '$.planned'))) FROM variants
         WHERE post = posts.id AND json_extract(overrides, '$.planned') IS NOT NULL) AS own_times";

/// A post in a list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct PostRow {
    /// Its identifier.
    pub id: PostId,
    /// The brand.
    pub brand: BrandId,
    /// Working title, may be empty.
    pub title: String,
    /// The first 160 characters of the text.
    pub excerpt: String,
    /// Content pillar, empty = none.
    pub pillar: String,
    /// The campaign's name, empty = none.
    pub campaign: String,
    /// Words one finds it by.
    pub tags: Vec<String>,
    /// How far the writing is.
    pub editorial: Editorial,
    /// When it is planned.
    pub planned: Option<Planned>,
    /// The channels with a time of their own, those that do not take part too.
    pub own_times: Vec<(ChannelId, Planned)>,
    /// The channels that take part.
    pub channels: Vec<ChannelId>,
    /// The first picture.
    pub cover: Option<AssetId>,
    /// The states of its deliveries.
    pub states: Vec<DeliveryState>,
    /// Its revision.
    #[ts(type = "number")]
    pub revision: i64,
    /// When it last changed.
    #[ts(as = "String")]
    pub updated_at: Instant,
    /// Since when it is in the trash.
    #[ts(as = "Option<String>")]
    pub removed_at: Option<Instant>,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Post> {
    Ok(Post {
        id: parsed(row, "id")?,
        brand: parsed(row, "brand")?,
        title: row.get("title")?,
        pillar: row.get("pillar")?,
        campaign: row.get("campaign")?,
        tags: json(row, "tags")?,
        notes: row.get("notes")?,
        editorial: from_word(row, "editorial")?,
        shared: Content {
            text: row.get("text")?,
            title: row.get("headline")?,
            hashtags: row.get("hashtags")?,
            link: row.get("link")?,
            first_comment: row.get("first_comment")?,
            media: json(row, "media")?,
            parts: json(row, "parts")?,
        },
        channels: json(row, "channels")?,
        planned: planned(row)?,
        grace_minutes: count(row, "grace_minutes")?,
        send_whenever: row.get("send_whenever")?,
        revision: row.get("revision")?,
        updated_at: instant(row, "updated_at")?,
    })
}

fn line(row: &Row<'_>) -> rusqlite::Result<PostRow> {
    let states: Option<String> = row.get("states")?;
    Ok(PostRow {
        id: parsed(row, "id")?,
        brand: parsed(row, "brand")?,
        title: row.get("title")?,
        excerpt: row.get("excerpt")?,
        pillar: row.get("pillar")?,
        campaign: row.get("campaign")?,
        tags: json(row, "tags")?,
        editorial: from_word(row, "editorial")?,
        planned: planned(row)?,
        own_times: json(row, "own_times")?,
        channels: json(row, "channels")?,
        cover: crate::columns::parsed_or_none(row, "cover")?,
        states: states
            .iter()
            .flat_map(|it| it.split(','))
            .filter_map(DeliveryState::from_name)
            .collect(),
        revision: row.get("revision")?,
        updated_at: instant(row, "updated_at")?,
        removed_at: instant_or_none(row, "removed_at")?,
    })
}

fn lines(db: &Connection, rest: &str, values: impl Params) -> Result<Vec<PostRow>, StoreError> {
    let mut query = db.prepare_cached(&format!("SELECT {LINE} FROM {rest}"))?;
    Ok(query.query_map(values, line)?.collect::<Result<_, _>>()?)
}

/// One post, also from the trash.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn get(db: &Connection, id: PostId) -> Result<Post, StoreError> {
    let row = db
        .prepare_cached(&format!("SELECT {COLUMNS} FROM posts WHERE id = ?1"))?
        .query_row([id.to_string()], from_row)
        .optional()?;
    found(row, "post", id)
}

/// One post as a line, also from the trash.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn row(db: &Connection, id: PostId) -> Result<PostRow, StoreError> {
    let row = lines(db, "posts WHERE id = ?1", [id.to_string()])?
        .into_iter()
        .next();
    found(row, "post", id)
}

/// Adds a post as it is.
///
/// # Errors
/// `Duplicate`, `Referenced` when the brand or a picture is not there, or SQLite's.
pub fn insert(tx: &mut Write<'_>, post: &Post) -> Result<(), StoreError> {
    let at = PlannedColumns::from(post.planned);
    tx.prepare_cached(
        "INSERT INTO posts (id, brand, title, pillar, notes, editorial, text, headline, hashtags, link, first_comment, media, channels,
             planned_wall, planned_zone, planned_at, grace_minutes, send_whenever, revision, updated_at, parts, campaign, tags)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)",
    )?
    .execute(params![
        post.id.to_string(),
        post.brand.to_string(),
        post.title,
        post.pillar,
        post.notes,
        word(&post.editorial)?,
        post.shared.text,
        post.shared.title,
        post.shared.hashtags,
        post.shared.link,
        post.shared.first_comment,
        to_json(&post.shared.media)?,
        to_json(&post.channels)?,
        at.wall,
        at.zone,
        at.at,
        post.grace_minutes,
        post.send_whenever,
        post.revision,
        crate::columns::millis(post.updated_at),
        to_json(&post.shared.parts)?,
        post.campaign,
        to_json(&post.tags)?,
    ])?;
    Ok(())
}

/// Changes a post and gives it back with its next revision. Its brand stays.
///
/// # Errors
/// `Stale` when `post.revision` is not the stored one, `NotFound`, `Referenced` when a picture is not there, or SQLite's.
pub fn update(tx: &mut Write<'_>, post: &Post) -> Result<Post, StoreError> {
    let at = PlannedColumns::from(post.planned);
    let next = Post {
        revision: post.revision + 1,
        updated_at: tx.now(),
        ..post.clone()
    };
    let changed = tx
        .prepare_cached(
            "UPDATE posts SET title = ?3, pillar = ?4, notes = ?5, editorial = ?6, text = ?7, headline = ?8, hashtags = ?9, link = ?10,
                 first_comment = ?11, media = ?12, channels = ?13, planned_wall = ?14, planned_zone = ?15, planned_at = ?16,
                 grace_minutes = ?17, send_whenever = ?18, revision = ?19, updated_at = ?20, parts = ?21,
                 campaign = ?22, tags = ?23
             WHERE id = ?1 AND revision = ?2",
        )?
        .execute(params![
            post.id.to_string(),
            post.revision,
            post.title,
            post.pillar,
            post.notes,
            word(&post.editorial)?,
            post.shared.text,
            post.shared.title,
            post.shared.hashtags,
            post.shared.link,
            post.shared.first_comment,
            to_json(&post.shared.media)?,
            to_json(&post.channels)?,
            at.wall,
            at.zone,
            at.at,
            post.grace_minutes,
            post.send_whenever,
            next.revision,
            tx.now_millis(),
            to_json(&post.shared.parts)?,
            post.campaign,
            to_json(&post.tags)?,
        ])?;
    if changed == 0 {
        let current = tx
            .prepare_cached("SELECT revision FROM posts WHERE id = ?1")?
            .query_row([post.id.to_string()], |row| row.get(0))
            .optional()?;
        return Err(StoreError::Stale {
            current: found(current, "post", post.id)?,
        });
    }
    Ok(next)
}

/// Puts a post in the trash. Its deliveries stay, but are no longer due.
///
/// # Errors
/// `NotFound` when it is not there or already in the trash, or SQLite's.
pub fn remove(tx: &mut Write<'_>, id: PostId) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached("UPDATE posts SET removed_at = ?2, revision = revision + 1 WHERE id = ?1 AND removed_at IS NULL")?
        .execute(params![id.to_string(), tx.now_millis()])?;
    found((changed == 1).then_some(()), "post", id)
}

/// Takes a post out of the trash.
///
/// # Errors
/// `NotFound` when it is not in the trash, or SQLite's.
pub fn restore(tx: &mut Write<'_>, id: PostId) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached("UPDATE posts SET removed_at = NULL, revision = revision + 1 WHERE id = ?1 AND removed_at IS NOT NULL")?
        .execute([id.to_string()])?;
    found((changed == 1).then_some(()), "post", id)
}

/// Whether a post is in the trash.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn is_removed(db: &Connection, id: PostId) -> Result<bool, StoreError> {
    let row = db
        .prepare_cached("SELECT removed_at IS NOT NULL FROM posts WHERE id = ?1")?
        .query_row([id.to_string()], |row| row.get(0))
        .optional()?;
    found(row, "post", id)
}

/// What tells whether a post still is what was made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Its revision.
    pub revision: i64,
    /// When it last changed.
    pub updated_at: Instant,
    /// Whether it is in the trash.
    pub is_removed: bool,
}

/// How a post stands, without its content.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn standing(db: &Connection, id: PostId) -> Result<Standing, StoreError> {
    let row = db
        .prepare_cached("SELECT revision, updated_at, removed_at IS NOT NULL AS is_removed FROM posts WHERE id = ?1")?
        .query_row([id.to_string()], |row| {
            Ok(Standing {
                revision: row.get("revision")?,
                updated_at: instant(row, "updated_at")?,
                is_removed: row.get("is_removed")?,
            })
        })
        .optional()?;
    found(row, "post", id)
}

/// SQL of [`month`], shared with the test that looks at its plan.
pub(crate) const MONTH: &str = "posts INDEXED BY posts_by_plan
    WHERE brand = ?1 AND planned_at >= ?2 AND planned_at < ?3 AND planned_at IS NOT NULL AND removed_at IS NULL ORDER BY planned_at, seq";

/// The posts of a brand planned within [from, to), in the order of the plan: the calendar.
///
/// # Errors
/// SQLite's.
pub fn month(
    db: &Connection,
    brand: BrandId,
    from: Instant,
    to: Instant,
) -> Result<Vec<PostRow>, StoreError> {
    lines(
        db,
        MONTH,
        params![
            brand.to_string(),
            crate::columns::millis(from),
            crate::columns::millis(to)
        ],
    )
}

/// SQL of [`unscheduled`], shared with the test that looks at its plan. Without the hint SQLite walks all posts of the
/// brand, of which hardly any is unscheduled.
pub(crate) const UNSCHEDULED: &str = "posts INDEXED BY posts_without_plan
    WHERE brand = ?1 AND planned_at IS NULL AND removed_at IS NULL AND editorial <> 'archived' ORDER BY seq DESC LIMIT ?2 OFFSET ?3";

/// The posts of a brand without a planned time, not archived, the newest first: the column beside the calendar.
///
/// # Errors
/// SQLite's.
pub fn unscheduled(
    db: &Connection,
    brand: BrandId,
    limit: u32,
    offset: u32,
) -> Result<Vec<PostRow>, StoreError> {
    lines(db, UNSCHEDULED, params![brand.to_string(), limit, offset])
}

/// How many posts a brand has, without the trash.
///
/// # Errors
/// SQLite's.
pub fn count_of(db: &Connection, brand: BrandId) -> Result<u64, StoreError> {
    let number: i64 = db
        .prepare_cached("SELECT count(*) FROM posts WHERE brand = ?1 AND removed_at IS NULL")?
        .query_row([brand.to_string()], |row| row.get(0))?;
    Ok(number.unsigned_abs())
}

//! The versions of a post for its channels.

use crate::{
    columns::{json, parsed, to_json},
    error::StoreError,
    store::Write,
};
use kelola_domain::{
    ids::{ChannelId, PostId},
    post::Variant,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

fn from_row(row: &Row<'_>) -> rusqlite::Result<Variant> {
    Ok(Variant {
        post: parsed(row, "post")?,
        channel: parsed(row, "channel")?,
        overrides: json(row, "overrides")?,
    })
}

/// The version for one channel, if anything was ever overridden there.
///
/// # Errors
/// SQLite's.
pub fn get(
    db: &Connection,
    post: PostId,
    channel: ChannelId,
) -> Result<Option<Variant>, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT post, channel, overrides FROM variants WHERE post = ?1 AND channel = ?2",
        )?
        .query_row([post.to_string(), channel.to_string()], from_row)
        .optional()?)
}

/// All versions of a post, also for channels that no longer take part.
///
/// # Errors
/// SQLite's.
pub fn list(db: &Connection, post: PostId) -> Result<Vec<Variant>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT post, channel, overrides FROM variants WHERE post = ?1 ORDER BY channel",
    )?;
    Ok(query
        .query_map([post.to_string()], from_row)?
        .collect::<Result<_, _>>()?)
}

/// Stores a version, new or changed.
///
/// # Errors
/// `Referenced` when post, channel or a picture is not there, or SQLite's.
pub fn put(tx: &mut Write<'_>, variant: &Variant) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO variants (post, channel, overrides) VALUES (?1, ?2, ?3)
         ON CONFLICT (post, channel) DO UPDATE SET overrides = excluded.overrides",
    )?
    .execute(params![
        variant.post.to_string(),
        variant.channel.to_string(),
        to_json(&variant.overrides)?
    ])?;
    Ok(())
}

//! The posts that stand near a time on a brand's channels.

use crate::{
    columns::{instant, millis, parsed},
    error::StoreError,
};
use kelola_domain::{
    ids::{BrandId, ChannelId, PostId},
    time::Instant,
};
use rusqlite::{Connection, params};

/// A post that stands on a channel near a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near {
    /// The post.
    pub post: PostId,
    /// Its revision.
    pub revision: i64,
    /// The channel.
    pub channel: ChannelId,
    /// When it is planned there.
    pub at: Instant,
}

/// What stands on the channels of a brand within [from, to); cancelled deliveries and pieces are left out.
///
/// # Errors
/// SQLite's.
pub fn near(
    db: &Connection,
    brand: BrandId,
    from: Instant,
    to: Instant,
) -> Result<Vec<Near>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT post, posts.revision AS revision, channel, deliveries.planned_at AS at FROM deliveries
         JOIN posts ON posts.id = deliveries.post
         WHERE deliveries.brand = ?1 AND deliveries.planned_at >= ?2 AND deliveries.planned_at < ?3
             AND deliveries.role = 'post' AND deliveries.state <> 'cancelled' AND posts.removed_at IS NULL
         ORDER BY deliveries.planned_at",
    )?;
    let rows = query.query_map(
        params![brand.to_string(), millis(from), millis(to)],
        |row| {
            Ok(Near {
                post: parsed(row, "post")?,
                revision: row.get("revision")?,
                channel: parsed(row, "channel")?,
                at: instant(row, "at")?,
            })
        },
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

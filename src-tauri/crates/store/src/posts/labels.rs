//! The pillars, campaigns and tags in use, with how many posts have them.

use crate::error::StoreError;
use kelola_domain::ids::BrandId;
use rusqlite::Connection;
use serde::Serialize;
use ts_rs::TS;

/// What posts can be sorted by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Labels {
    /// Content pillars.
    pub pillars: Vec<Label>,
    /// Campaigns.
    pub campaigns: Vec<Label>,
    /// Tags.
    pub tags: Vec<Label>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Label {
    /// Its name.
    pub name: String,
    /// How many posts have it, without the trash.
    #[ts(type = "number")]
    pub posts: u64,
}

/// The pillars, campaigns and tags of a brand's posts, the most used first.
///
/// # Errors
/// SQLite's.
pub fn labels(db: &Connection, brand: BrandId) -> Result<Labels, StoreError> {
    let of = |sql: &str| -> Result<Vec<Label>, StoreError> {
        let mut query = db.prepare_cached(sql)?;
        let rows = query.query_map([brand.to_string()], |row| {
            Ok(Label {
                name: row.get(0)?,
                posts: row.get::<_, i64>(1)?.unsigned_abs(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    Ok(Labels {
        pillars: of(
            "SELECT pillar, count(*) AS posts FROM posts INDEXED BY posts_by_pillar
             WHERE brand = ?1 AND removed_at IS NULL AND pillar <> '' GROUP BY pillar ORDER BY posts DESC, pillar",
        )?,
        campaigns: of(
            "SELECT campaign, count(*) AS posts FROM posts INDEXED BY posts_by_campaign
             WHERE brand = ?1 AND removed_at IS NULL AND campaign <> '' GROUP BY campaign ORDER BY posts DESC, campaign",
        )?,
        tags: of(
            "SELECT tag, count(*) AS posts FROM post_tags JOIN posts ON posts.seq = post_tags.seq
             WHERE post_tags.brand = ?1 AND posts.removed_at IS NULL GROUP BY tag ORDER BY posts DESC, tag",
        )?,
    })
}

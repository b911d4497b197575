//! Lists of posts: by words, by progress, by brand.

use crate::{
    Kelola,
    failure::Failure,
    rows::{self, PostRow},
};
use kelola_domain::{ids::BrandId, post::Progress};
use kelola_store::posts as rows_of;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which posts to list.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListPosts {
    /// Words to look for; empty = all.
    pub query: String,
    /// Progress to keep; empty = all.
    pub states: Vec<Progress>,
    /// How many to pass over.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// A page of posts.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PostPage {
    /// The posts.
    pub rows: Vec<PostRow>,
    /// How many there are in all; with words or a filter, how many were found.
    #[ts(type = "number")]
    pub total: u64,
}

/// Posts of the brand, newest first, by words and progress.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn list_posts(kelola: &Kelola, args: ListPosts) -> Result<PostPage, Failure> {
    let brand = kelola.brand()?;
    let limit = args.limit.clamp(1, 500);
    kelola.read(|db| {
        if args.query.trim().is_empty() && args.states.is_empty() {
            let filter = rows_of::PostFilter {
                brand: Some(brand.id),
                limit,
                offset: args.offset,
                ..rows_of::PostFilter::default()
            };
            return Ok(PostPage {
                rows: rows::short_list(db, rows_of::list(db, &filter)?)?,
                total: rows_of::count_of(db, brand.id)?,
            });
        }
        let found = if args.query.trim().is_empty() {
            rows_of::list(
                db,
                &rows_of::PostFilter {
                    brand: Some(brand.id),
                    limit: 5000,
                    ..rows_of::PostFilter::default()
                },
            )?
        } else {
            rows_of::search(db, Some(brand.id), &args.query, 500)?
        };
        let kept: Vec<_> = found
            .into_iter()
            .filter(|it| args.states.is_empty() || args.states.contains(&Progress::of(&it.states)))
            .collect();
        let total = kept.len() as u64;
        let page = kept
            .into_iter()
            .skip(args.offset as usize)
            .take(limit as usize)
            .collect();
        Ok(PostPage {
            rows: rows::short_list(db, page)?,
            total,
        })
    })
}

/// All posts of a brand, or of all brands, newest first.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn of_brand(kelola: &Kelola, brand: Option<BrandId>) -> Result<Vec<PostRow>, Failure> {
    kelola.read(|db| {
        rows::short_list(
            db,
            rows_of::list(
                db,
                &rows_of::PostFilter {
                    brand,
                    limit: u32::MAX,
                    ..rows_of::PostFilter::default()
                },
            )?,
        )
    })
}

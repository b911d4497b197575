//! Lists of posts: by words, by what they are labelled with, by how far they are.

use crate::{
    Kelola,
    failure::Failure,
    rows::{self, PostRow},
};
use kelola_domain::{
    ids::{BrandId, ChannelId},
    post::{Editorial, Progress},
};
use kelola_store::posts as rows_of;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Posts are counted up to here; a list as long as this is filtered, not read to its end.
const COUNTED: u32 = 10_000;
/// Posts with words in them are counted up to here: each has to be looked up, while somebody is typing.
const FOUND: u32 = 1_000;

/// Which posts to list; what is empty keeps all.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ListPosts {
    /// Words to look for.
    pub query: String,
    /// What their deliveries add up to.
    pub states: Vec<Progress>,
    /// How far the writing is; archived posts are listed only when asked for here.
    pub editorial: Vec<Editorial>,
    /// Their channels.
    pub channels: Vec<ChannelId>,
    /// Their pillars.
    pub pillars: Vec<String>,
    /// Their campaigns.
    pub campaigns: Vec<String>,
    /// Their tags.
    pub tags: Vec<String>,
    /// Those in the trash, instead of the others.
    pub in_trash: bool,
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
    /// How many there are, as far as they were counted.
    #[ts(type = "number")]
    pub total: u64,
    /// Whether there may be more: counting ended early.
    pub more: bool,
}

impl ListPosts {
    fn filter(&self, brand: BrandId) -> rows_of::PostFilter {
        rows_of::PostFilter {
            brand: Some(brand),
            words: self.query.clone(),
            editorial: self.editorial.clone(),
            not_archived: !self.in_trash,
            progress: self.states.clone(),
            channels: self.channels.clone(),
            pillars: self.pillars.clone(),
            campaigns: self.campaigns.clone(),
            tags: self.tags.clone(),
            in_trash: self.in_trash,
            limit: self.limit.clamp(1, 500),
            offset: self.offset,
            ..rows_of::PostFilter::default()
        }
    }
}

/// Posts of the brand, newest first; with words, each with the place where they stand.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn list_posts(kelola: &Kelola, args: ListPosts) -> Result<PostPage, Failure> {
    let brand = kelola.brand()?;
    let filter = args.filter(brand.id);
    let searched = !args.query.trim().is_empty();
    let most = if searched { FOUND } else { COUNTED };
    kelola.read(|db| {
        let mut page = rows::short_list(db, rows_of::list(db, &filter)?)?;
        if searched {
            let ids: Vec<_> = page.iter().map(|it| it.id).collect();
            let mut found = rows_of::found_texts(db, &args.query, &ids)?;
            for row in &mut page {
                row.found = found.remove(&row.id);
            }
        }
        let total = rows_of::count_found(db, &filter, most)?;
        Ok(PostPage {
            rows: page,
            total,
            more: total >= u64::from(most),
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

//! Lists of originals: by words, by what is said of them, by whether posts show them.

use crate::{Kelola, commands::Nothing, failure::Failure};
use kelola_domain::ids::AlbumId;
use kelola_store::assets::{self, AssetFilter, AssetKind, AssetOrder, AssetRow, MediaTag};
use serde::Deserialize;
use ts_rs::TS;

/// The most originals of a page.
const MOST: u32 = 500;

/// Which originals to list; what is empty or absent keeps all.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ListAssets {
    /// Words to look for in name, description, tags, credit and licence.
    #[ts(as = "Option<String>")]
    pub query: String,
    /// In this album.
    #[ts(optional = nullable)]
    pub album: Option<AlbumId>,
    /// With one of these tags.
    #[ts(as = "Option<Vec<String>>")]
    pub tags: Vec<String>,
    /// With at least so many stars.
    #[ts(as = "Option<u8>")]
    pub stars: u8,
    /// Pictures or videos.
    #[ts(as = "Option<AssetKind>")]
    pub kind: AssetKind,
    /// Shown by a post that is not in the trash, or by none.
    #[ts(optional = nullable)]
    pub used: Option<bool>,
    /// Those in the trash, instead of the others.
    #[ts(as = "Option<bool>")]
    pub in_trash: bool,
    /// In which order.
    #[ts(as = "Option<AssetOrder>")]
    pub order: AssetOrder,
    /// How many to pass over.
    #[ts(optional = false)]
    pub offset: u32,
    /// How many at most.
    #[ts(optional = false)]
    pub limit: u32,
}

/// A page of originals.
#[derive(Debug, Clone, serde::Serialize, TS)]
pub struct AssetPage {
    /// The originals.
    pub rows: Vec<AssetRow>,
    /// How many there are in all, or were found; where words were looked for, counted up to 10,000.
    #[ts(type = "number")]
    pub total: u64,
}

/// The originals, as they are asked for.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn list_assets(kelola: &Kelola, args: ListAssets) -> Result<AssetPage, Failure> {
    let filter = AssetFilter {
        words: args.query,
        album: args.album,
        tags: args.tags,
        stars: args.stars,
        kind: args.kind,
        used: args.used,
        in_trash: args.in_trash,
        order: args.order,
        offset: args.offset,
        limit: args.limit.clamp(1, MOST),
    };
    kelola.read(|db| {
        Ok(AssetPage {
            rows: assets::list(db, &filter)?,
            total: assets::count_found(db, &filter)?,
        })
    })
}

/// The tags of originals, the most used first.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn list_media_tags(kelola: &Kelola, _: Nothing) -> Result<Vec<MediaTag>, Failure> {
    kelola.read(assets::tags)
}

//! Albums: originals a person keeps together.

use crate::ids::{AlbumId, AssetId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Originals a person keeps together. One original can be in several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Album {
    /// Its identifier.
    pub id: AlbumId,
    /// What the person calls it.
    pub name: String,
    /// How many originals are in it, without the trash.
    #[ts(type = "number")]
    pub assets: u64,
    /// The one that came in last.
    pub cover: Option<AssetId>,
}

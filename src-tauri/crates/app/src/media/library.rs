//! The media library: lists of originals, what a person says of them, albums, the posts that show them, those that look
//! alike, and what can be tidied up.

mod albums;
mod alike;
mod change;
mod keep;
mod list;
mod missing;
mod replace;
mod save;
mod upkeep;
mod uses;

#[cfg(test)]
mod tests;

pub use albums::{OneAlbum, SaveAlbum, list_albums, remove_album, save_album};
pub(super) use alike::nearest;
pub use alike::{DuplicateGroup, find_alike, find_duplicates};
pub use change::{AssetsChange, AssetsChanged, ChangeAssets, RefusedAsset, change_assets};
pub use keep::{KeepAsset, keep_asset};
pub use list::{AssetPage, ListAssets, list_assets, list_media_tags};
pub use missing::{MissingFound, find_missing, find_missing_in};
pub use replace::{AssetsReplaced, NotReplaced, ReplaceAsset, replace_asset};
pub use save::{AssetPatch, SaveAsset, save_asset};
pub use upkeep::{
    Amount, CleanLibrary, Cleaned, LibraryCheck, Rubbish, Trash, check_library, clean_library,
};
pub use uses::{AssetUse, asset_uses};

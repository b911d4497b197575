//! Pictures and videos: taking originals in (`import`), keeping them in order (`library`), and what is prepared from
//! them.

pub(crate) mod ahead;
pub mod batch;
mod ffmpeg;
mod files;
pub mod frames;
mod import;
pub mod library;
mod renditions;
mod room;
mod thumbnails;

pub use files::{facts_of, read_bounded};
pub use import::{
    Alike, Imported, Progress, Refused, import_as_job, import_bytes, import_file, import_files,
    import_picture, import_watched,
};
pub use renditions::rendition_bytes;
pub(crate) use renditions::{
    Wanted, are_made, make_rendition, make_renditions, original_of, rendition_of,
};
pub(crate) use room::Room;
pub use thumbnails::thumbnail;

use crate::{Kelola, failure::Failure};
use kelola_domain::{ids::AssetId, media::Asset};
use kelola_media::MediaError;
use kelola_store::assets;
use serde::Deserialize;
use ts_rs::TS;

/// One original.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneAsset {
    /// Which.
    pub id: AssetId,
}

/// One original.
///
/// # Errors
/// Fails when there is no such original.
pub fn get_asset(kelola: &Kelola, args: OneAsset) -> Result<Asset, Failure> {
    kelola.read(|db| assets::get(db, args.id))
}

/// A picture's failure as the person sees it.
#[must_use]
pub fn picture_failure(error: &MediaError) -> Failure {
    let failure = Failure::new(error.code());
    match error {
        MediaError::Unsupported { what } => failure.with("what", what),
        _ => failure,
    }
}

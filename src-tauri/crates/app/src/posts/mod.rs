//! Writing: posts, their versions per channel, and everything known about one post.

mod bulk;
mod checks;
mod create;
mod detail;
mod duplicate;
mod history;
mod labels;
mod list;
mod prepare;
mod remove;
mod save;
#[cfg(test)]
mod tests;

pub use bulk::{ChangePosts, PostsChange, PostsChanged, RefusedPost, change_posts};
use checks::pieces_shown;
pub use checks::{
    CheckText, MeasureText, Measured, PreparePictures, VersionMeasures, check_text, measure_text,
    prepare_pictures,
};
pub(crate) use checks::{checks, checks_at, overrides_of};
pub use create::{CreatePost, create_post};
pub use detail::{PostDetail, PostMetric, get_post};
pub use duplicate::duplicate_post;
pub use history::{HistoryEntry, HistoryField, RestoreField, post_history, restore_field};
pub use labels::list_labels;
pub(crate) use labels::{kept_labels, one as one_line, several as kept_tags};
pub use list::{ListPosts, PostPage, list_posts, of_brand};
pub(crate) use prepare::PostPictures;
pub use remove::remove_post;
pub use save::{PostPatch, SavePost, SaveVariant, save_post, save_variant};

use crate::{Kelola, failure::Failure};
use chrono_tz::Tz;
use kelola_domain::ids::PostId;
use kelola_store::posts as rows_of;
use serde::Deserialize;
use ts_rs::TS;

/// The longest text that is stored for one field, in bytes; far beyond every network's limit.
const MAX_FIELD_BYTES: usize = 400_000;

/// One post.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OnePost {
    /// Which.
    pub id: PostId,
}

/// The zone of the brand a post belongs to.
///
/// # Errors
/// Fails when there is no such post.
pub fn zone_of(kelola: &Kelola, id: PostId) -> Result<Tz, Failure> {
    kelola.read(|db| Ok(kelola_store::brands::get(db, rows_of::get(db, id)?.brand)?.zone))
}

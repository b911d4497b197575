//! The posts that show an original.

use crate::{columns::parsed, error::StoreError};
use kelola_domain::ids::{AssetId, ChannelId, PostId};
use rusqlite::{Connection, Row};

/// A post that shows an asset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The post.
    pub post: PostId,
    /// The variants that show it for themselves; empty = the post itself.
    pub channels: Vec<ChannelId>,
}

/// The posts that show an asset, in themselves or in a variant, without the trash.
///
/// # Errors
/// SQLite's.
pub fn used_in(db: &Connection, id: AssetId) -> Result<Vec<PostId>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT DISTINCT asset_uses.post AS post FROM asset_uses JOIN posts ON posts.id = asset_uses.post
         WHERE asset_uses.asset = ?1 AND posts.removed_at IS NULL ORDER BY asset_uses.post",
    )?;
    Ok(query
        .query_map([id.to_string()], |row| parsed(row, "post"))?
        .collect::<Result<_, _>>()?)
}

/// Where an asset is shown, the newest post first, without the trash. A post that shows it itself names no variant.
///
/// # Errors
/// SQLite's.
pub fn uses(db: &Connection, id: AssetId) -> Result<Vec<Use>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT asset_uses.post AS post, asset_uses.channel AS channel
         FROM asset_uses JOIN posts ON posts.id = asset_uses.post
         WHERE asset_uses.asset = ?1 AND posts.removed_at IS NULL ORDER BY posts.seq DESC, asset_uses.channel",
    )?;
    let mut found: Vec<Use> = Vec::new();
    let rows = query.query_map([id.to_string()], place)?;
    for row in rows {
        let (post, channel) = row?;
        match (found.last_mut().filter(|it| it.post == post), channel) {
            // The post's own line comes first: its variants show the asset through it.
            (Some(known), Some(channel)) if !known.channels.is_empty() => {
                known.channels.push(channel);
            }
            (Some(_), _) => {}
            (None, channel) => found.push(Use {
                post,
                channels: channel.into_iter().collect(),
            }),
        }
    }
    Ok(found)
}

fn place(row: &Row<'_>) -> rusqlite::Result<(PostId, Option<ChannelId>)> {
    let channel: String = row.get("channel")?;
    let channel = match channel.as_str() {
        "" => None,
        _ => Some(parsed(row, "channel")?),
    };
    Ok((parsed(row, "post")?, channel))
}

//! Keeping what is written: the shared part, and what one channel shows differently.

use super::{MAX_FIELD_BYTES, labels};
use crate::{
    Kelola,
    failure::Failure,
    media::ahead,
    own_times,
    pieces::{self, Dropped},
    words::acts,
};
use chrono::Duration;
use kelola_domain::{
    delivery::DeliveryState,
    ids::{ChannelId, PostId},
    post::{Content, Editorial, Overrides, Post, Variant},
};
use kelola_store::{
    StoreError, Write,
    deliveries::{self, StepNote},
    posts as rows_of, variants,
};
use serde::Deserialize;
use ts_rs::TS;

/// The most pictures and the most parts of a thread that are stored; far beyond every network's limit.
const MAX_PICTURES: usize = 400;
const MAX_PARTS: usize = 100;
/// Saves closer together than this are taken back together.
const TYPING_STRETCH_SECS: i64 = 20;
/// A text shorter than this, in characters, is typed anew as easily as it is brought back.
const SHORTEST_REPLACED: usize = 20;

/// A change of the shared part.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SavePost {
    /// The post.
    pub id: PostId,
    /// The revision the change was made on.
    #[ts(type = "number")]
    pub revision: i64,
    /// What changes.
    pub patch: PostPatch,
}

/// What changes of a post; what is absent stays.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct PostPatch {
    /// Working title.
    pub title: Option<String>,
    /// Pillar.
    pub pillar: Option<String>,
    /// The campaign's name; empty = none.
    pub campaign: Option<String>,
    /// Words one finds it by.
    pub tags: Option<Vec<String>>,
    /// Notes.
    pub notes: Option<String>,
    /// How far the writing is.
    pub editorial: Option<Editorial>,
    /// What every variant shows until overridden.
    pub shared: Option<Content>,
    /// The channels taking part.
    pub channels: Option<Vec<ChannelId>>,
    /// Minutes of grace.
    pub grace_minutes: Option<u32>,
    /// Sent however late.
    pub send_whenever: Option<bool>,
}

/// What one channel shows differently.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveVariant {
    /// The post.
    pub post: PostId,
    /// The channel.
    pub channel: ChannelId,
    /// What differs, all of it.
    pub overrides: Overrides,
    /// The revision of the post the change was made on.
    #[ts(type = "number")]
    pub revision: i64,
}

/// Keeps a change of the shared part. Deliveries of channels taken off the post are cancelled.
///
/// # Errors
/// Fails with `post_changed_elsewhere` when the post has changed since the named revision.
pub fn save_post(kelola: &Kelola, args: SavePost) -> Result<Post, Failure> {
    let patch = args.patch;
    if let Some(shared) = &patch.shared {
        check_size(shared)?;
    }
    let patch = PostPatch {
        campaign: patch.campaign.as_deref().map(labels::one).transpose()?,
        tags: patch.tags.map(labels::several).transpose()?,
        ..patch
    };
    let now = kelola.read(|db| rows_of::get(db, args.id))?.shared.text;
    let wanted = patch.shared.as_ref().map_or(now.as_str(), |it| &it.text);
    let post = kelola.write(label(acts::EDIT_POST, &now, wanted), |tx| {
        tx.join_previous(Duration::seconds(TYPING_STRETCH_SECS));
        let before = rows_of::get(tx, args.id)?;
        let post = rows_of::update(tx, &apply(before, patch, args.revision))?;
        drop_left_channels(tx, &post)?;
        pieces::keep_in_step(tx, kelola.registry(), &post, Dropped::Stay)?;
        Ok(post)
    })?;
    Ok(saved(kelola, post))
}

/// Keeps what one channel shows differently. What is planned there moves with a time of its own.
///
/// # Errors
/// Fails with `post_changed_elsewhere` when the post has changed since the named revision, and where the time changes as
/// `plan_variant` does.
pub fn save_variant(kelola: &Kelola, args: SaveVariant) -> Result<Post, Failure> {
    check_size(&args.overrides.over(&Content::default()))?;
    let own = kelola.read(|db| variants::get(db, args.post, args.channel))?;
    let own = own.map(|it| it.overrides).unwrap_or_default();
    let at = args.overrides.planned;
    let is_moved = own.planned != at;
    if is_moved {
        let (post, head) = kelola.read(|db| {
            let head = own_times::head_of(db, args.post, args.channel)?;
            Ok((rows_of::get(db, args.post)?, head))
        })?;
        own_times::check_move(kelola, &post, head.as_ref(), at)?;
    }
    let now = own.text.unwrap_or_default();
    let wanted = args.overrides.text.as_deref().unwrap_or_default();
    let usual = if is_moved {
        acts::MOVE_VARIANT
    } else {
        acts::EDIT_VARIANT
    };
    let post = kelola.write(label(usual, &now, wanted), |tx| {
        tx.join_previous(Duration::seconds(TYPING_STRETCH_SECS));
        let before = rows_of::get(tx, args.post)?;
        variants::put(
            tx,
            &Variant {
                post: args.post,
                channel: args.channel,
                overrides: args.overrides,
            },
        )?;
        let post = rows_of::update(
            tx,
            &Post {
                revision: args.revision,
                ..before
            },
        )?;
        if is_moved {
            own_times::follow(tx, &post, args.channel, at)?;
        }
        pieces::keep_in_step(tx, kelola.registry(), &post, Dropped::Stay)?;
        Ok(post)
    })?;
    Ok(saved(kelola, post))
}

/// What a save is called. One that takes most of a text away is no further stretch of typing: what stood there before
/// stays a step of its own in the history, and comes back alone.
fn label(usual: &'static str, now: &str, wanted: &str) -> &'static str {
    let head = now
        .chars()
        .zip(wanted.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let (length, left) = (now.chars().count(), wanted.chars().count());
    let most = length.min(left) - head;
    let ends = now.chars().rev().zip(wanted.chars().rev()).take(most);
    let tail = ends.take_while(|(a, b)| a == b).count();
    let lost = length - head - tail;
    if length >= SHORTEST_REPLACED && lost > length / 2 {
        acts::REPLACE_TEXT
    } else {
        usual
    }
}

fn saved(kelola: &Kelola, post: Post) -> Post {
    ahead::changed(kelola, post.id);
    post
}

fn apply(before: Post, patch: PostPatch, revision: i64) -> Post {
    Post {
        title: patch.title.unwrap_or(before.title),
        pillar: patch.pillar.unwrap_or(before.pillar),
        campaign: patch.campaign.unwrap_or(before.campaign),
        tags: patch.tags.unwrap_or(before.tags),
        notes: patch.notes.unwrap_or(before.notes),
        editorial: patch.editorial.unwrap_or(before.editorial),
        shared: patch.shared.unwrap_or(before.shared),
        channels: patch.channels.unwrap_or(before.channels),
        grace_minutes: patch
            .grace_minutes
            .unwrap_or(before.grace_minutes)
            .clamp(1, 7 * 24 * 60),
        send_whenever: patch.send_whenever.unwrap_or(before.send_whenever),
        revision,
        ..before
    }
}

/// Deliveries that have not gone out follow the post: its channels, its grace.
fn drop_left_channels(tx: &mut Write<'_>, post: &Post) -> Result<(), StoreError> {
    for delivery in deliveries::of_post(tx, post.id)? {
        let takes_part = post.channels.contains(&delivery.channel);
        if !takes_part && delivery.state.can_change() {
            deliveries::step(
                tx,
                delivery.id,
                DeliveryState::Cancelled,
                StepNote::none(),
                |_| {},
            )?;
        } else if takes_part
            && delivery.state.can_change()
            && (delivery.grace_minutes, delivery.send_whenever)
                != (post.grace_minutes, post.send_whenever)
        {
            deliveries::amend(tx, delivery.id, |it| {
                it.grace_minutes = post.grace_minutes;
                it.send_whenever = post.send_whenever;
            })?;
        }
    }
    Ok(())
}

fn check_size(content: &Content) -> Result<(), Failure> {
    let fields = [
        &content.text,
        &content.title,
        &content.hashtags,
        &content.link,
        &content.first_comment,
    ];
    let alts = content.pictures().map(|it| &it.alt);
    let parts = content.parts.iter().map(|it| &it.text);
    if fields
        .into_iter()
        .chain(alts)
        .chain(parts)
        .any(|it| it.len() > MAX_FIELD_BYTES)
        || content.pictures().count() > MAX_PICTURES
        || content.parts.len() > MAX_PARTS
    {
        return Err(Failure::bad_input("text"));
    }
    Ok(())
}

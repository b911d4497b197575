//! One change to many posts, taken back as one.

use super::{labels, remove::put_away};
use crate::{
    Kelola,
    calendar::{check_move, heads, move_to},
    events::Event,
    failure::Failure,
    own_times,
    words::{acts, errors},
};
use kelola_domain::{
    delivery::DeliveryState,
    ids::PostId,
    post::{Editorial, Post},
};
use kelola_networks::Registry;
use kelola_store::{StoreError, Write, posts as rows_of};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The most posts changed at once.
const MOST: usize = 10_000;
/// The furthest posts move at once, in days.
const FURTHEST_DAYS: i32 = 3660;

/// Which posts to change, and how.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangePosts {
    /// Which.
    pub ids: Vec<PostId>,
    /// How.
    pub change: PostsChange,
}

/// A change that suits many posts.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum PostsChange {
    /// Adds a tag.
    AddTag {
        /// The tag.
        tag: String,
    },
    /// Takes a tag away.
    RemoveTag {
        /// The tag.
        tag: String,
    },
    /// Sets the pillar.
    SetPillar {
        /// Its name; empty = none.
        pillar: String,
    },
    /// Sets the campaign.
    SetCampaign {
        /// Its name; empty = none.
        campaign: String,
    },
    /// Sets how far the writing is.
    SetEditorial {
        /// How far.
        editorial: Editorial,
    },
    /// Moves what has a time by days, keeping the clock time.
    MoveDays {
        /// How many; negative = earlier.
        days: i32,
    },
    /// Puts them into the trash.
    Remove,
    /// Takes them out of the trash.
    Restore,
}

/// What was done.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PostsChanged {
    /// How many posts were changed.
    pub done: u32,
    /// Those that were left alone, each with its reason.
    pub refused: Vec<RefusedPost>,
}

/// A post that was left alone.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RefusedPost {
    /// Which.
    pub id: PostId,
    /// Why.
    pub failure: Failure,
}

/// Changes many posts in one act. A post that cannot be changed is named and left as it is; the others are changed.
///
/// # Errors
/// Fails when the change itself cannot be used, or too many posts are named.
pub fn change_posts(kelola: &Kelola, args: ChangePosts) -> Result<PostsChanged, Failure> {
    if args.ids.len() > MOST {
        return Err(Failure::bad_input("ids"));
    }
    let change = checked(args.change)?;
    let (mut refused, mut fit) = (Vec::new(), Vec::new());
    for id in args.ids {
        match reason_against(kelola, id, &change)? {
            Some(failure) => refused.push(RefusedPost { id, failure }),
            None => fit.push(id),
        }
    }
    if !fit.is_empty() {
        kelola.write(label(&change), |tx| {
            fit.iter()
                .try_for_each(|id| apply(tx, kelola.registry(), *id, &change))
        })?;
        kelola.events().tell(&Event::PostsChanged);
    }
    Ok(PostsChanged {
        done: u32::try_from(fit.len()).unwrap_or(u32::MAX),
        refused,
    })
}

fn checked(change: PostsChange) -> Result<PostsChange, Failure> {
    let tag = |tag: String| -> Result<String, Failure> {
        let mut kept = labels::several(vec![tag])?;
        kept.pop().ok_or_else(|| Failure::bad_input("tag"))
    };
    Ok(match change {
        PostsChange::AddTag { tag: it } => PostsChange::AddTag { tag: tag(it)? },
        PostsChange::RemoveTag { tag: it } => PostsChange::RemoveTag { tag: tag(it)? },
        PostsChange::SetPillar { pillar } => PostsChange::SetPillar {
            pillar: labels::one(&pillar)?,
        },
        PostsChange::SetCampaign { campaign } => PostsChange::SetCampaign {
            campaign: labels::one(&campaign)?,
        },
        PostsChange::MoveDays { days } if days == 0 || days.abs() > FURTHEST_DAYS => {
            return Err(Failure::bad_input("days"));
        }
        other => other,
    })
}

const fn label(change: &PostsChange) -> &'static str {
    match change {
        PostsChange::MoveDays { .. } => acts::MOVE_POSTS,
        PostsChange::Remove => acts::REMOVE_POSTS,
        PostsChange::Restore => acts::RESTORE_POSTS,
        _ => acts::CHANGE_POSTS,
    }
}

/// Why a post must be left alone, if it must.
fn reason_against(
    kelola: &Kelola,
    id: PostId,
    change: &PostsChange,
) -> Result<Option<Failure>, Failure> {
    let found = kelola.read(|db| {
        Ok((
            rows_of::get(db, id)?,
            rows_of::is_removed(db, id)?,
            own_times::of(db, id)?,
            heads(db, id)?,
        ))
    });
    let (post, is_removed, own, heads) = match found {
        Ok(found) => found,
        Err(failure) if failure.code == errors::NOT_FOUND => return Ok(Some(failure)),
        Err(failure) => return Err(failure),
    };
    if is_removed != matches!(change, PostsChange::Restore) {
        return Ok(Some(Failure::not_found("post")));
    }
    let states = || heads.iter().map(|it| it.state);
    Ok(match change {
        PostsChange::MoveDays { days } => match moved(&post, *days) {
            None => Some(Failure::new(errors::POST_WITHOUT_TIME)),
            Some(at) => check_move(kelola, &post, at.wall.date()).err().or_else(|| {
                let stays = |it: DeliveryState| it != DeliveryState::Cancelled && !it.can_change();
                // A channel that went out at its own time keeps it, and nobody else waits for it.
                heads
                    .iter()
                    .any(|it| stays(it.state) && !own.contains_key(&it.channel))
                    .then(|| Failure::new(errors::POST_ON_ITS_WAY))
            }),
        },
        PostsChange::SetEditorial {
            editorial: Editorial::Archived,
        } => {
            let open = |it: DeliveryState| it != DeliveryState::Cancelled && !it.is_over();
            states()
                .any(open)
                .then(|| Failure::new(errors::POST_STILL_PLANNED))
        }
        PostsChange::Remove => {
            let moves = |it| matches!(it, DeliveryState::Sending | DeliveryState::Processing);
            states()
                .any(moves)
                .then(|| Failure::new(errors::POST_ON_ITS_WAY))
        }
        _ => None,
    })
}

/// When a post would go out, moved by days.
fn moved(post: &Post, days: i32) -> Option<kelola_domain::time::Planned> {
    post.planned?.days_later(i64::from(days))
}

fn apply(
    tx: &mut Write<'_>,
    registry: &Registry,
    id: PostId,
    change: &PostsChange,
) -> Result<(), StoreError> {
    match change {
        PostsChange::Remove => return put_away(tx, id),
        PostsChange::Restore => return rows_of::restore(tx, id),
        _ => {}
    }
    let mut post = rows_of::get(tx, id)?;
    match change {
        PostsChange::MoveDays { days } => {
            return match moved(&post, *days) {
                Some(at) => move_to(tx, registry, id, at.wall.date()),
                None => Ok(()),
            };
        }
        PostsChange::AddTag { tag } => {
            if !has(&post, tag) {
                post.tags.push(tag.clone());
            }
        }
        PostsChange::RemoveTag { tag } => {
            post.tags
                .retain(|it| it.to_lowercase() != tag.to_lowercase());
        }
        PostsChange::SetPillar { pillar } => post.pillar.clone_from(pillar),
        PostsChange::SetCampaign { campaign } => post.campaign.clone_from(campaign),
        PostsChange::SetEditorial { editorial } => post.editorial = *editorial,
        PostsChange::Remove | PostsChange::Restore => {}
    }
    rows_of::update(tx, &post)?;
    Ok(())
}

fn has(post: &Post, tag: &str) -> bool {
    post.tags
        .iter()
        .any(|it| it.to_lowercase() == tag.to_lowercase())
}

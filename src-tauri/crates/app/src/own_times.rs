//! Channels that go out at a time of their own: giving them one, moving it, and when a post goes out on each channel.

use crate::{
    Kelola,
    calendar::{Moved, check_ahead, heads, moved, set_plan, undoable},
    failure::Failure,
    pieces,
    words::acts,
};
use chrono::NaiveDate;
use kelola_domain::{
    delivery::{Delivery, DeliveryState},
    ids::{ChannelId, PostId},
    network::NetworkId,
    post::{Overrides, Post, Variant},
    time::{Instant, Planned},
};
use kelola_store::{Connection, StoreError, Write, posts as rows_of, variants};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// The time of one channel.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PlanVariant {
    /// The post.
    pub post: PostId,
    /// The channel.
    pub channel: ChannelId,
    /// When; none = with the post again.
    pub at: Option<Planned>,
}

/// Moving one channel of a post.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MoveVariant {
    /// The post.
    pub post: PostId,
    /// The channel.
    pub channel: ChannelId,
    /// The day it goes to; the clock time stays.
    #[ts(as = "String")]
    pub day: NaiveDate,
}

/// A time a post goes out at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PostTime {
    /// When.
    pub planned: Planned,
    /// That instant.
    #[ts(as = "String")]
    pub instant: Instant,
    /// The channel that goes out apart from the post then; none = all that go with it.
    pub channel: Option<ChannelId>,
    /// The networks that go out then, in order, each once.
    pub networks: Vec<NetworkId>,
}

/// Gives a channel of a post a time of its own, or lets it go with the post again. What is planned of it moves there.
///
/// # Errors
/// Fails when the channel takes no part, when what is planned would be missed at once, or cannot be moved any more.
pub fn plan_variant(kelola: &Kelola, args: PlanVariant) -> Result<Moved, Failure> {
    let (post, head) = kelola.read(|db| {
        let head = head_of(db, args.post, args.channel)?;
        Ok((rows_of::get(db, args.post)?, head))
    })?;
    if !post.channels.contains(&args.channel) {
        return Err(Failure::not_found(format!("channel {}", args.channel)));
    }
    check_move(kelola, &post, head.as_ref(), args.at)?;
    let operation = kelola.write(acts::MOVE_VARIANT, |tx| {
        put(tx, args.post, args.channel, args.at)?;
        let post = rows_of::update(tx, &rows_of::get(tx, args.post)?)?;
        follow(tx, &post, args.channel, args.at)?;
        pieces::follow(tx, kelola.registry(), args.post)?;
        Ok(tx.operation())
    })?;
    moved(kelola, args.post, undoable(operation, acts::MOVE_VARIANT))
}

/// Moves one channel of a post to another day, keeping the clock time: from then on the time is its own.
///
/// # Errors
/// Fails when the post has no time, and as [`plan_variant`] does.
pub fn move_variant(kelola: &Kelola, args: MoveVariant) -> Result<Moved, Failure> {
    let now = kelola.read(|db| {
        let post = rows_of::get(db, args.post)?;
        let own = variants::get(db, args.post, args.channel)?.unwrap_or_else(|| plain(args));
        let head = head_of(db, args.post, args.channel)?;
        let planned = own.overrides.planned_over(post.planned);
        Ok(head.map(|it| it.planned).or(planned))
    })?;
    let now = now.ok_or_else(|| Failure::bad_input("planned"))?;
    let plan = PlanVariant {
        post: args.post,
        channel: args.channel,
        at: Some(now.on_day(args.day)),
    };
    plan_variant(kelola, plan)
}

fn plain(args: MoveVariant) -> Variant {
    Variant {
        post: args.post,
        channel: args.channel,
        overrides: Overrides::default(),
    }
}

/// Whether what is planned on a channel can be given a time of its own, or the post's back.
pub(crate) fn check_move(
    kelola: &Kelola,
    post: &Post,
    head: Option<&Delivery>,
    own: Option<Planned>,
) -> Result<(), Failure> {
    match own.or(post.planned) {
        Some(at) if head.is_some() => check_ahead(kelola, post, at),
        _ => Ok(()),
    }
}

/// What is planned of a post on a channel, without its further pieces.
pub(crate) fn head_of(
    db: &Connection,
    post: PostId,
    channel: ChannelId,
) -> Result<Option<Delivery>, StoreError> {
    let mut all = heads(db, post)?.into_iter();
    Ok(all.find(|it| it.channel == channel && it.state != DeliveryState::Cancelled))
}

/// Brings what is planned on a channel to its own time, or back to the post's.
pub(crate) fn follow(
    tx: &mut Write<'_>,
    post: &Post,
    channel: ChannelId,
    own: Option<Planned>,
) -> Result<(), StoreError> {
    match (head_of(tx, post.id, channel)?, own.or(post.planned)) {
        (Some(head), Some(at)) if head.planned != at => set_plan(tx, &head, at),
        _ => Ok(()),
    }
}

/// Keeps a channel's own time with the rest of its version.
fn put(
    tx: &mut Write<'_>,
    post: PostId,
    channel: ChannelId,
    at: Option<Planned>,
) -> Result<(), StoreError> {
    let own = variants::get(tx, post, channel)?;
    let overrides = own.map(|it| it.overrides).unwrap_or_default();
    let variant = Variant {
        post,
        channel,
        overrides: Overrides {
            planned: at,
            ..overrides
        },
    };
    variants::put(tx, &variant)
}

/// The own times of a post's channels.
pub(crate) type OwnTimes = HashMap<ChannelId, Planned>;

/// The own times of a post's channels, as stored.
pub(crate) fn of(db: &Connection, post: PostId) -> Result<OwnTimes, StoreError> {
    let all = variants::list(db, post)?.into_iter();
    Ok(all
        .filter_map(|it| Some((it.channel, it.overrides.planned?)))
        .collect())
}

/// The own times that go along when a post moves by days, as they are then: all but those of what has gone out.
pub(crate) fn along(own: &OwnTimes, heads: &[Delivery], days: i64) -> OwnTimes {
    let stays = |channel: &ChannelId| {
        let fixed = |it: &Delivery| it.state != DeliveryState::Cancelled && !it.state.can_change();
        heads.iter().any(|it| it.channel == *channel && fixed(it))
    };
    own.iter()
        .filter(|(channel, _)| !stays(channel))
        .filter_map(|(channel, at)| Some((*channel, at.days_later(days)?)))
        .collect()
}

/// Moves own times by days, with what is planned for them.
pub(crate) fn move_along(
    tx: &mut Write<'_>,
    post: PostId,
    heads: &[Delivery],
    days: i64,
) -> Result<(), StoreError> {
    for (channel, at) in along(&of(tx, post)?, heads, days) {
        put(tx, post, channel, Some(at))?;
        let head = heads
            .iter()
            .find(|it| it.channel == channel && it.state != DeliveryState::Cancelled);
        if let Some(head) = head {
            // One put off stays put off: it moves from where it is.
            let there = head.planned.days_later(days).unwrap_or(at);
            set_plan(tx, head, there)?;
        }
    }
    Ok(())
}

/// Takes the own times of a post away.
pub(crate) fn clear(tx: &mut Write<'_>, post: PostId) -> Result<(), StoreError> {
    of(tx, post)?
        .into_keys()
        .try_for_each(|channel| put(tx, post, channel, None))
}

/// What a schedule plans: each channel that has not gone out, with its own time or the one given for all.
pub(crate) fn targets(
    channels: &[ChannelId],
    own: &OwnTimes,
    heads: &[Delivery],
    at: Planned,
) -> Vec<(ChannelId, Planned)> {
    let is_open = |it: &Delivery| it.state.can_change() || it.state == DeliveryState::Cancelled;
    channels
        .iter()
        .filter(|id| heads.iter().all(|it| it.channel != **id || is_open(it)))
        .map(|id| (*id, own.get(id).copied().unwrap_or(at)))
        .collect()
}

/// When a post goes out, the first first: once with all channels that go with it, and once for each that goes apart,
/// by a time of its own or put off to another day. What is late by hours stays with its post.
pub(crate) fn times(
    planned: Option<Planned>,
    on: &[(ChannelId, NetworkId)],
    own: &OwnTimes,
    heads: &[&Delivery],
) -> Vec<PostTime> {
    let Some(planned) = planned else {
        return Vec::new();
    };
    let (mut together, mut times) = (Vec::new(), Vec::new());
    for (channel, network) in on {
        let head = heads
            .iter()
            .find(|it| it.channel == *channel && it.state != DeliveryState::Cancelled);
        let has_own = own.get(channel).copied();
        let at = head.map(|it| it.planned).or(has_own).unwrap_or(planned);
        let is_apart = if has_own.is_some() {
            at != planned
        } else {
            day_in(at, planned) != planned.wall.date()
        };
        if is_apart {
            times.push(time(at, Some(*channel), vec![network.clone()]));
        } else if !together.contains(network) {
            together.push(network.clone());
        }
    }
    if times.is_empty() || !together.is_empty() {
        times.insert(0, time(planned, None, together));
    }
    times.sort_by_key(|it| it.instant);
    times
}

/// The day of a time in the zone of another.
fn day_in(at: Planned, of: Planned) -> NaiveDate {
    at.instant().with_timezone(&of.zone).date_naive()
}

fn time(planned: Planned, channel: Option<ChannelId>, networks: Vec<NetworkId>) -> PostTime {
    PostTime {
        planned,
        instant: planned.instant(),
        channel,
        networks,
    }
}

#[cfg(test)]
mod tests;

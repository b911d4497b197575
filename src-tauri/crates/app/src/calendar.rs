//! Planning: the month, what has no time yet, scheduling and moving.

use crate::{
    Kelola,
    commands::Nothing,
    events::Event,
    failure::Failure,
    media::ahead,
    own_times,
    pieces::{self, Dropped},
    posts::{self, OnePost, PostDetail, get_post},
    rows::{self, PostRow},
    undo::Undoable,
    words::{acts, errors},
};
use chrono::{Duration, NaiveDate};
use kelola_domain::{
    delivery::{Delivery, DeliveryState, Role},
    ids::{ChannelId, DeliveryId, PostId},
    post::{Editorial, Post},
    time::{Days, Planned},
};
use kelola_networks::Registry;
use kelola_store::{
    Connection, StoreError, Write,
    deliveries::{self, StepNote},
    posts as rows_of, variants,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// A run of days.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListCalendar {
    /// First day in the brand's zone.
    #[ts(as = "String")]
    pub first: NaiveDate,
    /// Day after the last.
    #[ts(as = "String")]
    pub end: NaiveDate,
}

/// Posts as lines.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Rows {
    /// The posts.
    pub rows: Vec<PostRow>,
}

/// Planning a post.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SchedulePost {
    /// The post.
    pub id: PostId,
    /// When.
    pub at: Planned,
    /// Schedule although a network would refuse it.
    #[serde(default)]
    pub overrule: bool,
}

/// The time a post is meant for, before anything of it is scheduled.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PlanPost {
    /// The post.
    pub id: PostId,
    /// When; none = no time yet.
    pub at: Option<Planned>,
}

/// A planned post.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Scheduled {
    /// All of it.
    pub detail: PostDetail,
    /// How to take it back.
    pub undoable: Undoable,
}

/// Moving a post.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MovePost {
    /// The post.
    pub id: PostId,
    /// The day it goes to; the clock time stays.
    #[ts(as = "String")]
    pub day: NaiveDate,
}

/// A moved post.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Moved {
    /// The post as it stands now.
    pub row: PostRow,
    /// How to take it back.
    pub undoable: Undoable,
}

/// The planned posts of a run of days.
///
/// # Errors
/// Fails when the days are not a run, or longer than a year.
pub fn list_calendar(kelola: &Kelola, args: ListCalendar) -> Result<Rows, Failure> {
    let brand = kelola.brand()?;
    let days = Days {
        first: args.first,
        end: args.end,
        zone: brand.zone,
    };
    if days.is_empty() || days.len() > 400 {
        return Err(Failure::bad_input(format!("{}/{}", args.first, args.end)));
    }
    let (from, to) = days.instants();
    kelola.read(|db| {
        let mut planned = rows_of::month(db, brand.id, from, to)?;
        planned.extend(rows_of::apart(db, brand.id, from, to)?);
        // One query for all deliveries instead of one per post; those of posts that reach further follow singly.
        let filter = deliveries::DeliveryFilter {
            brand: Some(brand.id),
            from: Some(from),
            to: Some(to),
            ..Default::default()
        };
        let found = rows::completed(db, &planned, deliveries::list(db, &filter)?)?;
        Ok(Rows {
            rows: rows::lines(db, planned, found)?,
        })
    })
}

/// The posts without a time.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn list_unscheduled(kelola: &Kelola, _: Nothing) -> Result<Rows, Failure> {
    let brand = kelola.brand()?;
    kelola.read(|db| {
        Ok(Rows {
            rows: rows::short_list(db, rows_of::unscheduled(db, brand.id, 200, 0)?)?,
        })
    })
}

/// Plans a post for a time, on all its channels; those with a time of their own keep it.
///
/// # Errors
/// Fails when it has no channel, when a time has passed, or, unless overruled, when a network would refuse it.
pub fn schedule_post(kelola: &Kelola, args: SchedulePost) -> Result<Scheduled, Failure> {
    let (post, variants) =
        kelola.read(|db| Ok((rows_of::get(db, args.id)?, variants::list(db, args.id)?)))?;
    if post.channels.is_empty() {
        return Err(Failure::new(errors::NO_CHANNELS));
    }
    let targets = kelola.read(|db| targets(db, &post, args.at))?;
    let times = targets.iter().map(|(_, at)| *at);
    // Where all has gone out, the time is the post's alone.
    let fallback = targets.is_empty().then_some(args.at);
    for at in times.chain(fallback) {
        check_ahead(kelola, &post, at)?;
    }
    if !args.overrule {
        let own = posts::overrides_of(&variants);
        let checks = posts::checks_at(kelola, &post, &own, Some(args.at))?;
        let refused: Vec<_> = checks
            .iter()
            .filter(|it| it.has_errors())
            .map(|it| it.channel)
            .collect();
        if !refused.is_empty() {
            return Err(
                Failure::new(errors::FINDINGS_STOP).with("channels", names(kelola, &refused)?)
            );
        }
    }
    let request_ids = request_ids(kelola, &post)?;
    let operation = kelola.write(acts::SCHEDULE_POST, |tx| {
        plan(tx, &post, args.at, &request_ids)?;
        pieces::keep_in_step(tx, kelola.registry(), &post, Dropped::ComeBack)?;
        Ok(tx.operation())
    })?;
    kelola.events().tell(&Event::PostsChanged);
    ahead::planned(kelola, args.id);
    Ok(Scheduled {
        detail: get_post(kelola, OnePost { id: args.id })?,
        undoable: undoable(operation, acts::SCHEDULE_POST),
    })
}

/// Notes the time a post is meant for, without scheduling anything. Deliveries that lie ahead move with it, but for those
/// with a time of their own.
///
/// # Errors
/// Fails when a delivery of it can no longer be moved.
pub fn plan_post(kelola: &Kelola, args: PlanPost) -> Result<Moved, Failure> {
    let Some(at) = args.at else {
        return unschedule_post(kelola, OnePost { id: args.id });
    };
    let operation = kelola.write(acts::MOVE_POST, |tx| {
        let own = own_times::of(tx, args.id)?;
        for delivery in heads(tx, args.id)? {
            if delivery.state != DeliveryState::Cancelled && !own.contains_key(&delivery.channel) {
                set_plan(tx, &delivery, at)?;
            }
        }
        rows_of::update(
            tx,
            &Post {
                planned: Some(at),
                ..rows_of::get(tx, args.id)?
            },
        )?;
        pieces::follow(tx, kelola.registry(), args.id)?;
        Ok(tx.operation())
    })?;
    moved(kelola, args.id, undoable(operation, acts::MOVE_POST))
}

/// Moves a post to another day, keeping the clock time. Own times of its channels move by the same days.
///
/// # Errors
/// Fails when the post has no time, when it or an own time would have passed, or when a delivery of it can no longer be
/// moved.
pub fn move_post(kelola: &Kelola, args: MovePost) -> Result<Moved, Failure> {
    let post = kelola.read(|db| rows_of::get(db, args.id))?;
    check_move(kelola, &post, args.day)?;
    let operation = kelola.write(acts::MOVE_POST, |tx| {
        move_to(tx, kelola.registry(), args.id, args.day)?;
        Ok(tx.operation())
    })?;
    moved(kelola, args.id, undoable(operation, acts::MOVE_POST))
}

/// Whether a post can stand on another day with all that goes along: nothing of it would have passed then.
pub(crate) fn check_move(kelola: &Kelola, post: &Post, day: NaiveDate) -> Result<(), Failure> {
    let planned = post.planned.ok_or_else(|| Failure::bad_input("planned"))?;
    check_ahead(kelola, post, planned.on_day(day))?;
    let (own, heads) = kelola.read(|db| Ok((own_times::of(db, post.id)?, heads(db, post.id)?)))?;
    own_times::along(&own, &heads, days_to(planned, day))
        .into_values()
        .try_for_each(|at| check_ahead(kelola, post, at))
}

fn days_to(planned: Planned, day: NaiveDate) -> i64 {
    (day - planned.wall.date()).num_days()
}

/// Puts a post with a time, and what goes out of it, on another day.
pub(crate) fn move_to(
    tx: &mut Write<'_>,
    registry: &Registry,
    id: PostId,
    day: NaiveDate,
) -> Result<(), StoreError> {
    let post = rows_of::get(tx, id)?;
    let (own, heads) = (own_times::of(tx, id)?, heads(tx, id)?);
    for delivery in &heads {
        if delivery.state != DeliveryState::Cancelled && !own.contains_key(&delivery.channel) {
            set_plan(tx, delivery, delivery.planned.on_day(day))?;
        }
    }
    let days = post.planned.map_or(0, |it| days_to(it, day));
    own_times::move_along(tx, id, &heads, days)?;
    rows_of::update(
        tx,
        &Post {
            planned: post.planned.map(|it| it.on_day(day)),
            ..post
        },
    )?;
    pieces::follow(tx, registry, id)
}

/// Takes a post off the plan: its deliveries are cancelled, and no channel has a time of its own any more.
///
/// # Errors
/// Fails when a delivery of it can no longer be recalled.
pub fn unschedule_post(kelola: &Kelola, args: OnePost) -> Result<Moved, Failure> {
    let operation = kelola.write(acts::UNSCHEDULE_POST, |tx| {
        for delivery in heads(tx, args.id)? {
            if delivery.state != DeliveryState::Cancelled {
                deliveries::step(
                    tx,
                    delivery.id,
                    DeliveryState::Cancelled,
                    StepNote::none(),
                    |_| {},
                )?;
            }
        }
        own_times::clear(tx, args.id)?;
        rows_of::update(
            tx,
            &Post {
                planned: None,
                ..rows_of::get(tx, args.id)?
            },
        )?;
        pieces::follow(tx, kelola.registry(), args.id)?;
        Ok(tx.operation())
    })?;
    moved(kelola, args.id, undoable(operation, acts::UNSCHEDULE_POST))
}

/// The deliveries of a post itself; the pieces that follow are kept in step with them.
pub(crate) fn heads(db: &Connection, id: PostId) -> Result<Vec<Delivery>, StoreError> {
    let mut all = deliveries::of_post(db, id)?;
    all.retain(|it| it.role == Role::Post);
    Ok(all)
}

/// One stable request id per delivery for life; the network shapes it where it has a form of its own.
fn request_ids(kelola: &Kelola, post: &Post) -> Result<HashMap<ChannelId, String>, Failure> {
    post.channels
        .iter()
        .map(|id| {
            let channel = kelola.read(|db| kelola_store::channels::get(db, *id))?;
            let client = kelola
                .registry()
                .get(&channel.network)
                .and_then(|it| it.client());
            let made = match client {
                Some(client) => client.request_id(kelola.now(), random()?),
                None => kelola.store().uuid().to_string(),
            };
            Ok((*id, made))
        })
        .collect()
}

fn random() -> Result<u64, Failure> {
    getrandom::u64().map_err(|error| Failure::defect(&error))
}

fn targets(
    db: &Connection,
    post: &Post,
    at: Planned,
) -> Result<Vec<(ChannelId, Planned)>, StoreError> {
    let (own, heads) = (own_times::of(db, post.id)?, heads(db, post.id)?);
    Ok(own_times::targets(&post.channels, &own, &heads, at))
}

fn plan(
    tx: &mut Write<'_>,
    post: &Post,
    at: Planned,
    request_ids: &HashMap<ChannelId, String>,
) -> Result<(), StoreError> {
    let mut known: HashMap<ChannelId, Delivery> = heads(tx, post.id)?
        .into_iter()
        .map(|it| (it.channel, it))
        .collect();
    // What is live or on its way stays as it is.
    for (channel, at) in targets(tx, post, at)? {
        match known.remove(&channel) {
            Some(delivery) => set_plan(tx, &delivery, at)?,
            None => {
                let request_id = request_ids.get(&channel).cloned().unwrap_or_default();
                let delivery = planned_delivery(tx, post, channel, at, request_id);
                deliveries::insert(tx, &delivery)?;
            }
        }
    }
    let editorial = if post.editorial == Editorial::Archived {
        Editorial::Archived
    } else {
        Editorial::Ready
    };
    rows_of::update(
        tx,
        &Post {
            planned: Some(at),
            editorial,
            ..rows_of::get(tx, post.id)?
        },
    )?;
    Ok(())
}

pub(crate) fn planned_delivery(
    tx: &Write<'_>,
    post: &Post,
    channel: ChannelId,
    planned: Planned,
    request_id: String,
) -> Delivery {
    Delivery {
        id: DeliveryId::from_uuid(tx.uuid()),
        post: post.id,
        channel,
        state: DeliveryState::Planned,
        planned,
        grace_minutes: post.grace_minutes,
        send_whenever: post.send_whenever,
        request_id,
        attempts: 0,
        retry_at: None,
        frozen: None,
        remote_id: None,
        url: None,
        live_at: None,
        code: None,
        changed_at: tx.now(),
        role: Role::Post,
        part: 0,
        follows: None,
        handed: None,
        predecessor: None,
    }
}

/// Gives a delivery another time; whatever it waited for before, it is planned again.
pub(crate) fn set_plan(
    tx: &mut Write<'_>,
    delivery: &Delivery,
    at: Planned,
) -> Result<(), StoreError> {
    // What a network holds stays handed off: the engine moves it there.
    if matches!(
        delivery.state,
        DeliveryState::Planned | DeliveryState::HandedOff
    ) {
        deliveries::amend(tx, delivery.id, |it| it.planned = at)?;
    } else {
        deliveries::step(
            tx,
            delivery.id,
            DeliveryState::Planned,
            StepNote::none(),
            |it| {
                it.planned = at;
                it.retry_at = None;
                it.code = None;
            },
        )?;
    }
    Ok(())
}

/// Nothing is planned for a time so long past that it would be missed at once.
pub(crate) fn check_ahead(kelola: &Kelola, post: &Post, at: Planned) -> Result<(), Failure> {
    let last = at.instant() + Duration::minutes(i64::from(post.grace_minutes));
    if kelola.now() > last {
        Err(Failure::new(errors::TIME_PASSED))
    } else {
        Ok(())
    }
}

fn names(kelola: &Kelola, channels: &[ChannelId]) -> Result<String, Failure> {
    let known: Vec<_> = channels
        .iter()
        .map(|id| kelola.read(|db| kelola_store::channels::get(db, *id)))
        .collect::<Result<_, _>>()?;
    let named: Result<Vec<_>, Failure> = known
        .iter()
        .map(|it| Ok(crate::channels::profile(kelola, &it.network)?.name.clone()))
        .collect();
    Ok(named?.join(", "))
}

pub(crate) fn undoable(operation: kelola_domain::ids::OperationId, label: &str) -> Undoable {
    Undoable {
        operation,
        label: label.to_owned(),
    }
}

pub(crate) fn moved(kelola: &Kelola, id: PostId, undoable: Undoable) -> Result<Moved, Failure> {
    kelola.events().tell(&Event::PostsChanged);
    let row = kelola.read(|db| {
        let row = rows_of::row(db, id)?;
        Ok(rows::short_list(db, vec![row])?.into_iter().next())
    })?;
    Ok(Moved {
        row: row.ok_or_else(|| Failure::not_found("post"))?,
        undoable,
    })
}

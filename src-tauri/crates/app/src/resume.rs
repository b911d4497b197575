//! Pausing everything or one channel, and resuming with a look at what was held meanwhile.

use crate::{
    Kelola,
    commands::Nothing,
    desk::{self, Late},
    engine::{EngineState, get_engine, tell_state},
    events::Event,
    failure::Failure,
    rows::{self, DeliveryView, PostRow},
    words::acts,
};
use kelola_domain::{
    channel::Channel,
    delivery::{Delivery, DeliveryState},
    ids::{ChannelId, DeliveryId},
    time::Instant,
};
use kelola_store::{Connection, StoreError, Write, channels, deliveries, posts, settings};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use ts_rs::TS;

/// The setting that knows since when everything, or a channel, is paused.
const SINCE: &str = "paused_since";
/// The key of everything among the channels of [`SINCE`].
const ALL: &str = "all";

/// What is paused or resumed: one channel, or everything.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// The channel; none = everything.
    #[serde(default)]
    pub channel: Option<ChannelId>,
}

/// What resuming would do.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ResumeReview {
    /// Since when it is paused, where that is known.
    #[ts(as = "Option<String>")]
    pub since: Option<Instant>,
    /// What was held or came due meanwhile, the earliest first.
    pub items: Vec<ResumeItem>,
}

/// One delivery of the review.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ResumeItem {
    /// The post.
    pub row: PostRow,
    /// The delivery.
    pub delivery: DeliveryView,
    /// What becomes of it unless the person chooses otherwise.
    pub next: AfterResume,
}

/// What becomes of a delivery when sending is resumed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AfterResume {
    /// It is still within its grace and goes out at once.
    SendNow,
    /// It is too late and stays missed.
    Missed,
    /// Its time lies ahead.
    Planned,
    /// The network holds it and publishes it, paused or not.
    Network,
}

/// Resuming, with what the person chose.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Resume {
    /// The channel; none = everything.
    #[serde(default)]
    pub channel: Option<ChannelId>,
    /// What becomes of single deliveries; the others follow the review.
    #[serde(default)]
    pub choices: Vec<ResumeChoice>,
}

/// What becomes of one delivery.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ResumeChoice {
    /// Which.
    pub delivery: DeliveryId,
    /// What becomes of it.
    pub answer: Late,
}

/// What was held or came due during a pause, each with what resuming would do.
///
/// # Errors
/// Fails when there is no such channel.
pub fn resume_review(kelola: &Kelola, args: Scope) -> Result<ResumeReview, Failure> {
    let now = kelola.now();
    let (since, found) = kelola.read(|db| {
        let since = since_of(db, args.channel)?;
        let mut found = Vec::new();
        for it in waiting(db, since, now)? {
            let is_meant = args.channel.is_none_or(|channel| it.channel == channel);
            if is_meant && channels::get(db, it.channel)?.sends {
                let row = rows::short_list(db, vec![posts::row(db, it.post)?])?;
                found.extend(row.into_iter().map(|row| (row, it.clone())));
            }
        }
        Ok((since, found))
    })?;
    let item = |(row, it): (PostRow, Delivery)| {
        Ok(ResumeItem {
            row,
            next: next(&it, now),
            delivery: rows::view(kelola, it)?,
        })
    };
    Ok(ResumeReview {
        since,
        items: found
            .into_iter()
            .map(item)
            .collect::<Result<_, Failure>>()?,
    })
}

/// Resumes everything or one channel, after doing with each delivery what the person chose: all of it or nothing.
///
/// # Errors
/// Fails when a delivery is not waiting for this any more.
pub fn resume(kelola: &Kelola, args: Resume) -> Result<EngineState, Failure> {
    let now = kelola.now();
    kelola.write(acts::RESUME, |tx| {
        for choice in &args.choices {
            desk::answer_late(tx, choice.delivery, choice.answer, now)?;
        }
        match args.channel {
            Some(id) => {
                let channel = channels::get(tx, id)?;
                channels::update(
                    tx,
                    &Channel {
                        paused: false,
                        ..channel
                    },
                )?;
            }
            None => settings::set(tx, kelola_sync::PAUSED, &false)?,
        }
        note_pause(tx, args.channel, false)
    })?;
    kelola.events().tell(&Event::DeliveriesChanged);
    tell_state(kelola);
    get_engine(kelola, Nothing {})
}

/// Notes since when everything, or a channel, is paused; the first time counts.
pub(crate) fn note_pause(
    tx: &mut Write<'_>,
    channel: Option<ChannelId>,
    paused: bool,
) -> Result<(), StoreError> {
    let mut known: BTreeMap<String, Instant> = settings::get(tx, SINCE)?.unwrap_or_default();
    let key = key(channel);
    if paused {
        known.entry(key).or_insert(tx.now());
    } else {
        known.remove(&key);
    }
    settings::set(tx, SINCE, &known)
}

fn since_of(db: &Connection, channel: Option<ChannelId>) -> Result<Option<Instant>, StoreError> {
    let known: HashMap<String, Instant> = settings::get(db, SINCE)?.unwrap_or_default();
    Ok(known.get(&key(channel)).copied())
}

fn key(channel: Option<ChannelId>) -> String {
    channel.map_or_else(|| ALL.to_owned(), |it| it.to_string())
}

/// Everything a pause concerns: held, due meanwhile, missed since, taken back from a network or still there.
fn waiting(
    db: &Connection,
    since: Option<Instant>,
    now: Instant,
) -> Result<Vec<Delivery>, StoreError> {
    use DeliveryState as S;
    let states = vec![
        S::Planned,
        S::Due,
        S::RetryAt,
        S::Held,
        S::Missed,
        S::HandedOff,
    ];
    let concerned = |it: &Delivery| match it.state {
        S::Held | S::Due | S::RetryAt | S::HandedOff => true,
        S::Missed => since.is_some_and(|since| it.planned.instant() >= since),
        S::Planned => !it.lies_ahead(now) || it.code.as_deref() == Some("taken_back"),
        _ => false,
    };
    let filter = deliveries::DeliveryFilter {
        states,
        ..Default::default()
    };
    Ok(deliveries::list(db, &filter)?
        .into_iter()
        .filter(concerned)
        .collect())
}

fn next(it: &Delivery, now: Instant) -> AfterResume {
    use DeliveryState as S;
    match it.state {
        S::HandedOff => AfterResume::Network,
        S::Missed => AfterResume::Missed,
        _ if it.lies_ahead(now) => AfterResume::Planned,
        _ if it.is_too_late(now) => AfterResume::Missed,
        _ => AfterResume::SendNow,
    }
}

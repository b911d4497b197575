//! *What happened while the laptop was closed*: kept until the person has seen it.

use crate::{Kelola, commands::Nothing, events::Event, failure::Failure, words::acts};
use chrono::Duration;
use kelola_domain::{
    delivery::{Delivery, DeliveryState, Role},
    ids::DeliveryId,
    time::Instant,
};
use kelola_store::{Actor, deliveries, settings};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};
use ts_rs::TS;

/// The setting the story is kept in.
const CLOSED: &str = "while_closed";
/// A post counts as on time when it is live within so long of its plan.
const ON_TIME: Duration = Duration::minutes(15);
/// For so long after the lid was opened, what settles still belongs to the story: the network may take its time to
/// come back.
const SETTLES: Duration = Duration::hours(1);

/// What happened while the laptop was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Closed {
    /// Since when.
    #[ts(as = "String")]
    pub since: Instant,
    /// Until when.
    #[ts(as = "String")]
    pub until: Instant,
    /// Deliveries that are live, whoever sent them and whenever.
    pub live: u32,
    /// Those of them that went live late but within their grace.
    pub late: u32,
    /// Those of them the network itself published in time.
    pub by_network: u32,
    /// Deliveries that were missed.
    pub missed: u32,
    /// Deliveries that failed, or wait for a sign-in.
    pub failed: u32,
    /// Deliveries whose outcome is not known.
    pub unknown: u32,
    /// Reminders.
    pub reminded: u32,
    /// Messages that came in.
    pub messages: u32,
}

/// What became of one delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    OnTime,
    Late,
    ByNetwork,
    Missed,
    Failed,
    Unknown,
    Reminded,
}

/// The story as it is stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Story {
    since: Instant,
    until: Instant,
    outcomes: BTreeMap<DeliveryId, Outcome>,
    messages: u32,
}

/// The span a story is being gathered about.
#[derive(Debug, Default)]
pub(crate) struct Chapter(Mutex<Option<(Instant, Instant)>>);

impl Chapter {
    fn span(&self) -> MutexGuard<'_, Option<(Instant, Instant)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The laptop was closed since then and has just been opened.
pub(crate) fn opened(kelola: &Kelola, since: Instant) {
    let now = kelola.now();
    if since < now {
        *kelola.engine.chapter.span() = Some((since, now));
    }
}

/// A delivery took a step; it belongs to the story if its time came while the laptop was closed.
pub(crate) fn of_step(kelola: &Kelola, id: DeliveryId, from: DeliveryState, to: DeliveryState) {
    note(kelola, |story, found| {
        let it = found(id)?;
        let is_of_then = (story.since..=story.until).contains(&it.planned.instant());
        // Of a post's further pieces only what is not simply live too is news.
        let is_news = it.role == Role::Post || to != DeliveryState::Live;
        if let Some(outcome) = outcome(&it, from, to).filter(|_| is_of_then && is_news) {
            story.outcomes.insert(id, outcome);
        }
        Ok(())
    });
}

/// Messages came in.
pub(crate) fn of_messages(kelola: &Kelola, count: usize) {
    note(kelola, |story, _| {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        story.messages = story.messages.saturating_add(count);
        Ok(())
    });
}

/// What happened while the laptop was closed and has not been seen; none when nothing did.
pub(crate) fn get(kelola: &Kelola) -> Result<Option<Closed>, Failure> {
    let story = kelola.read(|db| settings::get::<Story>(db, CLOSED))?;
    Ok(story.map(|it| it.told()))
}

/// The person has seen what happened.
///
/// # Errors
/// Fails when the data cannot be written.
pub fn dismiss_closed(kelola: &Kelola, _: Nothing) -> Result<Nothing, Failure> {
    *kelola.engine.chapter.span() = None;
    kelola.write(acts::SAVE_SETTINGS, |tx| settings::remove(tx, CLOSED))?;
    kelola.events().tell(&Event::DeliveriesChanged);
    Ok(Nothing {})
}

type Find<'a> = &'a dyn Fn(DeliveryId) -> Result<Delivery, Failure>;

/// Adds to the story that is being gathered. An earlier one nobody has seen goes on.
fn note(kelola: &Kelola, add: impl FnOnce(&mut Story, Find<'_>) -> Result<(), Failure>) {
    let Some((since, until)) = *kelola.engine.chapter.span() else {
        return;
    };
    if kelola.now() - until > SETTLES {
        *kelola.engine.chapter.span() = None;
        return;
    }
    let done = (|| {
        let known = kelola.read(|db| settings::get::<Story>(db, CLOSED))?;
        let mut story = known.unwrap_or(Story {
            since,
            until,
            outcomes: BTreeMap::new(),
            messages: 0,
        });
        story.until = story.until.max(until);
        let before = (story.outcomes.clone(), story.messages);
        let find = |id: DeliveryId| kelola.read(|db| deliveries::get(db, id));
        add(&mut story, &find)?;
        if before != (story.outcomes.clone(), story.messages) {
            kelola.store().write(Actor::Sync, acts::SYNC, |tx| {
                settings::set(tx, CLOSED, &story)
            })?;
        }
        Ok::<_, Failure>(())
    })();
    if let Err(failure) = done {
        tracing::warn!(code = failure.code, "what happened could not be noted");
    }
}

fn outcome(it: &Delivery, from: DeliveryState, to: DeliveryState) -> Option<Outcome> {
    use DeliveryState as S;
    let is_late = it
        .live_at
        .is_some_and(|at| at - it.planned.instant() > ON_TIME);
    Some(match to {
        S::Live if from == S::HandedOff => Outcome::ByNetwork,
        S::Live if is_late => Outcome::Late,
        S::Live => Outcome::OnTime,
        S::Missed => Outcome::Missed,
        S::Failed | S::NeedsSignIn => Outcome::Failed,
        S::Unknown => Outcome::Unknown,
        S::Reminded => Outcome::Reminded,
        _ => return None,
    })
}

impl Story {
    fn told(&self) -> Closed {
        use Outcome as O;
        let count = |of: &[Outcome]| {
            let found = self.outcomes.values().filter(|it| of.contains(it)).count();
            u32::try_from(found).unwrap_or(u32::MAX)
        };
        Closed {
            since: self.since,
            until: self.until,
            live: count(&[O::OnTime, O::Late, O::ByNetwork]),
            late: count(&[O::Late]),
            by_network: count(&[O::ByNetwork]),
            missed: count(&[O::Missed]),
            failed: count(&[O::Failed]),
            unknown: count(&[O::Unknown]),
            reminded: count(&[O::Reminded]),
            messages: self.messages,
        }
    }
}

//! Steps in the database: short, on a thread that may block, and only if the delivery still stands
//! where the decision saw it.

use crate::{
    Engine, EngineEvent, Line, SyncError,
    plan::{Job, Snapshot},
};
use kelola_domain::{
    channel::{Channel, Connection},
    delivery::{Delivery, DeliveryState as State},
    ids::{ChannelId, DeliveryId},
};
use kelola_store::{
    Actor, Connection as Db, Store, StoreError, Write, channels, deliveries, deliveries::StepNote,
};
use std::collections::HashMap;

/// The label of the engine's operations in the history.
const LABEL: &str = "deliver";
/// The most steps in one operation, so that a person who saves meanwhile does not wait.
const STEPS_AT_ONCE: usize = 100;

impl Engine {
    /// Reads the database.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Db) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, SyncError> {
        self.blocking(move |store| store.read(ask)).await
    }

    /// Writes to the database: one operation of the engine.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Write<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, SyncError> {
        self.blocking(move |store| store.write(Actor::Sync, LABEL, act))
            .await
    }

    /// Does something that may block, away from the threads that wait for the network.
    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, SyncError> {
        let store = self.parts.store.clone();
        let done = tokio::task::spawn_blocking(move || act(&store)).await;
        Ok(done.map_err(|error| SyncError::Defect(error.to_string()))??)
    }

    /// Takes a step if the delivery still stands at `from`; none when it has moved meanwhile.
    pub(crate) async fn advance(
        &self,
        id: DeliveryId,
        from: State,
        to: State,
        note: StepNote,
        change: impl FnOnce(&mut Delivery) + Send + 'static,
    ) -> Result<Option<Delivery>, SyncError> {
        let stepped = self
            .write(move |tx| {
                if deliveries::get(tx, id)?.state != from {
                    return Ok(None);
                }
                deliveries::step(tx, id, to, note, change).map(Some)
            })
            .await?;
        if let Some(delivery) = &stepped {
            self.stepped(delivery, from);
        }
        Ok(stepped)
    }

    /// Takes the plain steps among the jobs, as few operations as possible.
    pub(crate) async fn take_steps(&self, all: &Snapshot, jobs: &[Job]) -> Result<(), SyncError> {
        let known: HashMap<_, _> = all
            .deliveries
            .iter()
            .map(|it| (it.delivery.id, it.delivery.state))
            .collect();
        let steps: Vec<_> = jobs
            .iter()
            .filter_map(Job::step)
            .filter_map(|(id, to, code)| Some((id, *known.get(&id)?, to, code)))
            .collect();
        for some in steps.chunks(STEPS_AT_ONCE) {
            let some = some.to_vec();
            let stepped = self.write(move |tx| take(tx, &some)).await?;
            for (delivery, from) in &stepped {
                self.stepped(delivery, *from);
            }
        }
        Ok(())
    }

    /// Tells that a step was taken.
    pub(crate) fn stepped(&self, delivery: &Delivery, from: State) {
        let (id, to, code) = (delivery.id, delivery.state, delivery.code.clone());
        self.memory().forget(id);
        self.lines().note(Line {
            id,
            from,
            to,
            code: code.clone(),
        });
        self.tell(EngineEvent::DeliveryStepped { id, from, to, code });
    }

    /// Records what is now known about a channel, if that is news.
    pub(crate) async fn channel_is(
        &self,
        id: ChannelId,
        connection: Connection,
        change: impl FnOnce(&mut Channel) + Send + 'static,
    ) -> Result<Channel, SyncError> {
        let (channel, is_news) = self
            .write(move |tx| {
                let before = channels::get(tx, id)?;
                let mut after = Channel {
                    connection,
                    ..before.clone()
                };
                change(&mut after);
                let is_news = after != before;
                if is_news {
                    channels::update(tx, &after)?;
                }
                Ok((after, is_news))
            })
            .await?;
        if is_news {
            self.tell(EngineEvent::ChannelChanged(id));
        }
        Ok(channel)
    }
}

/// A plain step: delivery, state before, state after, code of the reason.
type PlainStep = (DeliveryId, State, State, Option<&'static str>);

/// Takes each step whose delivery still stands where the decision saw it.
fn take(tx: &mut Write<'_>, steps: &[PlainStep]) -> Result<Vec<(Delivery, State)>, StoreError> {
    let mut stepped = Vec::with_capacity(steps.len());
    for (id, from, to, code) in steps {
        if deliveries::get(tx, *id)?.state != *from {
            continue;
        }
        let note = StepNote {
            code: code.map(str::to_owned),
            raw: None,
        };
        let change = |it: &mut Delivery| {
            it.retry_at = None;
            if *from == State::Planned {
                // Trying to hand it over does not count against publishing it.
                it.attempts = 0;
            }
        };
        stepped.push((deliveries::step(tx, *id, *to, note, change)?, *from));
    }
    Ok(stepped)
}

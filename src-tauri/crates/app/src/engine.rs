//! The engine as the person meets it: connection, pauses, syncing now, and the watch that runs beside the window.

use crate::{
    Kelola,
    closed::{self, Chapter},
    commands::Nothing,
    events::Event,
    failure::Failure,
    media::ahead,
    resume,
    words::{acts, errors},
};
use kelola_domain::{delivery::DeliveryState, ids::DeliveryId, time::Instant};
use kelola_store::{
    Actor, EngineLock, FileMirror, StoreError, deliveries, engine_lock, installation, settings,
};
use kelola_sync::{ABREAST, Engine, EngineEvent, Parts, Summary, SystemRandom};
pub use tokio_util::sync::CancellationToken;

pub use kelola_sync::Line;
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;
use ts_rs::TS;

const LAST_RUN: &str = "last_run";
const LOCK_TRIES: u32 = 10;
const LOCK_PAUSE: std::time::Duration = std::time::Duration::from_millis(20);

/// The running engine of this program, if it runs here, and what is being told about the time it did not.
#[derive(Default)]
pub struct EngineRoom {
    running: Mutex<Option<Arc<Engine>>>,
    pub(crate) chapter: Chapter,
    changed: Arc<Notify>,
}

impl EngineRoom {
    /// Something was planned, moved, paused or connected: the engine looks again.
    pub(crate) fn plan_changed(&self) {
        self.changed.notify_one();
    }

    /// Whether this program runs the engine.
    pub(crate) fn runs_here(&self) -> bool {
        self.here().is_some()
    }

    fn here(&self) -> Option<Arc<Engine>> {
        lock(&self.running).clone()
    }
}

/// How the engine stands.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct EngineState {
    /// Whether the networks can be reached; none when nobody has tried yet.
    pub online: Option<bool>,
    /// Everything is paused.
    pub paused: bool,
    /// Nothing is sent until this computer is confirmed.
    pub held: bool,
    /// Deliveries whose time has come and that wait.
    pub waiting: u32,
    /// Something is being sent or read right now.
    pub busy: bool,
    /// When it last ran.
    #[ts(as = "Option<String>")]
    pub last_sync: Option<Instant>,
    /// How far the clock is off, in seconds, where servers disagree with it.
    #[ts(type = "number | null")]
    pub clock_off_secs: Option<i64>,
    /// Another program on this folder runs the engine.
    pub running_elsewhere: bool,
}

/// Pausing or resuming everything.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PauseAll {
    /// Whether nothing is sent.
    pub paused: bool,
}

/// What a sync did.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SyncReport {
    /// One line per delivery touched.
    pub lines: Vec<SyncLine>,
    /// No network.
    pub offline: bool,
}

/// What happened to one delivery.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SyncLine {
    /// The delivery.
    pub id: DeliveryId,
    /// State before.
    pub from: DeliveryState,
    /// State after.
    pub to: DeliveryState,
    /// What happened, a code with words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub code: Option<String>,
}

impl From<Line> for SyncLine {
    fn from(line: Line) -> Self {
        Self {
            id: line.id,
            from: line.from,
            to: line.to,
            code: line.code,
        }
    }
}

/// Connection, waiting deliveries, pauses.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn get_engine(kelola: &Kelola, _: Nothing) -> Result<EngineState, Failure> {
    let status = kelola.engine.here().map(|it| it.status());
    let now = kelola.now();
    let (paused, held, waiting, last) = kelola.read(|db| {
        let sending = kelola_store::channels::list(db, None)?
            .into_iter()
            .filter(|it| it.sends)
            .map(|it| it.id)
            .collect::<std::collections::HashSet<_>>();
        let waiting = deliveries::due(db, now)?
            .into_iter()
            .filter(|it| sending.contains(&it.channel) && !it.waits())
            .count();
        Ok((
            settings::get::<bool>(db, kelola_sync::PAUSED)?.unwrap_or(false),
            installation::held(db)?.is_some(),
            u32::try_from(waiting).unwrap_or(u32::MAX),
            settings::get::<Instant>(db, LAST_RUN)?,
        ))
    })?;
    Ok(EngineState {
        online: status.as_ref().and_then(|it| it.online),
        paused,
        held,
        waiting,
        busy: status.as_ref().is_some_and(|it| it.busy),
        last_sync: status.as_ref().and_then(|it| it.last_run).or(last),
        clock_off_secs: status.as_ref().and_then(|it| it.clock_off_secs),
        running_elsewhere: status.is_none() && engine_lock(&kelola.paths().data).is_err(),
    })
}

/// Sends what is due and reads what came back.
///
/// # Errors
/// Fails when another program runs the engine, or it is held.
pub fn sync_now(kelola: &Kelola, _: Nothing) -> Result<SyncReport, Failure> {
    let lines: Mutex<Vec<SyncLine>> = Mutex::default();
    let summary = run(kelola, &|line| lock(&lines).push(line.into()))?;
    let lines = lines.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(SyncReport {
        lines,
        offline: summary.offline,
    })
}

/// Runs the engine until nothing is due; a line per delivery goes to the sink as it settles.
///
/// # Errors
/// Fails when another program runs the engine.
pub fn run(kelola: &Kelola, sink: &(dyn Fn(Line) + Send + Sync)) -> Result<Summary, Failure> {
    let engine = match kelola.engine.here() {
        Some(engine) => engine,
        None => Arc::new(engine(kelola)?),
    };
    let summary = kelola.runtime.block_on(engine.run_until_idle(sink))?;
    remember_run(kelola)?;
    tell_state(kelola);
    Ok(summary)
}

/// Runs the engine beside the window, or for `sync --watch`, until cancelled.
///
/// # Errors
/// Fails when another program runs the engine.
pub fn watch(
    kelola: &Kelola,
    cancel: CancellationToken,
    sink: &(dyn Fn(Line) + Send + Sync),
) -> Result<(), Failure> {
    let engine = Arc::new(engine(kelola)?);
    *lock(&kelola.engine.running) = Some(Arc::clone(&engine));
    let since = kelola.read(|db| settings::get::<Instant>(db, LAST_RUN))?;
    if let Some(since) = since {
        closed::opened(kelola, since);
    }
    ahead::all_changed(kelola);
    let outcome = kelola.runtime.block_on(async {
        engine.run_until_idle(sink).await?;
        kelola.events().tell(&Event::DeliveriesChanged);
        engine
            .watch(cancel, Arc::clone(&kelola.engine.changed), sink)
            .await
    });
    *lock(&kelola.engine.running) = None;
    remember_run(kelola)?;
    outcome?;
    Ok(())
}

/// Wakes the engine: something changed outside, or the system woke up.
pub fn wake(kelola: &Kelola) {
    kelola.engine.plan_changed();
}

/// Pauses or resumes everything.
///
/// # Errors
/// Fails when the data cannot be written.
pub fn pause_all(kelola: &Kelola, args: PauseAll) -> Result<EngineState, Failure> {
    kelola.write(acts::SAVE_SETTINGS, |tx| {
        settings::set(tx, kelola_sync::PAUSED, &args.paused)?;
        resume::note_pause(tx, None, args.paused)
    })?;
    tell_state(kelola);
    get_engine(kelola, Nothing {})
}

/// The person confirms that this computer publishes.
///
/// # Errors
/// Fails when the confirmation cannot be kept.
pub fn confirm_computer(kelola: &Kelola, _: Nothing) -> Result<EngineState, Failure> {
    installation::confirm(kelola.store(), &FileMirror::new(&kelola.paths().config))?;
    kelola.engine.plan_changed();
    tell_state(kelola);
    get_engine(kelola, Nothing {})
}

fn engine(kelola: &Kelola) -> Result<Engine, Failure> {
    let lock = take_lock(kelola)?;
    let listener = kelola.clone();
    let parts = Parts {
        store: kelola.store().clone(),
        registry: Arc::clone(&kelola.registry),
        vault: Arc::new(kelola.secrets().vault(kelola.store())?),
        freezer: Arc::new(kelola.clone()),
        random: Arc::new(SystemRandom),
        tell: Arc::new(move |event| heard(&listener, &event)),
        abreast: ABREAST,
    };
    Ok(Engine::new(parts, lock))
}

/// Whoever only asks whether the engine runs elsewhere holds its lock for an instant; that instant is waited out.
fn take_lock(kelola: &Kelola) -> Result<EngineLock, Failure> {
    let mut tries = 0;
    loop {
        match engine_lock(&kelola.paths().data) {
            Err(StoreError::EngineBusy) if tries < LOCK_TRIES => {
                tries += 1;
                std::thread::sleep(LOCK_PAUSE);
            }
            outcome => return Ok(outcome?),
        }
    }
}

/// Turns the engine's facts into the window's.
fn heard(kelola: &Kelola, event: &EngineEvent) {
    match event {
        EngineEvent::DeliveryStepped { id, from, to, .. } => {
            closed::of_step(kelola, *id, *from, *to);
            kelola.events().tell(&Event::DeliveriesChanged);
            crate::notices::of_step(kelola, *id, *to);
        }
        EngineEvent::ChannelChanged(_) => kelola.events().tell(&Event::WorkspaceChanged),
        EngineEvent::MessagesCameIn { count, .. } => {
            closed::of_messages(kelola, *count);
            kelola.events().tell(&Event::MessagesChanged);
        }
        EngineEvent::NumbersCameIn { .. } => kelola.events().tell(&Event::MessagesChanged),
        EngineEvent::Slept { since } => closed::opened(kelola, *since),
        EngineEvent::Busy(busy) => {
            if !busy {
                // A crash later on must not make the time before it look like sleep.
                if let Err(failure) = remember_run(kelola) {
                    tracing::warn!(code = failure.code, "the time of the run was not kept");
                }
            }
            tell_state(kelola);
        }
        EngineEvent::Online(_) | EngineEvent::ClockDisagrees { .. } => tell_state(kelola),
        EngineEvent::Stumbled(what) => tracing::warn!(%what, "the engine stumbled and goes on"),
    }
}

pub(crate) fn tell_state(kelola: &Kelola) {
    match get_engine(kelola, Nothing {}) {
        Ok(state) => kelola.events().tell(&Event::EngineChanged { state }),
        Err(failure) => tracing::warn!(code = failure.code, "the engine's state could not be read"),
    }
}

fn remember_run(kelola: &Kelola) -> Result<(), Failure> {
    kelola.store().write(Actor::Sync, acts::SYNC, |tx| {
        let now = tx.now();
        settings::set(tx, LAST_RUN, &now)
    })?;
    Ok(())
}

impl From<kelola_sync::SyncError> for Failure {
    fn from(error: kelola_sync::SyncError) -> Self {
        match error {
            kelola_sync::SyncError::Store(error) => error.into(),
            #[allow(unreachable_patterns, reason = "the engine's errors may grow")]
            other => {
                tracing::error!(%other, "the engine");
                Self::new(errors::DEFECT)
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

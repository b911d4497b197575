//! The engine itself: what it is made of, and one run of it. The shape of a run is always the same:
//! look, decide, do one thing, look again, until nothing is left to do now.

use crate::{
    EngineEvent, Freeze, Line, Random, SyncError,
    lines::Lines,
    memory::Memory,
    pace,
    plan::{self, Job, Known, Snapshot},
};
use kelola_domain::time::Instant;
use kelola_networks::{Registry, Vault};
use kelola_store::{EngineLock, Store, deliveries};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio_util::sync::CancellationToken;

/// What the engine works with.
#[derive(Clone)]
pub struct Parts {
    /// The data folder; its clock is the engine's.
    pub store: Store,
    /// The networks.
    pub registry: Arc<Registry>,
    /// The secrets.
    pub vault: Arc<dyn Vault>,
    /// What makes the content that goes out.
    pub freezer: Arc<dyn Freeze>,
    /// Randomness for pauses and request ids.
    pub random: Arc<dyn Random>,
    /// Who is told what changed. Called on the engine's threads; must return at once.
    pub tell: Arc<dyn Fn(EngineEvent) + Send + Sync>,
    /// How many channels are served at the same time: a slow server does not hold up the others.
    pub abreast: usize,
}

/// How many channels an engine serves at the same time when nobody says otherwise.
pub const ABREAST: usize = 4;

/// The one running part that sends and pulls; at most one per data folder.
pub struct Engine {
    pub(crate) parts: Parts,
    memory: Mutex<Memory>,
    lines: Mutex<Lines>,
    state: Mutex<Running>,
    /// One run at a time, whoever asks for it.
    pub(crate) turn: tokio::sync::Mutex<()>,
    /// Held as long as the engine lives; the system releases it when the program dies.
    _lock: EngineLock,
}

#[derive(Default)]
struct Running {
    busy: bool,
    last_run: Option<Instant>,
    looks: u64,
}

/// How the engine stands at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// Whether servers can be reached; none while nobody has tried.
    pub online: Option<bool>,
    /// Whether it is at work.
    pub busy: bool,
    /// When the last run ended.
    pub last_run: Option<Instant>,
    /// Our clock minus a server's in seconds, where it is so much that nothing is sent.
    pub clock_off_secs: Option<i64>,
    /// How often it has looked at everything that is stored; all else it costs while nothing is to be done is a timer.
    pub looks: u64,
}

/// What a run came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// A server that was needed could not be reached.
    pub offline: bool,
    /// Deliveries that stand failed, unknown or without a sign-in.
    pub problems: usize,
    /// Everything is paused.
    pub paused: bool,
    /// Nothing is sent until the person confirms that this computer publishes.
    pub held: bool,
    /// Our clock minus a server's in seconds, where it is so much that nothing is sent.
    pub clock_off_secs: Option<i64>,
    /// New metric samples.
    pub samples: usize,
    /// New messages.
    pub messages: usize,
}

impl Engine {
    /// An engine over these parts. The lock makes sure that it is the only one of the data folder.
    #[must_use]
    pub fn new(parts: Parts, lock: EngineLock) -> Self {
        Self {
            parts,
            memory: Mutex::default(),
            lines: Mutex::default(),
            state: Mutex::default(),
            turn: tokio::sync::Mutex::default(),
            _lock: lock,
        }
    }

    /// Does everything that can be done now, as a person asks: no pause is waited out, all numbers are
    /// read. Tells a line for every delivery touched and for every one that stands as a problem.
    ///
    /// # Errors
    /// When the database refuses; what was under way is settled by the next run.
    pub async fn run_until_idle(
        &self,
        sink: &(dyn Fn(Line) + Send + Sync),
    ) -> Result<Summary, SyncError> {
        let _turn = self.turn.lock().await;
        self.memory().person_asks();
        self.run(sink, None).await
    }

    /// How the engine stands.
    #[must_use]
    pub fn status(&self) -> Status {
        let (online, clock_off_secs) = {
            let memory = self.memory();
            (memory.online, memory.clock_off_secs())
        };
        let state = lock(&self.state);
        Status {
            online,
            busy: state.busy,
            last_run: state.last_run,
            clock_off_secs,
            looks: state.looks,
        }
    }

    /// One run; the caller holds the turn.
    pub(crate) async fn run(
        &self,
        sink: &(dyn Fn(Line) + Send + Sync),
        cancel: Option<&CancellationToken>,
    ) -> Result<Summary, SyncError> {
        // A run that was dropped midway may have left lines behind.
        drop(std::mem::take(&mut *self.lines()));
        let result = self.run_once(sink, cancel).await;
        self.set_busy(false);
        lock(&self.state).last_run = Some(self.now());
        result
    }

    async fn run_once(
        &self,
        sink: &(dyn Fn(Line) + Send + Sync),
        cancel: Option<&CancellationToken>,
    ) -> Result<Summary, SyncError> {
        self.judge_clock().await?;
        self.recall_pace().await?;
        let delivered = self.deliver(cancel).await;
        let standing = self.standing().await;
        for line in std::mem::take(&mut *self.lines()).into_vec() {
            sink(line);
        }
        let (all, problems) = delivered.and_then(|all| Ok((all, standing?)))?;
        let stop = cancel.is_some_and(CancellationToken::is_cancelled);
        let (samples, messages) = if stop { (0, 0) } else { self.pull().await? };
        let (offline, clock_off_secs) = {
            let memory = self.memory();
            (memory.lacks_any(), memory.clock_off_secs())
        };
        Ok(Summary {
            offline,
            problems,
            paused: all.paused,
            held: all.held,
            clock_off_secs,
            samples,
            messages,
        })
    }

    /// Moves deliveries until none can be moved now; gives back how things stand then.
    async fn deliver(&self, cancel: Option<&CancellationToken>) -> Result<Snapshot, SyncError> {
        loop {
            let now = self.now();
            let all = self.snapshot(now).await?;
            let jobs = plan::plan(&all, now);
            if jobs.is_empty() {
                return Ok(self.with_waiting_lines(all));
            }
            if cancel.is_some_and(CancellationToken::is_cancelled) {
                return Ok(all);
            }
            self.set_busy(true);
            if jobs.iter().any(|job| job.step().is_some()) {
                self.take_steps(&all, &jobs).await?;
            } else {
                self.act_abreast(&all, &jobs, cancel).await?;
            }
        }
    }

    /// Does the one thing that needs the network.
    pub(crate) async fn act(&self, job: &Job, it: &Known) -> Result<(), SyncError> {
        let stayed = match job {
            Job::Send(_) => self.send(it).await?,
            Job::Reconcile(_) => self.reconcile(it).await?,
            Job::HandOff(_) => self.hand_off(it).await?,
            Job::Withdraw(_) => self.withdraw(it).await?,
            Job::Look(_) => self.look(it).await?,
            _ => None,
        };
        if let Some(code) = stayed {
            let (id, state, now) = (it.delivery.id, it.delivery.state, self.now());
            self.memory()
                .leave_if_free(id, it.channel.id, now, self.parts.random.as_ref());
            self.lines().note(Line {
                id,
                from: state,
                to: state,
                code: Some(code.to_owned()),
            });
        }
        Ok(())
    }

    /// Budgets count what went out before this engine began, too.
    async fn recall_pace(&self) -> Result<(), SyncError> {
        if self.memory().knows_pace() {
            return Ok(());
        }
        let since = self.now() - pace::LONGEST;
        let begun = self
            .read(move |db| deliveries::begun_since(db, since))
            .await?;
        self.memory().remember_pace(begun);
        Ok(())
    }

    pub(crate) fn now(&self) -> Instant {
        self.parts.store.now()
    }

    pub(crate) fn memory(&self) -> MutexGuard<'_, Memory> {
        lock(&self.memory)
    }

    pub(crate) fn lines(&self) -> MutexGuard<'_, Lines> {
        lock(&self.lines)
    }

    pub(crate) fn tell(&self, event: EngineEvent) {
        (self.parts.tell)(event);
    }

    /// All that is stored was looked at once more.
    pub(crate) fn count_look(&self) {
        lock(&self.state).looks += 1;
    }

    pub(crate) fn set_busy(&self, busy: bool) {
        let is_news = std::mem::replace(&mut lock(&self.state).busy, busy) != busy;
        if is_news {
            self.tell(EngineEvent::Busy(busy));
        }
    }
}

/// What a panic elsewhere left behind is still whole: every change under these locks is one assignment.
fn lock<T>(it: &Mutex<T>) -> MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}

//! Long work a person watches and can end: taking many files in, cutting many pictures, looking through the library.
//! The call that starts such work answers when it ends; until then events say how far it is.

use crate::{
    Kelola, commands::Nothing, engine::CancellationToken, events::Event, failure::Failure,
};
use kelola_domain::ids::JobId;
use serde::{Deserialize, Serialize};
use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use ts_rs::TS;

/// Least time between two events of one job, so that the window hears of some ten a second.
const BETWEEN_EVENTS: Duration = Duration::from_millis(100);
/// How many ends asked for before their job began are remembered.
const MOST_EARLY_ENDS: usize = 32;

/// What a job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// Takes files in.
    Import,
    /// Cuts pictures into a folder.
    Batch,
    /// Looks through the library.
    Check,
}

/// How far a job is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct JobState {
    /// The job, named by whoever started it.
    pub id: JobId,
    /// What it does.
    pub kind: JobKind,
    /// How many of its things are done, the failed ones among them.
    pub done: u32,
    /// How many there are.
    pub total: u32,
    /// How many failed.
    pub failed: u32,
    /// Whether it has ended: done, failed or cancelled.
    pub finished: bool,
}

/// The job to end.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CancelJob {
    /// Which.
    pub id: JobId,
}

/// The jobs that run.
#[derive(Default)]
pub struct Jobs {
    table: Mutex<Table>,
}

#[derive(Default)]
struct Table {
    running: Vec<Running>,
    /// Jobs that were to end before they began: they waited for their turn.
    early_ends: VecDeque<JobId>,
}

struct Running {
    state: JobState,
    token: CancellationToken,
    told: Instant,
    /// Whether anything after its beginning was told.
    moves: bool,
}

impl Jobs {
    fn lock(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets every job end, when the program does.
    pub(crate) fn cancel_all(&self) {
        for it in &self.lock().running {
            it.token.cancel();
        }
    }
}

/// A job that runs. It has ended when this is dropped.
pub struct Job<'a> {
    kelola: &'a Kelola,
    id: JobId,
    token: CancellationToken,
}

impl<'a> Job<'a> {
    /// Begins a job of so many things, and tells of it.
    ///
    /// # Errors
    /// Fails when one of that name runs already.
    pub fn start(
        kelola: &'a Kelola,
        id: JobId,
        kind: JobKind,
        total: usize,
    ) -> Result<Self, Failure> {
        let token = CancellationToken::new();
        let state = JobState {
            id,
            kind,
            done: 0,
            total: u32::try_from(total).unwrap_or(u32::MAX),
            failed: 0,
            finished: false,
        };
        {
            let mut table = kelola.jobs.lock();
            if table.running.iter().any(|it| it.state.id == id) {
                return Err(Failure::bad_input(id));
            }
            if let Some(at) = table.early_ends.iter().position(|it| *it == id) {
                table.early_ends.remove(at);
                token.cancel();
            }
            table.running.push(Running {
                state: state.clone(),
                token: token.clone(),
                told: Instant::now(),
                moves: false,
            });
        }
        kelola.events().tell(&Event::Job(state));
        Ok(Self { kelola, id, token })
    }

    /// One more of its things is done, or has failed.
    pub fn step(&self, failed: bool) {
        self.change(|state| {
            state.done = state.done.saturating_add(1);
            state.failed = state.failed.saturating_add(u32::from(failed));
        });
    }

    /// It is this far, where whoever does the work counts by itself.
    pub fn reach(&self, done: usize, total: usize, failed: usize) {
        let number = |it| u32::try_from(it).unwrap_or(u32::MAX);
        self.change(|state| {
            // Two workers may tell in the other order than they counted.
            state.done = state.done.max(number(done));
            state.failed = state.failed.max(number(failed));
            state.total = number(total);
        });
    }

    fn change(&self, news: impl FnOnce(&mut JobState)) {
        let news = {
            let mut table = self.kelola.jobs.lock();
            let own = table.running.iter_mut().find(|it| it.state.id == self.id);
            own.and_then(|own| {
                news(&mut own.state);
                let now = Instant::now();
                // That it moves at all is told at once.
                let is_time = !own.moves || now.duration_since(own.told) >= BETWEEN_EVENTS;
                is_time.then(|| {
                    (own.told, own.moves) = (now, true);
                    own.state.clone()
                })
            })
        };
        if let Some(state) = news {
            self.kelola.events().tell(&Event::Job(state));
        }
    }

    /// Whether the person wants it to end: what is not begun is then left.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.token.is_cancelled()
    }
}

impl Drop for Job<'_> {
    fn drop(&mut self) {
        let ended = {
            let mut table = self.kelola.jobs.lock();
            let at = table.running.iter().position(|it| it.state.id == self.id);
            at.map(|at| table.running.remove(at).state)
        };
        if let Some(state) = ended {
            self.kelola.events().tell(&Event::Job(JobState {
                finished: true,
                ..state
            }));
        }
    }
}

/// The jobs that run, so that a window that was loaded anew sees them.
///
/// # Errors
/// None.
pub fn list_jobs(kelola: &Kelola, _: Nothing) -> Result<Vec<JobState>, Failure> {
    let table = kelola.jobs.lock();
    Ok(table.running.iter().map(|it| it.state.clone()).collect())
}

/// Lets a job end after what it is at; one that has not begun yet ends as it begins, one that is over is left alone.
///
/// # Errors
/// None.
pub fn cancel_job(kelola: &Kelola, args: CancelJob) -> Result<Nothing, Failure> {
    let mut table = kelola.jobs.lock();
    match table.running.iter().find(|it| it.state.id == args.id) {
        Some(running) => running.token.cancel(),
        None => {
            if table.early_ends.len() >= MOST_EARLY_ENDS {
                table.early_ends.pop_front();
            }
            table.early_ends.push_back(args.id);
        }
    }
    Ok(Nothing {})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{media::import_as_job, testing::Shop};
    use kelola_media::sample::{Theme, draw};
    use std::sync::Arc;

    fn id(number: u128) -> JobId {
        JobId::from_uuid(uuid::Uuid::from_u128(number))
    }

    /// A shop, and what its window hears of jobs.
    fn heard() -> (Shop, Arc<Mutex<Vec<JobState>>>) {
        let shop = Shop::at("2026-10-01T02:00:00Z", &["instagram"]);
        let heard: Arc<Mutex<Vec<JobState>>> = Arc::default();
        let ear = Arc::clone(&heard);
        shop.kelola.events().listen(move |event| {
            if let Event::Job(state) = event {
                ear.lock().unwrap().push(state.clone());
            }
        });
        (shop, heard)
    }

    #[test]
    fn a_job_tells_how_far_it_is_some_ten_times_a_second_and_how_it_ended() {
        let (shop, heard) = heard();
        let job = Job::start(&shop.kelola, id(1), JobKind::Batch, 5000).unwrap();
        let begun = Instant::now();
        for number in 0..5000 {
            job.step(number % 10 == 0);
        }
        let most = begun.elapsed().as_millis() / BETWEEN_EVENTS.as_millis() + 3;
        let running = list_jobs(&shop.kelola, Nothing {}).unwrap();
        assert_eq!((running[0].done, running[0].failed), (5000, 500));
        drop(job);
        let heard = heard.lock().unwrap();
        assert_eq!((heard[0].done, heard[0].total), (0, 5000));
        assert!(heard.len() as u128 <= most + 1, "{} events", heard.len());
        let last = heard.last().unwrap();
        assert_eq!((last.done, last.failed, last.finished), (5000, 500, true));
        assert!(heard.iter().rev().skip(1).all(|it| !it.finished));
        assert!(list_jobs(&shop.kelola, Nothing {}).unwrap().is_empty());
    }

    #[test]
    fn a_job_can_be_ended_before_and_after_it_began() {
        let (shop, _) = heard();
        let start = |number| Job::start(&shop.kelola, id(number), JobKind::Import, 3).unwrap();
        let job = start(1);
        assert!(!job.is_cancelled());
        cancel_job(&shop.kelola, CancelJob { id: id(1) }).unwrap();
        assert!(job.is_cancelled());
        drop(job);
        cancel_job(&shop.kelola, CancelJob { id: id(2) }).unwrap();
        assert!(start(2).is_cancelled());
        assert!(!start(2).is_cancelled(), "once is enough");
        for number in 10..100 {
            cancel_job(&shop.kelola, CancelJob { id: id(number) }).unwrap();
        }
        assert!(!start(10).is_cancelled(), "only the newest are remembered");
        assert!(start(99).is_cancelled());
    }

    #[test]
    fn an_import_is_a_job_that_keeps_what_it_took_in_when_it_is_ended() {
        let (shop, heard) = heard();
        let files: Vec<_> = (0..12)
            .map(|seed| {
                let file = shop.folder.path().join(format!("{seed}.jpg"));
                let bytes = match seed {
                    0 => b"no picture".to_vec(),
                    _ => draw(seed, Theme::Quote),
                };
                std::fs::write(&file, bytes).unwrap();
                file
            })
            .collect();
        let done = import_as_job(&shop.kelola, Some(id(1)), &files[..4]).unwrap();
        assert_eq!((done.assets.len(), done.failures.len()), (3, 1));
        let last = heard.lock().unwrap().last().cloned().unwrap();
        assert_eq!((last.done, last.total, last.failed), (4, 4, 1));
        assert!(last.finished && last.id == id(1) && last.kind == JobKind::Import);
        let own = shop.kelola.clone();
        shop.kelola.events().listen(move |event| {
            if let Event::Job(JobState { id, done: 1.., .. }) = event {
                cancel_job(&own, CancelJob { id: *id }).unwrap();
            }
        });
        let cut_short = import_as_job(&shop.kelola, None, &files[4..]).unwrap();
        assert!((1..8).contains(&cut_short.assets.len()), "{cut_short:?}");
        cancel_job(&shop.kelola, CancelJob { id: id(2) }).unwrap();
        let nothing = import_as_job(&shop.kelola, Some(id(2)), &files[4..]).unwrap();
        assert!(nothing.assets.is_empty() && nothing.failures.is_empty());
    }

    #[test]
    fn two_jobs_have_two_names() {
        let (shop, _) = heard();
        let first = Job::start(&shop.kelola, id(1), JobKind::Check, 1).unwrap();
        assert!(Job::start(&shop.kelola, id(1), JobKind::Batch, 1).is_err());
        drop(first);
        assert!(Job::start(&shop.kelola, id(1), JobKind::Batch, 1).is_ok());
    }
}

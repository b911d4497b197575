//! Keeps running: sleeps until there is something to do, wakes when something was stored, and survives
//! a computer that sleeps or whose clock is set.

use crate::{Engine, EngineEvent, Line, SyncError, plan, pull_plan};
use chrono::Duration;
use kelola_domain::time::Instant;
use kelola_store::deliveries;
use std::{sync::Arc, time::Duration as Span};
use tokio::{sync::Notify, time::Instant as Monotonic};
use tokio_util::sync::CancellationToken;

/// A timer does not run while the computer sleeps, so no single sleep is longer than this.
const LONGEST_SLEEP: Span = Span::from_secs(20);
/// When wall time and running time disagree by more, the computer slept or its clock was set.
const JUMP: Duration = Duration::seconds(5);
/// A sleep longer than this is told: things may have come due meanwhile.
const NAP: Duration = Duration::minutes(10);
/// Several changes in a row are one reason to look.
const GATHER: Span = Span::from_millis(250);
/// After a run that the database cut short.
const AFTER_STUMBLE: Span = Span::from_secs(30);

impl Engine {
    /// Runs until cancelled. `notify` is to be called whenever something was stored, here or by another
    /// program, and when the system says that it woke up. Tells a line for every delivery that moved.
    ///
    /// # Errors
    /// None at present: a run that fails is told as an event and tried again.
    pub async fn watch(
        &self,
        cancel: CancellationToken,
        notify: Arc<Notify>,
        sink: &(dyn Fn(Line) + Send + Sync),
    ) -> Result<(), SyncError> {
        let moved = |line: Line| {
            if line.from != line.to {
                sink(line);
            }
        };
        while !cancel.is_cancelled() {
            let wake = match self.watch_once(&moved, &cancel).await {
                Ok(wake) => wake,
                Err(error) => {
                    tracing::error!(%error, "a run was cut short");
                    self.set_busy(false);
                    self.tell(EngineEvent::Stumbled(error.to_string()));
                    tokio::select! {
                        () = cancel.cancelled() => break,
                        () = tokio::time::sleep(AFTER_STUMBLE) => continue,
                    }
                }
            };
            let from = Mark::at(self.now());
            tokio::select! {
                () = cancel.cancelled() => break,
                () = notify.notified() => tokio::time::sleep(GATHER).await,
                () = self.sleep_until(wake, &from) => {}
            }
            // Whatever ended the wait: somebody may write the moment the lid is opened.
            self.notice_jump(&from);
        }
        Ok(())
    }

    async fn watch_once(
        &self,
        sink: &(dyn Fn(Line) + Send + Sync),
        cancel: &CancellationToken,
    ) -> Result<Option<Instant>, SyncError> {
        let _turn = self.turn.lock().await;
        self.run(sink, Some(cancel)).await?;
        self.next_wake().await
    }

    /// When there is something to do next, if nobody does anything.
    pub(crate) async fn next_wake(&self) -> Result<Option<Instant>, SyncError> {
        let now = self.now();
        let all = self.snapshot(now).await?;
        // A network that came back while numbers were read has freed what was waiting for it.
        if !plan::plan(&all, now).is_empty() {
            return Ok(Some(now));
        }
        let sources = self.sources(now).await?;
        let ahead = self.read(move |db| deliveries::next_wake(db, now)).await?;
        let within_reach = self.next_within_reach(now).await?;
        let reading = pull_plan::next_wake(&sources, &self.memory().pulled, now);
        let clock = self.memory().clock_to_judge(now).map(|(at, _)| at);
        let all = [
            plan::next_wake(&all, now),
            reading,
            ahead,
            within_reach,
            clock,
        ];
        Ok(all.into_iter().flatten().min())
    }

    /// Returns at the instant, or when the computer has slept or its clock was set since `from`.
    async fn sleep_until(&self, wake: Option<Instant>, from: &Mark) {
        let Some(wake) = wake else {
            return std::future::pending().await;
        };
        loop {
            let left = (wake - self.now()).to_std().unwrap_or_default();
            if left.is_zero() || from.jump(self.now()).is_some() {
                return;
            }
            tokio::time::sleep(left.min(LONGEST_SLEEP)).await;
        }
    }

    /// Where wall time has jumped, what was known of the world no longer holds; a long sleep is told.
    fn notice_jump(&self, from: &Mark) {
        let now = self.now();
        let Some(jumped) = from.jump(now) else { return };
        self.memory().world_changed();
        if jumped > NAP {
            self.tell(EngineEvent::Slept {
                since: now - jumped,
            });
        }
    }
}

/// A moment in wall time and in running time.
struct Mark {
    wall: Instant,
    running: Monotonic,
}

impl Mark {
    fn at(wall: Instant) -> Self {
        Self {
            wall,
            running: Monotonic::now(),
        }
    }

    /// By how much wall time has left running time behind, or fallen behind it; none = they agree.
    fn jump(&self, now: Instant) -> Option<Duration> {
        let ran = Duration::from_std(self.running.elapsed()).unwrap_or_default();
        let jumped = now - self.wall - ran;
        (jumped.abs() > JUMP).then_some(jumped)
    }
}

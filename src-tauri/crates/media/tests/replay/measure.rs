//! What work on one file costs. Memory is counted for the whole program, so tests take turns.

use crate::MEMORY;
use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

static TURN: Mutex<()> = Mutex::new(());

/// A bound for programs that are not optimised, on a machine that does other things too.
const LONGEST: Duration = Duration::from_secs(20);

/// The right to measure, until it is dropped.
pub struct Turn(#[expect(dead_code, reason = "held, not read")] MutexGuard<'static, ()>);

pub fn turn() -> Turn {
    Turn(TURN.lock().unwrap_or_else(PoisonError::into_inner))
}

impl Turn {
    /// Does the work and makes sure that it took no more than this many bytes at its peak, nor unreasonably long.
    pub fn within<T>(&self, most_bytes: u64, what: &str, work: impl FnOnce() -> T) -> T {
        MEMORY.reset_peak_usage();
        let (before, started) = (MEMORY.current_usage(), Instant::now());
        let done = work();
        let took = started.elapsed();
        let peak = MEMORY.peak_usage().saturating_sub(before) as u64;
        assert!(
            peak <= most_bytes,
            "{what}: {peak} bytes at its peak, at most {most_bytes} expected"
        );
        assert!(took <= LONGEST, "{what}: took {took:?}");
        done
    }
}

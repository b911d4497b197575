//! What work on one file costs. Memory is counted for the whole program, so tests take turns.

use crate::MEMORY;
use std::{
    fs,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

static TURN: Mutex<()> = Mutex::new(());

/// A bound for programs that are not optimised, on a machine that does other things too.
const LONGEST: Duration = Duration::from_secs(20);

/// Code that is read in, stacks, and what an allocator keeps for later.
const RESIDENT_EXTRA: u64 = 8 << 20;

/// The right to measure, until it is dropped.
pub struct Turn(#[expect(dead_code, reason = "held, not read")] MutexGuard<'static, ()>);

pub fn turn() -> Turn {
    Turn(TURN.lock().unwrap_or_else(PoisonError::into_inner))
}

impl Turn {
    /// Does the work and makes sure that it took no more than this many bytes at its peak, nor unreasonably long.
    pub fn within<T>(&self, most_bytes: u64, what: &str, work: impl FnOnce() -> T) -> T {
        MEMORY.reset_peak_usage();
        let resident = Resident::now();
        let (before, started) = (MEMORY.current_usage(), Instant::now());
        let done = work();
        let took = started.elapsed();
        let peak = MEMORY.peak_usage().saturating_sub(before) as u64;
        assert!(
            peak <= most_bytes,
            "{what}: {peak} bytes at its peak, at most {most_bytes} expected"
        );
        let grown = resident.map_or(0, |it| it.grown());
        assert!(
            grown <= most_bytes + RESIDENT_EXTRA,
            "{what}: {grown} bytes more in memory, at most {most_bytes} expected"
        );
        assert!(took <= LONGEST, "{what}: took {took:?}");
        done
    }
}

/// Memory as the kernel counts it: what a C library takes passes by Rust's allocator. On Linux only.
struct Resident(u64);

impl Resident {
    fn now() -> Option<Self> {
        // Starts the count of the peak anew.
        fs::write("/proc/self/clear_refs", "5").ok()?;
        status("VmRSS:").map(Self)
    }

    fn grown(&self) -> u64 {
        status("VmHWM:").unwrap_or_default().saturating_sub(self.0)
    }
}

/// A number of proc(5)'s `status`, in bytes.
fn status(key: &str) -> Option<u64> {
    let text = fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|it| it.strip_prefix(key))?;
    let kib: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib * 1024)
}

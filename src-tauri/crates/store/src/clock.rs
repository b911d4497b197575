//! The time, as something handed in.

use chrono::{Duration, SubsecRound, Utc};
use kelola_domain::time::Instant;
use std::sync::{Arc, Mutex, PoisonError};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now, cut to milliseconds: what is stored reads back equal.
    fn now(&self) -> Instant;
}

/// The computer's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Utc::now().trunc_subsecs(3)
    }
}

/// The clock a program runs by: the computer's. In debug builds the file `KELOLA_CLOCK` names says by how many seconds
/// it is off, and is read at every look: a test closes the lid by putting it back, and opens it by putting it right.
#[must_use]
pub fn system_clock() -> Arc<dyn Clock> {
    #[cfg(debug_assertions)]
    if let Some(file) = std::env::var_os("KELOLA_CLOCK") {
        return Arc::new(SetClock(file.into()));
    }
    Arc::new(SystemClock)
}

/// The computer's clock, off by as much as a file says.
#[cfg(debug_assertions)]
struct SetClock(std::path::PathBuf);

#[cfg(debug_assertions)]
impl Clock for SetClock {
    fn now(&self) -> Instant {
        let said = std::fs::read_to_string(&self.0).unwrap_or_default();
        let off = said.trim().parse().ok().and_then(Duration::try_seconds);
        SystemClock.now() + off.unwrap_or_default()
    }
}

/// A clock set by hand, for tests and for the demo.
#[derive(Debug)]
pub struct ManualClock(Mutex<Instant>);

impl ManualClock {
    /// A clock that stands at `at`.
    #[must_use]
    pub fn new(at: Instant) -> Self {
        Self(Mutex::new(at.trunc_subsecs(3)))
    }

    /// Sets it.
    pub fn set(&self, at: Instant) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = at.trunc_subsecs(3);
    }

    /// Moves it forward.
    pub fn advance(&self, by: Duration) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Instant {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

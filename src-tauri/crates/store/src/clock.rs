//! The time, as something handed in.

use chrono::{Duration, SubsecRound, Utc};
use kelola_domain::time::Instant;
use std::sync::{Mutex, PoisonError};

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

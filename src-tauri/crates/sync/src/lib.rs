//! The engine: the one running part that sends what is due, settles what is unknown and brings home
//! numbers and messages. It decides with pure functions (`plan`, `pull_plan`, `retry`, `grace`) and
//! acts in short ones; the database is the truth, networks, clock and randomness are handed in.

mod crash;
mod engine;
mod error;
mod event;
#[cfg(test)]
mod fixtures;
mod freeze;
pub mod grace;
mod lines;
mod memory;
mod outcome;
pub mod plan;
mod pull;
pub mod pull_plan;
mod random;
mod reach;
mod reconcile;
pub mod retry;
mod send;
mod snapshot;
mod steps;
mod watch;

pub use engine::{Engine, Parts, Status, Summary};
pub use error::SyncError;
pub use event::EngineEvent;
pub use freeze::{Freeze, FreezeError};
pub use lines::Line;
pub use random::{Random, SeededRandom, SystemRandom};

/// The setting that pauses everything: a boolean.
pub const PAUSED: &str = "paused";

//! The engine: the one running part that sends what is due, settles what is unknown and brings home
//! numbers and messages. It decides with pure functions (`plan`, `pull_plan`, `retry`, `grace`) and
//! acts in short ones; the database is the truth, networks, clock and randomness are handed in.

pub mod ahead;
mod crash;
mod engine;
mod error;
mod event;
mod finish;
#[cfg(test)]
mod fixtures;
mod freeze;
mod gone;
pub mod grace;
mod hand_off;
mod lanes;
mod lines;
mod memory;
mod outcome;
pub mod pace;
mod pieces;
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

pub use engine::{ABREAST, Engine, Parts, Status, Summary};
pub use error::SyncError;
pub use event::EngineEvent;
pub use freeze::{Freeze, FreezeError};
pub use lines::Line;
pub use random::{Random, SeededRandom, SystemRandom};
pub use send::outgoing_media;

/// Every code the engine writes itself, into a delivery's history or a line; each has words.
pub const CODES: &[&str] = &[
    "too_late",
    "everything_paused",
    "computer_not_confirmed",
    "needs_sign_in",
    "interrupted",
    "not_published",
    "found_live",
    "rendition_missing",
    "gone_while_processing",
    "offline",
    "waiting",
    "clock_off",
    "channel_paused",
    "changed_meanwhile",
    "restored",
    "earlier_piece_gone",
    "waits_for_piece",
    "reply_target_unknown",
    "gone_on_network",
    "taken_down",
    "handing_over",
    "not_ready",
    "taken_back",
    "found_held",
    "hold_gone",
    "out_before_change",
    "held_past_time",
    "not_verified",
];

/// The setting that pauses everything: a boolean.
pub const PAUSED: &str = "paused";

//! Kaskus, posted to by hand: its programming interface was closed years ago.

mod profile;

pub use profile::profile;

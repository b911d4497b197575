//! Snapchat, posted to by hand.

mod profile;

pub use profile::profile;

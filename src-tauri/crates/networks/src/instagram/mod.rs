//! Instagram, posted to by hand: its API takes pictures only from a public address and needs an app's secret.

mod profile;

pub use profile::profile;

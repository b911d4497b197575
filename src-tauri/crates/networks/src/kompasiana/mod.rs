//! Kompasiana, posted to by hand: it has no public writing API.

mod profile;

pub use profile::profile;

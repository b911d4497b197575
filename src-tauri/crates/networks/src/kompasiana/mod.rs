//! Kompasiana, posted to by hand: it has no public writing API.

mod profile;

use crate::contract::Network;
use kelola_domain::network::Profile;

/// Kompasiana.
pub struct Kompasiana(Profile);

impl Kompasiana {
    /// With today's rules.
    #[must_use]
    pub fn new() -> Self {
        Self(profile::profile())
    }
}

impl Network for Kompasiana {
    fn profile(&self) -> &Profile {
        &self.0
    }
}

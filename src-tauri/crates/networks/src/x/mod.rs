//! X, posted to by hand: its API is metered and billed to each user.

mod profile;

use crate::contract::Network;
use kelola_domain::network::Profile;

/// X.
pub struct X(Profile);

impl X {
    /// With today's rules.
    #[must_use]
    pub fn new() -> Self {
        Self(profile::profile())
    }
}

impl Network for X {
    fn profile(&self) -> &Profile {
        &self.0
    }
}

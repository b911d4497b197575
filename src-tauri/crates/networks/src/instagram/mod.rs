//! Instagram, posted to by hand: publishing by API wants a public address for every picture and an app secret.

mod profile;

use crate::contract::Network;
use kelola_domain::network::Profile;

/// Instagram.
pub struct Instagram(Profile);

impl Instagram {
    /// With today's rules.
    #[must_use]
    pub fn new() -> Self {
        Self(profile::profile())
    }
}

impl Network for Instagram {
    fn profile(&self) -> &Profile {
        &self.0
    }
}

//! A network that is posted to by hand: a profile, and no client.

use crate::contract::Network;
use kelola_domain::network::Profile;

/// A network without an API Kelola can use.
pub struct Manual(Profile);

impl Manual {
    /// With its rules.
    #[must_use]
    pub const fn new(profile: Profile) -> Self {
        Self(profile)
    }
}

impl Network for Manual {
    fn profile(&self) -> &Profile {
        &self.0
    }
}

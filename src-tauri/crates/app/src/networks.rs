//! The networks, for tasks that need no data folder.

use crate::{Kelola, failure::Failure, words::errors};
use kelola_domain::network::{NetworkId, Profile};
use kelola_networks::{Endpoints, Registry};
use std::sync::LazyLock;

static REGISTRY: LazyLock<Registry> = LazyLock::new(|| Registry::standard(Endpoints::none()));

/// Takes in the networks a person defined and the newer rules of a data folder.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn learn_from(kelola: &Kelola) -> Result<(), Failure> {
    kelola.teach(&REGISTRY)
}

/// What Kelola knows about every network.
#[must_use]
pub fn profiles() -> Vec<&'static Profile> {
    REGISTRY.all().map(|it| it.profile()).collect()
}

/// What Kelola knows about one network.
///
/// # Errors
/// Fails when there is no such network.
pub fn profile(network: &NetworkId) -> Result<&'static Profile, Failure> {
    let known = REGISTRY.get(network).map(|it| it.profile());
    known.ok_or_else(|| {
        Failure::new(errors::UNKNOWN_NETWORK).with(
            "what",
            network.as_str().chars().take(40).collect::<String>(),
        )
    })
}

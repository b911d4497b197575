//! Bluesky (AT Protocol): publishes with a record key chosen beforehand, so that a repeat is never a second
//! post; reads back lost answers, counts, replies, mentions and quotes.
//!
//! A session is signed in once with the app password; its tokens live in the vault and are renewed there
//! before the new ones are used. Everything goes to the server the channel names and to no other host.

mod client;
mod counts;
mod inbox;
mod profile;
mod record;
mod session;
mod tid;
mod wire;
mod xrpc;

use crate::{
    contract::{Client, Network},
    endpoints::Endpoints,
    http::Http,
};
use kelola_domain::network::Profile;

/// The server of most accounts.
const HOME: &str = "https://bsky.social";

/// Bluesky.
pub struct Bluesky {
    profile: Profile,
    http: Http,
    stand_in: Option<String>,
}

impl Bluesky {
    /// With today's rules; a stand-in address replaces every channel's server.
    #[must_use]
    pub fn new(endpoints: Endpoints) -> Self {
        let stand_in = endpoints.get("bluesky").map(str::to_owned);
        Self {
            profile: profile::profile(),
            http: Http::new(chrono::Utc::now),
            stand_in,
        }
    }
}

impl Network for Bluesky {
    fn profile(&self) -> &Profile {
        &self.profile
    }

    fn client(&self) -> Option<&dyn Client> {
        Some(self)
    }
}

#[cfg(test)]
mod tests;

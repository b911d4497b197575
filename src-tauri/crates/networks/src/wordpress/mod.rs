//! WordPress (REST with an application password): articles with pictures, tags and a first comment, held by the site
//! until their time where that is wanted.
//!
//! The slug of an article is its request id, so that a post whose answer was lost is found by asking for it; it is
//! asked for before anything is made, because WordPress would answer a repeat with a second post named `…-2`.
//! Everything goes to the site the channel names and to no other host; a site that answers from elsewhere is named.

mod address;
mod article;
mod changes;
mod checks;
mod client;
mod comments;
mod counts;
mod errors;
mod files;
mod inbox;
mod markup;
mod profile;
mod rest;
mod schedule;
mod site;
mod tags;
mod wire;

use crate::{
    contract::{Client, Network},
    endpoints::Endpoints,
    error::NetworkError,
    http::Http,
};
use kelola_domain::network::Profile;
use url::Url;

/// WordPress.
pub struct WordPress {
    profile: Profile,
    http: Http,
    roots: rest::Roots,
    stand_in: Option<String>,
}

impl WordPress {
    /// With today's rules; a stand-in address replaces every channel's site.
    #[must_use]
    pub fn new(endpoints: Endpoints) -> Self {
        Self {
            profile: profile::profile(),
            http: Http::new(chrono::Utc::now),
            roots: rest::Roots::default(),
            stand_in: endpoints.get("wordpress").map(str::to_owned),
        }
    }
}

impl Network for WordPress {
    fn profile(&self) -> &Profile {
        &self.profile
    }

    fn client(&self) -> Option<&dyn Client> {
        Some(self)
    }

    fn server(&self, typed: &str) -> Result<Url, NetworkError> {
        address::site(typed)
    }

    fn codes(&self) -> &'static [&'static str] {
        errors::CODES
    }
}

#[cfg(test)]
mod tests;

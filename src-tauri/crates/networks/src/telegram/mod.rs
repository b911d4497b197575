//! Telegram channels by the Bot API: posts, albums, videos and first comments go out, comments of the linked
//! discussion group come in. A bot cannot read a channel's history, so a lost answer is asked, never settled here.
//!
//! The bot's token is part of every address. It stands in `bot.rs` alone, and nothing that leaves that file holds it.

mod bot;
mod change;
mod chat;
mod client;
mod comments;
mod counts;
mod examine;
mod failure;
mod message;
mod place;
mod profile;
mod queue;
mod wire;

use crate::{
    contract::{Client, Network},
    endpoints::Endpoints,
    http::Http,
};
use kelola_domain::network::Profile;
use queue::Queues;

/// Where every bot is reached.
const HOME: &str = "https://api.telegram.org";

/// Telegram.
pub struct Telegram {
    profile: Profile,
    http: Http,
    home: String,
    queues: Queues,
}

impl Telegram {
    /// With today's rules; a stand-in address replaces Telegram's own.
    #[must_use]
    pub fn new(endpoints: Endpoints) -> Self {
        Self {
            profile: profile::profile(),
            http: Http::new(chrono::Utc::now),
            home: endpoints.get("telegram").unwrap_or(HOME).to_owned(),
            queues: Queues::default(),
        }
    }
}

impl Network for Telegram {
    fn profile(&self) -> &Profile {
        &self.profile
    }

    fn client(&self) -> Option<&dyn Client> {
        Some(self)
    }

    fn codes(&self) -> &'static [&'static str] {
        failure::CODES
    }
}

#[cfg(test)]
mod tests;

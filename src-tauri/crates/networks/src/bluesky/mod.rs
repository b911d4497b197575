//! Bluesky (AT Protocol): publishes posts, threads and first comments with record keys chosen beforehand, so that a
//! repeat is never a second post; takes them down; reads back lost answers, counts, replies, mentions and quotes.
//! A record could be written anew, but the official app shows the first version: so no editing is offered.
//!
//! A session is signed in once with the app password; its tokens live in the vault and are renewed there
//! before the new ones are used. Everything goes to the server the channel names; only the video service of Bluesky's
//! own network gets a file too, with a short-lived token for this one purpose.

mod client;
mod counts;
mod embed;
mod examine;
mod inbox;
mod profile;
mod publish;
mod record;
mod remove;
mod session;
mod tid;
mod video;
mod wire;
mod xrpc;

use crate::{
    contract::{Client, Network},
    endpoints::Endpoints,
    http::Http,
};
use kelola_domain::network::Profile;
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// The server of most accounts.
const HOME: &str = "https://bsky.social";

/// Bluesky.
pub struct Bluesky {
    profile: Profile,
    http: Http,
    stand_in: Option<String>,
    video_stand_in: Option<String>,
    uploads: Mutex<Uploads>,
}

/// Uploads to the video service that were begun, by account and file: cut short, they go on where they stopped.
type Uploads = HashMap<(String, String), video::Begun>;

impl Bluesky {
    /// With today's rules; a stand-in address replaces every channel's server.
    #[must_use]
    pub fn new(endpoints: Endpoints) -> Self {
        let stand_in = endpoints.get("bluesky").map(str::to_owned);
        let video_stand_in = endpoints.get("bluesky_video").map(str::to_owned);
        Self {
            profile: profile::profile(),
            http: Http::new(chrono::Utc::now),
            stand_in,
            video_stand_in,
            uploads: Mutex::default(),
        }
    }

    // What a panic elsewhere left behind is still a list of uploads.
    fn uploads(&self) -> MutexGuard<'_, Uploads> {
        self.uploads.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Network for Bluesky {
    fn profile(&self) -> &Profile {
        &self.profile
    }

    fn client(&self) -> Option<&dyn Client> {
        Some(self)
    }

    fn codes(&self) -> &'static [&'static str] {
        &[
            "bluesky_account_closed",
            "bluesky_account_asleep",
            "bluesky_app_password_needed",
            "bluesky_file_too_large",
            "bluesky_record_refused",
            "bluesky_reply_gone",
            "bluesky_video_alone",
            "bluesky_video_refused",
            "bluesky_video_failed",
            "bluesky_video_daily_limit",
            "bluesky_video_forbidden",
        ]
    }
}

#[cfg(test)]
mod piece_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod video_tests;

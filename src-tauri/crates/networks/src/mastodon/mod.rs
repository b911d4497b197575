//! The Mastodon family: Mastodon itself, GoToSocial, Pleroma and Akkoma, Pixelfed, and whatever else speaks its client
//! API. The flavours are the profile's kinds; [`flavour`] says in which one a server is and how it differs.
//!
//! One signs in on the server's own page ([`sign_in`]) or with an access token made there; the token goes to the
//! server the channel names and to no other host. A post carries its request id as `Idempotency-Key`; where a server
//! keeps no keys, or has forgotten this one, it is looked for before it is sent again ([`find`]). What is planned
//! ahead is handed over as a scheduled status ([`hand_off`]).

mod api;
mod change;
mod client;
mod counts;
mod find;
mod flavour;
mod hand_off;
mod held;
mod html;
mod inbox;
mod media;
mod oauth;
mod profile;
mod rights;
mod server;
mod session;
mod sign_in;
mod status;
#[cfg(test)]
mod tests;
mod wire;

use crate::{
    contract::{Client, Network},
    endpoints::Endpoints,
    http::Http,
};
use kelola_domain::network::Profile;

/// The codes of failures only this family has; their words stand in `words.json`.
mod code {
    pub const OTHER_ACCOUNT: &str = "mastodon_other_account";
    pub const ACCOUNT_SUSPENDED: &str = "mastodon_account_suspended";
    pub const ACCOUNT_MOVED: &str = "mastodon_account_moved";
    pub const SCOPE_MISSING: &str = "mastodon_scope_missing";
    pub const PARENT_MISSING: &str = "mastodon_parent_missing";
    pub const MEDIA_REFUSED: &str = "mastodon_media_refused";
    pub const MEDIA_SLOW: &str = "mastodon_media_slow";
    pub const PICTURE_NEEDED: &str = "mastodon_picture_needed";
    pub const CANNOT_HOLD: &str = "mastodon_cannot_hold";
    pub const HELD_ENOUGH: &str = "mastodon_held_enough";
    pub const CANNOT_EDIT: &str = "mastodon_cannot_edit";

    pub const ALL: &[&str] = &[
        OTHER_ACCOUNT,
        ACCOUNT_SUSPENDED,
        ACCOUNT_MOVED,
        SCOPE_MISSING,
        PARENT_MISSING,
        MEDIA_REFUSED,
        MEDIA_SLOW,
        PICTURE_NEEDED,
        CANNOT_HOLD,
        HELD_ENOUGH,
        CANNOT_EDIT,
    ];
}

/// The Mastodon family.
pub struct Mastodon {
    profile: Profile,
    http: Http,
    stand_in: Option<String>,
}

impl Mastodon {
    /// With today's rules; a stand-in address replaces every channel's server.
    #[must_use]
    pub fn new(endpoints: Endpoints) -> Self {
        Self {
            profile: profile::profile(),
            http: Http::new(chrono::Utc::now),
            stand_in: endpoints.get("mastodon").map(str::to_owned),
        }
    }
}

impl Network for Mastodon {
    fn profile(&self) -> &Profile {
        &self.profile
    }

    fn client(&self) -> Option<&dyn Client> {
        Some(self)
    }

    fn codes(&self) -> &'static [&'static str] {
        code::ALL
    }
}

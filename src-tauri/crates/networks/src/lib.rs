//! The contract for a network and one folder per network. A network gives a profile (dated rules, all data)
//! and, where there is an API, a client; what only some networks can do is a small trait of its own.
//!
//! To add one: a folder like `local`, and a line in [`Registry::standard`].

mod account;
#[cfg(test)]
mod answers;
mod bluesky;
mod contract;
mod endpoints;
mod error;
mod facebook;
mod html;
mod http;
mod instagram;
mod kaskus;
mod kompasiana;
mod linkedin;
mod local;
mod loopback;
mod manual;
mod markup;
mod mastodon;
mod media;
mod messenger;
mod pinterest;
mod registry;
mod rules;
mod snapchat;
mod telegram;
#[cfg(test)]
mod testing;
mod threads;
mod tiktok;
mod whatsapp;
mod wordpress;
mod x;
mod youtube;

pub use account::{Account, Secret, Slot, Vault, VaultError};
pub use bluesky::Bluesky;
pub use contract::{
    AccountInfo, Ahead, BrowserSignIn, Client, Counts, Edit, Examination, FindLost, Finish,
    HandOff, Held, Inbox, Incoming, Network, Outgoing, Published, ReadCounts, ReadInbox, Remove,
    ReplyTo, SignInPage, Withdrawn,
};
pub use endpoints::Endpoints;
pub use error::{Kind, NetworkError};
pub use html::escape as escape_html;
pub use local::{Local, LocalPost};
pub use loopback::{Loopback, NoAnswer, read_head};
pub use markup::written;
pub use mastodon::Mastodon;
pub use media::{MediaContent, OutgoingMedia};
pub use registry::Registry;
pub use wordpress::WordPress;

/// Every code a network's failure can carry; each has words.
pub const CODES: &[&str] = &[
    "offline",
    "outcome_unknown",
    "rate_limited",
    "sign_in_expired",
    "permission_missing",
    "quota_or_policy",
    "rejected",
    "unexpected_answer",
    "no_secret",
    "keychain_unavailable",
    "clock_skewed",
    "bad_server",
    "plain_http_refused",
];

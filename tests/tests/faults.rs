//! The fault matrix: every network against every fault, through the real program. After each fault and recovery there
//! is exactly one post on the server, the state tells the truth, and at no time does it say *live* for nothing.
//!
//! A network is a [`Counterpart`] in a file of its own and one test below.
#![cfg(target_os = "linux")]

#[path = "faults/bluesky.rs"]
mod bluesky;
#[path = "faults/cases.rs"]
mod cases;
#[path = "faults/mastodon.rs"]
mod mastodon;
#[path = "faults/row.rs"]
mod row;
#[path = "faults/snac.rs"]
mod snac;
#[path = "faults/telegram.rs"]
mod telegram;
#[path = "faults/wordpress.rs"]
mod wordpress;

use kelola_tests::harness::proxy::{Proxy, Words};
use row::Row;
use serde_json::Value;

/// A server of one network behind a proxy, with one account on it.
trait Counterpart {
    /// The network.
    fn name(&self) -> &'static str;

    /// The proxy in front of it.
    fn proxy(&self) -> &Proxy;

    /// Its accounts as channels, as `channel add` takes them, reached through the proxy. The faults take turns on them:
    /// a network whose own budget is narrow has several.
    fn channels(&self) -> Vec<Value>;

    /// Whether it is always at the same address, so that the proxy has to stand in for it.
    fn is_central(&self) -> bool {
        false
    }

    /// A part of the line of the request that makes a post.
    fn creating(&self) -> &'static str;

    /// A part of the line of the request that uploads a picture.
    fn uploading(&self) -> &'static str;

    /// What the server says when the sign-in has expired.
    fn expired(&self) -> Words;

    /// What the server says that is asked too often.
    fn too_many(&self) -> Words {
        Words::too_many(cases::WAIT_SECS)
    }

    /// How many posts of this text readers can see.
    fn found(&self, text: &str) -> usize;

    /// Whether the network can be asked what became of a post; else the person is.
    fn reads_back(&self) -> bool {
        true
    }
}

#[test]
fn bluesky_publishes_once_through_every_fault() {
    Row::of(bluesky::Server::start()).run();
}

#[test]
fn mastodon_publishes_once_through_every_fault() {
    Row::of(mastodon::Server::start()).run();
}

#[test]
fn wordpress_publishes_once_through_every_fault() {
    Row::of(wordpress::Server::start()).run();
}

#[test]
fn snac_publishes_once_through_every_fault() {
    Row::of(snac::Server::start()).run();
}

#[test]
fn telegram_publishes_once_or_asks_through_every_fault() {
    Row::of(telegram::Server::start()).run();
}

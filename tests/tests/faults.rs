//! The fault matrix: every network against every fault, through the real program. After each fault and recovery there
//! is exactly one post on the server, the state tells the truth, and at no time does it say *live* for nothing.
//!
//! A network is a [`Counterpart`] in a file of its own and one test below.
#![cfg(target_os = "linux")]

#[path = "faults/bluesky.rs"]
mod bluesky;
#[path = "faults/cases.rs"]
mod cases;
#[cfg(feature = "long")]
#[path = "faults/mastodon.rs"]
mod mastodon;
#[path = "faults/row.rs"]
mod row;
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

    /// The account as a channel, as `channel add` takes it, reached through the proxy.
    fn channel(&self) -> Value;

    /// A part of the line of the request that makes a post.
    fn creating(&self) -> &'static str;

    /// A part of the line of the request that uploads a picture.
    fn uploading(&self) -> &'static str;

    /// What the server says when the sign-in has expired.
    fn expired(&self) -> Words;

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

// The fake's pauses make this row too long for every day.
#[cfg(feature = "long")]
#[test]
fn mastodon_publishes_once_through_every_fault() {
    Row::of(mastodon::Server::start()).run();
}

#[test]
fn wordpress_publishes_once_through_every_fault() {
    Row::of(wordpress::Server::start()).run();
}

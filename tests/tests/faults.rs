//! The fault matrix: every network against every fault, through the real program. After each fault and recovery there
//! is exactly one post on the server, the state tells the truth, and at no time does it say *live* for nothing.
//!
//! A network is a `Counterpart` in a file of its own and one test below.
#![cfg(target_os = "linux")]

#[path = "faults/cases.rs"]
mod cases;
#[path = "faults/row.rs"]
mod row;

use kelola_tests::journeys::counterpart::{Blog, Bluesky, Mastodon, SmallMastodon, Telegram};
use row::Row;

#[test]
fn bluesky_publishes_once_through_every_fault() {
    Row::of(Bluesky::start()).run();
}

#[test]
fn mastodon_publishes_once_through_every_fault() {
    Row::of(Mastodon::start()).run();
}

#[test]
fn wordpress_publishes_once_through_every_fault() {
    Row::of(Blog::start()).run();
}

#[test]
fn snac_publishes_once_through_every_fault() {
    Row::of(SmallMastodon::start()).run();
}

#[test]
fn telegram_publishes_once_or_asks_through_every_fault() {
    Row::of(Telegram::start()).run();
}

//! Every network a journey publishes to: its server behind a proxy, with an account on it. A network is a file here.

mod bluesky;
mod mastodon;
mod snac;
mod telegram;
mod wordpress;

use serde_json::Value;

use crate::harness::proxy::{Proxy, Words};

pub use bluesky::Bluesky;
pub use mastodon::Mastodon;
pub use snac::SmallMastodon;
pub use telegram::Telegram;
pub use wordpress::Blog;

/// A wait a test can afford.
const WAIT_SECS: u32 = 1;

/// A server of one network behind a proxy, with one account on it.
pub trait Counterpart {
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
        Words::too_many(WAIT_SECS)
    }

    /// Everything that would let a stranger in: what was typed, and parts of it that would do as well.
    fn secrets(&self) -> Vec<String>;

    /// Takes the sign-in back, as a person does at the network.
    fn revoke(&self);

    /// How many posts of this text readers can see.
    fn found(&self, text: &str) -> usize;

    /// Whether the network can be asked what became of a post; else the person is.
    fn reads_back(&self) -> bool {
        true
    }
}

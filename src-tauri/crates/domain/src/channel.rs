//! One account on one network, belonging to a brand. Its token lives in the keychain only.

use crate::{
    ids::{BrandId, ChannelId},
    network::NetworkId,
    time::Instant,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether the channel can publish, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Connection {
    /// The network is posted to by hand; nothing to connect.
    Manual,
    /// A secret is stored, nobody has tried it yet.
    Untested,
    /// The last test, or the last delivery, went well.
    Connected,
    /// The network refused the secret, or there is none.
    NeedsSignIn,
}

/// A channel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Channel {
    /// Its identifier.
    pub id: ChannelId,
    /// The brand it belongs to.
    pub brand: BrandId,
    /// The network it is on.
    pub network: NetworkId,
    /// The account's public name, without a leading `@`.
    pub handle: String,
    /// Address of the server, where the network has many.
    pub server: Option<String>,
    /// The account tier or usual kind of post, one of the profile's kinds.
    pub kind: String,
    /// Whether it can publish.
    pub connection: Connection,
    /// False for sample channels: their deliveries are never sent, whatever happens.
    pub sends: bool,
    /// The network's own identifier of the account (a DID), once known.
    pub remote_id: Option<String>,
    /// Paused by the person: nothing is sent until resumed.
    pub paused: bool,
    /// What its server told when last asked; nothing before that, and for a network posted to by hand.
    pub facts: Option<ServerFacts>,
}

/// What a channel's server told about itself and the account when last asked.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ServerFacts {
    /// The server's software and version, as it says: `mastodon 4.5.0`.
    pub software: Option<String>,
    /// The limits of this server, where they differ from the network's usual ones.
    pub limits: ServerLimits,
    /// When the sign-in ends unless it is renewed by the person; none = it does not end, or renews itself.
    #[ts(as = "Option<String>")]
    pub expires_at: Option<Instant>,
    /// What the self-test showed, line by line.
    pub checks: Vec<CheckLine>,
    /// When it was asked.
    #[ts(as = "Option<String>")]
    pub asked_at: Option<Instant>,
}

/// Limits a server told about itself; a missing one is the network's usual limit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ServerLimits {
    /// Longest text, in the unit of the profile's main measure.
    pub text: Option<u32>,
    /// What a link counts, in the same unit.
    pub url_length: Option<u32>,
    /// Most pictures in a post.
    pub images: Option<u32>,
    /// Largest picture in bytes.
    #[ts(type = "number | null")]
    pub image_bytes: Option<u64>,
    /// Largest picture in pixels, width times height.
    #[ts(type = "number | null")]
    pub image_pixels: Option<u64>,
    /// Largest video in bytes.
    #[ts(type = "number | null")]
    pub video_bytes: Option<u64>,
    /// Longest alternative text in characters.
    pub alt: Option<u32>,
    /// MIME types the server takes; empty = it did not say.
    pub types: Vec<String>,
}

/// One line of a channel's self-test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CheckLine {
    /// What was tried.
    pub what: CheckWhat,
    /// Whether it went well.
    pub passed: bool,
    /// Else why not: a code of the words table.
    pub code: Option<String>,
    /// The network's own words beneath; never a secret.
    pub raw: Option<String>,
}

/// What a self-test tries, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckWhat {
    /// The server answers.
    ServerAnswers,
    /// The server's clock and this computer's agree.
    ClockAgrees,
    /// The sign-in is accepted.
    SignedIn,
    /// The account may publish.
    MayPublish,
    /// The account may upload pictures.
    MayUpload,
    /// Replies and numbers can be read.
    MayRead,
}

impl CheckWhat {
    /// Every line, in order.
    pub const ALL: [Self; 6] = [
        Self::ServerAnswers,
        Self::ClockAgrees,
        Self::SignedIn,
        Self::MayPublish,
        Self::MayUpload,
        Self::MayRead,
    ];
}

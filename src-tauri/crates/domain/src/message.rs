//! What comes back from people: replies, mentions, likes and reposts. All of it is hostile plain text.

use crate::{
    ids::{ChannelId, DeliveryId, MessageId},
    time::Instant,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// An answer to one of our posts.
    Reply,
    /// Somebody named the channel.
    Mention,
    /// Somebody quoted one of our posts.
    Quote,
}

impl MessageKind {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Mention => "mention",
            Self::Quote => "quote",
        }
    }

    /// Reads a stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Reply, Self::Mention, Self::Quote]
            .into_iter()
            .find(|it| it.name() == name)
    }
}

/// An incoming message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Message {
    /// Its identifier here.
    pub id: MessageId,
    /// The channel it came to.
    pub channel: ChannelId,
    /// The delivery it belongs to, where that is known.
    pub delivery: Option<DeliveryId>,
    /// The network's identifier: a message comes in once.
    pub remote_id: String,
    /// What kind.
    pub kind: MessageKind,
    /// Public name of the author.
    pub author: String,
    /// What the author calls himself.
    pub author_name: String,
    /// The words, plain text.
    pub text: String,
    /// When it was written, as the network says.
    #[ts(as = "String")]
    pub at: Instant,
    /// Its public address, if it has one.
    pub url: Option<String>,
}

//! What a network is to the rest of Kelola.

use crate::{account::Account, error::NetworkError};
use async_trait::async_trait;
use kelola_domain::{
    delivery::{DeliveryState, Frozen, FrozenMedia},
    message::MessageKind,
    network::Profile,
    time::Instant,
};
use std::sync::Arc;

/// A network.
pub trait Network: Send + Sync {
    /// Its rules.
    fn profile(&self) -> &Profile;

    /// Its client; `None` for a network posted to by hand.
    fn client(&self) -> Option<&dyn Client> {
        None
    }
}

/// Publishes on a network.
#[async_trait]
pub trait Client: Send + Sync {
    /// Signs in (or refreshes) and says who it is; the connection test.
    ///
    /// # Errors
    /// Any kind but `UnknownOutcome`.
    async fn test(&self, who: &Account<'_>) -> Result<AccountInfo, NetworkError>;

    /// Publishes. Repeating it with the same request id never makes a second post where [`FindLost`] is offered.
    ///
    /// # Errors
    /// `UnknownOutcome` exactly when the post may exist although no answer came.
    async fn publish(
        &self,
        who: &Account<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError>;

    /// Settles lost answers by reading back.
    fn lost(&self) -> Option<&dyn FindLost> {
        None
    }

    /// Reads counts.
    fn counts(&self) -> Option<&dyn ReadCounts> {
        None
    }

    /// Reads replies and mentions.
    fn inbox(&self) -> Option<&dyn ReadInbox> {
        None
    }

    /// How far the network's clock was ahead of this computer's when last heard; negative = behind.
    fn clock_difference(&self) -> Option<chrono::Duration> {
        None
    }

    /// The request id of a new delivery, kept for life.
    fn request_id(&self, now: Instant, random: u64) -> String {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        let mut bytes = [0; 10];
        let (_, tail) = bytes.split_at_mut(2);
        tail.copy_from_slice(&random.to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes)
            .into_uuid()
            .to_string()
    }
}

/// Finds a post whose answer was lost.
#[async_trait]
pub trait FindLost: Send + Sync {
    /// The post of this request id; `Ok(None)` = certainly not there.
    ///
    /// # Errors
    /// When the network could not say.
    async fn find(
        &self,
        who: &Account<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Option<Published>, NetworkError>;
}

/// Reads numbers.
#[async_trait]
pub trait ReadCounts: Send + Sync {
    /// Counts of posts; a post the network no longer knows is left out.
    ///
    /// # Errors
    /// When nothing could be read.
    async fn counts(
        &self,
        who: &Account<'_>,
        remote_ids: &[String],
    ) -> Result<Vec<Counts>, NetworkError>;

    /// Followers of the account; `None` where the network does not say.
    ///
    /// # Errors
    /// When nothing could be read.
    async fn followers(&self, who: &Account<'_>) -> Result<Option<i64>, NetworkError>;
}

/// Reads what people wrote.
#[async_trait]
pub trait ReadInbox: Send + Sync {
    /// Messages since `cursor` (a value an earlier call gave), oldest first. A message may come twice.
    ///
    /// # Errors
    /// When nothing could be read.
    async fn messages(
        &self,
        who: &Account<'_>,
        cursor: Option<&str>,
    ) -> Result<Inbox, NetworkError>;
}

/// Who an account is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountInfo {
    /// The network's own identifier.
    pub remote_id: String,
    /// The public name, without a leading `@`.
    pub handle: String,
    /// What the account calls itself, where the network says.
    pub name: Option<String>,
}

/// What is to be published.
#[derive(Clone)]
pub struct Outgoing<'a> {
    /// The delivery's request id.
    pub request_id: &'a str,
    /// What was frozen when `sending` was entered.
    pub frozen: &'a Frozen,
    /// The pictures, in order.
    pub media: Vec<OutgoingMedia>,
}

/// A picture to be published.
#[derive(Clone)]
pub struct OutgoingMedia {
    /// The file.
    pub bytes: Arc<[u8]>,
    /// What is known of it.
    pub facts: FrozenMedia,
}

/// What was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The network's name for it.
    pub remote_id: String,
    /// The public address.
    pub url: Option<String>,
    /// When, as the network says.
    pub at: Option<Instant>,
    /// `Live`, `Processing` or `InNetworkDraft`.
    pub state: DeliveryState,
}

/// Counts of one post; `None` = the network does not say, which is not zero.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// The post.
    pub remote_id: String,
    /// Likes and reactions.
    pub likes: Option<i64>,
    /// Comments and replies.
    pub comments: Option<i64>,
    /// Shares, reposts and quotes.
    pub shares: Option<i64>,
    /// Saves and bookmarks.
    pub saves: Option<i64>,
    /// Times shown.
    pub views: Option<i64>,
}

/// A page of messages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inbox {
    /// The messages, oldest first.
    pub messages: Vec<Incoming>,
    /// What to hand in next time; `None` = nothing has ever come.
    pub cursor: Option<String>,
}

/// An incoming message: hostile plain text, lengths bounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The network's name for it.
    pub remote_id: String,
    /// The post of ours it answers or quotes.
    pub in_reply_to: Option<String>,
    /// What kind.
    pub kind: MessageKind,
    /// Public name of the author.
    pub author: String,
    /// What the author calls himself.
    pub author_name: String,
    /// The words.
    pub text: String,
    /// When it was written, as the network says.
    pub at: Instant,
    /// Its public address.
    pub url: Option<String>,
}

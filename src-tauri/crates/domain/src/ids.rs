//! Identifiers: UUIDv7, one type per noun, so that a post's id can never be passed for a channel's.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use ts_rs::TS;
use uuid::Uuid;

/// The text is not an identifier of this kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier: {0}")]
pub struct NotAnId(pub String);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(as = "String")]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a UUID made elsewhere (the store makes them from the clock and randomness).
            #[must_use]
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID itself.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::parse_str(text).map(Self).map_err(|_| NotAnId(text.chars().take(80).collect()))
            }
        }
    )*};
}

ids! {
    /// Identifies a brand.
    BrandId,
    /// Identifies a channel.
    ChannelId,
    /// Identifies a post.
    PostId,
    /// Identifies an original media file.
    AssetId,
    /// Identifies an album of originals.
    AlbumId,
    /// Identifies a delivery.
    DeliveryId,
    /// Identifies a stored report.
    ReportId,
    /// Identifies an incoming message.
    MessageId,
    /// Identifies a target.
    TargetId,
    /// Identifies a stored piece of text.
    SnippetId,
    /// Identifies a long piece of work; whoever starts it chooses the identifier.
    JobId,
    /// Identifies one operation: everything a person did with one act, undone together.
    OperationId,
}

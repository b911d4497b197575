//! One account on one network, belonging to a brand. Its token lives in the keychain only.

use crate::{
    ids::{BrandId, ChannelId},
    network::NetworkId,
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
}

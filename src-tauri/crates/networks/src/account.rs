//! Who acts on a network, and where the secrets of that account are kept.

use kelola_domain::{
    channel::{Channel, ServerFacts},
    ids::ChannelId,
};
use std::fmt;
use zeroize::Zeroizing;

/// A channel as a client sees it.
#[derive(Clone, Copy)]
pub struct Account<'a> {
    /// The channel.
    pub channel: ChannelId,
    /// The account's public name, without a leading `@`.
    pub handle: &'a str,
    /// Address of the server, where the network has many.
    pub server: Option<&'a str>,
    /// The network's own identifier of the account, once known.
    pub remote_id: Option<&'a str>,
    /// The account tier or flavour of the network, one of the profile's kinds.
    pub kind: &'a str,
    /// What the server told about itself when last asked.
    pub facts: Option<&'a ServerFacts>,
    /// Where its secrets are.
    pub vault: &'a dyn Vault,
}

impl<'a> Account<'a> {
    /// A channel with its secrets.
    #[must_use]
    pub fn of(channel: &'a Channel, vault: &'a dyn Vault) -> Self {
        Self {
            channel: channel.id,
            handle: &channel.handle,
            server: channel.server.as_deref(),
            remote_id: channel.remote_id.as_deref(),
            kind: &channel.kind,
            facts: channel.facts.as_ref(),
            vault,
        }
    }
}

/// The keychain, as far as a client needs it.
pub trait Vault: Send + Sync {
    /// Reads a secret; `None` when there is none.
    ///
    /// # Errors
    /// When the keychain cannot be used.
    fn read(&self, channel: ChannelId, slot: Slot) -> Result<Option<Secret>, VaultError>;

    /// Stores a secret over an older one.
    ///
    /// # Errors
    /// When the keychain cannot be used.
    fn write(&self, channel: ChannelId, slot: Slot, secret: &Secret) -> Result<(), VaultError>;

    /// Forgets a secret; none there is fine.
    ///
    /// # Errors
    /// When the keychain cannot be used.
    fn delete(&self, channel: ChannelId, slot: Slot) -> Result<(), VaultError>;
}

/// Which secret of a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The app password, bot token or access token a person typed.
    Password,
    /// The tokens of the running session, as JSON.
    Session,
    /// What the network gave this program when it registered there, as JSON.
    App,
}

impl Slot {
    /// Every slot.
    pub const ALL: [Self; 3] = [Self::Password, Self::Session, Self::App];

    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Session => "session",
            Self::App => "app",
        }
    }
}

/// The keychain cannot be used now.
#[derive(Debug, Clone, thiserror::Error)]
#[error("keychain: {0}")]
pub struct VaultError(pub String);

/// A secret text: never printed, wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes a text as a secret.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text itself.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_printed() {
        assert_eq!(format!("{:?}", Secret::new("abcd-efgh")), "Secret(…)");
    }
}

//! Secrets: kept in the system's keychain, keyed by installation and channel; nothing else ever holds them.

use crate::{Kelola, events::Event, failure::Failure, session::KeychainState};
use kelola_domain::{channel::Connection, ids::ChannelId};
use kelola_networks::{Secret, Slot, Vault, VaultError};
use kelola_store::{Keychain, KeychainStatus, SecretKey, Store, channels, installation};
use std::sync::{Arc, Mutex, PoisonError};

/// The keychain, and how it stood when last asked.
pub struct Secrets {
    keychain: Arc<Keychain>,
    last: Mutex<Option<KeychainStatus>>,
}

impl Secrets {
    /// Over a keychain; the system's one outside tests.
    #[must_use]
    pub fn new(keychain: Keychain) -> Self {
        Self {
            keychain: Arc::new(keychain),
            last: Mutex::new(None),
        }
    }

    /// How the keychain stands; asked once, then again by `retry`.
    pub fn state(&self) -> KeychainState {
        let known = *self.lock();
        let status = known.unwrap_or_else(|| self.keychain.probe());
        *self.lock() = Some(status);
        KeychainState::from(status)
    }

    /// Looks for the keychain again.
    pub fn retry(&self) -> KeychainState {
        let status = self.keychain.retry();
        *self.lock() = Some(status);
        KeychainState::from(status)
    }

    /// Deletes everything kept for a channel. Without a keychain there is nothing to delete.
    pub(crate) fn forget(&self, kelola: &Kelola, channel: ChannelId) {
        let Ok(vault) = self.vault(kelola.store()) else {
            return;
        };
        for slot in Slot::ALL {
            if vault.delete(channel, slot).is_err() {
                tracing::warn!(%channel, "the keychain kept a secret that was to be deleted");
            }
        }
    }

    /// The keychain as the networks see it.
    pub(crate) fn vault(&self, store: &Store) -> Result<KeychainVault, Failure> {
        let installation = store.read(installation::id)?;
        Ok(KeychainVault {
            keychain: Arc::clone(&self.keychain),
            installation,
        })
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<KeychainStatus>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The keychain as the networks see it: one installation's secrets by channel and slot.
pub struct KeychainVault {
    keychain: Arc<Keychain>,
    installation: String,
}

impl KeychainVault {
    fn key(&self, channel: ChannelId, slot: Slot) -> SecretKey {
        SecretKey::new(&self.installation, channel, slot.name())
    }
}

impl Vault for KeychainVault {
    fn read(&self, channel: ChannelId, slot: Slot) -> Result<Option<Secret>, VaultError> {
        let bytes = self
            .keychain
            .get(&self.key(channel, slot))
            .map_err(|error| VaultError(error.status.code().to_owned()))?;
        Ok(bytes.map(|it| Secret::new(String::from_utf8_lossy(&it).into_owned())))
    }

    fn write(&self, channel: ChannelId, slot: Slot, secret: &Secret) -> Result<(), VaultError> {
        self.keychain
            .set(&self.key(channel, slot), secret.reveal().as_bytes())
            .map_err(|error| VaultError(error.status.code().to_owned()))
    }

    fn delete(&self, channel: ChannelId, slot: Slot) -> Result<(), VaultError> {
        self.keychain
            .delete(&self.key(channel, slot))
            .map_err(|error| VaultError(error.status.code().to_owned()))
    }
}

/// Keeps a channel's password in the keychain; the channel is *untested* from then on.
///
/// # Errors
/// Fails when the secret is empty or the keychain cannot be used; nothing is stored then.
pub fn store_secret(kelola: &Kelola, channel: ChannelId, secret: &str) -> Result<(), Failure> {
    let secret = secret.trim();
    if secret.is_empty() || secret.len() > 2000 {
        return Err(Failure::bad_input("secret"));
    }
    let mut known = kelola.read(|db| channels::get(db, channel))?;
    let vault = kelola.secrets.vault(kelola.store())?;
    let key = |slot| vault.key(channel, slot);
    kelola
        .secrets
        .keychain
        .set(&key(Slot::Password), secret.as_bytes())?;
    kelola.secrets.keychain.delete(&key(Slot::Session))?;
    known.connection = Connection::Untested;
    kelola.store().write(
        kelola_store::Actor::Sync,
        crate::words::acts::EDIT_CHANNEL,
        |tx| channels::update(tx, &known),
    )?;
    kelola.events().tell(&Event::WorkspaceChanged);
    Ok(())
}

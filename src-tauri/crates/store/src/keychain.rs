//! Secrets, in the system's keychain only: Credential Manager, Keychain or Secret Service. Calls may block until the
//! person answers the system's question, so they belong on a thread that may wait.

use kelola_domain::ids::ChannelId;
use keyring_core::{CredentialStore, Entry, Error};
use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

/// The name all entries have in the system's keychain.
const SERVICE: &str = "kelola";

/// Names one secret. Its parts are no secret.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SecretKey {
    user: String,
}

impl SecretKey {
    /// The secret in a slot (password, session) of a channel of an installation.
    #[must_use]
    pub fn new(installation: &str, channel: ChannelId, slot: &str) -> Self {
        Self {
            user: format!("{installation}/{channel}/{slot}"),
        }
    }
}

/// How the keychain is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeychainStatus {
    /// Secrets can be stored and deleted.
    Ok,
    /// No keychain service runs.
    NoService,
    /// The service runs but was never set up: it has no default collection.
    NoCollection,
    /// It is locked and was not unlocked when asked.
    Locked,
    /// The secret is longer than this system's keychain takes.
    TooLong,
    /// Anything else.
    Failed,
}

impl KeychainStatus {
    /// The code in the words table.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ok => "keychain_ok",
            Self::NoService => "keychain_no_service",
            Self::NoCollection => "keychain_no_collection",
            Self::Locked => "keychain_locked",
            Self::TooLong => "keychain_too_long",
            Self::Failed => "keychain_failed",
        }
    }
}

/// The keychain did not do what was asked.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", status.code())]
pub struct KeychainError {
    /// Why.
    pub status: KeychainStatus,
}

type Maker = dyn Fn() -> Result<Arc<CredentialStore>, Error> + Send + Sync;

/// The system's keychain.
pub struct Keychain {
    make: Box<Maker>,
    store: Mutex<Option<Arc<CredentialStore>>>,
}

impl fmt::Debug for Keychain {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Keychain")
    }
}

impl Keychain {
    /// The keychain of this system; it is only talked to when first needed.
    #[must_use]
    pub fn system() -> Self {
        Self {
            make: Box::new(system_store),
            store: Mutex::new(None),
        }
    }

    /// A keychain over a given store, for tests.
    #[must_use]
    pub fn with_store(store: Arc<CredentialStore>) -> Self {
        Self {
            make: Box::new(move || Ok(Arc::clone(&store))),
            store: Mutex::new(None),
        }
    }

    /// Stores a secret, replacing the one before.
    ///
    /// # Errors
    /// With the status that keeps it from being stored.
    pub fn set(&self, key: &SecretKey, secret: &[u8]) -> Result<(), KeychainError> {
        self.entry(&key.user)?
            .set_secret(secret)
            .map_err(|error| told(&error))
    }

    /// Reads a secret; none = never stored, or deleted.
    ///
    /// # Errors
    /// With the status that keeps it from being read.
    pub fn get(&self, key: &SecretKey) -> Result<Option<Vec<u8>>, KeychainError> {
        match self.entry(&key.user)?.get_secret() {
            Ok(secret) => Ok(Some(secret)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(told(&error)),
        }
    }

    /// Deletes a secret; one that is not there is fine.
    ///
    /// # Errors
    /// With the status that keeps it from being deleted.
    pub fn delete(&self, key: &SecretKey) -> Result<(), KeychainError> {
        match self.entry(&key.user)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(told(&error)),
        }
    }

    /// Whether secrets can be kept. Stores and deletes one, because reading alone also works, and finds nothing, in a
    /// keychain that was never set up.
    #[must_use]
    pub fn probe(&self) -> KeychainStatus {
        let key = SecretKey {
            user: format!("probe/{}", uuid::Uuid::now_v7()),
        };
        match self.set(&key, b"probe").and_then(|()| self.delete(&key)) {
            Ok(()) => KeychainStatus::Ok,
            Err(error) => error.status,
        }
    }

    /// Connects anew and probes: the person started or unlocked the keychain and pressed *Retry*.
    #[must_use]
    pub fn retry(&self) -> KeychainStatus {
        *self.slot() = None;
        self.probe()
    }

    fn entry(&self, user: &str) -> Result<Entry, KeychainError> {
        let store = self.connected()?;
        store
            .build(SERVICE, user, None)
            .map_err(|error| told(&error))
    }

    fn connected(&self) -> Result<Arc<CredentialStore>, KeychainError> {
        let mut slot = self.slot();
        if let Some(store) = &*slot {
            return Ok(Arc::clone(store));
        }
        let store = (self.make)().map_err(|error| KeychainError {
            // Without a connection nothing more is known than that nobody answers.
            status: if matches!(error, Error::PlatformFailure(_)) {
                KeychainStatus::NoService
            } else {
                status_of(&error)
            },
        })?;
        *slot = Some(Arc::clone(&store));
        Ok(store)
    }

    fn slot(&self) -> std::sync::MutexGuard<'_, Option<Arc<CredentialStore>>> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The store that `keyring` picks for this system. `keyring` remembers a failure for the whole life of the program,
/// so after one the same store is made directly.
fn system_store() -> Result<Arc<CredentialStore>, Error> {
    if keyring::Entry::store_status().is_ok()
        && let Some(store) = keyring_core::get_default_store()
    {
        return Ok(store);
    }
    #[cfg(target_os = "linux")]
    return Ok(zbus_secret_service_keyring_store::Store::new()?);
    #[cfg(windows)]
    return Ok(windows_native_keyring_store::Store::new()?);
    #[cfg(target_os = "macos")]
    return Ok(apple_native_keyring_store::keychain::Store::new()?);
    #[cfg(not(any(target_os = "linux", windows, target_os = "macos")))]
    Err(Error::NoDefaultStore)
}

fn told(error: &Error) -> KeychainError {
    let status = status_of(error);
    // The error holds a reason and perhaps attributes, never the secret; BadEncoding and BadDataFormat would.
    if !matches!(error, Error::BadEncoding(_) | Error::BadDataFormat(..)) {
        tracing::warn!(status = status.code(), %error, "keychain");
    }
    KeychainError { status }
}

fn status_of(error: &Error) -> KeychainStatus {
    match error {
        Error::NoDefaultStore => KeychainStatus::NoService,
        Error::TooLong(..) => KeychainStatus::TooLong,
        Error::NoStorageAccess(cause) => no_access(cause.as_ref()),
        _ => KeychainStatus::Failed,
    }
}

/// A Secret Service without a default collection answers "no result"; a locked one, that the prompt was dismissed.
#[cfg(target_os = "linux")]
fn no_access(cause: &(dyn std::error::Error + Send + Sync + 'static)) -> KeychainStatus {
    match cause.downcast_ref::<secret_service::Error>() {
        Some(secret_service::Error::NoResult) => KeychainStatus::NoCollection,
        _ => KeychainStatus::Locked,
    }
}

#[cfg(not(target_os = "linux"))]
fn no_access(_: &(dyn std::error::Error + Send + Sync + 'static)) -> KeychainStatus {
    KeychainStatus::Locked
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn key(slot: &str) -> SecretKey {
        SecretKey::new("i", ChannelId::from_uuid(Uuid::nil()), slot)
    }

    #[test]
    fn secrets_are_kept_by_slot_and_deleting_twice_is_fine() {
        let keychain = Keychain::with_store(keyring_core::mock::Store::new().expect("a mock"));
        assert_eq!(keychain.probe(), KeychainStatus::Ok);
        keychain
            .set(&key("password"), "rahasia-ä".as_bytes())
            .expect("stored");
        assert_eq!(
            keychain.get(&key("password")).expect("read"),
            Some("rahasia-ä".as_bytes().to_vec())
        );
        assert_eq!(keychain.get(&key("session")).expect("read"), None);
        keychain.delete(&key("password")).expect("deleted");
        keychain.delete(&key("password")).expect("deleted again");
        assert_eq!(keychain.get(&key("password")).expect("read"), None);
    }

    #[test]
    fn a_keychain_that_was_not_there_is_found_by_retry() {
        let up = Arc::new(std::sync::atomic::AtomicBool::new(false));
        let flag = Arc::clone(&up);
        let keychain = Keychain {
            make: Box::new(move || {
                if flag.load(std::sync::atomic::Ordering::SeqCst) {
                    Ok(keyring_core::mock::Store::new()?)
                } else {
                    Err(Error::PlatformFailure("no bus".into()))
                }
            }),
            store: Mutex::new(None),
        };
        assert_eq!(keychain.probe(), KeychainStatus::NoService);
        up.store(true, std::sync::atomic::Ordering::SeqCst);
        assert_eq!(keychain.retry(), KeychainStatus::Ok);
    }

    #[test]
    fn what_keeps_a_secret_from_being_stored_is_told_apart() {
        assert_eq!(status_of(&Error::NoDefaultStore), KeychainStatus::NoService);
        assert_eq!(
            status_of(&Error::TooLong("secret".into(), 2560)),
            KeychainStatus::TooLong
        );
        assert_eq!(
            status_of(&Error::NoStorageAccess("?".into())),
            KeychainStatus::Locked
        );
        #[cfg(target_os = "linux")]
        assert_eq!(
            status_of(&Error::NoStorageAccess(Box::new(
                secret_service::Error::NoResult
            ))),
            KeychainStatus::NoCollection
        );
    }
}

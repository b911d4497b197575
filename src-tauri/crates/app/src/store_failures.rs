//! What a failure of the store means to the person.

use crate::{failure::Failure, words::errors};
use kelola_store::{BackupFault, KeychainError, StoreError};

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound { noun, id } => Self::not_found(format!("{noun} {id}")),
            StoreError::Stale { current } => {
                Self::new(errors::POST_CHANGED_ELSEWHERE).with("revision", current)
            }
            StoreError::NotAllowed { .. } => Self::new(errors::DELIVERY_FIXED),
            StoreError::Duplicate(what) => Self::bad_input(what),
            StoreError::Referenced => {
                Self::new(errors::UNDO_REFUSED).with("what", errors::UNDO_IN_USE)
            }
            StoreError::Invalid(what) => Self::bad_input(what),
            StoreError::NewerSchema { .. } => Self::new(errors::NEWER_SCHEMA),
            StoreError::EngineBusy => Self::new(errors::ENGINE_BUSY),
            StoreError::InUse => Self::new(errors::DATA_LOCKED),
            StoreError::BadBackup(fault) => {
                Self::new(errors::BACKUP_REFUSED).with("what", fault_words(&fault))
            }
            StoreError::Damaged(what) => {
                tracing::error!(%what, "the data file is damaged");
                Self::new(errors::DATA_DAMAGED)
            }
            StoreError::Disk(error) => {
                tracing::error!(%error, "the disk");
                Self::new(errors::FILE_UNREADABLE).with("what", error.kind())
            }
            StoreError::Database(error) if is_busy(&error) => Self::new(errors::DATA_LOCKED),
            StoreError::Database(error) => Self::defect(&error),
        }
    }
}

impl From<KeychainError> for Failure {
    fn from(error: KeychainError) -> Self {
        Self::new(error.status.code())
    }
}

fn is_busy(error: &kelola_store::SqliteError) -> bool {
    error.sqlite_error_code().is_some_and(|code| {
        matches!(
            code,
            kelola_store::SqliteErrorCode::DatabaseBusy
                | kelola_store::SqliteErrorCode::DatabaseLocked
        )
    })
}

/// A short name of what is wrong with a backup; it stands inside a sentence of either language.
fn fault_words(fault: &BackupFault) -> String {
    match fault {
        BackupFault::NotABackup => "≠ backup".to_owned(),
        BackupFault::ForeignFile(name) | BackupFault::WrongHash(name) => {
            name.chars().take(80).collect()
        }
        BackupFault::TooLarge => "> limit".to_owned(),
        BackupFault::WrongSchema => "schema".to_owned(),
        BackupFault::Damaged => "CRC".to_owned(),
    }
}

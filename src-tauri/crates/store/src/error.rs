//! What can go wrong with stored data, named by what the caller can do about it.

use kelola_domain::delivery::DeliveryState;

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such row.
    #[error("no {noun} {id}")]
    NotFound {
        /// What was looked for.
        noun: &'static str,
        /// Its identifier.
        id: String,
    },
    /// The post was changed since it was read; read it again.
    #[error("changed meanwhile, now at revision {current}")]
    Stale {
        /// The stored revision.
        current: i64,
    },
    /// The delivery may not go from one state to the other.
    #[error("a delivery may not go from {} to {}", from.name(), to.name())]
    NotAllowed {
        /// Where it stands.
        from: DeliveryState,
        /// Where it was to go.
        to: DeliveryState,
    },
    /// There already is such a row.
    #[error("already there: {0}")]
    Duplicate(String),
    /// The row names something that is not there, or something else still needs it.
    #[error("still or wrongly referred to")]
    Referenced,
    /// The caller's value cannot be stored.
    #[error("not valid: {0}")]
    Invalid(String),
    /// The folder was written by a newer Kelola.
    #[error("schema {found} is newer than {known}")]
    NewerSchema {
        /// Schema of the file.
        found: i64,
        /// Newest schema this program knows.
        known: i64,
    },
    /// Another engine already works on this folder.
    #[error("another engine works on this folder")]
    EngineBusy,
    /// Another program has the folder open.
    #[error("another program has the folder open")]
    InUse,
    /// The file offered for restoring is not acceptable.
    #[error("backup not acceptable: {0}")]
    BadBackup(#[from] BackupFault),
    /// Stored data cannot be read as what they should be.
    #[error("damaged: {0}")]
    Damaged(String),
    /// The disk refused.
    #[error(transparent)]
    Disk(#[from] std::io::Error),
    /// The database refused.
    #[error(transparent)]
    Database(rusqlite::Error),
}

/// Why a backup was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BackupFault {
    /// It is not a backup of Kelola.
    #[error("not a backup")]
    NotABackup,
    /// It holds a file that does not belong there.
    #[error("foreign file {0}")]
    ForeignFile(String),
    /// It is larger than anything Kelola would write.
    #[error("too large")]
    TooLarge,
    /// Its database has tables, triggers or views that Kelola did not make.
    #[error("wrong schema")]
    WrongSchema,
    /// A file's content is not what its name says.
    #[error("wrong content in {0}")]
    WrongHash(String),
    /// It cannot be read to its end, or its database fails the integrity check.
    #[error("damaged")]
    Damaged,
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::{Error as E, ErrorCode, ffi};
        match &error {
            E::FromSqlConversionFailure(..)
            | E::InvalidColumnType(..)
            | E::IntegralValueOutOfRange(..)
            | E::Utf8Error(..) => Self::Damaged(error.to_string()),
            E::SqliteFailure(cause, text) => match (cause.code, cause.extended_code) {
                (_, ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY) => {
                    Self::Duplicate(text.clone().unwrap_or_default())
                }
                (_, ffi::SQLITE_CONSTRAINT_FOREIGNKEY) => Self::Referenced,
                (ErrorCode::ConstraintViolation, _) => {
                    Self::Invalid(text.clone().unwrap_or_default())
                }
                (ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase, _) => {
                    Self::Damaged(error.to_string())
                }
                _ => Self::Database(error),
            },
            _ => Self::Database(error),
        }
    }
}

impl StoreError {
    /// No row of this kind with this identifier.
    pub(crate) fn not_found(noun: &'static str, id: impl ToString) -> Self {
        Self::NotFound {
            noun,
            id: id.to_string(),
        }
    }
}

/// Turns the absence of a row into [`StoreError::NotFound`].
pub(crate) fn found<T>(
    row: Option<T>,
    noun: &'static str,
    id: impl ToString,
) -> Result<T, StoreError> {
    row.ok_or_else(|| StoreError::not_found(noun, id))
}

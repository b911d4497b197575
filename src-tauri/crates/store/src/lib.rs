//! Where everything is kept: one SQLite file, the blobs beside it, and the secrets in the system's keychain.
//! Gives back domain types. Every act of a person is one recorded operation that can be taken back.
//! What is sent, pulled or drawn is decided elsewhere.

pub mod albums;
pub mod assets;
pub mod backup;
mod blobs;
pub mod brands;
pub mod changes;
pub mod channels;
mod clock;
mod columns;
pub mod cursors;
pub mod deliveries;
mod error;
mod files;
pub mod health;
pub mod installation;
mod keychain;
pub mod likenesses;
mod lock;
pub mod messages;
pub mod metrics;
pub mod networks;
pub mod posts;
mod record;
pub mod renditions;
pub mod reports;
mod schema;
mod search;
pub mod settings;
pub mod snippets;
mod store;
pub mod targets;
pub mod upkeep;
pub mod variants;
pub mod watch;

pub use blobs::{Blobs, Kind, sha256};
pub use clock::{Clock, ManualClock, SystemClock, system_clock};
pub use error::{BackupFault, StoreError};
pub use files::{copy_whole, write_whole};
pub use installation::{FileMirror, Mirror};
pub use keychain::{Keychain, KeychainError, KeychainStatus, SecretKey};
pub use lock::{EngineLock, engine_lock};
pub use rusqlite::{Connection, Error as SqliteError, ErrorCode as SqliteErrorCode};
pub use store::{Actor, Store, Write};

#[cfg(test)]
mod tests;

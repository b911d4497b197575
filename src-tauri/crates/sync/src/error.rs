//! What can stop the engine itself. What happens to a delivery is not an error but a state.

use kelola_store::StoreError;

/// The engine could not go on.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The database refused to be read or written; what was under way is settled by the next run.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A task of our own ended in a panic.
    #[error("a task of the engine ended early: {0}")]
    Defect(String),
}

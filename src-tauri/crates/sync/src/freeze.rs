//! What turns a variant into the exact content that goes out. The engine asks; the application,
//! which knows posts and pictures, answers.

use kelola_domain::{delivery::Frozen, ids::DeliveryId};

/// Makes the frozen content of a delivery, its prepared pictures included.
pub trait Freeze: Send + Sync {
    /// Prepares the delivery's content as it stands now. Pictures are in the renditions folder when
    /// this returns. May take long; no lock is held meanwhile.
    ///
    /// # Errors
    /// The stable code of what is missing; the delivery fails with it.
    fn freeze(&self, delivery: DeliveryId) -> Result<Frozen, FreezeError>;
}

/// The content cannot be prepared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot be prepared: {code}")]
pub struct FreezeError {
    /// Stable code, an entry of the words table.
    pub code: String,
}

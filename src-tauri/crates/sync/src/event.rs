//! Facts the engine tells: what changed, never what to do about it.

use kelola_domain::{
    delivery::DeliveryState,
    ids::{ChannelId, DeliveryId},
    time::Instant,
};

/// Something is now true that was not before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EngineEvent {
    /// A delivery took a step.
    DeliveryStepped {
        /// The delivery.
        id: DeliveryId,
        /// State before.
        from: DeliveryState,
        /// State after.
        to: DeliveryState,
        /// Why.
        code: Option<String>,
    },
    /// A channel's sign-in or identity changed.
    ChannelChanged(ChannelId),
    /// Servers can be reached, or no longer.
    Online(bool),
    /// New metric samples are stored.
    NumbersCameIn {
        /// The channel they are about.
        channel: ChannelId,
        /// How many.
        count: usize,
    },
    /// New messages are stored.
    MessagesCameIn {
        /// The channel they came to.
        channel: ChannelId,
        /// How many.
        count: usize,
    },
    /// This computer's clock and a server's differ by so many seconds (ours minus theirs); nothing is
    /// sent until the person was told.
    ClockDisagrees {
        /// Ours minus theirs.
        seconds: i64,
    },
    /// This computer slept, or was switched off, since then, and has woken up.
    Slept {
        /// When it fell asleep.
        since: Instant,
    },
    /// Work begins or ends.
    Busy(bool),
    /// A round was cut short by a defect or a disk; it is tried again. Text for the log only.
    Stumbled(String),
}

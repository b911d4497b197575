//! The recorded moments of a delivery at which a test can end the program as `kill -9` would. In a
//! release build nothing of this exists.

/// A recorded moment of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// `sending` is committed, the request has not been made.
    BeforeRequest,
    /// The answer has arrived, nothing of it is stored.
    AfterRequest,
    /// The answer is stored.
    AfterStore,
}

#[cfg(debug_assertions)]
impl Point {
    /// The name a test gives in `KELOLA_CRASH_AT`.
    const fn name(self) -> &'static str {
        match self {
            Self::BeforeRequest => "before_request",
            Self::AfterRequest => "after_request",
            Self::AfterStore => "after_store",
        }
    }
}

/// Ends the program here and now if `KELOLA_CRASH_AT` names this moment.
#[cfg(debug_assertions)]
pub(crate) fn here(point: Point) {
    if std::env::var_os("KELOLA_CRASH_AT").is_some_and(|it| it == point.name()) {
        std::process::abort();
    }
}

/// Does nothing: the hook exists in debug builds only.
#[cfg(not(debug_assertions))]
pub(crate) const fn here(_point: Point) {}

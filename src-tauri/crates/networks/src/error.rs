//! What can go wrong with a network, in eight kinds named for what follows.

use crate::account::VaultError;
use kelola_domain::channel::{CheckLine, CheckWhat};
use std::{fmt, time::Duration};

/// What follows from a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Nothing reached the network; tried again when it is back.
    Offline,
    /// The request may have arrived; never repeated blindly.
    UnknownOutcome,
    /// Too many requests; tried again after a wait.
    RateLimited,
    /// The person has to sign in again.
    SignInExpired,
    /// The account may not do this.
    MissingPermission,
    /// The network's quota or policy stands in the way for now.
    QuotaOrPolicy,
    /// The network refuses the post as it is.
    Rejected,
    /// The answer makes no sense, or the server is broken; nothing was made.
    Unexpected,
}

impl Kind {
    /// The code of its sentence in the words table.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::UnknownOutcome => "outcome_unknown",
            Self::RateLimited => "rate_limited",
            Self::SignInExpired => "sign_in_expired",
            Self::MissingPermission => "permission_missing",
            Self::QuotaOrPolicy => "quota_or_policy",
            Self::Rejected => "rejected",
            Self::Unexpected => "unexpected_answer",
        }
    }
}

/// A failure of a network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct NetworkError {
    /// What follows from it.
    pub kind: Kind,
    /// Code of its sentence in the words table: the kind's own, or a narrower one (`no_secret`, `clock_skewed`,
    /// `keychain_unavailable`, `bad_server`).
    pub code: &'static str,
    /// The network's own code and message, shortened; never a secret.
    pub raw: Option<String>,
    /// How long to wait before the next try, where the network said so.
    pub retry_after: Option<Duration>,
}

/// How much of a network's own words is kept, in characters.
const RAW_LENGTH: usize = 300;

impl NetworkError {
    /// A failure of a kind, with the kind's own code.
    #[must_use]
    pub const fn new(kind: Kind) -> Self {
        Self {
            kind,
            code: kind.code(),
            raw: None,
            retry_after: None,
        }
    }

    /// A failure with a narrower code.
    #[must_use]
    pub const fn coded(kind: Kind, code: &'static str) -> Self {
        Self {
            kind,
            code,
            raw: None,
            retry_after: None,
        }
    }

    /// With the network's own words.
    #[must_use]
    pub fn raw(mut self, raw: impl AsRef<str>) -> Self {
        self.raw = Some(
            raw.as_ref()
                .chars()
                .filter(|it| !it.is_control())
                .take(RAW_LENGTH)
                .collect(),
        );
        self
    }

    /// With a wait.
    #[must_use]
    pub const fn after(mut self, wait: Option<Duration>) -> Self {
        self.retry_after = wait;
        self
    }

    /// The line of a self-test this failure stops at.
    #[must_use]
    pub fn as_check(&self, what: CheckWhat) -> CheckLine {
        CheckLine {
            what,
            passed: false,
            code: Some(self.code.to_owned()),
            raw: self.raw.clone(),
        }
    }

    /// No secret is stored for the channel.
    #[must_use]
    pub const fn no_secret() -> Self {
        Self::coded(Kind::SignInExpired, "no_secret")
    }

    /// The server's clock and this computer's differ by more than two minutes; nothing was sent.
    #[must_use]
    pub const fn clock_skewed() -> Self {
        Self::coded(Kind::Unexpected, "clock_skewed")
    }
}

impl fmt::Display for NetworkError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.code)?;
        self.raw
            .as_ref()
            .map_or(Ok(()), |raw| write!(out, ": {raw}"))
    }
}

impl From<VaultError> for NetworkError {
    fn from(error: VaultError) -> Self {
        Self::coded(Kind::SignInExpired, "keychain_unavailable").raw(error.0)
    }
}

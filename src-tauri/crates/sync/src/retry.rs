//! The only place that turns a network's failure into what happens next: which state, and when again.

use crate::grace;
use chrono::Duration;
use kelola_domain::{
    delivery::{Delivery, DeliveryState as State},
    time::Instant,
};
use kelola_networks::{Kind, NetworkError};

/// How often an unexpected failure, known not to have published, is tried before it counts as final.
pub const MAX_ATTEMPTS: u32 = 6;
/// Between two tries to reach a server: the first wait and the longest.
pub const OFFLINE: (Duration, Duration) = (Duration::seconds(15), Duration::minutes(5));
/// Between two tries of something a server refused: the first wait and the longest.
pub const REFUSED: (Duration, Duration) = (Duration::seconds(30), Duration::hours(1));

/// What follows from a failed request to publish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AfterSend {
    /// The state to record.
    pub to: State,
    /// When it is tried again, with `retry_at`.
    pub retry_at: Option<Instant>,
    /// What follows for everything else on the channel.
    pub channel: ForChannel,
    /// Whether it is certain that nothing was published, so that the next try starts afresh.
    pub fresh: bool,
}

/// What a failure means for a channel as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForChannel {
    /// Nothing: it was about this one request.
    Nothing,
    /// Its server is out of reach; probed with growing pauses.
    OutOfReach,
    /// Its server wants to be left alone until then.
    Until(Instant),
    /// Its sign-in is refused.
    SignIn,
}

/// Decides after a request to publish failed. `jitter` is in [0, 1).
#[must_use]
pub fn after_send(
    delivery: &Delivery,
    error: &NetworkError,
    now: Instant,
    jitter: f64,
) -> AfterSend {
    let plain = |to, channel, fresh| AfterSend {
        to,
        retry_at: None,
        channel,
        fresh,
    };
    let tries = delivery.attempts.saturating_sub(1);
    match error.kind {
        Kind::Offline => plain(State::Due, ForChannel::OutOfReach, true),
        Kind::UnknownOutcome => plain(State::Unknown, ForChannel::Nothing, false),
        Kind::RateLimited => {
            let at = again(error, tries, now, jitter);
            let at = if error.retry_after.is_some() {
                at
            } else {
                grace::within(delivery, at, now)
            };
            AfterSend {
                to: State::RetryAt,
                retry_at: Some(at),
                channel: ForChannel::Until(at),
                fresh: true,
            }
        }
        Kind::SignInExpired => plain(State::NeedsSignIn, ForChannel::SignIn, true),
        Kind::MissingPermission | Kind::QuotaOrPolicy | Kind::Rejected => {
            plain(State::Failed, ForChannel::Nothing, true)
        }
        Kind::Unexpected if delivery.attempts >= MAX_ATTEMPTS => {
            plain(State::Failed, ForChannel::Nothing, true)
        }
        Kind::Unexpected => {
            let at = grace::within(delivery, again(error, tries, now, jitter), now);
            AfterSend {
                to: State::RetryAt,
                retry_at: Some(at),
                channel: ForChannel::Nothing,
                fresh: true,
            }
        }
    }
}

/// What follows from a failed request to hold a post until its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterHandOff {
    /// The network may hold it.
    Unknown,
    /// Nothing of the channel works now.
    Later(ForChannel),
    /// It is offered again at this instant.
    Again(Instant),
    /// The network does not take it: it goes out from here at its time.
    Refused,
}

/// Decides after a request to hold a post failed. `attempts` counts the requests begun, this one included.
#[must_use]
pub fn after_hand_off(
    error: &NetworkError,
    attempts: u32,
    now: Instant,
    jitter: f64,
) -> AfterHandOff {
    let tries = attempts.saturating_sub(1);
    match error.kind {
        Kind::Offline => AfterHandOff::Later(ForChannel::OutOfReach),
        Kind::UnknownOutcome => AfterHandOff::Unknown,
        Kind::RateLimited => {
            AfterHandOff::Later(ForChannel::Until(again(error, tries, now, jitter)))
        }
        Kind::SignInExpired => AfterHandOff::Later(ForChannel::SignIn),
        Kind::MissingPermission | Kind::QuotaOrPolicy | Kind::Rejected => AfterHandOff::Refused,
        Kind::Unexpected if attempts >= MAX_ATTEMPTS => AfterHandOff::Refused,
        Kind::Unexpected => AfterHandOff::Again(again(error, tries, now, jitter)),
    }
}

/// What follows from a failed request that only reads: a test, a look for a lost delivery, a pull.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterRead {
    /// The server is out of reach.
    OutOfReach,
    /// Asked again at this instant.
    Again(Instant),
    /// The sign-in is refused.
    SignIn,
    /// Refused for a reason that waiting does not cure.
    Refused,
}

/// Decides after a request that only reads failed. `tries` counts earlier failures of the same request.
#[must_use]
pub fn after_read(error: &NetworkError, tries: u32, now: Instant, jitter: f64) -> AfterRead {
    match error.kind {
        Kind::Offline => AfterRead::OutOfReach,
        Kind::SignInExpired => AfterRead::SignIn,
        Kind::MissingPermission | Kind::QuotaOrPolicy | Kind::Rejected => AfterRead::Refused,
        // Nothing was to be changed, so a lost answer to a question is only a question to repeat.
        Kind::UnknownOutcome | Kind::RateLimited | Kind::Unexpected => {
            AfterRead::Again(again(error, tries, now, jitter))
        }
    }
}

/// A pause that doubles with every try from `first` to `longest`, spread by a quarter either way so that
/// many computers do not knock together.
#[must_use]
pub fn backoff((first, longest): (Duration, Duration), tries: u32, jitter: f64) -> Duration {
    let doubled = first
        .num_milliseconds()
        .saturating_mul(1_i64 << tries.min(20));
    let pause = doubled.min(longest.num_milliseconds());
    let spread = (pause as f64 * (jitter - 0.5) / 2.0) as i64;
    Duration::milliseconds((pause + spread).min(longest.num_milliseconds()))
}

/// When a refused request is repeated: what the server asked for, else a growing pause.
fn again(error: &NetworkError, tries: u32, now: Instant, jitter: f64) -> Instant {
    // Nobody waits longer than a day: a larger number is a server's mistake.
    let longest = Duration::days(1);
    let asked = error
        .retry_after
        .map(|it| Duration::from_std(it).map_or(longest, |it| it.min(longest)));
    now + asked.map_or_else(
        || backoff(REFUSED, tries, jitter),
        |it| it + Duration::seconds(1),
    )
}

#[cfg(test)]
#[path = "retry_tests.rs"]
mod tests;

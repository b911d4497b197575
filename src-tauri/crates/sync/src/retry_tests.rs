//! Every kind of failure and what follows from it.

use super::*;
use crate::fixtures::{at, delivery};

fn error(kind: Kind, retry_after: Option<u64>) -> NetworkError {
    NetworkError {
        kind,
        code: "test",
        raw: None,
        retry_after: retry_after.map(std::time::Duration::from_secs),
    }
}

fn sent(kind: Kind, attempts: u32, retry_after: Option<u64>) -> AfterSend {
    let it = Delivery {
        state: State::Sending,
        attempts,
        ..delivery()
    };
    after_send(&it, &error(kind, retry_after), at("12:00"), 0.5)
}

#[test]
fn every_kind_has_its_state() {
    let table = [
        (Kind::Offline, State::Due, ForChannel::OutOfReach),
        (Kind::UnknownOutcome, State::Unknown, ForChannel::Nothing),
        (Kind::SignInExpired, State::NeedsSignIn, ForChannel::SignIn),
        (Kind::MissingPermission, State::Failed, ForChannel::Nothing),
        (Kind::QuotaOrPolicy, State::Failed, ForChannel::Nothing),
        (Kind::Rejected, State::Failed, ForChannel::Nothing),
        (Kind::Unexpected, State::RetryAt, ForChannel::Nothing),
        (
            Kind::RateLimited,
            State::RetryAt,
            ForChannel::Until(at("12:00:30")),
        ),
    ];
    for (kind, to, channel) in table {
        let next = sent(kind, 1, None);
        assert_eq!((next.to, next.channel), (to, channel), "{kind:?}");
        assert!(State::Sending.may_become(next.to), "{kind:?}");
        assert_eq!(
            next.fresh,
            kind != Kind::UnknownOutcome,
            "{kind:?}: only a lost answer leaves doubt"
        );
    }
}

#[test]
fn the_time_a_server_names_is_kept() {
    assert_eq!(
        sent(Kind::RateLimited, 1, Some(120)).retry_at,
        Some(at("12:02:01"))
    );
    assert_eq!(
        sent(Kind::RateLimited, 1, Some(3 * 3600)).retry_at,
        Some(at("15:00:01")),
        "even beyond the grace: it will be asked"
    );
    assert_eq!(
        sent(Kind::RateLimited, 1, Some(u64::MAX)).retry_at,
        Some(at("12:00") + Duration::days(1) + Duration::seconds(1))
    );
}

#[test]
fn an_own_pause_ends_within_the_grace() {
    assert_eq!(
        sent(Kind::Unexpected, 1, None).retry_at,
        Some(at("12:00:30"))
    );
    assert_eq!(
        sent(Kind::RateLimited, 12, None).retry_at,
        Some(at("12:59:40"))
    );
}

#[test]
fn an_unexpected_answer_is_not_repeated_for_ever() {
    assert_eq!(
        sent(Kind::Unexpected, MAX_ATTEMPTS - 1, None).to,
        State::RetryAt
    );
    assert_eq!(sent(Kind::Unexpected, MAX_ATTEMPTS, None).to, State::Failed);
}

#[test]
fn pauses_double_up_to_the_longest() {
    let pauses: Vec<_> = (0..7)
        .map(|tries| backoff(OFFLINE, tries, 0.5).num_seconds())
        .collect();
    assert_eq!(pauses, [15, 30, 60, 120, 240, 300, 300]);
    for jitter in [0.0, 0.3, 0.999] {
        let pause = backoff(OFFLINE, 3, jitter);
        assert!(
            pause >= Duration::seconds(90) && pause <= Duration::seconds(150),
            "{pause}"
        );
        assert!(backoff(OFFLINE, 60, jitter) <= OFFLINE.1);
    }
}

#[test]
fn a_question_without_an_answer_is_only_repeated() {
    assert_eq!(
        after_read(&error(Kind::UnknownOutcome, None), 0, at("12:00"), 0.5),
        AfterRead::Again(at("12:00:30"))
    );
    assert_eq!(
        after_read(&error(Kind::Unexpected, None), 1, at("12:00"), 0.5),
        AfterRead::Again(at("12:01"))
    );
    assert_eq!(
        after_read(&error(Kind::Offline, None), 0, at("12:00"), 0.5),
        AfterRead::OutOfReach
    );
    assert_eq!(
        after_read(&error(Kind::SignInExpired, None), 0, at("12:00"), 0.5),
        AfterRead::SignIn
    );
    assert_eq!(
        after_read(&error(Kind::Rejected, None), 0, at("12:00"), 0.5),
        AfterRead::Refused
    );
}

#[test]
fn every_kind_has_what_follows_for_a_hand_off() {
    let table = [
        (
            Kind::Offline,
            1,
            AfterHandOff::Later(ForChannel::OutOfReach),
        ),
        (Kind::UnknownOutcome, 1, AfterHandOff::Unknown),
        (
            Kind::RateLimited,
            1,
            AfterHandOff::Later(ForChannel::Until(at("12:00:30"))),
        ),
        (
            Kind::SignInExpired,
            1,
            AfterHandOff::Later(ForChannel::SignIn),
        ),
        (Kind::MissingPermission, 1, AfterHandOff::Refused),
        (Kind::QuotaOrPolicy, 1, AfterHandOff::Refused),
        (Kind::Rejected, 1, AfterHandOff::Refused),
        (Kind::Unexpected, 1, AfterHandOff::Again(at("12:00:30"))),
        (Kind::Unexpected, MAX_ATTEMPTS, AfterHandOff::Refused),
    ];
    for (kind, attempts, expected) in table {
        let after = after_hand_off(&error(kind, None), attempts, at("12:00"), 0.5);
        assert_eq!(after, expected, "{kind:?}, attempt {attempts}");
    }
}

//! Grace: how late a delivery may still go out by itself, and when waiting for it ends. Beyond it the
//! person is asked; nothing is posted late silently.

use chrono::Duration;
use kelola_domain::{delivery::Delivery, time::Instant};

/// The last room kept before the deadline for a try that was put off.
const LAST_CALL: Duration = Duration::seconds(20);

/// The first instant at which the delivery counts as missed; none when it is sent however late, or waits for another.
#[must_use]
pub fn missed_from(delivery: &Delivery) -> Option<Instant> {
    // `is_too_late` is strict, hence the first millisecond after the deadline.
    (!delivery.send_whenever && !delivery.waits())
        .then(|| delivery.deadline() + Duration::milliseconds(1))
}

/// Moves a try of our own choosing forward so that it still falls within the grace. A time the
/// network named is never moved: trying earlier would only be refused again.
#[must_use]
pub fn within(delivery: &Delivery, wanted: Instant, now: Instant) -> Instant {
    if delivery.send_whenever {
        return wanted;
    }
    let last = delivery.deadline() - LAST_CALL;
    if wanted > last && last > now {
        last
    } else {
        wanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{at, delivery};

    #[test]
    fn a_try_is_moved_into_the_grace_while_there_is_some_left() {
        let it = delivery();
        assert_eq!(within(&it, at("12:10"), at("12:01")), at("12:10"));
        assert_eq!(
            within(&it, at("13:10"), at("12:01")),
            at("13:00") - LAST_CALL
        );
        assert_eq!(
            within(&it, at("13:10"), at("12:59:50")),
            at("13:10"),
            "no room left: it will be missed"
        );
    }

    #[test]
    fn whenever_has_no_end() {
        let mut it = delivery();
        it.send_whenever = true;
        assert_eq!(missed_from(&it), None);
        assert_eq!(within(&it, at("23:10"), at("12:01")), at("23:10"));
    }

    #[test]
    fn the_last_minute_of_grace_still_counts() {
        let it = delivery();
        assert!(!it.is_too_late(at("13:00")));
        assert!(it.is_too_late(missed_from(&it).expect("a deadline")));
    }
}

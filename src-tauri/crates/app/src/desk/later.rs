//! *Later*: the times a person is offered for what is not posted now, and moving it there.

use super::{DeskAnswer, answers::settle, answers_to};
use crate::{
    Kelola,
    failure::Failure,
    rows::DeliveryView,
    words::{acts, errors},
};
use chrono::{Duration, NaiveDateTime, NaiveTime, Timelike};
use kelola_domain::{
    delivery::DeliveryState,
    ids::DeliveryId,
    time::{Instant, Planned},
};
use kelola_store::deliveries::{self, StepNote};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The hour people mean by *this evening*.
const EVENING: u32 = 19;

/// A delivery is posted later.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Postpone {
    /// Which.
    pub delivery: DeliveryId,
    /// When.
    pub to: Later,
}

/// A later time as people say it; what it means is worked out when it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Later {
    /// In an hour.
    InAnHour,
    /// At seven in the evening of today.
    ThisEvening,
    /// Tomorrow at the clock time of the plan.
    Tomorrow,
    /// At a time that was picked.
    At {
        /// The time.
        at: Planned,
    },
}

/// A later time that is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct LaterChoice {
    /// As people say it.
    pub later: Later,
    /// The time it means now.
    pub at: Planned,
}

/// Plans a delivery anew for a later time; its grace counts from there.
///
/// # Errors
/// Fails when the time has passed, or the delivery does not wait for the person.
pub fn postpone_delivery(kelola: &Kelola, args: Postpone) -> Result<DeliveryView, Failure> {
    let delivery = kelola.read(|db| deliveries::get(db, args.delivery))?;
    if !answers_to(&delivery).contains(&DeskAnswer::Later) {
        return Err(Failure::new(errors::DELIVERY_FIXED));
    }
    let at = meant(args.to, delivery.planned, kelola.now())
        .ok_or_else(|| Failure::new(errors::TIME_PASSED))?;
    settle(kelola, args.delivery, acts::POSTPONE_DELIVERY, |tx| {
        if delivery.state == DeliveryState::Planned {
            return deliveries::amend(tx, args.delivery, |it| it.planned = at);
        }
        deliveries::step(
            tx,
            args.delivery,
            DeliveryState::Planned,
            StepNote::none(),
            |it| {
                it.planned = at;
                it.retry_at = None;
            },
        )
    })
}

/// The later times that are offered now; those that have passed are not.
pub(super) fn choices(planned: Planned, now: Instant) -> Vec<LaterChoice> {
    [Later::InAnHour, Later::ThisEvening, Later::Tomorrow]
        .into_iter()
        .filter_map(|later| {
            Some(LaterChoice {
                later,
                at: meant(later, planned, now)?,
            })
        })
        .collect()
}

/// The time a person means; none when it has passed.
fn meant(later: Later, planned: Planned, now: Instant) -> Option<Planned> {
    let today = wall_now(now, planned);
    let at = match later {
        Later::InAnHour => at_once(planned, now + Duration::hours(1)),
        Later::ThisEvening => Planned {
            wall: today
                .date()
                .and_time(NaiveTime::from_hms_opt(EVENING, 0, 0)?),
            zone: planned.zone,
        },
        Later::Tomorrow => planned.on_day((today + Duration::days(1)).date()),
        Later::At { at } => at,
    };
    (at.instant() > now).then_some(at)
}

/// The present minute in the zone of the plan.
pub(super) fn at_once(planned: Planned, now: Instant) -> Planned {
    Planned {
        wall: wall_now(now, planned),
        zone: planned.zone,
    }
}

/// The same clock time on the next day that is still ahead.
pub(super) fn next_slot(planned: Planned, now: Instant) -> Planned {
    let today = planned.on_day(wall_now(now, planned).date());
    if today.instant() > now {
        today
    } else {
        planned.on_day((wall_now(now, planned) + Duration::days(1)).date())
    }
}

fn wall_now(now: Instant, planned: Planned) -> NaiveDateTime {
    let wall = now.with_timezone(&planned.zone).naive_local();
    wall.with_second(0)
        .and_then(|it| it.with_nanosecond(0))
        .unwrap_or(wall)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kelola_domain::time::parse_wall;

    fn at(wall: &str) -> Planned {
        Planned {
            wall: parse_wall(wall).expect("a wall time"),
            zone: chrono_tz::Asia::Jakarta,
        }
    }

    #[test]
    fn the_next_slot_keeps_the_clock_time_and_lies_ahead() {
        let planned = at("2026-11-20T19:00");
        assert_eq!(
            next_slot(planned, at("2026-11-23T18:00").instant()),
            at("2026-11-23T19:00")
        );
        assert_eq!(
            next_slot(planned, at("2026-11-23T19:00").instant()),
            at("2026-11-24T19:00")
        );
    }

    #[test]
    fn at_once_is_the_present_minute() {
        assert_eq!(
            at_once(
                at("2026-11-20T19:00"),
                at("2026-11-23T08:14").instant() + Duration::seconds(40)
            ),
            at("2026-11-23T08:14")
        );
    }

    #[test]
    fn later_is_in_an_hour_this_evening_or_tomorrow_at_the_same_time() {
        let planned = at("2026-11-20T12:15");
        let offered = |now: &str| -> Vec<_> {
            choices(planned, at(now).instant() + Duration::seconds(40))
                .into_iter()
                .map(|it| (it.later, it.at))
                .collect()
        };
        assert_eq!(
            offered("2026-11-23T12:20"),
            [
                (Later::InAnHour, at("2026-11-23T13:20")),
                (Later::ThisEvening, at("2026-11-23T19:00")),
                (Later::Tomorrow, at("2026-11-24T12:15")),
            ]
        );
        assert_eq!(
            offered("2026-11-23T23:30"),
            [
                (Later::InAnHour, at("2026-11-24T00:30")),
                (Later::Tomorrow, at("2026-11-24T12:15")),
            ]
        );
    }

    #[test]
    fn a_picked_time_lies_ahead() {
        let (planned, now) = (at("2026-11-20T12:15"), at("2026-11-23T12:20").instant());
        let picked = |wall: &str| meant(Later::At { at: at(wall) }, planned, now);
        assert_eq!(picked("2026-11-23T12:21"), Some(at("2026-11-23T12:21")));
        assert_eq!(picked("2026-11-23T12:20"), None);
    }
}

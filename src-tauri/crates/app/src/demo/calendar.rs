//! When the sample shop posts: five slots a week, from the first of the month before last to five weeks ahead.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

/// One planned moment, wall time in the shop's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    day: NaiveDate,
    hour: u32,
}

impl Slot {
    /// Its wall time.
    pub fn wall(self) -> NaiveDateTime {
        self.day
            .and_time(NaiveTime::from_hms_opt(self.hour, 0, 0).unwrap_or(NaiveTime::MIN))
    }
}

/// All slots around a day.
pub fn slots(today: NaiveDate) -> Vec<Slot> {
    let last = today + Duration::days(35);
    first_day(today)
        .iter_days()
        .take_while(|day| *day <= last)
        .filter_map(|day| {
            Some(Slot {
                day,
                hour: hour(day.weekday())?,
            })
        })
        .collect()
}

/// The first of the month before last, so that last month has one to be compared with.
pub fn first_day(today: NaiveDate) -> NaiveDate {
    month_before(month_before(today.with_day(1).unwrap_or(today)))
}

/// The first of the month before the one whose first day is given.
pub fn month_before(first: NaiveDate) -> NaiveDate {
    first
        .pred_opt()
        .and_then(|it| it.with_day(1))
        .unwrap_or(first)
}

const fn hour(day: Weekday) -> Option<u32> {
    match day {
        Weekday::Mon | Weekday::Thu => Some(12),
        Weekday::Tue => Some(19),
        Weekday::Fri => Some(16),
        Weekday::Sat => Some(9),
        Weekday::Wed | Weekday::Sun => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_least_ten_slots_lie_ahead_on_any_day() {
        let mut day = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
        for _ in 0..400 {
            let slots = slots(day);
            assert!(
                slots.iter().filter(|it| it.day > day).count() >= 20,
                "{day}"
            );
            assert!(
                slots
                    .first()
                    .is_some_and(|it| it.day < day.with_day(1).expect("a first")),
                "{day}"
            );
            day = day.succ_opt().expect("a day");
        }
    }
}

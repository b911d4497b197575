//! Planned against what happened, counted.

use super::data::{Delivery, Outcome};

/// A delivery counts as on time when it is live at most so many minutes after its plan.
pub(crate) const ON_TIME_MINUTES: i64 = 15;

/// What a delivery's mark shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Mark {
    OnTime,
    Late,
    Reminded,
    Waiting,
    Unknown,
    Failed,
    Missed,
}

impl Mark {
    /// In the order they are printed.
    pub const ALL: [Self; 7] = [
        Self::OnTime,
        Self::Late,
        Self::Failed,
        Self::Missed,
        Self::Reminded,
        Self::Unknown,
        Self::Waiting,
    ];

    /// The mark of a delivery.
    pub fn of(delivery: &Delivery) -> Self {
        match &delivery.outcome {
            Outcome::Live { at, .. }
                if (*at - delivery.planned).num_minutes() <= ON_TIME_MINUTES =>
            {
                Self::OnTime
            }
            Outcome::Live { .. } => Self::Late,
            Outcome::Reminded => Self::Reminded,
            Outcome::Waiting => Self::Waiting,
            Outcome::Unknown { .. } => Self::Unknown,
            Outcome::Failed { .. } => Self::Failed,
            Outcome::Missed { .. } => Self::Missed,
        }
    }
}

/// How many deliveries ended how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tally {
    pub planned: i64,
    pub on_time: i64,
    pub late: i64,
    pub reminded: i64,
    pub waiting: i64,
    pub unknown: i64,
    pub failed: i64,
    pub missed: i64,
}

impl Tally {
    /// Counts deliveries.
    pub fn of<'a>(deliveries: impl IntoIterator<Item = &'a Delivery>) -> Self {
        let mut tally = Self::default();
        for delivery in deliveries {
            tally.planned += 1;
            *tally.slot(Mark::of(delivery)) += 1;
        }
        tally
    }

    /// How many carry this mark.
    pub fn count(mut self, mark: Mark) -> i64 {
        *self.slot(mark)
    }

    /// Confirmed live.
    pub const fn live(&self) -> i64 {
        self.on_time + self.late
    }

    /// Planned, and their time has come: the whole of the on-time share.
    pub const fn due(&self) -> i64 {
        self.planned - self.waiting
    }

    /// Will not go live any more.
    pub const fn lost(&self) -> i64 {
        self.failed + self.missed
    }

    const fn slot(&mut self, mark: Mark) -> &mut i64 {
        match mark {
            Mark::OnTime => &mut self.on_time,
            Mark::Late => &mut self.late,
            Mark::Reminded => &mut self.reminded,
            Mark::Waiting => &mut self.waiting,
            Mark::Unknown => &mut self.unknown,
            Mark::Failed => &mut self.failed,
            Mark::Missed => &mut self.missed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Duration, NaiveDate};

    #[test]
    fn fifteen_minutes_are_on_time_and_sixteen_are_late() {
        let planned = NaiveDate::from_ymd_opt(2026, 10, 5)
            .unwrap()
            .and_hms_opt(19, 0, 0)
            .unwrap();
        let mark = |minutes| {
            let outcome = Outcome::Live {
                at: planned + Duration::minutes(minutes),
                cause: None,
            };
            Mark::of(&Delivery {
                channel: "x".into(),
                title: String::new(),
                planned,
                outcome,
            })
        };
        assert_eq!(
            [mark(-5), mark(15), mark(16)],
            [Mark::OnTime, Mark::OnTime, Mark::Late]
        );
    }

    #[test]
    fn what_waits_is_not_due() {
        let planned = NaiveDate::from_ymd_opt(2026, 10, 5)
            .unwrap()
            .and_hms_opt(19, 0, 0)
            .unwrap();
        let make = |outcome| Delivery {
            channel: "x".into(),
            title: String::new(),
            planned,
            outcome,
        };
        let all = [
            make(Outcome::Waiting),
            make(Outcome::Reminded),
            make(Outcome::Missed { cause: None }),
        ];
        let tally = Tally::of(&all);
        assert_eq!(
            (tally.planned, tally.due(), tally.live(), tally.lost()),
            (3, 2, 0, 1)
        );
        assert_eq!(
            Mark::ALL.iter().map(|it| tally.count(*it)).sum::<i64>(),
            tally.planned
        );
    }
}

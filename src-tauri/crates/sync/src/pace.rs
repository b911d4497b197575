//! How fast a channel may publish: the network's own budget, waited inside instead of run into.

use chrono::Duration;
use kelola_domain::{network::Pace, time::Instant};

/// The longest span of a budget that is kept.
pub const LONGEST: Duration = Duration::days(1);

/// From when on one more request fits into every budget, given when the earlier ones began, the earliest first; none
/// when one fits now.
#[must_use]
pub fn free_from(budgets: &[Pace], begun: &[Instant], now: Instant) -> Option<Instant> {
    // A request from the future is left over from a clock that was set back.
    let begun: Vec<_> = begun.iter().filter(|it| **it <= now).collect();
    budgets
        .iter()
        .filter_map(|it| {
            let count = usize::try_from(it.count.max(1)).unwrap_or(usize::MAX);
            let oldest = begun.iter().rev().nth(count - 1)?;
            Some(**oldest + Duration::seconds(i64::from(it.per_secs)))
        })
        .filter(|it| *it > now)
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::at;

    const TWO_A_MINUTE: Pace = Pace {
        count: 2,
        per_secs: 60,
    };
    const THREE_AN_HOUR: Pace = Pace {
        count: 3,
        per_secs: 3600,
    };

    /// What it is about, the budgets, when requests began, and when one more fits.
    type Case<'a> = (&'a str, &'a [Pace], &'a [&'a str], Option<&'a str>);

    #[test]
    fn one_more_fits_when_the_oldest_of_a_full_budget_has_left_it() {
        let table: &[Case] = &[
            ("no budget", &[], &["11:59:59", "11:59:59"], None),
            ("nothing yet", &[TWO_A_MINUTE], &[], None),
            ("room for one", &[TWO_A_MINUTE], &["11:59:40"], None),
            (
                "full",
                &[TWO_A_MINUTE],
                &["11:59:30", "11:59:40"],
                Some("12:00:30"),
            ),
            (
                "the oldest has just left",
                &[TWO_A_MINUTE],
                &["11:59:00", "11:59:40"],
                None,
            ),
            (
                "the strictest holds",
                &[TWO_A_MINUTE, THREE_AN_HOUR],
                &["11:10:00", "11:59:30", "11:59:40"],
                Some("12:10:00"),
            ),
            (
                "a clock set back",
                &[TWO_A_MINUTE],
                &["12:30:00", "12:30:10"],
                None,
            ),
        ];
        for (name, budgets, begun, expected) in table {
            let begun: Vec<_> = begun.iter().map(|it| at(it)).collect();
            assert_eq!(
                free_from(budgets, &begun, at("12:00")),
                expected.map(at),
                "{name}"
            );
        }
    }
}

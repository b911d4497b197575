//! Stored reports: which period, which language, what the person wrote, and which file it became.

use crate::{
    brand::Lang,
    ids::{BrandId, ReportId},
    time::Instant,
};
use chrono::{Datelike, Duration, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What a report covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Period {
    /// A calendar month.
    Month {
        /// Year.
        year: i32,
        /// Month, 1 to 12.
        month: u32,
    },
    /// An ISO week, Monday to Sunday.
    Week {
        /// ISO year.
        year: i32,
        /// ISO week, 1 to 53.
        week: u32,
    },
    /// From a day to a day, both inclusive.
    Range {
        /// First day.
        #[ts(as = "String")]
        from: NaiveDate,
        /// Last day, inclusive.
        #[ts(as = "String")]
        to: NaiveDate,
    },
}

impl Period {
    /// Reads `2026-10` or `2026-W42`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, rest) = text.split_once('-')?;
        if year.len() != 4 || rest.is_empty() {
            return None;
        }
        let year = year.parse().ok()?;
        let number = |digits: &str| {
            (digits.len() == 2)
                .then(|| digits.parse::<u32>().ok())
                .flatten()
        };
        let period = match rest.strip_prefix('W') {
            Some(week) => Self::Week {
                year,
                week: number(week)?,
            },
            None => Self::Month {
                year,
                month: number(rest)?,
            },
        };
        period.bounds().map(|_| period)
    }

    /// First day and the day after the last; `None` when there is no such period.
    #[must_use]
    pub fn bounds(&self) -> Option<(NaiveDate, NaiveDate)> {
        match *self {
            Self::Month { year, month } => {
                let first = NaiveDate::from_ymd_opt(year, month, 1)?;
                let next = if month == 12 {
                    NaiveDate::from_ymd_opt(year + 1, 1, 1)
                } else {
                    NaiveDate::from_ymd_opt(year, month + 1, 1)
                };
                Some((first, next?))
            }
            Self::Week { year, week } => {
                let first = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?;
                Some((first, first + Duration::days(7)))
            }
            Self::Range { from, to } => {
                (from <= to && (to - from).num_days() < 400).then(|| (from, to + Duration::days(1)))
            }
        }
    }

    /// The period it is compared with: the month before, else the same length immediately before.
    #[must_use]
    pub fn before(&self) -> Option<Self> {
        let (first, end) = self.bounds()?;
        let last = first.pred_opt()?;
        Some(match self {
            Self::Month { .. } => Self::Month {
                year: last.year(),
                month: last.month(),
            },
            Self::Week { .. } => Self::Week {
                year: last.iso_week().year(),
                week: last.iso_week().week(),
            },
            Self::Range { .. } => Self::Range {
                from: first - (end - first),
                to: last,
            },
        })
    }
}

/// A stored report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Report {
    /// Its identifier.
    pub id: ReportId,
    /// The brand.
    pub brand: BrandId,
    /// What it covers.
    pub period: Period,
    /// The language it is written in.
    pub lang: Lang,
    /// What the person wrote, by section.
    pub comments: BTreeMap<String, String>,
    /// Its sections as printed, in order.
    pub sections: Vec<ReportSection>,
    /// Until frozen it is made anew from the data; then the file stands.
    pub provisional: bool,
    /// SHA-256 of the PDF: its place in the reports folder.
    pub pdf_hash: Option<String>,
    /// How many pages.
    pub pages: u32,
    /// When it was last made.
    #[ts(as = "String")]
    pub made_at: Instant,
}

/// One section of a report, as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReportSection {
    /// Its name, the key of its comment.
    pub id: String,
    /// Its title in the report's language.
    pub title: String,
    /// The page it begins on, from 1.
    pub page: u32,
    /// The finding printed above it.
    pub claim: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_weeks_read_and_bound() {
        let month = Period::parse("2026-10").expect("a month");
        let (first, end) = month.bounds().expect("bounds");
        assert_eq!(
            (first.to_string(), end.to_string()),
            ("2026-10-01".into(), "2026-11-01".into())
        );
        let week = Period::parse("2026-W42").expect("a week");
        let (first, end) = week.bounds().expect("bounds");
        assert_eq!(
            (first.to_string(), end.to_string()),
            ("2026-10-12".into(), "2026-10-19".into())
        );
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in [
            "",
            "2026",
            "2026-13",
            "2026-W54",
            "26-10",
            "2026-1",
            "2026-10-01",
            "2026-W",
            "2027-W53",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_period_before_is_the_month_before_whatever_its_length() {
        assert_eq!(
            Period::parse("2026-03").and_then(|it| it.before()),
            Period::parse("2026-02")
        );
        assert_eq!(
            Period::parse("2026-01").and_then(|it| it.before()),
            Period::parse("2025-12")
        );
        assert_eq!(
            Period::parse("2027-W01").and_then(|it| it.before()),
            Period::parse("2026-W53")
        );
    }
}

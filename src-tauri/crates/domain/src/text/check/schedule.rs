//! Days in a text against the day it goes out: weekdays that do not fit their date, days already over, offers that
//! end too early, and what "tomorrow" will mean.

use super::days::{self, Named, What};
use crate::{
    finding::{Finding, Remedy, Severity},
    network::Field,
};
use chrono::{Datelike, NaiveDate};
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// How long ago a day without a year may be to count as meant for readers of the post, in days.
const RECENT: i64 = 45;
/// How a day is written in a finding.
const DAY: &str = "%d/%m/%Y";

/// What stands in every name of a weekday, apart from its first letter, which may be large.
static IN_WEEKDAYS: LazyLock<[Finder<'_>; 8]> = LazyLock::new(|| {
    ["day", "enin", "elasa", "abu", "amis", "um", "inggu", "had"].map(Finder::new)
});

/// Whether a weekday with a year may stand in the text: a quick look before the thorough one.
pub fn may_name_a_weekday(text: &str) -> bool {
    text.contains("20")
        && IN_WEEKDAYS
            .iter()
            .any(|it| it.find(text.as_bytes()).is_some())
}

/// Findings of a text that goes out on a day. Without a day only dates with a year can be judged.
pub fn findings(
    text: &str,
    goes_out: Option<NaiveDate>,
    at: impl Fn(usize) -> u32,
) -> Vec<Finding> {
    let named = days::find(text);
    let mut found = Vec::new();
    let finding = |code: &str, severity, from: &Named, to: &Named| {
        Finding::new(code, severity, Field::Text)
            .with(
                "word",
                text.get(from.range.start..to.range.end).unwrap_or_default(),
            )
            .at(at(from.range.start), at(to.range.end))
    };
    for (place, it) in named.iter().enumerate() {
        let next = named
            .get(place + 1)
            .filter(|next| days::are_side_by_side(text, it, next));
        let before = place.checked_sub(1).and_then(|it| named.get(it));
        match (&it.what, next.map(|it| &it.what)) {
            (What::Weekday(said, lang), Some(What::Date { day, month, year })) => {
                let near = goes_out.or_else(|| NaiveDate::from_ymd_opt((*year)?, *month, *day));
                let meant = near.and_then(|near| days::meant(*day, *month, *year, near));
                if let Some(meant) = meant.filter(|it| it.weekday() != *said) {
                    let right = days::name(meant.weekday(), *lang);
                    found.push(
                        finding("weekday_wrong", Severity::Warning, it, it)
                            .with("date", meant.format(DAY))
                            .with("right", right)
                            .remedy(Remedy::Replace {
                                with: right.to_owned(),
                            }),
                    );
                }
            }
            (What::Relative(after), next) => {
                let Some(goes_out) = goes_out else { continue };
                let meant = days::later(goes_out, *after);
                relative(
                    &mut found,
                    it,
                    named.get(place + 1).filter(|_| next.is_some()),
                    meant,
                    *after,
                    &finding,
                    goes_out,
                );
            }
            (What::Date { day, month, year }, _) => {
                let Some(goes_out) = goes_out else { continue };
                let Some(meant) =
                    days::meant(*day, *month, *year, goes_out).filter(|it| *it < goes_out)
                else {
                    continue;
                };
                let said = before.map(|it| &it.what);
                let until = said == Some(&What::Until) || is_end_of_range(&named, place);
                let recent = (goes_out - meant).num_days() <= RECENT;
                if until {
                    found.push(
                        finding("offer_over", Severity::Warning, it, it)
                            .with("date", meant.format(DAY))
                            .with("day", goes_out.format(DAY))
                            .remedy(Remedy::Edit),
                    );
                } else if recent && said != Some(&What::Since) {
                    found.push(
                        finding("day_over", Severity::Warning, it, it)
                            .with("date", meant.format(DAY))
                            .with("day", goes_out.format(DAY))
                            .remedy(Remedy::Edit),
                    );
                }
            }
            _ => {}
        }
    }
    found
}

/// `Until`, a weekday, then the date.
fn is_end_of_range(named: &[Named], place: usize) -> bool {
    let what = |back: usize| {
        place
            .checked_sub(back)
            .and_then(|it| named.get(it))
            .map(|it| &it.what)
    };
    matches!(
        (what(2), what(1)),
        (Some(What::Until), Some(What::Weekday(..)))
    )
}

fn relative(
    found: &mut Vec<Finding>,
    it: &Named,
    next: Option<&Named>,
    meant: NaiveDate,
    after: u64,
    finding: &impl Fn(&str, Severity, &Named, &Named) -> Finding,
    goes_out: NaiveDate,
) {
    let contradicts = match next.map(|it| &it.what) {
        Some(What::Weekday(said, _)) => *said != meant.weekday(),
        Some(What::Date { day, month, year }) => {
            days::meant(*day, *month, *year, goes_out).is_some_and(|it| it != meant)
        }
        _ => false,
    };
    if let (true, Some(next)) = (contradicts, next) {
        found.push(
            finding("relative_day_wrong", Severity::Warning, it, next)
                .with("date", meant.format(DAY))
                .remedy(Remedy::ChangeTime),
        );
    } else if after > 0 {
        found.push(finding("relative_day", Severity::Hint, it, it).with("date", meant.format(DAY)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str, day: &str) -> Vec<(String, String)> {
        let scalars = |at: usize| u32::try_from(text[..at].chars().count()).unwrap();
        findings(text, day.parse().ok(), scalars)
            .into_iter()
            .map(|it| {
                let cut: String = text
                    .chars()
                    .skip(it.start.unwrap() as usize)
                    .take((it.end.unwrap() - it.start.unwrap()) as usize)
                    .collect();
                (it.code, cut)
            })
            .collect()
    }

    fn said(code: &str, words: &str) -> (String, String) {
        (code.to_owned(), words.to_owned())
    }

    // 2026-06-12 is a Friday.

    #[test]
    fn a_weekday_fits_its_date() {
        assert!(codes("Jumat 12/6 ada promo", "2026-06-10").is_empty());
        assert_eq!(
            codes("Kamis, 12 Juni ada promo", "2026-06-10"),
            [said("weekday_wrong", "Kamis")]
        );
        assert_eq!(
            codes("Thursday, June 12, 2026", "never"),
            [said("weekday_wrong", "Thursday")]
        );
        assert!(codes("Kamis, 12 Juni ada promo", "never").is_empty());
    }

    #[test]
    fn a_day_that_is_over_is_told() {
        assert_eq!(
            codes("é Jumat 12/6 ada promo", "2026-06-13"),
            [said("day_over", "12/6")]
        );
        assert!(codes("Buka sejak 12 Juni", "2026-06-13").is_empty());
        assert!(codes("Sejarah 12 Juni 1998", "2026-06-13").is_empty());
        assert_eq!(
            codes("Diskon sampai 12 Juni", "2026-06-13"),
            [said("offer_over", "12 Juni")]
        );
        assert_eq!(
            codes("Diskon s/d Jumat, 12 Juni", "2026-06-13"),
            [said("offer_over", "12 Juni")]
        );
        assert!(codes("Diskon sampai 12 Juni", "2026-06-12").is_empty());
    }

    #[test]
    fn tomorrow_is_the_day_after_it_goes_out() {
        assert_eq!(
            codes("Besok Jumat libur", "2026-06-11"),
            [said("relative_day", "Besok")]
        );
        assert_eq!(
            codes("Besok Jumat libur", "2026-06-13"),
            [said("relative_day_wrong", "Besok Jumat")]
        );
        assert_eq!(
            codes("Hari ini, Jumat", "2026-06-13"),
            [said("relative_day_wrong", "Hari ini, Jumat")]
        );
        assert_eq!(
            codes("Besok (12/6)", "2026-06-11"),
            [said("relative_day", "Besok")]
        );
        assert!(codes("Hari ini buka", "2026-06-11").is_empty());
    }
}

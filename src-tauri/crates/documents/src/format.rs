//! Numbers, dates and times as they are printed, in one place: `1.250 · 3,4 % · 19.00 WIB` and
//! `1,250 · 3.4% · 19:00 WIB`.

use crate::reports::data::{Lang, Period, PeriodKind, Span, Unit};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

/// U+2212 lines up with plus and digits; the hyphen does not.
const MINUS: char = '\u{2212}';
/// Keeps a number and its unit on one line.
const SPACE: char = '\u{a0}';

const MONTHS_ID: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SHORT_ID: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des",
];
const SHORT_EN: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const DAYS_ID: [&str; 7] = ["Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"];
const DAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// How a language writes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Format {
    /// The language.
    pub lang: Lang,
}

impl Format {
    /// `1.250`, `−12`.
    pub fn count(self, value: i64) -> String {
        let digits = value.unsigned_abs().to_string();
        let mut out = String::new();
        if value < 0 {
            out.push(MINUS);
        }
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push(self.thousands());
            }
            out.push(digit);
        }
        out
    }

    /// `+1.250`, `−12`, `0`.
    pub fn signed(self, value: i64) -> String {
        if value > 0 {
            format!("+{}", self.count(value))
        } else {
            self.count(value)
        }
    }

    /// `1.250,5`, with so many decimals; never `−0`.
    pub fn decimal(self, value: f64, decimals: usize) -> String {
        if !value.is_finite() {
            return "–".to_owned();
        }
        let plain = format!("{:.decimals$}", value.abs());
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        // Beyond i64 the grouping is lost, not the number.
        let mut out = whole
            .parse()
            .map_or_else(|_| whole.to_owned(), |it| self.count(it));
        if value < 0.0 && plain.bytes().any(|it| (b'1'..=b'9').contains(&it)) {
            out.insert(0, MINUS);
        }
        if !fraction.is_empty() {
            out.push(self.point());
            out.push_str(fraction);
        }
        out
    }

    /// `3,4 %` and `3.4%`.
    pub fn percent(self, value: f64, decimals: usize) -> String {
        let number = self.decimal(value, decimals);
        match self.lang {
            Lang::Id => format!("{number}{SPACE}%"),
            Lang::En => format!("{number}%"),
        }
    }

    /// A part of a whole in percent; `–` when there is no whole.
    pub fn share(self, part: i64, whole: i64, decimals: usize) -> String {
        if whole == 0 {
            "–".to_owned()
        } else {
            self.percent(part as f64 / whole as f64 * 100.0, decimals)
        }
    }

    /// A target's value with its unit.
    pub fn value(self, value: f64, unit: &Unit) -> String {
        let whole = if value.fract() == 0.0 || value.abs() >= 1000.0 {
            0
        } else {
            1
        };
        match unit {
            Unit::Count { noun } if noun.is_empty() => self.decimal(value, whole),
            Unit::Count { noun } => format!("{}{SPACE}{noun}", self.decimal(value, whole)),
            Unit::Percent => self.percent(value, if value.abs() < 20.0 { 2 } else { 1 }),
            Unit::Rupiah => format!("Rp{SPACE}{}", self.decimal(value, 0)),
            Unit::Minutes => self.minutes(value.round() as i64),
        }
    }

    /// `94 menit`, `2 jam 5 menit`.
    pub fn minutes(self, minutes: i64) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60);
        let (hour, minute) = match self.lang {
            Lang::Id => ("jam", "menit"),
            Lang::En => ("h", "min"),
        };
        match (hours, rest) {
            (0 | 1, _) => format!("{}{SPACE}{minute}", self.count(minutes)),
            (_, 0) => format!("{}{SPACE}{hour}", self.count(hours)),
            _ => format!("{}{SPACE}{hour} {rest}{SPACE}{minute}", self.count(hours)),
        }
    }

    /// `5 Okt`, `5 Oct`.
    pub fn day(self, day: NaiveDate) -> String {
        format!("{}{SPACE}{}", day.day(), self.short_month(day))
    }

    /// `Sen 5 Okt`.
    pub fn weekday(self, day: NaiveDate) -> String {
        let index = day.weekday().num_days_from_monday() as usize;
        let names = match self.lang {
            Lang::Id => DAYS_ID,
            Lang::En => DAYS_EN,
        };
        format!(
            "{} {}",
            names.get(index).copied().unwrap_or_default(),
            self.day(day)
        )
    }

    /// `5 Oktober 2026`.
    pub fn date(self, day: NaiveDate) -> String {
        format!(
            "{}{SPACE}{}{SPACE}{}",
            day.day(),
            self.month(day),
            day.year()
        )
    }

    /// `19.00`, `19:00`.
    pub fn time(self, at: NaiveDateTime) -> String {
        let dot = match self.lang {
            Lang::Id => '.',
            Lang::En => ':',
        };
        format!("{:02}{dot}{:02}", at.hour(), at.minute())
    }

    /// `Sen 5 Okt 19.00`.
    pub fn moment(self, at: NaiveDateTime) -> String {
        format!("{} {}", self.weekday(at.date()), self.time(at))
    }

    /// `5 Oktober 2026 19.00 WIB`.
    pub fn full(self, at: NaiveDateTime, zone: &str) -> String {
        format!("{} {}{SPACE}{zone}", self.date(at.date()), self.time(at))
    }

    /// `1–31 Oktober 2026`, `28 September – 4 Oktober 2026`.
    pub fn span(self, span: Span) -> String {
        let Span { first, last } = span;
        if first == last {
            self.date(first)
        } else if first.year() != last.year() {
            format!("{} – {}", self.date(first), self.date(last))
        } else if first.month() != last.month() {
            format!(
                "{}{SPACE}{} – {}",
                first.day(),
                self.month(first),
                self.date(last)
            )
        } else {
            format!("{}–{}", first.day(), self.date(last))
        }
    }

    /// `Oktober 2026`, `Minggu 42, 12–18 Oktober 2026`.
    pub fn period(self, period: &Period) -> String {
        match period.kind {
            PeriodKind::Month => format!(
                "{} {}",
                self.month(period.span.first),
                period.span.first.year()
            ),
            PeriodKind::Week => format!(
                "{}, {}",
                self.week(period.span.first),
                self.span(period.span)
            ),
            PeriodKind::Range => self.span(period.span),
        }
    }

    /// The name of the days compared with: `September`, `Minggu 41`, else its days.
    pub fn comparison(self, kind: PeriodKind, span: Span) -> String {
        match kind {
            PeriodKind::Month => self.month(span.first).to_owned(),
            PeriodKind::Week => match self.lang {
                Lang::Id => format!("minggu{SPACE}{}", span.first.iso_week().week()),
                Lang::En => format!("week{SPACE}{}", span.first.iso_week().week()),
            },
            PeriodKind::Range => self.span(span),
        }
    }

    /// `A`, `A dan B`, `A, B, dan C`.
    pub fn list(self, items: &[String]) -> String {
        let (and, comma_and) = match self.lang {
            Lang::Id => (" dan ", ", dan "),
            Lang::En => (" and ", ", and "),
        };
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [one, two] => format!("{one}{and}{two}"),
            [rest @ .., last] => format!("{}{comma_and}{last}", rest.join(", ")),
        }
    }

    fn week(self, first: NaiveDate) -> String {
        match self.lang {
            Lang::Id => format!("Minggu{SPACE}{}", first.iso_week().week()),
            Lang::En => format!("Week{SPACE}{}", first.iso_week().week()),
        }
    }

    fn month(self, day: NaiveDate) -> &'static str {
        let names = match self.lang {
            Lang::Id => MONTHS_ID,
            Lang::En => MONTHS_EN,
        };
        names
            .get(day.month0() as usize)
            .copied()
            .unwrap_or_default()
    }

    fn short_month(self, day: NaiveDate) -> &'static str {
        let names = match self.lang {
            Lang::Id => SHORT_ID,
            Lang::En => SHORT_EN,
        };
        names
            .get(day.month0() as usize)
            .copied()
            .unwrap_or_default()
    }

    const fn thousands(self) -> char {
        match self.lang {
            Lang::Id => '.',
            Lang::En => ',',
        }
    }

    const fn point(self) -> char {
        match self.lang {
            Lang::Id => ',',
            Lang::En => '.',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: Format = Format { lang: Lang::Id };
    const EN: Format = Format { lang: Lang::En };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_follow_the_language() {
        let plain = |text: String| text.replace('\u{a0}', " ");
        for (value, id, en) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (-1250, "−1.250", "−1,250"),
            (38_319_000, "38.319.000", "38,319,000"),
        ] {
            assert_eq!(
                (ID.count(value), EN.count(value)),
                (id.to_owned(), en.to_owned())
            );
        }
        for (value, decimals, id, en) in [
            (3.4, 1, "3,4 %", "3.4%"),
            (-0.04, 1, "0,0 %", "0.0%"),
            (-1234.5, 1, "−1.234,5 %", "−1,234.5%"),
            (89.96, 1, "90,0 %", "90.0%"),
        ] {
            assert_eq!(
                (
                    plain(ID.percent(value, decimals)),
                    EN.percent(value, decimals)
                ),
                (id.to_owned(), en.to_owned())
            );
        }
        assert_eq!(
            (ID.signed(5), ID.signed(0), ID.signed(-5)),
            ("+5".into(), "0".into(), "−5".into())
        );
        assert_eq!(ID.share(1, 0, 1), "–");
        assert_eq!(ID.decimal(f64::NAN, 1), "–");
    }

    #[test]
    fn values_carry_their_unit() {
        let plain = |text: String| text.replace('\u{a0}', " ");
        assert_eq!(plain(ID.value(5583.0, &Unit::Rupiah)), "Rp 5.583");
        assert_eq!(plain(ID.value(5.32, &Unit::Percent)), "5,32 %");
        assert_eq!(plain(EN.value(89.3, &Unit::Percent)), "89.3%");
        assert_eq!(
            plain(ID.value(
                1500.0,
                &Unit::Count {
                    noun: "akun".into()
                }
            )),
            "1.500 akun"
        );
        assert_eq!(plain(ID.minutes(94)), "94 menit");
        assert_eq!(plain(EN.minutes(200)), "3 h 20 min");
    }

    #[test]
    fn times_follow_the_language() {
        let plain = |text: String| text.replace('\u{a0}', " ");
        let at = day("2026-10-05").and_hms_opt(19, 0, 0).unwrap();
        assert_eq!(plain(ID.full(at, "WIB")), "5 Oktober 2026 19.00 WIB");
        assert_eq!(plain(EN.full(at, "WIB")), "5 October 2026 19:00 WIB");
        assert_eq!(plain(ID.moment(at)), "Sen 5 Okt 19.00");
        assert_eq!(plain(EN.moment(at)), "Mon 5 Oct 19:00");
    }

    #[test]
    fn spans_say_each_thing_once() {
        let plain = |first: &str, last: &str| {
            ID.span(Span {
                first: day(first),
                last: day(last),
            })
            .replace('\u{a0}', " ")
        };
        assert_eq!(plain("2026-10-01", "2026-10-31"), "1–31 Oktober 2026");
        assert_eq!(
            plain("2026-09-28", "2026-10-04"),
            "28 September – 4 Oktober 2026"
        );
        assert_eq!(
            plain("2026-12-28", "2027-01-03"),
            "28 Desember 2026 – 3 Januari 2027"
        );
        assert_eq!(plain("2026-10-05", "2026-10-05"), "5 Oktober 2026");
    }

    #[test]
    fn periods_have_names() {
        let span = Span {
            first: day("2026-10-12"),
            last: day("2026-10-18"),
        };
        let week = Period {
            kind: PeriodKind::Week,
            span,
            zone: "WIB".into(),
        };
        assert_eq!(
            ID.period(&week).replace('\u{a0}', " "),
            "Minggu 42, 12–18 Oktober 2026"
        );
        assert_eq!(
            EN.comparison(PeriodKind::Week, span).replace('\u{a0}', " "),
            "week 42"
        );
        assert_eq!(ID.comparison(PeriodKind::Month, span), "Oktober");
    }

    #[test]
    fn lists_end_with_and() {
        let of =
            |items: &[&str]| ID.list(&items.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
        assert_eq!(
            (of(&[]), of(&["A"]), of(&["A", "B"]), of(&["A", "B", "C"])),
            (
                String::new(),
                "A".into(),
                "A dan B".into(),
                "A, B, dan C".into()
            )
        );
    }
}

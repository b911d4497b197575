//! Days named in a text: `besok`, `Jumat 12/6`, `sampai 10 Juni`, `Friday, June 12`. Indonesian and English.

use crate::text::letters;
use crate::{
    brand::Lang,
    day_words::{DAYS_EN, DAYS_ID},
};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::{borrow::Cow, ops::Range};

/// Something a text says about days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What is said.
    pub what: What,
}

/// What is said about days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// So many days after the day it is read: 1 = tomorrow.
    Relative(u64),
    /// A day of the week.
    Weekday(Weekday, Lang),
    /// A day of a month, of a year where it was written.
    Date {
        /// Day of the month.
        day: u32,
        /// Month, 1 to 12.
        month: u32,
        /// The year, where it was written.
        year: Option<i32>,
    },
    /// What follows ends something: `sampai`, `until`.
    Until,
    /// What follows began something: `sejak`, `since`.
    Since,
}

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];
const MONTHS: [&[&str]; 12] = [
    &["januari", "january", "jan"],
    &["februari", "february", "feb"],
    &["maret", "march", "mar"],
    &["april", "apr"],
    &["mei", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["agustus", "august", "agu", "aug"],
    &["september", "sep", "sept"],
    &["oktober", "october", "okt", "oct"],
    &["november", "nov"],
    &["desember", "december", "des", "dec"],
];

/// The name of a weekday.
pub fn name(day: Weekday, lang: Lang) -> &'static str {
    let names = match lang {
        Lang::Id => DAYS_ID,
        Lang::En => DAYS_EN,
    };
    names
        .get(day.num_days_from_monday() as usize)
        .copied()
        .unwrap_or_default()
}

/// The day meant by a date, near another day where no year was written.
pub fn meant(day: u32, month: u32, year: Option<i32>, near: NaiveDate) -> Option<NaiveDate> {
    if let Some(year) = year {
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    (near.year() - 1..=near.year() + 1)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .min_by_key(|it| (*it - near).num_days().abs())
}

/// The day so many days later.
pub fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

/// Everything a text says about days, in order.
pub fn find(text: &str) -> Vec<Named> {
    let tokens = tokens(text);
    let mut found: Vec<Named> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let rest = tokens.get(at..).unwrap_or_default();
        match read(text, rest, found.last()) {
            Some((length, named)) => {
                found.push(named);
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// A word, a number, or a number with strokes (`12/6/2026`).
#[derive(Debug)]
struct Token<'a> {
    range: Range<usize>,
    lower: Cow<'a, str>,
    text: &'a str,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|it| !it.is_empty()) {
        let is_figure = rest.starts_with(|it: char| it.is_ascii_digit());
        let length = if is_figure {
            letters::run(rest, |it| it.is_ascii_digit() || it == '/')
        } else {
            word_length(rest)
        };
        if length == 0 {
            at += letters::at(rest, 0).map_or(1, char::len_utf8);
            continue;
        }
        let word = rest.get(..length).unwrap_or_default();
        found.push(Token {
            range: at..at + length,
            lower: lower(word),
            text: word,
        });
        at += length;
    }
    found
}

/// Letters, apostrophes and strokes at the beginning of a text, in bytes.
fn word_length(text: &str) -> usize {
    let is_part = |it: &u8| it.is_ascii_alphabetic() || matches!(it, b'\'' | b'/');
    let plain = text.bytes().take_while(is_part).count();
    let rest = text.get(plain..).unwrap_or_default();
    if rest.bytes().next().is_none_or(|it| it.is_ascii()) {
        return plain;
    }
    plain
        + letters::run(rest, |it| {
            it.is_alphabetic() || matches!(it, '\'' | '’' | '/')
        })
}

fn lower(word: &str) -> Cow<'_, str> {
    let is_low = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit();
    if word.bytes().all(is_low) {
        word.into()
    } else if word.is_ascii() {
        word.to_ascii_lowercase().into()
    } else {
        word.to_lowercase().replace('’', "'").into()
    }
}

/// What the first tokens say, and how many of them.
fn read(text: &str, tokens: &[Token<'_>], before: Option<&Named>) -> Option<(usize, Named)> {
    let first = tokens.first()?;
    let word = |at: usize| tokens.get(at).map_or("", |it| &*it.lower);
    let named = |count: usize, what: What| {
        let end = tokens
            .get(count - 1)
            .map_or(first.range.end, |it| it.range.end);
        Some((
            count,
            Named {
                range: first.range.start..end,
                what,
            },
        ))
    };
    match (&*first.lower, word(1)) {
        ("besok" | "tomorrow", _) => return named(1, What::Relative(1)),
        ("lusa", _) => return named(1, What::Relative(2)),
        ("hari", "ini") => return named(2, What::Relative(0)),
        ("today" | "tonight", _) => return named(1, What::Relative(0)),
        (
            "sampai" | "hingga" | "until" | "till" | "s/d" | "sd" | "berakhir" | "ends"
            | "terakhir",
            _,
        ) => {
            return named(1, What::Until);
        }
        ("sejak" | "mulai" | "since" | "from" | "dari" | "starting", _) => {
            return named(1, What::Since);
        }
        _ => {}
    }
    if let Some((day, lang)) = weekday(&first.lower)
        && (first.lower != "minggu" || is_sunday(text, tokens, before))
    {
        return named(1, What::Weekday(day, lang));
    }
    if let Some((day, month, year)) = strokes(first.text) {
        // A bare 1/2 may be a half: without a year it is a date only where days are spoken of.
        let spoken = year.is_some()
            || before.is_some_and(|it| {
                text.get(it.range.end..first.range.start)
                    .is_some_and(is_near)
            })
            || is_announced(text, first.range.start);
        return spoken
            .then(|| named(1, What::Date { day, month, year }))
            .flatten();
    }
    let (day, month, used) = in_words(tokens)?;
    let year = tokens
        .get(used)
        .filter(|it| it.text.len() == 4)
        .and_then(|it| it.text.parse().ok())
        .filter(|it| (1900..=2200).contains(it));
    named(
        used + usize::from(year.is_some()),
        What::Date { day, month, year },
    )
}

/// Whether "minggu" is the day, not a week: a date follows, or "hari" stands before.
fn is_sunday(text: &str, tokens: &[Token<'_>], before: Option<&Named>) -> bool {
    let rest = tokens.get(1..).unwrap_or_default();
    let dated =
        rest.first().is_some_and(|it| strokes(it.text).is_some()) || in_words(rest).is_some();
    let start = tokens.first().map_or(0, |it| it.range.start);
    let announced = text
        .get(..start)
        .is_some_and(|it| without(it.trim_end(), "hari").is_some());
    let relative = before.is_some_and(|it| {
        matches!(it.what, What::Relative(_)) && text.get(it.range.end..start).is_some_and(is_near)
    });
    dated || announced || relative
}

/// The weekday of a word in small letters.
fn weekday(word: &str) -> Option<(Weekday, Lang)> {
    let (at, lang) = match word {
        "senin" => (0, Lang::Id),
        "selasa" => (1, Lang::Id),
        "rabu" => (2, Lang::Id),
        "kamis" => (3, Lang::Id),
        "jumat" | "jum'at" => (4, Lang::Id),
        "sabtu" => (5, Lang::Id),
        "minggu" | "ahad" => (6, Lang::Id),
        "monday" => (0, Lang::En),
        "tuesday" => (1, Lang::En),
        "wednesday" => (2, Lang::En),
        "thursday" => (3, Lang::En),
        "friday" => (4, Lang::En),
        "saturday" => (5, Lang::En),
        "sunday" => (6, Lang::En),
        _ => return None,
    };
    WEEKDAYS.get(at).map(|it| (*it, lang))
}

/// `12/6` or `12/6/2026`, day first as in Indonesia.
fn strokes(word: &str) -> Option<(u32, u32, Option<i32>)> {
    let mut parts = word.split('/');
    let day = number(parts.next()?, 31)?;
    let month = number(parts.next()?, 12)?;
    let year = match parts.next() {
        None => None,
        Some(it) if it.len() == 4 => Some(it.parse().ok()?),
        Some(it) if it.len() == 2 => Some(2000 + it.parse::<i32>().ok()?),
        Some(_) => return None,
    };
    // "24/7" is no day in July.
    (parts.next().is_none() && word != "24/7").then_some((day, month, year))
}

fn number(word: &str, most: u32) -> Option<u32> {
    (word.len() <= 2)
        .then(|| word.parse().ok())
        .flatten()
        .filter(|it| (1..=most).contains(it))
}

/// `12 Juni`, `June 12`: day, month and how many tokens.
fn in_words(tokens: &[Token<'_>]) -> Option<(u32, u32, usize)> {
    let word = |at: usize| tokens.get(at);
    let month = |it: &Token<'_>| {
        let place = MONTHS
            .iter()
            .position(|names| names.contains(&&*it.lower))?;
        u32::try_from(place + 1).ok()
    };
    let (first, second) = (word(0)?, word(1)?);
    if let (Some(day), Some(month)) = (number(first.text, 31), month(second)) {
        return Some((day, month, 2));
    }
    let day = number(second.text, 31)?;
    let used = match word(2).map(|it| &*it.lower) {
        Some("st" | "nd" | "rd" | "th") => 3,
        _ => 2,
    };
    month(first).map(|month| (day, month, used))
}

/// Nothing but spaces, commas and brackets lies between.
fn is_near(between: &str) -> bool {
    between
        .chars()
        .all(|it| it.is_whitespace() || matches!(it, ',' | '(' | '.'))
        || matches!(between.trim(), "tanggal" | "tgl" | "tgl." | ", tanggal")
}

fn is_announced(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end();
    ["tanggal", "tgl", "tgl.", "pada", "on"]
        .iter()
        .any(|it| without(before, it).is_some_and(|it| !it.ends_with(char::is_alphanumeric)))
}

/// A text without the word at its end, in either case.
fn without<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (rest, end) = text.split_at_checked(text.len().checked_sub(word.len())?)?;
    end.eq_ignore_ascii_case(word).then_some(rest)
}

/// Whether two named days stand side by side and speak of the same one.
pub fn are_side_by_side(text: &str, first: &Named, second: &Named) -> bool {
    text.get(first.range.end..second.range.start)
        .is_some_and(|it| {
            let it = it.trim();
            is_near(it)
                || matches!(
                    it.to_lowercase().as_str(),
                    "hari" | ", hari" | "(hari" | "ini,"
                )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, What)> {
        find(text)
            .into_iter()
            .map(|it| (&text[it.range], it.what))
            .collect()
    }

    fn date(day: u32, month: u32, year: Option<i32>) -> What {
        What::Date { day, month, year }
    }

    #[test]
    fn days_are_read_in_both_languages() {
        assert_eq!(
            found("Besok, Jumat 12/6, promo sampai 10 Juni 2026"),
            [
                ("Besok", What::Relative(1)),
                ("Jumat", What::Weekday(Weekday::Fri, Lang::Id)),
                ("12/6", date(12, 6, None)),
                ("sampai", What::Until),
                ("10 Juni 2026", date(10, 6, Some(2026))),
            ]
        );
        assert_eq!(
            found("Friday, June 12th until 3/7/26"),
            [
                ("Friday", What::Weekday(Weekday::Fri, Lang::En)),
                ("June 12th", date(12, 6, None)),
                ("until", What::Until),
                ("3/7/26", date(3, 7, Some(2026))),
            ]
        );
    }

    #[test]
    fn what_only_looks_like_a_day_is_none() {
        assert!(found("Buka 24/7, 1/2 harga, minggu depan, 3/4, 2 minggu").is_empty());
        assert_eq!(found("Minggu, 14 Juni").len(), 2);
        assert_eq!(found("hari Minggu").len(), 1);
    }

    #[test]
    fn a_date_without_a_year_is_the_nearest() {
        let near = NaiveDate::from_ymd_opt(2026, 12, 20).unwrap();
        assert_eq!(meant(5, 1, None, near), NaiveDate::from_ymd_opt(2027, 1, 5));
        assert_eq!(meant(30, 2, None, near), None);
    }
}

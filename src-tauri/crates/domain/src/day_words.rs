//! Days and months in words, in both languages.

use crate::brand::Lang;
use chrono::{Datelike, NaiveDate};

/// Months in Indonesian, January first.
pub const MONTHS_ID: [&str; 12] = [
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
/// Months in English, January first.
pub const MONTHS_EN: [&str; 12] = [
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
/// Days of the week in Indonesian, Monday first.
pub const DAYS_ID: [&str; 7] = [
    "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu",
];
/// Days of the week in English, Monday first.
pub const DAYS_EN: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// A day of the week: *Kamis*, *Thursday*.
#[must_use]
pub fn weekday(day: NaiveDate, lang: Lang) -> &'static str {
    let names = match lang {
        Lang::Id => DAYS_ID,
        Lang::En => DAYS_EN,
    };
    let at = day.weekday().num_days_from_monday() as usize;
    names.get(at).copied().unwrap_or_default()
}

/// A day in words: *26 November 2026*.
#[must_use]
pub fn date(day: NaiveDate, lang: Lang) -> String {
    let names = match lang {
        Lang::Id => MONTHS_ID,
        Lang::En => MONTHS_EN,
    };
    let month = names
        .get(day.month0() as usize)
        .copied()
        .unwrap_or_default();
    format!("{} {month} {}", day.day(), day.year())
}

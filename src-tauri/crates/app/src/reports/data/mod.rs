//! Collects what a report says: deliveries, numbers and targets of a period, and of the one before.

mod channels;
mod posts;
mod stretch;
mod targets;

use crate::{Kelola, failure::Failure};
use chrono::NaiveDateTime;
use kelola_documents::reports::data::{
    Brand as PrintedBrand, Count, Lang as PrintedLang, Missing, Period as PrintedPeriod,
    PeriodKind, ReportData, Span,
};
use kelola_domain::{
    brand::{Brand, Lang},
    report::{Period, Report},
    time::{Days, Instant},
};
use std::collections::BTreeMap;
use stretch::Stretch;

/// Collects a report's data as they are now.
pub(crate) fn collect(
    kelola: &Kelola,
    brand: &Brand,
    report: &Report,
) -> Result<ReportData, Failure> {
    let lang = report.lang;
    let days = days_of(&report.period, brand)?;
    let before = report
        .period
        .before()
        .map(|it| days_of(&it, brand))
        .transpose()?;
    let now = kelola.now();
    let (all, stretch, earlier) = kelola.read(|db| {
        let earlier = before.map(|it| Stretch::load(db, brand, it)).transpose()?;
        Ok((
            kelola_store::channels::list(db, Some(brand.id))?,
            Stretch::load(db, brand, days)?,
            earlier.filter(|it| !it.live.is_empty()),
        ))
    })?;
    let captured = stretch
        .numbers
        .values()
        .flatten()
        .map(|it| it.captured_at)
        .max();
    let mut data = ReportData {
        lang: printed_lang(lang),
        brand: PrintedBrand {
            name: brand.name.clone(),
            accent: brand.accent.clone(),
            logo: None,
            prepared_by: brand.prepared_by.clone(),
            prepared_for: (!brand.prepared_for.is_empty()).then(|| brand.prepared_for.clone()),
        },
        period: PrintedPeriod {
            kind: kind_of(&report.period),
            span: span(days),
            zone: zone_name(days, now),
        },
        comparison: earlier.as_ref().map(|it| span(it.days)),
        created: wall(report_day(report, now, captured), days),
        captured: captured.map(|it| wall(it, days)),
        provisional: report.provisional,
        number: None,
        channels: all
            .iter()
            .map(|it| channels::printed(kelola, it, &stretch, earlier.as_ref()))
            .collect::<Result<_, _>>()?,
        deliveries: posts::planned(kelola, brand, &stretch, lang, now)?,
        posts: posts::live(kelola, &stretch)?,
        targets: targets::printed(kelola, brand, &stretch, earlier.as_ref(), lang)?,
        comments: report.comments.clone(),
        claims: BTreeMap::new(),
    };
    posts::add_thumbnails(kelola, &stretch, &mut data.posts)?;
    Ok(data)
}

fn days_of(period: &Period, brand: &Brand) -> Result<Days, Failure> {
    let (first, end) = period
        .bounds()
        .ok_or_else(|| Failure::new(crate::words::errors::REPORT_PERIOD).with("what", "–"))?;
    Ok(Days {
        first,
        end,
        zone: brand.zone,
    })
}

/// The day printed on a report: the day after its period once that is over, or the day of its newest number; never the
/// clock, so that the same data give the same bytes.
fn report_day(report: &Report, now: Instant, captured: Option<Instant>) -> Instant {
    let end = report
        .period
        .bounds()
        .map(|(_, end)| end.and_time(chrono::NaiveTime::MIN).and_utc());
    let over = end.filter(|end| *end < now);
    over.map_or(now, |end| captured.map_or(end, |it| it.max(end)))
}

fn span(days: Days) -> Span {
    Span {
        first: days.first,
        last: days.end.pred_opt().unwrap_or(days.first),
    }
}

const fn kind_of(period: &Period) -> PeriodKind {
    match period {
        Period::Month { .. } => PeriodKind::Month,
        Period::Week { .. } => PeriodKind::Week,
        Period::Range { .. } => PeriodKind::Range,
    }
}

const fn printed_lang(lang: Lang) -> PrintedLang {
    match lang {
        Lang::Id => PrintedLang::Id,
        Lang::En => PrintedLang::En,
    }
}

/// `WIB` where the zone has letters, else its offset.
fn zone_name(days: Days, now: Instant) -> String {
    let name = now.with_timezone(&days.zone).format("%Z").to_string();
    if name.starts_with(['+', '-']) {
        format!("UTC{name}")
    } else {
        name
    }
}

fn wall(at: Instant, days: Days) -> NaiveDateTime {
    at.with_timezone(&days.zone).naive_local()
}

fn count(known: Option<i64>, why: Missing) -> Count {
    known.map_or(Count::Missing(why), Count::Known)
}

fn whole(number: usize) -> Count {
    Count::Known(i64::try_from(number).unwrap_or(i64::MAX))
}

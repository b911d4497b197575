//! The first screen of the day: what is due, what needs a decision, how the month stands.

use crate::{
    Kelola,
    closed::{self, Closed},
    commands::Nothing,
    failure::Failure,
    rows::{self, DeliveryView, PostRow},
    targets::{TargetProgress, of_month},
};
use chrono::{Datelike, Duration, NaiveDate};
use kelola_domain::{
    delivery::{Delivery, DeliveryState, Role},
    time::Days,
};
use kelola_store::{deliveries, posts};
use serde::Serialize;
use ts_rs::TS;

/// The first screen of the day.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Today {
    /// Today in the brand's zone.
    #[ts(as = "String")]
    pub day: NaiveDate,
    /// The brand's zone.
    pub zone: String,
    /// What happened while Kelola was closed, if anything did.
    pub closed: Option<Closed>,
    /// Today's deliveries that still lie ahead or wait.
    pub due: Vec<TodayRow>,
    /// Deliveries that need a decision, of any day.
    pub decide: Vec<TodayRow>,
    /// This week's deliveries by day.
    pub week: Vec<WeekDay>,
    /// This month's targets.
    pub targets: Vec<TargetProgress>,
}

/// One delivery with its post.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TodayRow {
    /// The post.
    pub row: PostRow,
    /// The delivery.
    pub delivery: DeliveryView,
}

/// One day of the week in shapes.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WeekDay {
    /// The day.
    #[ts(as = "String")]
    pub day: NaiveDate,
    /// The states of its deliveries.
    pub states: Vec<DeliveryState>,
}

/// What is due, what needs a decision, how the month stands.
///
/// # Errors
/// Fails when there is no brand yet.
pub fn get_today(kelola: &Kelola, _: Nothing) -> Result<Today, Failure> {
    use DeliveryState as S;
    let brand = kelola.brand()?;
    let day = kelola.now().with_timezone(&brand.zone).date_naive();
    let filter = |days: Days, states: Vec<S>| {
        let (from, to) = days.instants();
        deliveries::DeliveryFilter {
            brand: Some(brand.id),
            from: Some(from),
            to: Some(to),
            states,
            ..Default::default()
        }
    };
    let run = |first: NaiveDate, count: i64| Days {
        first,
        end: first + Duration::days(count),
        zone: brand.zone,
    };
    let start = day - Duration::days(i64::from(day.weekday().num_days_from_sunday()));
    let asking = vec![
        S::Failed,
        S::NeedsSignIn,
        S::Unknown,
        S::Missed,
        S::Held,
        S::Reminded,
        S::InNetworkDraft,
    ];
    let waiting = vec![
        S::Planned,
        S::Due,
        S::Sending,
        S::Processing,
        S::HandedOff,
        S::RetryAt,
    ];
    let (due, decide, week) = kelola.read(|db| {
        let due = deliveries::list(db, &filter(run(day, 1), waiting.clone()))?;
        let late = deliveries::list(
            db,
            &filter(run(day - Duration::days(7), 7), waiting[1..].to_vec()),
        )?;
        let open = deliveries::DeliveryFilter {
            brand: Some(brand.id),
            states: asking.clone(),
            limit: 200,
            ..Default::default()
        };
        let week = deliveries::list(db, &filter(run(start, 7), Vec::new()))?;
        let mut due: Vec<_> = late.into_iter().chain(due).collect();
        // A piece whose turn has not come is no news of its own: the one it waits for is.
        due.retain(|it| !it.waits() || it.role == Role::Post);
        let decide = deliveries::list(db, &open)?;
        Ok((
            rows::once_each(due),
            rows::once_each(decide),
            rows::once_each(week),
        ))
    })?;
    let week = (0..7)
        .map(|it| start + Duration::days(it))
        .map(|on| WeekDay {
            day: on,
            states: states_of(&week, on, brand.zone),
        })
        .collect();
    Ok(Today {
        day,
        zone: brand.zone.name().to_owned(),
        closed: closed::get(kelola)?,
        due: with_posts(kelola, due)?,
        decide: with_posts(kelola, decide)?,
        week,
        targets: of_month(kelola, &brand, day)?,
    })
}

fn states_of(all: &[Delivery], day: NaiveDate, zone: chrono_tz::Tz) -> Vec<DeliveryState> {
    all.iter()
        .filter(|it| {
            it.state != DeliveryState::Cancelled
                && it.planned.instant().with_timezone(&zone).date_naive() == day
        })
        .map(|it| it.state)
        .collect()
}

fn with_posts(kelola: &Kelola, found: Vec<Delivery>) -> Result<Vec<TodayRow>, Failure> {
    found
        .into_iter()
        .map(|delivery| {
            let row = kelola.read(|db| {
                Ok(rows::short_list(db, vec![posts::row(db, delivery.post)?])?
                    .into_iter()
                    .next())
            })?;
            let row = row.ok_or_else(|| Failure::not_found("post"))?;
            Ok(TodayRow {
                row,
                delivery: rows::view(kelola, delivery)?,
            })
        })
        .collect()
}

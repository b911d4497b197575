//! Targets of a month, and how they stand.

use crate::{Kelola, failure::Failure, undo::Undoable, words::acts};
use chrono::{Datelike, NaiveDate};
use kelola_domain::{
    brand::Brand,
    ids::{ChannelId, TargetId},
    metric::{Metric, Scope, Target},
    report::Period,
    time::{Days, Instant},
};
use kelola_store::{Connection, StoreError, channels, deliveries, metrics, targets as rows};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The targets of a month.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListTargets {
    /// Any day of the month.
    #[ts(as = "String")]
    pub month: NaiveDate,
}

/// A target to set.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveTarget {
    /// One channel, or all of the brand's.
    pub channel: Option<ChannelId>,
    /// What is counted.
    pub metric: Metric,
    /// Any day of the month.
    #[ts(as = "String")]
    pub month: NaiveDate,
    /// The number to reach, at least 1.
    #[ts(type = "number")]
    pub value: i64,
}

/// One target.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneTarget {
    /// Which.
    pub id: TargetId,
}

/// A target and how it stands.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TargetProgress {
    /// The target.
    pub target: Target,
    /// The number so far; none when nothing is known yet, which is not zero.
    #[ts(type = "number | null")]
    pub actual: Option<i64>,
    /// How much of the month has passed, 0 to 1.
    pub share_of_month: f64,
}

/// The targets of a month and how they stand.
///
/// # Errors
/// Fails when there is no brand yet.
pub fn list_targets(kelola: &Kelola, args: ListTargets) -> Result<Vec<TargetProgress>, Failure> {
    of_month(kelola, &kelola.brand()?, args.month)
}

/// The targets of a brand's month and how they stand.
pub(crate) fn of_month(
    kelola: &Kelola,
    brand: &Brand,
    day: NaiveDate,
) -> Result<Vec<TargetProgress>, Failure> {
    let month = first_of(day);
    let Some((first, end)) = (Period::Month {
        year: month.year(),
        month: month.month(),
    })
    .bounds() else {
        return Ok(Vec::new());
    };
    let days = Days {
        first,
        end,
        zone: brand.zone,
    };
    let share_of_month = share(days, kelola.now());
    kelola.read(|db| {
        rows::list(db, brand.id, Some(month))?
            .into_iter()
            .map(|target| {
                Ok(TargetProgress {
                    actual: actual(db, brand, &target, days)?,
                    target,
                    share_of_month,
                })
            })
            .collect()
    })
}

/// Sets a target; the one of the same channel, metric and month is replaced.
///
/// # Errors
/// Fails when the number is not positive.
pub fn save_target(kelola: &Kelola, args: SaveTarget) -> Result<Target, Failure> {
    if !(1..=1_000_000_000_000).contains(&args.value) {
        return Err(Failure::bad_input(args.value));
    }
    let brand = kelola.brand()?;
    let month = first_of(args.month);
    kelola.write(acts::SAVE_TARGET, |tx| {
        let known = rows::list(tx, brand.id, Some(month))?
            .into_iter()
            .find(|it| (it.channel, it.metric) == (args.channel, args.metric));
        let id = known.map_or_else(|| TargetId::from_uuid(tx.uuid()), |it| it.id);
        let target = Target {
            id,
            brand: brand.id,
            channel: args.channel,
            metric: args.metric,
            month,
            value: args.value,
        };
        rows::put(tx, &target)?;
        Ok(target)
    })
}

/// Removes a target.
///
/// # Errors
/// Fails when there is no such target.
pub fn remove_target(kelola: &Kelola, args: OneTarget) -> Result<Undoable, Failure> {
    let operation = kelola.write(acts::REMOVE_TARGET, |tx| {
        rows::remove(tx, args.id)?;
        Ok(tx.operation())
    })?;
    Ok(Undoable {
        operation,
        label: acts::REMOVE_TARGET.to_owned(),
    })
}

/// The number a target is measured by. Post numbers count posts that went live within the days, whatever was
/// counted later.
pub(crate) fn actual(
    db: &Connection,
    brand: &Brand,
    target: &Target,
    days: Days,
) -> Result<Option<i64>, StoreError> {
    let (from, to) = days.instants();
    let live: Vec<_> = deliveries::live_between(db, brand.id, from, to)?
        .into_iter()
        .filter(|it| target.channel.is_none_or(|channel| channel == it.channel))
        .collect();
    match target.metric {
        Metric::Posts => Ok(Some(i64::try_from(live.len()).unwrap_or(i64::MAX))),
        Metric::Followers => followers(db, brand, target.channel, to),
        metric => {
            let ids: Vec<_> = live.iter().map(|it| it.id).collect();
            let known = metrics::latest_of(db, &ids, far_future())?;
            let counted: Vec<_> = known
                .values()
                .flatten()
                .filter(|it| {
                    if metric == Metric::Interactions {
                        Metric::INTERACTIONS.contains(&it.metric)
                    } else {
                        it.metric == metric
                    }
                })
                .map(|it| it.value)
                .collect();
            Ok((!counted.is_empty()).then(|| counted.iter().sum()))
        }
    }
}

fn followers(
    db: &Connection,
    brand: &Brand,
    channel: Option<ChannelId>,
    until: Instant,
) -> Result<Option<i64>, StoreError> {
    let mut sum = None;
    for it in channels::list(db, Some(brand.id))?
        .into_iter()
        .filter(|it| channel.is_none_or(|id| id == it.id))
    {
        if let Some(sample) = metrics::at(db, Scope::Channel(it.id), Metric::Followers, until)? {
            sum = Some(sum.unwrap_or(0) + sample.value);
        }
    }
    Ok(sum)
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn far_future() -> Instant {
    Instant::MAX_UTC
}

fn share(days: Days, now: Instant) -> f64 {
    let (from, to) = days.instants();
    let whole = (to - from).num_seconds().max(1);
    #[allow(
        clippy::cast_precision_loss,
        reason = "a month has 2.7 million seconds"
    )]
    let share = (now - from).num_seconds() as f64 / whole as f64;
    share.clamp(0.0, 1.0)
}

//! Numbers to reach.

use crate::{
    columns::{named, parsed, parsed_or_none},
    error::{StoreError, found},
    store::Write,
};
use chrono::NaiveDate;
use kelola_domain::{
    ids::{BrandId, TargetId},
    metric::{Metric, Target},
};
use rusqlite::{Connection, Row, params};

fn from_row(row: &Row<'_>) -> rusqlite::Result<Target> {
    Ok(Target {
        id: parsed(row, "id")?,
        brand: parsed(row, "brand")?,
        channel: parsed_or_none(row, "channel")?,
        metric: named(row, "metric", Metric::from_name)?,
        month: parsed(row, "month")?,
        value: row.get("value")?,
    })
}

/// The targets of a brand, of one month (its first day) or of all.
///
/// # Errors
/// SQLite's.
pub fn list(
    db: &Connection,
    brand: BrandId,
    month: Option<NaiveDate>,
) -> Result<Vec<Target>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT id, brand, channel, metric, month, value FROM targets WHERE brand = ?1 AND (?2 IS NULL OR month = ?2) ORDER BY month, id",
    )?;
    Ok(query
        .query_map(
            params![brand.to_string(), month.map(|it| it.to_string())],
            from_row,
        )?
        .collect::<Result<_, _>>()?)
}

/// Stores a target, new or changed.
///
/// # Errors
/// `Referenced` when brand or channel is not there, or SQLite's.
pub fn put(tx: &mut Write<'_>, target: &Target) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO targets (id, brand, channel, metric, month, value) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET channel = excluded.channel, metric = excluded.metric, month = excluded.month, value = excluded.value",
    )?
    .execute(params![
        target.id.to_string(),
        target.brand.to_string(),
        target.channel.map(|it| it.to_string()),
        target.metric.name(),
        target.month.to_string(),
        target.value
    ])?;
    Ok(())
}

/// Removes a target; undo brings it back.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn remove(tx: &mut Write<'_>, id: TargetId) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached("DELETE FROM targets WHERE id = ?1")?
        .execute([id.to_string()])?;
    found((changed == 1).then_some(()), "target", id)
}

//! The ledger of numbers: append-only. Missing is not zero: what nobody stated is not given back.

use crate::{
    columns::{bad, instant, instant_or_none, millis, named, parsed},
    error::StoreError,
    store::Write,
};
use kelola_domain::{
    ids::DeliveryId,
    metric::{Metric, Sample, Scope},
    time::Instant,
};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::HashMap;

const COLUMNS: &str = "scope, scope_id, metric, value, source, captured_at";

fn scope_columns(scope: Scope) -> (&'static str, String) {
    match scope {
        Scope::Channel(id) => ("channel", id.to_string()),
        Scope::Delivery(id) => ("delivery", id.to_string()),
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Sample> {
    let scope: String = row.get("scope")?;
    Ok(Sample {
        metric: named(row, "metric", Metric::from_name)?,
        scope: match scope.as_str() {
            "channel" => Scope::Channel(parsed(row, "scope_id")?),
            "delivery" => Scope::Delivery(parsed(row, "scope_id")?),
            _ => return Err(bad("scope", &scope)),
        },
        value: row.get("value")?,
        source: row.get("source")?,
        captured_at: instant(row, "captured_at")?,
    })
}

/// Adds samples to the ledger.
///
/// # Errors
/// SQLite's.
pub fn append(tx: &mut Write<'_>, samples: &[Sample]) -> Result<(), StoreError> {
    let mut insert = tx.prepare_cached(
        "INSERT INTO metric_samples (scope, scope_id, metric, value, source, captured_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for sample in samples {
        let (scope, id) = scope_columns(sample.scope);
        insert.execute(params![
            scope,
            id,
            sample.metric.name(),
            sample.value,
            sample.source,
            millis(sample.captured_at)
        ])?;
    }
    Ok(())
}

/// The newest sample of every metric of a scope, captured at or before `until`.
///
/// # Errors
/// SQLite's.
pub fn latest(db: &Connection, scope: Scope, until: Instant) -> Result<Vec<Sample>, StoreError> {
    let mut samples = Vec::new();
    for metric in Metric::ALL {
        samples.extend(at(db, scope, metric, until)?);
    }
    Ok(samples)
}

/// The newest samples of many deliveries, captured at or before `until`.
///
/// # Errors
/// SQLite's.
pub fn latest_of(
    db: &Connection,
    ids: &[DeliveryId],
    until: Instant,
) -> Result<HashMap<DeliveryId, Vec<Sample>>, StoreError> {
    ids.iter()
        .map(|id| Ok((*id, latest(db, Scope::Delivery(*id), until)?)))
        .collect()
}

/// SQL of [`at`], shared with the test that looks at its plan.
pub(crate) const AT: &str = "metric_samples WHERE scope_id = ?1 AND metric = ?2 AND captured_at <= ?3 ORDER BY captured_at DESC, seq DESC LIMIT 1";

/// What a metric of a scope stood at: its newest sample captured at or before `until`.
///
/// # Errors
/// SQLite's.
pub fn at(
    db: &Connection,
    scope: Scope,
    metric: Metric,
    until: Instant,
) -> Result<Option<Sample>, StoreError> {
    Ok(db
        .prepare_cached(&format!("SELECT {COLUMNS} FROM {AT}"))?
        .query_row(
            params![scope_columns(scope).1, metric.name(), millis(until)],
            from_row,
        )
        .optional()?)
}

/// The first sample of a metric of a scope captured at or after `from`.
///
/// # Errors
/// SQLite's.
pub fn first_after(
    db: &Connection,
    scope: Scope,
    metric: Metric,
    from: Instant,
) -> Result<Option<Sample>, StoreError> {
    Ok(db
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM metric_samples WHERE scope_id = ?1 AND metric = ?2 AND captured_at >= ?3 ORDER BY captured_at, seq LIMIT 1"
        ))?
        .query_row(params![scope_columns(scope).1, metric.name(), millis(from)], from_row)
        .optional()?)
}

/// The samples of a metric of a scope captured within [from, to), the oldest first.
///
/// # Errors
/// SQLite's.
pub fn series(
    db: &Connection,
    scope: Scope,
    metric: Metric,
    from: Instant,
    to: Instant,
) -> Result<Vec<Sample>, StoreError> {
    let mut query = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM metric_samples WHERE scope_id = ?1 AND metric = ?2 AND captured_at >= ?3 AND captured_at < ?4
         ORDER BY captured_at, seq"
    ))?;
    Ok(query
        .query_map(
            params![
                scope_columns(scope).1,
                metric.name(),
                millis(from),
                millis(to)
            ],
            from_row,
        )?
        .collect::<Result<_, _>>()?)
}

/// When a scope's numbers were last read; none = never.
///
/// # Errors
/// SQLite's.
pub fn last_captured(db: &Connection, scope: Scope) -> Result<Option<Instant>, StoreError> {
    Ok(db
        .prepare_cached("SELECT max(captured_at) AS last FROM metric_samples WHERE scope_id = ?1")?
        .query_row([scope_columns(scope).1], |row| instant_or_none(row, "last"))?)
}

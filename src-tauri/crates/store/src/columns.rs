//! Between columns and domain types: instants in milliseconds, ids and words as text, structures as JSON.

use chrono::DateTime;
use chrono_tz::Tz;
use kelola_domain::time::{Instant, Planned, WALL_FORMAT, parse_wall};
use rusqlite::{Result, Row, types::Type};
use serde::{Serialize, de::DeserializeOwned};
use std::str::FromStr;

/// The column holds something else than it should.
pub(crate) fn bad(column: &str, found: &str) -> rusqlite::Error {
    let shown: String = found.chars().take(80).collect();
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, format!("{column}: {shown}").into())
}

/// Reads text with `FromStr`: ids, zones, days.
pub(crate) fn parsed<T: FromStr>(row: &Row<'_>, column: &str) -> Result<T> {
    let text: String = row.get(column)?;
    text.parse().map_err(|_| bad(column, &text))
}

/// Reads text with `FromStr`, where there is any.
pub(crate) fn parsed_or_none<T: FromStr>(row: &Row<'_>, column: &str) -> Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    text.map(|it| it.parse().map_err(|_| bad(column, &it)))
        .transpose()
}

/// Milliseconds since 1970.
pub(crate) fn millis(at: Instant) -> i64 {
    at.timestamp_millis()
}

/// The instant of a column of milliseconds.
pub(crate) fn instant(row: &Row<'_>, column: &str) -> Result<Instant> {
    let ms: i64 = row.get(column)?;
    DateTime::from_timestamp_millis(ms).ok_or_else(|| bad(column, &ms.to_string()))
}

/// The instant of a column of milliseconds that may be empty.
pub(crate) fn instant_or_none(row: &Row<'_>, column: &str) -> Result<Option<Instant>> {
    let ms: Option<i64> = row.get(column)?;
    ms.map(|it| DateTime::from_timestamp_millis(it).ok_or_else(|| bad(column, &it.to_string())))
        .transpose()
}

/// Reads JSON.
pub(crate) fn json<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|_| bad(column, &text))
}

/// Reads JSON, where there is any.
pub(crate) fn json_or_none<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    text.map(|it| serde_json::from_str(&it).map_err(|_| bad(column, &it)))
        .transpose()
}

/// Writes JSON.
pub(crate) fn to_json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

/// The stable word of an enum, as serde spells it.
pub(crate) fn word<T: Serialize>(value: &T) -> Result<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        _ => Err(rusqlite::Error::ToSqlConversionFailure("not a word".into())),
    }
}

/// Reads an enum from its stable word, as serde spells it.
pub(crate) fn from_word<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_value(serde_json::Value::String(text.clone())).map_err(|_| bad(column, &text))
}

/// Reads an enum by its own function.
pub(crate) fn named<T>(row: &Row<'_>, column: &str, read: fn(&str) -> Option<T>) -> Result<T> {
    let text: String = row.get(column)?;
    read(&text).ok_or_else(|| bad(column, &text))
}

/// Reads a count that cannot be negative.
pub(crate) fn count(row: &Row<'_>, column: &str) -> Result<u32> {
    let number: i64 = row.get(column)?;
    u32::try_from(number).map_err(|_| bad(column, &number.to_string()))
}

/// The three columns of a planned time.
pub(crate) struct PlannedColumns {
    /// Wall time.
    pub(crate) wall: Option<String>,
    /// Zone.
    pub(crate) zone: Option<String>,
    /// Instant in milliseconds.
    pub(crate) at: Option<i64>,
}

impl From<Option<Planned>> for PlannedColumns {
    fn from(planned: Option<Planned>) -> Self {
        Self {
            wall: planned.map(|it| it.wall.format(WALL_FORMAT).to_string()),
            zone: planned.map(|it| it.zone.name().to_owned()),
            at: planned.map(|it| millis(it.instant())),
        }
    }
}

/// Reads `planned_wall` and `planned_zone`.
pub(crate) fn planned(row: &Row<'_>) -> Result<Option<Planned>> {
    let wall: Option<String> = row.get("planned_wall")?;
    let zone: Option<Tz> = parsed_or_none(row, "planned_zone")?;
    match (wall, zone) {
        (Some(wall), Some(zone)) => Ok(Some(Planned {
            wall: parse_wall(&wall).map_err(|it| bad("planned_wall", &it))?,
            zone,
        })),
        (None, None) => Ok(None),
        _ => Err(bad("planned_wall", "half a time")),
    }
}

//! Puts the rows of an operation back as they were before it, after making sure that nobody is harmed.

mod held;

use super::{Entry, Reason, RowRef, UndoError, Undone};
use crate::{
    channels,
    error::StoreError,
    record::{TRACKED, Tracked, columns, row_as_json},
    store::Write,
};
use kelola_domain::{
    delivery::{DeliveryState, Step},
    ids::OperationId,
};
use rusqlite::{OptionalExtension, params_from_iter, types::Value};
use serde_json::{Map, Value as Json};

type Columns = Map<String, Json>;

/// A recorded change, read back.
struct Change {
    table: &'static Tracked,
    key_text: String,
    key: Vec<String>,
    before: Option<Columns>,
    after: Option<Columns>,
}

/// Applies the inverse of an operation.
pub(super) fn inverse(tx: &mut Write<'_>, entry: &Entry) -> Result<Undone, UndoError> {
    // Rows go back in any order; what they refer to is checked at the end.
    tx.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let refused = |reason| UndoError::Refused {
        reason,
        label: entry.label.clone(),
    };
    let mut done = Undone {
        operation: tx.operation(),
        label: entry.label.clone(),
        rows: Vec::new(),
        channels_gone: Vec::new(),
        channels_back: Vec::new(),
    };
    for change in changes(tx, entry.operation)?.into_iter().rev() {
        let current = current(tx, &change)?;
        let change = held::beside_the_network(change, current.as_ref());
        if let Some(reason) = objection(tx, &change, current.as_ref()) {
            return Err(refused(reason));
        }
        put(tx, &change, current.as_ref())?;
        follow_delivery(tx, &change, current.as_ref())?;
        follow_channel(tx, &change, current.as_ref(), &mut done)?;
        done.rows.push(RowRef {
            table: change.table.name.to_owned(),
            key: change.key_text,
        });
    }
    Ok(done)
}

/// Whether a delivery of the operation is in a state that soon ends by itself.
pub(super) fn is_moving(tx: &Write<'_>, operation: OperationId) -> Result<bool, StoreError> {
    for change in changes(tx, operation)? {
        let current = current(tx, &change)?;
        if matches!(
            state(&change, current.as_ref()),
            Some(DeliveryState::Sending | DeliveryState::Processing)
        ) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn changes(tx: &Write<'_>, operation: OperationId) -> Result<Vec<Change>, StoreError> {
    let mut query = tx.prepare_cached(
        "SELECT table_name, row_key, before, after FROM changes WHERE operation = ?1 ORDER BY seq",
    )?;
    let rows: Vec<(String, String, Option<String>, Option<String>)> = query
        .query_map([operation.to_string()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?
        .collect::<Result<_, _>>()?;
    rows.into_iter()
        .map(|(table, key_text, before, after)| {
            // The names become SQL: only tables of our own list ever do, whatever a restored file says.
            let table = TRACKED
                .iter()
                .find(|it| it.name == table)
                .ok_or_else(|| StoreError::Damaged(format!("change of {table}")))?;
            let key: Vec<String> = read_json(&key_text)?;
            if key.len() != table.key.len() {
                return Err(StoreError::Damaged("key of a change".to_owned()));
            }
            let row = |text: Option<String>| text.map(|it| read_json::<Columns>(&it)).transpose();
            Ok(Change {
                table,
                key,
                key_text,
                before: row(before)?,
                after: row(after)?,
            })
        })
        .collect()
}

fn read_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Damaged("recorded change".to_owned()))
}

/// The row as it is now.
fn current(tx: &Write<'_>, change: &Change) -> Result<Option<Columns>, StoreError> {
    let json = row_as_json(&columns(tx, change.table.name)?, "");
    let sql = format!(
        "SELECT {json} FROM {} WHERE {}",
        change.table.name,
        key_condition(change.table)
    );
    let text: Option<String> = tx
        .prepare_cached(&sql)?
        .query_row(params_from_iter(&change.key), |row| row.get(0))
        .optional()?;
    text.map(|it| read_json(&it)).transpose()
}

fn key_condition(table: &Tracked) -> String {
    let parts: Vec<_> = table
        .key
        .iter()
        .enumerate()
        .map(|(place, column)| format!("\"{column}\" = ?{}", place + 1))
        .collect();
    parts.join(" AND ")
}

fn state(change: &Change, row: Option<&Columns>) -> Option<DeliveryState> {
    if change.table.name != "deliveries" {
        return None;
    }
    row.and_then(|it| it.get("state"))
        .and_then(Json::as_str)
        .and_then(DeliveryState::from_name)
}

/// Whether a delivery is live only because the person said so: the program sent nothing, no network named anything.
fn by_word(change: &Change, row: Option<&Columns>) -> bool {
    state(change, row) == Some(DeliveryState::Live)
        && row.is_some_and(|it| {
            it.get("attempts").and_then(Json::as_i64) == Some(0)
                && it.get("remote_id").is_none_or(Json::is_null)
        })
}

/// Why this row may not go back.
fn objection(tx: &Write<'_>, change: &Change, current: Option<&Columns>) -> Option<Reason> {
    use DeliveryState as S;
    let is_out = |state| {
        matches!(
            state,
            S::Sending | S::Processing | S::InNetworkDraft | S::Live | S::Removed
        )
    };
    let (now, then) = (
        state(change, current),
        state(change, change.before.as_ref()),
    );
    // What the person called live, and nobody else knows of, is live by their word alone: they can take it back.
    let takes_back = by_word(change, current) && by_word(change, change.after.as_ref());
    let gives_again = by_word(change, change.before.as_ref());
    if (now.is_some_and(is_out) && !takes_back) || (then.is_some_and(is_out) && !gives_again) {
        return Some(Reason::OnItsWay);
    }
    if !same(change.table, current, change.after.as_ref()) {
        return Some(Reason::ChangedSince);
    }
    // Undo itself never makes anything go out: a plan whose time has passed would be sent within the grace.
    let planned_at = change
        .before
        .as_ref()
        .and_then(|it| it.get("planned_at"))
        .and_then(Json::as_i64);
    if matches!(then, Some(S::Planned | S::Due | S::RetryAt | S::HandedOff))
        && planned_at.is_some_and(|it| it <= tx.now_millis())
    {
        return Some(Reason::TimePassed);
    }
    None
}

/// Whether the row is as the operation left it. Columns added by later migrations and the program's own do not count.
fn same(table: &Tracked, current: Option<&Columns>, recorded: Option<&Columns>) -> bool {
    match (current, recorded) {
        (None, None) => true,
        (Some(current), Some(recorded)) => recorded.iter().all(|(column, value)| {
            table.kept.contains(&column.as_str()) || current.get(column) == Some(value)
        }),
        _ => false,
    }
}

/// Writes the row as it was before.
fn put(tx: &Write<'_>, change: &Change, current: Option<&Columns>) -> Result<(), StoreError> {
    let table = change.table;
    let Some(goal) = &change.before else {
        tx.prepare_cached(&format!(
            "DELETE FROM {} WHERE {}",
            table.name,
            key_condition(table)
        ))?
        .execute(params_from_iter(&change.key))?;
        return Ok(());
    };
    // Column names come from the schema, never from the recorded JSON.
    let known = columns(tx, table.name)?;
    let mut goal: Vec<(String, Value)> = known
        .into_iter()
        .filter_map(|it| Some((it.clone(), to_sql(goal.get(&it)?))))
        .collect();
    let revision = |row: &Columns| row.get("revision").and_then(Json::as_i64).unwrap_or(0);
    let next_revision = [current, change.before.as_ref(), change.after.as_ref()]
        .into_iter()
        .flatten()
        .map(revision)
        .max()
        .unwrap_or(0)
        + 1;
    if current.is_some() {
        goal.retain(|(column, _)| {
            !table.key.contains(&column.as_str()) && !table.kept.contains(&column.as_str())
        });
        if table.kept.contains(&"revision") {
            goal.push(("revision".to_owned(), Value::Integer(next_revision)));
        }
        let first = table.key.len() + 1;
        let set: Vec<_> = goal
            .iter()
            .enumerate()
            .map(|(place, (column, _))| format!("\"{column}\" = ?{}", place + first))
            .collect();
        let values = change
            .key
            .iter()
            .map(|it| Value::Text(it.clone()))
            .chain(goal.iter().map(|it| it.1.clone()));
        tx.prepare_cached(&format!(
            "UPDATE {} SET {} WHERE {}",
            table.name,
            set.join(", "),
            key_condition(table)
        ))?
        .execute(params_from_iter(values))?;
        return Ok(());
    }
    if let Some(place) = goal.iter().position(|(column, _)| column == "revision") {
        goal[place].1 = Value::Integer(next_revision);
    }
    let names: Vec<_> = goal
        .iter()
        .map(|(column, _)| format!("\"{column}\""))
        .collect();
    let marks: Vec<_> = (1..=goal.len()).map(|place| format!("?{place}")).collect();
    tx.prepare_cached(&format!(
        "INSERT INTO {} ({}) VALUES ({})",
        table.name,
        names.join(", "),
        marks.join(", ")
    ))?
    .execute(params_from_iter(goal.iter().map(|it| &it.1)))?;
    Ok(())
}

fn to_sql(value: &Json) -> Value {
    match value {
        Json::Null => Value::Null,
        Json::Bool(it) => Value::Integer(i64::from(*it)),
        Json::Number(it) => it
            .as_i64()
            .map_or_else(|| Value::Real(it.as_f64().unwrap_or(0.0)), Value::Integer),
        Json::String(it) => Value::Text(it.clone()),
        Json::Array(_) | Json::Object(_) => Value::Text(value.to_string()),
    }
}

/// Tells the timeline of a delivery that its state was put back.
fn follow_delivery(
    tx: &Write<'_>,
    change: &Change,
    current: Option<&Columns>,
) -> Result<(), StoreError> {
    let (from, to) = (
        state(change, current),
        state(change, change.before.as_ref()),
    );
    let (Some(to), Some(id)) = (to, change.key.first()) else {
        return Ok(());
    };
    if from == Some(to) {
        return Ok(());
    }
    crate::deliveries::add_step(
        tx,
        id,
        &Step {
            at: tx.now(),
            from,
            to,
            code: Some("undone".to_owned()),
            raw: None,
        },
    )
}

/// A channel that comes back has no token any more.
fn follow_channel(
    tx: &Write<'_>,
    change: &Change,
    current: Option<&Columns>,
    done: &mut Undone,
) -> Result<(), StoreError> {
    let is_there = |row: Option<&Columns>| {
        row.is_some_and(|it| it.get("removed_at").is_none_or(Json::is_null))
    };
    let (Some(id), "channels") = (change.key.first(), change.table.name) else {
        return Ok(());
    };
    let parsed = id
        .parse()
        .map_err(|_| StoreError::Damaged("channel id".to_owned()))?;
    match (is_there(current), is_there(change.before.as_ref())) {
        (false, true) => {
            channels::needs_sign_in(tx, id)?;
            done.channels_back.push(parsed);
        }
        (true, false) => done.channels_gone.push(parsed),
        _ => {}
    }
    Ok(())
}

//! Undo, redo and history. Taking back is a new forward operation that puts the earlier rows there again, and is
//! refused with a reason where that would overwrite or contradict what happened since.

mod apply;

use crate::{
    columns::{instant, json_or_none, named, parsed},
    error::StoreError,
    record::How,
    store::{Actor, Store, Write},
};
use kelola_domain::{
    ids::{ChannelId, OperationId},
    time::Instant,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// How an operation came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Somebody did something.
    Act,
    /// An operation was taken back.
    Undo,
    /// Taking back was taken back.
    Redo,
}

impl Kind {
    fn from_name(name: &str) -> Option<Self> {
        match name {
            "act" => Some(Self::Act),
            "undo" => Some(Self::Undo),
            "redo" => Some(Self::Redo),
            _ => None,
        }
    }
}

/// One operation of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub operation: OperationId,
    /// When.
    pub at: Instant,
    /// Who acted.
    pub actor: Actor,
    /// Code of the act, an entry of the words table.
    pub label: String,
    /// How it came about.
    pub kind: Kind,
    /// Whether it was taken back.
    pub undone: bool,
    /// How many rows it changed.
    pub rows: u32,
}

/// What Ctrl-Z and its opposite would do now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stack {
    /// What would be taken back.
    pub undo: Option<Entry>,
    /// What would be done again.
    pub redo: Option<Entry>,
}

/// A row by table and key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRef {
    /// Table.
    pub table: String,
    /// Key as a JSON array.
    pub key: String,
}

/// What undo or redo did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The new operation.
    pub operation: OperationId,
    /// Label of the act that was taken back or done again.
    pub label: String,
    /// The rows it changed.
    pub rows: Vec<RowRef>,
    /// Channels that are gone now: whoever called deletes their tokens.
    pub channels_gone: Vec<ChannelId>,
    /// Channels that are back; those not posted to by hand need a sign-in.
    pub channels_back: Vec<ChannelId>,
}

/// Why an operation cannot be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A row has changed since.
    ChangedSince,
    /// A delivery is being sent, handed off or public.
    OnItsWay,
    /// A delivery would become due at once: its old time has passed.
    TimePassed,
    /// Something made later needs what would vanish.
    InUse,
}

impl Reason {
    /// The code in the words table.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ChangedSince => "undo_changed_since",
            Self::OnItsWay => "undo_on_its_way",
            Self::TimePassed => "undo_time_passed",
            Self::InUse => "undo_in_use",
        }
    }
}

/// Why nothing was taken back.
#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    /// There is nothing to take back.
    #[error("nothing to undo")]
    NothingToDo,
    /// The operation cannot be taken back.
    #[error("{label} cannot be undone: {}", reason.code())]
    Refused {
        /// Why.
        reason: Reason,
        /// Label of the operation.
        label: String,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for UndoError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Takes back the newest operation of the person that is in force.
///
/// # Errors
/// `NothingToDo`, or `Refused`: then the operation leaves the stack, unless it is only refused for the moment.
pub fn undo(store: &Store, actor: Actor) -> Result<Undone, UndoError> {
    travel(store, actor, How::Undo)
}

/// Does again what was last taken back, unless the person has acted since.
///
/// # Errors
/// As [`undo`].
pub fn redo(store: &Store, actor: Actor) -> Result<Undone, UndoError> {
    travel(store, actor, How::Redo)
}

fn travel(store: &Store, actor: Actor, how: How) -> Result<Undone, UndoError> {
    let stack = store.read(next)?;
    let entry = if how == How::Redo {
        stack.redo
    } else {
        stack.undo
    }
    .ok_or(UndoError::NothingToDo)?;
    let done = store.operate(
        actor,
        &entry.label,
        how,
        |tx| -> Result<Undone, UndoError> {
            // The stack was read before the write lock was taken: look again.
            if is_taken(tx, entry.operation)? {
                return Err(UndoError::NothingToDo);
            }
            let applied = apply::inverse(tx, &entry)?;
            tx.execute(
                "UPDATE changes SET undone_by = ?2 WHERE operation = ?1",
                params![entry.operation.to_string(), tx.operation().to_string()],
            )?;
            Ok(applied)
        },
    );
    match done {
        Err(UndoError::Store(StoreError::Referenced | StoreError::Duplicate(_))) => {
            refuse(store, &entry, Reason::InUse)
        }
        Err(UndoError::Refused { reason, .. }) => refuse(store, &entry, reason),
        other => other,
    }
}

/// Takes an operation that will never be possible to undo off the stack, so that the one before can be reached.
fn refuse(store: &Store, entry: &Entry, reason: Reason) -> Result<Undone, UndoError> {
    store.write(Actor::Sync, "undo_refused", |tx| {
        if reason != Reason::OnItsWay || !apply::is_moving(tx, entry.operation)? {
            tx.execute(
                "UPDATE changes SET refused = ?2 WHERE operation = ?1",
                [&entry.operation.to_string(), reason.code()],
            )?;
        }
        Ok(())
    })?;
    Err(UndoError::Refused {
        reason,
        label: entry.label.clone(),
    })
}

fn is_taken(tx: &Write<'_>, operation: OperationId) -> Result<bool, UndoError> {
    Ok(tx
        .prepare_cached("SELECT 1 FROM changes WHERE operation = ?1 AND (undone_by IS NOT NULL OR refused IS NOT NULL) LIMIT 1")?
        .exists([operation.to_string()])?)
}

const ENTRY: &str = "operation, max(at) AS at, actor, label, kind, undone_by IS NOT NULL AS undone, count(*) AS row_count";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        operation: parsed(row, "operation")?,
        at: instant(row, "at")?,
        actor: named(row, "actor", Actor::from_name)?,
        label: row.get("label")?,
        kind: named(row, "kind", Kind::from_name)?,
        undone: row.get("undone")?,
        rows: crate::columns::count(row, "row_count")?,
    })
}

/// What undo and redo would do now.
///
/// # Errors
/// SQLite's.
pub fn next(db: &Connection) -> Result<Stack, StoreError> {
    let newest = |kinds: &str| -> Result<Option<(String, i64)>, StoreError> {
        Ok(db
            .prepare_cached(&format!(
                "SELECT operation, seq FROM changes
                 WHERE undone_by IS NULL AND refused IS NULL AND actor <> 'sync' AND kind IN ({kinds}) ORDER BY seq DESC LIMIT 1"
            ))?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    };
    let entry = |operation: &str| -> Result<Entry, StoreError> {
        Ok(db
            .prepare_cached(&format!(
                "SELECT {ENTRY} FROM changes WHERE operation = ?1 GROUP BY operation"
            ))?
            .query_row([operation], from_row)?)
    };
    let last_act: i64 = db
        .prepare_cached("SELECT coalesce(max(seq), 0) FROM changes WHERE undone_by IS NULL AND refused IS NULL AND actor <> 'sync' AND kind = 'act'")?
        .query_row([], |row| row.get(0))?;
    let undo = newest("'act', 'redo'")?;
    // A new act closes the way forward.
    let redo = newest("'undo'")?.filter(|(_, seq)| *seq > last_act);
    Ok(Stack {
        undo: undo.map(|it| entry(&it.0)).transpose()?,
        redo: redo.map(|it| entry(&it.0)).transpose()?,
    })
}

/// A row as it was before and after one operation.
#[derive(Debug, Clone, PartialEq)]
pub struct RowChange {
    /// The operation.
    pub operation: OperationId,
    /// When, the last time within the operation.
    pub at: Instant,
    /// Who acted.
    pub actor: Actor,
    /// Code of the act, an entry of the words table.
    pub label: String,
    /// The row's key as a JSON array.
    pub key: String,
    /// The row as JSON; none = it was made.
    pub before: Option<serde_json::Value>,
    /// The row as JSON; none = it was deleted.
    pub after: Option<serde_json::Value>,
}

/// The changes of all rows of a table whose key begins with `first`, the last first, each row once per operation.
///
/// # Errors
/// SQLite's.
pub fn of_rows(
    db: &Connection,
    table: &str,
    first: impl ToString,
    limit: u32,
) -> Result<Vec<RowChange>, StoreError> {
    let begins = format!("[\"{}\"", first.to_string());
    let mut query = db.prepare_cached(
        "SELECT operation, at, actor, label, row_key, before, after FROM changes
         WHERE table_name = ?1 AND row_key >= ?2 AND row_key < ?2 || char(0x10FFFF) ORDER BY seq DESC LIMIT ?3",
    )?;
    let rows = query.query_map(params![table, begins, limit], |row| {
        Ok(RowChange {
            operation: parsed(row, "operation")?,
            at: instant(row, "at")?,
            actor: named(row, "actor", Actor::from_name)?,
            label: row.get("label")?,
            key: row.get("row_key")?,
            before: json_or_none(row, "before")?,
            after: json_or_none(row, "after")?,
        })
    })?;
    let mut found: Vec<RowChange> = Vec::new();
    for row in rows {
        let row = row?;
        let same = |it: &&mut RowChange| (it.operation, &it.key) == (row.operation, &row.key);
        match found.iter_mut().rev().find(same) {
            Some(later) => later.before = row.before,
            None => found.push(row),
        }
    }
    Ok(found)
}

/// The newest operations, also the engine's, the last first.
///
/// # Errors
/// SQLite's.
pub fn history(db: &Connection, limit: u32) -> Result<Vec<Entry>, StoreError> {
    let mut query = db.prepare_cached(&format!(
        "SELECT {ENTRY} FROM changes WHERE operation IN
             (SELECT operation FROM (SELECT operation, max(seq) AS last FROM changes GROUP BY operation ORDER BY last DESC LIMIT ?1))
         GROUP BY operation ORDER BY max(seq) DESC"
    ))?;
    Ok(query
        .query_map([limit], from_row)?
        .collect::<Result<_, _>>()?)
}

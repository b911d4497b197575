//! Records every change of the person's data, whatever SQL made it: temporary triggers on the writing connection
//! put the row before and after into a list, and each operation ends by storing that list. So no noun can forget.

use crate::{
    columns::{bad, millis},
    error::StoreError,
    store::{Actor, Write},
};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// A table whose changes are recorded and can be taken back.
pub(crate) struct Tracked {
    /// Its name.
    pub(crate) name: &'static str,
    /// The columns that name a row.
    pub(crate) key: &'static [&'static str],
    /// Columns that belong to the program and not to the person: they do not count as a change since, and undo
    /// leaves them alone.
    pub(crate) kept: &'static [&'static str],
}

/// Every such table.
pub(crate) const TRACKED: &[Tracked] = &[
    Tracked {
        name: "brands",
        key: &["id"],
        kept: &[],
    },
    // What the network said about the account is not the person's act.
    Tracked {
        name: "channels",
        key: &["id"],
        kept: &["connection", "remote_id", "facts"],
    },
    Tracked {
        name: "assets",
        key: &["id"],
        kept: &[],
    },
    Tracked {
        name: "albums",
        key: &["id"],
        kept: &[],
    },
    Tracked {
        name: "album_assets",
        key: &["album", "asset"],
        kept: &[],
    },
    // A counter that went back would let a stale editor overwrite newer text.
    Tracked {
        name: "posts",
        key: &["id"],
        kept: &["revision"],
    },
    Tracked {
        name: "variants",
        key: &["post", "channel"],
        kept: &[],
    },
    Tracked {
        name: "deliveries",
        key: &["id"],
        kept: &[],
    },
    Tracked {
        name: "targets",
        key: &["id"],
        kept: &[],
    },
    Tracked {
        name: "reports",
        key: &["id"],
        kept: &[],
    },
    Tracked {
        name: "snippets",
        key: &["id"],
        kept: &[],
    },
    Tracked {
        name: "own_networks",
        key: &["id"],
        kept: &[],
    },
    Tracked {
        name: "rules",
        key: &["network"],
        kept: &[],
    },
];

/// How an operation came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// Somebody did something.
    Act,
    /// An operation is taken back.
    Undo,
    /// Taking back is taken back.
    Redo,
}

impl How {
    /// The stable name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Act => "act",
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }
}

/// The columns of a table, in order.
pub(crate) fn columns(db: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut query = db.prepare_cached("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    query.query_map([table], |row| row.get(0))?.collect()
}

/// SQL that makes a JSON object of a row; `of` is `new.`, `old.` or empty.
pub(crate) fn row_as_json(columns: &[String], of: &str) -> String {
    let pairs: Vec<_> = columns
        .iter()
        .map(|it| format!("'{it}', {of}\"{it}\""))
        .collect();
    format!("json_object({})", pairs.join(", "))
}

/// Puts the recording triggers on the writing connection.
pub(crate) fn install(db: &Connection) -> Result<(), StoreError> {
    db.execute_batch(
        "CREATE TEMP TABLE pending (
             seq INTEGER PRIMARY KEY, table_name TEXT NOT NULL, row_key TEXT NOT NULL, before TEXT, after TEXT
         ) STRICT;",
    )?;
    for table in TRACKED {
        let columns = columns(db, table.name)?;
        let key = |of: &str| {
            format!(
                "json_array({})",
                table
                    .key
                    .iter()
                    .map(|it| format!("{of}\"{it}\""))
                    .collect::<Vec<_>>()
                    .join(", ")
            )
        };
        let name = table.name;
        for (event, key, before, after) in [
            (
                "INSERT",
                key("new."),
                "NULL".to_owned(),
                row_as_json(&columns, "new."),
            ),
            (
                "UPDATE",
                key("new."),
                row_as_json(&columns, "old."),
                row_as_json(&columns, "new."),
            ),
            (
                "DELETE",
                key("old."),
                row_as_json(&columns, "old."),
                "NULL".to_owned(),
            ),
        ] {
            db.execute_batch(&format!(
                "CREATE TEMP TRIGGER record_{name}_{event} AFTER {event} ON main.{name} BEGIN
                     INSERT INTO pending (table_name, row_key, before, after) VALUES ('{name}', {key}, {before}, {after});
                 END;"
            ))?;
        }
    }
    Ok(())
}

/// One row as an operation found it and as it left it.
struct Change {
    table: String,
    key: String,
    before: Option<String>,
    after: Option<String>,
}

/// Stores what the operation changed, each row once.
pub(crate) fn store(write: &Write<'_>, device: &str, how: How) -> Result<(), StoreError> {
    let changes = take_pending(write)?;
    if changes.is_empty() {
        return Ok(());
    }
    let stamp = next_stamp(write, device)?;
    if how == How::Act && join(write, &changes, &stamp)? {
        return Ok(());
    }
    let mut insert = write.prepare_cached(
        "INSERT INTO changes (operation, device, stamp, at, actor, label, kind, table_name, row_key, before, after)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    for change in &changes {
        insert.execute(params![
            write.operation().to_string(),
            device,
            stamp,
            write.now_millis(),
            write.actor().name(),
            write.label(),
            how.name(),
            change.table,
            change.key,
            change.before,
            change.after,
        ])?;
    }
    Ok(())
}

/// Empties the list; several changes of one row become one, none where it ended as it began.
fn take_pending(db: &Connection) -> Result<Vec<Change>, StoreError> {
    let mut changes: Vec<Change> = Vec::new();
    let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut query = db.prepare_cached(
        "SELECT table_name, row_key, before, after FROM temp.pending ORDER BY seq",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let change = Change {
            table: row.get(0)?,
            key: row.get(1)?,
            before: row.get(2)?,
            after: row.get(3)?,
        };
        match places.get(&(change.table.clone(), change.key.clone())) {
            Some(place) => changes[*place].after = change.after,
            None => {
                places.insert((change.table.clone(), change.key.clone()), changes.len());
                changes.push(change);
            }
        }
    }
    drop(rows);
    if !changes.is_empty() {
        db.prepare_cached("DELETE FROM temp.pending")?.execute([])?;
    }
    changes.retain(|it| it.before != it.after);
    Ok(changes)
}

/// The hybrid clock: never behind the wall clock, never behind the last stamp.
fn next_stamp(write: &Write<'_>, device: &str) -> Result<String, StoreError> {
    let last: String = write
        .prepare_cached("SELECT stamp FROM installation")?
        .query_row([], |row| row.get(0))?;
    let mut parts = last.splitn(3, '-');
    let mut number = || {
        parts
            .next()
            .and_then(|it| it.parse::<i64>().ok())
            .unwrap_or(0)
    };
    let (ms, counter) = (number(), number());
    let now = write.now_millis();
    let (ms, counter) = if now > ms {
        (now, 0)
    } else {
        (ms, counter + 1)
    };
    let stamp = format!("{ms:015}-{counter:06}-{device}");
    write
        .prepare_cached("UPDATE installation SET stamp = ?1")?
        .execute([&stamp])?;
    Ok(stamp)
}

/// Adds the changes to the newest operation if that was the same act on the same rows a moment ago.
fn join(write: &Write<'_>, changes: &[Change], stamp: &str) -> Result<bool, StoreError> {
    let Some(within) = write.joins() else {
        return Ok(false);
    };
    if write.actor() == Actor::Sync {
        return Ok(false);
    }
    let newest: Option<(String, i64, String, String, String)> = write
        .prepare_cached("SELECT operation, at, actor, label, kind FROM changes WHERE actor <> 'sync' AND undone_by IS NULL AND refused IS NULL ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
        .optional()?;
    let Some((operation, at, actor, label, kind)) = newest else {
        return Ok(false);
    };
    let is_recent = (0..=within.num_milliseconds()).contains(&(millis(write.now()) - at));
    if !is_recent
        || actor != write.actor().name()
        || label != write.label()
        || kind != How::Act.name()
    {
        return Ok(false);
    }
    let mut query = write.prepare_cached(
        "SELECT seq, table_name, row_key, after FROM changes WHERE operation = ?1",
    )?;
    let earlier: Vec<(i64, String, String, Option<String>)> = query
        .query_map([&operation], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?
        .collect::<Result<_, _>>()?;
    // The row must be as the earlier act left it: otherwise undo would take back somebody else's change too.
    let left: BTreeSet<_> = earlier
        .iter()
        .map(|it| (&it.1, &it.2, it.3.as_ref()))
        .collect();
    let found: BTreeSet<_> = changes
        .iter()
        .map(|it| (&it.table, &it.key, it.before.as_ref()))
        .collect();
    if left != found {
        return Ok(false);
    }
    let mut update = write
        .prepare_cached("UPDATE changes SET after = ?2, at = ?3, stamp = ?4 WHERE seq = ?1")?;
    for change in changes {
        let seq = earlier
            .iter()
            .find(|it| it.1 == change.table && it.2 == change.key)
            .map(|it| it.0)
            .ok_or_else(|| bad("changes", &change.key))?;
        update.execute(params![seq, change.after, write.now_millis(), stamp])?;
    }
    Ok(true)
}

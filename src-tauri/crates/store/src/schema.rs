//! The schema and its migrations: forward only, preceded by a backup, all or nothing.

use crate::error::StoreError;
use rusqlite::{Connection, TransactionBehavior};
use std::{collections::BTreeMap, path::Path};

/// Marks the file as ours ("KLLA").
pub(crate) const APPLICATION_ID: i64 = 0x4B4C_4C41;

/// Every migration, in order: the first makes schema 1, the second schema 2.
pub(crate) const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_initial.sql"),
    include_str!("../migrations/0002_pieces_and_hand_off.sql"),
    include_str!("../migrations/0003_videos.sql"),
    include_str!("../migrations/0004_search_by_every_beginning.sql"),
    include_str!("../migrations/0005_labels_words_and_networks.sql"),
    include_str!("../migrations/0006_library.sql"),
    include_str!("../migrations/0007_search_long_words.sql"),
];

/// The newest schema this program knows.
pub(crate) const KNOWN: i64 = MIGRATIONS.len() as i64;

/// The schema of an open file; 0 = empty.
pub(crate) fn version(db: &Connection) -> Result<i64, StoreError> {
    Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Brings a file to the newest of `migrations`. A file that already has tables is first copied to `backups`.
/// Whatever fails, the file stays as it was.
pub(crate) fn migrate(
    db: &mut Connection,
    migrations: &[&str],
    backups: &Path,
) -> Result<(), StoreError> {
    refuse_foreign(db, migrations)?;
    let before = version(db)?;
    if before == migrations.len() as i64 {
        return Ok(());
    }
    if before > 0 {
        crate::files::private_dir(backups)?;
        let name = format!(
            "before-schema-{}-{}.db",
            migrations.len(),
            uuid::Uuid::now_v7().simple()
        );
        db.execute("VACUUM INTO ?1", [backups.join(name).to_string_lossy()])?;
    }
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have migrated while this one waited for the lock.
    refuse_foreign(&tx, migrations)?;
    let start = version(&tx)?;
    let rows_before = row_counts(&tx)?;
    for sql in migrations.iter().skip(usize::try_from(start).unwrap_or(0)) {
        tx.execute_batch(sql)?;
    }
    tx.pragma_update(None, "user_version", migrations.len() as i64)?;
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    check(&tx)?;
    let rows_after = row_counts(&tx)?;
    for (table, count) in &rows_before {
        if rows_after.get(table).is_some_and(|after| after < count) {
            return Err(StoreError::Damaged(format!(
                "the migration lost rows of {table}"
            )));
        }
    }
    tx.commit()?;
    Ok(())
}

/// Runs SQLite's own checks.
pub(crate) fn check(db: &Connection) -> Result<(), StoreError> {
    let verdict: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(StoreError::Damaged(verdict));
    }
    let broken: i64 = db.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
        row.get(0)
    })?;
    if broken > 0 {
        return Err(StoreError::Damaged(format!("{broken} broken references")));
    }
    Ok(())
}

/// A table, index, trigger or view: its type, its name, its table's name and the SQL that makes it.
pub(crate) type Object = (String, String, String, Option<String>);

/// Every object of the schema as text, to compare a file with what the migrations make.
pub(crate) fn objects(db: &Connection) -> Result<Vec<Object>, StoreError> {
    let mut query = db.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name")?;
    let rows = query.query_map([], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The objects a fresh file of this schema has.
pub(crate) fn expected_objects(version: i64) -> Result<Vec<Object>, StoreError> {
    let db = Connection::open_in_memory()?;
    for sql in MIGRATIONS
        .iter()
        .take(usize::try_from(version).unwrap_or(0))
    {
        db.execute_batch(sql)?;
    }
    objects(&db)
}

fn refuse_foreign(db: &Connection, migrations: &[&str]) -> Result<(), StoreError> {
    let (found, known) = (version(db)?, migrations.len() as i64);
    if found > known {
        return Err(StoreError::NewerSchema { found, known });
    }
    let owner: i64 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables > 0 && (owner != APPLICATION_ID || found < 1) {
        return Err(StoreError::Damaged("not a database of Kelola".to_owned()));
    }
    Ok(())
}

fn row_counts(db: &Connection) -> Result<BTreeMap<String, i64>, StoreError> {
    // The rows of a full-text index are derived; a rebuilt index has fewer.
    let mut query = db.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'")?;
    let names: Vec<String> = query
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut counts = BTreeMap::new();
    for name in names {
        let count = db.query_row(
            &format!("SELECT count(*) FROM \"{}\"", name.replace('"', "\"\"")),
            [],
            |row| row.get(0),
        )?;
        counts.insert(name, count);
    }
    Ok(counts)
}

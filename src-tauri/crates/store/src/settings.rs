//! Settings of this computer's copy: language, theme, scale, what was open last. Not on the undo stack.

use crate::{error::StoreError, store::Write};
use rusqlite::{Connection, OptionalExtension};
use serde::{Serialize, de::DeserializeOwned};

/// Reads a setting; what was never set, or no longer parses, is none.
///
/// # Errors
/// SQLite's.
pub fn get<T: DeserializeOwned>(db: &Connection, key: &str) -> Result<Option<T>, StoreError> {
    let text: Option<String> = db
        .prepare_cached("SELECT value FROM settings WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    Ok(text.and_then(|it| serde_json::from_str(&it).ok()))
}

/// Writes a setting.
///
/// # Errors
/// SQLite's.
pub fn set<T: Serialize>(tx: &mut Write<'_>, key: &str, value: &T) -> Result<(), StoreError> {
    let value = crate::columns::to_json(value)?;
    tx.prepare_cached("INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value")?
        .execute([key, &value])?;
    Ok(())
}

/// Forgets a setting.
///
/// # Errors
/// SQLite's.
pub fn remove(tx: &mut Write<'_>, key: &str) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM settings WHERE key = ?1")?
        .execute([key])?;
    Ok(())
}

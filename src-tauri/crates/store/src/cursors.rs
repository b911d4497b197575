//! How far each channel has been read.

use crate::{error::StoreError, store::Write};
use kelola_domain::ids::ChannelId;
use rusqlite::{Connection, OptionalExtension};

/// Where reading goes on; none = from the beginning.
///
/// # Errors
/// SQLite's.
pub fn get(db: &Connection, channel: ChannelId, name: &str) -> Result<Option<String>, StoreError> {
    Ok(db
        .prepare_cached("SELECT value FROM cursors WHERE channel = ?1 AND name = ?2")?
        .query_row([&channel.to_string(), name], |row| row.get(0))
        .optional()?)
}

/// Remembers where reading goes on.
///
/// # Errors
/// `Referenced` when there is no such channel, or SQLite's.
pub fn set(
    tx: &mut Write<'_>,
    channel: ChannelId,
    name: &str,
    value: &str,
) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO cursors (channel, name, value) VALUES (?1, ?2, ?3) ON CONFLICT (channel, name) DO UPDATE SET value = excluded.value",
    )?
    .execute([&channel.to_string(), name, value])?;
    Ok(())
}

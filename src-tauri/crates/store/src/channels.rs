//! Channels. Removing puts one in the trash; its token is deleted by whoever called.

use crate::{
    columns::{from_word, json_or_none, parsed, to_json, word},
    error::{StoreError, found},
    store::Write,
};
use kelola_domain::{
    channel::{Channel, Connection as SignIn},
    ids::{BrandId, ChannelId},
    network::NetworkId,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

const COLUMNS: &str =
    "id, brand, network, handle, server, kind, connection, sends, remote_id, paused, facts";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Channel> {
    Ok(Channel {
        id: parsed(row, "id")?,
        brand: parsed(row, "brand")?,
        network: NetworkId(row.get("network")?),
        handle: row.get("handle")?,
        server: row.get("server")?,
        kind: row.get("kind")?,
        connection: from_word(row, "connection")?,
        sends: row.get("sends")?,
        remote_id: row.get("remote_id")?,
        paused: row.get("paused")?,
        facts: json_or_none(row, "facts")?,
    })
}

/// The channels of one brand or of all, the oldest first, without those in the trash.
///
/// # Errors
/// SQLite's.
pub fn list(db: &Connection, brand: Option<BrandId>) -> Result<Vec<Channel>, StoreError> {
    let mut query =
        db.prepare_cached(&format!("SELECT {COLUMNS} FROM channels WHERE removed_at IS NULL AND (?1 IS NULL OR brand = ?1) ORDER BY id"))?;
    Ok(query
        .query_map([brand.map(|it| it.to_string())], from_row)?
        .collect::<Result<_, _>>()?)
}

/// One channel, also from the trash: old deliveries still name it.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn get(db: &Connection, id: ChannelId) -> Result<Channel, StoreError> {
    let row = db
        .prepare_cached(&format!("SELECT {COLUMNS} FROM channels WHERE id = ?1"))?
        .query_row([id.to_string()], from_row)
        .optional()?;
    found(row, "channel", id)
}

/// Whether a channel is in the trash.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn is_removed(db: &Connection, id: ChannelId) -> Result<bool, StoreError> {
    let row = db
        .prepare_cached("SELECT removed_at IS NOT NULL FROM channels WHERE id = ?1")?
        .query_row([id.to_string()], |row| row.get(0))
        .optional()?;
    found(row, "channel", id)
}

/// Adds a channel.
///
/// # Errors
/// `Duplicate`, `Referenced` when there is no such brand, or SQLite's.
pub fn insert(tx: &mut Write<'_>, channel: &Channel) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO channels (id, brand, network, handle, server, kind, connection, sends, remote_id, paused, facts)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        channel.id.to_string(),
        channel.brand.to_string(),
        channel.network.as_str(),
        channel.handle,
        channel.server,
        channel.kind,
        word(&channel.connection)?,
        channel.sends,
        channel.remote_id,
        channel.paused,
        channel.facts.as_ref().map(to_json).transpose()?
    ])?;
    Ok(())
}

/// Changes a channel; its brand and network stay.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn update(tx: &mut Write<'_>, channel: &Channel) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached(
            "UPDATE channels SET handle = ?2, server = ?3, kind = ?4, connection = ?5, sends = ?6, remote_id = ?7, paused = ?8,
                 facts = ?9
             WHERE id = ?1",
        )?
        .execute(params![
            channel.id.to_string(),
            channel.handle,
            channel.server,
            channel.kind,
            word(&channel.connection)?,
            channel.sends,
            channel.remote_id,
            channel.paused,
            channel.facts.as_ref().map(to_json).transpose()?
        ])?;
    found((changed == 1).then_some(()), "channel", channel.id)
}

/// Puts a channel in the trash.
///
/// # Errors
/// `NotFound` when it is not there or already in the trash, or SQLite's.
pub fn remove(tx: &mut Write<'_>, id: ChannelId) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached("UPDATE channels SET removed_at = ?2 WHERE id = ?1 AND removed_at IS NULL")?
        .execute(params![id.to_string(), tx.now_millis()])?;
    found((changed == 1).then_some(()), "channel", id)
}

/// Takes a channel out of the trash. Its token is gone, so it needs a sign-in unless it is posted to by hand.
///
/// # Errors
/// `NotFound` when it is not in the trash, or SQLite's.
pub fn restore(tx: &mut Write<'_>, id: ChannelId) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached(
            "UPDATE channels SET removed_at = NULL WHERE id = ?1 AND removed_at IS NOT NULL",
        )?
        .execute([id.to_string()])?;
    found((changed == 1).then_some(()), "channel", id)?;
    needs_sign_in(tx, &id.to_string())
}

/// Marks a channel whose token is gone.
pub(crate) fn needs_sign_in(tx: &Write<'_>, id: &str) -> Result<(), StoreError> {
    tx.prepare_cached("UPDATE channels SET connection = ?2 WHERE id = ?1 AND connection <> ?3")?
        .execute(params![
            id,
            word(&SignIn::NeedsSignIn)?,
            word(&SignIn::Manual)?
        ])?;
    Ok(())
}

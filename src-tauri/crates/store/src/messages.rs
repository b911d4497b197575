//! What came in from people. Append-only, each message once.

use crate::{
    columns::{instant, millis, named, parsed, parsed_or_none},
    error::StoreError,
    store::Write,
};
use kelola_domain::{
    ids::{BrandId, ChannelId, DeliveryId, MessageId, PostId},
    message::{Message, MessageKind},
    time::Instant,
};
use rusqlite::{Connection, Params, Row, params};

const COLUMNS: &str = "messages.id, messages.channel, messages.delivery, messages.remote_id, messages.kind, messages.author,
    messages.author_name, messages.text, messages.at, messages.url";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Message> {
    Ok(Message {
        id: parsed(row, "id")?,
        channel: parsed(row, "channel")?,
        delivery: parsed_or_none(row, "delivery")?,
        remote_id: row.get("remote_id")?,
        kind: named(row, "kind", MessageKind::from_name)?,
        author: row.get("author")?,
        author_name: row.get("author_name")?,
        text: row.get("text")?,
        at: instant(row, "at")?,
        url: row.get("url")?,
    })
}

fn select(db: &Connection, rest: &str, values: impl Params) -> Result<Vec<Message>, StoreError> {
    let mut query = db.prepare_cached(&format!("SELECT {COLUMNS} FROM {rest}"))?;
    Ok(query
        .query_map(values, from_row)?
        .collect::<Result<_, _>>()?)
}

/// Stores those messages that are new to their channel and says which they were.
///
/// # Errors
/// `Referenced` when channel or delivery is not there, or SQLite's.
pub fn insert_new(tx: &mut Write<'_>, messages: &[Message]) -> Result<Vec<MessageId>, StoreError> {
    let mut insert = tx.prepare_cached(
        "INSERT INTO messages (id, channel, delivery, remote_id, kind, author, author_name, text, at, url)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (channel, remote_id) DO NOTHING",
    )?;
    let mut new = Vec::new();
    for message in messages {
        let stored = insert.execute(params![
            message.id.to_string(),
            message.channel.to_string(),
            message.delivery.map(|it| it.to_string()),
            message.remote_id,
            message.kind.name(),
            message.author,
            message.author_name,
            message.text,
            millis(message.at),
            message.url
        ])?;
        if stored == 1 {
            new.push(message.id);
        }
    }
    Ok(new)
}

/// The messages of one delivery, the oldest first.
///
/// # Errors
/// SQLite's.
pub fn of_delivery(db: &Connection, id: DeliveryId) -> Result<Vec<Message>, StoreError> {
    select(
        db,
        "messages WHERE delivery = ?1 ORDER BY at, id",
        [id.to_string()],
    )
}

/// The messages of all deliveries of a post, the oldest first.
///
/// # Errors
/// SQLite's.
pub fn of_post(db: &Connection, id: PostId) -> Result<Vec<Message>, StoreError> {
    select(
        db,
        "messages JOIN deliveries ON deliveries.id = messages.delivery WHERE deliveries.post = ?1 ORDER BY messages.at, messages.id",
        [id.to_string()],
    )
}

/// The messages of a channel, the newest first.
///
/// # Errors
/// SQLite's.
pub fn of_channel(db: &Connection, id: ChannelId, limit: u32) -> Result<Vec<Message>, StoreError> {
    select(
        db,
        "messages WHERE channel = ?1 ORDER BY at DESC LIMIT ?2",
        params![id.to_string(), limit],
    )
}

/// SQL of [`page`], shared with the test that looks at its plan.
pub(crate) const PAGE: &str = "messages CROSS JOIN channels ON channels.id = messages.channel
    WHERE (messages.at, messages.id) < (?1, ?2) AND (?3 IS NULL OR channels.brand = ?3)
    ORDER BY messages.at DESC, messages.id DESC LIMIT ?4";

/// A page of the inbox, the newest first; `before` is time and id of the last message of the page before.
///
/// # Errors
/// SQLite's.
pub fn page(
    db: &Connection,
    brand: Option<BrandId>,
    before: Option<(Instant, MessageId)>,
    limit: u32,
) -> Result<Vec<Message>, StoreError> {
    let (at, id) = before.map_or((i64::MAX, String::new()), |(at, id)| {
        (millis(at), id.to_string())
    });
    select(
        db,
        PAGE,
        params![at, id, brand.map(|it| it.to_string()), limit],
    )
}

/// How many messages there are.
///
/// # Errors
/// SQLite's.
pub fn count_all(db: &Connection) -> Result<u64, StoreError> {
    let number: i64 = db.query_row("SELECT count(*) FROM messages", [], |row| row.get(0))?;
    Ok(number.unsigned_abs())
}

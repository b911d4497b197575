//! What is known about prepared pictures, so that none is made twice. Their bytes are blobs; losing all this only
//! costs time.

use crate::{
    columns::{count, json, to_json},
    error::StoreError,
    store::Write,
};
use kelola_domain::{finding::Finding, media::Focus, network::NetworkId};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// What a rendition was made from and for.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// Content of the original.
    pub asset_hash: String,
    /// The network.
    pub network: NetworkId,
    /// The placement.
    pub placement: String,
    /// The focal point; points closer than a ten-thousandth are the same.
    pub focus: Focus,
    /// Version of the network's rules and of the picture code.
    pub rules: String,
}

/// What is known about a rendition.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// Content of the rendition: its place in the renditions folder.
    pub hash: String,
    /// MIME type.
    pub mime: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Size in bytes.
    pub bytes: u64,
    /// JPEG quality, where there is one.
    pub quality: Option<u8>,
    /// What was found while making it.
    pub findings: Vec<Finding>,
}

fn focus_text(focus: Focus) -> String {
    let focus = focus.clamped();
    format!("{:.0},{:.0}", focus.x * 10_000.0, focus.y * 10_000.0)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Facts> {
    Ok(Facts {
        hash: row.get("hash")?,
        mime: row.get("mime")?,
        width: count(row, "width")?,
        height: count(row, "height")?,
        bytes: row.get::<_, i64>("bytes")?.unsigned_abs(),
        quality: row.get("quality")?,
        findings: json(row, "findings")?,
    })
}

/// The rendition, if it was made before. Its file may have been thrown away since.
///
/// # Errors
/// SQLite's.
pub fn find(db: &Connection, key: &Key) -> Result<Option<Facts>, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT hash, mime, width, height, bytes, quality, findings FROM renditions
             WHERE asset_hash = ?1 AND network = ?2 AND placement = ?3 AND focus = ?4 AND rules = ?5",
        )?
        .query_row(params![key.asset_hash, key.network.as_str(), key.placement, focus_text(key.focus), key.rules], from_row)
        .optional()?)
}

/// Remembers a rendition.
///
/// # Errors
/// SQLite's.
pub fn put(tx: &mut Write<'_>, key: &Key, facts: &Facts) -> Result<(), StoreError> {
    let bytes = i64::try_from(facts.bytes).map_err(|_| StoreError::Invalid("bytes".to_owned()))?;
    tx.prepare_cached(
        "INSERT INTO renditions (asset_hash, network, placement, focus, rules, hash, mime, width, height, bytes, quality, findings)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
         ON CONFLICT (asset_hash, network, placement, focus, rules) DO UPDATE SET hash = excluded.hash, mime = excluded.mime,
             width = excluded.width, height = excluded.height, bytes = excluded.bytes, quality = excluded.quality, findings = excluded.findings",
    )?
    .execute(params![
        key.asset_hash,
        key.network.as_str(),
        key.placement,
        focus_text(key.focus),
        key.rules,
        facts.hash,
        facts.mime,
        facts.width,
        facts.height,
        bytes,
        facts.quality,
        to_json(&facts.findings)?
    ])?;
    Ok(())
}

//! Networks a person defined, and newer rules of known ones.

use crate::{
    columns::{instant, json, parsed, to_json},
    error::{StoreError, found},
    store::Write,
};
use chrono::NaiveDate;
use kelola_domain::{
    network::NetworkId, own_network::OwnNetwork, rules::NetworkRules, time::Instant,
};
use rusqlite::{Connection, Row, params};

/// A network a person defined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defined {
    /// What it is.
    pub network: OwnNetwork,
    /// The day it was last defined.
    pub on: NaiveDate,
    /// Whether it is in the trash: its old posts are still shown.
    pub is_removed: bool,
}

/// Newer rules, and when they came.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The rules.
    pub rules: NetworkRules,
    /// When the file was read.
    pub at: Instant,
}

fn defined(row: &Row<'_>) -> rusqlite::Result<Defined> {
    Ok(Defined {
        network: json(row, "definition")?,
        on: parsed(row, "defined_on")?,
        is_removed: row.get("is_removed")?,
    })
}

/// Every network a person defined, the oldest first, those in the trash too.
///
/// # Errors
/// SQLite's.
pub fn own(db: &Connection) -> Result<Vec<Defined>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT definition, defined_on, removed_at IS NOT NULL AS is_removed FROM own_networks ORDER BY id",
    )?;
    Ok(query.query_map([], defined)?.collect::<Result<_, _>>()?)
}

/// Stores a definition, new or changed.
///
/// # Errors
/// SQLite's.
pub fn put_own(tx: &mut Write<'_>, network: &OwnNetwork, on: NaiveDate) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO own_networks (id, definition, defined_on) VALUES (?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET definition = excluded.definition, defined_on = excluded.defined_on, removed_at = NULL",
    )?
    .execute(params![network.id.as_str(), to_json(network)?, on.to_string()])?;
    Ok(())
}

/// Puts a definition into the trash.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn remove_own(tx: &mut Write<'_>, id: &NetworkId) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached(
            "UPDATE own_networks SET removed_at = ?2 WHERE id = ?1 AND removed_at IS NULL",
        )?
        .execute(params![id.as_str(), tx.now_millis()])?;
    found((changed == 1).then_some(()), "network", id)
}

/// All newer rules.
///
/// # Errors
/// SQLite's.
pub fn rules(db: &Connection) -> Result<Vec<Imported>, StoreError> {
    let mut query = db.prepare_cached("SELECT rules, imported_at FROM rules ORDER BY network")?;
    let rows = query.query_map([], |row| {
        Ok(Imported {
            rules: json(row, "rules")?,
            at: instant(row, "imported_at")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Stores newer rules of a network, in the place of those it had.
///
/// # Errors
/// SQLite's.
pub fn put_rules(tx: &mut Write<'_>, rules: &NetworkRules) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO rules (network, rules, imported_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (network) DO UPDATE SET rules = excluded.rules, imported_at = excluded.imported_at",
    )?
    .execute(params![rules.network.as_str(), to_json(rules)?, tx.now_millis()])?;
    Ok(())
}

/// Goes back to the rules the program was made with.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn forget_rules(tx: &mut Write<'_>, network: &NetworkId) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached("DELETE FROM rules WHERE network = ?1")?
        .execute([network.as_str()])?;
    found((changed == 1).then_some(()), "rules", network)
}

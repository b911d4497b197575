//! Brands.

use crate::{
    columns::{json, parsed, to_json},
    error::{StoreError, found},
    store::Write,
};
use kelola_domain::{brand::Brand, ids::BrandId};
use rusqlite::{Connection, OptionalExtension, Row, params};

const COLUMNS: &str = "id, name, zone, languages, accent, prepared_by, prepared_for, avoided, utm";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Brand> {
    Ok(Brand {
        id: parsed(row, "id")?,
        name: row.get("name")?,
        zone: parsed(row, "zone")?,
        languages: json(row, "languages")?,
        accent: row.get("accent")?,
        prepared_by: row.get("prepared_by")?,
        prepared_for: row.get("prepared_for")?,
        avoided: json(row, "avoided")?,
        utm: json(row, "utm")?,
    })
}

/// All brands, the oldest first.
///
/// # Errors
/// SQLite's.
pub fn list(db: &Connection) -> Result<Vec<Brand>, StoreError> {
    let mut query = db.prepare_cached(&format!("SELECT {COLUMNS} FROM brands ORDER BY id"))?;
    Ok(query.query_map([], from_row)?.collect::<Result<_, _>>()?)
}

/// One brand.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn get(db: &Connection, id: BrandId) -> Result<Brand, StoreError> {
    let row = db
        .prepare_cached(&format!("SELECT {COLUMNS} FROM brands WHERE id = ?1"))?
        .query_row([id.to_string()], from_row)
        .optional()?;
    found(row, "brand", id)
}

/// Adds a brand.
///
/// # Errors
/// `Duplicate`, or SQLite's.
pub fn insert(tx: &mut Write<'_>, brand: &Brand) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO brands (id, name, zone, languages, accent, prepared_by, prepared_for, avoided, utm)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        brand.id.to_string(),
        brand.name,
        brand.zone.name(),
        to_json(&brand.languages)?,
        brand.accent,
        brand.prepared_by,
        brand.prepared_for,
        to_json(&brand.avoided)?,
        to_json(&brand.utm)?
    ])?;
    Ok(())
}

/// Changes a brand.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn update(tx: &mut Write<'_>, brand: &Brand) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached(
            "UPDATE brands SET name = ?2, zone = ?3, languages = ?4, accent = ?5, prepared_by = ?6, prepared_for = ?7,
                 avoided = ?8, utm = ?9 WHERE id = ?1",
        )?
        .execute(params![
            brand.id.to_string(),
            brand.name,
            brand.zone.name(),
            to_json(&brand.languages)?,
            brand.accent,
            brand.prepared_by,
            brand.prepared_for,
            to_json(&brand.avoided)?,
            to_json(&brand.utm)?
        ])?;
    found((changed == 1).then_some(()), "brand", brand.id)
}

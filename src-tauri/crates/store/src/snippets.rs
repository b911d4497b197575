//! Stored pieces of text: sets of hashtags, snippets, templates.

use crate::{
    columns::{from_word, json, parsed, to_json, word},
    error::{StoreError, found},
    store::Write,
};
use kelola_domain::{
    ids::{BrandId, SnippetId},
    snippet::{Snippet, SnippetContent},
};
use rusqlite::{Connection, OptionalExtension, Row, params};

const COLUMNS: &str = "id, brand, kind, name, content";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Snippet> {
    let content: SnippetContent = json(row, "content")?;
    Ok(Snippet {
        id: parsed(row, "id")?,
        brand: parsed(row, "brand")?,
        kind: from_word(row, "kind")?,
        name: row.get("name")?,
        variables: content.variables(),
        content,
    })
}

/// Those of a brand, by kind and name.
///
/// # Errors
/// SQLite's.
pub fn list(db: &Connection, brand: BrandId) -> Result<Vec<Snippet>, StoreError> {
    let mut query = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM snippets WHERE brand = ?1 ORDER BY kind, name COLLATE NOCASE, id"
    ))?;
    Ok(query
        .query_map([brand.to_string()], from_row)?
        .collect::<Result<_, _>>()?)
}

/// One of them.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn get(db: &Connection, id: SnippetId) -> Result<Snippet, StoreError> {
    let row = db
        .prepare_cached(&format!("SELECT {COLUMNS} FROM snippets WHERE id = ?1"))?
        .query_row([id.to_string()], from_row)
        .optional()?;
    found(row, "snippet", id)
}

/// Stores one, new or changed.
///
/// # Errors
/// `Referenced` when the brand is not there, or SQLite's.
pub fn put(tx: &mut Write<'_>, snippet: &Snippet) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO snippets (id, brand, kind, name, content) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, content = excluded.content",
    )?
    .execute(params![
        snippet.id.to_string(),
        snippet.brand.to_string(),
        word(&snippet.kind)?,
        snippet.name,
        to_json(&snippet.content)?
    ])?;
    Ok(())
}

/// Removes one; undo brings it back.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn remove(tx: &mut Write<'_>, id: SnippetId) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached("DELETE FROM snippets WHERE id = ?1")?
        .execute([id.to_string()])?;
    found((changed == 1).then_some(()), "snippet", id)
}

//! Stored reports. Their PDFs are blobs.

use crate::{
    columns::{count, from_word, instant, json, millis, parsed, to_json},
    error::{StoreError, found},
    store::Write,
};
use kelola_domain::{
    brand::Lang,
    ids::{BrandId, ReportId},
    report::{Period, Report},
};
use rusqlite::{Connection, OptionalExtension, Row, params};

const COLUMNS: &str =
    "id, brand, period, lang, comments, sections, provisional, pdf_hash, pages, made_at";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Report> {
    Ok(Report {
        id: parsed(row, "id")?,
        brand: parsed(row, "brand")?,
        period: json(row, "period")?,
        lang: from_word(row, "lang")?,
        comments: json(row, "comments")?,
        sections: json(row, "sections")?,
        provisional: row.get("provisional")?,
        pdf_hash: row.get("pdf_hash")?,
        pages: count(row, "pages")?,
        made_at: instant(row, "made_at")?,
    })
}

/// The reports of a brand, the newest first, without the trash.
///
/// # Errors
/// SQLite's.
pub fn list(db: &Connection, brand: BrandId) -> Result<Vec<Report>, StoreError> {
    let mut query =
        db.prepare_cached(&format!("SELECT {COLUMNS} FROM reports WHERE brand = ?1 AND removed_at IS NULL ORDER BY made_at DESC, id DESC"))?;
    Ok(query
        .query_map([brand.to_string()], from_row)?
        .collect::<Result<_, _>>()?)
}

/// One report.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn get(db: &Connection, id: ReportId) -> Result<Report, StoreError> {
    let row = db
        .prepare_cached(&format!("SELECT {COLUMNS} FROM reports WHERE id = ?1"))?
        .query_row([id.to_string()], from_row)
        .optional()?;
    found(row, "report", id)
}

/// The newest report of a brand on a period in a language, if there is one.
///
/// # Errors
/// SQLite's.
pub fn find(
    db: &Connection,
    brand: BrandId,
    period: &Period,
    lang: Lang,
) -> Result<Option<Report>, StoreError> {
    Ok(list(db, brand)?
        .into_iter()
        .find(|it| it.period == *period && it.lang == lang))
}

/// Adds a report.
///
/// # Errors
/// `Duplicate`, `Referenced` when there is no such brand, or SQLite's.
pub fn insert(tx: &mut Write<'_>, report: &Report) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO reports (id, brand, period, lang, comments, sections, provisional, pdf_hash, pages, made_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        report.id.to_string(),
        report.brand.to_string(),
        to_json(&report.period)?,
        report.lang.code(),
        to_json(&report.comments)?,
        to_json(&report.sections)?,
        report.provisional,
        report.pdf_hash,
        report.pages,
        millis(report.made_at)
    ])?;
    Ok(())
}

/// Changes a report; its brand stays.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn update(tx: &mut Write<'_>, report: &Report) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached(
            "UPDATE reports SET period = ?2, lang = ?3, comments = ?4, sections = ?5, provisional = ?6, pdf_hash = ?7, pages = ?8, made_at = ?9 WHERE id = ?1",
        )?
        .execute(params![
            report.id.to_string(),
            to_json(&report.period)?,
            report.lang.code(),
            to_json(&report.comments)?,
            to_json(&report.sections)?,
            report.provisional,
            report.pdf_hash,
            report.pages,
            millis(report.made_at)
        ])?;
    found((changed == 1).then_some(()), "report", report.id)
}

/// Puts a report in the trash.
///
/// # Errors
/// `NotFound` when it is not there or already in the trash, or SQLite's.
pub fn remove(tx: &mut Write<'_>, id: ReportId) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached("UPDATE reports SET removed_at = ?2 WHERE id = ?1 AND removed_at IS NULL")?
        .execute(params![id.to_string(), tx.now_millis()])?;
    found((changed == 1).then_some(()), "report", id)
}

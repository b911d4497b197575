//! Reports: made from what is known, stored as documents, commented by the person, in the end final.

mod data;
#[cfg(test)]
mod tests;

use crate::{
    Kelola,
    failure::Failure,
    undo::Undoable,
    words::{acts, errors},
};
use kelola_documents::{DocumentError, Fonts, pages, reports as documents};
use kelola_domain::{
    brand::{Brand, Lang},
    ids::ReportId,
    report::{Period, Report, ReportSection},
};
use kelola_store::{Kind, reports as rows};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, path::Path, sync::OnceLock};
use ts_rs::TS;

/// The longest comment that is kept, in bytes.
const MAX_COMMENT_BYTES: usize = 20_000;

/// A report to make.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MakeReport {
    /// What it covers.
    pub period: Period,
    /// The language it is written in.
    pub lang: Lang,
}

/// One report.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneReport {
    /// Which.
    pub id: ReportId,
}

/// The person's comment on a section.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveComment {
    /// The report.
    pub id: ReportId,
    /// The section's name.
    pub section: String,
    /// The words; empty = none.
    pub text: String,
}

/// A stored report with its sections.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReportDetail {
    /// The report.
    pub report: Report,
    /// Its sections as printed.
    pub sections: Vec<SectionView>,
}

/// One section of a report.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SectionView {
    /// Its name, the key of its comment.
    pub id: String,
    /// Its title as printed.
    pub title: String,
    /// The page it begins on, from 1.
    pub page: u32,
    /// Whether the person can comment on it.
    pub takes_comment: bool,
    /// The person's comment.
    pub comment: String,
    /// Sentences derived from the numbers, to use or not.
    pub suggestions: Vec<String>,
}

/// The stored reports of the brand, newest first.
///
/// # Errors
/// Fails when there is no brand yet.
pub fn list_reports(kelola: &Kelola, _: crate::commands::Nothing) -> Result<Vec<Report>, Failure> {
    let brand = kelola.brand()?;
    kelola.read(|db| rows::list(db, brand.id))
}

/// Makes and stores a report for the current brand.
///
/// # Errors
/// Fails when the period is none, or the document cannot be made.
pub fn make_report(kelola: &Kelola, args: MakeReport) -> Result<ReportDetail, Failure> {
    make(kelola, &kelola.brand()?, args)
}

/// Makes and stores a report for a brand. A provisional one of the same period and language is made anew and keeps
/// its comments; a final one stays, and a new report stands beside it.
///
/// # Errors
/// Fails when the period is none, or the document cannot be made.
pub fn make(kelola: &Kelola, brand: &Brand, args: MakeReport) -> Result<ReportDetail, Failure> {
    args.period
        .bounds()
        .ok_or_else(|| Failure::new(errors::REPORT_PERIOD).with("what", "–"))?;
    let known = kelola
        .read(|db| rows::find(db, brand.id, &args.period, args.lang))?
        .filter(|it| it.provisional);
    if let Some(known) = known {
        return revise(kelola, known.id, acts::MAKE_REPORT, |_| {});
    }
    let report = Report {
        id: ReportId::from_uuid(kelola.store().uuid()),
        brand: brand.id,
        period: args.period,
        lang: args.lang,
        comments: BTreeMap::new(),
        sections: Vec::new(),
        provisional: true,
        pdf_hash: None,
        pages: 0,
        made_at: kelola.now(),
    };
    let printed = print(kelola, brand, report)?;
    kelola.write(acts::MAKE_REPORT, |tx| rows::insert(tx, &printed))?;
    Ok(detail(printed))
}

/// A stored report with its sections.
///
/// # Errors
/// Fails when there is no such report.
pub fn get_report(kelola: &Kelola, args: OneReport) -> Result<ReportDetail, Failure> {
    Ok(detail(kelola.read(|db| rows::get(db, args.id))?))
}

/// Keeps the person's comment and makes the document anew.
///
/// # Errors
/// Fails when the report is final or the comment too long.
pub fn save_comment(kelola: &Kelola, args: SaveComment) -> Result<ReportDetail, Failure> {
    if args.text.len() > MAX_COMMENT_BYTES
        || !documents::section_names().contains(&args.section.as_str())
    {
        return Err(Failure::bad_input(args.section));
    }
    revise(kelola, args.id, acts::EDIT_REPORT, |report| {
        if args.text.trim().is_empty() {
            report.comments.remove(&args.section);
        } else {
            report
                .comments
                .insert(args.section.clone(), args.text.clone());
        }
    })
}

/// Makes a report final: it is printed once more as final, and that file stands from now on.
///
/// # Errors
/// Fails when it is final already.
pub fn freeze_report(kelola: &Kelola, args: OneReport) -> Result<ReportDetail, Failure> {
    revise(kelola, args.id, acts::EDIT_REPORT, |report| {
        report.provisional = false;
    })
}

/// Removes a report; its file stays until the act can no longer be taken back.
///
/// # Errors
/// Fails when there is no such report.
pub fn remove_report(kelola: &Kelola, args: OneReport) -> Result<Undoable, Failure> {
    let operation = kelola.write(acts::REMOVE_REPORT, |tx| {
        rows::remove(tx, args.id)?;
        Ok(tx.operation())
    })?;
    Ok(Undoable {
        operation,
        label: acts::REMOVE_REPORT.to_owned(),
    })
}

/// The stored file of a report.
///
/// # Errors
/// Fails when there is no such report or its file is gone.
pub fn pdf(kelola: &Kelola, id: ReportId) -> Result<Vec<u8>, Failure> {
    let report = kelola.read(|db| rows::get(db, id))?;
    let hash = report
        .pdf_hash
        .ok_or_else(|| Failure::new(errors::REPORT_FAILED))?;
    Ok(kelola.store().blobs().read(Kind::Report, &hash)?)
}

/// Writes the stored file of a report where the person wants it.
///
/// # Errors
/// Fails when the place cannot be written.
pub fn export(kelola: &Kelola, id: ReportId, file: &Path) -> Result<(), Failure> {
    let bytes = pdf(kelola, id)?;
    kelola_store::write_whole(file, &bytes)
        .map_err(|_| Failure::new(errors::FILE_UNWRITABLE).with("what", file.display()))
}

/// A page of the stored file as a picture; pages count from 1.
///
/// # Errors
/// Fails when there is no such page.
pub fn page_png(
    kelola: &Kelola,
    id: ReportId,
    page: usize,
    width: u32,
) -> Result<Vec<u8>, Failure> {
    let bytes = pdf(kelola, id)?;
    Ok(pages::render_png(
        &bytes,
        page.saturating_sub(1),
        width.clamp(100, 2400),
    )?)
}

fn open(kelola: &Kelola, id: ReportId) -> Result<Report, Failure> {
    let report = kelola.read(|db| rows::get(db, id))?;
    if report.provisional {
        Ok(report)
    } else {
        Err(Failure::new(errors::REPORT_FROZEN))
    }
}

/// Changes a report and prints it. Printing takes its time: where somebody else has changed the report meanwhile, the
/// change is made once more on what stands then, so that nobody's words are lost.
fn revise(
    kelola: &Kelola,
    id: ReportId,
    act: &'static str,
    change: impl Fn(&mut Report),
) -> Result<ReportDetail, Failure> {
    loop {
        let before = open(kelola, id)?;
        let brand = kelola.read(|db| kelola_store::brands::get(db, before.brand))?;
        let mut report = before.clone();
        change(&mut report);
        let printed = print(kelola, &brand, report)?;
        let is_stored = kelola.write(act, |tx| {
            let stands = rows::get(tx, id)? == before;
            if stands {
                rows::update(tx, &printed)?;
            }
            Ok(stands)
        })?;
        if is_stored {
            return Ok(detail(printed));
        }
    }
}

/// Prints a report from the data as they are now, and stores the file.
fn print(kelola: &Kelola, brand: &Brand, report: Report) -> Result<Report, Failure> {
    let data = data::collect(kelola, brand, &report)?;
    let pdf = documents::render(&data, fonts(kelola)?)?;
    let hash = kelola.store().blobs().put(Kind::Report, &pdf.bytes)?;
    let sections = pdf
        .sections
        .into_iter()
        .map(|it| ReportSection {
            id: it.name,
            title: it.title,
            page: u32::try_from(it.page).unwrap_or(1),
            claim: it.claim,
        })
        .collect();
    Ok(Report {
        pdf_hash: Some(hash),
        pages: u32::try_from(pdf.pages).unwrap_or(u32::MAX),
        sections,
        made_at: kelola.now(),
        ..report
    })
}

fn detail(report: Report) -> ReportDetail {
    let sections = report
        .sections
        .iter()
        .map(|it| SectionView {
            takes_comment: documents::section_names().contains(&it.id.as_str()),
            comment: report.comments.get(&it.id).cloned().unwrap_or_default(),
            id: it.id.clone(),
            title: it.title.clone(),
            page: it.page,
            suggestions: if it.claim.is_empty() {
                Vec::new()
            } else {
                vec![it.claim.clone()]
            },
        })
        .collect();
    ReportDetail { sections, report }
}

/// The fonts, read once; 12 MB that every report shares.
fn fonts(kelola: &Kelola) -> Result<&'static Fonts, Failure> {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    if let Some(known) = FONTS.get() {
        return Ok(known);
    }
    let loaded = Fonts::load(&kelola.paths().fonts)?;
    Ok(FONTS.get_or_init(|| loaded))
}

/// Whether the fonts are there; the doctor asks.
pub(crate) fn fonts_are_there(kelola: &Kelola) -> bool {
    fonts(kelola).is_ok()
}

impl From<DocumentError> for Failure {
    fn from(error: DocumentError) -> Self {
        tracing::error!(%error, "a document");
        match error {
            DocumentError::FontsUnreadable { .. } | DocumentError::FontMissing { .. } => {
                Self::new(errors::FONTS_MISSING)
            }
            DocumentError::NoSuchPage { page, .. } => Self::not_found(page + 1),
            _ => Self::new(errors::REPORT_FAILED),
        }
    }
}

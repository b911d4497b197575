//! `kelolactl report`: makes, stores and writes a report.

use crate::{arguments::Report as Arguments, output, workplace::Workplace};
use kelola_app::{
    failure::Failure,
    reports::{self, MakeReport},
    settings,
    words::errors,
};
use kelola_domain::report::Period;
use serde_json::json;

/// Makes, stores and writes a report.
///
/// # Errors
/// Fails when the period is none, or the file cannot be written.
pub fn run(place: &Workplace, args: &Arguments) -> Result<bool, Failure> {
    let period = match (&args.period, args.from, args.to) {
        (Some(text), ..) => Period::parse(text)
            .ok_or_else(|| Failure::new(errors::REPORT_PERIOD).with("what", text))?,
        (None, Some(from), Some(to)) => Period::Range { from, to },
        _ => return Err(Failure::bad_input("--period")),
    };
    if period.bounds().is_none() {
        return Err(Failure::bad_input("--from --to"));
    }
    let kelola = place.kelola()?;
    let brand = kelola.brand_or_only(args.brand)?;
    let lang = match place.asked_lang() {
        Some(lang) => lang,
        None => settings::current(kelola)?.lang,
    };
    let made = reports::make(kelola, &brand, MakeReport { period, lang })?.report;
    reports::export(kelola, made.id, &args.out)?;
    output::document(
        &json!({ "id": made.id, "pages": made.pages, "provisional": made.provisional }),
    )?;
    Ok(true)
}

//! `kelolactl backup`, `restore` and `doctor`.

use crate::{output, workplace::Workplace};
use kelola_app::{commands::Nothing, doctor as doctors, failure::Failure, safety, words};
use serde_json::json;
use std::path::Path;

/// Writes everything but secrets into one file.
///
/// # Errors
/// Fails when the file cannot be written.
pub fn back_up(place: &Workplace, file: &Path) -> Result<bool, Failure> {
    let made = safety::back_up(place.kelola()?, file)?;
    output::document(&json!({ "path": file, "bytes": made.bytes, "files": made.files }))?;
    Ok(true)
}

/// Replaces the data folder by a backup.
///
/// # Errors
/// Fails, with the folder untouched, when the backup is not one or the folder is in use.
pub fn restore(place: &Workplace, file: &Path) -> Result<bool, Failure> {
    let done = safety::restore_now(&place.paths()?, file)?;
    output::document(
        &json!({ "made_at": done.made_at, "unknown": done.unknown, "previous": done.previous }),
    )?;
    Ok(true)
}

/// Checks database, media, keychain, clock and pending deliveries.
///
/// # Errors
/// Fails when the data cannot be read at all.
pub fn doctor(place: &Workplace) -> Result<bool, Failure> {
    let diagnosis = doctors::run_doctor(place.kelola()?, Nothing {})?;
    let lang = place.lang();
    if place.json {
        let checks: Vec<_> = diagnosis
            .checks
            .iter()
            .map(|it| json!({ "code": it.code, "state": it.state, "message": words::say(lang, &it.code, &it.values) }))
            .collect();
        output::document(&json!({ "checks": checks }))?;
    } else {
        for it in &diagnosis.checks {
            let mark = match it.state {
                doctors::Standing::Ok => "✓",
                doctors::Standing::Warning => "!",
                doctors::Standing::Problem => "✗",
            };
            output::line(&format!(
                "{mark} {}",
                words::say(lang, &it.code, &it.values)
            ))?;
        }
    }
    Ok(!diagnosis.has_problems())
}

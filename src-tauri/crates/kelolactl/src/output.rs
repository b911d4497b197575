//! What goes to standard output and standard error.

use kelola_app::failure::Failure;
use kelola_domain::brand::Lang;
use serde::Serialize;
use serde_json::json;
use std::{
    io::{self, Write},
    process::ExitCode,
};

/// Prints one JSON document on a line of its own.
///
/// # Errors
/// Fails when nobody reads standard output any more.
pub fn document(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string(value).map_err(|error| Failure::defect(&error))?;
    line(&text)
}

/// Prints a line.
///
/// # Errors
/// Fails when nobody reads standard output any more.
pub fn line(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    writeln!(out, "{text}")
        .and_then(|()| out.flush())
        .map_err(|error| {
            Failure::new(kelola_app::words::errors::FILE_UNWRITABLE).with("what", error.kind())
        })
}

/// Says a failure on standard error, as JSON too where asked, and gives the code to end with.
pub fn fail(failure: &Failure, lang: Lang, as_json: bool) -> ExitCode {
    let sentence = failure.sentence(lang).replace('\n', " ");
    // Nothing is left to do when standard error is gone as well.
    let _ = writeln!(io::stderr(), "kelolactl: {sentence}");
    if as_json {
        let _ = document(&of(failure, lang));
    }
    ExitCode::from(failure.exit() as u8)
}

/// A failure as one item's result.
pub fn of(failure: &Failure, lang: Lang) -> serde_json::Value {
    json!({ "error": { "code": failure.code, "message": failure.sentence(lang) } })
}

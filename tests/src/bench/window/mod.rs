//! The real window: how long it takes to start beside an empty one, and what it uses while nobody looks at it.

mod cpu;
mod idle;
mod place;
mod start;
mod typing;

use std::error::Error;
use std::process::Command;

use super::Rows;
use super::process::program;
use super::table::Row;
use place::Place;

/// A shop of ten thousand posts in the window.
pub fn rows() -> Rows {
    if let Some(why) = what_is_missing() {
        return Ok(vec![
            Row::left_out("window: start", &why),
            Row::left_out("window: idle while hidden", &why),
            Row::left_out("window: from a key to the painted count", &why),
        ]);
    }
    let place = Place::new()?;
    let mut rows = start::rows(&place)?;
    rows.extend(typing::rows()?);
    rows.push(idle::row(&place)?);
    Ok(rows)
}

fn what_is_missing() -> Option<String> {
    let said = |error: Box<dyn Error>| error.to_string();
    for name in ["kelola", "empty-window"] {
        if let Err(error) = program(name).map_err(said) {
            return Some(error);
        }
    }
    ["Xvfb", "xdotool", "dbus-daemon", "WebKitWebDriver"]
        .into_iter()
        .find(|tool| Command::new(tool).arg("--version").output().is_err())
        .map(|tool| format!("{tool} is not installed"))
}

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

/// Starting, beside an empty window.
pub fn start() -> Rows {
    measured("window: start", || start::rows(&Place::new()?))
}

/// Typing.
pub fn typing() -> Rows {
    measured("window: from a key to the painted count", typing::rows)
}

/// Resting.
pub fn idle() -> Rows {
    measured("window: idle while hidden", || idle::rows(&Place::new()?))
}

fn measured(what: &str, rows: impl FnOnce() -> Rows) -> Rows {
    match what_is_missing() {
        Some(why) => Ok(vec![Row::left_out(what, &why)]),
        None => rows(),
    }
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

//! Starting: which page the window opens on, and how long it took, told to the log. `make bench` reads those lines.

use serde::Deserialize;
use std::{sync::OnceLock, time::Instant};

/// When the program began.
static BEGAN: OnceLock<Instant> = OnceLock::new();

/// A moment of starting that the page knows best.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// The first screen stands there with its data.
    Painted,
    /// It has answered its first key.
    Answered,
}

/// The clock starts.
pub fn began() {
    BEGAN.get_or_init(Instant::now);
}

/// The page tells a moment.
#[tauri::command]
pub fn mark_start(moment: Moment, screen: String) {
    let ms = BEGAN.get().map_or(0, |it| it.elapsed().as_millis());
    match moment {
        Moment::Painted => tracing::info!(%ms, ?screen, "start: painted"),
        Moment::Answered => tracing::info!(%ms, ?screen, "start: answered a key"),
    }
}

/// The page to open: `index.html`, at the address named first on the command line, as the window's own links have it
/// (`kelola "calendar?day=2026-10-03"`). Anything that is no such address is passed over.
pub fn page(mut arguments: impl Iterator<Item = String>) -> String {
    let is_address = |it: &String| {
        it.starts_with(|first: char| first.is_ascii_lowercase())
            && it
                .chars()
                .all(|it| it.is_ascii_alphanumeric() || "-?=&".contains(it))
    };
    match arguments.next().filter(is_address) {
        Some(address) => format!("index.html#/{address}"),
        None => "index.html".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::page;

    fn opened(argument: &str) -> String {
        page([argument.to_owned()].into_iter())
    }

    #[test]
    fn an_address_on_the_command_line_is_opened_and_nothing_else_is() {
        assert_eq!(
            opened("calendar?day=2026-10-03"),
            "index.html#/calendar?day=2026-10-03"
        );
        assert_eq!(page(std::iter::empty()), "index.html");
        for odd in [
            "",
            "--version",
            "/etc/passwd",
            "https://a.id",
            "a#b",
            "a/b",
            "a b",
        ] {
            assert_eq!(opened(odd), "index.html", "{odd}");
        }
    }
}

//! Measures the release programs against the budgets of the design, and others doing the same task, side by side in
//! one run. Prints one table. Arguments choose groups: `pictures texts lists reports sending start typing idle
//! sizes`.
//!
//! A row exists only where the thing is really measured here; what cannot be measured says why.

mod far_end;
mod filled;
mod lists;
mod pictures;
mod process;
mod reports;
mod rivals;
mod sending;
mod shop;
mod sizes;
mod table;
mod texts;
mod window;
mod words;

use std::error::Error;
use std::process::ExitCode;

use table::{Row, print};

/// What a group gives back.
type Rows = Result<Vec<Row>, Box<dyn Error>>;

/// A group: its name and what measures it.
type Group = (&'static str, fn() -> Rows);

/// The groups, in the order of the table.
const GROUPS: [Group; 9] = [
    ("pictures", pictures::rows),
    ("texts", texts::rows),
    ("lists", lists::rows),
    ("reports", reports::rows),
    ("sending", sending::rows),
    ("start", window::start),
    ("typing", window::typing),
    ("idle", window::idle),
    ("sizes", sizes::rows),
];

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if wanted == [far_end::ARGUMENT] {
        return match far_end::serve() {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{}: {error}", far_end::ARGUMENT);
                ExitCode::FAILURE
            }
        };
    }
    if let Some(unknown) = wanted
        .iter()
        .find(|it| GROUPS.iter().all(|(name, _)| name != it))
    {
        let known = GROUPS.map(|(name, _)| name).join(" ");
        eprintln!("bench: no group {unknown:?}; there are: {known}");
        return ExitCode::from(2);
    }
    let mut rows = Vec::new();
    let mut clean = true;
    for (name, measure) in GROUPS {
        if !wanted.is_empty() && !wanted.iter().any(|it| it == name) {
            continue;
        }
        eprintln!("measuring {name}");
        match measure() {
            Ok(found) => rows.extend(found.into_iter().map(Row::under_load)),
            Err(error) => {
                clean = false;
                eprintln!("{name}: {error}");
                rows.push(Row::left_out(name, "failed; the reason stands above"));
            }
        }
    }
    print(&rows);
    if clean {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

//! How large the programs and their packages are.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use super::Rows;
use super::process::program;
use super::table::Row;

/// What is downloaded: its name, the program in it, the folder of its package, the package's ending and its budget in MB.
const DOWNLOADS: [(&str, &str, &str, &str, u64); 2] = [
    ("the window, as .deb", "kelola", "deb", ".deb", 35),
    (
        "kelolactl, as .tar.gz",
        "kelolactl",
        "kelolactl",
        ".tar.gz",
        30,
    ),
];

/// Both packages, as `.ci/bundle` has just made them.
pub fn rows() -> Rows {
    let mut rows = Vec::new();
    for (what, name, folder, ending, budget) in DOWNLOADS {
        let path = program(name)?;
        let bundles = path.with_file_name("bundle").join(folder);
        match newest(&bundles, ending)? {
            Some(package) => {
                let bytes = package.metadata()?.len();
                let alone = path.metadata()?.len();
                rows.push(Row::judged(
                    format!("download of {what}"),
                    format!("{}, the program alone {}", mb(bytes), mb(alone)),
                    &format!("≤ {budget} MB"),
                    bytes <= budget * 1_000_000,
                ));
            }
            None => rows.push(Row::left_out(
                format!("download of {what}"),
                &format!("there is no package in {}", bundles.display()),
            )),
        }
    }
    Ok(rows)
}

/// The last made file of a folder with this ending; earlier versions may lie beside it.
fn newest(folder: &Path, ending: &str) -> Result<Option<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(ending) {
            found.push((path.metadata()?.modified()?, path));
        }
    }
    found.sort();
    Ok(found.pop().map(|(_, path)| path))
}

fn mb(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

//! How large the release programs are, and what a download of each with the fonts comes to.

use std::error::Error;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use kelola_tests::harness::paths::root;

use super::Rows;
use super::process::program;
use super::table::Row;

/// Both programs.
pub fn rows() -> Rows {
    let mut rows = Vec::new();
    for (name, budget) in [("kelolactl", 30), ("kelola", 35)] {
        match program(name) {
            Ok(path) => rows.append(&mut of_program(name, &path, budget)?),
            Err(_) => rows.push(Row::left_out(
                format!("size of {name}"),
                "not built for release; KELOLA_BENCH_WINDOW=1 builds the window",
            )),
        }
    }
    Ok(rows)
}

fn of_program(name: &str, path: &Path, budget: u32) -> Rows {
    let bytes = path.metadata()?.len();
    let packed = packed(path)?;
    Ok(vec![
        Row::known(format!("size of {name}, the program alone"), mb(bytes)),
        Row::judged(
            format!("  {name} and the fonts, as .tar.gz"),
            mb(packed),
            &format!("package ≤ {budget} MB"),
            packed <= u64::from(budget) * 1_000_000,
        ),
    ])
}

/// What a package comes to; a .deb packs better than gzip does.
fn packed(path: &Path) -> Result<u64, Box<dyn Error>> {
    let folder = path.parent().ok_or("a program lies in a folder")?;
    let name = path.file_name().ok_or("a program has a name")?;
    let mut tar = Command::new("tar")
        .arg("-cz")
        .arg("-C")
        .arg(folder)
        .arg(name)
        .arg("-C")
        .arg(root().join("assets"))
        .arg("fonts")
        .stdout(Stdio::piped())
        .spawn()?;
    let mut packed = Vec::new();
    if let Some(mut out) = tar.stdout.take() {
        out.read_to_end(&mut packed)?;
    }
    if tar.wait()?.success() {
        Ok(packed.len() as u64)
    } else {
        Err("tar failed".into())
    }
}

fn mb(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

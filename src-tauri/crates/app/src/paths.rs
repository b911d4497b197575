//! Where Kelola keeps things, on every system.

use crate::{failure::Failure, words::errors};
use std::path::{Path, PathBuf};

/// The folders a program works with.
#[derive(Debug, Clone)]
pub struct Paths {
    /// Everything of the person: database, media, reports.
    pub data: PathBuf,
    /// What belongs to this computer and never travels with the data.
    pub config: PathBuf,
    /// The fonts of the reports.
    pub fonts: PathBuf,
}

impl Paths {
    /// The system's usual folders; the data folder may be named instead. The configuration folder is kept
    /// apart per data folder named, so that a practice folder never speaks for the real one.
    ///
    /// # Errors
    /// Fails when the system names no home.
    pub fn standard(data: Option<PathBuf>, fonts: PathBuf) -> Result<Self, Failure> {
        let no_home = || Failure::new(errors::FILE_UNREADABLE).with("what", "home");
        let config = dirs::config_dir().ok_or_else(no_home)?.join("kelola");
        let data = match data.or_else(|| std::env::var_os("KELOLA_DATA_DIR").map(PathBuf::from)) {
            Some(dir) => {
                std::path::absolute(dir).map_err(|error| Failure::bad_input(error.kind()))?
            }
            None => dirs::data_dir().ok_or_else(no_home)?.join("kelola"),
        };
        Ok(Self {
            data,
            config,
            fonts,
        })
    }
}

/// Finds the reports' fonts: beside an installed program, in its resources, or in the source tree.
#[must_use]
pub fn find_fonts(program: &Path) -> PathBuf {
    let here = program.parent().unwrap_or(Path::new("."));
    let installed = [
        here.join("fonts"),
        here.join("../lib/Kelola/fonts"),
        here.join("../lib/kelola/fonts"),
        here.join("../Resources/fonts"),
    ];
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
    installed
        .into_iter()
        .find(|it| it.is_dir())
        .unwrap_or(source)
}

//! One tool that makes ten renditions, with all it was measured to use.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::SIZES;
use super::quality::Quality;
use super::reference::{Cut, Photo};
use crate::process::{Used, program, run};
use crate::rivals;

/// A tool, the folder it writes to, and its runs so far.
pub struct Tool {
    name: &'static str,
    command: Command,
    cut: Cut,
    out: PathBuf,
    runs: Vec<Used>,
    bytes: u64,
}

/// What came of all runs of a tool.
pub struct Outcome {
    /// What the table calls it.
    pub name: &'static str,
    /// The medians.
    pub used: Used,
    /// How much the renditions look like the original.
    pub quality: Quality,
    /// All renditions together.
    pub bytes: u64,
}

impl Tool {
    /// Kelola's own command line.
    ///
    /// # Errors
    /// Fails when it is not built.
    pub fn ours(
        name: &'static str,
        photo: &Path,
        quality: &str,
        out: PathBuf,
    ) -> Result<Self, Box<dyn Error>> {
        let mut command = Command::new(program("kelolactl")?);
        command.args(["--json", "images"]).arg(photo);
        command
            .args(["--size", SIZES, "--quality", quality, "--out"])
            .arg(&out);
        Ok(Self::new(name, command, Cut::Exact, out))
    }

    /// pillow-simd; `None` where it is not built.
    pub fn pillow(name: &'static str, photo: &Path, out: PathBuf) -> Option<Self> {
        let command = rival(rivals::pillow("ten_pillow.py")?, photo, &out);
        Some(Self::new(name, command, Cut::Exact, out))
    }

    /// A script with sharp; `None` where that is not installed.
    pub fn sharp(name: &'static str, script: &str, photo: &Path, out: PathBuf) -> Option<Self> {
        let command = rival(rivals::node(script)?, photo, &out);
        Some(Self::new(name, command, Cut::WholePixels, out))
    }

    fn new(name: &'static str, command: Command, cut: Cut, out: PathBuf) -> Self {
        Self {
            name,
            command,
            cut,
            out,
            runs: Vec::new(),
            bytes: 0,
        }
    }

    /// Runs once, and looks that ten pictures of the right sizes came of it, which stay until the next time.
    ///
    /// # Errors
    /// Fails when the tool does, or other pictures came of it.
    pub fn take_turn(&mut self, counts: bool) -> Result<(), Box<dyn Error>> {
        for entry in std::fs::read_dir(&self.out)? {
            std::fs::remove_file(entry?.path())?;
        }
        let used = run(self.command.stdout(Stdio::null()), &[0])?;
        let mut sizes = Vec::new();
        self.bytes = 0;
        for entry in std::fs::read_dir(&self.out)? {
            let path = entry?.path();
            let (width, height) = image::image_dimensions(&path)?;
            sizes.push(format!("{width}x{height}"));
            self.bytes += path.metadata()?.len();
        }
        sizes.sort();
        let mut wanted: Vec<_> = SIZES.split(',').collect();
        wanted.sort_unstable();
        if sizes != wanted {
            return Err(format!("{} gave {sizes:?}", self.name).into());
        }
        if counts {
            self.runs.push(used);
        }
        Ok(())
    }

    /// Scores the last renditions and closes the account.
    ///
    /// # Errors
    /// Fails when a rendition cannot be scored.
    pub fn result(self, photo: &Photo) -> Result<Outcome, Box<dyn Error>> {
        Ok(Outcome {
            name: self.name,
            used: Used::median_of(&self.runs),
            quality: Quality::of(photo, &self.out, self.cut)?,
            bytes: self.bytes,
        })
    }
}

fn rival(mut command: Command, photo: &Path, out: &Path) -> Command {
    command.arg(photo).arg(out).arg(SIZES);
    command
}

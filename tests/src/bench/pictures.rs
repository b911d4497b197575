//! Ten renditions of one photo of 13 to 20 megapixels, whole processes, the tools taking turns.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use kelola_tests::harness::temp::Temp;

use super::process::{Used, program, run};
use super::table::Row;
use super::{Rows, rivals};

/// The ten sizes of the reference task.
const SIZES: &str =
    "1080x1080,1080x1350,1080x1920,1200x630,1600x900,1280x720,1000x1500,1200x1200,1200x675,400x400";
const RUNS: usize = 5;

/// Photos of Debian's lomiri-wallpapers-16.04 and -20.04, and how the table calls them.
const PHOTOS: [(&str, &str); 3] = [
    ("Dragonfly_by_Bolly.jpg", "13.4 MP progressive"),
    ("Kleiber_by_Lukas_Baubkus.jpg", "20.4 MP baseline"),
    ("seeding_by_Clements_Engelhardt.jpg", "15.9 MP progressive"),
];

/// One tool with all it was measured to use.
struct Tool {
    name: &'static str,
    command: Option<Command>,
    runs: Vec<Used>,
    bytes: u64,
}

/// Every photo that is here.
pub fn rows() -> Rows {
    let mut rows = Vec::new();
    let mut found = false;
    for (file, what) in PHOTOS {
        let photo = folder().join(file);
        if photo.is_file() {
            found = true;
            rows.append(&mut of_photo(&photo, what)?);
        }
    }
    if !found {
        rows.push(Row::left_out(
            "ten renditions",
            "no photos: install lomiri-wallpapers-16.04 and -20.04, or set KELOLA_BENCH_PHOTOS to a folder with them",
        ));
    }
    Ok(rows)
}

fn folder() -> PathBuf {
    std::env::var_os("KELOLA_BENCH_PHOTOS")
        .map_or_else(|| PathBuf::from("/usr/share/backgrounds"), PathBuf::from)
}

fn of_photo(photo: &Path, what: &str) -> Rows {
    let temp = Temp::new();
    let out = temp.folder("out");
    let mut tools = [
        Tool::new("kelolactl, q82", Some(ours(photo, &out, "82")?)),
        Tool::new(
            "pillow-simd",
            rivals::pillow("ten_pillow.py").map(|it| rival(it, photo, &out)),
        ),
        Tool::new(
            "sharp, decoded once",
            rivals::node("ten_sharp.mjs").map(|it| rival(it, photo, &out)),
        ),
        Tool::new(
            "kelolactl, default quality",
            Some(ours(photo, &out, "auto")?),
        ),
    ];
    // The first round fills the disk's cache and is not counted.
    for round in 0..=RUNS {
        for tool in &mut tools {
            tool.take_turn(&out, round > 0)?;
        }
    }
    let [own, simd, sharp, default] = tools.map(|it| it.result());
    let Some(own) = own else {
        return Err("kelolactl was not measured".into());
    };
    let mut rows = vec![Row::known(
        format!("ten renditions, {what}: {}", own.0),
        own.2,
    )];
    for other in [&simd, &sharp, &default].into_iter().flatten() {
        rows.push(Row::known(format!("  {}", other.0), other.2.clone()));
    }
    rows.push(match &simd {
        Some(simd) => against("  against pillow-simd", &own.1, &simd.1, 1.0, false),
        None => Row::left_out("  against pillow-simd", "it cannot be built here"),
    });
    match &sharp {
        Some(sharp) => {
            rows.push(against(
                "  against sharp (stretch)",
                &own.1,
                &sharp.1,
                0.5,
                false,
            ));
            rows.push(against("  against sharp", &own.1, &sharp.1, 1.0, true));
        }
        None => rows.push(Row::left_out(
            "  against sharp",
            "it cannot be installed here",
        )),
    }
    Ok(rows)
}

/// The ratio of our medians to another's: wall and CPU time, or memory.
fn against(what: &str, own: &Used, other: &Used, most: f64, memory: bool) -> Row {
    if memory {
        let ratio = own.peak_mib / other.peak_mib;
        return Row::judged(
            what,
            format!("memory × {ratio:.2}"),
            &format!("memory ≤ × {most}"),
            ratio <= most,
        );
    }
    let wall = own.wall.as_secs_f64() / other.wall.as_secs_f64();
    let cpu = own.cpu.as_secs_f64() / other.cpu.as_secs_f64();
    Row::judged(
        what,
        format!("wall × {wall:.2}, CPU × {cpu:.2}"),
        &format!("both ≤ × {most}"),
        wall <= most && cpu <= most,
    )
}

fn ours(photo: &Path, out: &Path, quality: &str) -> Result<Command, Box<dyn Error>> {
    let mut command = Command::new(program("kelolactl")?);
    command.args(["--json", "images"]).arg(photo);
    command
        .args(["--size", SIZES, "--quality", quality, "--out"])
        .arg(out);
    Ok(command)
}

fn rival(mut command: Command, photo: &Path, out: &Path) -> Command {
    command.arg(photo).arg(out).arg(SIZES);
    command
}

impl Tool {
    fn new(name: &'static str, command: Option<Command>) -> Self {
        Self {
            name,
            command,
            runs: Vec::new(),
            bytes: 0,
        }
    }

    /// Runs once, and looks that ten pictures of the right sizes came of it.
    fn take_turn(&mut self, out: &Path, counts: bool) -> Result<(), Box<dyn Error>> {
        let Some(command) = &mut self.command else {
            return Ok(());
        };
        let used = run(command.stdout(Stdio::null()), &[0])?;
        let mut sizes = Vec::new();
        self.bytes = 0;
        for entry in std::fs::read_dir(out)? {
            let path = entry?.path();
            let (width, height) = image::image_dimensions(&path)?;
            sizes.push(format!("{width}x{height}"));
            self.bytes += path.metadata()?.len();
            std::fs::remove_file(path)?;
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

    /// Its name, its medians, and both as words.
    fn result(self) -> Option<(&'static str, Used, String)> {
        self.command.as_ref()?;
        let used = Used::median_of(&self.runs);
        let words = format!("{used}; {} kB written", self.bytes / 1000);
        Some((self.name, used, words))
    }
}

//! Measures the release programs and prints one table. Arguments choose rows by a part of their name.
//!
//! A row exists only where the thing is really measured here; a budget of the design without a row is not measured yet.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use image::{Rgb, RgbImage, codecs::jpeg::JpegEncoder};
use kelola_tests::harness::temp::Temp;

/// The ten sizes of the reference task.
const SIZES: &str =
    "1080x1080,1080x1350,1080x1920,1200x630,1600x900,1280x720,1000x1500,1200x1200,1200x675,400x400";
const RUNS: usize = 5;

/// One measured line: medians over the runs.
struct Row {
    what: String,
    wall_ms: f64,
    cpu_ms: f64,
    peak_mib: f64,
}

/// What one run of a program has used.
struct Used {
    wall_ms: f64,
    cpu_ms: f64,
    peak_mib: f64,
}

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let chosen = |name: &str| wanted.is_empty() || wanted.iter().any(|part| name.contains(part));
    let mut rows = Vec::new();
    if chosen("images") {
        match images() {
            Ok(mut found) => rows.append(&mut found),
            Err(error) => {
                eprintln!("images: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    print(&rows);
    ExitCode::SUCCESS
}

/// Ten renditions of each photo in one process, as the reference task has it.
fn images() -> Result<Vec<Row>, Box<dyn Error>> {
    let temp = Temp::new();
    let mut rows = Vec::new();
    for photo in photos(&temp)? {
        let out = temp.folder("out");
        let mut command = Command::new(kelolactl()?);
        command
            .arg("--data-dir")
            .arg(temp.folder("data"))
            .arg("--json")
            .arg("images")
            .arg(&photo);
        command
            .args(["--size", SIZES, "--quality", "82", "--out"])
            .arg(&out);
        let runs = (0..RUNS)
            .map(|_| run(&mut command))
            .collect::<Result<Vec<_>, _>>()?;
        let written = std::fs::read_dir(&out)?.count();
        if written != 10 {
            return Err(format!("{} gave {written} files, not 10", photo.display()).into());
        }
        std::fs::remove_dir_all(&out)?;
        let name = photo
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        rows.push(Row {
            what: format!("images: ten renditions of {name}, q82"),
            wall_ms: median(&runs, |it| it.wall_ms),
            cpu_ms: median(&runs, |it| it.cpu_ms),
            peak_mib: median(&runs, |it| it.peak_mib),
        });
    }
    Ok(rows)
}

/// The JPEGs in `KELOLA_BENCH_PHOTOS`, or one made here: 13.4 megapixels of soft shapes and grain.
fn photos(temp: &Temp) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    if let Some(folder) = std::env::var_os("KELOLA_BENCH_PHOTOS") {
        let mut found: Vec<_> = std::fs::read_dir(folder)?
            .flatten()
            .map(|it| it.path())
            .collect();
        found.retain(|path| path.extension().is_some_and(|end| end == "jpg"));
        found.sort();
        return Ok(found);
    }
    let picture = RgbImage::from_fn(4224, 3168, |x, y| {
        let wave =
            |step: f32| (((x as f32 / step).sin() + (y as f32 / step).cos()) * 50.0 + 120.0) as u8;
        let grain = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) as u8 % 24;
        Rgb([wave(211.0) + grain, wave(157.0) + grain, wave(89.0) + grain])
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(&picture)?;
    Ok(vec![temp.file("made-13mp.jpg", bytes)])
}

/// The release program beside this one.
fn kelolactl() -> Result<PathBuf, Box<dyn Error>> {
    let name = format!("kelolactl{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::current_exe()?.with_file_name(name);
    if path.is_file() {
        Ok(path)
    } else {
        Err(format!("{} is not built", path.display()).into())
    }
}

/// Runs a program once and says what it used. CPU time and memory are known on Linux only (else zero).
fn run(command: &mut Command) -> Result<Used, Box<dyn Error>> {
    let before = children_cpu_ms();
    let start = Instant::now();
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut peak_mib: f64 = 0.0;
    let ended = loop {
        peak_mib = peak_mib.max(peak_of(&status));
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    };
    let wall_ms = start.elapsed().as_secs_f64() * 1000.0;
    if !ended.success() {
        let output = child.wait_with_output()?;
        return Err(format!(
            "{command:?}: {ended}: {}",
            String::from_utf8_lossy(&output.stderr)
        )
        .into());
    }
    Ok(Used {
        wall_ms,
        cpu_ms: children_cpu_ms() - before,
        peak_mib,
    })
}

/// The highest memory of a running process so far, in MiB.
fn peak_of(status: &Path) -> f64 {
    let text = std::fs::read_to_string(status).unwrap_or_default();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap_or_default();
    line.split_whitespace()
        .next()
        .and_then(|kib| kib.parse::<f64>().ok())
        .unwrap_or_default()
        / 1024.0
}

/// CPU time of all ended children of this process, in steps of 10 ms (proc(5): cutime and cstime, fields 16 and 17).
fn children_cpu_ms() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name in brackets may hold blanks; after it, field 3 comes first.
    let after = text.rsplit(')').next().unwrap_or_default();
    after
        .split_whitespace()
        .skip(13)
        .take(2)
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        * 10.0
}

fn median(runs: &[Used], of: impl Fn(&Used) -> f64) -> f64 {
    let mut values: Vec<f64> = runs.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn print(rows: &[Row]) {
    let width = rows
        .iter()
        .map(|row| row.what.chars().count())
        .max()
        .unwrap_or(0)
        .max(4);
    println!(
        "{:width$}  {:>9}  {:>9}  {:>9}",
        "what", "wall ms", "CPU ms", "peak MiB"
    );
    for row in rows {
        println!(
            "{:width$}  {:>9.0}  {:>9.0}  {:>9.1}",
            row.what, row.wall_ms, row.cpu_ms, row.peak_mib
        );
    }
}

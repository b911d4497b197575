//! Ten renditions of one photo of 13 to 20 megapixels, whole processes, the tools taking turns; and how much the
//! renditions look like the original.

mod quality;
mod reference;
mod tool;

use std::path::{Path, PathBuf};

use kelola_tests::harness::temp::Temp;

use super::Rows;
use super::process::Used;
use super::table::Row;
use reference::Photo;
use tool::{Outcome, Tool};

/// The ten sizes of the reference task.
const SIZES: &str =
    "1080x1080,1080x1350,1080x1920,1200x630,1600x900,1280x720,1000x1500,1200x1200,1200x675,400x400";
const RUNS: usize = 5;

/// Photos of Debian's lomiri-wallpapers-16.04 and -20.04, and how the table calls them. None has a profile.
const PHOTOS: [(&str, &str); 3] = [
    ("Dragonfly_by_Bolly.jpg", "13.4 MP progressive"),
    ("Kleiber_by_Lukas_Baubkus.jpg", "20.4 MP baseline"),
    ("seeding_by_Clements_Engelhardt.jpg", "15.9 MP progressive"),
];

/// What sharp's wall and CPU time are multiplied by to be beaten clearly.
const CLEARLY: f64 = 0.9;

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

fn of_photo(path: &Path, what: &str) -> Rows {
    let temp = Temp::new();
    let ours = |name, quality, folder| Tool::ours(name, path, quality, temp.folder(folder));
    let sharp = |name, script, folder| Tool::sharp(name, script, path, temp.folder(folder));
    let mut tools = [
        Some(ours("kelolactl, q82", "82", "own")?),
        Tool::pillow("pillow-simd", path, temp.folder("simd")),
        sharp("sharp, decoded once to raw", "ten_sharp.mjs", "raw"),
        sharp("sharp, ten clones", "ten_sharp_clones.mjs", "clones"),
        Some(ours("kelolactl, default quality", "auto", "default")?),
    ];
    let mut lighter = ours("kelolactl, q81", "81", "lighter")?;
    lighter.take_turn(false)?;
    // The first round fills the disk's cache and is not counted.
    for round in 0..=RUNS {
        for tool in tools.iter_mut().flatten() {
            tool.take_turn(round > 0)?;
        }
    }
    let photo = Photo::open(path)?;
    let lighter = lighter.result(&photo)?;
    let mut outcomes = Vec::new();
    for tool in tools {
        outcomes.push(tool.map(|it| it.result(&photo)).transpose()?);
    }
    let mut rows = vec![Row::known(format!("ten renditions, {what}"), String::new())];
    rows.extend(outcomes.iter().flatten().map(figures));
    let [Some(own), simd, raw, clones, _] = outcomes.as_slice() else {
        return Err("kelolactl was not measured".into());
    };
    rows.push(match simd {
        Some(simd) => times("  against pillow-simd", &own.used, &simd.used, 1.0),
        None => Row::left_out("  against pillow-simd", "it cannot be built here"),
    });
    let sharps: Vec<_> = [raw, clones].into_iter().flatten().collect();
    match fastest(&sharps) {
        Some(best) => rows.extend(against_sharp([&lighter, own], &best, &sharps)),
        None => rows.push(Row::left_out(
            "  against sharp",
            "it cannot be installed here",
        )),
    }
    Ok(rows)
}

/// All that is known of one tool.
fn figures(of: &Outcome) -> Row {
    Row::known(
        format!("  {}", of.name),
        format!("{}; {} kB, {}", of.used, of.bytes / 1000, of.quality),
    )
}

/// The best of each value that any of these forms reached.
fn fastest(of: &[&Outcome]) -> Option<Used> {
    of.iter().map(|it| it.used).reduce(|best, it| Used {
        wall: best.wall.min(it.wall),
        cpu: best.cpu.min(it.cpu),
        peak_mib: best.peak_mib.min(it.peak_mib),
    })
}

fn against_sharp(steps: [&Outcome; 2], best: &Used, forms: &[&Outcome]) -> Vec<Row> {
    let [_, own] = steps;
    let mut rows = vec![
        times(
            "  against sharp's best of both forms",
            &own.used,
            best,
            CLEARLY,
        ),
        times("  the same (stretch)", &own.used, best, 0.5),
        memory(&own.used, best),
    ];
    rows.extend(forms.iter().map(|it| likeness(steps, it)));
    rows
}

/// The ratio of our wall and CPU time to another's.
fn times(what: &str, own: &Used, other: &Used, most: f64) -> Row {
    let wall = own.wall.as_secs_f64() / other.wall.as_secs_f64();
    let cpu = own.cpu.as_secs_f64() / other.cpu.as_secs_f64();
    Row::judged(
        what,
        format!("wall × {wall:.2}, CPU × {cpu:.2}"),
        &format!("both ≤ × {most}"),
        wall <= most && cpu <= most,
    )
}

fn memory(own: &Used, other: &Used) -> Row {
    let ratio = own.peak_mib / other.peak_mib;
    Row::judged(
        "  memory against sharp's best of both forms",
        format!("× {ratio:.2}"),
        "≤ × 1",
        ratio <= 1.0,
    )
}

/// How our renditions look against another's of the same settings, and what they weigh. Where ours weigh more, they are
/// judged by what they would look like at the other's bytes, between our two steps of quality around them.
fn likeness(steps: [&Outcome; 2], other: &Outcome) -> Row {
    let [lighter, own] = steps;
    let step = own.bytes as f64 - lighter.bytes as f64;
    let share = ((other.bytes as f64 - lighter.bytes as f64) / step).min(1.0);
    let between = |lighter: f64, own: f64| lighter + share * (own - lighter);
    let mean = between(lighter.quality.mean, own.quality.mean) - other.quality.mean;
    let worst = between(lighter.quality.worst, own.quality.worst) - other.quality.worst;
    let bytes = own.bytes as f64 / other.bytes as f64;
    Row::judged(
        format!("  likeness against {}", other.name),
        format!("bytes × {bytes:.4}; at no more bytes mean {mean:+.2}, worst {worst:+.2}"),
        "no worse at no more bytes",
        mean >= 0.0 && worst >= 0.0,
    )
}

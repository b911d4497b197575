//! The window at rest: CPU time of the program and its WebKit children while it is hidden.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use kelola_tests::harness::child::Running;
use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::temp::home_of;

use super::Rows;
use super::filled::{Amount, fill};
use super::process::program;
use super::shop::Shop;
use super::table::Row;

const AMOUNT: Amount = Amount {
    posts: 10_000,
    messages: 0,
    samples: 0,
};
/// How long the window may settle, shown and then hidden, before it has to rest.
const SETTLING: Duration = Duration::from_secs(15);
const PATIENCE: Duration = Duration::from_secs(60);
/// Seconds measured, unless `KELOLA_BENCH_IDLE_SECS` says otherwise.
const SECONDS: u64 = 60;
/// The budget: CPU seconds in ten minutes.
const BUDGET: f64 = 0.2;

/// What can be measured of the window here.
pub fn rows() -> Rows {
    Ok(vec![
        Row::left_out(
            "window: start until the calendar of 10,000 posts is painted",
            "the window leaves no mark in its log yet",
        ),
        idle()?,
    ])
}

fn idle() -> Result<Row, Box<dyn Error>> {
    const WHAT: &str = "window: idle while hidden, 10,000 posts";
    let Ok(kelola) = program("kelola") else {
        return Ok(Row::left_out(
            WHAT,
            "the window is not built for release; KELOLA_BENCH_WINDOW=1 builds it",
        ));
    };
    for tool in ["Xvfb", "xdotool", "dbus-daemon"] {
        if Command::new(tool).arg("--version").output().is_err() {
            return Ok(Row::left_out(WHAT, &format!("{tool} is not installed")));
        }
    }
    let shop = Shop::new()?;
    fill(&shop, AMOUNT)?;
    let data = shop.data.clone();
    let home = home_of(&data);
    let screen = Running::start(
        "Xvfb",
        Command::new("Xvfb").args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1366x768x24",
            "-nolisten",
            "tcp",
        ]),
    );
    let display = screen.wait_for_line(PATIENCE, |line| {
        let number = line.trim();
        number.parse::<u32>().is_ok().then(|| format!(":{number}"))
    });
    let bus = Keychain::absent();
    let window = Running::start(
        "kelola",
        Command::new(kelola)
            .env("DISPLAY", &display)
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .envs(bus.env())
            .env("HOME", &home)
            .env("XDG_CONFIG_HOME", home.join(".config"))
            .env("KELOLA_DATA_DIR", &data),
    );
    let id = shown(&display)?;
    sleep(SETTLING);
    // Without a window manager nobody can minimise; unmapping is what minimising does to the page.
    xdotool(&display, &["windowunmap", &id])?;
    sleep(SETTLING);
    let seconds = std::env::var("KELOLA_BENCH_IDLE_SECS")
        .ok()
        .and_then(|it| it.parse().ok())
        .unwrap_or(SECONDS);
    let before = CpuTimes::of_tree(window.id().into());
    sleep(Duration::from_secs(seconds));
    let after = CpuTimes::of_tree(window.id().into());
    if !after.0.keys().any(|it| it.contains("WebKit")) {
        return Err("the window has no WebKit process; it was not really open".into());
    }
    let used = after.since(&before).as_secs_f64();
    let share = BUDGET * seconds as f64 / 600.0;
    drop(window);
    Ok(Row::judged(
        WHAT,
        format!(
            "{used:.3} s CPU in {seconds} s, {} processes",
            after.0.len()
        ),
        &format!("≤ {share:.3} s ({BUDGET} s in 10 minutes)"),
        used <= share,
    ))
}

/// Waits until the window is there.
fn shown(display: &str) -> Result<String, Box<dyn Error>> {
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end {
        let found = xdotool(display, &["search", "--onlyvisible", "--name", "Kelola"]);
        if let Some(id) = found
            .ok()
            .and_then(|it| it.lines().next().map(str::to_owned))
        {
            return Ok(id);
        }
        sleep(Duration::from_millis(200));
    }
    Err("the window did not appear".into())
}

fn xdotool(display: &str, arguments: &[&str]) -> Result<String, Box<dyn Error>> {
    let output = Command::new("xdotool")
        .args(arguments)
        .env("DISPLAY", display)
        .output()?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("xdotool {arguments:?}: {}", output.status).into())
    }
}

/// CPU time of each process of a tree, by its number and name.
struct CpuTimes(HashMap<String, CpuTime>);

/// What a process has used, by two clocks: one is exact but forgets ended threads, the other counts in steps of 10 ms.
#[derive(Clone, Copy, Default)]
struct CpuTime {
    running_threads: Duration,
    steps: Duration,
}

impl CpuTimes {
    /// The program and everything it has started.
    fn of_tree(root: u64) -> Self {
        let mut parents = Vec::new();
        for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
            let Ok(id) = entry.file_name().to_string_lossy().parse::<u64>() else {
                continue;
            };
            let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
            let name = stat.split(['(', ')']).nth(1).unwrap_or_default().to_owned();
            let fields = after_name(&stat);
            parents.push((id, fields.first().copied().unwrap_or_default(), name));
        }
        let mut tree = vec![root];
        let mut times = HashMap::new();
        while let Some(next) = tree.pop() {
            for (id, parent, name) in &parents {
                if *parent == next {
                    tree.push(*id);
                }
                if *id == next {
                    times.insert(format!("{id} {name}"), cpu_of(*id));
                }
            }
        }
        Self(times)
    }

    /// What all of them used since an earlier look.
    fn since(&self, before: &Self) -> Duration {
        let used = |(process, now): (&String, &CpuTime)| {
            let before = before.0.get(process).copied().unwrap_or_default();
            now.running_threads
                .saturating_sub(before.running_threads)
                .max(now.steps.saturating_sub(before.steps))
        };
        self.0.iter().map(used).sum()
    }
}

/// The numbers of proc(5)'s `stat` from the parent on. The name before them may hold blanks.
fn after_name(stat: &str) -> Vec<u64> {
    let rest = stat.rsplit(')').next().unwrap_or_default();
    rest.split_whitespace()
        .skip(1)
        .map(|it| it.parse().unwrap_or_default())
        .collect()
}

fn cpu_of(id: u64) -> CpuTime {
    let process = Path::new("/proc").join(id.to_string());
    let tasks = fs::read_dir(process.join("task"));
    let nanos = tasks
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|task| {
            let text = fs::read_to_string(task.path().join("schedstat")).ok()?;
            text.split_whitespace().next()?.parse::<u64>().ok()
        })
        .sum();
    let stat = fs::read_to_string(process.join("stat")).unwrap_or_default();
    // Fields 14 and 15; the parent is field 4.
    let steps: u64 = after_name(&stat).iter().skip(10).take(2).sum();
    CpuTime {
        running_threads: Duration::from_nanos(nanos),
        steps: Duration::from_millis(steps * 10),
    }
}

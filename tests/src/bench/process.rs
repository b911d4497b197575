//! Runs a program once and says what it used.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::table::median;

/// What one run of a program has used. Memory is known on Linux only (else zero), CPU time on Unix only.
#[derive(Clone, Copy, Default)]
pub struct Used {
    /// From start to end.
    pub wall: Duration,
    /// User and system time, its own children included.
    pub cpu: Duration,
    /// The most memory it held at once, in MiB.
    pub peak_mib: f64,
}

impl Used {
    /// The medians of several runs, each value by itself.
    pub fn median_of(runs: &[Self]) -> Self {
        let times = |of: fn(&Self) -> Duration| median(&runs.iter().map(of).collect::<Vec<_>>());
        let mut peaks: Vec<f64> = runs.iter().map(|it| it.peak_mib).collect();
        peaks.sort_by(f64::total_cmp);
        Self {
            wall: times(|it| it.wall),
            cpu: times(|it| it.cpu),
            peak_mib: peaks.get(peaks.len() / 2).copied().unwrap_or_default(),
        }
    }
}

impl std::fmt::Display for Used {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "{:.2} s wall, {:.2} s CPU, {:.0} MiB",
            self.wall.as_secs_f64(),
            self.cpu.as_secs_f64(),
            self.peak_mib
        )
    }
}

/// The release program of this name, built beside this one.
///
/// # Errors
/// Fails when it is not built.
pub fn program(name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::current_exe()?.with_file_name(name);
    if path.is_file() {
        Ok(path)
    } else {
        Err(format!("{} is not built", path.display()).into())
    }
}

/// Runs a program to its end; its standard output is dropped unless the command sends it elsewhere before.
///
/// # Errors
/// Fails when it cannot be started, or ends with a code that is not among `good`.
pub fn run(command: &mut Command, good: &[i32]) -> Result<Used, Box<dyn Error>> {
    let before = children_cpu();
    let start = Instant::now();
    let mut child = command.stderr(Stdio::piped()).spawn()?;
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut peak_mib: f64 = 0.0;
    let ended = loop {
        peak_mib = peak_mib.max(peak_of(&status));
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let wall = start.elapsed();
    if !ended.code().is_some_and(|code| good.contains(&code)) {
        let output = child.wait_with_output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{command:?}: {ended}: {said}").into());
    }
    Ok(Used {
        wall,
        cpu: children_cpu().saturating_sub(before),
        peak_mib,
    })
}

/// The most memory a running process has held so far, in MiB. The kernel keeps the mark, so reading it every few
/// milliseconds misses at most what was added in the last of them.
fn peak_of(status: &Path) -> f64 {
    status_mib(status, "VmHWM:")
}

fn status_mib(status: &Path, key: &str) -> f64 {
    let text = std::fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(key));
    let kib = line.and_then(|it| it.split_whitespace().next());
    kib.and_then(|it| it.parse::<f64>().ok())
        .unwrap_or_default()
        / 1024.0
}

/// The memory this process holds, in MiB.
pub fn memory_mib() -> f64 {
    status_mib(Path::new("/proc/self/status"), "VmRSS:")
}

/// The most memory this process has held since [`reset_peak`], in MiB.
pub fn peak_memory_mib() -> f64 {
    status_mib(Path::new("/proc/self/status"), "VmHWM:")
}

/// Lets the kernel count this process's peak from now on.
///
/// # Errors
/// Where the kernel does not offer it.
pub fn reset_peak() -> std::io::Result<()> {
    std::fs::write("/proc/self/clear_refs", "5")
}

/// CPU time of this process.
pub fn own_cpu() -> Duration {
    cpu(Whose::Own)
}

/// CPU time of all ended children of this process.
fn children_cpu() -> Duration {
    cpu(Whose::Children)
}

enum Whose {
    Own,
    Children,
}

#[cfg(unix)]
fn cpu(whose: Whose) -> Duration {
    use nix::sys::{
        resource::{UsageWho, getrusage},
        time::TimeVal,
    };
    let who = match whose {
        Whose::Own => UsageWho::RUSAGE_SELF,
        Whose::Children => UsageWho::RUSAGE_CHILDREN,
    };
    let time = |it: TimeVal| {
        let seconds = u64::try_from(it.tv_sec()).unwrap_or_default();
        let micros = u64::try_from(it.tv_usec()).unwrap_or_default();
        Duration::from_secs(seconds) + Duration::from_micros(micros)
    };
    getrusage(who)
        .map(|it| time(it.user_time()) + time(it.system_time()))
        .unwrap_or_default()
}

#[cfg(not(unix))]
fn cpu(_whose: Whose) -> Duration {
    Duration::ZERO
}

//! CPU time of a program and everything it has started.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// CPU time of each process of a tree, by its number and name.
pub struct CpuTimes(HashMap<String, CpuTime>);

/// What a process has used, by two clocks: one is exact but forgets ended threads, the other counts in steps of 10 ms.
#[derive(Clone, Copy, Default)]
struct CpuTime {
    running_threads: Duration,
    steps: Duration,
}

impl CpuTimes {
    /// The program and everything it has started.
    pub fn of_tree(root: u64) -> Self {
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

    /// How many processes there are.
    pub fn processes(&self) -> usize {
        self.0.len()
    }

    /// Whether one of the processes has this in its name.
    pub fn has(&self, name: &str) -> bool {
        self.0.keys().any(|it| it.contains(name))
    }

    /// What all of them used since an earlier look.
    pub fn since(&self, before: &Self) -> Duration {
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

/// The thread of a page's process that runs its scripts and lays it out.
pub struct MainThread(PathBuf);

impl MainThread {
    /// The page's of a program.
    pub fn of(program: u32) -> Result<Self, Box<dyn Error>> {
        let tree = CpuTimes::of_tree(program.into());
        let id = tree
            .0
            .keys()
            .find_map(|it| {
                it.split_once(' ')
                    .filter(|it| it.1.starts_with("WebKitWeb"))
            })
            .ok_or("the window has no page")?
            .0;
        Ok(Self(format!("/proc/{id}/task/{id}/schedstat").into()))
    }

    /// Processor time it has used so far.
    pub fn used(&self) -> Result<Duration, Box<dyn Error>> {
        let told = fs::read_to_string(&self.0)?;
        let nanoseconds = told.split(' ').next().unwrap_or_default().parse()?;
        Ok(Duration::from_nanos(nanoseconds))
    }
}

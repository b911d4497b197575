//! The faults: what happens to which request, or to the program itself.

use std::fs;
use std::time::Duration;

use kelola_tests::harness::paths;
use kelola_tests::harness::proxy::{Mode, Words};

/// What goes wrong.
#[derive(Debug, Clone)]
pub enum Fault {
    /// Nobody listens.
    Refused,
    /// The request that makes the post meets this.
    Creating(Mode),
    /// The server is asked too often, and says when to come back.
    TooMany,
    /// The upload of its picture meets this.
    Uploading(Mode),
    /// The sign-in expires right before the post is made.
    Expired,
    /// The program is killed while the request that makes the post meets this.
    Killed(Mode),
    /// The program ends itself, as `kill -9` would, at this recorded moment.
    Crash(String),
    /// No file of the program can grow beyond so many kilobytes: the disk is full.
    DiskFull(u64),
}

impl Fault {
    /// Whether the request may have been made although nobody knows: only then is asking the person right.
    pub const fn hides_the_outcome(&self) -> bool {
        match self {
            Self::Refused | Self::TooMany | Self::Expired => false,
            Self::Creating(mode) => !matches!(mode, Mode::SlowAnswer(_)),
            Self::Uploading(_) | Self::Killed(_) | Self::Crash(_) | Self::DiskFull(_) => true,
        }
    }
}

/// The faults on the way, the same for every network.
pub fn on_the_way() -> Vec<(&'static str, Fault)> {
    use Fault::{Creating, Expired, Killed, Refused, TooMany, Uploading};
    vec![
        ("refused", Refused),
        ("reset before anything was sent", Creating(Mode::Reset)),
        ("reset after it was sent", Creating(Mode::DropAnswer)),
        ("half an answer", Creating(Mode::HalfAnswer)),
        ("too many requests", TooMany),
        (
            "broken before the effect",
            Creating(Mode::Instead(Words::broken())),
        ),
        (
            "broken after the effect",
            Creating(Mode::AfterAll(Words::broken())),
        ),
        ("expired sign-in", Expired),
        (
            "slow answer",
            Creating(Mode::SlowAnswer(Duration::from_millis(1500))),
        ),
        ("upload reset", Uploading(Mode::Reset)),
        ("upload without an answer", Uploading(Mode::DropAnswer)),
        ("upload with half an answer", Uploading(Mode::HalfAnswer)),
        ("killed before it arrived", Killed(Mode::Hang)),
        ("killed after it arrived", Killed(Mode::HoldAnswer)),
    ]
}

/// Every moment the engine records, read from its source: a new one is tried without anybody thinking of it.
pub fn recorded_moments() -> Vec<String> {
    let source = paths::root().join("src-tauri/crates/sync/src/crash.rs");
    let text = fs::read_to_string(&source).expect("the engine's recorded moments");
    let moments: Vec<_> = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Self::")?.split_once("=> \""))
        .filter_map(|(_, name)| Some(name.split_once('"')?.0.to_owned()))
        .collect();
    assert!(moments.len() >= 3, "{} names its moments", source.display());
    moments
}

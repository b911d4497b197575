//! A network's server that takes everything, in a process of its own: its CPU time is not ours.

use std::io::Read;
use std::process::Command;
use std::time::Duration;

use kelola_tests::harness::child::Running;
use kelola_tests::harness::http::{Answer, Server};
use serde_json::json;

/// What this program is started with to be the far end.
pub const ARGUMENT: &str = "--far-end";
const PATIENCE: Duration = Duration::from_secs(20);

/// The running server; it ends when it is dropped.
pub struct FarEnd {
    _process: Running,
    /// Where posts go to.
    pub url: String,
}

impl FarEnd {
    /// Starts it.
    ///
    /// # Errors
    /// When this program cannot be found again.
    pub fn start() -> std::io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        let process = Running::start("the far end", command.arg(ARGUMENT));
        let url = process.wait_for_line(PATIENCE, |line| {
            line.starts_with("http://").then(|| line.to_owned())
        });
        Ok(Self {
            _process: process,
            url,
        })
    }
}

/// Answers every request until standard input ends.
///
/// # Errors
/// When no port is free.
pub fn serve() -> std::io::Result<()> {
    let server = Server::start(0, |_| async { Answer::json(200, &json!({ "id": "made" })) })?;
    println!("{}", server.url());
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

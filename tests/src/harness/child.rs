//! Programs that run beside a test and end with it.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

/// A running program: killed when dropped. What it prints is kept for failure messages.
#[derive(Debug)]
pub struct Running {
    name: String,
    child: Child,
    lines: mpsc::Receiver<String>,
    log: mpsc::Receiver<String>,
    printed: Arc<Mutex<String>>,
}

impl Running {
    /// Starts a program with both outputs captured and its standard input open.
    ///
    /// Panics when it cannot be started.
    pub fn start(name: &str, command: &mut Command) -> Self {
        let mut child = own_group(command)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{name} does not start: {error} ({command:?})"));
        let printed = Arc::new(Mutex::new(String::new()));
        let (to_lines, lines) = mpsc::channel();
        let (to_log, log) = mpsc::channel();
        let out = child.stdout.take().expect("standard output is piped");
        let err = child.stderr.take().expect("standard error is piped");
        collect(out, printed.clone(), to_lines);
        collect(err, printed.clone(), to_log);
        Self {
            name: name.to_owned(),
            child,
            lines,
            log,
            printed,
        }
    }

    /// The system's number of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Takes the standard input, to write to it or to close it.
    pub fn take_stdin(&mut self) -> Option<ChildStdin> {
        self.child.stdin.take()
    }

    /// Waits for the first line of standard output that the reader accepts.
    ///
    /// Panics when the program ends or the time is over before that.
    pub fn wait_for_line<T>(&self, limit: Duration, read: impl FnMut(&str) -> Option<T>) -> T {
        self.wait_for(&self.lines, limit, read)
    }

    /// Waits for the next line of standard error that the reader accepts.
    ///
    /// Panics when the program ends or the time is over before that.
    pub fn wait_for_log_line<T>(&self, limit: Duration, read: impl FnMut(&str) -> Option<T>) -> T {
        self.wait_for(&self.log, limit, read)
    }

    fn wait_for<T>(
        &self,
        lines: &mpsc::Receiver<String>,
        limit: Duration,
        mut read: impl FnMut(&str) -> Option<T>,
    ) -> T {
        let end = Instant::now() + limit;
        while let Ok(line) = lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
            if let Some(value) = read(&line) {
                return value;
            }
        }
        panic!(
            "{} did not say what was waited for within {limit:?}; it said:\n{}",
            self.name,
            self.printed()
        );
    }

    /// Everything printed so far, on both outputs.
    pub fn printed(&self) -> String {
        self.printed
            .lock()
            .map(|text| text.clone())
            .unwrap_or_default()
    }

    /// True until the process has ended.
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Ends the process, and whatever it has started, at once, as `kill -9` does.
    pub fn kill(&mut self) {
        if self.is_running() {
            kill_group(self.id());
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A group of its own, so that it can be ended together with what it starts.
#[cfg(unix)]
fn own_group(command: &mut Command) -> &mut Command {
    use std::os::unix::process::CommandExt;
    command.process_group(0)
}

#[cfg(not(unix))]
fn own_group(command: &mut Command) -> &mut Command {
    command
}

#[cfg(unix)]
fn kill_group(leader: u32) {
    let _ = Command::new("kill")
        .args(["-KILL", "--", &format!("-{leader}")])
        .stderr(Stdio::null())
        .status();
}

#[cfg(not(unix))]
fn kill_group(_leader: u32) {}

fn collect(
    stream: impl Read + Send + 'static,
    printed: Arc<Mutex<String>>,
    lines: mpsc::Sender<String>,
) {
    thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            if let Ok(mut text) = printed.lock() {
                text.push_str(&line);
                text.push('\n');
            }
            let _ = lines.send(line);
        }
    });
}

/// Asks again and again, every 50 ms, until there is an answer.
///
/// Panics with what was waited for when the time is over.
pub fn wait_until<T>(what: &str, limit: Duration, mut ask: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + limit;
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < end, "waited {limit:?} in vain: {what}");
        thread::sleep(Duration::from_millis(50));
    }
}

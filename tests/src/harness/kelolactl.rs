//! The command-line program, run as a script runs it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use super::child::Running;
use super::paths;
use super::temp::home_of;

/// `kelolactl` on one data folder, with JSON output and a fixed environment.
#[derive(Debug, Clone)]
pub struct Kelolactl {
    data: PathBuf,
    env: Vec<(String, String)>,
    largest_file: Option<u64>,
}

/// How a run ended.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The exit code; -1 when a signal ended it.
    pub code: i32,
    /// Standard output as it is.
    pub out: String,
    /// Standard error as it is.
    pub err: String,
    /// The arguments, for messages.
    pub args: Vec<String>,
}

impl Kelolactl {
    /// On this data folder, with a home of its own (see [`home_of`]). The keychain is out of reach until
    /// [`Self::with_env`] gives one.
    pub fn on(data: &Path) -> Self {
        Self {
            data: data.to_path_buf(),
            env: Vec::new(),
            largest_file: None,
        }
        .with_env([("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")])
    }

    /// With more environment variables, such as those of a keychain; later ones win.
    #[must_use]
    pub fn with_env<K: Into<String>, V: Into<String>>(
        mut self,
        env: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        self.env.extend(
            env.into_iter()
                .map(|(key, value)| (key.into(), value.into())),
        );
        self
    }

    /// With a disk that is full as soon as one of its files would grow beyond so many kilobytes: writing fails there,
    /// as it does on a full disk.
    #[must_use]
    pub fn with_largest_file(mut self, kilobytes: u64) -> Self {
        self.largest_file = Some(kilobytes);
        self
    }

    /// Runs it with nothing on standard input.
    pub fn run<S: AsRef<str>>(&self, args: impl IntoIterator<Item = S>) -> Outcome {
        self.run_with_input(args, b"")
    }

    /// Runs it with these bytes on standard input.
    ///
    /// Panics when it cannot be started.
    pub fn run_with_input<S: AsRef<str>>(
        &self,
        args: impl IntoIterator<Item = S>,
        input: &[u8],
    ) -> Outcome {
        let args: Vec<String> = args
            .into_iter()
            .map(|arg| arg.as_ref().to_owned())
            .collect();
        let mut child = self
            .command(&args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("kelolactl starts");
        let mut stdin = child.stdin.take().expect("standard input is piped");
        let input = input.to_vec();
        // Beside the reading below: a large input must not block a program that is already printing.
        let writer = std::thread::spawn(move || {
            // A program that refuses its arguments reads nothing.
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().expect("kelolactl ends");
        writer.join().expect("writing ends with the program");
        Outcome {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
            args,
        }
    }

    /// Starts it beside the test, to be killed in the middle.
    pub fn start<S: AsRef<str>>(&self, args: impl IntoIterator<Item = S>) -> Running {
        let args: Vec<String> = args
            .into_iter()
            .map(|arg| arg.as_ref().to_owned())
            .collect();
        Running::start("kelolactl", &mut self.command(&args))
    }

    /// Runs it and returns its one JSON document; panics unless it exits with 0.
    pub fn json<S: AsRef<str>>(&self, args: impl IntoIterator<Item = S>) -> Value {
        self.run(args).expect_code(0).json()
    }

    /// Adds an object given as JSON on standard input and returns its id; panics unless it exits with 0.
    pub fn add(&self, kind: &str, object: &Value) -> String {
        let made = self
            .run_with_input([kind, "add"], object.to_string().as_bytes())
            .expect_code(0)
            .json();
        made.get("id")
            .and_then(Value::as_str)
            .unwrap_or_else(|| panic!("{kind} add printed no id: {made}"))
            .to_owned()
    }

    fn command(&self, args: &[String]) -> Command {
        let mut command = self.program();
        command.env("HOME", home_of(&self.data));
        for variable in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
            command.env_remove(variable);
        }
        command
            .arg("--data-dir")
            .arg(&self.data)
            .arg("--json")
            .args(args);
        command.envs(self.env.iter().map(|(key, value)| (key, value)));
        command
    }

    fn program(&self) -> Command {
        let Some(kilobytes) = self.largest_file else {
            return Command::new(paths::kelolactl());
        };
        // Without the trap the system would end the program instead of failing the write.
        let mut command = Command::new("bash");
        command
            .args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\""])
            .arg(kilobytes.to_string())
            .arg(paths::kelolactl());
        command
    }
}

impl Outcome {
    /// Returns itself when the exit code is this one; panics with everything printed otherwise.
    #[track_caller]
    pub fn expect_code(self, code: i32) -> Self {
        assert!(
            self.code == code,
            "kelolactl {} exited with {}, not {code}\n--- out\n{}\n--- err\n{}",
            self.args.join(" "),
            self.code,
            self.out,
            self.err
        );
        self
    }

    /// The one JSON document on standard output.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| {
            panic!(
                "kelolactl {} printed no JSON document: {error}\n{}",
                self.args.join(" "),
                self.out
            )
        })
    }

    /// The JSON documents on standard output, one per line.
    #[track_caller]
    pub fn json_lines(&self) -> Vec<Value> {
        let parse = |line: &str| {
            serde_json::from_str(line).unwrap_or_else(|error| {
                panic!(
                    "kelolactl {} printed a bad line: {error}\n{line}",
                    self.args.join(" ")
                )
            })
        };
        self.out
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(parse)
            .collect()
    }
}

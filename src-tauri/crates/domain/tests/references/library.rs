//! The networks' own libraries in one Node process, asked text by text.

use serde::Deserialize;
use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

/// What the libraries say of a text.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Read {
    pub x: OnX,
    pub bluesky: OnBluesky,
    pub utf16: u32,
    pub code_points: u32,
}

/// What twitter-text says; places in UTF-16 units.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OnX {
    pub length: u32,
    pub valid: bool,
    pub valid_end: i64,
    pub entities: Vec<Place>,
}

/// What @atproto/api says; places in bytes of UTF-8.
#[derive(Debug, PartialEq, Deserialize)]
pub struct OnBluesky {
    pub graphemes: u32,
    pub bytes: u32,
    pub facets: Vec<Place>,
}

/// What stands at a place, where it starts and where it ends.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Place(pub String, pub u32, pub u32);

/// The running process.
pub struct Library {
    process: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
}

impl Library {
    /// Starts Node in the folder `.ci/references` prints.
    pub fn start(folder: &Path) -> Self {
        let script =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/references/read_texts.mjs");
        let mut process = Command::new(folder.join("node"))
            .arg(script)
            .env("KELOLA_REFERENCES", folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{}/node: {error}", folder.display()));
        Self {
            to: process.stdin.take(),
            from: BufReader::new(process.stdout.take().unwrap()),
            process,
        }
    }

    /// Reads texts, in order.
    pub fn read(&mut self, texts: &[String]) -> Vec<Read> {
        let lines: String = texts
            .iter()
            .map(|it| serde_json::to_string(it).unwrap() + "\n")
            .collect();
        let to = self.to.as_mut().unwrap();
        to.write_all(lines.as_bytes()).unwrap();
        to.flush().unwrap();
        texts.iter().map(|text| self.answer(text)).collect()
    }

    /// Reads one text.
    pub fn read_one(&mut self, text: &str) -> Read {
        self.read(&[text.to_owned()]).remove(0)
    }

    fn answer(&mut self, text: &str) -> Read {
        let mut line = String::new();
        self.from.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{text:?}: {error} in {line:?}"))
    }
}

impl Drop for Library {
    fn drop(&mut self) {
        // Without input it ends by itself.
        drop(self.to.take());
        let _ = self.process.wait();
    }
}

//! What every task works with: the data folder, opened when first needed, the language and standard input.

use crate::arguments::Arguments;
use kelola_app::{Actor, Kelola, failure::Failure, paths::Paths, session, settings, words::errors};
use kelola_domain::brand::Lang;
use serde::de::DeserializeOwned;
use std::{
    cell::OnceCell,
    io::Read,
    path::{Path, PathBuf},
};

/// The largest text that is read from a file or from standard input, in bytes.
const MAX_INPUT_BYTES: u64 = 256 * 1024 * 1024;

/// What every task works with.
pub struct Workplace {
    /// Machine-readable answers.
    pub json: bool,
    data_dir: Option<PathBuf>,
    lang: Option<Lang>,
    runtime: tokio::runtime::Runtime,
    kelola: OnceCell<Kelola>,
}

impl Workplace {
    /// Prepares it; nothing is opened yet.
    ///
    /// # Errors
    /// Fails when the system gives no threads.
    pub fn new(arguments: &Arguments) -> Result<Self, Failure> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|error| Failure::defect(&error))?;
        Ok(Self {
            json: arguments.json,
            data_dir: arguments.data_dir.clone(),
            lang: arguments.lang,
            runtime,
            kelola: OnceCell::new(),
        })
    }

    /// Takes in what a data folder knows of networks, where there is one. Counting goes on without it.
    pub fn learn_networks(&self) {
        let there = session::standard_paths(self.data_dir.clone())
            .is_ok_and(|it| it.data.join("kelola.db").is_file());
        if !there {
            return;
        }
        let learned = self.kelola().and_then(kelola_app::networks::learn_from);
        if let Err(failure) = learned {
            tracing::warn!(code = %failure.code, "counting by the built-in rules");
        }
    }

    /// The data folder, opened.
    ///
    /// # Errors
    /// Fails when it cannot be.
    pub fn kelola(&self) -> Result<&Kelola, Failure> {
        if let Some(kelola) = self.kelola.get() {
            return Ok(kelola);
        }
        let opened = session::open_standard(
            self.data_dir.clone(),
            Actor::CommandLine,
            self.runtime.handle().clone(),
            "",
        )?;
        Ok(self.kelola.get_or_init(|| opened))
    }

    /// Where things are, without opening them.
    ///
    /// # Errors
    /// Fails when the system names no home.
    pub fn paths(&self) -> Result<Paths, Failure> {
        session::standard_paths(self.data_dir.clone())
    }

    /// The language of messages: the one asked for, else the settings', else the system's.
    pub fn lang(&self) -> Lang {
        let known = || {
            self.kelola
                .get()
                .and_then(|it| settings::current(it).ok())
                .map(|it| it.lang)
        };
        self.lang
            .or_else(known)
            .unwrap_or_else(settings::system_lang)
    }

    /// The language asked for.
    pub fn asked_lang(&self) -> Option<Lang> {
        self.lang
    }

    /// Calls back once when the person, or the system, asks the program to stop.
    pub fn on_interrupt(&self, stop: impl FnOnce() + Send + 'static) {
        self.runtime.spawn(async move {
            if tokio::signal::ctrl_c().await.is_ok() {
                stop();
            }
        });
    }

    /// One JSON document from standard input. Unknown keys are refused by its type.
    ///
    /// # Errors
    /// Fails when it cannot be read as such.
    pub fn read_json<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        let text = read_text(Path::new("-"))?;
        serde_json::from_str(&text).map_err(Failure::bad_input)
    }

    /// As [`Self::read_json`], for input that may hold a secret: a refusal names the place and the keys that are
    /// known, and repeats nothing of what was read.
    ///
    /// # Errors
    /// Fails when it cannot be read as such.
    pub fn read_json_with_secret<T: DeserializeOwned>(&self, known: &str) -> Result<T, Failure> {
        let text = read_text(Path::new("-"))?;
        serde_json::from_str(&text).map_err(|error| {
            Failure::bad_input(format!("JSON {}:{}; {known}", error.line(), error.column()))
        })
    }
}

/// Reads a file, or standard input for `-`, as UTF-8.
///
/// # Errors
/// Fails when it cannot be read, is too large or is not UTF-8.
pub fn read_text(file: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    open(file)?
        .take(MAX_INPUT_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(file, &error))?;
    if bytes.len() as u64 > MAX_INPUT_BYTES {
        return Err(Failure::bad_input(format!("{} > 256 MiB", file.display())));
    }
    String::from_utf8(bytes).map_err(|_| Failure::bad_input(format!("{}: UTF-8", file.display())))
}

/// Opens a file, or standard input for `-`.
///
/// # Errors
/// Fails when it cannot be.
pub fn open(file: &Path) -> Result<Box<dyn Read + Send>, Failure> {
    if file == Path::new("-") {
        return Ok(Box::new(std::io::stdin()));
    }
    let opened = std::fs::File::open(file).map_err(|error| unreadable(file, &error))?;
    Ok(Box::new(opened))
}

/// A file that cannot be read.
pub fn unreadable(file: &Path, error: &std::io::Error) -> Failure {
    Failure::new(errors::FILE_UNREADABLE)
        .with("what", format!("{} ({})", file.display(), error.kind()))
}

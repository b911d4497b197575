//! What leaves the core when something goes wrong: a stable code with values, never a sentence.

use crate::words::{errors, say};
use kelola_domain::brand::Lang;
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// A failure the person can act on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Failure {
    /// Stable code, an entry of `assets/words/errors.json`.
    pub code: String,
    /// Values for its sentence; never a secret.
    pub values: BTreeMap<String, String>,
}

/// How a program ends after a failure, as the command line's contract has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Bad input or usage.
    BadInput = 2,
    /// Something needed is not available: network, keychain, locked data.
    NotAvailable = 3,
    /// A defect of Kelola.
    Defect = 4,
}

impl Failure {
    /// A failure without values.
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            values: BTreeMap::new(),
        }
    }

    /// With a value for its sentence.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl ToString) -> Self {
        self.values.insert(key.to_owned(), value.to_string());
        self
    }

    /// The input cannot be used.
    #[must_use]
    pub fn bad_input(what: impl ToString) -> Self {
        Self::new(errors::BAD_INPUT).with("what", what)
    }

    /// There is no such thing.
    #[must_use]
    pub fn not_found(what: impl ToString) -> Self {
        Self::new(errors::NOT_FOUND).with("what", what)
    }

    /// A defect; the cause goes to the log, not to the person.
    #[must_use]
    pub fn defect(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(%cause, "a defect");
        Self::new(errors::DEFECT)
    }

    /// How a program ends after it.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match self.code.as_str() {
            errors::DEFECT | errors::REPORT_FAILED => Exit::Defect,
            errors::OFFLINE
            | errors::ENGINE_BUSY
            | errors::ENGINE_HELD
            | errors::NEWER_SCHEMA
            | errors::DATA_LOCKED
            | errors::DATA_DAMAGED
            | errors::FONTS_MISSING
            | errors::FILE_UNWRITABLE
            | errors::KEYCHAIN_NO_SERVICE
            | errors::KEYCHAIN_NO_COLLECTION
            | errors::KEYCHAIN_LOCKED
            | errors::KEYCHAIN_FAILED
            | errors::NO_SECRET
            | errors::CLOCK_SKEWED => Exit::NotAvailable,
            _ => Exit::BadInput,
        }
    }

    /// The sentence for a person.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let mut values = self.values.clone();
        // A value may itself be a code (why an undo was refused).
        if let Some(inner) = values
            .get("what")
            .filter(|it| crate::words::is_known(it))
            .cloned()
        {
            values.insert("what".to_owned(), say(lang, &inner, &BTreeMap::new()));
        }
        say(lang, &self.code, &values)
    }
}

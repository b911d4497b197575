//! What a check found: a code with a place and values; the sentences live in the words table.

use crate::network::Field;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Could be better.
    Hint,
    /// Readers or the network may dislike it.
    Warning,
    /// The network will refuse it; stops scheduling on that channel.
    Error,
}

/// What clears a finding; the window has an act for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Remedy {
    /// The range is replaced by these words; empty = it is taken out.
    Replace {
        /// The words.
        with: String,
    },
    /// What stands in the range does not fit: shorten it, or go on in a further part of a thread.
    Cut,
    /// The person writes in the finding's field.
    Edit,
    /// The time is chosen anew.
    ChangeTime,
    /// The link gets what its clicks are counted by.
    TagLink,
    /// A fitting version of the picture is made.
    Prepare,
}

/// One thing a check found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Finding {
    /// Stable code, an entry of the words table.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// The field it is about.
    pub field: Field,
    /// Start in the text, in Unicode scalar values, where it has a place.
    pub start: Option<u32>,
    /// End in the text, exclusive.
    pub end: Option<u32>,
    /// The part of a thread it is in; 0 = the text itself.
    #[serde(default)]
    pub part: u32,
    /// Values for the sentence.
    pub values: BTreeMap<String, String>,
    /// What clears it, where an act of the window does.
    #[serde(default)]
    pub remedy: Option<Remedy>,
}

impl Finding {
    /// A finding about a whole field.
    #[must_use]
    pub fn new(code: &str, severity: Severity, field: Field) -> Self {
        Self {
            code: code.to_owned(),
            severity,
            field,
            start: None,
            end: None,
            part: 0,
            values: BTreeMap::new(),
            remedy: None,
        }
    }

    /// With a value for its sentence.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl ToString) -> Self {
        self.values.insert(key.to_owned(), value.to_string());
        self
    }

    /// With its place in the text, in Unicode scalar values.
    #[must_use]
    pub fn at(mut self, start: u32, end: u32) -> Self {
        (self.start, self.end) = (Some(start), Some(end));
        self
    }

    /// In a further part of a thread.
    #[must_use]
    pub const fn in_part(mut self, part: u32) -> Self {
        self.part = part;
        self
    }

    /// With what clears it.
    #[must_use]
    pub fn remedy(mut self, remedy: Remedy) -> Self {
        self.remedy = Some(remedy);
        self
    }
}

//! People, moments and addresses that no real server has made.

use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{DateTime, Duration, SecondsFormat, Utc};
use serde_json::{Value, json};

/// Somebody out there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The permanent id.
    pub did: String,
    /// The handle.
    pub handle: String,
    /// The name shown.
    pub name: String,
}

impl Person {
    /// Makes a person with a handle below `.example.test`; the same handle gives the same person.
    pub fn new(handle: &str, name: &str) -> Self {
        let did = format!("did:plc:{}", base32(handle, 24));
        Self {
            did,
            handle: format!("{handle}.example.test"),
            name: name.to_owned(),
        }
    }

    /// How a view shows a person.
    pub(super) fn view(&self) -> Value {
        json!({ "did": self.did, "handle": self.handle, "displayName": self.name })
    }
}

/// Gives moments, each later than the one before, and addresses, each given once.
#[derive(Debug, Default)]
pub(super) struct Clock {
    last: Option<DateTime<Utc>>,
    given: u64,
}

impl Clock {
    /// Now, but at least a millisecond after the moment given before.
    pub(super) fn tick(&mut self) -> String {
        let now = Utc::now();
        let moment = self
            .last
            .map_or(now, |last| now.max(last + Duration::milliseconds(1)));
        self.last = Some(moment);
        moment.to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// An address and a content id for a record of a person.
    pub(super) fn address(&mut self, author: &Person, collection: &str) -> (String, String) {
        self.given += 1;
        let key = format!("3{}", base32(&("key", self.given), 12));
        (
            format!("at://{}/{collection}/{key}", author.did),
            self.cid(),
        )
    }

    /// A content id that no content has.
    pub(super) fn cid(&mut self) -> String {
        self.given += 1;
        format!("bafyrei{}", base32(&("cid", self.given), 52))
    }
}

/// Letters and digits of base 32 that depend on the seed only.
fn base32(seed: &(impl Hash + ?Sized), length: usize) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let letter = |position: usize| {
        let mut hasher = DefaultHasher::new();
        (seed, position).hash(&mut hasher);
        char::from(LETTERS[usize::try_from(hasher.finish() % 32).expect("below 32")])
    };
    (0..length).map(letter).collect()
}

//! The name of a post the server holds. Once it is out the server forgets the scheduled status and says nothing of
//! the one it became, so the name carries what is needed to recognise that one.

use super::status;
use crate::contract::Outgoing;
use chrono::DateTime;
use kelola_domain::time::Instant;

const PREFIX: &str = "scheduled";

/// A name such as `scheduled:12:1790000000:0123456789abcdef:0123456789abcdef`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The server's identifier of the scheduled status.
    pub id: String,
    /// When it will be published, to the second.
    pub at: Instant,
    /// How the status will be recognised.
    pub fingerprint: String,
    /// A sign of everything it says.
    pub content: String,
}

impl Name {
    /// The name of a post under the server's identifier.
    pub fn of(what: &Outgoing<'_>, id: &str, at: Instant) -> Self {
        Self {
            id: id.to_owned(),
            at,
            fingerprint: status::fingerprint_of(what),
            content: status::content_sign(what),
        }
    }

    /// Reads a name; `None` for the name of a status that is out.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let (prefix, id, at) = (parts.next()?, parts.next()?, parts.next()?);
        let (fingerprint, content) = (parts.next()?, parts.next()?);
        (prefix == PREFIX && parts.next().is_none()).then_some(())?;
        Some(Self {
            id: id.to_owned(),
            at: DateTime::from_timestamp(at.parse().ok()?, 0)?,
            fingerprint: fingerprint.to_owned(),
            content: content.to_owned(),
        })
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "{PREFIX}:{}:{}:{}:{}",
            self.id,
            self.at.timestamp(),
            self.fingerprint,
            self.content
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{frozen, outgoing};

    #[test]
    fn a_name_reads_back_and_a_status_has_none() {
        let frozen = frozen("Kopi");
        let at = "2026-12-01T12:00:00Z".parse().unwrap();
        let name = Name::of(&outgoing("k", &frozen), "12", at);
        assert_eq!(Name::read(&name.to_string()), Some(name));
        for other in ["12", "scheduled:12", "local:a:1:b:c", ""] {
            assert_eq!(Name::read(other), None, "{other}");
        }
    }
}

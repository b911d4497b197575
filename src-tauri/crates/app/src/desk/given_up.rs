//! *It could not be posted*: the delivery fails with the person's reason, which its timeline keeps.

use super::{DeskAnswer, answers::settle, answers_to};
use crate::{
    Kelola,
    failure::Failure,
    rows::DeliveryView,
    words::{acts, errors},
};
use kelola_domain::{delivery::DeliveryState, ids::DeliveryId};
use kelola_store::deliveries::{self, StepNote};
use serde::Deserialize;
use ts_rs::TS;

/// The longest note, in characters.
const LONGEST_NOTE: usize = 500;

/// A delivery could not be posted by hand.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GiveUp {
    /// Which.
    pub delivery: DeliveryId,
    /// Why.
    pub why: WhyNot,
    /// The person's own words about it; empty = none.
    #[serde(default)]
    pub note: String,
}

/// Why something could not be posted by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// The network did not take it.
    Refused,
    /// The account could not be reached.
    NoAccess,
    /// Something else.
    Other,
}

impl WhyNot {
    const fn code(self) -> &'static str {
        match self {
            Self::Refused => errors::BY_HAND_REFUSED,
            Self::NoAccess => errors::BY_HAND_NO_ACCESS,
            Self::Other => errors::BY_HAND_OTHER,
        }
    }
}

/// Writes down that a delivery could not be posted, and why.
///
/// # Errors
/// Fails when the delivery does not wait to be posted.
pub fn give_up_delivery(kelola: &Kelola, args: GiveUp) -> Result<DeliveryView, Failure> {
    let delivery = kelola.read(|db| deliveries::get(db, args.delivery))?;
    if !answers_to(&delivery).contains(&DeskAnswer::GiveUp) {
        return Err(Failure::new(errors::DELIVERY_FIXED));
    }
    let note = StepNote::code(args.why.code()).raw(as_line(&args.note));
    settle(kelola, args.delivery, acts::GIVE_UP_DELIVERY, |tx| {
        deliveries::step(tx, args.delivery, DeliveryState::Failed, note, |_| {})
    })
}

/// A note as one line of a timeline.
fn as_line(note: &str) -> Option<String> {
    let words: Vec<_> = note.split_whitespace().collect();
    let line: String = words
        .join(" ")
        .chars()
        .filter(|it| !it.is_control())
        .take(LONGEST_NOTE)
        .collect();
    (!line.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_one_line_of_bounded_length() {
        assert_eq!(
            as_line("  foto\nditolak \u{7}dua kali ").as_deref(),
            Some("foto ditolak dua kali")
        );
        assert_eq!(as_line(" \n"), None);
        let long = as_line(&"é".repeat(2 * LONGEST_NOTE));
        assert_eq!(long.map(|it| it.chars().count()), Some(LONGEST_NOTE));
    }
}

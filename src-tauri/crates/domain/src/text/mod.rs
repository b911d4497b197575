//! Texts as networks read them: how long they are, and where their links, mentions and hashtags stand.

mod check;
#[cfg(test)]
mod conformance;
mod emoji;
mod entities;
mod facets;
mod fediverse;
mod link_characters;
mod links;
mod placeholders;
mod punycode;
mod tlds;
mod units;
mod weighted;

pub use check::{Check, Measure, MediaFacts, Range, Subject, assemble, check};
pub use entities::{Detection, Entity, EntityKind, entities, entities_by};
pub use units::{Unit, fitting, measure};

/// Every code a check can find; each has words.
pub const CODES: &[&str] = &[
    "text_too_long",
    "title_too_long",
    "too_many_hashtags",
    "too_many_mentions",
    "too_many_pictures",
    "picture_required",
    "alt_text_missing",
    "alt_text_too_long",
    "link_not_clickable",
    "placeholder_left",
    "text_empty",
    "character_refused",
];

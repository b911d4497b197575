//! Texts as networks read them: how long they are, and where their links, mentions and hashtags stand.

mod check;
#[cfg(test)]
mod conformance;
mod emoji;
mod entities;
mod facets;
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

//! Texts as networks read them: how long they are, and where their links, mentions and hashtags stand.

mod check;
#[cfg(test)]
mod conformance;
mod counted;
mod emoji;
mod entities;
mod facets;
mod graphemes;
mod hashtags;
mod letters;
mod link_characters;
mod links;
mod mentions;
mod punycode;
mod reading;
mod tlds;
mod units;
mod weighted;

pub use check::{
    Around, Check, Gist, Measure, MediaFacts, Range, Subject, assemble, check, check_reading,
    proportions,
};
pub use counted::escape_little_text;
pub use entities::{Detection, Entity, EntityKind, entities, entities_by};
pub use reading::Reading;
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
    "text_missing",
    "character_refused",
    "rules_old",
    "title_missing",
    "comment_too_long",
    "link_too_long",
    "hashtags_too_long",
    "too_many_links",
    "too_many_words",
    "escaped_too_long",
    "part_ends_in_word",
    "picture_format_refused",
    "picture_too_heavy",
    "picture_ratio",
    "picture_too_small",
    "bracket_open",
    "word_avoided",
    "utm_missing",
    "mention_first",
    "hashtag_glued",
    "hashtag_cut",
    "weekday_wrong",
    "day_over",
    "offer_over",
    "relative_day",
    "relative_day_wrong",
];

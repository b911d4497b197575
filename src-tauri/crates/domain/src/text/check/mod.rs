//! Checks a text and its pictures against a network's rules: lengths, counts, places and findings. Pure and
//! fast: it runs for every channel at every keystroke.

mod avoided;
mod brackets;
mod days;
mod glued;
mod limits;
mod pictures;
mod placeholders;
mod schedule;
mod similar;
#[cfg(test)]
mod tests;
mod videos;
mod words;

use super::{EntityKind, Reading, Unit};
use crate::{
    finding::Finding,
    media::VideoFacts,
    network::{Field, NetworkId, Profile},
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use ts_rs::TS;

pub use pictures::proportions;
pub use similar::Gist;

/// What is checked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Subject<'a> {
    /// The kind of post, one of the profile's; empty = its first.
    pub kind: &'a str,
    /// The headline.
    pub title: &'a str,
    /// The running text.
    pub text: &'a str,
    /// Hashtags kept apart from the text.
    pub hashtags: &'a str,
    /// A link kept apart from the text.
    pub link: &'a str,
    /// A comment posted right after.
    pub first_comment: &'a str,
    /// Further parts of a thread.
    pub parts: &'a [&'a str],
    /// The attached pictures.
    pub media: &'a [MediaFacts],
    /// What else is known of the post.
    pub around: Around<'a>,
}

/// What a check may know of a post beyond its words.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around<'a> {
    /// The present day, for rules that have grown old.
    pub today: Option<NaiveDate>,
    /// When it goes out, in the brand's zone.
    pub goes_out: Option<NaiveDateTime>,
    /// Whether it belongs to a campaign, whose links are counted.
    pub campaign: bool,
    /// Words the brand does not use.
    pub avoided: &'a [String],
}

/// What is known of an attached picture or video.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct MediaFacts {
    /// Size of the file in bytes; 0 when unknown.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Upright width in pixels; 0 when unknown.
    pub width: u32,
    /// Upright height in pixels; 0 when unknown.
    pub height: u32,
    /// MIME type; empty when unknown.
    pub mime: String,
    /// Whether it has a description.
    pub has_alt: bool,
    /// How long the description is, in UTF-16 units; 0 when unknown.
    #[serde(default)]
    pub alt_length: u32,
    /// What is known of a video; none for a picture.
    #[serde(default)]
    pub video: Option<VideoFacts>,
}

/// One measured length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Measure {
    /// What was measured.
    pub field: Field,
    /// How.
    pub unit: Unit,
    /// Its length.
    pub length: u32,
    /// The largest allowed value.
    pub limit: u32,
}

/// A place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Range {
    /// What stands there.
    pub what: EntityKind,
    /// Start in Unicode scalar values.
    pub start: u32,
    /// End in Unicode scalar values, exclusive.
    pub end: u32,
}

/// What a check says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Check {
    /// The network.
    pub network: NetworkId,
    /// The text's length in the main unit; in code points where the network has no limit.
    pub length: u32,
    /// The main limit.
    pub limit: Option<u32>,
    /// The main unit.
    pub unit: Option<Unit>,
    /// Whether no length and no count is too large.
    pub fits: bool,
    /// Every measure.
    pub measures: Vec<Measure>,
    /// Links, mentions and hashtags of the running text.
    pub ranges: Vec<Range>,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// The running text as it goes out: hashtags kept apart follow after an empty line.
#[must_use]
pub fn assemble<'a>(text: &'a str, hashtags: &str) -> Cow<'a, str> {
    let hashtags = hashtags.trim();
    if hashtags.is_empty() {
        return text.into();
    }
    match text.trim_end() {
        "" => hashtags.to_owned().into(),
        text => format!("{text}\n\n{hashtags}").into(),
    }
}

/// Checks a text and its pictures against a network's rules.
#[must_use]
pub fn check(profile: &Profile, subject: &Subject<'_>) -> Check {
    let text = assemble(subject.text, subject.hashtags);
    check_reading(profile, subject, &Reading::new(text))
}

/// Checks a post that was read before for another network: `reading` is of its text with its hashtags, as
/// [`assemble`] puts them together. One reading serves all networks that show the same words on the same day.
#[must_use]
pub fn check_reading(profile: &Profile, subject: &Subject<'_>, reading: &Reading<'_>) -> Check {
    let kind = if subject.kind.is_empty() {
        profile.default_kind()
    } else {
        subject.kind
    };
    let mut found = Found {
        fits: true,
        measures: Vec::with_capacity(4),
        findings: Vec::new(),
    };
    limits::check(profile, kind, subject, reading, &mut found);
    pictures::check(profile, kind, subject, &mut found);
    found.findings.extend(videos::check(profile, subject.media));
    words::check(profile, subject, reading, &mut found);
    let main = limits::main(profile, kind, subject);
    let first = main.and_then(|limit| {
        found
            .measures
            .iter()
            .find(|it| (it.field, it.unit) == (limit.field, limit.unit))
    });
    Check {
        network: profile.id.clone(),
        length: first.map_or_else(|| reading.measure(Unit::CodePoints), |it| it.length),
        limit: main.map(|it| it.limit),
        unit: main.map(|it| it.unit),
        fits: found.fits,
        ranges: reading
            .entities(profile.detection)
            .iter()
            .map(|it| Range {
                what: it.kind,
                start: it.start,
                end: it.end,
            })
            .collect(),
        measures: found.measures,
        findings: found.findings,
    }
}

/// What the rules found so far.
struct Found {
    fits: bool,
    measures: Vec<Measure>,
    findings: Vec<Finding>,
}

/// Scalar values before a place given in bytes.
fn scalars_before(text: &str, byte: usize) -> u32 {
    super::units::scalars(text.get(..byte).unwrap_or_default())
}

//! Checks a text and its pictures against a network's rules: lengths, counts, places and findings. Pure and
//! fast: it runs for every channel at every keystroke.

use super::{
    Detection, Entity, EntityKind, Unit, entities_by, fitting, measure, placeholders, weighted,
};
use crate::{
    finding::{Finding, Severity},
    media::VideoFacts,
    network::{Field, Limit, NetworkId, Profile},
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use ts_rs::TS;

/// What is checked.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The kind of post, one of the profile's; empty = its first.
    pub kind: &'a str,
    /// The headline.
    pub title: &'a str,
    /// The running text.
    pub text: &'a str,
    /// Hashtags kept apart from the text.
    pub hashtags: &'a str,
    /// The attached pictures.
    pub media: &'a [MediaFacts],
}

/// What is known of an attached picture or video.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct MediaFacts {
    /// Size of the file in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Upright width in pixels.
    pub width: u32,
    /// Upright height in pixels.
    pub height: u32,
    /// MIME type.
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
    let kind = if subject.kind.is_empty() {
        profile.default_kind()
    } else {
        subject.kind
    };
    let text = assemble(subject.text, subject.hashtags);
    let entities = entities_by(&text, profile.detection);
    let mut findings = Vec::new();
    let mut measures = Vec::new();
    let mut fits = true;
    for limit in profile.limits_for(kind) {
        let Some(measure) = measured(limit, subject, &text, &entities) else {
            continue;
        };
        if let Some(finding) = over(limit, &measure, subject, &text) {
            fits &= finding.severity != Severity::Error;
            findings.push(finding);
        }
        measures.push(measure);
    }
    fits &= pictures(profile, subject, &mut measures, &mut findings);
    findings.extend(videos::check(profile, subject.media));
    words(profile, subject, &text, &entities, &mut findings);
    let main = profile.main_limit(kind);
    let first = main.and_then(|limit| {
        measures
            .iter()
            .find(|it| (it.field, it.unit) == (limit.field, limit.unit))
    });
    Check {
        network: profile.id.clone(),
        length: first.map_or_else(|| measure(&text, Unit::CodePoints), |it| it.length),
        limit: main.map(|it| it.limit),
        unit: main.map(|it| it.unit),
        fits,
        ranges: entities
            .iter()
            .map(|it| Range {
                what: it.kind,
                start: it.start,
                end: it.end,
            })
            .collect(),
        measures,
        findings,
    }
}

fn count(entities: &[Entity], kind: EntityKind) -> u32 {
    small(entities.iter().filter(|it| it.kind == kind).count())
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn measured(
    limit: &Limit,
    subject: &Subject<'_>,
    text: &str,
    entities: &[Entity],
) -> Option<Measure> {
    let length = match (limit.field, limit.unit) {
        (Field::Text, Unit::Mentions) => count(entities, EntityKind::Mention),
        (Field::Text, unit) => measure(text, unit),
        (Field::Hashtags, Unit::Items) => count(entities, EntityKind::Hashtag),
        (Field::Hashtags, unit) => measure(subject.hashtags, unit),
        (Field::Title, unit) => measure(subject.title, unit),
        (Field::Media | Field::AltText | Field::Link | Field::FirstComment, _) => return None,
    };
    Some(Measure {
        field: limit.field,
        unit: limit.unit,
        length,
        limit: limit.limit,
    })
}

fn over(limit: &Limit, measure: &Measure, subject: &Subject<'_>, text: &str) -> Option<Finding> {
    if measure.length <= measure.limit {
        return None;
    }
    let severity = if limit.firm {
        Severity::Error
    } else {
        Severity::Warning
    };
    let code = match (limit.field, limit.unit) {
        (Field::Title, _) => "title_too_long",
        (Field::Hashtags, _) => "too_many_hashtags",
        (_, Unit::Mentions) => "too_many_mentions",
        _ => "text_too_long",
    };
    let finding = Finding::new(code, severity, limit.field)
        .with("length", measure.length)
        .with("limit", measure.limit)
        .with("over", measure.length - measure.limit);
    let cut = |of: &str| {
        (
            fitting(of, limit.unit, limit.limit),
            small(of.chars().count()),
        )
    };
    Some(match code {
        "text_too_long" => {
            let (start, end) = cut(text);
            finding.at(start, end)
        }
        "title_too_long" => {
            let (start, end) = cut(subject.title);
            finding.at(start, end)
        }
        _ => finding,
    })
}

fn pictures(
    profile: &Profile,
    subject: &Subject<'_>,
    measures: &mut Vec<Measure>,
    findings: &mut Vec<Finding>,
) -> bool {
    let rules = &profile.media;
    let length = small(subject.media.len());
    if rules.max_images > 0 || length > 0 {
        measures.push(Measure {
            field: Field::Media,
            unit: Unit::Items,
            length,
            limit: rules.max_images,
        });
    }
    let fits = length <= rules.max_images;
    if !fits {
        findings.push(
            Finding::new("too_many_pictures", Severity::Error, Field::Media)
                .with("length", length)
                .with("limit", rules.max_images)
                .with("over", length - rules.max_images),
        );
    }
    if rules.required && length == 0 {
        findings.push(Finding::new(
            "picture_required",
            Severity::Error,
            Field::Media,
        ));
    }
    if !rules.alt_text {
        return fits;
    }
    let missing = subject.media.iter().filter(|it| !it.has_alt).count();
    if missing > 0 {
        findings.push(
            Finding::new("alt_text_missing", Severity::Warning, Field::AltText)
                .with("count", missing),
        );
    }
    let Some(limit) = rules.alt_limit else {
        return fits;
    };
    let longest = subject
        .media
        .iter()
        .map(|it| it.alt_length)
        .max()
        .unwrap_or(0);
    if longest > limit {
        findings.push(
            Finding::new("alt_text_too_long", Severity::Error, Field::AltText)
                .with("length", longest)
                .with("limit", limit)
                .with("over", longest - limit),
        );
    }
    fits && longest <= limit
}

fn words(
    profile: &Profile,
    subject: &Subject<'_>,
    text: &str,
    entities: &[Entity],
    findings: &mut Vec<Finding>,
) {
    let has_body = profile.fields.contains(&Field::Title);
    if text.trim().is_empty() && (subject.media.is_empty() || has_body) {
        findings.push(Finding::new("text_empty", Severity::Error, Field::Text));
    }
    if profile.detection == Detection::TwitterText {
        for (at, it) in text
            .chars()
            .enumerate()
            .filter(|(_, it)| weighted::is_refused(*it))
        {
            let code = format!("U+{:04X}", it as u32);
            findings.push(
                Finding::new("character_refused", Severity::Error, Field::Text)
                    .with("character", code)
                    .at(small(at), small(at) + 1),
            );
        }
    }
    if !profile.abilities.links_clickable {
        for link in entities.iter().filter(|it| it.kind == EntityKind::Link) {
            findings.push(
                Finding::new("link_not_clickable", Severity::Warning, Field::Text)
                    .with("link", link.of(text))
                    .at(link.start, link.end),
            );
        }
    }
    for (field, of) in [(Field::Title, subject.title), (Field::Text, text)] {
        for range in placeholders::find(of) {
            let start = small(of.get(..range.start).map_or(0, |it| it.chars().count()));
            let word = of.get(range).unwrap_or_default();
            let end = start + small(word.chars().count());
            findings.push(
                Finding::new("placeholder_left", Severity::Warning, field)
                    .with("word", word)
                    .at(start, end),
            );
        }
    }
}

mod videos;

#[cfg(test)]
mod tests;

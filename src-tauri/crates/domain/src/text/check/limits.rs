//! How long texts are, and how many hashtags, mentions and links they have.

use super::{Found, Measure, Subject};
use crate::{
    finding::{Finding, Remedy, Severity},
    network::{Field, Limit, Profile},
    text::{EntityKind, Reading, Unit, measure, units::scalars},
};

/// The limits that hold for a kind of post with or without pictures.
fn holding<'a>(
    profile: &'a Profile,
    kind: &'a str,
    subject: &Subject<'_>,
) -> impl Iterator<Item = &'a Limit> {
    let has_media = !subject.media.is_empty();
    profile
        .limits_for(kind)
        .filter(move |it| it.with_media.is_none_or(|wanted| wanted == has_media))
}

/// The main measure of the text.
pub fn main<'a>(profile: &'a Profile, kind: &'a str, subject: &Subject<'_>) -> Option<&'a Limit> {
    holding(profile, kind, subject).next()
}

/// Measures everything that has a limit.
pub fn check(
    profile: &Profile,
    kind: &str,
    subject: &Subject<'_>,
    reading: &Reading<'_>,
    found: &mut Found,
) {
    for limit in holding(profile, kind, subject) {
        let Some(measure) = measured(profile, limit, subject, reading) else {
            continue;
        };
        if measure.length > measure.limit {
            let finding = over(profile, limit, &measure, subject, reading);
            found.fits &= finding.severity != Severity::Error;
            found.findings.push(finding);
        }
        found.measures.push(measure);
    }
    if let Some(limit) = main(profile, kind, subject) {
        parts(profile, limit, subject, found);
    }
}

fn measured(
    profile: &Profile,
    limit: &Limit,
    subject: &Subject<'_>,
    reading: &Reading<'_>,
) -> Option<Measure> {
    let length = match (limit.field, limit.unit) {
        (Field::Text, Unit::Mentions) => reading.count(profile.detection, EntityKind::Mention),
        (Field::Text, Unit::Links) => reading.different_links(profile.detection),
        (Field::Text, unit) => length(profile, unit, reading),
        (Field::Hashtags, Unit::Items) => reading.count(profile.detection, EntityKind::Hashtag),
        (Field::Hashtags, unit) => measure(subject.hashtags, unit),
        (Field::Title, unit) => measure(subject.title, unit),
        (Field::Link, unit) => measure(subject.link, unit),
        (Field::FirstComment, unit) => measure(subject.first_comment, unit),
        (Field::AltText, _) => subject
            .media
            .iter()
            .map(|it| it.alt_length)
            .max()
            .unwrap_or(0),
        (Field::Media, _) => return None,
    };
    Some(Measure {
        field: limit.field,
        unit: limit.unit,
        length,
        limit: limit.limit,
    })
}

/// The length of a text, with links as long as the server says.
fn length(profile: &Profile, unit: Unit, reading: &Reading<'_>) -> u32 {
    match profile.link_length {
        Some(link) if unit == Unit::Fediverse => reading.on_mastodon_with_links_of(link),
        _ => reading.measure(unit),
    }
}

/// How much of a text fits, in Unicode scalar values.
fn room(profile: &Profile, reading: &Reading<'_>, limit: &Limit) -> u32 {
    match profile.link_length {
        Some(link) if limit.unit == Unit::Fediverse => {
            reading.fitting_on_mastodon(limit.limit, link)
        }
        _ => reading.fitting(limit.unit, limit.limit),
    }
}

fn severity(limit: &Limit) -> Severity {
    if limit.firm {
        Severity::Error
    } else {
        Severity::Warning
    }
}

fn over(
    profile: &Profile,
    limit: &Limit,
    measure: &Measure,
    subject: &Subject<'_>,
    reading: &Reading<'_>,
) -> Finding {
    let code = match (limit.field, limit.unit) {
        (Field::Title, _) => "title_too_long",
        (Field::Link, _) => "link_too_long",
        (Field::FirstComment, _) => "comment_too_long",
        (Field::AltText, _) => "alt_text_too_long",
        (Field::Hashtags, Unit::Items) => "too_many_hashtags",
        (Field::Hashtags, _) => "hashtags_too_long",
        (_, Unit::Mentions) => "too_many_mentions",
        (_, Unit::Links) => "too_many_links",
        (_, Unit::Escaped) => "escaped_too_long",
        (_, Unit::Items) => "too_many_words",
        _ => "text_too_long",
    };
    let finding = Finding::new(code, severity(limit), limit.field)
        .with("length", measure.length)
        .with("limit", measure.limit)
        .with("over", measure.length - measure.limit);
    let title;
    let of = match code {
        "text_too_long" | "escaped_too_long" => reading,
        "title_too_long" => {
            title = Reading::new(subject.title);
            &title
        }
        _ => return finding.remedy(Remedy::Edit),
    };
    finding
        .at(room(profile, of, limit), of.measure(Unit::CodePoints))
        .remedy(Remedy::Cut)
}

/// Further parts of a thread: each has the main limit, and ends where a word ends.
fn parts(profile: &Profile, limit: &Limit, subject: &Subject<'_>, found: &mut Found) {
    for (part, text) in (1_u32..).zip(subject.parts) {
        let reading = Reading::new(*text);
        let length = length(profile, limit.unit, &reading);
        if length > limit.limit {
            let severity = severity(limit);
            found.fits &= severity != Severity::Error;
            found.findings.push(
                Finding::new("text_too_long", severity, Field::Text)
                    .with("length", length)
                    .with("limit", limit.limit)
                    .with("over", length - limit.limit)
                    .at(room(profile, &reading, limit), scalars(text))
                    .in_part(part)
                    .remedy(Remedy::Cut),
            );
        }
    }
    let all: Vec<&str> = std::iter::once(subject.text)
        .chain(subject.parts.iter().copied())
        .collect();
    for (part, pair) in (0_u32..).zip(all.windows(2)) {
        let [before, after] = pair else { continue };
        if ends_within_a_word(before, after) {
            let end = scalars(before.trim_end());
            found.findings.push(
                Finding::new("part_ends_in_word", Severity::Warning, Field::Text)
                    .with("part", part + 1)
                    .at(end.saturating_sub(1), end)
                    .in_part(part)
                    .remedy(Remedy::Edit),
            );
        }
    }
}

/// A letter at the very end, a small letter at the very beginning of the next: the word was cut.
fn ends_within_a_word(before: &str, after: &str) -> bool {
    before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_lowercase)
}

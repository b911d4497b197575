//! What readers, or the network, would stumble over in the words of a post.

use super::{Found, Subject, avoided, brackets, glued, placeholders, scalars_before, schedule};
use crate::{
    finding::{Finding, Remedy, Severity},
    network::{Field, Profile},
    text::{Entity, EntityKind, Reading, units::small},
};

/// Checks the words of a post.
pub fn check(profile: &Profile, subject: &Subject<'_>, reading: &Reading<'_>, found: &mut Found) {
    let text = reading.text();
    let findings = &mut found.findings;
    let missing = match (
        subject.media.is_empty(),
        profile.required.contains(&Field::Text),
    ) {
        (true, _) => Some("text_empty"),
        (false, true) => Some("text_missing"),
        (false, false) => None,
    };
    if let Some(code) = missing.filter(|_| text.trim().is_empty()) {
        findings.push(Finding::new(code, Severity::Error, Field::Text).remedy(Remedy::Edit));
    }
    if subject.around.today.is_some_and(|it| profile.is_old(it)) {
        findings.push(Finding::new("rules_old", Severity::Hint, Field::Text));
    }
    if profile.required.contains(&Field::Title) && subject.title.trim().is_empty() {
        findings.push(
            Finding::new("title_missing", Severity::Error, Field::Title).remedy(Remedy::Edit),
        );
    }
    refused(profile, subject, reading, findings);
    let entities = reading.entities(profile.detection);
    links(profile, subject, text, entities, findings);
    names(profile, reading, entities, findings);
    let shared = reading.shared(|| everywhere(subject, reading));
    findings.extend(shared.iter().cloned());
}

/// What is the same on every network: things left over, words the brand avoids, days.
fn everywhere(subject: &Subject<'_>, reading: &Reading<'_>) -> Vec<Finding> {
    let text = reading.text();
    let mut findings = Vec::new();
    left_over(subject, reading, &mut findings);
    for range in avoided::find(text, subject.around.avoided) {
        let (start, end) = (
            scalars_before(text, range.start),
            scalars_before(text, range.end),
        );
        findings.push(
            Finding::new("word_avoided", Severity::Warning, Field::Text)
                .with("word", text.get(range).unwrap_or_default())
                .at(start, end)
                .remedy(Remedy::Edit),
        );
    }
    // Without a day to go out on, only a weekday beside a date with its year can be judged.
    let goes_out = subject.around.goes_out.map(|it| it.date());
    if goes_out.is_some() || reading.seen().has(b'2') && schedule::may_name_a_weekday(text) {
        findings.extend(schedule::findings(text, goes_out, |byte| {
            scalars_before(text, byte)
        }));
    }
    findings
}

/// Characters the network does not take, in the text and in the title.
fn refused(
    profile: &Profile,
    subject: &Subject<'_>,
    reading: &Reading<'_>,
    findings: &mut Vec<Finding>,
) {
    let characters = &profile.refused;
    if characters.is_empty() {
        return;
    }
    if characters.chars().any(|it| reading.seen().may_have(it)) {
        refused_in(Field::Text, reading.text(), characters, findings);
    }
    refused_in(Field::Title, subject.title, characters, findings);
}

fn refused_in(field: Field, text: &str, characters: &str, findings: &mut Vec<Finding>) {
    if !text.contains(|it: char| characters.contains(it)) {
        return;
    }
    let refused = text
        .chars()
        .enumerate()
        .filter(|(_, it)| characters.contains(*it));
    for (at, it) in refused {
        let name = if it.is_ascii_graphic() {
            it.to_string()
        } else {
            format!("U+{:04X}", it as u32)
        };
        findings.push(
            Finding::new("character_refused", Severity::Error, field)
                .with("character", name)
                .at(small(at), small(at) + 1)
                .remedy(Remedy::Replace {
                    with: String::new(),
                }),
        );
    }
}

/// Links nobody can click, and links of a campaign nobody can count.
fn links(
    profile: &Profile,
    subject: &Subject<'_>,
    text: &str,
    entities: &[Entity],
    findings: &mut Vec<Finding>,
) {
    let links = || entities.iter().filter(|it| it.kind == EntityKind::Link);
    if !profile.abilities.links_clickable {
        for link in links() {
            findings.push(
                Finding::new("link_not_clickable", Severity::Warning, Field::Text)
                    .with("link", link.of(text))
                    .at(link.start, link.end)
                    .remedy(Remedy::Replace {
                        with: String::new(),
                    }),
            );
        }
    }
    if !subject.around.campaign {
        return;
    }
    for link in links().filter(|it| !it.of(text).contains("utm_")) {
        findings.push(
            Finding::new("utm_missing", Severity::Warning, Field::Text)
                .with("link", link.of(text))
                .at(link.start, link.end)
                .remedy(Remedy::TagLink),
        );
    }
    if !subject.link.trim().is_empty() && !subject.link.contains("utm_") {
        findings.push(
            Finding::new("utm_missing", Severity::Warning, Field::Link)
                .with("link", subject.link.trim())
                .remedy(Remedy::TagLink),
        );
    }
}

/// A mention at the beginning, and hashtags that are none.
fn names(
    profile: &Profile,
    reading: &Reading<'_>,
    entities: &[Entity],
    findings: &mut Vec<Finding>,
) {
    let (text, seen) = (reading.text(), reading.seen());
    if profile.mention_first_hides
        && let Some(first) = entities.first().filter(|it| it.kind == EntityKind::Mention)
        && text
            .get(..first.byte_start as usize)
            .is_some_and(|it| it.trim().is_empty())
    {
        findings.push(
            Finding::new("mention_first", Severity::Warning, Field::Text)
                .with("word", first.of(text))
                .at(first.start, first.end)
                .remedy(Remedy::Replace {
                    with: format!(".{}", first.of(text)),
                }),
        );
    }
    if !profile.abilities.hashtags || !(seen.has(b'#') || seen.may_have('＃')) {
        return;
    }
    for it in glued::find(text, entities) {
        let (code, range, remedy) = match it {
            glued::Glued::Missed(range) => {
                let with = format!(" {}", text.get(range.clone()).unwrap_or_default());
                ("hashtag_glued", range, Remedy::Replace { with })
            }
            glued::Glued::Cut(range) => {
                let word = text.get(range.clone()).unwrap_or_default();
                let with = word.replace(['-', '\'', '’', '&', '+'], "");
                ("hashtag_cut", range, Remedy::Replace { with })
            }
        };
        let (start, end) = (
            scalars_before(text, range.start),
            scalars_before(text, range.end),
        );
        findings.push(
            Finding::new(code, Severity::Warning, Field::Text)
                .with("word", text.get(range).unwrap_or_default())
                .at(start, end)
                .remedy(remedy),
        );
    }
}

/// What somebody meant to come back to: placeholders and open brackets.
fn left_over(subject: &Subject<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let title = (!subject.title.is_empty()).then(|| Reading::new(subject.title));
    let title = title.as_ref().map(|it| (Field::Title, it));
    for (field, of) in title.into_iter().chain([(Field::Text, reading)]) {
        let text = of.text();
        for range in placeholders::find(text, of.seen()) {
            let (start, end) = (
                scalars_before(text, range.start),
                scalars_before(text, range.end),
            );
            findings.push(
                Finding::new("placeholder_left", Severity::Warning, field)
                    .with("word", text.get(range).unwrap_or_default())
                    .at(start, end)
                    .remedy(Remedy::Edit),
            );
        }
        for byte in brackets::unclosed(text, of.seen()) {
            let start = scalars_before(text, byte);
            let bracket = text.get(byte..).and_then(|it| it.chars().next());
            findings.push(
                Finding::new("bracket_open", Severity::Warning, field)
                    .with("character", bracket.map(String::from).unwrap_or_default())
                    .at(start, start + 1)
                    .remedy(Remedy::Edit),
            );
        }
    }
}

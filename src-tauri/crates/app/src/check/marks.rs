//! What is coloured in the fields a post is written in: what a network reads there, and what was found.

use super::VariantCheck;
use crate::pieces::says_something;
use kelola_domain::{
    delivery::Role,
    finding::{Finding, Remedy, Severity},
    network::{Abilities, Field},
    post::Content,
    text::{EntityKind, Range},
};
use serde::Serialize;
use std::collections::BTreeSet;
use ts_rs::TS;

/// A coloured stretch of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
pub struct Mark {
    /// The field.
    pub field: WrittenField,
    /// Which further part of the thread, by its place in the list; 0 for the other fields.
    pub part: u32,
    /// Start in UTF-16 units, as an editor counts them: a line ends in one sign.
    pub start: u32,
    /// End in UTF-16 units, exclusive.
    pub end: u32,
    /// Why.
    pub tone: Tone,
}

/// A field with coloured words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WrittenField {
    /// The running text.
    Text,
    /// The comment right after.
    FirstComment,
    /// A further part of the thread.
    Part,
}

/// Why a stretch is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// The network will refuse it.
    Error,
    /// It is longer than the network takes; begins where the limit is.
    TooLong,
    /// It may be longer than the network takes.
    PerhapsTooLong,
    /// Readers or the network may dislike it.
    Warning,
    /// A web address readers can open.
    Link,
    /// An account readers can open.
    Mention,
    /// A hashtag readers can open.
    Hashtag,
}

/// The marks of written words, from every version that shows them; each once, in order.
pub(super) fn marks<'a>(
    written: &Content,
    versions: impl Iterator<Item = (&'a VariantCheck, Abilities)> + Clone,
) -> Vec<Mark> {
    let mut found = BTreeSet::new();
    for place in places(written) {
        let units = Units::of(place.words(written));
        for (version, able) in versions.clone() {
            if place.words(&version.content) != place.words(written) {
                continue;
            }
            let most = place.most(&version.content);
            let mut mark = |tone, start: u32, end: u32| {
                let (start, end) = (units.at(start.min(most)), units.at(end.min(most)));
                if start < end {
                    let Place { field, part } = place;
                    found.insert(Mark {
                        field,
                        part,
                        start,
                        end,
                        tone,
                    });
                }
            };
            for it in place.ranges(version) {
                if let Some(tone) = clickable(it.what, able) {
                    mark(tone, it.start, it.end);
                }
            }
            for it in version.findings().filter(|it| place.has(it, version)) {
                if let (Some(tone), Some(start), Some(end)) = (graver(it), it.start, it.end) {
                    mark(tone, start, end);
                }
            }
        }
    }
    found.into_iter().collect()
}

/// What readers can open, where the network makes it something to open.
fn clickable(what: EntityKind, able: Abilities) -> Option<Tone> {
    match what {
        EntityKind::Link => able.links_clickable.then_some(Tone::Link),
        EntityKind::Mention => able.mentions.then_some(Tone::Mention),
        EntityKind::Hashtag => able.hashtags.then_some(Tone::Hashtag),
    }
}

/// What could only be better is told in the list and marked nowhere.
fn graver(finding: &Finding) -> Option<Tone> {
    let is_cut = finding.remedy == Some(Remedy::Cut);
    match finding.severity {
        Severity::Hint => None,
        Severity::Warning if is_cut => Some(Tone::PerhapsTooLong),
        Severity::Warning => Some(Tone::Warning),
        Severity::Error if is_cut => Some(Tone::TooLong),
        Severity::Error => Some(Tone::Error),
    }
}

/// One of the fields with coloured words.
#[derive(Clone, Copy)]
struct Place {
    field: WrittenField,
    part: u32,
}

fn places(content: &Content) -> impl Iterator<Item = Place> {
    let alone =
        [WrittenField::Text, WrittenField::FirstComment].map(|field| Place { field, part: 0 });
    let parts = (0..).take(content.parts.len()).map(|part| Place {
        field: WrittenField::Part,
        part,
    });
    alone.into_iter().chain(parts)
}

impl Place {
    fn words<'a>(&self, content: &'a Content) -> &'a str {
        match self.field {
            WrittenField::Text => &content.text,
            WrittenField::FirstComment => &content.first_comment,
            WrittenField::Part => content
                .parts
                .get(self.part as usize)
                .map_or("", |it| &it.text),
        }
    }

    /// How many scalars of what goes out stand in the field: hashtags kept apart follow the text, which then ends where
    /// its words do.
    fn most(&self, content: &Content) -> u32 {
        let is_followed = self.field == WrittenField::Text && !content.hashtags.trim().is_empty();
        if is_followed {
            u32::try_from(content.text.trim_end().chars().count()).unwrap_or(u32::MAX)
        } else {
            u32::MAX
        }
    }

    /// The number the core gives a part of a thread, which counts only those that say something.
    fn number(&self, content: &Content) -> u32 {
        let until = content.parts.iter().take(self.part as usize + 1);
        let saying = until.filter(|it| says_something(it)).count();
        u32::try_from(saying).unwrap_or(u32::MAX)
    }

    fn ranges<'a>(&self, version: &'a VariantCheck) -> &'a [Range] {
        let piece = match self.field {
            WrittenField::Text => return &version.check.ranges,
            WrittenField::FirstComment => (Role::FirstComment, 0),
            WrittenField::Part => (Role::Part, self.number(&version.content)),
        };
        let found = version.pieces.iter().find(|it| (it.role, it.part) == piece);
        found.map_or(&[], |it| &it.check.ranges)
    }

    fn has(&self, finding: &Finding, version: &VariantCheck) -> bool {
        match self.field {
            WrittenField::Text => finding.field == Field::Text && finding.part == 0,
            WrittenField::FirstComment => finding.field == Field::FirstComment,
            WrittenField::Part => {
                finding.field == Field::Text
                    && finding.part > 0
                    && finding.part == self.number(&version.content)
            }
        }
    }
}

/// Where each Unicode scalar value of a text begins, in UTF-16 units, and where the text ends. The two signs of a
/// Windows line end are one.
struct Units(Vec<u32>);

impl Units {
    fn of(text: &str) -> Self {
        let mut at = 0;
        let mut all = Vec::with_capacity(text.len() + 1);
        let mut last = None;
        for it in text.chars() {
            if (last, it) == (Some('\r'), '\n') {
                at -= 1;
            }
            all.push(at);
            at += if it.len_utf16() == 2 { 2 } else { 1 };
            last = Some(it);
        }
        all.push(at);
        Self(all)
    }

    /// A place behind the end is the end.
    fn at(&self, scalar: u32) -> u32 {
        let found = self.0.get(scalar as usize).or(self.0.last());
        found.copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kelola_domain::{ids::ChannelId, post::ThreadPart, text::Check};

    fn version(content: &Content, ranges: Vec<Range>, findings: Vec<Finding>) -> VariantCheck {
        VariantCheck {
            channel: ChannelId::from_uuid(uuid::Uuid::nil()),
            content: content.clone(),
            kind: String::new(),
            check: Check {
                network: "x".into(),
                length: 0,
                limit: None,
                unit: None,
                fits: true,
                measures: Vec::new(),
                ranges,
                findings,
            },
            pictures: Vec::new(),
            pieces: Vec::new(),
        }
    }

    fn content(text: &str, hashtags: &str, part: &str) -> Content {
        let part = (!part.is_empty()).then(|| ThreadPart {
            text: part.to_owned(),
            media: Vec::new(),
        });
        Content {
            text: text.to_owned(),
            hashtags: hashtags.to_owned(),
            parts: part.into_iter().collect(),
            ..Content::default()
        }
    }

    fn found(severity: Severity, part: u32, start: u32, end: u32) -> Finding {
        let finding = Finding::new("too_long", severity, Field::Text).at(start, end);
        Finding { part, ..finding }
    }

    fn drawn(written: &Content, versions: &[VariantCheck]) -> Vec<(WrittenField, u32, u32, Tone)> {
        let able = Abilities {
            links_clickable: true,
            hashtags: true,
            mentions: false,
            ..Abilities::default()
        };
        marks(written, versions.iter().map(|it| (it, able)))
            .into_iter()
            .map(|it| (it.field, it.start, it.end, it.tone))
            .collect()
    }

    #[test]
    fn what_readers_can_open_and_what_was_found_is_marked_once_however_many_say_it() {
        let now = content("😀 #kopi @rani", "", "");
        let range = |what, start, end| Range { what, start, end };
        let ranges = vec![
            range(EntityKind::Hashtag, 2, 7),
            range(EntityKind::Mention, 8, 13),
        ];
        let one = version(&now, ranges.clone(), vec![found(Severity::Error, 0, 8, 13)]);
        let other = version(&now, ranges, Vec::new());
        assert_eq!(
            drawn(&now, &[one, other]),
            [
                (WrittenField::Text, 3, 8, Tone::Hashtag),
                (WrittenField::Text, 9, 14, Tone::Error),
            ]
        );
    }

    #[test]
    fn a_version_with_other_words_marks_nothing() {
        let range = Range {
            what: EntityKind::Hashtag,
            start: 0,
            end: 4,
        };
        let other = version(&content("#teh", "", ""), vec![range], Vec::new());
        assert_eq!(drawn(&content("#kopi", "", ""), &[other]), []);
    }

    #[test]
    fn places_are_those_of_an_editor() {
        let now = content("Dua 🎉\r\nhari", "", "");
        let version = version(&now, Vec::new(), vec![found(Severity::Error, 0, 7, 11)]);
        assert_eq!(
            drawn(&now, &[version]),
            [(WrittenField::Text, 7, 11, Tone::Error)]
        );
    }

    #[test]
    fn hashtags_kept_apart_are_not_of_the_text() {
        let now = content("Kopi   ", "#senja", "");
        let version = version(&now, Vec::new(), vec![found(Severity::Error, 0, 2, 12)]);
        assert_eq!(
            drawn(&now, &[version]),
            [(WrittenField::Text, 2, 4, Tone::Error)]
        );
    }

    #[test]
    fn parts_are_marked_by_their_place_and_hints_nowhere() {
        let now = content("Satu", "", "Dua tiga");
        let findings = vec![
            found(Severity::Warning, 1, 4, 8),
            found(Severity::Hint, 0, 0, 4),
        ];
        assert_eq!(
            drawn(&now, &[version(&now, Vec::new(), findings)]),
            [(WrittenField::Part, 4, 8, Tone::Warning)]
        );
    }
}

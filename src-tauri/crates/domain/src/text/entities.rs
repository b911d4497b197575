//! Links, mentions and hashtags in a text, with their places.

use super::{
    Reading, facets, hashtags,
    links::{self, Link},
    mentions,
    reading::Seen,
};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use ts_rs::TS;

/// What stands at a place of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A web address.
    Link,
    /// A named account.
    Mention,
    /// A hashtag.
    Hashtag,
}

impl EntityKind {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Mention => "mention",
            Self::Hashtag => "hashtag",
        }
    }
}

/// A link, mention or hashtag with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Start in Unicode scalar values.
    pub start: u32,
    /// End in Unicode scalar values, exclusive.
    pub end: u32,
    /// Start in UTF-8 bytes.
    pub byte_start: u32,
    /// End in UTF-8 bytes, exclusive.
    pub byte_end: u32,
}

impl Entity {
    /// The words themselves, `@` and `#` included.
    #[must_use]
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.byte_start as usize..self.byte_end as usize)
            .unwrap_or_default()
    }
}

/// Whose rules say what is a link, a mention and a hashtag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Detection {
    /// Links on known top-level domains, handles with dots, hashtags of letters.
    #[default]
    Common,
    /// X: as `Common`, handles of at most 20 letters, digits and underscores, lists of accounts.
    TwitterText,
    /// Bluesky: facets as its own client makes them; may overlap.
    Facets,
    /// Mastodon: links with a scheme only, handles with their server.
    Fediverse,
}

/// Links, mentions and hashtags of a text by the common rules, in order.
#[must_use]
pub fn entities(text: &str) -> Vec<Entity> {
    entities_by(text, Detection::Common)
}

/// Links, mentions and hashtags of a text by a network's rules, in order.
#[must_use]
pub fn entities_by(text: &str, rules: Detection) -> Vec<Entity> {
    Reading::new(text).entities(rules).to_vec()
}

/// Links, mentions and hashtags by a network's rules; `links` are those X finds, `seen` what the text has.
pub(super) fn find(text: &str, rules: Detection, links: &[Link], seen: &Seen) -> Vec<Entity> {
    let names = seen.has(b'@') || seen.may_have('＠');
    let tags = seen.has(b'#') || seen.may_have('＃');
    let ranges = |has: bool, find: fn(&str) -> Vec<Range<usize>>| {
        if has { find(text) } else { Vec::new() }
    };
    let found = match rules {
        Detection::Facets => {
            let mut found = facets::find(text);
            found.sort_by_key(|(kind, range)| (range.start, range.end, *kind));
            found
        }
        Detection::Common => apart(
            links,
            ranges(names, mentions::common),
            ranges(tags, hashtags::common),
        ),
        Detection::TwitterText => apart(
            links,
            ranges(names, mentions::on_x),
            ranges(tags, hashtags::common),
        ),
        Detection::Fediverse => apart(
            &if seen.has(b'.') && seen.has(b':') {
                links::find_by(text, links::Grammar::Mastodon)
            } else {
                Vec::new()
            },
            ranges(names, mentions::on_mastodon),
            ranges(tags, hashtags::on_mastodon),
        ),
    };
    placed(text, found)
}

/// All of them in order; where two overlap, the one that begins first stands.
fn apart(
    links: &[Link],
    mentions: Vec<Range<usize>>,
    hashtags: Vec<Range<usize>>,
) -> Vec<(EntityKind, Range<usize>)> {
    let mut found = Vec::with_capacity(links.len() + mentions.len() + hashtags.len());
    found.extend(links.iter().map(|it| (EntityKind::Link, it.place.clone())));
    found.extend(mentions.into_iter().map(|it| (EntityKind::Mention, it)));
    found.extend(hashtags.into_iter().map(|it| (EntityKind::Hashtag, it)));
    found.sort_by_key(|(_, range)| range.start);
    let mut end = 0;
    found.retain(|(_, range)| {
        let stands = range.start >= end;
        if stands {
            end = range.end;
        }
        stands
    });
    found
}

fn placed(text: &str, found: Vec<(EntityKind, Range<usize>)>) -> Vec<Entity> {
    if found.is_empty() {
        return Vec::new();
    }
    // Sorted by start: one walk counts the scalar values before each.
    let (mut bytes, mut scalars) = (0, 0);
    found
        .into_iter()
        .map(|(kind, range)| {
            scalars += text
                .get(bytes..range.start)
                .map_or(0, |it| it.chars().count());
            bytes = range.start;
            let length = text.get(range.clone()).map_or(0, |it| it.chars().count());
            let small = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
            Entity {
                kind,
                start: small(scalars),
                end: small(scalars + length),
                byte_start: small(range.start),
                byte_end: small(range.end),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, rules: Detection) -> Vec<(EntityKind, &str)> {
        entities_by(text, rules)
            .into_iter()
            .map(|it| (it.kind, it.of(text)))
            .collect()
    }

    #[test]
    fn the_common_rules_find_what_people_mean() {
        use EntityKind::{Hashtag, Link, Mention};
        let text = "Halo @budi.kopi dan @ani@mastodon.social, baca kompas.id #KopiPagi #2027 #1tahun, surel a@b.id";
        assert_eq!(
            found(text, Detection::Common),
            [
                (Mention, "@budi.kopi"),
                (Mention, "@ani@mastodon.social"),
                (Link, "kompas.id"),
                (Hashtag, "#KopiPagi"),
                (Hashtag, "#1tahun")
            ]
        );
    }

    #[test]
    fn places_are_counted_in_scalar_values() {
        let text = "👍🏽 #kopi";
        let tag = entities(text)[0];
        assert_eq!(
            (tag.start, tag.end, tag.byte_start, tag.byte_end),
            (3, 8, 9, 14)
        );
    }

    #[test]
    fn bluesky_finds_its_own() {
        use EntityKind::{Hashtag, Link, Mention};
        let text = "Hai @budi.bsky.social (kompas.id) https://contoh.id/a, #Kopi! @budi #1";
        assert_eq!(
            found(text, Detection::Facets),
            [
                (Mention, "@budi.bsky.social"),
                (Link, "kompas.id"),
                (Link, "https://contoh.id/a"),
                (Hashtag, "#Kopi")
            ]
        );
    }

    #[test]
    fn x_takes_short_handles_only() {
        assert_eq!(
            found("cc @budi.kopi", Detection::TwitterText),
            [(EntityKind::Mention, "@budi")]
        );
    }

    #[test]
    fn mastodon_wants_a_scheme_and_knows_servers() {
        use EntityKind::{Hashtag, Link, Mention};
        assert_eq!(
            found(
                "kompas.id https://kompas.id/日本 @ani@mastodon.social #Kopi",
                Detection::Fediverse
            ),
            [
                (Link, "https://kompas.id/日本"),
                (Mention, "@ani@mastodon.social"),
                (Hashtag, "#Kopi")
            ]
        );
    }
}

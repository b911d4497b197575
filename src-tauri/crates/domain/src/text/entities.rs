//! Links, mentions and hashtags in a text, with their places.

use super::{facets, link_characters::is_latin_accent, links};
use regex::Regex;
use serde::{Deserialize, Serialize};
use std::{ops::Range, sync::LazyLock};
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
    /// X: as `Common`, handles of at most 20 letters, digits and underscores.
    TwitterText,
    /// Bluesky: facets as its own client makes them; may overlap.
    Facets,
    /// Mastodon: as `Common`, links with their scheme only.
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
    let mut found = match rules {
        Detection::Facets => facets::find(text),
        Detection::Common => apart(text, &HANDLE),
        Detection::TwitterText => apart(text, &SHORT_HANDLE),
        Detection::Fediverse => apart(text, &HANDLE)
            .into_iter()
            .filter(|(kind, range)| *kind != EntityKind::Link || has_scheme(text, range))
            .collect(),
    };
    found.sort_by_key(|(kind, range)| (range.start, range.end, *kind));
    placed(text, found)
}

static HANDLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[@＠]([A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?(?:@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)?)",
    )
});
static SHORT_HANDLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[@＠]([A-Za-z0-9_]{1,20})"));
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[#＃]([\p{L}\p{M}\p{Nd}_\x{200C}\x{200D}\x{A67E}\x{5BE}\x{5F3}\x{5F4}\x{FF5E}\x{301C}\x{309B}\x{309C}\x{30A0}\x{30FB}\x{3003}\x{F0B}\x{F0C}\x{B7}]+)",
    )
});
static LETTER: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\p{L}\p{M}]"));
static TAG_LETTER_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[\p{L}\p{M}\p{Nd}_&\x{200C}\x{200D}\x{B7}]$"));

fn pattern(source: &str) -> Regex {
    #[expect(
        clippy::expect_used,
        reason = "constant patterns, compiled by every test run"
    )]
    Regex::new(source).expect("a valid pattern")
}

/// Links first; mentions and hashtags only where no link stands.
fn apart(text: &str, handle: &Regex) -> Vec<(EntityKind, Range<usize>)> {
    let mut found: Vec<_> = links::find(text)
        .into_iter()
        .map(|range| (EntityKind::Link, range))
        .collect();
    let links = found.len();
    let free = |found: &[(EntityKind, Range<usize>)], range: &Range<usize>| {
        found
            .iter()
            .take(links)
            .all(|(_, link)| link.end <= range.start || range.end <= link.start)
    };
    for hit in handle.find_iter(text) {
        if may_precede_mention(text.get(..hit.start()).unwrap_or_default())
            && may_follow(text, hit.end(), &['@', '＠'])
            && free(&found, &hit.range())
        {
            found.push((EntityKind::Mention, hit.range()));
        }
    }
    for hit in TAG.captures_iter(text) {
        let (Some(whole), Some(tag)) = (hit.get(0), hit.get(1)) else {
            continue;
        };
        let alone =
            !TAG_LETTER_BEFORE.is_match(last_char(text.get(..whole.start()).unwrap_or_default()));
        if alone
            && LETTER.is_match(tag.as_str())
            && may_follow(text, whole.end(), &['#', '＃'])
            && free(&found, &whole.range())
        {
            found.push((EntityKind::Hashtag, whole.range()));
        }
    }
    found
}

/// Mastodon links nothing without `http://` or `https://`.
fn has_scheme(text: &str, range: &Range<usize>) -> bool {
    let link = text.get(range.clone()).unwrap_or_default();
    ["https://", "http://"].iter().any(|scheme| {
        link.get(..scheme.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(scheme))
    })
}

fn last_char(text: &str) -> &str {
    text.char_indices()
        .next_back()
        .and_then(|(at, _)| text.get(at..))
        .unwrap_or_default()
}

fn may_precede_mention(before: &str) -> bool {
    let Some(last) = before.chars().next_back() else {
        return true;
    };
    // "RT@budi" and "RT:@budi" name Budi although a letter stands before.
    let bare = before.strip_suffix(':').unwrap_or(before);
    let retweet = bare.len() >= 2
        && bare
            .get(bare.len() - 2..)
            .is_some_and(|it| it.eq_ignore_ascii_case("rt"));
    let blocked = last.is_ascii_alphanumeric()
        || matches!(
            last,
            '_' | '!' | '#' | '$' | '%' | '&' | '*' | '@' | '＠' | '/' | '.'
        );
    !blocked
        || retweet
            && !bare.get(..bare.len() - 2).is_some_and(|it| {
                it.ends_with(|c: char| c.is_ascii_alphanumeric() || "_+~.-".contains(c))
            })
}

fn may_follow(text: &str, end: usize, refused: &[char]) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    let goes_on = rest.starts_with(refused) || rest.starts_with("://");
    let accented = refused.contains(&'@') && rest.starts_with(is_latin_accent);
    !goes_on && !accented
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
}

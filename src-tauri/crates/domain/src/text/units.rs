//! Lengths: the units networks count texts in, and how much of a text fits.

use super::{Reading, counted, graphemes};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a length is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// What people see as one character (UAX #29 extended grapheme clusters).
    Graphemes,
    /// Bytes of the text in UTF-8.
    Utf8Bytes,
    /// UTF-16 code units, as JavaScript counts.
    Utf16,
    /// Unicode scalar values.
    CodePoints,
    /// X's weight: Latin 1, most others 2, an emoji sequence 2, a link 23 (twitter-text configuration v3).
    Weighted,
    /// Mastodon's: graphemes, a link with a scheme 23, `@name@server` as `@name`.
    Fediverse,
    /// Threads': an emoji counts its UTF-8 bytes, every other character 1.
    EmojiBytes,
    /// LinkedIn's: UTF-16 units with the signs of its own format escaped.
    Escaped,
    /// YouTube's tags: characters with the commas between tags and the quotes around those with a space.
    Tags,
    /// A number of things: hashtags or pictures; of a text, its words.
    Items,
    /// The number of accounts mentioned in a text.
    Mentions,
    /// The number of different links in a text.
    Links,
}

/// The length of a text in a unit.
#[must_use]
pub fn measure(text: &str, unit: Unit) -> u32 {
    Reading::new(text).measure(unit)
}

/// How many Unicode scalar values from the start of `text` fit into `limit`, never cutting what people see as one
/// character, nor a link the network counts as a whole.
#[must_use]
pub fn fitting(text: &str, unit: Unit, limit: u32) -> u32 {
    Reading::new(text).fitting(unit, limit)
}

/// Nobody wants half an emoji, so bytes and UTF-16 units are cut between graphemes too.
pub(super) fn fitting_by_graphemes(text: &str, unit: Unit, limit: u32) -> u32 {
    let (mut used, mut end, mut here) = (0_u32, 0, 0);
    while let Some(rest) = text.get(here..).filter(|it| !it.is_empty()) {
        let plain = graphemes::plain_ascii(rest);
        if plain > 0 {
            let plain = rest.get(..plain).unwrap_or_default();
            let (taken, counted) = fitting_ascii(plain, unit, limit.saturating_sub(used));
            used += counted;
            end += small(taken);
            here += taken;
            if taken < plain.len() {
                break;
            }
            continue;
        }
        let piece = graphemes::cluster(rest);
        used = used.saturating_add(cost(piece, unit));
        if used > limit {
            break;
        }
        end += scalars(piece);
        here += piece.len();
    }
    end
}

/// How many characters of a text of ASCII alone fit, and what they count.
fn fitting_ascii(text: &str, unit: Unit, room: u32) -> (usize, u32) {
    if unit != Unit::Escaped {
        let taken = text.len().min(room as usize);
        return (taken, small(taken));
    }
    let (mut taken, mut used) = (0, 0);
    for it in text.bytes() {
        let cost = 1 + u32::from(counted::is_reserved(it));
        if used + cost > room {
            break;
        }
        used += cost;
        taken += 1;
    }
    (taken, used)
}

fn cost(piece: &str, unit: Unit) -> u32 {
    match unit {
        Unit::Utf8Bytes => small(piece.len()),
        Unit::Utf16 => small(piece.encode_utf16().count()),
        Unit::CodePoints | Unit::Tags => scalars(piece),
        Unit::EmojiBytes => counted::emoji_bytes(piece),
        Unit::Escaped => small(piece.encode_utf16().count()) + counted::reserved(piece),
        _ => 1,
    }
}

pub(super) fn scalars(text: &str) -> u32 {
    small(text.chars().count())
}

pub(super) fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_examples_holds() {
        let cases: [(&str, [u32; 7]); 12] = [
            ("Halo", [4, 4, 4, 4, 4, 4, 4]),
            ("\u{1F44D}\u{1F3FD}", [2, 4, 8, 1, 2, 1, 8]),
            (
                "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}\u{200D}\u{1F466}",
                [7, 11, 25, 1, 2, 1, 25],
            ),
            ("\u{1F1EE}\u{1F1E9}", [2, 4, 8, 1, 2, 1, 8]),
            ("e\u{301}", [2, 2, 3, 1, 1, 1, 2]),
            ("日本", [2, 2, 6, 2, 4, 2, 2]),
            ("\u{2022}", [1, 1, 3, 1, 2, 1, 1]),
            ("\u{20AC}", [1, 1, 3, 1, 2, 1, 1]),
            ("\u{2014}", [1, 1, 3, 1, 1, 1, 1]),
            (
                "https://contoh.id/artikel/panjang",
                [33, 33, 33, 33, 23, 23, 33],
            ),
            ("kompas.id", [9, 9, 9, 9, 23, 9, 9]),
            ("@budi@mastodon.social", [21, 21, 21, 21, 21, 5, 21]),
        ];
        for (text, expected) in cases {
            let units = [
                Unit::CodePoints,
                Unit::Utf16,
                Unit::Utf8Bytes,
                Unit::Graphemes,
                Unit::Weighted,
                Unit::Fediverse,
                Unit::EmojiBytes,
            ];
            assert_eq!(units.map(|unit| measure(text, unit)), expected, "{text}");
        }
    }

    #[test]
    fn what_fits_never_ends_inside_an_emoji() {
        let text = "ab\u{1F44D}\u{1F3FD}c";
        assert_eq!(fitting(text, Unit::Graphemes, 3), 4);
        assert_eq!(fitting(text, Unit::Utf8Bytes, 9), 2);
        assert_eq!(fitting(text, Unit::Utf16, 6), 4);
        assert_eq!(fitting(text, Unit::CodePoints, 3), 2);
        assert_eq!(fitting(text, Unit::EmojiBytes, 10), 4);
        assert_eq!(fitting(text, Unit::Weighted, 3), 2);
        assert_eq!(fitting(text, Unit::Weighted, 99), 5);
    }

    #[test]
    fn what_fits_on_mastodon_never_ends_inside_a_link() {
        let text = "ab https://kompas.id/berita/hari/ini/panjang @ani@mastodon.social c";
        let link_end = 44;
        assert_eq!(fitting(text, Unit::Fediverse, 25), 3);
        assert_eq!(fitting(text, Unit::Fediverse, 26), link_end);
        assert_eq!(fitting(text, Unit::Fediverse, 31), link_end + 1 + 20);
        assert_eq!(measure(text, Unit::Fediverse), 3 + 23 + 1 + 4 + 2);
        assert_eq!(fitting(text, Unit::Fediverse, 99), scalars(text));
    }

    #[test]
    fn what_fits_escaped_counts_every_backslash() {
        let text = "a(b)\u{301} #c";
        assert_eq!(measure(text, Unit::Escaped), 8 + 3);
        let fits = [0, 1, 1, 2, 3, 3, 3, 5, 6, 6, 7, 8];
        for (limit, fits) in (0..).zip(fits) {
            assert_eq!(fitting(text, Unit::Escaped, limit), fits, "{limit}");
        }
    }

    #[test]
    fn links_are_counted_once_each() {
        assert_eq!(measure("a.id b.id a.id https://a.id", Unit::Links), 3);
    }
}

//! Lengths: the units networks count texts in, and how much of a text fits.

use super::{fediverse, weighted};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_segmentation::UnicodeSegmentation;

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
    /// Mastodon's length: graphemes, a link 23, a mention of another server without the server.
    Fediverse,
    /// A number of things: hashtags or pictures; of a text, its words.
    Items,
    /// The number of accounts mentioned in a text.
    Mentions,
}

/// The length of a text in a unit.
#[must_use]
pub fn measure(text: &str, unit: Unit) -> u32 {
    let length = match unit {
        Unit::Graphemes => text.graphemes(true).count(),
        Unit::Utf8Bytes => text.len(),
        Unit::Utf16 => text.encode_utf16().count(),
        Unit::CodePoints => text.chars().count(),
        Unit::Weighted => return weighted::weigh(text),
        Unit::Fediverse => return fediverse::weigh(text),
        Unit::Items => text.split_whitespace().count(),
        Unit::Mentions => super::entities(text)
            .iter()
            .filter(|it| it.kind == super::EntityKind::Mention)
            .count(),
    };
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// How many Unicode scalar values from the start of `text` fit into `limit`, never cutting a unit in two.
#[must_use]
pub fn fitting(text: &str, unit: Unit, limit: u32) -> u32 {
    let limit = limit as usize;
    let pieces: Box<dyn Iterator<Item = (usize, &str)>> = match unit {
        Unit::Weighted => return weighted::fitting(text, u32::try_from(limit).unwrap_or(u32::MAX)),
        Unit::Fediverse => {
            return fediverse::fitting(text, u32::try_from(limit).unwrap_or(u32::MAX));
        }
        Unit::Items | Unit::Mentions => return scalars(text),
        Unit::CodePoints => Box::new(text.split_inclusive(|_| true).map(|it| (1, it))),
        // Nobody wants half an emoji, so bytes and UTF-16 units are cut between graphemes too.
        Unit::Graphemes => Box::new(text.graphemes(true).map(|it| (1, it))),
        Unit::Utf8Bytes => Box::new(text.graphemes(true).map(|it| (it.len(), it))),
        Unit::Utf16 => Box::new(
            text.graphemes(true)
                .map(|it| (it.encode_utf16().count(), it)),
        ),
    };
    let (mut used, mut end) = (0, 0);
    for (cost, piece) in pieces {
        used += cost;
        if used > limit {
            break;
        }
        end += scalars(piece);
    }
    end
}

fn scalars(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_examples_holds() {
        let cases: [(&str, [u32; 5]); 9] = [
            ("Halo", [4, 4, 4, 4, 4]),
            ("\u{1F44D}\u{1F3FD}", [2, 4, 8, 1, 2]),
            (
                "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}\u{200D}\u{1F466}",
                [7, 11, 25, 1, 2],
            ),
            ("\u{1F1EE}\u{1F1E9}", [2, 4, 8, 1, 2]),
            ("e\u{301}", [2, 2, 3, 1, 1]),
            ("日本", [2, 2, 6, 2, 4]),
            ("\u{2022}", [1, 1, 3, 1, 2]),
            ("https://contoh.id/artikel/panjang", [33, 33, 33, 33, 23]),
            ("kompas.id", [9, 9, 9, 9, 23]),
        ];
        for (text, expected) in cases {
            let units = [
                Unit::CodePoints,
                Unit::Utf16,
                Unit::Utf8Bytes,
                Unit::Graphemes,
                Unit::Weighted,
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
        assert_eq!(fitting(text, Unit::CodePoints, 3), 3);
        assert_eq!(fitting(text, Unit::Weighted, 3), 2);
        assert_eq!(fitting(text, Unit::Weighted, 99), 5);
    }
}

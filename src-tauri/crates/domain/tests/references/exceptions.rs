//! Where we differ from a library on purpose: at most ten rules, each with its source.

use crate::{
    library::Library,
    reading::{difference, ours},
};
use std::sync::LazyLock;
use unicode_properties::UnicodeEmoji;

/// A reason to differ: characters of which we know something else than one of the libraries.
pub struct Exception {
    pub name: &'static str,
    pub source: &'static str,
    /// Of a thousand texts, how many it may explain at most.
    pub most_in_1000: usize,
    /// Whether the rule is about a character.
    pub concerns: fn(char) -> bool,
}

/// Every reason.
pub const EXCEPTIONS: [Exception; 4] = [
    Exception {
        name: "X: hashtags of letters, marks and digits newer than Unicode 7.0, which twitter-text does not list",
        source: "unicode.org/Public/17.0.0/ucd/DerivedAge.txt, 2025-09-09; twitter-text 3.1.0, regexp/bmpLetterAndMarks",
        most_in_1000: 8,
        concerns: is_newer_letter,
    },
    Exception {
        name: "X: hashtags of characters for private use, which twitter-text took over from Apple's library as letters",
        source: "twitter-text 3.1.0, regexp/bmpLetterAndMarks, \"same as objective c's\", 2021-10-21",
        most_in_1000: 4,
        concerns: |it| matches!(it, '\u{F870}'..='\u{F8D6}'),
    },
    Exception {
        name: "Bluesky: pictographs that are no emoji join into one cluster in Unicode 16.0, no longer in 17.0",
        source: "unicode.org/reports/tr51, version 17.0, 2025-09-09; unicode-segmenter 0.14.5 has 16.0",
        most_in_1000: 60,
        concerns: |it| {
            matches!(it, '\u{2388}' | '\u{2605}'..='\u{2767}' | '\u{1F000}'..='\u{1FAFF}')
                && !it.is_emoji_char()
        },
    },
    Exception {
        name: "Bluesky: marks and punctuation of Unicode 17.0, which 16.0 does not know",
        source: "unicode.org/Public/17.0.0/ucd/DerivedAge.txt, 2025-09-09; unicode-segmenter 0.14.5 has 16.0",
        most_in_1000: 4,
        concerns: |it| {
            matches!(it, '\u{1ACF}'..='\u{1ADD}' | '\u{1AE0}'..='\u{1AEB}' | '\u{2E60}'..='\u{2E63}'
 | '\u{10ED0}'
                    | '\u{10EFA}'..='\u{10EFB}'
                | '\u{11B60}'..='\u{11B67}' | '\u{1E6E3}' | '\u{1E6E6}' | '\u{1E6EE}'..='\u{1E6EF}' | '\u{1E6F5}')
        },
    },
];

/// The rules that explain a disagreement, none where they do not: without the characters they are about, we agree.
pub fn excuse(text: &str, library: &mut Library) -> Vec<usize> {
    let mut rules: Vec<_> = (0..EXCEPTIONS.len())
        .filter(|it| text.contains(EXCEPTIONS[*it].concerns))
        .collect();
    if rules.is_empty() || !agree_without(&rules, text, library) {
        return Vec::new();
    }
    for rule in rules.clone() {
        let others: Vec<_> = rules.iter().copied().filter(|it| *it != rule).collect();
        if !others.is_empty() && agree_without(&others, text, library) {
            rules = others;
        }
    }
    rules
}

fn agree_without(rules: &[usize], text: &str, library: &mut Library) -> bool {
    let concerned = |it: char| rules.iter().any(|rule| (EXCEPTIONS[*rule].concerns)(it));
    let rest: String = text.chars().filter(|it| !concerned(*it)).collect();
    difference(&ours(&rest), &library.read_one(&rest)).is_none()
}

fn is_newer_letter(it: char) -> bool {
    // The first and the last of each stretch.
    static STRETCHES: LazyLock<Vec<(u32, u32)>> = LazyLock::new(|| {
        let point = |it: &str| u32::from_str_radix(it, 16).unwrap();
        include_str!("letters_since_8.txt")
            .lines()
            .map(|line| line.split_once(' ').unwrap())
            .map(|(first, last)| (point(first), point(last)))
            .collect()
    });
    STRETCHES
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&u32::from(it)))
}

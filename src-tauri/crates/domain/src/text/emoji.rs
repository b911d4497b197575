//! Emoji sequences: several characters that people see as one picture, and X counts as one. A single emoji
//! needs no rule, it weighs the same as any other character beyond the alphabets.

use std::{collections::HashSet, sync::LazyLock};

// The sequences X's counting library knows (twitter-text 3.1 with Emoji 11.0, 2018), sorted, one per line, every skin
// tone written as the lightest: those of Unicode's emoji-test.txt, and an emoji with a selector or a tone it does not
// need, as phones write it (☕️). Newer sequences count as their parts.
static KNOWN: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("emoji.txt").lines().collect());

/// The longest sequence, in characters.
const LONGEST: usize = 8;
const LIGHTEST: char = '\u{1F3FB}';

/// The length in bytes of the emoji sequence of two or more characters `rest` begins with.
pub fn sequence(rest: &str) -> Option<usize> {
    if !rest.chars().nth(1).is_some_and(may_be_second) {
        return None;
    }
    let mut toneless = Toneless::default();
    // Where each prefix ends: in the text, and in its toneless form.
    let mut ends = [(0, 0); LONGEST];
    let mut count = 0;
    // Nothing of ASCII goes on a sequence.
    let parts = rest
        .char_indices()
        .take_while(|(at, it)| *at == 0 || !it.is_ascii());
    for ((at, it), end) in parts.zip(&mut ends) {
        toneless.push(if is_tone(it) { LIGHTEST } else { it });
        *end = (at + it.len_utf8(), toneless.length);
        count += 1;
    }
    let known =
        |(_, end): &&(usize, usize)| toneless.get(*end).is_some_and(|it| KNOWN.contains(it));
    let candidates = ends.get(1..count).unwrap_or_default();
    candidates.iter().rev().find(known).map(|(end, _)| *end)
}

/// The beginning of a text with every skin tone written as the lightest, kept without allocating.
#[derive(Default)]
struct Toneless {
    bytes: [u8; LONGEST * 4],
    length: usize,
}

impl Toneless {
    fn push(&mut self, it: char) {
        let end = self.length + it.len_utf8();
        if let Some(room) = self.bytes.get_mut(self.length..end) {
            it.encode_utf8(room);
            self.length = end;
        }
    }

    fn get(&self, end: usize) -> Option<&str> {
        std::str::from_utf8(self.bytes.get(..end)?).ok()
    }
}

const fn is_tone(it: char) -> bool {
    matches!(it, LIGHTEST..='\u{1F3FF}')
}

const fn may_be_second(it: char) -> bool {
    matches!(it, '\u{200D}' | '\u{20E3}' | '\u{FE0F}' | LIGHTEST..='\u{1F3FF}' | '\u{1F1E6}'..='\u{1F1FF}' | '\u{E0020}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_are_taken_whole() {
        for text in ["👍🏽", "👨‍👩‍👧‍👦", "🇮🇩", "1️⃣", "❤️", "☕️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏳️‍🌈", "👩🏿‍🚀"]
        {
            assert_eq!(sequence(&format!("{text}👍a")), Some(text.len()), "{text}");
        }
    }

    #[test]
    fn what_is_no_sequence_counts_by_its_parts() {
        for text in [
            "a",
            "1",
            "é",
            "日",
            "…",
            "\u{200D}",
            "👍",
            "👍a",
            "🇮a",
            "🇽🇽",
            "a\u{FE0F}",
            "a\u{200D}b",
        ] {
            assert_eq!(sequence(text), None, "{text}");
        }
        assert_eq!(sequence("🧑🏽‍🚀"), Some("🧑🏽".len()));
    }
}

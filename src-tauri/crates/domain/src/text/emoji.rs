//! Emoji sequences: what people see as one picture, and X counts as one.

use regex::Regex;
use std::sync::LazyLock;

// One element: a base with a skin tone, or with the emoji selector, or shown as a picture by itself;
// elements joined by ZWJ are one sequence. Flags are two regional letters or a black flag with tags.
static SEQUENCE: LazyLock<Regex> = LazyLock::new(|| {
    let element = r"(?:\p{Emoji_Modifier_Base}[\x{1F3FB}-\x{1F3FF}]|[\p{Emoji}--[0-9#*\x{1F1E6}-\x{1F1FF}]]\x{FE0F}|\p{Emoji_Presentation})";
    let joined = r"(?:[\p{Emoji}--[0-9#*\x{1F1E6}-\x{1F1FF}]](?:[\x{1F3FB}-\x{1F3FF}]|\x{FE0F})?)";
    let source = format!(
        r"\A(?:[0-9#*]\x{{FE0F}}?\x{{20E3}}|[\x{{1F1E6}}-\x{{1F1FF}}]{{2}}|\x{{1F3F4}}[\x{{E0020}}-\x{{E007E}}]+\x{{E007F}}|{joined}(?:\x{{200D}}{joined})+|{element})"
    );
    #[expect(clippy::expect_used, reason = "a constant pattern, compiled by every test run")]
    Regex::new(&source).expect("a valid pattern")
});

/// The length in bytes of the emoji sequence `rest` begins with.
pub fn sequence(rest: &str) -> Option<usize> {
    // Most characters are not worth starting the matcher for.
    let first = rest.chars().next()?;
    let second = rest.get(first.len_utf8()..)?.bytes().next();
    let may_start = match first {
        '0'..='9' | '#' | '*' => second.is_some_and(|it| it >= 0x80),
        '\u{A9}' | '\u{AE}' => true,
        _ => first >= '\u{2000}',
    };
    if !may_start {
        return None;
    }
    SEQUENCE.find(rest).map(|it| it.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_are_taken_whole() {
        for text in ["👍", "👍🏽", "👨‍👩‍👧‍👦", "🇮🇩", "1️⃣", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏳️‍🌈"] {
            assert_eq!(sequence(text), Some(text.len()), "{text}");
        }
        for text in ["a", "1", "é", "日", "…", "\u{200D}"] {
            assert_eq!(sequence(text), None, "{text}");
        }
    }
}

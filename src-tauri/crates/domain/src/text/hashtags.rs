//! Hashtags as X and the others find them: letters, marks, digits and some signs, at least one of them a letter.

use super::letters::{before, is_digit, is_letter_or_mark, is_word, run, signs};
use std::ops::Range;

const SIGNS: [char; 2] = ['#', '＃'];

/// Signs that may stand in a hashtag, as twitter-text 3.1 (2021-10-21) lists them.
const fn is_joint(it: char) -> bool {
    matches!(
        it,
        '_' | '\u{200C}'
            | '\u{200D}'
            | '\u{A67E}'
            | '\u{5BE}'
            | '\u{5F3}'
            | '\u{5F4}'
            | '\u{FF5E}'
            | '\u{301C}'
            | '\u{309B}'
            | '\u{309C}'
            | '\u{30A0}'
            | '\u{30FB}'
            | '\u{3003}'
            | '\u{F0B}'
            | '\u{F0C}'
            | '\u{B7}'
    )
}

fn is_part(it: char) -> bool {
    is_letter_or_mark(it) || is_digit(it) || is_joint(it)
}

/// Byte ranges of hashtags by X's rules, which most networks share.
pub fn common(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut taken = 0;
    for (start, sign) in signs(text, b'#', '＃') {
        // The character before belongs to the match: it may not be part of the one before it.
        let opens = match before(text, start) {
            None => true,
            Some(_) if start <= taken && taken > 0 => false,
            Some('\u{FE0E}' | '\u{FE0F}') => true,
            Some(it) => it != '&' && !is_part(it),
        };
        let first = start + sign;
        let rest = text.get(first..).unwrap_or_default();
        let tag = rest.get(..run(rest, is_part)).unwrap_or_default();
        // A sign with a variation selector or in a keycap is an emoji.
        if !opens || tag.starts_with(['\u{FE0F}', '\u{20E3}']) || !tag.contains(is_letter_or_mark) {
            continue;
        }
        taken = first + tag.len();
        let rest = text.get(taken..).unwrap_or_default();
        if !rest.starts_with(SIGNS) && !rest.starts_with("://") {
            found.push(start..taken);
        }
    }
    found
}

/// Byte ranges of hashtags as Mastodon finds them (app/models/tag.rb).
pub fn on_mastodon(text: &str) -> Vec<Range<usize>> {
    let is_separator = |it: char| matches!(it, '_' | '\u{B7}' | '\u{30FB}' | '\u{200C}');
    let mut found = Vec::new();
    let mut taken = 0;
    for start in memchr::memchr_iter(b'#', text.as_bytes()) {
        let blocked = |it: char| matches!(it, '=' | '/' | ')') || it.is_alphanumeric();
        if start < taken || before(text, start).is_some_and(blocked) {
            continue;
        }
        let rest = text.get(start + 1..).unwrap_or_default();
        let tag = rest
            .get(..run(rest, |it| is_word(it) || is_separator(it)))
            .unwrap_or_default()
            .trim_end_matches(|it: char| is_separator(it) && !is_word(it));
        if tag.starts_with(is_word)
            && tag.contains(|it: char| it.is_alphabetic() || is_separator(it) && it != '_')
        {
            taken = start + 1 + tag.len();
            found.push(start..taken);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, find: fn(&str) -> Vec<Range<usize>>) -> Vec<&str> {
        find(text).into_iter().map(|it| &text[it]).collect()
    }

    #[test]
    fn a_hashtag_has_a_letter_and_stands_alone() {
        assert_eq!(
            words("#kopi #2027 #1tahun a#b #c#d ##e ＃f (#g) #️⃣ &#h", common),
            ["#kopi", "#1tahun", "#e", "＃f", "#g"]
        );
        assert_eq!(
            words("#kopi #2027 /#a #b_ (#c)", on_mastodon),
            ["#kopi", "#b_", "#c"]
        );
    }
}

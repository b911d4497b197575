//! What kind of character stands somewhere: letters and marks, digits, punctuation, the spaces of JavaScript.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// A letter or a mark.
pub fn is_letter_or_mark(it: char) -> bool {
    if it.is_ascii() {
        return it.is_ascii_alphabetic();
    }
    matches!(
        it.general_category_group(),
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark
    )
}

/// A decimal digit of any script.
pub fn is_digit(it: char) -> bool {
    if it.is_ascii() {
        return it.is_ascii_digit();
    }
    it.general_category() == GeneralCategory::DecimalNumber
}

/// Punctuation.
pub fn is_punctuation(it: char) -> bool {
    it.general_category_group() == GeneralCategoryGroup::Punctuation
}

/// A letter, mark, digit or connector such as `_`.
pub fn is_word(it: char) -> bool {
    if it.is_ascii() {
        return is_ascii_word(it);
    }
    is_letter_or_mark(it)
        || matches!(
            it.general_category(),
            GeneralCategory::DecimalNumber | GeneralCategory::ConnectorPunctuation
        )
}

/// A letter, digit or underscore of ASCII.
pub const fn is_ascii_word(it: char) -> bool {
    it.is_ascii_alphanumeric() || it == '_'
}

/// What `\s` stands for in JavaScript.
pub const fn is_js_space(it: char) -> bool {
    matches!(
        it,
        '\t'..='\r' | ' ' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}'
            | '\u{3000}' | '\u{FEFF}'
    )
}

/// Where a sign of ASCII, or its wide form, stands in a text, and how many bytes it has there.
pub fn signs(text: &str, sign: u8, wide: char) -> impl Iterator<Item = (usize, usize)> {
    // Every wide form begins with this byte.
    memchr::memchr2_iter(sign, 0xEF, text.as_bytes()).filter_map(move |at| {
        let rest = text.get(at..)?;
        if rest.starts_with(wide) {
            Some((at, wide.len_utf8()))
        } else {
            rest.as_bytes()
                .first()
                .is_some_and(|it| *it == sign)
                .then_some((at, 1))
        }
    })
}

/// The length in bytes of the beginning of `text` whose characters all pass.
pub fn run(text: &str, passes: impl Fn(char) -> bool) -> usize {
    text.find(|it: char| !passes(it)).unwrap_or(text.len())
}

/// The character before a place of a text.
pub fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character at a place of a text.
pub fn at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

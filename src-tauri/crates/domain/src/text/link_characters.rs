//! Which characters may stand where in a link, as twitter-text 3.1 (2021-10-21) lists them.

use super::links::Grammar;

/// Characters of a query.
pub const fn is_query(it: char) -> bool {
    it.is_ascii_alphanumeric()
        || matches!(
            it,
            '!' | '?'
                | '*'
                | '\''
                | '@'
                | '('
                | ')'
                | ';'
                | ':'
                | '&'
                | '='
                | '+'
                | '$'
                | '/'
                | '%'
                | '#'
                | '['
                | ']'
                | '-'
                | '_'
                | '.'
                | ','
                | '~'
                | '|'
        )
}

/// Characters Mastodon takes in a query besides: nearly everything beyond ASCII (RFC 3987).
pub const fn is_mastodon_query(it: char) -> bool {
    match it as u32 {
        0x5E | 0xA0..=0xD7FF | 0xE000..=0xFDCF | 0xFDF0..=0xFFEF => true,
        0xE0000..=0xE0FFF => false,
        point @ 0x10000.. => point & 0xFFFE != 0xFFFE,
        _ => false,
    }
}

/// Characters of a path.
pub fn is_path(it: char, grammar: Grammar) -> bool {
    match grammar {
        Grammar::X => {
            it.is_ascii_alphanumeric()
                || matches!(
                    it,
                    '!' | '*'
                        | '\''
                        | ';'
                        | ':'
                        | '='
                        | '+'
                        | ','
                        | '.'
                        | '$'
                        | '/'
                        | '%'
                        | '#'
                        | '['
                        | ']'
                        | '-'
                        | '\u{2013}'
                        | '_'
                        | '~'
                        | '@'
                        | '|'
                        | '&'
                )
                || is_cyrillic(it)
                || is_latin(it)
        }
        Grammar::Mastodon => !it.is_whitespace() && !matches!(it, '<' | '>' | '(' | ')' | '?'),
    }
}

/// Characters a path may end with.
pub fn ends_path(it: char, grammar: Grammar) -> bool {
    match grammar {
        Grammar::X => {
            it.is_ascii_alphanumeric()
                || matches!(it, '+' | '-' | '=' | '_' | '#' | '/')
                || is_cyrillic(it)
                || is_latin(it)
        }
        Grammar::Mastodon => is_path(it, grammar) && !"!*\"'「」;:=,.$%[]~&|@".contains(it),
    }
}

/// Cyrillic letters, and the variants whose capitals they are.
const fn is_cyrillic(it: char) -> bool {
    matches!(it, '\u{0400}'..='\u{04FF}' | '\u{1C80}'..='\u{1C87}')
}

/// Latin letters beyond ASCII and marks as links have them: X's patterns for links ignore case, and so take the other
/// case of each letter listed.
pub const fn is_latin(it: char) -> bool {
    is_latin_accent(it)
        || matches!(
            it,
            '\u{260}'
                | '\u{269}'
                | '\u{275}'
                | '\u{280}'
                | '\u{283}'
                | '\u{288}'
                | '\u{28A}'
                | '\u{28C}'
                | '\u{292}'
                | '\u{399}'
                | '\u{3B9}'
                | '\u{1FBE}'
                | '\u{2C65}'
                | '\u{2C66}'
                | '\u{2C7E}'
                | '\u{2C7F}'
                | '\u{A7DC}'
        )
}

/// Latin letters beyond ASCII, and marks, as X lists them.
pub const fn is_latin_accent(it: char) -> bool {
    matches!(
        it,
        '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{24F}' | '\u{253}' | '\u{254}' | '\u{256}' | '\u{257}' | '\u{259}'
            | '\u{25B}' | '\u{263}' | '\u{268}' | '\u{26F}' | '\u{272}' | '\u{289}' | '\u{28B}' | '\u{2BB}' | '\u{300}'..='\u{36F}'
            | '\u{1E00}'..='\u{1EFF}'
    )
}

/// Marks that turn the direction of writing.
const fn is_direction_mark(it: char) -> bool {
    matches!(it, '\u{202A}'..='\u{202E}' | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2066}'..='\u{2069}')
}

/// Spaces, as X lists them.
const fn is_space(it: char) -> bool {
    matches!(
        it,
        '\t'..='\r' | ' ' | '\u{85}' | '\u{A0}' | '\u{1680}' | '\u{180E}' | '\u{2000}'..='\u{200A}' | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
    )
}

/// Characters of a host label.
pub const fn is_host(it: char) -> bool {
    if it.is_ascii() {
        // Of the signs only the quotation mark and the backtick are left to hosts.
        return it.is_ascii_alphanumeric()
            || matches!(it, '"' | '`' | '\0'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}');
    }
    !(is_space(it) || super::weighted::is_refused(it) || is_direction_mark(it))
}

/// Characters a link may follow.
pub const fn may_precede(it: char) -> bool {
    !(it.is_ascii_alphanumeric()
        || matches!(it, '@' | '＠' | '$' | '#' | '＃')
        || super::weighted::is_refused(it))
}

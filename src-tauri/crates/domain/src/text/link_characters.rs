//! Which characters may stand where in a link, as twitter-text 3.1 (2021-10-21) lists them.

/// Characters of a query.
pub const fn is_query(it: u8) -> bool {
    it.is_ascii_alphanumeric()
        || matches!(
            it,
            b'!' | b'?'
                | b'*'
                | b'\''
                | b'@'
                | b'('
                | b')'
                | b';'
                | b':'
                | b'&'
                | b'='
                | b'+'
                | b'$'
                | b'/'
                | b'%'
                | b'#'
                | b'['
                | b']'
                | b'-'
                | b'_'
                | b'.'
                | b','
                | b'~'
                | b'|'
        )
}

/// Characters of a path.
pub fn is_path(it: char) -> bool {
    it.is_ascii_alphanumeric()
        || "!*';:=+,.$/%#[]-\u{2013}_~@|&".contains(it)
        || is_cyrillic(it)
        || is_latin_accent(it)
}

/// Characters a path may end with.
pub fn ends_path(it: char) -> bool {
    it.is_ascii_alphanumeric() || "+-=_#/".contains(it) || is_cyrillic(it) || is_latin_accent(it)
}

/// Cyrillic letters.
const fn is_cyrillic(it: char) -> bool {
    matches!(it, '\u{0400}'..='\u{04FF}')
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
pub fn is_host(it: char) -> bool {
    !("!'#%&()*+,\\-./:;<=>?@[]^_{|}~$".contains(it)
        || is_space(it)
        || super::weighted::is_refused(it)
        || is_direction_mark(it))
}

/// Characters a link may follow.
pub const fn may_precede(it: char) -> bool {
    !(it.is_ascii_alphanumeric()
        || matches!(it, '@' | '＠' | '$' | '#' | '＃')
        || super::weighted::is_refused(it))
}

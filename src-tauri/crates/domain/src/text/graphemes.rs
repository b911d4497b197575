//! What people see as one character (UAX #29 extended grapheme clusters). Between two plain characters a boundary
//! always stands, so only stretches with marks, joiners, flags and the like need the whole rules.

use unicode_segmentation::UnicodeSegmentation;

/// How many a text has.
pub fn count(text: &str) -> usize {
    let (mut count, mut here) = (0, 0);
    while let Some(rest) = text.get(here..).filter(|it| !it.is_empty()) {
        let plain = plain_ascii(rest);
        count += plain;
        here += plain;
        let stretch = stretch(rest.get(plain..).unwrap_or_default());
        count += match stretch.chars().nth(1) {
            Some(_) => stretch.graphemes(true).count(),
            None => usize::from(!stretch.is_empty()),
        };
        here += stretch.len();
    }
    count
}

/// The first clusters of a text, at most so many: how many there are and where they end, in bytes.
pub fn first(text: &str, most: u32) -> (u32, usize) {
    let (mut count, mut here) = (0, 0);
    while let Some(rest) = text.get(here..).filter(|it| count < most && !it.is_empty()) {
        match plain_ascii(rest).min((most - count) as usize) {
            0 => {
                here += cluster(rest).len();
                count += 1;
            }
            plain => {
                here += plain;
                count += u32::try_from(plain).unwrap_or(u32::MAX);
            }
        }
    }
    (count, here)
}

/// The first cluster of a text.
pub fn cluster(text: &str) -> &str {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if is_plain(first) && is_plain(second) => {
            text.get(..first.len_utf8())
        }
        _ => text.graphemes(true).next(),
    }
    .unwrap_or_default()
}

/// How many characters of ASCII at the beginning of a text are clusters of their own.
pub fn plain_ascii(text: &str) -> usize {
    let ascii = ascii_run(text.as_bytes());
    let run = text.as_bytes().get(..ascii).unwrap_or_default();
    // A line feed may belong to a carriage return, a mark to the last character.
    match memchr::memchr(b'\r', run) {
        Some(at) => at,
        None if ascii < text.len() => ascii.saturating_sub(1),
        None => ascii,
    }
}

/// How many bytes of ASCII stand at the beginning.
pub fn ascii_run(bytes: &[u8]) -> usize {
    let whole = bytes.chunks_exact(8).take_while(|it| it.is_ascii()).count() * 8;
    let rest = bytes.get(whole..).unwrap_or_default();
    whole + rest.iter().take_while(|it| it.is_ascii()).count()
}

/// The beginning of a text up to a place between two plain characters.
fn stretch(text: &str) -> &str {
    let mut was_plain = false;
    for (at, it) in text.char_indices() {
        let is_plain = is_plain(it);
        if is_plain && was_plain {
            return text.get(..at).unwrap_or_default();
        }
        was_plain = is_plain;
    }
    text
}

/// The clusters that begin beyond ASCII or have several characters, in order.
pub fn beyond_ascii(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            // The character before a mark belongs to its cluster.
            let wide = rest.bytes().position(|it| !it.is_ascii())?;
            rest = rest.get(wide.saturating_sub(1)..)?;
            let cluster = rest.graphemes(true).next()?;
            rest = rest.get(cluster.len()..)?;
            if !cluster.is_ascii() {
                return Some(cluster);
            }
        }
    })
}

/// Whether a boundary stands between this character and every other plain one: no mark, joiner, carriage return,
/// jamo, flag letter, skin tone or sign that belongs to what follows.
const fn is_plain(it: char) -> bool {
    matches!(
        it,
        '\0'..='\u{C}' | '\u{E}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{23FF}'
            | '\u{2500}'..='\u{27BF}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFF}'
            | '\u{1F300}'..='\u{1F3FA}' | '\u{1F400}'..='\u{1F64F}' | '\u{1F680}'..='\u{1F6FF}' | '\u{1F900}'..='\u{1F9FF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_counts_as_the_whole_rules_do() {
        let parts = [
            "a", "\r", "\n", "é", "e\u{301}", "日", "👍", "🏽", "\u{200D}", "🇮", "🇩", "\u{FE0F}",
            "한", "\u{1100}", "\u{1161}", "न", "\u{94D}", "\u{600}", "#", "1", "\u{20E3}", "©",
            "\u{200B}", "…",
        ];
        let mut seed = 7_usize;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..8 {
                seed = seed
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                text.push_str(parts[(seed >> 33) % parts.len()]);
            }
            let clusters: Vec<_> = text.graphemes(true).collect();
            assert_eq!(count(&text), clusters.len(), "{text:?}");
            assert_eq!(cluster(&text), clusters[0], "{text:?}");
            let two = clusters[..clusters.len().min(2)].concat();
            let number = u32::try_from(clusters.len().min(2)).unwrap();
            assert_eq!(first(&text, 2), (number, two.len()), "{text:?}");
        }
        assert_eq!(count(""), 0);
    }

    #[test]
    fn clusters_beyond_ascii_are_given_whole() {
        let text = "Kopi e\u{301} 1\u{FE0F}\u{20E3}👍🏽 日!";
        let found: Vec<_> = beyond_ascii(text).collect();
        assert_eq!(found, ["e\u{301}", "1\u{FE0F}\u{20E3}", "👍🏽", "日"]);
    }
}

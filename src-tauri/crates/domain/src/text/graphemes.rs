//! What people see as one character (UAX #29 extended grapheme clusters). Between two plain characters a boundary
//! always stands, so only stretches with marks, joiners, flags and the like need the whole rules.

use unicode_segmentation::UnicodeSegmentation;

/// How many a text has.
pub fn count(text: &str) -> usize {
    let mut count = 0;
    stretches(text, |it| {
        count += match it {
            Stretch::Plain(length) => length,
            Stretch::Joined(text) => text.graphemes(true).count(),
        };
    });
    count
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

/// A part of a text that ends at boundaries.
enum Stretch<'a> {
    /// So many characters, each a cluster of its own.
    Plain(usize),
    /// Characters that may belong together.
    Joined(&'a str),
}

fn stretches<'a>(text: &'a str, mut found: impl FnMut(Stretch<'a>)) {
    let mut plain = 0;
    let mut joined: Option<usize> = None;
    let mut last: Option<(usize, bool)> = None;
    for (at, it) in text.char_indices() {
        let is_plain = is_plain(it);
        if let Some((before, was_plain)) = last {
            if is_plain && was_plain {
                match joined.take() {
                    Some(start) => {
                        found(Stretch::Joined(text.get(start..at).unwrap_or_default()));
                    }
                    None => plain += 1,
                }
            } else {
                joined.get_or_insert(before);
            }
        }
        last = Some((at, is_plain));
    }
    match (joined, last) {
        (Some(start), _) => found(Stretch::Joined(text.get(start..).unwrap_or_default())),
        (None, Some(_)) => plain += 1,
        (None, None) => {}
    }
    found(Stretch::Plain(plain));
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
            assert_eq!(count(&text), text.graphemes(true).count(), "{text:?}");
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

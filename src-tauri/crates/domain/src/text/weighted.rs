//! X's weighted length, after twitter-text's configuration v3 (2021-10-21): the text is normalised to NFC,
//! a link weighs 23, an emoji sequence 2, characters of some ranges 1 and all others 2.

use super::{
    emoji,
    graphemes::ascii_run,
    links::{self, Link},
};
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

const LINK: u32 = 23;
const EMOJI: u32 = 2;
/// Everything before it is the same in NFC.
const FIRST_THAT_CHANGES: char = '\u{300}';

/// The weighted length of a text.
pub fn weigh(text: &str) -> u32 {
    let normal = normalised(text);
    weigh_with(&normal, &links::find(&normal))
}

/// The weighted length of a text in NFC whose links are known.
pub fn weigh_with(normal: &str, links: &[Link]) -> u32 {
    let (mut sum, mut done) = (0_u32, 0);
    for link in links {
        sum += weigh_plain(normal.get(done..link.place.start).unwrap_or_default()) + LINK;
        done = link.counted;
    }
    sum + weigh_plain(normal.get(done..).unwrap_or_default())
}

/// The weight of a text without links.
fn weigh_plain(text: &str) -> u32 {
    let (mut sum, mut here) = (0_u32, 0);
    while let Some(rest) = text.get(here..).filter(|it| !it.is_empty()) {
        let (length, weight) = stretch(rest, usize::MAX);
        sum += weight;
        here += length.max(1);
    }
    sum
}

/// Length in bytes and weight of what a text without links begins with.
fn piece(rest: &str) -> (usize, u32) {
    match (emoji::sequence(rest), rest.chars().next()) {
        (Some(length), _) => (length, EMOJI),
        (None, Some(it)) => (it.len_utf8(), weight_of(it)),
        (None, None) => (0, 0),
    }
}

/// How many scalar values of `text` (as written) weigh at most `limit`; `normal` is the text in NFC with its links.
pub fn fitting(text: &str, normal: &str, links: &[Link], limit: u32) -> u32 {
    let end = fitting_bytes(normal, links, limit);
    u32::try_from(written_length(text, normal.get(..end).unwrap_or_default())).unwrap_or(u32::MAX)
}

/// How many bytes of a text in NFC weigh at most `limit`.
pub(super) fn fitting_bytes(normal: &str, links: &[Link], limit: u32) -> usize {
    let mut next_link = links.iter().peekable();
    let (mut used, mut here) = (0_u32, 0);
    while here < normal.len() {
        let (length, weight) = match next_link.next_if(|it| it.place.start <= here) {
            Some(link) => (link.counted - here, LINK),
            None => {
                let end = next_link.peek().map_or(normal.len(), |it| it.place.start);
                let room = limit.saturating_sub(used) as usize;
                stretch(normal.get(here..end).unwrap_or_default(), room)
            }
        };
        used = used.saturating_add(weight);
        if used > limit {
            break;
        }
        here += length.max(1);
    }
    here
}

/// Length in bytes and weight of what a text without links begins with: as much ASCII as there is room for, or a piece.
fn stretch(rest: &str, room: usize) -> (usize, u32) {
    match sure_ascii(rest).min(room) {
        0 => piece(rest),
        plain => (plain, u32::try_from(plain).unwrap_or(u32::MAX)),
    }
}

/// How many bytes of ASCII stand at the beginning: the last one before a sign beyond ASCII may be the key of a keycap.
fn sure_ascii(rest: &str) -> usize {
    let plain = ascii_run(rest.as_bytes());
    if plain == rest.len() {
        plain
    } else {
        plain.saturating_sub(1)
    }
}

/// Characters X refuses in a post.
pub const fn is_refused(it: char) -> bool {
    matches!(it, '\u{FFFE}' | '\u{FEFF}' | '\u{FFFF}')
}

/// The text in NFC.
pub fn normalised(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || beyond_ascii(text).all(is_stable) {
        return text.into();
    }
    // What never changes also never takes part in the order of marks, so the rest can be looked at alone.
    let may_change = |it: &char| *it >= FIRST_THAT_CHANGES;
    if is_nfc_quick(text.chars().filter(may_change)) == IsNormalized::Yes {
        text.into()
    } else {
        text.nfc().collect::<String>().into()
    }
}

fn beyond_ascii(text: &str) -> impl Iterator<Item = char> {
    let mut here = 0;
    std::iter::from_fn(move || {
        here += ascii_run(text.as_bytes().get(here..)?);
        let it = text.get(here..)?.chars().next()?;
        here += it.len_utf8();
        Some(it)
    })
}

/// Letters of Latin, punctuation, kana, Chinese signs, selectors and emoji: the same in NFC whatever stands around them.
const fn is_stable(it: char) -> bool {
    it < FIRST_THAT_CHANGES
        || matches!(
            it,
            '\u{2010}'..='\u{2027}' | '\u{200B}'..='\u{200D}' | '\u{2600}'..='\u{27BF}' | '\u{4E00}'..='\u{9FFF}'
                | '\u{FE0E}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}'
        )
}

const fn weight_of(it: char) -> u32 {
    match it as u32 {
        0..=0x10FF | 0x2000..=0x200D | 0x2010..=0x201F | 0x2032..=0x2037 => 1,
        _ => 2,
    }
}

/// The number of scalar values of `text` whose normal form is `prefix`.
fn written_length(text: &str, prefix: &str) -> usize {
    if text.starts_with(prefix) {
        return prefix.chars().count();
    }
    let wanted = prefix.chars().count();
    let (mut made, mut taken) = (0, 0);
    // Normalisation works between starters, so whole graphemes can be normalised one by one.
    for part in unicode_segmentation::UnicodeSegmentation::graphemes(text, true) {
        made += part.nfc().count();
        if made > wanted {
            break;
        }
        taken += part.chars().count();
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refused_characters_are_told() {
        assert!(!"halo".contains(is_refused));
        assert!("ha\u{FEFF}lo".contains(is_refused));
    }

    #[test]
    fn the_fitting_part_is_counted_as_written() {
        let text = "e\u{301}e\u{301}e\u{301}";
        assert_eq!(weigh(text), 3);
        assert_eq!(
            crate::text::fitting(text, crate::text::Unit::Weighted, 2),
            4
        );
    }

    #[test]
    fn what_is_called_stable_is_the_same_in_nfc() {
        for it in ('\0'..='\u{10FFFF}').filter(|it| is_stable(*it)) {
            let between: String = [it, it].iter().collect();
            assert!(unicode_normalization::is_nfc(&between), "{it:?}");
            assert_eq!(
                unicode_normalization::char::canonical_combining_class(it),
                0,
                "{it:?}"
            );
        }
    }

    #[test]
    fn a_text_weighs_what_its_pieces_weigh() {
        for (text, weight) in [
            ("halo", 4),
            ("1\u{FE0F}\u{20E3}2", 3),
            ("a\u{1F44D}b", 4),
            ("日本 kompas.id 日本", 4 + 1 + 23 + 1 + 4),
            ("…", 2),
            ("", 0),
        ] {
            assert_eq!(weigh(text), weight, "{text}");
            assert_eq!(
                crate::text::fitting(text, crate::text::Unit::Weighted, weight) as usize,
                text.chars().count(),
                "{text}"
            );
        }
    }
}

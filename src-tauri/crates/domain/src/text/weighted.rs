//! X's weighted length, after twitter-text's configuration v3 (2021-10-21): the text is normalised to NFC,
//! a link weighs 23, an emoji sequence 2, characters of some ranges 1 and all others 2.

use super::{
    emoji,
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
        let plain = ascii_run(rest.as_bytes());
        // The last one before a sign beyond ASCII may be the key of a keycap.
        let sure = if plain == rest.len() {
            plain
        } else {
            plain.saturating_sub(1)
        };
        sum += u32::try_from(sure).unwrap_or(u32::MAX);
        here += sure;
        if sure < rest.len() {
            let (length, weight) = piece(text.get(here..).unwrap_or_default());
            sum += weight;
            here += length.max(1);
        }
    }
    sum
}

/// How many bytes of ASCII stand at the beginning.
fn ascii_run(bytes: &[u8]) -> usize {
    let whole = bytes.chunks_exact(8).take_while(|it| it.is_ascii()).count() * 8;
    let rest = bytes.get(whole..).unwrap_or_default();
    whole + rest.iter().take_while(|it| it.is_ascii()).count()
}

/// Length in bytes and weight of what a text without links begins with.
fn piece(rest: &str) -> (usize, u32) {
    match (emoji::sequence(rest), rest.chars().next()) {
        (Some(length), _) => (length, EMOJI),
        (None, Some(it)) => (it.len_utf8(), weight_of(it)),
        (None, None) => (0, 0),
    }
}

/// How many scalar values of `text` (as written, before normalisation) weigh at most `limit`.
pub fn fitting(text: &str, limit: u32) -> u32 {
    let normal = normalised(text);
    let end = fitting_bytes(&normal, limit);
    u32::try_from(written_length(text, normal.get(..end).unwrap_or_default())).unwrap_or(u32::MAX)
}

/// How many bytes of a text in NFC weigh at most `limit`.
pub(super) fn fitting_bytes(normal: &str, limit: u32) -> usize {
    let links = links::find(normal);
    let mut next_link = links.iter().peekable();
    let (mut used, mut here) = (0_u32, 0);
    while here < normal.len() {
        let (length, weight) = match next_link.next_if(|it| it.place.start <= here) {
            Some(link) => (link.counted - here, LINK),
            None => piece(normal.get(here..).unwrap_or_default()),
        };
        used = used.saturating_add(weight);
        if used > limit {
            break;
        }
        here += length.max(1);
    }
    here
}

/// Characters X refuses in a post.
pub const fn is_refused(it: char) -> bool {
    matches!(it, '\u{FFFE}' | '\u{FEFF}' | '\u{FFFF}')
}

/// The text in NFC.
pub fn normalised(text: &str) -> Cow<'_, str> {
    let may_change = |it: &char| *it >= FIRST_THAT_CHANGES;
    // What never changes also never takes part in the order of marks, so the rest can be looked at alone.
    if text.is_ascii() || is_nfc_quick(text.chars().filter(may_change)) == IsNormalized::Yes {
        text.into()
    } else {
        text.nfc().collect::<String>().into()
    }
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
        assert_eq!(fitting(text, 2), 4);
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
                fitting(text, weight) as usize,
                text.chars().count(),
                "{text}"
            );
        }
    }
}

//! X's weighted length, after twitter-text's configuration v3 (2021-10-21): the text is normalised to NFC,
//! a link weighs 23, an emoji sequence 2, characters of some ranges 1 and all others 2.

use super::{emoji, links};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

const LINK: u32 = 23;
const EMOJI: u32 = 2;

/// The weighted length of a text.
pub fn weigh(text: &str) -> u32 {
    pieces(&normalised(text)).fold(0, |sum, piece| sum.saturating_add(piece.weight))
}

/// How many scalar values of `text` (as written, before normalisation) weigh at most `limit`.
pub fn fitting(text: &str, limit: u32) -> u32 {
    let normal = normalised(text);
    let (mut used, mut end) = (0_u32, 0_usize);
    for piece in pieces(&normal) {
        used = used.saturating_add(piece.weight);
        if used > limit {
            break;
        }
        end = piece.end;
    }
    u32::try_from(written_length(text, normal.get(..end).unwrap_or_default())).unwrap_or(u32::MAX)
}

/// Characters X refuses in a post.
pub const fn is_refused(it: char) -> bool {
    matches!(it, '\u{FFFE}' | '\u{FEFF}' | '\u{FFFF}')
}

struct Piece {
    end: usize,
    weight: u32,
}

fn normalised(text: &str) -> std::borrow::Cow<'_, str> {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text.into()
    } else {
        text.nfc().collect::<String>().into()
    }
}

fn pieces(normal: &str) -> impl Iterator<Item = Piece> {
    let links = links::find(normal);
    let mut next_link = 0;
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = normal.get(at..).filter(|it| !it.is_empty())?;
        while links.get(next_link).is_some_and(|it| it.start < at) {
            next_link += 1;
        }
        let (length, weight) = match links.get(next_link) {
            Some(link) if link.start == at => (link.end - link.start, LINK),
            _ => match emoji::sequence(rest) {
                Some(length) => (length, EMOJI),
                None => rest
                    .chars()
                    .next()
                    .map(|it| (it.len_utf8(), weight_of(it)))?,
            },
        };
        at += length;
        Some(Piece { end: at, weight })
    })
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
}

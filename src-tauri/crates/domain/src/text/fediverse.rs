//! Mastodon's length, after app/validators/status_length_validator.rb (mastodon/mastodon, read 2026-11-22): grapheme
//! clusters, a link with its scheme counts 23 and a mention of another server counts without the server.

use super::{EntityKind, entities::Detection, entities_by};
use unicode_segmentation::UnicodeSegmentation;

/// What a link counts (`characters_reserved_per_url`, the same on every Mastodon server).
const LINK: u32 = 23;

/// The length of a text.
pub fn weigh(text: &str) -> u32 {
    pieces(text).fold(0, |sum, piece| sum.saturating_add(piece.weight))
}

/// How many scalar values from the start of `text` weigh at most `limit`, no link and no mention cut in two.
pub fn fitting(text: &str, limit: u32) -> u32 {
    let (mut used, mut end) = (0_u32, 0_u32);
    for piece in pieces(text) {
        used = used.saturating_add(piece.weight);
        if used > limit {
            break;
        }
        end = end.saturating_add(piece.scalars);
    }
    end
}

struct Piece {
    weight: u32,
    scalars: u32,
}

fn pieces(text: &str) -> impl Iterator<Item = Piece> {
    let mut whole: Vec<_> = entities_by(text, Detection::Fediverse)
        .into_iter()
        .filter(|it| it.kind != EntityKind::Hashtag)
        .map(|it| {
            let weight = match it.kind {
                EntityKind::Link => LINK,
                _ => local_part(it.of(text)),
            };
            (it, weight)
        })
        .collect();
    whole.reverse();
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|it| !it.is_empty())?;
        if let Some((entity, weight)) = whole.pop_if(|(it, _)| it.byte_start as usize <= at) {
            at = entity.byte_end as usize;
            return Some(Piece {
                weight,
                scalars: entity.end - entity.start,
            });
        }
        let until = whole
            .last()
            .map_or(rest.len(), |(it, _)| it.byte_start as usize - at);
        let one = rest.get(..until)?.graphemes(true).next()?;
        at += one.len();
        Some(Piece {
            weight: 1,
            scalars: small(one.chars().count()),
        })
    })
}

/// `@budi@contoh.id` counts as `@budi`.
fn local_part(mention: &str) -> u32 {
    let name = mention.get(1..).unwrap_or_default();
    let local = name.split('@').next().unwrap_or_default();
    small(local.graphemes(true).count()).saturating_add(1)
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cases of mastodon's spec/validators/status_length_validator_spec.rb, and our own table of examples.
    #[test]
    fn lengths_are_mastodons() {
        let long_link = format!("https://contoh.id/{}", "a".repeat(300));
        let cases = [
            ("Halo".to_owned(), 4),
            ("✨".repeat(500), 500),
            ("\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}".to_owned(), 1),
            (long_link.clone(), 23),
            (format!("({long_link})"), 25),
            ("https://contoh.id/artikel/panjang".to_owned(), 23),
            ("kompas.id".to_owned(), 9),
            ("http://https://contoh".to_owned(), 21),
            ("@budi@mastodon.social".to_owned(), 5),
            ("Hai @budi@mastodon.social!".to_owned(), 10),
            ("@budi".to_owned(), 5),
            ("#KopiPagi".to_owned(), 9),
        ];
        for (text, length) in cases {
            assert_eq!(weigh(&text), length, "{text}");
        }
    }

    #[test]
    fn what_fits_ends_before_a_link_that_does_not() {
        let text = "Baca https://contoh.id/artikel/panjang";
        assert_eq!(fitting(text, 27), 5);
        assert_eq!(fitting(text, 28), 38);
        assert_eq!(fitting("Hai @budi@mastodon.social", 9), 25);
    }
}

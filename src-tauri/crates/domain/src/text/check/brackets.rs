//! Brackets and quotation marks that were opened and never closed.

use crate::text::{letters, reading::Seen};

const PAIRS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('{', '}'), ('“', '”'), ('«', '»')];

/// Byte places of the brackets nobody closed. A closing one alone is a list (`1)`) or a smile and stays unsaid.
pub fn unclosed(text: &str, seen: &Seen) -> Vec<usize> {
    if !PAIRS.iter().any(|(opening, _)| seen.may_have(*opening)) {
        return Vec::new();
    }
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, it) in text.char_indices() {
        if let Some((_, closing)) = PAIRS.iter().find(|(opening, _)| *opening == it) {
            if !is_face(text, at) {
                open.push((at, *closing));
            }
        } else if let Some(place) = open.iter().rposition(|(_, closing)| *closing == it)
            && !is_face(text, at)
        {
            // What stands open inside the pair stays open.
            open.remove(place);
        }
    }
    open.into_iter().map(|(at, _)| at).collect()
}

/// `:(`, `:-)`, `;)`, `=(`: part of a face.
fn is_face(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let eyes = before.strip_suffix(['-', '\'', '^', 'o']).unwrap_or(before);
    letters::at(text, at).is_some_and(|it| matches!(it, '(' | ')' | '[' | ']' | '{' | '}'))
        && eyes.ends_with([':', ';', '='])
        // "Catatan:(lihat)" opens a bracket; a face stands after a space or at the beginning.
        && eyes
            .get(..eyes.len() - 1)
            .is_some_and(|it| it.is_empty() || !it.ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Reading;

    #[test]
    fn only_what_stays_open_is_told() {
        let places = |text: &str| unclosed(text, Reading::new(text).seen());
        assert_eq!(places("Kopi (baru dan [hangat] enak"), [5]);
        assert_eq!(places("“Kopi” (a [b) c"), [("“Kopi” (a ").len()]);
        assert_eq!(
            places("Sedih :( senang :) 1) satu 2) dua (a) :-("),
            Vec::<usize>::new()
        );
        assert_eq!(places("Catatan:(lihat"), [8]);
        assert_eq!(places("“Kopi"), [0]);
    }
}

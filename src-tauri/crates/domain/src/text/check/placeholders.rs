//! Words somebody meant to fill in: `{{nama}}`, `[harga]`, `TODO`, `xxx`, lorem ipsum.

use crate::text::{letters, reading::Seen};
use memchr::memmem::Finder;
use std::{ops::Range, sync::LazyLock};

/// Words in square brackets that ask to be filled in.
const ASKING: &[&str] = &[
    "nama", "name", "link", "tautan", "url", "tanggal", "date", "jam", "waktu", "time", "tempat",
    "lokasi", "location", "place", "harga", "price", "judul", "title", "produk", "product", "foto",
    "photo", "gambar", "image", "isi", "fill", "insert", "ganti", "replace", "teks", "text",
    "nomor", "number", "brand", "merek", "todo",
];
/// The longest thing between brackets that is looked at, in characters.
const LONGEST: usize = 60;
/// How many `x` in a row stand for something.
const CROSSES: usize = 3;

/// The beginning of the blind text printers use, after a letter in either case.
static BLIND: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("orem ipsum"));

/// Byte ranges of placeholders left in a text, in order.
pub fn find(text: &str, seen: &Seen) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if seen.has(b'{') {
        found.extend(
            text.match_indices("{{")
                .filter_map(|(at, _)| braces(text, at)),
        );
    }
    if seen.has(b'[') {
        found.extend(
            text.match_indices('[')
                .filter_map(|(at, _)| brackets(text, at)),
        );
    }
    if seen.has(b'T') && seen.has(b'D') {
        let todo = text.match_indices("TODO").map(|(at, it)| at..at + it.len());
        found.extend(todo.filter(|it| is_alone(text, it)));
    }
    if seen.has_any(b"xX") {
        crosses(text, &mut found);
    }
    if seen.has(b'm') {
        found.extend(BLIND.find_iter(text.as_bytes()).filter_map(|at| {
            let start = at.checked_sub(1)?;
            matches!(text.as_bytes().get(start), Some(b'l' | b'L'))
                .then_some(start..at + BLIND.needle().len())
        }));
    }
    found.sort_by_key(|it| it.start);
    found.dedup_by(|later, earlier| later.start < earlier.end);
    found
}

fn braces(text: &str, at: usize) -> Option<Range<usize>> {
    let inner = text.get(at + 2..)?;
    let end = inner.find(['{', '}', '\n'])?;
    let is_short = inner.get(..end)?.chars().count() <= LONGEST;
    (is_short && inner.get(end..)?.starts_with("}}")).then_some(at..at + 2 + end + 2)
}

fn brackets(text: &str, at: usize) -> Option<Range<usize>> {
    let inner = text.get(at + 1..)?;
    let end = inner.find(['[', ']', '\n'])?;
    let words = inner.get(..end)?;
    if !inner.get(end..)?.starts_with(']') || words.chars().count() > LONGEST {
        return None;
    }
    let first = words.split([' ', '_', '-']).next()?;
    let asks = ASKING.iter().any(|it| it.eq_ignore_ascii_case(first))
        || first.len() >= CROSSES && first.bytes().all(|it| matches!(it, b'x' | b'X'));
    asks.then_some(at..at + 1 + end + 1)
}

fn crosses(text: &str, found: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|it| it.find(['x', 'X'])) {
        let start = at + start;
        let rest = text.get(start..).unwrap_or_default();
        let range = start..start + letters::run(rest, |it| matches!(it, 'x' | 'X'));
        at = range.end;
        if range.len() >= CROSSES && is_alone(text, &range) {
            found.push(range);
        }
    }
}

/// Whether no letter, digit or address goes on around it; figures with crosses are one.
fn is_alone(text: &str, range: &Range<usize>) -> bool {
    let joins = |it: Option<char>| {
        it.is_some_and(|it| it.is_alphanumeric() || matches!(it, '_' | '#' | '@' | '/'))
    };
    let after = text.get(range.end..).unwrap_or_default();
    let is_address = after.starts_with('.')
        && after
            .get(1..)
            .is_some_and(|it| it.starts_with(char::is_alphabetic));
    !joins(letters::before(text, range.start))
        && !joins(letters::at(text, range.end))
        && !is_address
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Reading;

    fn found(text: &str) -> Vec<&str> {
        find(text, Reading::new(text).seen())
            .into_iter()
            .map(|it| &text[it])
            .collect()
    }

    #[test]
    fn only_what_was_meant_to_be_filled_in_is_found() {
        assert_eq!(
            found(
                "Halo {{nama}}, kopi [harga] di [tempat acara]. Lorem ipsum dolor. TODO, Rp xxx.000 [XXX]"
            ),
            [
                "{{nama}}",
                "[harga]",
                "[tempat acara]",
                "Lorem ipsum",
                "TODO",
                "xxx",
                "[XXX]"
            ]
        );
        assert_eq!(
            found(
                "[HOT] Kopi baru [1/3], {x}, [namanya] enak, metodologi, xxx.com, #xxx, XXXL, maxx"
            ),
            Vec::<&str>::new()
        );
    }
}

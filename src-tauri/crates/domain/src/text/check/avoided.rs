//! Words a brand does not want to use.

use std::ops::Range;

/// Byte ranges where one of the words stands in the text, whatever its case, as whole words only.
pub fn find(text: &str, words: &[String]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let words: Vec<&str> = words
        .iter()
        .map(|it| it.trim())
        .filter(|it| !it.is_empty())
        .collect();
    if words.is_empty() {
        return found;
    }
    let mut inside = false;
    for (at, it) in text.char_indices() {
        let starts = !inside;
        inside = it.is_alphanumeric();
        if !starts {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let longest = words.iter().filter_map(|word| stands(rest, word)).max();
        if let Some(length) = longest {
            found.push(at..at + length);
        }
    }
    found
}

/// The length of `word` at the beginning of `rest`, when no letter goes on after it.
fn stands(rest: &str, word: &str) -> Option<usize> {
    let mut own = rest.char_indices();
    for wanted in word.chars() {
        let (_, it) = own.next()?;
        if it != wanted && !it.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let (end, next) = own
        .next()
        .map_or((rest.len(), None), |(at, it)| (at, Some(it)));
    (!next.is_some_and(char::is_alphanumeric)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_found_in_any_case() {
        let words = [
            "gratis".to_owned(),
            "paling murah".to_owned(),
            " ".to_owned(),
        ];
        let text = "GRATIS ongkir, bukan gratisan, Paling Murah!";
        let found: Vec<_> = find(text, &words).into_iter().map(|it| &text[it]).collect();
        assert_eq!(found, ["GRATIS", "Paling Murah"]);
        assert!(find(text, &[]).is_empty());
    }
}

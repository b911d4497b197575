//! Pieces of text a person keeps for later: sets of hashtags, snippets, and templates of whole posts, with variables
//! in braces.

use crate::ids::{BrandId, SnippetId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The longest name of a variable, in characters; longer words in braces are ordinary text.
const LONGEST_NAME: usize = 40;

/// What a snippet is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SnippetKind {
    /// Hashtags that go together.
    Hashtags,
    /// Words that are put into a text.
    Snippet,
    /// A whole post to start from.
    Template,
}

/// A stored piece of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Snippet {
    /// Its identifier.
    pub id: SnippetId,
    /// The brand it belongs to.
    pub brand: BrandId,
    /// What it is for.
    pub kind: SnippetKind,
    /// What the person calls it.
    pub name: String,
    /// Its words.
    pub content: SnippetContent,
    /// The variables in it, each once, by their stable names.
    pub variables: Vec<String>,
}

/// The words of a snippet; what it does not use is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct SnippetContent {
    /// Running text.
    pub text: String,
    /// Headline.
    pub title: String,
    /// Hashtags.
    pub hashtags: String,
    /// A link.
    pub link: String,
    /// A comment posted right after.
    pub first_comment: String,
}

impl SnippetContent {
    /// Its fields.
    pub fn fields(&self) -> [&String; 5] {
        [
            &self.text,
            &self.title,
            &self.hashtags,
            &self.link,
            &self.first_comment,
        ]
    }

    /// The same with every field changed.
    #[must_use]
    pub fn map(&self, change: impl Fn(&str) -> String) -> Self {
        Self {
            text: change(&self.text),
            title: change(&self.title),
            hashtags: change(&self.hashtags),
            link: change(&self.link),
            first_comment: change(&self.first_comment),
        }
    }

    /// The variables in it, each once, by their stable names, in the order they are met.
    #[must_use]
    pub fn variables(&self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for field in self.fields() {
            for stretch in stretches(field) {
                if let Stretch::Variable(name) = stretch {
                    let name = stable_name(name);
                    if !found.contains(&name) {
                        found.push(name);
                    }
                }
            }
        }
        found
    }

    /// Puts values in the place of variables. One without a value becomes a placeholder in square brackets, which the
    /// checks of a text point out.
    #[must_use]
    pub fn fill(&self, values: &BTreeMap<String, String>) -> Self {
        self.map(|field| {
            stretches(field)
                .map(|it| match it {
                    Stretch::Words(words) => words.to_owned(),
                    Stretch::Variable(name) => match values.get(&stable_name(name)) {
                        Some(value) if !value.trim().is_empty() => value.clone(),
                        _ => format!("[{name}]"),
                    },
                })
                .collect()
        })
    }
}

/// Variables Kelola fills by itself, by their stable name, the Indonesian one and the English one.
const KNOWN: &[(&str, &str)] = &[
    ("brand", "merek"),
    ("campaign", "kampanye"),
    ("price", "harga"),
    ("date", "tanggal"),
    ("day", "hari"),
    ("time", "jam"),
    ("channel", "kanal"),
];

/// The stable name of a variable, whichever language it was written in; an own one is its own name in small letters.
#[must_use]
pub fn stable_name(name: &str) -> String {
    let name = name.trim().to_lowercase();
    let known = KNOWN
        .iter()
        .find(|(stable, other)| *stable == name || *other == name);
    known.map_or(name.clone(), |(stable, _)| (*stable).to_owned())
}

enum Stretch<'a> {
    Words(&'a str),
    Variable(&'a str),
}

/// A text cut into plain words and `{variables}`.
fn stretches(text: &str) -> impl Iterator<Item = Stretch<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some((start, end)) = first_variable(rest) else {
            return Some(Stretch::Words(std::mem::take(&mut rest)));
        };
        if start > 0 {
            let (words, after) = rest.split_at(start);
            rest = after;
            return Some(Stretch::Words(words));
        }
        let (variable, after) = rest.split_at(end);
        rest = after;
        Some(Stretch::Variable(
            variable
                .trim_start_matches('{')
                .trim_end_matches('}')
                .trim(),
        ))
    })
}

/// Where the first variable stands, in bytes: letters, digits, spaces, `_` and `-` between braces.
fn first_variable(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(open) = text.get(from..)?.find('{').map(|it| it + from) {
        let inside = text.get(open + 1..)?;
        let name = inside.find('}').and_then(|end| inside.get(..end));
        match name {
            Some(name) if is_name(name) => return Some((open, open + name.len() + 2)),
            _ => from = open + 1,
        }
    }
    None
}

fn is_name(name: &str) -> bool {
    !name.trim().is_empty()
        && name.chars().count() <= LONGEST_NAME
        && name
            .chars()
            .all(|it| it.is_alphanumeric() || matches!(it, ' ' | '_' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(text: &str) -> SnippetContent {
        SnippetContent {
            text: text.to_owned(),
            hashtags: "#{merek}".to_owned(),
            ..SnippetContent::default()
        }
    }

    #[test]
    fn variables_are_known_by_both_languages() {
        let it = content("{Harga} di {brand}, hanya {tanggal}. {nama menu} { } {a{b}");
        assert_eq!(it.variables(), ["price", "brand", "date", "nama menu", "b"]);
    }

    #[test]
    fn what_has_no_value_becomes_a_placeholder() {
        let values = BTreeMap::from([
            ("price".to_owned(), "Rp 25.000".to_owned()),
            ("brand".to_owned(), "KopiSenja".to_owned()),
            ("date".to_owned(), " ".to_owned()),
        ]);
        let filled = content("Cuma {harga} di {merek}, {tanggal}! {\"a\": 1}").fill(&values);
        assert_eq!(
            filled.text,
            "Cuma Rp 25.000 di KopiSenja, [tanggal]! {\"a\": 1}"
        );
        assert_eq!(filled.hashtags, "#KopiSenja");
    }
}

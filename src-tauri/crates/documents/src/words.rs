//! Printed words in Indonesian and English, generated from the `strings.toml` files by `build.rs`.

use crate::reports::data::Lang;
use serde_json::{Map, Value};

/// One word or sentence in both languages; `{names}` are filled in.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Indonesian.
    pub id: &'static str,
    /// English.
    pub en: &'static str,
    /// English for exactly one, where it differs.
    pub en_one: Option<&'static str>,
}

include!(concat!(env!("OUT_DIR"), "/words.rs"));

impl Word {
    /// The word as it stands.
    #[must_use]
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Id => self.id,
            Lang::En => self.en,
        }
    }

    /// The sentence with its values. The first value decides between one and many in English.
    #[must_use]
    pub fn fill(self, lang: Lang, values: &[(&str, &str)]) -> String {
        self.parts(lang, values)
            .into_iter()
            .map(|it| it.text)
            .collect()
    }

    /// The sentence with its values, in pieces; a slot written `{*name}` is bold.
    #[must_use]
    pub fn parts(self, lang: Lang, values: &[(&str, &str)]) -> Vec<Part> {
        let template = match (lang, self.en_one, values.first()) {
            (Lang::En, Some(one), Some((_, "1"))) => one,
            _ => self.get(lang),
        };
        let mut parts = Vec::new();
        let mut push = |text: &str, bold: bool| {
            if !text.is_empty() {
                parts.push(Part {
                    text: text.to_owned(),
                    bold,
                });
            }
        };
        let mut rest = template;
        // One pass, so that a brace inside a value is never taken for a slot.
        while let Some((before, (slot, tail))) = rest
            .split_once('{')
            .and_then(|(before, after)| Some((before, after.split_once('}')?)))
        {
            push(before, false);
            let name = slot.trim_start_matches('*');
            if let Some((_, value)) = values.iter().find(|(key, _)| *key == name) {
                push(value, slot.starts_with('*'));
            }
            rest = tail;
        }
        push(rest, false);
        parts
    }
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Part {
    /// The text.
    pub text: String,
    /// Whether it carries the number.
    pub bold: bool,
}

/// Every word of one section as a JSON object, for its template.
#[must_use]
pub fn of(section: &str, lang: Lang) -> Value {
    let words: Map<String, Value> = ALL
        .iter()
        .filter(|(name, _, _)| *name == section)
        .map(|(_, key, word)| ((*key).to_owned(), Value::from(word.get(lang))))
        .collect();
    Value::Object(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DELIVERIES: Word = Word {
        id: "{n} kiriman di {where}",
        en: "{n} deliveries on {where}",
        en_one: Some("{n} delivery on {where}"),
    };

    #[test]
    fn one_and_many_differ_in_english_only() {
        let fill = |lang, n| DELIVERIES.fill(lang, &[("n", n), ("where", "X")]);
        assert_eq!(fill(Lang::En, "1"), "1 delivery on X");
        assert_eq!(fill(Lang::En, "2"), "2 deliveries on X");
        assert_eq!(fill(Lang::Id, "1"), "1 kiriman di X");
    }

    #[test]
    fn a_star_makes_the_number_bold() {
        let word = Word {
            id: "naik {*n}.",
            en: "up {*n}.",
            en_one: None,
        };
        let parts = word.parts(Lang::Id, &[("n", "5")]);
        assert_eq!(
            parts
                .iter()
                .map(|it| (it.text.as_str(), it.bold))
                .collect::<Vec<_>>(),
            [("naik ", false), ("5", true), (".", false)]
        );
    }

    #[test]
    fn a_brace_in_a_value_stays_a_brace() {
        assert_eq!(
            DELIVERIES.fill(Lang::Id, &[("n", "{where}"), ("where", "{n}")]),
            "{where} kiriman di {n}"
        );
    }
}

//! What filtered lists share: conditions that are only there when asked for, and words looked for in a full-text index.

use crate::{columns::to_json, error::StoreError};
use rusqlite::types::Value;
use serde::Serialize;

/// The conditions of a query with their values.
#[derive(Default)]
pub(crate) struct Conditions {
    pub(crate) sql: Vec<String>,
    pub(crate) values: Vec<Value>,
}

impl Conditions {
    /// Adds a condition on one value, which stands in it as `?`.
    pub(crate) fn add(&mut self, condition: &str, value: impl Into<Value>) {
        self.values.push(value.into());
        self.sql
            .push(condition.replace('?', &format!("?{}", self.values.len())));
    }

    /// Adds that something is one of a list; an empty list keeps all.
    pub(crate) fn one_of<T: Serialize>(
        &mut self,
        condition: &str,
        list: &[T],
    ) -> Result<(), StoreError> {
        if !list.is_empty() {
            let any = format!("{condition} (SELECT value FROM json_each(?))");
            self.add(&any, to_json(&list)?);
        }
        Ok(())
    }
}

/// What was typed as an FTS5 query: quoted words only, so that nothing typed is an operator.
pub(crate) fn search_words(text: &str) -> Option<String> {
    let words: Vec<_> = text
        .split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .take(12)
        .map(|it| format!("\"{}\"*", it.chars().take(60).collect::<String>()))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_into_the_search_is_an_operator() {
        assert_eq!(
            search_words("kopi AND \"teh\" NEAR(x) a*"),
            Some(r#""kopi"* "AND"* "teh"* "NEAR"* "x"* "a"*"#.to_owned())
        );
        assert_eq!(search_words(" -- \" * ( "), None);
    }
}

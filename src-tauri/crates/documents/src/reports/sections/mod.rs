//! The sections of a report. A section is a folder and one line in this list.

mod appendix;
mod channels;
mod cover;
mod glossary;
mod operations;
mod summary;
mod targets;
mod top_posts;

use super::{facts::Facts, pictures::Pictures};
use crate::words::{self, Word};
use serde_json::Value;

/// One section.
pub(crate) struct Section {
    /// The name of its folder, and the key of its comment and claim.
    pub name: &'static str,
    /// Its heading, and its line in the contents.
    pub title: Word,
    /// Its template; defines `print(s)`.
    pub template: &'static str,
    /// Finds what it says; nothing when the data has nothing for it.
    pub build: fn(&Facts, &mut Pictures) -> Option<View>,
}

/// What a section says.
pub(crate) struct View {
    /// The finding, one sentence.
    pub claim: String,
    /// What its template prints.
    pub body: Value,
}

/// A section from the name of its folder.
macro_rules! section {
    ($name:ident) => {
        Section {
            name: stringify!($name),
            title: words::$name::TITLE,
            template: include_str!(concat!(stringify!($name), "/", stringify!($name), ".typ")),
            build: $name::build,
        }
    };
}

/// Every section, in the order it is printed.
pub(crate) const SECTIONS: &[Section] = &[
    section!(cover),
    section!(summary),
    section!(targets),
    section!(channels),
    section!(top_posts),
    section!(operations),
    section!(glossary),
    section!(appendix),
];

/// Cuts a text to so many characters, at a space where there is one.
pub(crate) fn shorten(text: &str, characters: usize) -> String {
    let text = text.trim();
    let Some((cut, _)) = text.char_indices().nth(characters) else {
        return text.to_owned();
    };
    let head = text.get(..cut).unwrap_or(text);
    let head = head
        .rsplit_once(char::is_whitespace)
        .map_or(head, |(words, _)| words);
    format!("{}…", head.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::BTreeSet, fs, path::Path};

    #[test]
    fn the_list_names_every_folder_once() {
        let folders: BTreeSet<String> =
            fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/reports/sections"))
                .unwrap()
                .map(|it| it.unwrap())
                .filter(|it| it.path().is_dir())
                .map(|it| it.file_name().into_string().unwrap())
                .collect();
        let listed: BTreeSet<String> = SECTIONS.iter().map(|it| it.name.to_owned()).collect();
        assert_eq!((listed.len(), &listed), (SECTIONS.len(), &folders));
    }

    #[test]
    fn long_text_is_cut_at_a_word() {
        assert_eq!(shorten("Hujan turun di Bandung", 14), "Hujan turun…");
        assert_eq!(shorten("  pendek ", 14), "pendek");
        assert_eq!(shorten(&"é".repeat(20), 5), format!("{}…", "é".repeat(5)));
    }
}

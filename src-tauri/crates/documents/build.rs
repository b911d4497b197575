//! Turns every `strings.toml` into Rust constants. A word that lacks a language, or whose two languages
//! ask for different values, stops the build.

use std::{
    collections::BTreeSet,
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"))
        .join("src/reports");
    let sections = root.join("sections");
    println!("cargo:rerun-if-changed={}", sections.display());

    let mut folders: Vec<(String, PathBuf)> = vec![("shared".to_owned(), root)];
    for entry in fs::read_dir(&sections).expect("src/reports/sections is part of this crate") {
        let path = entry.expect("readable folder").path();
        if path.is_dir() {
            let name = path
                .file_name()
                .and_then(|it| it.to_str())
                .expect("plain folder name")
                .to_owned();
            folders.push((name, path));
        }
    }
    folders.sort();

    let mut rust = String::new();
    let mut all = String::new();
    for (name, folder) in &folders {
        let file = folder.join("strings.toml");
        println!("cargo:rerun-if-changed={}", file.display());
        let words = read(&file);
        writeln!(
            rust,
            "/// Words of `{name}`.\npub mod {name} {{\n    use super::Word;"
        )
        .expect("writing to a string");
        for word in &words {
            let Entry {
                key,
                id,
                en,
                en_one,
            } = word;
            writeln!(
                rust,
                "    /// {doc:?}\n    pub const {upper}: Word = Word {{ id: {id:?}, en: {en:?}, en_one: {en_one:?} }};",
                doc = en,
                upper = key.to_uppercase()
            )
            .expect("writing to a string");
            writeln!(
                all,
                "    ({name:?}, {key:?}, {name}::{}),",
                key.to_uppercase()
            )
            .expect("writing to a string");
        }
        rust.push_str("}\n");
    }
    write!(rust, "/// Every word with its section and key.\npub static ALL: &[(&str, &str, Word)] = &[\n{all}];\n")
        .expect("writing to a string");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("words.rs");
    fs::write(out, rust).expect("OUT_DIR is writable");
}

struct Entry {
    key: String,
    id: String,
    en: String,
    en_one: Option<String>,
}

fn read(file: &Path) -> Vec<Entry> {
    let shown = file.display();
    let text = fs::read_to_string(file).unwrap_or_else(|cause| panic!("{shown}: {cause}"));
    let table: toml::Table = text
        .parse()
        .unwrap_or_else(|cause| panic!("{shown}: {cause}"));
    table
        .iter()
        .map(|(key, value)| {
            let word = |lang: &str| {
                value
                    .get(lang)
                    .and_then(toml::Value::as_str)
                    .filter(|it| !it.trim().is_empty())
                    .map(str::to_owned)
            };
            let need = |lang: &str| {
                word(lang).unwrap_or_else(|| panic!("{shown}: [{key}] has no word in `{lang}`"))
            };
            let (id, en, en_one) = (need("id"), need("en"), word("en_one"));
            assert_eq!(
                slots(&id),
                slots(&en),
                "{shown}: [{key}] asks for different values in its two languages"
            );
            if let Some(one) = &en_one {
                assert!(
                    slots(one).is_subset(&slots(&en)),
                    "{shown}: [{key}] en_one asks for an unknown value"
                );
            }
            Entry {
                key: key.clone(),
                id,
                en,
                en_one,
            }
        })
        .collect()
}

/// The `{names}` a sentence wants filled in; a star asks for bold.
fn slots(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name.trim_start_matches('*'))
        .collect()
}

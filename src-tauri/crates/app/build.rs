//! Turns the words tables into constants, so that a code without words, or a word without its second
//! language, stops the build.

use std::{collections::BTreeMap, env, fmt::Write as _, fs, path::Path};

const TABLES: [&str; 5] = ["errors", "findings", "states", "acts", "doctor"];

fn main() {
    let words = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"))
        .join("../../../assets/words");
    let mut code = String::from("/// Codes that have words, by table.\n");
    for table in TABLES {
        let path = words.join(format!("{table}.json"));
        println!("cargo::rerun-if-changed={}", path.display());
        let text =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let entries: BTreeMap<String, BTreeMap<String, String>> = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        writeln!(
            code,
            "/// Codes of `assets/words/{table}.json`.\npub mod {table} {{"
        )
        .expect("a string takes it");
        for (name, langs) in &entries {
            check(table, name, langs);
            writeln!(
                code,
                "    /// {}\n    pub const {}: &str = {name:?};",
                langs["en"].replace('\n', " "),
                name.to_uppercase()
            )
            .expect("a string takes it");
        }
        let all: Vec<_> = entries.keys().map(|name| format!("{name:?}")).collect();
        writeln!(
            code,
            "    /// Every code of the table.\n    pub const ALL: &[&str] = &[{}];\n}}",
            all.join(", ")
        )
        .expect("a string takes it");
    }
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("codes.rs");
    fs::write(&out, code).unwrap_or_else(|error| panic!("{}: {error}", out.display()));
}

/// Both languages, not empty, with the same placeholders.
fn check(table: &str, name: &str, langs: &BTreeMap<String, String>) {
    for lang in ["id", "en"] {
        assert!(
            langs.get(lang).is_some_and(|it| !it.trim().is_empty()),
            "{table}.json: {name} has no words in {lang}"
        );
    }
    assert_eq!(langs.len(), 2, "{table}.json: {name} has a third language");
    assert_eq!(
        holes(&langs["id"]),
        holes(&langs["en"]),
        "{table}.json: {name} names other values in its two languages"
    );
}

fn holes(text: &str) -> Vec<String> {
    let mut found: Vec<_> = text
        .split('{')
        .skip(1)
        .filter_map(|it| it.split_once('}').map(|(hole, _)| hole.to_owned()))
        .collect();
    found.sort();
    found
}

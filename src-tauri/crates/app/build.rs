//! Turns the words tables into constants, so that a code without words, or a word without its second
//! language, stops the build.

use std::{
    collections::BTreeMap,
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

const TABLES: [&str; 7] = [
    "errors", "findings", "states", "acts", "doctor", "shell", "pack",
];
/// What a failure can offer the person to do; the window has a button for each.
const REMEDIES: [&str; 8] = [
    "by_hand", "clock", "edit", "keychain", "look", "retry", "sign_in", "wait",
];

type Entries = BTreeMap<String, BTreeMap<String, String>>;

fn main() {
    let here = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let words = Path::new(&here).join("../../../assets/words");
    let networks = Path::new(&here).join("../networks/src");
    let mut code = String::from("/// Codes that have words, by table.\n");
    let mut files = Vec::new();
    for table in TABLES {
        let path = words.join(format!("{table}.json"));
        let mut entries = read(&path);
        files.push(path);
        if table == "errors" {
            for path in of_networks(&networks) {
                entries.extend(read(&path));
                files.push(path);
            }
        }
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
    writeln!(code, "/// Every file of words.\nconst FILES: &[&str] = &[")
        .expect("a string takes it");
    for path in &files {
        let path = path.canonicalize().expect("it was read");
        writeln!(code, "    include_str!({:?}),", path.display().to_string())
            .expect("a string takes it");
    }
    code.push_str("];\n");
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("codes.rs");
    fs::write(&out, code).unwrap_or_else(|error| panic!("{}: {error}", out.display()));
}

fn read(path: &Path) -> Entries {
    println!("cargo::rerun-if-changed={}", path.display());
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The words of the networks' own failures, each in its network's folder.
fn of_networks(networks: &Path) -> Vec<PathBuf> {
    println!("cargo::rerun-if-changed={}", networks.display());
    let folders = fs::read_dir(networks).expect("the networks are there");
    let mut found: Vec<_> = folders
        .filter_map(|it| Some(it.ok()?.path().join("words.json")))
        .filter(|it| it.is_file())
        .collect();
    found.sort();
    found
}

/// Both languages, not empty, with the same placeholders; a remedy the window has a button for.
fn check(table: &str, name: &str, langs: &BTreeMap<String, String>) {
    for lang in ["id", "en"] {
        assert!(
            langs.get(lang).is_some_and(|it| !it.trim().is_empty()),
            "{table}.json: {name} has no words in {lang}"
        );
    }
    if let Some(remedy) = langs.get("remedy") {
        assert!(
            REMEDIES.contains(&remedy.as_str()),
            "{table}.json: {name} offers {remedy}, for which there is no button"
        );
    }
    let known = ["id", "en", "remedy"];
    assert!(
        langs.keys().all(|it| known.contains(&it.as_str())),
        "{table}.json: {name} has a key that is neither a language nor a remedy"
    );
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

//! The counting against published data: twitter-text's own cases, and texts measured with the networks' own
//! libraries. The data lie in `shared` beside the repository, or where `KELOLA_SHARED` says; without them the
//! tests say so and pass.

use super::*;
use serde_json::Value;
use std::path::{Path, PathBuf};

fn data(file: &str) -> Option<String> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared");
    let folder = std::env::var_os("KELOLA_SHARED")
        .map_or_else(beside, PathBuf::from)
        .join("conformance");
    let text = std::fs::read_to_string(folder.join(file)).ok();
    if text.is_none() {
        eprintln!("skipped: no {file} in {}", folder.display());
    }
    text
}

fn number(value: &Value) -> u32 {
    u32::try_from(value.as_u64().unwrap()).unwrap()
}

/// Compares every vector, prints what differs, and gives (agreeing, all).
fn agreeing(
    what: &str,
    ours: impl Fn(&str, &Value) -> Result<(), String>,
) -> Option<(usize, usize)> {
    let vectors = data("text-length-vectors/text-length.jsonl")?;
    let (mut good, mut all) = (0, 0);
    for line in vectors.lines() {
        let vector: Value = serde_json::from_str(line).unwrap();
        all += 1;
        match ours(vector["text"].as_str().unwrap(), &vector) {
            Ok(()) => good += 1,
            Err(difference) => eprintln!(
                "{what} {:?}: {difference}",
                vector["text"].as_str().unwrap()
            ),
        }
    }
    eprintln!("{what}: {good} of {all}");
    Some((good, all))
}

fn same<T: PartialEq + std::fmt::Debug>(ours: T, theirs: T) -> Result<(), String> {
    if ours == theirs {
        Ok(())
    } else {
        Err(format!("ours {ours:?}, theirs {theirs:?}"))
    }
}

#[test]
fn lengths_agree_with_the_networks_own_libraries() {
    type Expected = fn(&Value) -> &Value;
    let cases: [(&str, Unit, Expected); 5] = [
        ("weighted", Unit::Weighted, |it| &it["x"]["weightedLength"]),
        (
            "graphemes",
            Unit::Graphemes,
            |it| &it["bluesky"]["graphemes"],
        ),
        ("bytes", Unit::Utf8Bytes, |it| &it["bluesky"]["bytes"]),
        ("utf16", Unit::Utf16, |it| &it["utf16"]),
        ("code points", Unit::CodePoints, |it| &it["codePoints"]),
    ];
    for (what, unit, theirs) in cases {
        let Some((good, all)) = agreeing(what, |text, vector| {
            same(measure(text, unit), number(theirs(vector)))
        }) else {
            return;
        };
        assert_eq!(good, all, "{what}");
    }
}

#[test]
fn bluesky_facets_agree_with_its_own_client() {
    let facets = agreeing("facets", |text, vector| {
        let ours = entities_by(text, Detection::Facets)
            .into_iter()
            .map(|it| (it.byte_start, it.byte_end, it.kind));
        let theirs = vector["bluesky"]["facets"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| {
                let kind = match it["type"].as_str().unwrap() {
                    "link" => EntityKind::Link,
                    "mention" => EntityKind::Mention,
                    _ => EntityKind::Hashtag,
                };
                (number(&it["byteStart"]), number(&it["byteEnd"]), kind)
            });
        let (mut ours, mut theirs): (Vec<_>, Vec<_>) = (ours.collect(), theirs.collect());
        ours.sort_unstable();
        theirs.sort_unstable();
        same(ours, theirs)
    });
    if let Some((good, all)) = facets {
        assert_eq!(good, all);
    }
}

#[test]
fn weighted_lengths_agree_with_twitter_texts_own_cases() {
    let Some(cases) = data("twitter-text/validate.yml") else {
        return;
    };
    let start = cases
        .find("WeightedTweetsWithDiscountedEmojiCounterTest")
        .unwrap();
    let (mut text, mut checked) = (None, 0);
    // The file is YAML of one shape: a quoted text per line, and the length it must have below it.
    for line in cases[start..].lines() {
        if let Some(quoted) = line.trim().strip_prefix("text: ") {
            text = Some(unquoted(quoted));
        } else if let Some(length) = line.trim().strip_prefix("weightedLength: ") {
            let text = text.take().unwrap();
            assert_eq!(
                measure(&text, Unit::Weighted),
                length.parse::<u32>().unwrap(),
                "{text:?}"
            );
            checked += 1;
        }
    }
    assert!(checked > 20, "{checked}");
}

fn unquoted(yaml: &str) -> String {
    let Some(inner) = yaml.strip_prefix('"').and_then(|it| it.strip_suffix('"')) else {
        return yaml.trim_matches('\'').replace("''", "'");
    };
    let (mut text, mut rest) = (String::new(), inner.chars());
    while let Some(it) = rest.next() {
        let digits = match it {
            '\\' => match rest.next().unwrap() {
                'U' => 8,
                'u' => 4,
                'x' => 2,
                'n' => {
                    text.push('\n');
                    continue;
                }
                other => {
                    text.push(other);
                    continue;
                }
            },
            other => {
                text.push(other);
                continue;
            }
        };
        let code: String = rest.by_ref().take(digits).collect();
        text.push(char::from_u32(u32::from_str_radix(&code, 16).unwrap()).unwrap());
    }
    text
}

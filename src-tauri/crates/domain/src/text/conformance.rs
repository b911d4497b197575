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

/// Length, validity and the last valid place as twitter-text gives them: in UTF-16 of the normalised text, moved by
/// what normalising took from the whole text.
fn as_twitter_text(text: &str) -> (u32, bool, i64) {
    let normal = weighted::normalised(text);
    let length = measure(text, Unit::Weighted);
    let fitting = weighted::fitting_bytes(&normal, &links::find(&normal), 280);
    let refused = normal.find(weighted::is_refused);
    let end = refused.map_or(fitting, |it| it.min(fitting));
    let units = |it: &str| i64::try_from(it.encode_utf16().count()).unwrap();
    let offset = units(text) - units(&normal);
    (
        length,
        (1..=280).contains(&length) && refused.is_none(),
        units(&normal[..end]).max(1) - 1 + offset,
    )
}

#[test]
fn validity_and_its_end_agree_with_twitter_text() {
    let agreed = agreeing("validity", |text, vector| {
        let theirs = &vector["x"];
        let (_, valid, end) = as_twitter_text(text);
        same(
            (valid, end),
            (
                theirs["valid"].as_bool().unwrap(),
                i64::from(number(&theirs["validEnd"])),
            ),
        )
    });
    if let Some((good, all)) = agreed {
        assert_eq!(good, all);
    }
}

/// One case of twitter-text's YAML files: the group it is in, its text and what is expected.
struct Case {
    group: String,
    text: String,
    expected: Vec<(String, String)>,
}

/// The files are YAML of one shape: groups, a quoted text per case, and what is expected below it.
fn cases(file: &str) -> Option<Vec<Case>> {
    let mut found: Vec<Case> = Vec::new();
    let mut group = String::new();
    for line in data(file)?.lines() {
        let bare = line.trim();
        if let Some(name) = line
            .strip_prefix("  ")
            .filter(|it| !it.starts_with([' ', '-']))
        {
            name.trim_end_matches(':').clone_into(&mut group);
        } else if let Some(quoted) = bare.strip_prefix("text: ") {
            found.push(Case {
                group: group.clone(),
                text: unquoted(quoted),
                expected: Vec::new(),
            });
        } else if let (Some(case), Some((key, value))) = (found.last_mut(), bare.split_once(": "))
            && !key.starts_with("- ")
        {
            case.expected.push((key.to_owned(), value.to_owned()));
        } else if let (Some(case), Some(value)) = (found.last_mut(), bare.strip_prefix("- "))
            && !value.starts_with("description")
        {
            case.expected.push(("item".to_owned(), unquoted(value)));
        }
    }
    Some(found)
}

#[test]
fn lengths_agree_with_twitter_texts_own_cases() {
    let Some(cases) = cases("twitter-text/validate.yml") else {
        return;
    };
    // One group is of an older configuration, in which an emoji counted as its parts.
    let counts_as_then = |it: &&Case| {
        it.group != "WeightedTweetsCounterTest"
            || it
                .text
                .char_indices()
                .all(|(at, _)| emoji::sequence(&it.text[at..]).is_none())
    };
    let mut checked = 0;
    for case in cases.iter().filter(counts_as_then) {
        let value = |key: &str| {
            let found = case.expected.iter().find(|(it, _)| it == key);
            found.map(|(_, value)| value.as_str())
        };
        let Some(length) = value("weightedLength") else {
            continue;
        };
        let ours = as_twitter_text(&case.text);
        assert_eq!(ours.0, length.parse::<u32>().unwrap(), "{:?}", case.text);
        assert_eq!(
            ours.1.to_string(),
            value("valid").unwrap(),
            "{:?}",
            case.text
        );
        assert_eq!(
            ours.2.to_string(),
            value("validRangeEnd").unwrap(),
            "{:?}",
            case.text
        );
        checked += 1;
    }
    assert!(checked > 40, "{checked}");
}

#[test]
fn weights_are_those_of_twitter_texts_configuration() {
    let Some(file) = data("twitter-text/v3.json") else {
        return;
    };
    let rules: Value = serde_json::from_str(&file).unwrap();
    let (scale, usual) = (number(&rules["scale"]), number(&rules["defaultWeight"]));
    let ranges: Vec<_> = rules["ranges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| ["start", "end", "weight"].map(|key| number(&it[key])))
        .collect();
    // A character alone, since some join what stands before them.
    for it in (0..=0x3000).filter_map(char::from_u32) {
        let normal = weighted::normalised(it.encode_utf8(&mut [0; 4])).into_owned();
        let weights = normal.chars().map(|it| {
            let within = |[start, end, _]: &&[u32; 3]| (*start..=*end).contains(&u32::from(it));
            ranges.iter().find(within).map_or(usual, |[_, _, it]| *it)
        });
        let weight = weights.sum::<u32>() / scale;
        assert_eq!(measure(&normal, Unit::Weighted), weight, "{it:?}");
    }
    assert_eq!(
        measure("https://kompas.id/berita", Unit::Weighted),
        number(&rules["transformedURLLength"])
    );
    assert!(as_twitter_text(&"a".repeat(number(&rules["maxWeightedTweetLength"]) as usize)).1);
    assert!(!as_twitter_text(&"a".repeat(number(&rules["maxWeightedTweetLength"]) as usize + 1)).1);
}

#[test]
fn names_and_hashtags_agree_with_twitter_texts_own_cases() {
    let Some(cases) = cases("twitter-text/validate.yml") else {
        return;
    };
    let mut checked = 0;
    for case in &cases {
        let [(_, expected)] = case.expected.as_slice() else {
            continue;
        };
        let entities = entities_by(&case.text, Detection::TwitterText);
        let whole = |kind| {
            let whole = entities.first().filter(|it| it.of(&case.text) == case.text);
            whole.is_some_and(|it| it.kind == kind)
        };
        let ours = match case.group.as_str() {
            "usernames" => whole(EntityKind::Mention) && !case.text.contains('/'),
            "lists" => whole(EntityKind::Mention) && case.text.contains('/'),
            "hashtags" => whole(EntityKind::Hashtag),
            // The 140 characters of old (configuration v1): plain code points, a link 23.
            "tweets" => {
                let links = links::find(&case.text);
                let within: usize = links
                    .iter()
                    .map(|it| case.text[it.place.clone()].chars().count())
                    .sum();
                (1..=140).contains(&(case.text.chars().count() - within + links.len() * 23))
            }
            _ => continue,
        };
        assert_eq!(
            ours.to_string(),
            *expected,
            "{} {:?}",
            case.group,
            case.text
        );
        checked += 1;
    }
    assert!(checked > 20, "{checked}");
}

#[test]
fn every_top_level_domain_makes_a_link() {
    let Some(cases) = cases("twitter-text/tlds.yml") else {
        return;
    };
    for case in &cases {
        let links: Vec<_> = entities_by(&case.text, Detection::TwitterText)
            .iter()
            .map(|it| ("item".to_owned(), it.of(&case.text).to_owned()))
            .collect();
        assert_eq!(links, case.expected, "{}", case.text);
    }
    assert!(cases.len() > 1000, "{}", cases.len());
}

#[test]
fn graphemes_agree_with_unicodes_own_cases() {
    let Some(cases) = data("unicode/GraphemeBreakTest.txt") else {
        return;
    };
    let mut checked = 0;
    for line in cases.lines().filter(|it| it.starts_with('÷')) {
        let (marks, _) = line.split_once('#').unwrap();
        let text: String = marks
            .split(['÷', '×'])
            .map(str::trim)
            .filter(|it| !it.is_empty())
            .filter_map(|it| char::from_u32(u32::from_str_radix(it, 16).unwrap()))
            // The cases are of Unicode 15.0; since 17.0 these scissors are no pictograph, those beside them still are.
            .map(|it| if it == '\u{2701}' { '\u{2702}' } else { it })
            .collect();
        let clusters = marks.matches('÷').count() - 1;
        assert_eq!(measure(&text, Unit::Graphemes) as usize, clusters, "{line}");
        checked += 1;
    }
    assert!(checked > 500, "{checked}");
}

#[test]
fn every_emoji_of_unicodes_list_is_one_character() {
    let Some(file) = data("unicode/emoji-test.txt") else {
        return;
    };
    let mut checked = 0;
    for line in file.lines().filter(|it| it.contains("; fully-qualified")) {
        let (points, rest) = line.split_once(';').unwrap();
        let text: String = points
            .split_whitespace()
            .map(|it| char::from_u32(u32::from_str_radix(it, 16).unwrap()).unwrap())
            .collect();
        let version: f32 = rest
            .split_whitespace()
            .find_map(|it| it.strip_prefix('E')?.parse().ok())
            .unwrap();
        assert_eq!(measure(&text, Unit::Graphemes), 1, "{line}");
        // X's library knows those of its year.
        if version <= 11.0 && !["♾️", "👁️‍🗨️"].contains(&text.as_str()) {
            assert_eq!(measure(&text, Unit::Weighted), 2, "{line}");
        }
        checked += 1;
    }
    assert!(checked > 3_000, "{checked}");
}

#[test]
fn mastodon_lengths_agree_with_its_own_cases() {
    let Some(file) = data("mastodon/status-length-cases.json") else {
        return;
    };
    let file: Value = serde_json::from_str(&file).unwrap();
    let written = |parts: &Value| {
        parts
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it[0].as_str().unwrap().repeat(number(&it[1]) as usize))
            .collect::<String>()
    };
    for case in file["cases"].as_array().unwrap() {
        let warning = measure(&written(&case["spoiler"]), Unit::Graphemes);
        let length = warning + measure(&written(&case["text"]), Unit::Fediverse);
        let too_long = length > number(&file["limit"]);
        assert_eq!(
            Some(too_long),
            case["too_long"].as_bool(),
            "{}: {length}",
            case["name"]
        );
    }
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

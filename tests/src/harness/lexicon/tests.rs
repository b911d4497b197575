//! The judge is judged by the protocol's published examples and by records made to break one rule each.

use serde_json::{Value, json};

use super::*;
use crate::harness::paths;

fn lexicons() -> Option<Lexicons> {
    paths::shared("specs/atproto/lexicons").map(|folder| Lexicons::read(&folder))
}

fn post(text: &str) -> Value {
    json!({ "$type": "app.bsky.feed.post", "text": text, "createdAt": "2026-11-23T12:00:00.000Z" })
}

#[test]
fn formats_agree_with_the_published_examples() {
    let Some(folder) = paths::shared("conformance/atproto/syntax") else {
        return;
    };
    let formats = [
        "at-identifier",
        "at-uri",
        "datetime",
        "did",
        "handle",
        "language",
        "nsid",
        "record-key",
        "tid",
    ];
    for format in formats {
        for (kind, wanted) in [("valid", true), ("invalid", false)] {
            let name = format!(
                "{}_syntax_{kind}.txt",
                format.replace("at-", "at").replace('-', "")
            );
            let text = std::fs::read_to_string(folder.join(&name)).unwrap();
            let examples = text
                .lines()
                .filter(|line| !line.is_empty() && !line.starts_with('#'));
            let wrong: Vec<_> = examples
                .filter(|line| formats::matches(format, line) != wanted)
                .collect();
            assert!(wrong.is_empty(), "{name}: judged wrongly: {wrong:#?}");
        }
    }
}

#[test]
fn a_good_post_has_no_fault() {
    let Some(lexicons) = lexicons() else { return };
    let record = json!({
        "$type": "app.bsky.feed.post", "text": "Halo #kopi", "createdAt": "2026-11-23T12:00:00.000Z", "langs": ["id"],
        "facets": [{ "index": { "byteStart": 5, "byteEnd": 10 },
            "features": [{ "$type": "app.bsky.richtext.facet#tag", "tag": "kopi" }] }],
        "embed": { "$type": "app.bsky.embed.images", "images": [{
            "alt": "Secangkir kopi", "aspectRatio": { "width": 4, "height": 5 },
            "image": { "$type": "blob", "mimeType": "image/jpeg", "size": 1000,
                "ref": { "$link": "bafkreibjfgx2gprinfvicegelk5kosd6y2frmqpqzwqkg7usac74l3t2v4" } } }] },
    });
    assert_eq!(
        lexicons.record("app.bsky.feed.post", &record),
        Faults::new()
    );
}

#[test]
fn each_broken_rule_of_a_post_is_named() {
    let Some(lexicons) = lexicons() else { return };
    let family = "👨‍👩‍👧‍👦";
    let mut cases = vec![
        (post(&"a".repeat(301)), "301 graphemes"),
        (post(&family.repeat(200)), "5000 bytes"),
        (
            json!({ "$type": "app.bsky.feed.post", "text": "x" }),
            "createdAt is missing",
        ),
        (
            json!({ "$type": "app.bsky.feed.like", "text": "x", "createdAt": "2026-11-23T12:00:00Z" }),
            "$type",
        ),
    ];
    let mut with = |key: &str, value: Value, says: &'static str| {
        let mut record = post("x");
        record
            .as_object_mut()
            .unwrap()
            .insert(key.to_owned(), value);
        cases.push((record, says));
    };
    with("createdAt", json!("yesterday"), "is no datetime");
    with("langs", json!(["id", "en", "jv", "su"]), "4 items");
    with("langs", json!("id"), "is not an array");
    with(
        "facets",
        json!([{ "index": { "byteStart": -1, "byteEnd": 2 }, "features": [] }]),
        "byteStart is -1",
    );
    with("embed", json!({ "images": [] }), "no $type");
    with(
        "embed",
        json!({ "$type": "app.bsky.feed.like" }),
        "not one of",
    );
    with(
        "reply",
        json!({ "root": { "uri": "https://x", "cid": "bafy" } }),
        "is no at-uri",
    );
    for (record, says) in cases {
        let faults = lexicons.record("app.bsky.feed.post", &record);
        assert!(
            faults.iter().any(|fault| fault.contains(says)),
            "{says:?} expected, found {faults:?}"
        );
    }
}

#[test]
fn query_parameters_must_be_known_typed_and_in_range() {
    let Some(lexicons) = lexicons() else { return };
    let list = "app.bsky.notification.listNotifications";
    let judge = |method: &str, given: &[(&str, &str)]| {
        let given: Vec<_> = given
            .iter()
            .map(|(key, value)| (key.to_string(), value.to_string()))
            .collect();
        lexicons.parameters(method, &given)
    };
    assert_eq!(
        judge(
            list,
            &[("limit", "50"), ("reasons", "reply"), ("reasons", "like")]
        ),
        Faults::new()
    );
    assert_eq!(judge(list, &[("limit", "500")]).len(), 1);
    assert_eq!(
        judge(list, &[("limit", "many")]),
        ["limit is not an integer"]
    );
    assert_eq!(judge(list, &[("page", "2")]), ["page: no such parameter"]);
    assert_eq!(judge("app.bsky.feed.getPosts", &[]), ["uris is missing"]);
    let uri = ("uris", "at://did:plc:abc/app.bsky.feed.post/3n2ythbfhkc2a");
    assert_eq!(judge("app.bsky.feed.getPosts", &[uri; 25]), Faults::new());
    assert_eq!(
        judge("app.bsky.feed.getPosts", &[uri; 26]),
        ["uris has 26 items, not 0 to 25"]
    );
}

//! What the checks are told of a stored post.

use crate::{
    channels::list_channels,
    commands::Nothing,
    posts::{CheckText, check_text},
    script::{NewPost, add_post},
    testing::Shop,
};
use serde_json::json;

/// The codes found in a post planned for Wednesday, 25 November, as seen on the Monday before.
fn found(text: &str) -> Vec<String> {
    let shop = Shop::at("2026-11-23T05:15:00Z", &["kompasiana"]);
    let channel = list_channels(&shop.kelola, Nothing {}).unwrap()[0].id;
    let wanted =
        json!({ "title": "Kopi", "text": text, "channels": [channel], "at": "2026-11-25T12:15" });
    let wanted: NewPost = serde_json::from_value(wanted).unwrap();
    let post = add_post(&shop.kelola, wanted).unwrap();
    let asked: CheckText = serde_json::from_value(json!({ "post": post })).unwrap();
    let checks = check_text(&shop.kelola, asked).unwrap();
    let findings = checks.into_iter().flat_map(|it| it.check.findings);
    findings.map(|it| it.code).collect()
}

#[test]
fn a_post_is_judged_by_the_day_it_goes_out() {
    let is_found = |text: &str, code: &str| found(text).iter().any(|it| it == code);
    assert!(is_found("Diskon sampai 24 November", "offer_over"));
    assert!(!is_found("Diskon sampai 25 November", "offer_over"));
    assert!(is_found("Hari ini, Jumat", "relative_day_wrong"));
    assert!(!is_found("Hari ini, Rabu", "relative_day_wrong"));
}

//! What the checks are told of a stored post.

use super::{Tone, WrittenField};
use crate::{
    channels::list_channels,
    commands::Nothing,
    posts::{CheckText, MeasureText, check_text, measure_text},
    script::{NewPost, add_post},
    testing::Shop,
};
use kelola_domain::{
    network::Field,
    post::{Content, Overrides, ThreadPart},
    text::Measure,
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

/// The codes found in a second post, planned for a wall time, beside one that stands at 12.15.
fn beside(text: &str, at: &str) -> Vec<String> {
    let shop = Shop::at("2026-11-23T05:15:00Z", &["kompasiana"]);
    let channel = list_channels(&shop.kelola, Nothing {}).unwrap()[0].id;
    let add = |text: &str, at: &str| {
        let wanted = json!({ "title": "Kopi", "text": text, "channels": [channel], "at": at });
        let wanted: NewPost = serde_json::from_value(wanted).unwrap();
        add_post(&shop.kelola, wanted).unwrap()
    };
    add(
        "Kopi susu gula aren kembali hadir mulai besok pagi di kedai kami!",
        "2026-11-25T12:15",
    );
    let post = add(text, at);
    let detail = crate::posts::get_post(&shop.kelola, crate::posts::OnePost { id: post }).unwrap();
    let findings = detail.checks.into_iter().flat_map(|it| it.check.findings);
    findings.map(|it| it.code).collect()
}

#[test]
fn a_post_is_compared_with_those_around_it() {
    let same = "KOPI SUSU gula aren kembali hadir, mulai besok pagi di kedai kami";
    let is_found = |codes: Vec<String>, code: &str| codes.iter().any(|it| it == code);
    assert!(is_found(beside(same, "2026-11-26T09:00"), "near_duplicate"));
    assert!(
        !is_found(beside(same, "2027-02-26T09:00"), "near_duplicate"),
        "long after"
    );
    assert!(!is_found(
        beside("Resep rendang", "2026-11-26T09:00"),
        "near_duplicate"
    ));
    assert!(is_found(
        beside("Resep rendang", "2026-11-25T12:15"),
        "same_minute"
    ));
    assert!(!is_found(
        beside("Resep rendang", "2026-11-25T12:16"),
        "same_minute"
    ));
}

#[test]
fn the_brand_and_the_campaign_have_a_say() {
    use crate::{
        brands::{SaveBrand, save_brand},
        posts::{PostPatch, SavePost, get_post, save_post},
    };
    let shop = Shop::at("2026-11-23T05:15:00Z", &["kompasiana"]);
    let channel = list_channels(&shop.kelola, Nothing {}).unwrap()[0].id;
    let brand = kelola_domain::brand::Brand {
        avoided: vec!["paling murah".to_owned()],
        ..shop.kelola.brand().unwrap()
    };
    save_brand(&shop.kelola, SaveBrand { brand }).unwrap();
    let wanted = json!({ "text": "Paling murah! https://kopi.id/menu", "channels": [channel] });
    let wanted: NewPost = serde_json::from_value(wanted).unwrap();
    let id = add_post(&shop.kelola, wanted).unwrap();
    let post = get_post(&shop.kelola, crate::posts::OnePost { id })
        .unwrap()
        .post;
    let patch = PostPatch {
        campaign: Some("Akhir tahun".to_owned()),
        ..PostPatch::default()
    };
    let args = SavePost {
        id,
        revision: post.revision,
        patch,
    };
    save_post(&shop.kelola, args).unwrap();
    let checks = get_post(&shop.kelola, crate::posts::OnePost { id })
        .unwrap()
        .checks;
    let codes: Vec<_> = checks
        .iter()
        .flat_map(|it| &it.check.findings)
        .map(|it| it.code.as_str())
        .collect();
    assert!(codes.contains(&"word_avoided"), "{codes:?}");
    assert!(codes.contains(&"utm_missing"), "{codes:?}");
}

#[test]
fn a_version_is_judged_by_its_own_time() {
    let shop = Shop::at("2026-11-23T05:15:00Z", &["kompasiana"]);
    let channel = list_channels(&shop.kelola, Nothing {}).unwrap()[0].id;
    let add = |text: &str, own: Option<&str>| {
        let wanted = json!({
            "title": "Kopi", "text": text, "channels": [channel], "at": "2026-11-25T12:15",
            "variants": { channel.to_string(): { "at": own } },
        });
        let wanted: NewPost = serde_json::from_value(wanted).unwrap();
        add_post(&shop.kelola, wanted).unwrap()
    };
    add("Teh tarik", None);
    let post = add("Diskon sampai 24 November", Some("2026-11-24T12:15"));
    let found = |own: Option<&str>| {
        let planned = own.map(|wall| json!({ "wall": wall, "zone": "Asia/Jakarta" }));
        let asked =
            json!({ "post": post, "channel": channel, "overrides": { "planned": planned } });
        let asked: CheckText = serde_json::from_value(asked).unwrap();
        let checks = check_text(&shop.kelola, asked).unwrap();
        let findings = checks.into_iter().flat_map(|it| it.check.findings);
        let codes: Vec<_> = findings.map(|it| it.code).collect();
        let has = |code: &str| codes.iter().any(|it| it == code);
        (has("offer_over"), has("same_minute"))
    };
    assert_eq!(found(Some("2026-11-24T12:15")), (false, false), "as stored");
    assert_eq!(found(Some("2026-11-26T09:00")), (true, false), "as typed");
    assert_eq!(found(None), (true, true), "with the post again");
}

#[test]
fn what_follows_every_key_is_what_the_whole_check_says() {
    let shop = Shop::at("2026-11-23T05:15:00Z", &["bluesky", "instagram"]);
    let channels = list_channels(&shop.kelola, Nothing {}).unwrap();
    let id = |network: &str| {
        let found = channels.iter().find(|it| it.network.as_str() == network);
        found.unwrap().id
    };
    let all: Vec<_> = channels.iter().map(|it| it.id).collect();
    let wanted: NewPost =
        serde_json::from_value(json!({ "text": "Kopi", "channels": all })).unwrap();
    let post = add_post(&shop.kelola, wanted).unwrap();
    let shared = Content {
        text: "Kopi #senja https://kopi.id".into(),
        parts: vec![ThreadPart {
            text: "Dua #teh".into(),
            media: Vec::new(),
        }],
        ..Content::default()
    };
    let words = CheckText {
        post,
        shared: Some(shared),
        channel: None,
        overrides: None,
    };
    let measured = |words: &CheckText, open| {
        let words = words.clone();
        measure_text(&shop.kelola, MeasureText { words, open }).unwrap()
    };
    let marked = |words: &CheckText, open| -> Vec<_> {
        let marks = measured(words, open).marks.into_iter();
        marks
            .filter(|it| !matches!(it.tone, Tone::Error | Tone::Warning))
            .map(|it| (it.field, it.start, it.tone))
            .collect()
    };

    let found = measured(&words, None);
    let whole = check_text(&shop.kelola, words.clone()).unwrap();
    assert_eq!(found.versions.len(), whole.len());
    for (version, check) in found.versions.iter().zip(&whole) {
        assert_eq!(version.channel, check.channel);
        let of_text = |it: &&Measure| it.field == Field::Text;
        assert!(
            version
                .measures
                .iter()
                .eq(check.check.measures.iter().filter(of_text))
        );
        let open = measured(&words, Some(version.channel)).versions;
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].channel, version.channel);
        assert_eq!(open[0].measures, check.check.measures);
        let parts: Vec<_> = version.parts.iter().flatten().map(|it| it.length).collect();
        let is_thread = version.channel == id("bluesky");
        assert_eq!(parts, if is_thread { vec![8] } else { vec![] });
    }
    let (hashtag, link) = (
        (WrittenField::Text, 5, Tone::Hashtag),
        (WrittenField::Text, 12, Tone::Link),
    );
    let in_part = (WrittenField::Part, 4, Tone::Hashtag);
    assert_eq!(marked(&words, None), [hashtag, link, in_part]);
    assert_eq!(marked(&words, Some(id("instagram"))), [hashtag]);

    // A version with words of its own is coloured where it stands, and not among those all share.
    let own = CheckText {
        channel: Some(id("bluesky")),
        overrides: Some(Overrides {
            text: Some("😀 #lain".into()),
            ..Overrides::default()
        }),
        ..words
    };
    assert_eq!(marked(&own, None), [hashtag, in_part]);
    let (text, part) = ((WrittenField::Text, 3, Tone::Hashtag), in_part);
    assert_eq!(marked(&own, Some(id("bluesky"))), [text, part]);
}

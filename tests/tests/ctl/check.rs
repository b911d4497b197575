//! `networks` and `check`.

use crate::{keys, refused};
use kelola_tests::harness::kelolactl::{Kelolactl, Outcome};
use kelola_tests::harness::temp::Temp;
use kelola_tests::journeys::{Photo, arg};
use serde_json::{Value, json};

fn nowhere(temp: &Temp) -> Kelolactl {
    Kelolactl::on(&temp.path().join("data")).with_env([("LANG", "C.UTF-8")])
}

fn check(ctl: &Kelolactl, network: &str, text: &str, more: &[&str]) -> Outcome {
    let args = [&["check", "--network", network, "--text", "-"], more].concat();
    ctl.run_with_input(args, text.as_bytes())
}

fn codes(result: &Value) -> Vec<&str> {
    result["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["code"].as_str().unwrap())
        .collect()
}

#[test]
fn networks_are_listed_with_their_rules() {
    let temp = Temp::new();
    let list = nowhere(&temp).json(["networks"]);
    let list = list.as_array().unwrap();
    for id in ["bluesky", "instagram", "x", "kompasiana"] {
        assert!(list.iter().any(|it| it["id"] == id), "{id}");
    }
    for it in list {
        assert_eq!(
            keys(it),
            ["as_of", "id", "kinds", "limits", "name", "placements"]
        );
        assert!(!it["kinds"].as_array().unwrap().is_empty(), "{it}");
        assert!(
            chrono::NaiveDate::parse_from_str(it["as_of"].as_str().unwrap(), "%Y-%m-%d").is_ok(),
            "{it}"
        );
        for placement in it["placements"].as_array().unwrap() {
            assert_eq!(
                keys(placement),
                ["formats", "height", "id", "max_bytes", "width"]
            );
        }
        for limit in it["limits"].as_array().unwrap() {
            assert_eq!(keys(limit), ["field", "limit", "unit"]);
        }
    }
    let x = list.iter().find(|it| it["id"] == "x").unwrap();
    let kinds = x["kinds"].as_array().unwrap();
    assert!(
        kinds.contains(&json!("free")) && kinds.contains(&json!("premium")),
        "{x}"
    );
    assert!(
        !temp.path().join("data").exists(),
        "asking for rules makes no data folder"
    );
}

#[test]
fn a_text_is_counted_in_the_networks_own_unit() {
    let temp = Temp::new();
    let ctl = nowhere(&temp);
    let text = "👨‍👩‍👧 Kopi @sari.test https://kopi.id/a #kopi";
    let result = check(&ctl, "bluesky", text, &[]).expect_code(0).json();
    assert_eq!(
        keys(&result),
        [
            "findings", "fits", "length", "limit", "measures", "network", "ranges", "unit"
        ]
    );
    // The family is one grapheme of five scalar values.
    let scalars = text.chars().count();
    assert_eq!(
        (&result["length"], &result["limit"]),
        (&json!(scalars - 4), &json!(300))
    );
    assert_eq!(
        (&result["network"], &result["unit"], &result["fits"]),
        (&json!("bluesky"), &json!("graphemes"), &json!(true))
    );
    let measures = result["measures"].as_array().unwrap();
    let units: Vec<_> = measures
        .iter()
        .map(|it| it["unit"].as_str().unwrap())
        .collect();
    assert!(units.contains(&"graphemes"), "{units:?}");
    assert!(
        measures
            .iter()
            .all(|it| keys(it) == ["field", "length", "limit", "unit"]),
        "{result}"
    );
    assert!(
        measures
            .iter()
            .any(|it| it["unit"] == "utf8_bytes" && it["length"] == text.len()),
        "{result}"
    );
    let cut = |range: &Value| -> String {
        let (start, end) = (
            range["start"].as_u64().unwrap() as usize,
            range["end"].as_u64().unwrap() as usize,
        );
        text.chars().skip(start).take(end - start).collect()
    };
    let ranges: Vec<_> = result["ranges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["what"].as_str().unwrap(), cut(it)))
        .collect();
    assert_eq!(
        ranges,
        [
            ("mention", "@sari.test".to_owned()),
            ("link", "https://kopi.id/a".to_owned()),
            ("hashtag", "#kopi".to_owned()),
        ]
    );
    assert!(
        result["ranges"]
            .as_array()
            .unwrap()
            .iter()
            .all(|it| keys(it) == ["end", "start", "what"])
    );

    // X counts every link as 23 and every emoji as 2; Instagram counts UTF-16.
    let on_x = check(
        &ctl,
        "x",
        "👍 https://kopi.id/sebuah/alamat/yang/panjang/sekali",
        &[],
    )
    .expect_code(0)
    .json();
    assert_eq!(
        (&on_x["length"], &on_x["unit"]),
        (&json!(2 + 1 + 23), &json!("weighted"))
    );
    let on_instagram = check(&ctl, "instagram", "👍 kopi", &[]).json();
    assert_eq!(
        (&on_instagram["length"], &on_instagram["unit"]),
        (&json!(7), &json!("utf16"))
    );
}

#[test]
fn a_text_comes_from_a_file_or_from_standard_input() {
    let temp = Temp::new();
    let ctl = nowhere(&temp);
    let file = temp.file("teks.txt", "Kopi pagi ☕\n");
    let from_file = ctl
        .run(["check", "--network", "bluesky", "--text", &arg(&file)])
        .expect_code(0);
    let from_input = check(&ctl, "bluesky", "Kopi pagi ☕", &[]).expect_code(0);
    assert_eq!(from_file.json(), from_input.json());
    refused(
        &ctl.run([
            "check",
            "--network",
            "bluesky",
            "--text",
            &arg(&temp.path().join("tiada")),
        ]),
        2,
        "file_unreadable",
    );
    let not_utf8 = ctl.run_with_input(
        ["check", "--network", "bluesky", "--text", "-"],
        b"kopi \xff",
    );
    refused(&not_utf8, 2, "bad_input");
}

#[test]
fn a_text_that_does_not_fit_is_a_problem_found() {
    let temp = Temp::new();
    let ctl = nowhere(&temp);
    let fitting = check(&ctl, "bluesky", &"é".repeat(300), &[])
        .expect_code(0)
        .json();
    assert_eq!(fitting["fits"], true);
    let long = check(&ctl, "bluesky", &"é".repeat(301), &[])
        .expect_code(1)
        .json();
    assert_eq!(
        (&long["fits"], &long["length"]),
        (&json!(false), &json!(301))
    );
    let finding = &long["findings"][0];
    assert_eq!(
        keys(finding),
        ["code", "end", "field", "message", "severity", "start"]
    );
    assert_eq!(
        (&finding["code"], &finding["severity"], &finding["field"]),
        (&json!("text_too_long"), &json!("error"), &json!("text"))
    );
    // A warning alone is no problem: a link that cannot be clicked, a placeholder.
    let warned = check(&ctl, "x", "Diskon [TANGGAL]", &[]);
    if warned.json()["findings"]
        .as_array()
        .unwrap()
        .iter()
        .all(|it| it["severity"] != "error")
    {
        let _ = warned.expect_code(0);
    }
    // A kind is an account's tier: what is too long for one fits the other.
    let _ = check(&ctl, "x", &"a".repeat(300), &["--kind", "free"]).expect_code(1);
    let _ = check(&ctl, "x", &"a".repeat(300), &["--kind", "premium"]).expect_code(0);
}

#[test]
fn pictures_are_checked_too() {
    let temp = Temp::new();
    let ctl = nowhere(&temp);
    let without = check(&ctl, "instagram", "Kopi", &[]).expect_code(1).json();
    assert!(codes(&without).contains(&"picture_required"), "{without}");
    let photo = arg(&temp.file("a.jpg", Photo::plain(1080, 1350).0));
    let with = check(&ctl, "instagram", "Kopi", &["--media", &photo])
        .expect_code(0)
        .json();
    assert!(!codes(&with).contains(&"picture_required"), "{with}");
    let five: Vec<&str> = ["--media"].into_iter().chain([photo.as_str(); 5]).collect();
    let many = check(&ctl, "bluesky", "Kopi", &five).expect_code(1).json();
    assert!(codes(&many).contains(&"too_many_pictures"), "{many}");
    let broken = arg(&temp.file("b.jpg", b"no picture"));
    let _ = check(&ctl, "instagram", "Kopi", &["--media", &broken]).expect_code(2);
    let _ = check(&ctl, "instagram", "Kopi", &["--media", "/tiada.jpg"]).expect_code(2);
}

#[test]
fn what_is_unknown_is_bad_input() {
    let temp = Temp::new();
    let ctl = nowhere(&temp);
    refused(
        &check(&ctl, "friendster", "Halo", &[]),
        2,
        "unknown_network",
    );
    refused(
        &check(&ctl, "x", "Halo", &["--kind", "gold"]),
        2,
        "bad_input",
    );
    for usage in [
        &["check"][..],
        &["check", "--network", "x"],
        &["checks"],
        &["check", "--batch", "-", "--network", "x"],
        &[],
    ] {
        let outcome = ctl.run(usage).expect_code(2);
        assert!(
            !outcome.err.is_empty() && outcome.out.is_empty(),
            "{usage:?}"
        );
    }
}

#[test]
fn a_batch_equals_single_checks_in_order_with_their_ids() {
    let temp = Temp::new();
    let ctl = nowhere(&temp);
    let cases = [
        ("bluesky", None, "Kopi ☕ #kopi".to_owned()),
        ("x", Some("premium"), "a".repeat(400)),
        ("x", None, "a".repeat(400)),
        ("instagram", None, "Baris\nkedua @sari".to_owned()),
        ("kompasiana", None, "Artikel".to_owned()),
    ];
    let input: String = cases
        .iter()
        .enumerate()
        .map(|(id, (network, kind, text))| {
            let mut line = json!({ "id": id, "network": network, "text": text });
            if let Some(kind) = kind {
                line["kind"] = json!(kind);
            }
            format!("{line}\n")
        })
        .collect();
    let batch = ctl
        .run_with_input(["check", "--batch", "-"], input.as_bytes())
        .expect_code(1)
        .json_lines();
    assert_eq!(batch.len(), cases.len());
    for (id, ((network, kind, text), mut line)) in cases.iter().zip(batch).enumerate() {
        assert_eq!(line.as_object_mut().unwrap().remove("id"), Some(json!(id)));
        let more: Vec<&str> = kind.iter().flat_map(|it| ["--kind", it]).collect();
        assert_eq!(check(&ctl, network, text, &more).json(), line);
    }
    let file = temp.file("batch.jsonl", &input);
    let from_file = ctl.run(["check", "--batch", &arg(&file)]).expect_code(1);
    assert_eq!(from_file.json_lines().len(), cases.len());
}

#[test]
fn a_bad_line_gives_its_own_error_and_the_rest_goes_on() {
    let temp = Temp::new();
    let ctl = nowhere(&temp);
    let input = r#"{"id":"a","network":"x","text":"Halo"}
{"id":"b","network":"friendster","text":"Halo"}
{"id":"c","network":"x","text":"Halo","colour":"red"}
no json
{"id":"d","network":"x"}
{"id":5,"network":"bluesky","text":"Halo"}
"#;
    let lines = ctl
        .run_with_input(["check", "--batch", "-"], input.as_bytes())
        .expect_code(1)
        .json_lines();
    assert_eq!(lines.len(), 6);
    let told: Vec<_> = lines
        .iter()
        .map(|it| (it["id"].clone(), it["error"]["code"].clone()))
        .collect();
    assert_eq!(
        told,
        [
            (json!("a"), Value::Null),
            (json!("b"), json!("unknown_network")),
            (json!("c"), json!("bad_input")),
            (Value::Null, json!("bad_input")),
            (json!("d"), json!("bad_input")),
            (json!(5), Value::Null),
        ]
    );
    assert!(
        lines[1]["error"]["message"]
            .as_str()
            .unwrap()
            .contains("friendster")
    );
    let good = r#"{"id":"a","network":"x","text":"Halo"}"#;
    let _ = ctl
        .run_with_input(["check", "--batch", "-"], good.as_bytes())
        .expect_code(0);
    let _ = ctl
        .run_with_input(["check", "--batch", "-"], b"nothing\nof use\n")
        .expect_code(2);
}

#[test]
fn messages_come_in_the_language_asked_for() {
    let temp = Temp::new();
    let ctl = nowhere(&temp);
    let say = |lang: &str| {
        let long = check(&ctl, "bluesky", &"a".repeat(301), &["--lang", lang])
            .expect_code(1)
            .json();
        let unknown = check(&ctl, "friendster", "a", &["--lang", lang]).expect_code(2);
        (
            long["findings"][0]["message"].as_str().unwrap().to_owned(),
            unknown.err,
        )
    };
    let (indonesian, english) = (say("id"), say("en"));
    assert_eq!(
        (indonesian.0.as_str(), english.0.as_str()),
        ("301 dari 300. Lebih 1.", "301 of 300. 1 too many.")
    );
    assert!(
        indonesian.1.contains("tidak dikenal") && english.1.contains("is not known"),
        "{indonesian:?} {english:?}"
    );
    let _ = check(&ctl, "bluesky", "a", &["--lang", "fr"]).expect_code(2);
}

#[test]
fn networks_of_ones_own_and_newer_rules_are_counted_by() {
    let temp = Temp::new();
    let ctl = Kelolactl::on(&temp.folder("data"));
    ctl.add(
        "brand",
        &json!({ "name": "Kopi Senja", "zone": "Asia/Jakarta" }),
    );
    let forum = ctl.add(
        "network",
        &json!({
            "id": "", "name": "Forum Warga", "composer_url": "https://forum.example/new", "kinds": [], "fields": ["title"],
            "limits": [{ "field": "text", "unit": "code_points", "limit": 10 }], "max_images": 1, "alt_text": false,
            "links_clickable": true, "hashtags": false, "formats": ["bbcode"], "picture": null
        }),
    );
    let long = check(&ctl, &forum, "sebelas kata", &[]);
    long.expect_code(1);
    let rules = temp.file(
        "rules.json",
        json!({ "kelola_rules": 1, "networks": [{ "network": "x", "as_of": "2099-01-01", "limits":
            [{ "field": "text", "unit": "weighted", "limit": 5, "kinds": [], "with_media": null, "firm": true, "source": "help page, 2099-01" }] }] })
        .to_string(),
    );
    check(&ctl, "x", "enam12", &[]).expect_code(0);
    ctl.run(["network", "import-rules", &rules.to_string_lossy()])
        .expect_code(0);
    check(&ctl, "x", "enam12", &[]).expect_code(1);
    ctl.run(["network", "forget-rules", "x"]).expect_code(0);
    check(&ctl, "x", "enam12", &[]).expect_code(0);
    ctl.run(["network", "remove", &forum]).expect_code(0);
    let wrong = temp.file("wrong.json", "{}");
    ctl.run(["network", "import-rules", &wrong.to_string_lossy()])
        .expect_code(2);
}

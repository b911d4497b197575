//! `brand`, `channel` and `post`: everyday objects, and that bad input changes nothing.

use crate::{only_the_owner_may_read, refused};
use kelola_tests::harness::kelolactl::{Kelolactl, Outcome};
use kelola_tests::harness::temp::Temp;
use kelola_tests::journeys::{Photo, Shop, arg, wall_in};
use serde_json::{Value, json};

fn add(ctl: &Kelolactl, kind: &str, object: &Value) -> Outcome {
    ctl.run_with_input([kind, "add"], object.to_string().as_bytes())
}

fn tomorrow() -> String {
    wall_in(chrono::Duration::days(1))
}

#[test]
fn a_shop_is_set_up_written_planned_and_cleared() {
    let shop = Shop::without_keychain();
    let brands = shop.ctl.json(["brand", "list"]);
    assert_eq!(
        (&brands[0]["id"], &brands[0]["name"]),
        (&json!(shop.brand), &json!("Kopi Senja"))
    );
    assert_eq!(
        (&brands[0]["zone"], &brands[0]["languages"]),
        (&json!("Asia/Jakarta"), &json!(["id"]))
    );

    let (x, instagram) = (shop.manual_channel("x"), shop.manual_channel("instagram"));
    let channels = shop.ctl.json(["channel", "list"]);
    assert_eq!(channels.as_array().unwrap().len(), 2);
    assert!(
        channels
            .as_array()
            .unwrap()
            .iter()
            .all(|it| it["connection"] == "manual" && it["brand"] == shop.brand.as_str())
    );
    assert_eq!(
        shop.ctl.json(["channel", "list", "--brand", &shop.brand]),
        channels
    );
    let tested = shop.ctl.json(["channel", "test", &x]);
    assert_eq!((&tested["id"], &tested["ok"]), (&json!(x), &json!(true)));

    let photo = arg(&shop.file("foto.jpg", Photo::plain(1200, 1500).0));
    let at = tomorrow();
    let post = shop.ctl.add("post", &json!({
        "title": "Kopi baru", "text": "Kopi baru di Braga", "media": [photo], "alt": ["Secangkir kopi"],
        "channels": [x, instagram], "variants": { x.as_str(): { "text": "Kopi baru! 👍" } }, "at": at, "zone": "Asia/Makassar",
    }));
    let listed = shop.ctl.json(["post", "list"]);
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert_eq!(
        (
            &listed[0]["id"],
            &listed[0]["title"],
            &listed[0]["progress"]
        ),
        (&json!(post), &json!("Kopi baru"), &json!("scheduled"))
    );
    assert_eq!(
        listed[0]["planned"],
        json!({ "wall": at, "zone": "Asia/Makassar" }),
        "wall time and zone as planned"
    );
    let seen = shop.show(&post);
    assert_eq!(seen["post"]["shared"]["media"][0]["alt"], "Secangkir kopi");
    assert_eq!(seen["variants"][0]["overrides"]["text"], "Kopi baru! 👍");
    let states: Vec<_> = seen["deliveries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["delivery"]["state"].clone())
        .collect();
    assert_eq!(states, ["planned", "planned"]);

    let later = wall_in(chrono::Duration::days(2));
    let moved = shop.ctl.json(["post", "schedule", &post, "--at", &later]);
    assert_eq!(
        (&moved["id"], &moved["zone"]),
        (&json!(post), &json!("Asia/Jakarta")),
        "the brand's zone unless said otherwise"
    );
    assert_eq!(moved["at"], format!("{later}:00+07:00"));
    let east = shop.ctl.json([
        "post",
        "schedule",
        &post,
        "--at",
        &later,
        "--zone",
        "Asia/Jayapura",
    ]);
    assert_eq!(east["at"], format!("{later}:00+09:00"));
    assert_eq!(
        shop.show(&post)["deliveries"].as_array().unwrap().len(),
        2,
        "moved, not doubled"
    );
    let noon = format!("{}T12:00", &later[..10]);
    let apart = shop
        .ctl
        .json(["post", "schedule", &post, "--at", &noon, "--channel", &x]);
    assert_eq!(
        (&apart["channel"], &apart["at"]),
        (&json!(x), &json!(format!("{noon}:00+07:00")))
    );
    let seen = shop.show(&post);
    let planned = |at: usize| seen["deliveries"][at]["delivery"]["planned"]["wall"].clone();
    assert_eq!((planned(0), planned(1)), (json!(noon), json!(later)));
    let listed = shop.ctl.json(["post", "list"]);
    assert_eq!(listed[0]["times"].as_array().unwrap().len(), 2);

    assert_eq!(shop.ctl.json(["post", "remove", &post])["id"], post);
    assert_eq!(shop.ctl.json(["post", "list"]), json!([]));
    assert_eq!(shop.ctl.json(["channel", "remove", &x])["id"], x);
    let left = shop.ctl.json(["channel", "list"]);
    assert_eq!(
        (left.as_array().unwrap().len(), &left[0]["id"]),
        (1, &json!(instagram))
    );
    only_the_owner_may_read(&shop.data());
    only_the_owner_may_read(&shop.home());
}

#[test]
fn the_words_of_a_post_are_changed_and_the_rest_stays() {
    let shop = Shop::without_keychain();
    let x = shop.manual_channel("x");
    let post = shop.ctl.add(
        "post",
        &json!({ "title": "Kopi", "text": "Kopi baru", "first_comment": "Menu", "channels": [x], "at": tomorrow() }),
    );
    let edit = |words: Value| {
        shop.ctl
            .run_with_input(["post", "edit", &post], words.to_string().as_bytes())
    };
    let _ = edit(json!({ "text": "Kopi lama" })).expect_code(0);
    let shown = shop.show(&post);
    assert_eq!(
        (&shown["post"]["title"], &shown["post"]["shared"]["text"]),
        (&json!("Kopi"), &json!("Kopi lama"))
    );
    assert_eq!(shown["post"]["shared"]["first_comment"], "Menu");
    assert_eq!(shop.state(&post), "planned");
    let _ = edit(json!({ "words": "Teh" })).expect_code(2);
    assert_eq!(shop.show(&post)["post"]["shared"]["text"], "Kopi lama");
}

#[test]
fn unknown_keys_are_refused_and_nothing_is_changed() {
    let shop = Shop::without_keychain();
    let x = shop.manual_channel("x");
    shop.post_tomorrow(&[&x], "Yang lama");
    let before = shop.everything();
    for (kind, object) in [
        (
            "brand",
            json!({ "name": "B", "zone": "Asia/Jakarta", "colour": "red" }),
        ),
        (
            "channel",
            json!({ "network": "x", "handle": "h", "token": "t" }),
        ),
        ("post", json!({ "text": "Halo", "chanels": [x] })),
        (
            "post",
            json!({ "text": "Halo", "channels": [x], "variants": { x.as_str(): { "txt": "Hai" } } }),
        ),
        (
            "post",
            json!({ "text": "Halo", "channels": [x], "variants": { x.as_str(): { "at": "besok" } } }),
        ),
    ] {
        refused(&add(&shop.ctl, kind, &object), 2, "bad_input");
    }
    assert_eq!(shop.everything(), before);
}

#[test]
fn what_cannot_be_used_is_refused_and_nothing_is_changed() {
    let shop = Shop::without_keychain();
    let x = shop.manual_channel("x");
    let ready = shop.post_tomorrow(&[&x], "Yang lama");
    let lonely = shop.ctl.add("post", &json!({ "text": "Tanpa kanal" }));
    let stranger = "01a20a10-87bf-7da8-bd96-02b16d8f1c11";
    let broken = arg(&shop.file("rusak.jpg", b"no picture"));
    let before = shop.everything();
    for (kind, object, code) in [
        (
            "brand",
            json!({ "name": "  ", "zone": "Asia/Jakarta" }),
            "bad_input",
        ),
        (
            "brand",
            json!({ "name": "B", "zone": "Asia/Bandung" }),
            "bad_input",
        ),
        (
            "brand",
            json!({ "name": "B", "zone": "Asia/Jakarta", "languages": ["fr"] }),
            "bad_input",
        ),
        ("brand", json!({ "zone": "Asia/Jakarta" }), "bad_input"),
        (
            "channel",
            json!({ "network": "friendster", "handle": "h" }),
            "unknown_network",
        ),
        (
            "channel",
            json!({ "network": "x", "handle": "" }),
            "bad_input",
        ),
        (
            "channel",
            json!({ "network": "x", "handle": "h", "kind": "gold" }),
            "bad_input",
        ),
        (
            "channel",
            json!({ "network": "bluesky", "handle": "h", "server": "http://example.com" }),
            "plain_http_refused",
        ),
        (
            "channel",
            json!({ "network": "x", "handle": "h", "brand": stranger }),
            "not_found",
        ),
        ("post", json!({ "channels": [x] }), "bad_input"),
        (
            "post",
            json!({ "text": "Halo", "channels": [stranger] }),
            "not_found",
        ),
        (
            "post",
            json!({ "text": "Halo", "channels": ["x"] }),
            "bad_input",
        ),
        (
            "post",
            json!({ "text": "Halo", "brand": stranger }),
            "not_found",
        ),
        (
            "post",
            json!({ "text": "Halo", "media": ["/tiada.jpg"] }),
            "file_unreadable",
        ),
        (
            "post",
            json!({ "text": "Halo", "media": [broken] }),
            "picture_unsupported",
        ),
        (
            "post",
            json!({ "text": "Halo", "alt": ["tanpa gambar"] }),
            "bad_input",
        ),
        (
            "post",
            json!({ "text": "Halo", "channels": [x], "at": "besok" }),
            "bad_input",
        ),
        (
            "post",
            json!({ "text": "Halo", "channels": [x], "at": tomorrow(), "zone": "Mars/Olympus" }),
            "bad_input",
        ),
        (
            "post",
            json!({ "text": "Halo", "channels": [x], "at": "2020-01-01T10:00" }),
            "time_passed",
        ),
        (
            "post",
            json!({ "text": "Halo", "at": tomorrow() }),
            "no_channels",
        ),
        (
            "post",
            json!({ "text": "a".repeat(281), "channels": [x], "at": tomorrow() }),
            "findings_stop",
        ),
    ] {
        refused(&add(&shop.ctl, kind, &object), 2, code);
    }
    for junk in [&b"{"[..], b"", b"[]", b"{} {}", b"\xff\xfe"] {
        for kind in ["brand", "channel", "post"] {
            refused(
                &shop.ctl.run_with_input([kind, "add"], junk),
                2,
                "bad_input",
            );
        }
    }
    for (args, code) in [
        (
            &["post", "schedule", &ready, "--at", "2020-01-01T10:00"][..],
            "time_passed",
        ),
        (&["post", "schedule", &ready, "--at", "besok"], "bad_input"),
        (
            &[
                "post",
                "schedule",
                &ready,
                "--at",
                &tomorrow(),
                "--zone",
                "Asia/Bandung",
            ],
            "bad_input",
        ),
        (
            &["post", "schedule", &lonely, "--at", &tomorrow()],
            "no_channels",
        ),
        (
            &["post", "schedule", stranger, "--at", &tomorrow()],
            "not_found",
        ),
        (&["post", "show", stranger], "not_found"),
        (&["post", "remove", stranger], "not_found"),
        (&["channel", "remove", stranger], "not_found"),
        (&["channel", "test", stranger], "not_found"),
    ] {
        refused(&shop.ctl.run(args), 2, code);
    }
    let _ = shop.ctl.run(["post", "show", "satu"]).expect_code(2);
    assert_eq!(shop.everything(), before);
}

#[test]
fn the_brand_must_be_named_where_there_are_several_or_none() {
    let temp = Temp::new();
    let ctl = Kelolactl::on(&temp.path().join("data")).with_env([("LANG", "C.UTF-8")]);
    refused(
        &add(&ctl, "post", &json!({ "text": "Halo" })),
        2,
        "brand_needed",
    );
    let brand = |name: &str| ctl.add("brand", &json!({ "name": name, "zone": "Asia/Jakarta" }));
    let (one, two) = (brand("Satu"), brand("Dua"));
    let report = arg(&temp.path().join("r.pdf"));
    refused(
        &add(&ctl, "post", &json!({ "text": "Halo" })),
        2,
        "brand_needed",
    );
    refused(
        &add(&ctl, "channel", &json!({ "network": "x", "handle": "h" })),
        2,
        "brand_needed",
    );
    refused(
        &ctl.run(["report", "--period", "2026-10", "--out", &report]),
        2,
        "brand_needed",
    );
    assert_eq!(
        (ctl.json(["post", "list"]), ctl.json(["channel", "list"])),
        (json!([]), json!([]))
    );

    let channel = ctl.add(
        "channel",
        &json!({ "brand": two, "network": "x", "handle": "h" }),
    );
    let post = ctl.add(
        "post",
        &json!({ "brand": two, "text": "Halo", "channels": [channel] }),
    );
    assert_eq!(ctl.json(["post", "list", "--brand", &two])[0]["id"], post);
    assert_eq!(ctl.json(["post", "list", "--brand", &one]), json!([]));
    assert_eq!(ctl.json(["channel", "list", "--brand", &one]), json!([]));
    // A channel of another brand is a stranger.
    refused(
        &add(
            &ctl,
            "post",
            &json!({ "brand": one, "text": "Halo", "channels": [channel] }),
        ),
        2,
        "not_found",
    );
}

#[test]
fn a_time_within_the_grace_may_still_be_planned() {
    let shop = Shop::without_keychain();
    let x = shop.manual_channel("x");
    let past = |minutes: i64| json!({ "text": "Halo", "channels": [x], "at": wall_in(chrono::Duration::minutes(-minutes)) });
    let _ = add(&shop.ctl, "post", &past(30)).expect_code(0);
    refused(&add(&shop.ctl, "post", &past(62)), 2, "time_passed");
    assert_eq!(shop.ctl.json(["post", "list"]).as_array().unwrap().len(), 1);
}

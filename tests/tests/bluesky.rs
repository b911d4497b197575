//! Publishing to a real Bluesky server on loopback: what arrives there, what happens without a network, with a wrong
//! password and beyond the grace, and what comes back.
#![cfg(target_os = "linux")]

use std::time::{Duration, Instant};

use kelola_tests::harness::appview::{AppView, Counts, Person};
use kelola_tests::harness::child::wait_until;
use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::pds::Pds;
use kelola_tests::harness::proxy::{Mode, Proxy};
use kelola_tests::journeys::{Photo, Shop, TURNED_COMMENT, arg, is_blue, is_red, wall_in};
use serde_json::{Value, json};

const NOW: chrono::Duration = chrono::Duration::zero();

fn rkey(record: &Value) -> String {
    let uri = record["uri"].as_str().expect("a record has an address");
    uri.rsplit('/').next().unwrap().to_owned()
}

/// Where a part of a text stands, in bytes.
fn bytes_of(text: &str, part: &str) -> Value {
    let start = text.find(part).expect("the part stands in the text");
    json!({ "byteStart": start, "byteEnd": start + part.len() })
}

#[test]
fn a_post_with_a_photo_goes_out_once_and_carries_everything() {
    let (pds, keychain) = (Pds::start(), Keychain::unlocked());
    let (budi, sari) = (pds.create_account("budi"), pds.create_account("sari"));
    let shop = Shop::on(&keychain);
    let channel = shop.bluesky_channel(pds.url(), &budi);
    let listed = shop.ctl.json(["channel", "list"]);
    assert_eq!(
        listed[0]["connection"], "untested",
        "added, not yet tested: {listed}"
    );

    let tested = shop.ctl.json(["channel", "test", &channel]);
    assert_eq!(
        tested,
        json!({ "id": channel, "ok": true, "code": null, "connection": "connected" })
    );

    let photo = shop.file("foto.jpg", Photo::turned(1600, 1000).0);
    let text = "Kopi ☕ baru di Braga! Tanya @sari.test, menu: https://kopisenja.example/menu?a=1 #KopiSenja";
    let post = shop.ctl.add("post", &json!({
        "text": text, "media": [arg(&photo)], "alt": ["Dua cangkir kopi ☕"], "channels": [channel], "at": wall_in(NOW),
    }));
    let sent = shop.sync().expect_code(0).json_lines();
    let delivery = shop.delivery(&post);
    assert_eq!(
        sent,
        [json!({ "id": delivery["id"], "from": "planned", "to": "live" })]
    );

    let posts = pds.posts(&budi);
    assert_eq!(posts.len(), 1);
    assert_eq!(delivery["state"], "live");
    assert_eq!(
        delivery["url"],
        format!(
            "https://bsky.app/profile/budi.test/post/{}",
            rkey(&posts[0])
        )
    );
    assert_eq!(delivery["remote_id"], posts[0]["uri"]);

    let record = &posts[0]["value"];
    assert_eq!(record["text"], text);
    assert_eq!(record["langs"], json!(["id"]));
    assert_eq!(
        record["facets"],
        json!([
            { "index": bytes_of(text, "@sari.test"),
              "features": [{ "$type": "app.bsky.richtext.facet#mention", "did": sari.did }] },
            { "index": bytes_of(text, "https://kopisenja.example/menu?a=1"),
              "features": [{ "$type": "app.bsky.richtext.facet#link", "uri": "https://kopisenja.example/menu?a=1" }] },
            { "index": bytes_of(text, "#KopiSenja"),
              "features": [{ "$type": "app.bsky.richtext.facet#tag", "tag": "KopiSenja" }] },
        ])
    );
    let image = &record["embed"]["images"][0];
    assert_eq!(record["embed"]["$type"], "app.bsky.embed.images");
    assert_eq!(image["alt"], "Dua cangkir kopi ☕");
    assert_eq!(
        image["aspectRatio"],
        json!({ "width": 1000, "height": 1600 })
    );

    let blob = pds.blob(&budi.did, image["image"]["ref"]["$link"].as_str().unwrap());
    assert!(blob.len() <= 2_000_000, "{} bytes", blob.len());
    for private in [b"Exif".as_slice(), TURNED_COMMENT.as_bytes()] {
        assert!(
            !blob.windows(private.len()).any(|it| it == private),
            "{private:?} has left the computer"
        );
    }
    let shown = image::load_from_memory(&blob).unwrap().to_rgb8();
    assert_eq!(shown.dimensions(), (1000, 1600), "upright");
    assert!(is_red(*shown.get_pixel(500, 200)) && is_blue(*shown.get_pixel(500, 1400)));

    let again = shop.sync().expect_code(0);
    assert_eq!((again.json_lines(), pds.posts(&budi).len()), (vec![], 1));
}

#[test]
fn a_heavy_photo_is_made_light_enough() {
    let (pds, keychain) = (Pds::start(), Keychain::unlocked());
    let budi = pds.create_account("budi");
    let shop = Shop::on(&keychain);
    let channel = shop.bluesky_channel(pds.url(), &budi);
    let photo = Photo::heavy(2600, 1900).0;
    assert!(photo.len() > 2_000_000);
    let photo = shop.file("berat.jpg", photo);
    shop.ctl.add("post", &json!({
        "text": "Berat", "media": [arg(&photo)], "alt": ["derau"], "channels": [channel], "at": wall_in(NOW),
    }));
    let _ = shop.sync().expect_code(0);
    let posts = pds.posts(&budi);
    let link = posts[0]["value"]["embed"]["images"][0]["image"]["ref"]["$link"]
        .as_str()
        .unwrap();
    let blob = pds.blob(&budi.did, link);
    assert!(
        blob.len() <= 2_000_000 && blob.len() > 200_000,
        "{} bytes",
        blob.len()
    );
}

#[test]
fn without_a_network_it_waits_and_then_goes_out_once() {
    let (pds, keychain) = (Pds::start(), Keychain::unlocked());
    let budi = pds.create_account("budi");
    let proxy = Proxy::in_front_of(pds.url());
    proxy.set(Mode::Refuse);
    let shop = Shop::on(&keychain);
    let channel = shop.bluesky_channel(&proxy.url(), &budi);
    let tested = shop.ctl.run(["channel", "test", &channel]).expect_code(3);
    assert_eq!(tested.json_lines()[0]["code"], "offline");

    let post = shop.post_now(&[&channel], "Menunggu sinyal");
    for _ in 0..2 {
        let lines = shop.sync().expect_code(3).json_lines();
        let id = shop.delivery(&post)["id"].clone();
        assert!(
            lines
                .iter()
                .any(|it| it["id"] == id && it["to"] == "due" && it["code"] == "offline"),
            "{lines:?}"
        );
        assert!(
            lines.iter().any(|it| it["error"]["code"] == "offline"),
            "{lines:?}"
        );
        assert_eq!(shop.state(&post), "due");
    }
    assert_eq!(pds.posts(&budi).len(), 0);

    proxy.set(Mode::Pass);
    let _ = shop.sync().expect_code(0);
    assert_eq!(
        (shop.state(&post).as_str(), pds.posts(&budi).len()),
        ("live", 1)
    );
    let _ = shop.sync().expect_code(0);
    assert_eq!(pds.posts(&budi).len(), 1);
}

#[test]
fn a_connection_that_breaks_before_the_server_has_anything_loses_nothing() {
    let (pds, keychain) = (Pds::start(), Keychain::unlocked());
    let budi = pds.create_account("budi");
    let proxy = Proxy::in_front_of(pds.url());
    let shop = Shop::on(&keychain);
    let channel = shop.bluesky_channel(&proxy.url(), &budi);
    let _ = shop.ctl.run(["channel", "test", &channel]).expect_code(0);

    proxy.set_for("putRecord", Mode::Reset, 1);
    let post = shop.post_now(&[&channel], "Terputus sebelum sampai");
    let _ = shop.sync();
    // Certain that nothing is there, it goes out again, in this run or the next.
    wait_until("the post is live", Duration::from_secs(40), || {
        if shop.state(&post) != "live" {
            let _ = shop.sync();
        }
        (shop.state(&post) == "live").then_some(())
    });
    assert_eq!(pds.posts(&budi).len(), 1);
}

#[test]
fn a_lost_answer_is_settled_by_reading_back() {
    let (pds, keychain) = (Pds::start(), Keychain::unlocked());
    let budi = pds.create_account("budi");
    let proxy = Proxy::in_front_of(pds.url());
    let shop = Shop::on(&keychain);
    let channel = shop.bluesky_channel(&proxy.url(), &budi);
    proxy.set_for("putRecord", Mode::DropAnswer, 1);
    let post = shop.post_now(&[&channel], "Jawabannya hilang");
    let _ = shop.sync();
    let _ = shop.sync().expect_code(0);
    let delivery = shop.delivery(&post);
    assert_eq!(delivery["state"], "live", "{delivery}");
    assert_eq!(proxy.forwarded("putRecord"), 1, "never sent blindly again");
    let posts = pds.posts(&budi);
    assert_eq!((posts.len(), &posts[0]["uri"]), (1, &delivery["remote_id"]));
}

#[test]
fn a_wrong_password_asks_for_a_sign_in_and_sends_nothing() {
    let (pds, keychain) = (Pds::start(), Keychain::unlocked());
    let mut budi = pds.create_account("budi");
    budi.app_password = "aaaa-bbbb-cccc-dddd".to_owned();
    let shop = Shop::on(&keychain);
    let channel = shop.bluesky_channel(pds.url(), &budi);
    let post = shop.post_now(&[&channel], "Sandi salah");
    let lines = shop.sync().expect_code(1).json_lines();
    let delivery = shop.delivery(&post);
    assert_eq!(delivery["state"], "needs_sign_in");
    assert!(
        lines
            .iter()
            .any(|it| it["id"] == delivery["id"] && it["to"] == "needs_sign_in"),
        "{lines:?}"
    );
    let tested = shop
        .ctl
        .run(["channel", "test", &channel])
        .expect_code(1)
        .json();
    assert_eq!(
        (&tested["ok"], &tested["code"]),
        (&json!(false), &json!("sign_in_expired"))
    );
    assert_eq!(tested["connection"], "needs_sign_in");
    // What stands as a problem is told again until somebody acts.
    let _ = shop.sync().expect_code(1);
    assert_eq!(pds.posts(&budi).len(), 0);
}

#[test]
fn an_app_password_taken_back_is_noticed() {
    let (pds, keychain) = (Pds::start(), Keychain::unlocked());
    let budi = pds.create_account("budi");
    let shop = Shop::on(&keychain);
    let channel = shop.bluesky_channel(pds.url(), &budi);
    let _ = shop.ctl.run(["channel", "test", &channel]).expect_code(0);
    pds.revoke_app_password(&budi);
    let tested = shop
        .ctl
        .run(["channel", "test", &channel])
        .expect_code(1)
        .json();
    assert_eq!(tested["connection"], "needs_sign_in");
    let post = shop.post_now(&[&channel], "Tidak boleh lagi");
    let _ = shop.sync().expect_code(1);
    assert_eq!(
        (shop.state(&post).as_str(), pds.posts(&budi).len()),
        ("needs_sign_in", 0)
    );
}

#[test]
fn likes_reposts_and_replies_come_back_once() {
    let (pds, keychain) = (Pds::start(), Keychain::unlocked());
    let budi = pds.create_account("budi");
    let appview = AppView::in_front_of(pds.url());
    let shop = Shop::on(&keychain);
    let channel = shop.bluesky_channel(&appview.url(), &budi);
    let post = shop.post_now(&[&channel], "Diskon kopi");
    let _ = shop.sync().expect_code(0);
    let uri = shop.delivery(&post)["remote_id"]
        .as_str()
        .unwrap()
        .to_owned();

    let sari = Person::new("sari", "Sari Dewi");
    appview.set_counts(
        &uri,
        Counts {
            likes: 11,
            quotes: 2,
            ..Counts::default()
        },
    );
    appview.like(&uri, &sari);
    appview.repost(&uri, &sari);
    let reply = appview.reply(&uri, &sari, "Sampai kapan diskonnya? <b>😀</b>");
    appview.mention(&budi.did, &sari, "Coba kopi @budi.test");
    appview.set_followers(&budi.did, 1234);
    for round in 0..2 {
        let _ = shop.sync().expect_code(0);
        let seen = shop.show(&post);
        let numbers: Vec<(String, i64)> = seen["metrics"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| {
                (
                    it["metric"].as_str().unwrap().to_owned(),
                    it["value"].as_i64().unwrap(),
                )
            })
            .collect();
        for wanted in [("likes", 12), ("comments", 1), ("shares", 3)] {
            let found: Vec<_> = numbers
                .iter()
                .filter(|(metric, _)| metric == wanted.0)
                .map(|it| it.1)
                .collect();
            assert_eq!(
                found,
                [wanted.1],
                "{} in round {round}: {numbers:?}",
                wanted.0
            );
        }
        let messages = seen["messages"].as_array().unwrap();
        assert_eq!(messages.len(), 1, "round {round}: {messages:?}");
        assert_eq!(messages[0]["remote_id"], reply);
        assert_eq!(messages[0]["kind"], "reply");
        assert_eq!(
            messages[0]["text"], "Sampai kapan diskonnya? <b>😀</b>",
            "plain text, as written"
        );
        assert_eq!(messages[0]["author"], "sari.example.test");
        assert_eq!(messages[0]["author_name"], "Sari Dewi");
    }

    appview.reply(&uri, &Person::new("dewa", "Dewa Putu"), "Mau dua");
    appview.like(&uri, &Person::new("dewa", "Dewa Putu"));
    let _ = shop.sync().expect_code(0);
    let seen = shop.show(&post);
    assert_eq!(seen["messages"].as_array().unwrap().len(), 2);
    let likes: Vec<_> = seen["metrics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["metric"] == "likes")
        .collect();
    assert_eq!((likes.len(), &likes[0]["value"]), (1, &json!(13)));
    assert_eq!(pds.posts(&budi).len(), 1);
    appview.assert_clean();
}

#[test]
fn what_cannot_be_read_back_today_disturbs_nothing() {
    let (pds, keychain) = (Pds::start(), Keychain::unlocked());
    let budi = pds.create_account("budi");
    let appview = AppView::in_front_of(pds.url());
    let shop = Shop::on(&keychain);
    let channel = shop.bluesky_channel(&appview.url(), &budi);
    for method in [
        "app.bsky.feed.getPosts",
        "app.bsky.notification.listNotifications",
        "app.bsky.actor.getProfile",
    ] {
        appview.fail_next(method, 502, "UpstreamFailure");
    }
    let post = shop.post_now(&[&channel], "Tetap tayang");
    let _ = shop.sync().expect_code(0);
    assert_eq!(shop.state(&post), "live");
    appview.set_counts(
        shop.delivery(&post)["remote_id"].as_str().unwrap(),
        Counts {
            likes: 4,
            ..Counts::default()
        },
    );
    let _ = shop.sync().expect_code(0);
    let seen = shop.show(&post);
    assert!(
        seen["metrics"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["metric"] == "likes" && it["value"] == 4),
        "{seen}"
    );
    appview.assert_clean();
}

#[test]
fn beyond_the_grace_it_is_missed_and_never_sent_silently() {
    let (pds, keychain) = (Pds::start(), Keychain::unlocked());
    let budi = pds.create_account("budi");
    let proxy = Proxy::in_front_of(pds.url());
    proxy.set(Mode::Refuse);
    let shop = Shop::on(&keychain);
    let channel = shop.bluesky_channel(&proxy.url(), &budi);
    let post = shop.ctl.add(
        "post",
        &json!({
            "text": "Terlambat", "channels": [channel], "at": wall_in(NOW), "grace_minutes": 1,
        }),
    );
    let began = Instant::now();
    let _ = shop.sync().expect_code(3);
    assert!(matches!(shop.state(&post).as_str(), "due" | "missed"));
    // The plan is a full minute, so its grace of one minute ends within the next.
    wait_until("the grace is over", Duration::from_secs(75), || {
        let _ = shop.sync();
        (shop.state(&post) == "missed").then_some(())
    });
    assert!(began.elapsed() < Duration::from_secs(75));
    assert_eq!(shop.delivery(&post)["code"], "too_late");
    proxy.set(Mode::Pass);
    let _ = shop.sync();
    assert_eq!(
        (shop.state(&post).as_str(), pds.posts(&budi).len()),
        ("missed", 0)
    );
}

#[test]
fn channels_posted_to_by_hand_are_reminded_of() {
    let shop = Shop::without_keychain();
    let (x, kompasiana) = (shop.manual_channel("x"), shop.manual_channel("kompasiana"));
    let post = shop.ctl.add("post", &json!({
        "text": "Posting sendiri", "channels": [x, kompasiana], "variants": { kompasiana.as_str(): { "title": "Kopi pagi" } },
        "at": wall_in(NOW),
    }));
    let ahead = shop.post_tomorrow(&[&x], "Besok");
    let lines = shop.sync().expect_code(0).json_lines();
    assert_eq!(
        lines.iter().filter(|it| it["to"] == "reminded").count(),
        2,
        "{lines:?}"
    );
    let states: Vec<_> = shop.show(&post)["deliveries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["delivery"]["state"].clone())
        .collect();
    assert_eq!(states, ["reminded", "reminded"]);
    assert_eq!(shop.state(&ahead), "planned");
    assert!(
        shop.sync().expect_code(0).json_lines().is_empty(),
        "told once"
    );
}

#[test]
fn the_watch_sends_at_the_planned_time() {
    let (pds, keychain) = (Pds::start(), Keychain::unlocked());
    let budi = pds.create_account("budi");
    let shop = Shop::on(&keychain);
    let channel = shop.bluesky_channel(pds.url(), &budi);
    let mut watch = shop.watching();
    // Written by another process while the watch sleeps.
    let post = shop.post_now(&[&channel], "Dari proses lain");
    let id = shop.delivery(&post)["id"].clone();
    watch.wait_for_line(Duration::from_secs(20), |line| {
        let line: Value = serde_json::from_str(line).ok()?;
        (line["id"] == id && line["to"] == "live").then_some(())
    });
    assert_eq!(pds.posts(&budi).len(), 1);
    let stopped = std::process::Command::new("kill")
        .args(["-INT", &watch.id().to_string()])
        .status()
        .unwrap();
    assert!(stopped.success());
    wait_until(
        "an interrupt ends the watch",
        Duration::from_secs(10),
        || (!watch.is_running()).then_some(()),
    );
    let _ = shop.sync().expect_code(0);
}

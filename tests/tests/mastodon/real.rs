//! Against snac: no idempotency key, no deleting, 422 for a bad token, connections closed without a word.

use super::*;
use kelola_tests::harness::child::wait_until;
use kelola_tests::harness::http;
use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::proxy::{Mode, Proxy};
use kelola_tests::harness::snac::Snac;
use kelola_tests::journeys::{Photo, arg, wall_in};

const NOW: chrono::Duration = chrono::Duration::zero();
/// snac delivers between its own accounts by a queue.
const DELIVERED: Duration = Duration::from_secs(60);

/// Syncs until the post is live; what was lost or refused on the way is settled by looking again.
fn until_live(shop: &Shop, post: &str) {
    wait_until("the post is live", Duration::from_secs(60), || {
        let _ = shop.sync();
        (shop.state(post) == "live").then_some(())
    });
}

#[test]
fn connect_publish_and_read_back() {
    let (snac, keychain) = (Snac::start(), Keychain::unlocked());
    let (kopi, sari) = (snac.create_user("kopi"), snac.create_user("sari"));
    let shop = Shop::on(&keychain);
    let id = channel(&shop, snac.url(), "kopi", &kopi.token);
    let tested = shop.ctl.json(["channel", "test", &id]);
    assert_eq!(
        (&tested["ok"], &tested["connection"]),
        (&json!(true), &json!("connected")),
        "{tested}"
    );
    let seen = stands(&shop, &id);
    assert_eq!(
        seen["kind"], "mastodon",
        "an unknown server is taken for Mastodon"
    );
    assert_eq!(seen["facts"]["software"], "snac 2.75");
    assert_eq!(seen["facts"]["limits"]["text"], 100_000);
    let host = snac.url().trim_start_matches("http://");
    assert_eq!(seen["handle"], format!("kopi@{host}"));

    let photo = shop.file("foto.jpg", Photo::turned(1600, 1000).0);
    let text = "Kopi *baru* di Braga! https://kopisenja.example/menu?a=1 #KopiSenja";
    let post = shop.ctl.add("post", &json!({
        "text": text, "media": [arg(&photo)], "alt": ["Dua cangkir kopi ☕"], "channels": [id], "at": wall_in(NOW),
    }));
    until_live(&shop, &post);
    let statuses = snac.statuses(&kopi);
    assert_eq!(statuses.len(), 1);
    let delivery = shop.delivery(&post);
    assert_eq!(delivery["remote_id"], statuses[0]["id"]);
    assert_eq!(delivery["url"], statuses[0]["url"]);
    let attached = &statuses[0]["media_attachments"][0];
    assert_eq!(attached["description"], "Dua cangkir kopi ☕");
    let picture = attached["url"].as_str().unwrap().to_owned();
    let bytes = kelola_tests::harness::background::wait(async move {
        let answer = http::client().get(picture).send().await.unwrap();
        answer.bytes().await.unwrap().to_vec()
    });
    let shown = image::load_from_memory(&bytes).unwrap();
    assert_eq!((shown.width(), shown.height()), (1000, 1600), "upright");

    let status = statuses[0]["id"].as_str().unwrap();
    let reply = snac.post(&sari, "Sampai kapan diskonnya? <b>😀</b>", Some(status));
    snac.favourite(&sari, status);
    let seen = wait_until("the reply came", DELIVERED, || {
        let _ = shop.sync();
        let seen = shop.show(&post);
        let one = seen["messages"].as_array().is_some_and(|it| it.len() == 1);
        (one && metric(&seen, "likes") == Some(1)).then_some(seen)
    });
    let message = &seen["messages"][0];
    assert_eq!(
        (&message["remote_id"], &message["kind"]),
        (&reply["id"], &json!("reply"))
    );
    assert_eq!(message["author_name"], "sari");
    assert!(
        message["text"]
            .as_str()
            .unwrap()
            .starts_with("Sampai kapan diskonnya?"),
        "{message}"
    );
    assert!(!message["text"].as_str().unwrap().contains("<i>"));
    assert_eq!(metric(&seen, "comments"), Some(1));
    let _ = shop.sync();
    let again = shop.show(&post);
    assert_eq!(again["messages"].as_array().unwrap().len(), 1, "once");
}

#[test]
fn a_token_taken_back_asks_for_a_sign_in_and_a_new_one_heals() {
    let (snac, keychain) = (Snac::start(), Keychain::unlocked());
    let kopi = snac.create_user("kopi");
    let shop = Shop::on(&keychain);
    let id = channel(&shop, snac.url(), "kopi", &kopi.token);
    let _ = shop.ctl.run(["channel", "test", &id]).expect_code(0);
    snac.revoke(&kopi.token);
    let post = shop.post_now(&[&id], "Token ditarik");
    wait_until("the refusal is noticed", Duration::from_secs(30), || {
        let _ = shop.sync();
        (shop.state(&post) == "needs_sign_in").then_some(())
    });
    assert_eq!(stands(&shop, &id)["connection"], "needs_sign_in");
    assert_eq!(snac.statuses(&kopi).len(), 0);

    let _ = new_secret(&shop, &id, &snac.new_token(&kopi)).expect_code(0);
    until_live(&shop, &post);
    assert_eq!(snac.statuses(&kopi).len(), 1);
}

#[test]
fn a_lost_answer_is_settled_by_reading_back_and_never_sent_twice() {
    for mode in [Mode::Reset, Mode::DropAnswer, Mode::HalfAnswer] {
        let (snac, keychain) = (Snac::start(), Keychain::unlocked());
        let kopi = snac.create_user("kopi");
        let proxy = Proxy::in_front_of(snac.url());
        let shop = Shop::on(&keychain);
        let id = channel(&shop, &proxy.url(), "kopi", &kopi.token);
        let _ = shop.ctl.run(["channel", "test", &id]).expect_code(0);
        proxy.set_for("POST /api/v1/statuses", mode, 1);
        let post = shop.post_now(&[&id], "Jawabannya hilang *sekali*");
        until_live(&shop, &post);
        let sent = snac.statuses(&kopi);
        assert_eq!(sent.len(), 1, "{mode:?}: {sent:?}");
        assert_eq!(shop.delivery(&post)["remote_id"], sent[0]["id"]);
    }
}

#[test]
fn without_a_network_it_waits_and_then_goes_out_once() {
    let (snac, keychain) = (Snac::start(), Keychain::unlocked());
    let kopi = snac.create_user("kopi");
    let proxy = Proxy::in_front_of(snac.url());
    proxy.set(Mode::Refuse);
    let shop = Shop::on(&keychain);
    let id = channel(&shop, &proxy.url(), "kopi", &kopi.token);
    let post = shop.post_now(&[&id], "Menunggu sinyal");
    let _ = shop.sync().expect_code(3);
    assert_eq!(shop.state(&post), "due");
    proxy.set(Mode::Pass);
    until_live(&shop, &post);
    assert_eq!(snac.statuses(&kopi).len(), 1);
}

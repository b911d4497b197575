//! The browser sign-in, driven from the page's address to the stored token.

use super::*;
use kelola_tests::harness::background;
use kelola_tests::harness::http;
use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::mastodon_fake::MastodonFake;
use kelola_tests::harness::snac::Snac;

/// Goes where the browser is sent; gives status and page.
fn follow(address: &str) -> (u16, String) {
    let request = http::client().get(address);
    background::wait(async move {
        let answer = request.send().await.expect("the listener answers");
        (
            answer.status().as_u16(),
            answer.text().await.unwrap_or_default(),
        )
    })
}

/// A channel whose sign-in is still to come.
fn unsigned(shop: &Shop, server: &str, handle: &str) -> String {
    let channel = json!({ "network": "mastodon", "handle": handle, "server": server });
    shop.ctl.add("channel", &channel)
}

#[test]
fn a_channel_signs_in_on_the_page_and_publishes() {
    let (fake, keychain) = (MastodonFake::start(), Keychain::unlocked());
    let kopi = fake.account("kopi", "Kopi Senja");
    let shop = Shop::on(&keychain);
    let id = unsigned(&shop, &fake.url(), "kopi");
    assert_eq!(stands(&shop, &id)["connection"], "needs_sign_in");
    let (running, page) = begin_sign_in(&shop, &id);
    let back = fake.authorize(&page, &kopi);
    let (status, said) = follow(&back);
    assert!(
        status == 200 && said.contains("Sudah terhubung"),
        "{status} {said}"
    );
    let ended = end_of_sign_in(&running);
    assert_eq!(
        (&ended["ok"], &ended["connection"]),
        (&json!(true), &json!("connected")),
        "{ended}"
    );
    let seen = stands(&shop, &id);
    assert_eq!(seen["remote_id"], kopi);
    assert_eq!(seen["facts"]["software"], "mastodon 4.5.0");
    assert_eq!(seen["facts"]["checks"].as_array().unwrap().len(), 6);

    let post = shop.post_now(&[&id], "Masuk lewat peramban");
    let _ = shop.sync().expect_code(0);
    assert_eq!(shop.state(&post), "live");
    assert_eq!(fake.statuses(&kopi).len(), 1);
    fake.assert_clean();
}

#[test]
fn nobody_else_can_answer_and_a_refusal_changes_nothing() {
    let (fake, keychain) = (MastodonFake::start(), Keychain::unlocked());
    let kopi = fake.account("kopi", "Kopi Senja");
    let shop = Shop::on(&keychain);
    let id = channel(&shop, &fake.url(), "kopi", &fake.token(&kopi, "read write"));
    let _ = shop.ctl.run(["channel", "test", &id]).expect_code(0);
    let (running, page) = begin_sign_in(&shop, &id);
    let mut forged = url::Url::parse(&fake.authorize(&page, &kopi)).unwrap();
    let right = forged.clone();
    forged.set_query(Some("code=forged&state=forged"));
    assert_eq!(follow(forged.as_str()).0, 400);
    forged.set_path("/");
    assert_eq!(follow(forged.as_str()).0, 404);
    let denied = fake.deny(&page, &kopi);
    assert!(follow(&denied).1.contains("Belum terhubung"));
    assert_eq!(end_of_sign_in(&running)["error"]["code"], "sign_in_refused");
    // The listener is gone, and what was stored before still works.
    let late = background::wait(async move { http::client().get(right.as_str()).send().await });
    assert!(late.is_err());
    let _ = shop.ctl.run(["channel", "test", &id]).expect_code(0);
    assert_eq!(fake.tokens(&kopi), 1);
}

#[test]
fn another_account_is_refused_and_the_old_sign_in_stays() {
    let (fake, keychain) = (MastodonFake::start(), Keychain::unlocked());
    let (kopi, teh) = (fake.account("kopi", "Kopi"), fake.account("teh", "Teh"));
    let shop = Shop::on(&keychain);
    let id = channel(&shop, &fake.url(), "kopi", &fake.token(&kopi, "read write"));
    let _ = shop.ctl.run(["channel", "test", &id]).expect_code(0);
    let (running, page) = begin_sign_in(&shop, &id);
    follow(&fake.authorize(&page, &teh));
    assert_eq!(
        end_of_sign_in(&running)["error"]["code"],
        "mastodon_other_account"
    );
    assert_eq!(
        (fake.tokens(&kopi), fake.tokens(&teh)),
        (1, 0),
        "not left lying about"
    );
    let _ = shop.ctl.run(["channel", "test", &id]).expect_code(0);
    fake.assert_clean();
}

#[test]
fn signing_in_again_heals_what_was_revoked() {
    let (fake, keychain) = (MastodonFake::start(), Keychain::unlocked());
    let kopi = fake.account("kopi", "Kopi Senja");
    let shop = Shop::on(&keychain);
    let id = unsigned(&shop, &fake.url(), "kopi");
    for round in 0..2 {
        let (running, page) = begin_sign_in(&shop, &id);
        follow(&fake.authorize(&page, &kopi));
        assert_eq!(end_of_sign_in(&running)["ok"], true, "round {round}");
        assert_eq!(fake.tokens(&kopi), 1, "the older one is taken back");
    }
    fake.revoke_all(&kopi);
    let post = shop.post_now(&[&id], "Izin dicabut");
    let _ = shop.sync().expect_code(1);
    assert_eq!(shop.state(&post), "needs_sign_in");
    let (running, page) = begin_sign_in(&shop, &id);
    follow(&fake.authorize(&page, &kopi));
    assert_eq!(end_of_sign_in(&running)["ok"], true);
    let _ = shop.sync().expect_code(0);
    assert_eq!(shop.state(&post), "live");
    assert_eq!(fake.statuses(&kopi).len(), 1);
    fake.assert_clean();
}

#[test]
fn a_real_server_lets_the_channel_in_too() {
    let (snac, keychain) = (Snac::start(), Keychain::unlocked());
    let kopi = snac.create_user("kopi");
    let shop = Shop::on(&keychain);
    let id = unsigned(&shop, snac.url(), "kopi");
    let (running, page) = begin_sign_in(&shop, &id);
    let (status, _) = follow(&snac.authorize(&page, &kopi));
    assert_eq!(status, 200);
    let ended = end_of_sign_in(&running);
    assert_eq!(ended["ok"], true, "{ended}");
}

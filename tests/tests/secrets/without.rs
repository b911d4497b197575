//! Without a keychain, or with a locked one, everything that needs no secret works.

use std::fs;

use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::pds::Pds;
use kelola_tests::harness::temp::files_containing;
use kelola_tests::journeys::{Shop, arg, wall_in};
use serde_json::json;

#[track_caller]
fn everything_but_secrets_works(shop: &Shop, code: &str) {
    let before = shop.everything();
    let secret = "qwer-tyui-opas-dfgh";
    let channel = json!({ "network": "bluesky", "handle": "budi.test", "server": "https://bsky.social", "secret": secret });
    let refused = shop
        .ctl
        .run_with_input(["channel", "add"], channel.to_string().as_bytes())
        .expect_code(3);
    assert_eq!(refused.json()["error"]["code"], code);
    assert!(
        refused.err.starts_with("kelolactl: ") && refused.err.lines().count() == 1,
        "{}",
        refused.err
    );
    assert_eq!(shop.everything(), before, "nothing half done");
    assert_eq!(
        files_containing(&shop.data(), secret.as_bytes()),
        Vec::<std::path::PathBuf>::new()
    );

    let x = shop.manual_channel("x");
    let post = shop.post_now(&[&x], "Tetap bisa menulis");
    let _ = shop.sync().expect_code(0);
    assert_eq!(shop.state(&post), "reminded");
    let report = shop.path("laporan.pdf");
    let month = &wall_in(chrono::Duration::zero())[..7];
    let _ = shop
        .ctl
        .run(["report", "--period", month, "--out", &arg(&report)])
        .expect_code(0);
    assert!(fs::read(&report).unwrap().starts_with(b"%PDF-"));
    let doctor = shop.ctl.run(["doctor"]).expect_code(0).json();
    let checks = doctor["checks"].as_array().unwrap();
    assert!(
        checks
            .iter()
            .any(|it| it["code"] == "keychain_unavailable" && it["state"] == "warning"),
        "{doctor}"
    );
}

#[test]
fn without_a_keychain_everything_but_secrets_works() {
    let keychain = Keychain::absent();
    everything_but_secrets_works(&Shop::on(&keychain), "keychain_no_service");
}

#[test]
fn with_a_locked_keychain_everything_but_secrets_works() {
    let keychain = Keychain::locked();
    everything_but_secrets_works(&Shop::on(&keychain), "keychain_locked");
}

#[test]
fn a_keychain_that_comes_back_is_used_again() {
    let mut keychain = Keychain::absent();
    let pds = Pds::start();
    let budi = pds.create_account("budi");
    keychain.start();
    let shop = Shop::on(&keychain);
    let channel = shop.bluesky_channel(pds.url(), &budi);
    let post = shop.post_now(&[&channel], "Tanpa gantungan kunci");
    keychain.lock();
    let locked = shop.sync();
    assert!(matches!(locked.code, 1 | 3), "{}{}", locked.out, locked.err);
    assert_eq!(pds.posts(&budi).len(), 0);
    assert_ne!(shop.state(&post), "live");
    let state = shop.state(&post);
    keychain.start();
    // The person connected nothing anew: the password is still there.
    let _ = shop.ctl.run(["channel", "test", &channel]).expect_code(0);
    let _ = shop.sync();
    assert_eq!(
        (shop.state(&post).as_str(), pds.posts(&budi).len()),
        ("live", 1),
        "from {state}"
    );
}

//! Every kind of secret that is typed in: app password, access token, application password, bot token.

use kelola_tests::harness::keychain::Keychain;
use kelola_tests::journeys::Shop;
use kelola_tests::journeys::counterpart::{
    Blog, Bluesky, Counterpart, Mastodon, SmallMastodon, Telegram,
};
use serde_json::{Value, json};

use super::hunt::Hunt;
use super::traces::{fail_in_every_way, look_everywhere};

#[test]
fn an_app_password_and_its_sessions_are_found_nowhere_but_in_the_keychain() {
    hunt_through(&Bluesky::start(), 2);
}

#[test]
fn an_access_token_is_found_nowhere_but_in_the_keychain() {
    hunt_through(&Mastodon::start(), 0);
}

#[test]
fn an_access_token_of_a_small_server_is_found_nowhere_but_in_the_keychain() {
    hunt_through(&SmallMastodon::start(), 0);
}

#[test]
fn an_application_password_is_found_nowhere_but_in_the_keychain() {
    hunt_through(&Blog::start(), 0);
}

#[test]
fn a_bot_token_is_found_nowhere_but_in_the_keychain() {
    hunt_through(&Telegram::start(), 0);
}

/// From the first connection through every failure to the removal of the channel. At least so many tokens of a
/// session are in the keychain beside what was typed.
#[track_caller]
fn hunt_through(counterpart: &impl Counterpart, tokens: usize) {
    let keychain = Keychain::unlocked();
    let mut shop = Shop::on(&keychain);
    if counterpart.is_central() {
        shop = shop.with_stand_in(counterpart.name(), &counterpart.proxy().url());
    }
    let ctl = shop.ctl.clone().with_env([
        ("KELOLA_LOG", "trace"),
        ("RUST_LOG", "trace"),
        ("RUST_BACKTRACE", "full"),
    ]);
    let channel = counterpart.channels().swap_remove(0);
    let secret = channel["secret"].as_str().unwrap().to_owned();
    let mut hunt = Hunt::default();
    for secret in counterpart.secrets() {
        hunt.for_secret(&secret);
    }
    let added = ctl
        .run_with_input(["channel", "add"], channel.to_string().as_bytes())
        .expect_code(0);
    hunt.keep(&added);
    let id = added.json()["id"].as_str().unwrap().to_owned();
    let kept = || keychain.search(("service", "kelola"));
    assert!(kept().contains(&secret), "the keychain has it");

    let _ = hunt.run(&ctl, &["channel", "test", &id]).expect_code(0);
    assert!(
        hunt.for_sessions(&keychain) >= tokens,
        "a session has {tokens} tokens"
    );
    let post = shop.post_now(&[&id], "Yang pertama");
    hunt.run(&ctl, &["sync"]);
    assert_eq!(shop.state(&post), "live");
    let way = (
        counterpart.proxy(),
        counterpart.creating(),
        counterpart.expired(),
    );
    fail_in_every_way(&mut hunt, (&ctl, &shop, &id), way);
    hunt.for_sessions(&keychain);
    counterpart.revoke();
    let _ = hunt.run(&ctl, &["channel", "test", &id]).expect_code(1);
    shop.post_now(&[&id], "Izin dicabut");
    let _ = hunt.run(&ctl, &["sync"]).expect_code(1);
    for bad in unusable(&channel, &secret) {
        let refused = ctl
            .run_with_input(["channel", "add"], bad.to_string().as_bytes())
            .expect_code(2);
        hunt.keep(&refused);
    }
    look_everywhere(&mut hunt, &ctl, &shop, &keychain);

    let _ = ctl.run(["channel", "remove", &id]).expect_code(0);
    let left = kept();
    assert!(
        !left.contains(&secret) && !left.contains("eyJ"),
        "removed with its channel"
    );
}

/// Input that cannot be used is told about without being repeated.
fn unusable(channel: &Value, secret: &str) -> Vec<Value> {
    let with = |key: &str, value: Value| {
        let mut changed = channel.clone();
        changed[key] = value;
        changed
    };
    let mut all = vec![
        with("extra", json!(1)),
        with("handle", json!(5)),
        with("password", json!(secret)),
        with("secret", json!([secret])),
        json!(secret),
        json!([secret]),
        json!({ secret: 1 }),
    ];
    if channel["server"].is_string() {
        all.push(with("server", json!("http://example.com")));
        let bare: String = secret.split(' ').collect();
        all.push(with(
            "server",
            json!(format!("https://u:{bare}@example.com")),
        ));
    }
    all
}

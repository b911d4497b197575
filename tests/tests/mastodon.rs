//! Publishing to the Mastodon family: a real server (snac) and a stateful fake that knows what no small real one does.
#![cfg(target_os = "linux")]

#[path = "mastodon/fake.rs"]
mod fake;
#[path = "mastodon/real.rs"]
mod real;
#[path = "mastodon/signing_in.rs"]
mod signing_in;

use kelola_tests::harness::child::Running;
use kelola_tests::harness::kelolactl::Outcome;
use kelola_tests::journeys::Shop;
use serde_json::{Value, json};
use std::time::Duration;

/// Adds an account as a channel with an access token, and returns the channel's id.
fn channel(shop: &Shop, server: &str, handle: &str, token: &str) -> String {
    let channel =
        json!({ "network": "mastodon", "handle": handle, "server": server, "secret": token });
    shop.ctl.add("channel", &channel)
}

/// The channel as it stands now.
fn stands(shop: &Shop, id: &str) -> Value {
    let all = shop.ctl.json(["channel", "list"]);
    let all = all.as_array().cloned().unwrap_or_default();
    all.into_iter()
        .find(|it| it["id"] == id)
        .expect("the channel is listed")
}

/// Gives a channel a new secret.
fn new_secret(shop: &Shop, id: &str, secret: &str) -> Outcome {
    let given = json!({ "secret": secret }).to_string();
    shop.ctl
        .run_with_input(["channel", "secret", id], given.as_bytes())
}

/// Begins a browser sign-in; gives the address of the page that would open.
fn begin_sign_in(shop: &Shop, id: &str) -> (Running, String) {
    let running = shop.ctl.start(["channel", "sign-in", id]);
    let page = running.wait_for_line(Duration::from_secs(30), |line| {
        let said: Value = serde_json::from_str(line).ok()?;
        said["open"].as_str().map(str::to_owned)
    });
    (running, page)
}

/// What a sign-in said in the end.
fn end_of_sign_in(running: &Running) -> Value {
    running.wait_for_line(Duration::from_secs(30), |line| {
        let said: Value = serde_json::from_str(line).ok()?;
        said["open"].is_null().then_some(said)
    })
}

/// The value of a metric of a post.
fn metric(seen: &Value, name: &str) -> Option<i64> {
    let all = seen["metrics"].as_array()?;
    all.iter()
        .find(|it| it["metric"] == name)
        .and_then(|it| it["value"].as_i64())
}

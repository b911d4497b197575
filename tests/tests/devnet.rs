//! The journeys that need the whole Bluesky network: what an AppView really counts and tells. Run by `make test-long`.

use std::time::Duration;

use kelola_tests::harness::child::wait_until;
use kelola_tests::harness::devnet::DevNet;
use kelola_tests::harness::pds::Account;
use kelola_tests::harness::xrpc;
use serde_json::{Value, json};

fn write(net: &DevNet, account: &Account, collection: &str, mut record: Value) -> Value {
    record["$type"] = collection.into();
    record["createdAt"] = chrono::Utc::now()
        .to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
        .into();
    let body = json!({ "repo": account.did, "collection": collection, "record": record });
    let made = xrpc::post(
        net.url(),
        "com.atproto.repo.createRecord",
        &body,
        Some(&account.token),
    )
    .ok();
    json!({ "uri": made["uri"], "cid": made["cid"] })
}

#[test]
fn the_real_network_counts_and_tells_of_a_like_and_a_reply() {
    let net = DevNet::start();
    let budi = net.create_account("budi");
    let sari = net.create_account("sari");
    let post = write(
        &net,
        &budi,
        "app.bsky.feed.post",
        json!({ "text": "Diskon kopi" }),
    );
    let uri = post["uri"].as_str().unwrap().to_owned();
    net.wait_until_indexed(&budi, &uri);

    write(
        &net,
        &sari,
        "app.bsky.feed.like",
        json!({ "subject": post }),
    );
    let reply = json!({ "text": "Sampai kapan?", "reply": { "root": post, "parent": post } });
    let reply = write(&net, &sari, "app.bsky.feed.post", reply);

    let ask = |method: &str, params: &[(&str, &str)]| {
        xrpc::get(net.url(), method, params, Some(&budi.token)).ok()
    };
    wait_until("both are told", Duration::from_secs(30), || {
        let told = ask(
            "app.bsky.notification.listNotifications",
            &[("limit", "50")],
        );
        let told = told["notifications"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let has = |reason: &str| {
            told.iter()
                .any(|it| it["reason"] == reason && it["reasonSubject"] == post["uri"])
        };
        (has("like") && has("reply")).then_some(())
    });
    wait_until("both are counted", Duration::from_secs(30), || {
        let view = ask("app.bsky.feed.getPosts", &[("uris", &uri)])["posts"][0].clone();
        (view["likeCount"] == 1 && view["replyCount"] == 1).then_some(())
    });
    let thread = ask("app.bsky.feed.getPostThread", &[("uri", &uri)]);
    assert_eq!(thread["thread"]["replies"][0]["post"]["uri"], reply["uri"]);
}

//! The journeys that need the whole Bluesky network: what an AppView really counts and tells. Run by `make test-long`.

use std::time::Duration;

use kelola_tests::harness::child::wait_until;
use kelola_tests::harness::devnet::DevNet;
use kelola_tests::harness::kelolactl::Kelolactl;
use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::pds::Account;
use kelola_tests::harness::temp::Temp;
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

#[test]
fn what_kelola_publishes_comes_back_with_its_likes_reposts_and_replies() {
    let net = DevNet::start();
    let budi = net.create_account("budi");
    let sari = net.create_account("sari");
    let (data, keychain) = (Temp::new(), Keychain::unlocked());
    let ctl = Kelolactl::on(data.path()).with_env(keychain.env());
    ctl.add(
        "brand",
        &json!({ "name": "Kopi Senja", "zone": "Asia/Jakarta" }),
    );
    let channel = ctl.add(
        "channel",
        &json!({ "network": "bluesky", "handle": budi.handle, "server": net.url(), "secret": budi.app_password }),
    );
    let now = chrono::Utc::now() + chrono::Duration::hours(7);
    let at = now.format("%Y-%m-%dT%H:%M").to_string();
    let id = ctl.add(
        "post",
        &json!({ "text": "Diskon kopi #senja", "channels": [channel], "at": at }),
    );
    ctl.run(["sync"]).expect_code(0);
    let post = ctl.json(["post", "show", &id]);
    assert_eq!(post["deliveries"][0]["delivery"]["state"], "live", "{post}");
    let uri = post["deliveries"][0]["delivery"]["remote_id"]
        .as_str()
        .unwrap()
        .to_owned();
    net.wait_until_indexed(&budi, &uri);

    let found = xrpc::get(
        net.url(),
        "app.bsky.feed.getPosts",
        &[("uris", &uri)],
        Some(&sari.token),
    )
    .ok();
    let subject = json!({ "uri": uri, "cid": found["posts"][0]["cid"] });
    write(
        &net,
        &sari,
        "app.bsky.feed.like",
        json!({ "subject": subject }),
    );
    write(
        &net,
        &sari,
        "app.bsky.feed.repost",
        json!({ "subject": subject }),
    );
    let reply = json!({ "text": "Sampai kapan?", "reply": { "root": subject, "parent": subject } });
    write(&net, &sari, "app.bsky.feed.post", reply);

    let counted = |post: &Value, metric: &str| {
        let all = post["metrics"].as_array().cloned().unwrap_or_default();
        all.iter()
            .find(|it| it["metric"] == metric)
            .and_then(|it| it["value"].as_i64())
    };
    let post = wait_until("everything has come back", Duration::from_secs(60), || {
        ctl.run(["sync"]).expect_code(0);
        let post = ctl.json(["post", "show", &id]);
        let all = ["likes", "shares", "comments"]
            .iter()
            .all(|it| counted(&post, it) == Some(1));
        (all && post["messages"].as_array().is_some_and(|it| !it.is_empty())).then_some(post)
    });
    assert_eq!(post["messages"][0]["text"], "Sampai kapan?");
    assert_eq!(
        post["messages"].as_array().map(Vec::len),
        Some(1),
        "it comes in once"
    );
}

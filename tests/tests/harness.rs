//! The harness itself: real servers answer, the stand-in is strict, faults happen where they are asked for.

use std::time::Duration;

use kelola_tests::harness::appview::{AppView, Counts, Person};
use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::pds::{Account, Pds};
use kelola_tests::harness::proxy::{Mode, Proxy, Words};
use kelola_tests::harness::xrpc;
use serde_json::{Value, json};

fn post(text: &str) -> Value {
    json!({ "$type": "app.bsky.feed.post", "text": text, "createdAt": "2026-11-23T12:00:00.000Z" })
}

fn write_post(server: &str, account: &Account, text: &str) -> String {
    let body =
        json!({ "repo": account.did, "collection": "app.bsky.feed.post", "record": post(text) });
    let made = xrpc::post(
        server,
        "com.atproto.repo.createRecord",
        &body,
        Some(&account.token),
    )
    .ok();
    made["uri"].as_str().unwrap().to_owned()
}

#[test]
fn the_pds_keeps_a_post_and_gives_it_back() {
    let pds = Pds::start();
    let budi = pds.create_account("budi");
    assert!(budi.did.starts_with("did:plc:"));
    let signed_in = json!({ "identifier": budi.handle, "password": budi.app_password });
    let session = xrpc::post(
        pds.url(),
        "com.atproto.server.createSession",
        &signed_in,
        None,
    )
    .ok();
    assert_eq!(session["did"], budi.did);

    let made = pds.write(&budi, "app.bsky.feed.post", &post("Halo dari Jakarta"));
    let rkey = made["uri"].as_str().unwrap().rsplit('/').next().unwrap();
    assert_eq!(
        pds.record(&budi.did, "app.bsky.feed.post", rkey).unwrap()["value"],
        post("Halo dari Jakarta")
    );
    assert_eq!(pds.posts(&budi).len(), 1);
    assert!(
        pds.record(&budi.did, "app.bsky.feed.post", "3n2ythbfhkc2a")
            .is_none()
    );

    pds.revoke_app_password(&budi);
    let refused = xrpc::post(
        pds.url(),
        "com.atproto.server.createSession",
        &signed_in,
        None,
    );
    assert_eq!(refused.status, 401);
}

#[test]
fn the_proxy_breaks_what_it_is_told_to_break() {
    let pds = Pds::start();
    let budi = pds.create_account("budi");
    let proxy = Proxy::in_front_of(pds.url());
    let body =
        json!({ "repo": budi.did, "collection": "app.bsky.feed.post", "record": post("sekali") });
    let send = || {
        let request = reqwest::Client::builder()
            .no_proxy()
            .timeout(Duration::from_secs(3))
            .build()
            .unwrap();
        let request = request
            .post(format!(
                "{}/xrpc/com.atproto.repo.createRecord",
                proxy.url()
            ))
            .bearer_auth(&budi.token)
            .json(&body);
        kelola_tests::harness::background::wait(async move { request.send().await })
    };

    proxy.set(Mode::Refuse);
    assert!(
        send().unwrap_err().is_connect(),
        "refused means: no connection"
    );
    proxy.set(Mode::Reset);
    let error = send().unwrap_err();
    assert!(
        !error.is_connect() && !error.is_timeout(),
        "reset means: connected, then broken ({error:?})"
    );
    assert_eq!(
        (proxy.forwarded("createRecord"), pds.posts(&budi).len()),
        (0, 0)
    );

    proxy.set(Mode::Hang);
    assert!(send().unwrap_err().is_timeout());
    assert_eq!(pds.posts(&budi).len(), 0);

    proxy.set(Mode::Pass);
    proxy.set_for("createRecord", Mode::DropAnswer, 1);
    let error = send().unwrap_err();
    assert!(!error.is_connect() && !error.is_timeout(), "{error:?}");
    assert_eq!(
        (proxy.forwarded("createRecord"), pds.posts(&budi).len()),
        (1, 1),
        "carried out, answer lost"
    );
    assert!(send().unwrap().status().is_success(), "the rule held once");

    proxy.set_for("createRecord", Mode::HoldAnswer, 1);
    assert!(send().unwrap_err().is_timeout());
    assert_eq!(
        (proxy.arrived("createRecord"), pds.posts(&budi).len()),
        (5, 3)
    );

    let status = |mode| {
        proxy.set_for("POST /xrpc/com.atproto.repo.createRecord", mode, 1);
        let answer = send().unwrap();
        let wait = answer.headers().get("retry-after").cloned();
        (
            answer.status().as_u16(),
            wait.map(|it| it.as_bytes().to_vec()),
        )
    };
    assert_eq!(
        status(Mode::Instead(Words::too_many(7))),
        (429, Some(b"7".to_vec()))
    );
    assert_eq!(status(Mode::Instead(Words::broken())), (500, None));
    assert_eq!(pds.posts(&budi).len(), 3, "before any effect");
    assert_eq!(status(Mode::AfterAll(Words::broken())), (500, None));
    assert_eq!(pds.posts(&budi).len(), 4, "after the effect");

    let read = |mode| {
        proxy.set_for("createRecord", mode, 1);
        let answer = send().unwrap();
        let announced = answer.content_length();
        let began = std::time::Instant::now();
        let body = kelola_tests::harness::background::wait(async move { answer.bytes().await });
        (announced, body, began.elapsed())
    };
    let (announced, body, _) = read(Mode::HalfAnswer);
    assert!(announced.is_some_and(|it| it > 0));
    assert!(
        body.is_err_and(|it| !it.is_timeout()),
        "the answer broke off in the middle"
    );
    let (announced, body, took) = read(Mode::SlowAnswer(Duration::from_millis(800)));
    assert_eq!(announced, body.ok().map(|it| it.len() as u64));
    assert!(took >= Duration::from_millis(600), "{took:?}");
    assert_eq!(pds.posts(&budi).len(), 6);
}

#[test]
fn the_stand_in_answers_only_a_good_question() {
    let pds = Pds::start();
    let budi = pds.create_account("budi");
    let appview = AppView::in_front_of(pds.url());
    let uri = write_post(&appview.url(), &budi, "Diskon kopi");
    let ask = |method: &str, params: &[(&str, &str)]| {
        xrpc::get(&appview.url(), method, params, Some(&budi.token))
    };

    let nobody = xrpc::get(
        &appview.url(),
        "app.bsky.feed.getPosts",
        &[("uris", &uri)],
        None,
    );
    assert_eq!((nobody.status, nobody.error()), (401, Some("AuthMissing")));
    let forged = xrpc::get(
        &appview.url(),
        "app.bsky.feed.getPosts",
        &[("uris", &uri)],
        Some("a.b.c"),
    );
    assert_eq!((forged.status, forged.error()), (400, Some("InvalidToken")));

    let many: Vec<_> = (0..26).map(|_| ("uris", uri.as_str())).collect();
    assert_eq!(
        ask("app.bsky.feed.getPosts", &many).error(),
        Some("InvalidRequest")
    );
    assert_eq!(ask("app.bsky.feed.getPosts", &[]).status, 400);
    assert_eq!(
        ask("app.bsky.feed.getPosts", &[("uris", &uri), ("page", "2")]).status,
        400
    );
    assert_eq!(
        ask(
            "app.bsky.notification.listNotifications",
            &[("limit", "101")]
        )
        .status,
        400
    );
    assert_eq!(ask("app.bsky.feed.getTimeline", &[]).status, 501);
    appview.fail_next("app.bsky.feed.getPosts", 502, "UpstreamFailure");
    assert_eq!(
        ask("app.bsky.feed.getPosts", &[("uris", &uri)]).error(),
        Some("UpstreamFailure")
    );
    assert_eq!(ask("app.bsky.feed.getPosts", &[("uris", &uri)]).status, 200);
}

#[test]
fn the_stand_in_tells_of_likes_reposts_and_replies_in_the_lexicons_words() {
    let pds = Pds::start();
    let budi = pds.create_account("budi");
    let appview = AppView::in_front_of(pds.url());
    let uri = write_post(&appview.url(), &budi, "Diskon kopi");
    let sari = Person::new("sari", "Sari Dewi");
    appview.set_counts(
        &uri,
        Counts {
            likes: 10,
            ..Counts::default()
        },
    );
    appview.like(&uri, &sari);
    appview.repost(&uri, &sari);
    let reply = appview.reply(&uri, &sari, "Sampai kapan diskonnya?");
    appview.mention(&budi.did, &sari, "Coba kopi @budi.test");
    appview.set_followers(&budi.did, 1234);
    let ask = |method: &str, params: &[(&str, &str)]| {
        xrpc::get(&appview.url(), method, params, Some(&budi.token)).ok()
    };

    let gone = format!("at://{}/app.bsky.feed.post/3n2ythbfhkc2a", budi.did);
    let posts = ask("app.bsky.feed.getPosts", &[("uris", &uri), ("uris", &gone)]);
    let counts = |key: &str| posts["posts"][0][key].as_u64().unwrap();
    assert_eq!(
        posts["posts"].as_array().unwrap().len(),
        1,
        "what does not exist is left out"
    );
    assert_eq!(
        (
            counts("likeCount"),
            counts("repostCount"),
            counts("replyCount")
        ),
        (11, 1, 1)
    );

    let thread = ask("app.bsky.feed.getPostThread", &[("uri", &uri)]);
    assert_eq!(thread["thread"]["replies"][0]["post"]["uri"], reply);
    assert_eq!(
        ask("app.bsky.actor.getProfile", &[("actor", &budi.did)])["followersCount"],
        1234
    );

    let list = "app.bsky.notification.listNotifications";
    let reasons = |answer: &Value| -> Vec<String> {
        answer["notifications"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["reason"].as_str().unwrap().into())
            .collect()
    };
    assert_eq!(
        reasons(&ask(list, &[])),
        ["mention", "reply", "repost", "like"]
    );
    assert_eq!(reasons(&ask(list, &[("reasons", "reply")])), ["reply"]);
    let first = ask(list, &[("limit", "3")]);
    assert_eq!(reasons(&first), ["mention", "reply", "repost"]);
    let second = ask(
        list,
        &[
            ("limit", "3"),
            ("cursor", first["cursor"].as_str().unwrap()),
        ],
    );
    assert_eq!(
        (reasons(&second), second.get("cursor")),
        (vec!["like".to_owned()], None)
    );
    appview.assert_clean();
}

#[cfg(target_os = "linux")]
#[test]
fn a_keychain_is_open_locked_or_not_there() {
    let mut keychain = Keychain::absent();
    assert!(
        !keychain.store(("service", "kelola-test"), "rahasia"),
        "nobody keeps secrets yet"
    );
    keychain.start();
    assert!(keychain.store(("service", "kelola-test"), "rahasia ü"));
    assert_eq!(
        keychain.lookup(("service", "kelola-test")).as_deref(),
        Some("rahasia ü")
    );
    keychain.lock();
    assert_eq!(
        keychain.lookup(("service", "kelola-test")),
        None,
        "locked, and nobody opens it"
    );
    keychain.start();
    assert_eq!(
        keychain.lookup(("service", "kelola-test")).as_deref(),
        Some("rahasia ü")
    );
}

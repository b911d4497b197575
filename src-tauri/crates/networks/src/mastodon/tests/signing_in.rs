//! The browser sign-in, from registering to the stored token.

use super::*;
use crate::{
    account::{Secret, Slot, Vault},
    contract::{BrowserSignIn, Client, SignInPage},
    error::Kind,
};
use serde_json::Value;
use std::collections::HashMap;
use url::Url;

const APP: &str = r#"{"client_id":"id-of-the-app","client_secret":"secret-of-the-app"}"#;
const GIVEN: &str = r#"{"access_token":"token-one","token_type":"Bearer","scope":"profile write:statuses","created_at":1}"#;

fn redirect() -> Url {
    Url::parse("http://127.0.0.1:5000/0123456789abcdef").unwrap()
}

/// The replies of a server of today up to its registration.
async fn modern(rest: Vec<Reply>) -> Answers {
    let mut replies = vec![
        ok("…"),
        ok(NODEINFO),
        ok(r#"{"scopes_supported":["read","profile"]}"#),
        ok(APP),
    ];
    replies.extend(rest);
    let server = Answers::start(replies).await;
    server.answer_at(0, ok(&links(&server.address())));
    server
}

fn query(page: &SignInPage) -> HashMap<String, String> {
    page.url.query_pairs().into_owned().collect()
}

#[tokio::test]
async fn a_sign_in_registers_asks_with_pkce_and_keeps_the_token() {
    let server = modern(vec![
        ok(GIVEN),
        ok(ACCOUNT),
        ok(INSTANCE),
        failed(404, "no"),
    ])
    .await;
    let client = mastodon(&server);
    let page = client.begin(None, &redirect()).await.unwrap();
    let asked_for = query(&page);
    assert_eq!(page.url.path(), "/oauth/authorize");
    assert_eq!(asked_for["client_id"], "id-of-the-app");
    assert_eq!(asked_for["redirect_uri"], redirect().as_str());
    assert_eq!(asked_for["code_challenge_method"], "S256");
    assert_eq!(asked_for["state"], page.state.reveal());
    assert_eq!(
        asked_for["scope"],
        "profile read:statuses read:notifications write:statuses write:media"
    );
    assert!(!page.url.as_str().contains("secret-of-the-app"));
    let registered: Value = serde_json::from_slice(&server.asked()[3].body).unwrap();
    assert_eq!(registered["redirect_uris"], serde_json::json!([redirect()]));

    let drawer = Drawer::with_password("typed-before");
    let who = testing::account(&drawer);
    let info = client
        .finish(&who, &page, &Secret::new("the-code"))
        .await
        .unwrap();
    assert_eq!(info.remote_id, "23634");
    let form: HashMap<String, String> = url::form_urlencoded::parse(&server.asked()[4].body)
        .into_owned()
        .collect();
    assert_eq!(form["code"], "the-code");
    assert_eq!(
        crate::mastodon::oauth::challenge(&Secret::new(form["code_verifier"].clone())),
        asked_for["code_challenge"]
    );
    assert!(drawer.holds(Slot::Session).unwrap().contains("token-one"));
    assert!(
        drawer
            .holds(Slot::App)
            .unwrap()
            .contains("secret-of-the-app")
    );
    assert_eq!(
        drawer.holds(Slot::Password),
        None,
        "the typed token is not needed any more"
    );
}

#[tokio::test]
async fn an_older_server_is_asked_the_older_way() {
    let server = Answers::start(vec![failed(404, "no"), failed(404, "no"), ok(APP)]).await;
    let page = mastodon(&server).begin(None, &redirect()).await.unwrap();
    let registered: Value = serde_json::from_slice(&server.asked()[2].body).unwrap();
    assert_eq!(registered["redirect_uris"], redirect().as_str());
    assert!(query(&page)["scope"].starts_with("read:accounts "));
}

#[tokio::test]
async fn pixelfed_knows_broad_scopes_only() {
    let server = Answers::start(vec![
        ok("…"),
        ok(&NODEINFO.replace("mastodon", "pixelfed")),
        failed(404, "no"),
        ok(APP),
    ])
    .await;
    server.answer_at(0, ok(&links(&server.address())));
    let page = mastodon(&server).begin(None, &redirect()).await.unwrap();
    assert_eq!(query(&page)["scope"], "read write");
}

#[tokio::test]
async fn what_was_stored_stays_until_the_new_token_is_in_hand() {
    let cases = [
        (vec![failed(400, "invalid_grant")], "sign_in_expired"),
        (vec![failed(500, "oops")], "unexpected_answer"),
        (vec![ok(r#"{"access_token":""}"#)], "sign_in_expired"),
        (vec![ok(GIVEN), failed(401, "no")], "sign_in_expired"),
        (
            vec![ok(GIVEN), ok(&ACCOUNT.replace("23634", "1")), ok("{}")],
            "mastodon_other_account",
        ),
    ];
    for (replies, code) in cases {
        let requests = 4 + replies.len();
        let server = modern(replies).await;
        let client = mastodon(&server);
        let drawer = Drawer::with_password("typed-before");
        let facts = facts("mastodon 4.5.0");
        let who = who(&drawer, &facts);
        let old = Secret::new("old session");
        drawer.write(who.channel, Slot::Session, &old).unwrap();
        let page = client.begin(None, &redirect()).await.unwrap();
        let error = client
            .finish(&who, &page, &Secret::new("the-code"))
            .await
            .unwrap_err();
        assert_eq!(error.code, code);
        assert_eq!(drawer.holds(Slot::Session).as_deref(), Some("old session"));
        assert_eq!(
            drawer.holds(Slot::Password).as_deref(),
            Some("typed-before")
        );
        assert_eq!(server.asked().len(), requests, "{code}");
    }
}

#[tokio::test]
async fn the_older_token_is_taken_back_on_the_server() {
    let server = modern(vec![
        ok(GIVEN),
        ok(ACCOUNT),
        ok(INSTANCE),
        failed(404, "no"),
        failed(404, "no"),
        failed(404, "no"),
        ok(APP),
        ok(&GIVEN.replace("token-one", "token-two")),
        ok(ACCOUNT),
        ok(INSTANCE),
        failed(404, "no"),
        ok("{}"),
    ])
    .await;
    let client = mastodon(&server);
    let drawer = Drawer::default();
    let who = testing::account(&drawer);
    for _ in 0..2 {
        let page = client.begin(None, &redirect()).await.unwrap();
        client
            .finish(&who, &page, &Secret::new("the-code"))
            .await
            .unwrap();
    }
    let last = server.asked().pop().unwrap();
    assert_eq!(last.line, "POST /oauth/revoke HTTP/1.1");
    assert!(String::from_utf8_lossy(&last.body).contains("token=token-one"));
    assert!(drawer.holds(Slot::Session).unwrap().contains("token-two"));
}

#[tokio::test]
async fn a_token_of_one_server_is_not_shown_to_another() {
    let server = modern(vec![
        ok(GIVEN),
        ok(ACCOUNT),
        ok(INSTANCE),
        failed(404, "no"),
    ])
    .await;
    let drawer = Drawer::default();
    let who = testing::account(&drawer);
    let client = mastodon(&server);
    let page = client.begin(None, &redirect()).await.unwrap();
    client
        .finish(&who, &page, &Secret::new("the-code"))
        .await
        .unwrap();
    let other = Answers::start(Vec::new()).await;
    let error = mastodon(&other).test(&who).await.unwrap_err();
    assert_eq!((error.kind, error.code), (Kind::SignInExpired, "no_secret"));
    assert!(other.asked().is_empty());
    let error = mastodon(&other)
        .finish(&who, &page, &Secret::new("the-code"))
        .await
        .unwrap_err();
    assert_eq!(error.code, "bad_server");
}

#[tokio::test]
async fn a_refusal_repeats_no_secret() {
    let server = modern(vec![failed(
        400,
        "code the-code of secret-of-the-app is bad",
    )])
    .await;
    let client = mastodon(&server);
    let drawer = Drawer::default();
    let page = client.begin(None, &redirect()).await.unwrap();
    let error = client
        .finish(&testing::account(&drawer), &page, &Secret::new("the-code"))
        .await
        .unwrap_err();
    assert_eq!(error.raw.as_deref(), Some("HTTP 400: code … of … is bad"));
}

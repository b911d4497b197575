use super::*;
use crate::{
    account::{Account, Slot},
    contract::{FindLost, ReadCounts, ReadInbox},
    error::Kind,
    testing::{Answers, Drawer, Reply, account, frozen, outgoing, picture, run},
};
use kelola_domain::message::MessageKind;
use std::{collections::BTreeMap, time::Duration};

pub(super) const KEY: &str = "3jzfcijpj2z2a";
pub(super) const SESSION: &str = include_str!("fixtures/session.json");
const RENEWED: &str = include_str!("fixtures/session_renewed.json");
const CURRENT: &str = include_str!("fixtures/get_session.json");
pub(super) const STORED: &str = include_str!("fixtures/put_record.json");
const EXPIRED: &str = r#"{"error":"ExpiredToken","message":"Token has expired"}"#;

pub(super) fn bluesky(server: &Answers) -> Bluesky {
    Bluesky::new(Endpoints::of(BTreeMap::from([(
        "bluesky".to_owned(),
        server.address(),
    )])))
}

pub(super) fn ok(body: &str) -> Reply {
    Reply::json(200, body)
}

pub(super) fn failed(status: u16, error: &str) -> Reply {
    Reply::json(status, &format!(r#"{{"error":"{error}","message":"…"}}"#))
}

#[tokio::test]
async fn a_post_with_a_picture_goes_out_as_one_record() {
    let server = Answers::start(vec![
        ok(SESSION),
        ok(include_str!("fixtures/upload_blob.json")),
        ok(r#"{"did":"did:plc:budi"}"#),
        ok(STORED),
    ])
    .await;
    let (drawer, frozen) = (
        Drawer::with_password("abcd-efgh"),
        frozen("Kopi @budi.test"),
    );
    let mut what = outgoing(KEY, &frozen);
    what.media = vec![picture("Secangkir kopi")];
    let published = bluesky(&server)
        .publish(&account(&drawer), &what)
        .await
        .unwrap();
    assert_eq!(
        published.remote_id,
        "at://did:plc:kopi/app.bsky.feed.post/3jzfcijpj2z2a"
    );
    assert_eq!(
        published.url.as_deref(),
        Some("https://bsky.app/profile/kopi.test/post/3jzfcijpj2z2a")
    );
    let asked = server.asked();
    let paths: Vec<_> = asked
        .iter()
        .map(|it| it.line.split(' ').nth(1).unwrap())
        .collect();
    assert_eq!(
        paths,
        [
            "/xrpc/com.atproto.server.createSession",
            "/xrpc/com.atproto.repo.uploadBlob",
            "/xrpc/com.atproto.identity.resolveHandle?handle=budi.test",
            "/xrpc/com.atproto.repo.putRecord",
        ]
    );
    let record: serde_json::Value = serde_json::from_slice(&asked[3].body).unwrap();
    assert_eq!(record["rkey"], KEY);
    assert_eq!(
        record["record"]["facets"][0]["features"][0]["did"],
        "did:plc:budi"
    );
    assert_eq!(
        record["record"]["embed"]["images"][0]["alt"],
        "Secangkir kopi"
    );
    assert!(
        asked[2].authorization.is_none(),
        "a public question carries no token"
    );
}

#[tokio::test]
async fn an_unknown_mention_stays_plain_text() {
    let server = Answers::start(vec![ok(SESSION), failed(400, "InvalidRequest"), ok(STORED)]).await;
    let (drawer, frozen) = (
        Drawer::with_password("abcd-efgh"),
        frozen("Kopi @siapa.test"),
    );
    bluesky(&server)
        .publish(&account(&drawer), &outgoing(KEY, &frozen))
        .await
        .unwrap();
    let record: serde_json::Value = serde_json::from_slice(&server.asked()[2].body).unwrap();
    assert!(record["record"].get("facets").is_none());
}

#[tokio::test]
async fn expired_tokens_are_renewed_and_stored_before_they_are_used() {
    let server = Answers::start(vec![
        ok(SESSION),
        ok(STORED),
        failed(400, "ExpiredToken"),
        ok(RENEWED),
        ok(CURRENT),
        ok(STORED),
    ])
    .await;
    let (drawer, frozen) = (Drawer::with_password("abcd-efgh"), frozen("Kopi"));
    let (client, who) = (bluesky(&server), account(&drawer));
    client.publish(&who, &outgoing(KEY, &frozen)).await.unwrap();
    client.publish(&who, &outgoing(KEY, &frozen)).await.unwrap();
    let asked = server.asked();
    assert_eq!(asked[3].authorization.as_deref(), Some("Bearer refresh-1"));
    assert_eq!(asked[4].authorization.as_deref(), Some("Bearer access-2"));
    assert!(drawer.holds(Slot::Session).unwrap().contains("refresh-2"));
    assert_eq!(
        *drawer.written.lock().unwrap(),
        [Slot::Session, Slot::Session]
    );
}

#[tokio::test]
async fn renewed_tokens_are_kept_even_when_their_first_use_fails() {
    let server = Answers::start(vec![
        ok(SESSION),
        ok(STORED),
        Reply::json(401, EXPIRED),
        ok(RENEWED),
        Reply::Reset,
    ])
    .await;
    let (drawer, frozen) = (Drawer::with_password("abcd-efgh"), frozen("Kopi"));
    let (client, who) = (bluesky(&server), account(&drawer));
    client.publish(&who, &outgoing(KEY, &frozen)).await.unwrap();
    assert_eq!(
        client
            .publish(&who, &outgoing(KEY, &frozen))
            .await
            .unwrap_err()
            .kind,
        Kind::Offline
    );
    assert!(drawer.holds(Slot::Session).unwrap().contains("refresh-2"));
}

/// What becomes of a failure of the final request.
async fn final_answer(reply: Reply) -> crate::NetworkError {
    let server = Answers::start(vec![ok(SESSION), reply]).await;
    let (drawer, frozen) = (Drawer::with_password("abcd-efgh"), frozen("Kopi"));
    bluesky(&server)
        .publish(&account(&drawer), &outgoing(KEY, &frozen))
        .await
        .unwrap_err()
}

#[tokio::test]
async fn each_failure_of_the_final_request_is_told_apart() {
    let plain = |reply: Reply, kind: Kind| (reply, kind, kind.code());
    let cases = [
        plain(failed(500, "InternalServerError"), Kind::UnknownOutcome),
        plain(failed(502, "UpstreamFailure"), Kind::UnknownOutcome),
        plain(Reply::Reset, Kind::UnknownOutcome),
        plain(ok("not json"), Kind::UnknownOutcome),
        plain(failed(400, "InvalidRequest"), Kind::Rejected),
        (
            failed(400, "InvalidRecord"),
            Kind::Rejected,
            "bluesky_record_refused",
        ),
        (
            failed(400, "BlobTooLarge"),
            Kind::Rejected,
            "bluesky_file_too_large",
        ),
        plain(failed(401, "AuthenticationRequired"), Kind::SignInExpired),
        plain(failed(400, "InvalidToken"), Kind::SignInExpired),
        (
            failed(401, "AuthFactorTokenRequired"),
            Kind::SignInExpired,
            "bluesky_app_password_needed",
        ),
        (
            failed(400, "AccountTakedown"),
            Kind::QuotaOrPolicy,
            "bluesky_account_closed",
        ),
        plain(failed(403, "Forbidden"), Kind::MissingPermission),
    ];
    for (reply, kind, code) in cases {
        let what = format!("{reply:?}");
        let error = final_answer(reply).await;
        assert_eq!((error.kind, error.code), (kind, code), "{what}");
    }
}

#[tokio::test]
async fn too_many_requests_say_how_long_to_wait() {
    let error = final_answer(failed(429, "RateLimitExceeded").with("Retry-After", "120")).await;
    assert_eq!(
        (error.kind, error.retry_after),
        (Kind::RateLimited, Some(Duration::from_secs(120)))
    );
    let reset = (chrono::Utc::now() + chrono::Duration::seconds(300))
        .timestamp()
        .to_string();
    let error =
        final_answer(failed(429, "RateLimitExceeded").with("ratelimit-reset", &reset)).await;
    assert!(
        error
            .retry_after
            .is_some_and(|it| (290..=300).contains(&it.as_secs())),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_server_that_is_not_there_is_offline() {
    let address = Answers::nobody().await;
    let client = Bluesky::new(Endpoints::of(BTreeMap::from([(
        "bluesky".to_owned(),
        address,
    )])));
    let (drawer, frozen) = (Drawer::with_password("abcd-efgh"), frozen("Kopi"));
    let error = client
        .publish(&account(&drawer), &outgoing(KEY, &frozen))
        .await
        .unwrap_err();
    assert_eq!((error.kind, error.code), (Kind::Offline, "offline"));
}

#[tokio::test]
async fn a_failed_upload_makes_nothing_and_may_be_repeated() {
    for (reply, kind) in [
        (Reply::Reset, Kind::Offline),
        (failed(500, "InternalServerError"), Kind::Unexpected),
    ] {
        let server = Answers::start(vec![ok(SESSION), reply]).await;
        let (drawer, frozen) = (Drawer::with_password("abcd-efgh"), frozen("Kopi"));
        let mut what = outgoing(KEY, &frozen);
        what.media = vec![picture("")];
        assert_eq!(
            bluesky(&server)
                .publish(&account(&drawer), &what)
                .await
                .unwrap_err()
                .kind,
            kind
        );
    }
}

#[tokio::test]
async fn a_redirect_to_another_host_is_not_followed() {
    let stranger = Answers::start(vec![ok(STORED)]).await;
    let error = final_answer(Reply::json(307, "").with("Location", &stranger.address())).await;
    assert_eq!(error.kind, Kind::UnknownOutcome);
    assert!(stranger.asked().is_empty());
}

#[tokio::test]
async fn an_endless_answer_is_refused() {
    let huge = format!(r#"{{"did":"{}"}}"#, "x".repeat(crate::http::LONGEST_ANSWER));
    let server = Answers::start(vec![ok(&huge)]).await;
    let drawer = Drawer::with_password("abcd-efgh");
    let error = bluesky(&server).test(&account(&drawer)).await.unwrap_err();
    assert_eq!(
        (error.kind, error.raw.as_deref()),
        (Kind::Unexpected, Some("answer too large"))
    );
}

#[tokio::test]
async fn a_clock_that_is_wrong_stops_the_post_before_it_is_made() {
    let server = Answers::start(vec![
        ok(SESSION).with("Date", "Mon, 23 Nov 2020 12:00:00 GMT"),
        ok(STORED),
    ])
    .await;
    let (drawer, frozen) = (Drawer::with_password("abcd-efgh"), frozen("Kopi"));
    let client = bluesky(&server);
    let error = client
        .publish(&account(&drawer), &outgoing(KEY, &frozen))
        .await
        .unwrap_err();
    assert_eq!(error.code, "clock_skewed");
    assert_eq!(server.asked().len(), 1);
    assert!(
        client
            .clock_difference()
            .is_some_and(|it| it < chrono::Duration::days(-365))
    );
}

#[tokio::test]
async fn without_a_password_the_person_is_asked() {
    let server = Answers::start(Vec::new()).await;
    let drawer = Drawer::default();
    let error = bluesky(&server).test(&account(&drawer)).await.unwrap_err();
    assert_eq!((error.kind, error.code), (Kind::SignInExpired, "no_secret"));
}

#[tokio::test]
async fn another_account_is_never_posted_to() {
    let server = Answers::start(vec![ok(SESSION)]).await;
    let drawer = Drawer::with_password("abcd-efgh");
    let who = Account {
        remote_id: Some("did:plc:lain"),
        ..account(&drawer)
    };
    assert_eq!(
        bluesky(&server).test(&who).await.unwrap_err().kind,
        Kind::SignInExpired
    );
    assert!(drawer.holds(Slot::Session).is_none());
}

#[tokio::test]
async fn tokens_of_one_server_are_not_shown_to_another() {
    let first = Answers::start(vec![ok(SESSION)]).await;
    let second = Answers::start(vec![ok(SESSION), failed(400, "RecordNotFound")]).await;
    let (drawer, frozen) = (Drawer::with_password("abcd-efgh"), frozen("Kopi"));
    let who = account(&drawer);
    bluesky(&first).test(&who).await.unwrap();
    assert_eq!(
        bluesky(&second)
            .find(&who, &outgoing(KEY, &frozen))
            .await
            .unwrap(),
        None
    );
    assert!(second.asked()[0].line.contains("createSession"));
}

#[tokio::test]
async fn a_lost_post_is_found_or_certainly_absent_or_unsure() {
    let server = Answers::start(vec![
        ok(SESSION),
        ok(STORED),
        failed(400, "RecordNotFound"),
        failed(400, "InvalidRequest"),
        failed(502, "UpstreamFailure"),
    ])
    .await;
    let (drawer, frozen) = (Drawer::with_password("abcd-efgh"), frozen("Kopi"));
    let (client, who, what) = (bluesky(&server), account(&drawer), outgoing(KEY, &frozen));
    assert!(client.find(&who, &what).await.unwrap().is_some());
    assert_eq!(client.find(&who, &what).await.unwrap(), None);
    assert_eq!(
        client.find(&who, &what).await.unwrap_err().kind,
        Kind::Rejected
    );
    assert_eq!(
        client.find(&who, &what).await.unwrap_err().kind,
        Kind::Unexpected
    );
}

#[tokio::test]
async fn counts_come_in_chunks_and_missing_is_not_zero() {
    let server = Answers::start(vec![
        ok(SESSION),
        ok(include_str!("fixtures/get_posts.json")),
        ok(r#"{"posts":[]}"#),
        ok(r#"{"followersCount":321}"#),
    ])
    .await;
    let drawer = Drawer::with_password("abcd-efgh");
    let (client, who) = (bluesky(&server), account(&drawer));
    let mut ids: Vec<_> = (0..29)
        .map(|it| format!("at://did:plc:kopi/app.bsky.feed.post/{it}"))
        .collect();
    ids[0] = "at://did:plc:kopi/app.bsky.feed.post/3jzfcijpj2z2a".into();
    ids.push("local:1".into());
    let counts = ReadCounts::counts(&client, &who, &ids).await.unwrap();
    assert_eq!(counts.len(), 1);
    assert_eq!(
        (
            counts[0].likes,
            counts[0].comments,
            counts[0].shares,
            counts[0].saves,
            counts[0].views
        ),
        (Some(12), Some(3), Some(5), None, None)
    );
    assert_eq!(server.asked()[1].line.matches("uris=").count(), 25);
    assert_eq!(server.asked()[2].line.matches("uris=").count(), 4);
    assert_eq!(client.followers(&who).await.unwrap(), Some(321));
}

#[tokio::test]
async fn the_inbox_reads_on_from_where_it_stopped() {
    let server = Answers::start(vec![
        ok(SESSION),
        ok(include_str!("fixtures/notifications_1.json")),
        ok(include_str!("fixtures/notifications_2.json")),
        ok(include_str!("fixtures/notifications_1.json")),
    ])
    .await;
    let drawer = Drawer::with_password("abcd-efgh");
    let (client, who) = (bluesky(&server), account(&drawer));
    let first = client.messages(&who, None).await.unwrap();
    let kinds: Vec<_> = first.messages.iter().map(|it| it.kind).collect();
    assert_eq!(
        kinds,
        [MessageKind::Mention, MessageKind::Quote, MessageKind::Reply]
    );
    let reply = &first.messages[2];
    assert_eq!(
        reply.in_reply_to.as_deref(),
        Some("at://did:plc:kopi/app.bsky.feed.post/3jzfcijpj2z2a")
    );
    assert_eq!(
        (
            reply.author.as_str(),
            reply.author_name.as_str(),
            reply.text.as_str()
        ),
        ("ani.test", "Ani", "Enak!\nBuka jam berapa?")
    );
    assert_eq!(
        reply.url.as_deref(),
        Some("https://bsky.app/profile/ani.test/post/3kbbbbbbbbb2b")
    );
    assert_eq!(first.messages[0].in_reply_to, None);
    assert!(server.asked()[2].line.contains("cursor=older"));
    // The second visit sees the newest again, which may not have been alone, and asks no further.
    let second = client
        .messages(&who, first.cursor.as_deref())
        .await
        .unwrap();
    assert_eq!(second.messages.len(), 1);
    assert_eq!(server.asked().len(), 4);
}

#[test]
fn its_request_ids_are_record_keys() {
    let client = Bluesky::new(Endpoints::none());
    assert!(tid::is_valid(&client.request_id(chrono::Utc::now(), 42)));
    let (drawer, frozen) = (Drawer::default(), frozen("Kopi"));
    let error =
        run(client.publish(&account(&drawer), &outgoing("not a key", &frozen))).unwrap_err();
    assert_eq!(error.kind, Kind::Rejected);
}

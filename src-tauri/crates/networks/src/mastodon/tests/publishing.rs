//! Publishing, lost answers, editing, taking down.

use super::*;
use crate::{
    contract::{Client, Edit, FindLost, Outgoing, Remove, ReplyTo},
    error::Kind,
    media::{MediaContent, OutgoingMedia},
    testing::{outgoing, picture},
};
use chrono::Duration;
use kelola_domain::{
    delivery::{DeliveryState, FrozenMedia, Role},
    ids::AssetId,
    media::{Attachment, Fit, Focus},
};
use serde_json::Value;

fn now_status() -> String {
    STATUS.replace("2026-11-25T05:00:01.000Z", &Utc::now().to_rfc3339())
}

#[tokio::test]
async fn a_post_goes_out_once_with_its_key_words_and_language() {
    let server = Answers::start(vec![ok(STATUS)]).await;
    let (drawer, frozen) = (Drawer::with_password(TOKEN), frozen(TEXT));
    let facts = facts("mastodon 4.5.0");
    let published = mastodon(&server)
        .publish(&who(&drawer, &facts), &outgoing(KEY, &frozen))
        .await
        .unwrap();
    assert_eq!(
        (published.remote_id.as_str(), published.state),
        ("103270115826048975", DeliveryState::Live)
    );
    assert_eq!(
        published.url.as_deref(),
        Some("https://kopi.test/@kopi/103270115826048975")
    );
    let request = &server.asked()[0];
    assert_eq!(request.line, "POST /api/v1/statuses HTTP/1.1");
    assert_eq!(request.header("idempotency-key").as_deref(), Some(KEY));
    assert_eq!(
        request.authorization.as_deref(),
        Some("Bearer token-of-the-channel")
    );
    let body: Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(
        (&body["status"], &body["language"]),
        (&TEXT.into(), &"id".into())
    );
}

#[tokio::test]
async fn pictures_are_described_focused_and_waited_for() {
    let server = Answers::start(vec![
        Reply::json(202, r#"{"id":"11","type":"image","url":null}"#),
        Reply::json(206, ""),
        ok(r#"{"id":"11","type":"image","url":"https://kopi.test/11.jpg"}"#),
        ok(r#"{"id":"12","type":"image","url":"https://kopi.test/12.jpg"}"#),
        ok(STATUS),
    ])
    .await;
    let (drawer, mut frozen) = (Drawer::with_password(TOKEN), frozen(TEXT));
    let attached = |x, y| Attachment {
        asset: AssetId::from_uuid(uuid::Uuid::nil()),
        alt: String::new(),
        focus: Focus { x, y },
        fit: Fit::Fill,
        crops: Vec::new(),
    };
    frozen.content.media = vec![attached(1.0, 0.25), attached(0.5, 0.5)];
    let facts = facts("mastodon 4.5.0");
    let what = Outgoing {
        media: vec![picture("Secangkir kopi"), picture("")],
        ..outgoing(KEY, &frozen)
    };
    mastodon(&server)
        .publish(&who(&drawer, &facts), &what)
        .await
        .unwrap();
    assert_eq!(
        asked(&server),
        [
            "POST /api/v2/media",
            "GET /api/v1/media/11",
            "GET /api/v1/media/11",
            "POST /api/v2/media",
            "POST /api/v1/statuses",
        ]
    );
    let requests = server.asked();
    let first = String::from_utf8_lossy(&requests[0].body).into_owned();
    assert!(
        first.contains("Secangkir kopi") && first.contains("1.000,0.500"),
        "{first}"
    );
    let second = String::from_utf8_lossy(&requests[3].body).into_owned();
    assert!(!second.contains("name=\"focus\"") && !second.contains("name=\"description\""));
    let body: Value = serde_json::from_slice(&requests[4].body).unwrap();
    assert_eq!(body["media_ids"], serde_json::json!(["11", "12"]));
}

#[tokio::test]
async fn a_video_is_sent_from_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("video");
    std::fs::write(&path, vec![7_u8; 300_000]).unwrap();
    let server = Answers::start(vec![
        Reply::json(404, "{}"),
        ok(r#"{"id":"11","type":"video","url":"https://kopi.test/11.mp4"}"#),
        ok(STATUS),
    ])
    .await;
    let (drawer, frozen) = (Drawer::with_password(TOKEN), frozen(TEXT));
    let facts = facts("mastodon 4.5.0");
    let what = Outgoing {
        media: vec![OutgoingMedia {
            content: MediaContent::File { path, len: 300_000 },
            facts: FrozenMedia {
                hash: "0123456789abcdef".into(),
                mime: "video/mp4".into(),
                width: 720,
                height: 1280,
                alt: "Barista".into(),
            },
        }],
        ..outgoing(KEY, &frozen)
    };
    mastodon(&server)
        .publish(&who(&drawer, &facts), &what)
        .await
        .unwrap();
    assert_eq!(
        asked(&server),
        [
            "POST /api/v2/media",
            "POST /api/v1/media",
            "POST /api/v1/statuses"
        ],
        "an older server has the first version only"
    );
    let sent = &server.asked()[1];
    assert!(sent.body.len() > 300_000 && sent.header("content-length").is_some());
}

#[tokio::test]
async fn a_refused_file_is_told_apart_and_nothing_is_posted() {
    for (reply, kind, code) in [
        (
            failed(422, "too large"),
            Kind::Rejected,
            "mastodon_media_refused",
        ),
        (
            failed(413, "too large"),
            Kind::Rejected,
            "mastodon_media_refused",
        ),
        (failed(500, "oops"), Kind::Unexpected, "unexpected_answer"),
        (Reply::Reset, Kind::Offline, "offline"),
        (failed(401, "no"), Kind::SignInExpired, "sign_in_expired"),
    ] {
        let server = Answers::start(vec![reply]).await;
        let (drawer, frozen) = (Drawer::with_password(TOKEN), frozen(TEXT));
        let facts = facts("mastodon 4.5.0");
        let what = Outgoing {
            media: vec![picture("")],
            ..outgoing(KEY, &frozen)
        };
        let error = mastodon(&server)
            .publish(&who(&drawer, &facts), &what)
            .await
            .unwrap_err();
        assert_eq!((error.kind, error.code), (kind, code));
        assert_eq!(server.asked().len(), 1);
    }
}

async fn final_answer(reply: Reply) -> crate::NetworkError {
    let server = Answers::start(vec![reply]).await;
    let (drawer, frozen) = (Drawer::with_password(TOKEN), frozen(TEXT));
    let facts = facts("mastodon 4.5.0");
    mastodon(&server)
        .publish(&who(&drawer, &facts), &outgoing(KEY, &frozen))
        .await
        .unwrap_err()
}

#[tokio::test]
async fn each_failure_of_the_final_request_is_told_apart() {
    for (reply, kind) in [
        (failed(500, "oops"), Kind::UnknownOutcome),
        (failed(502, "bad gateway"), Kind::UnknownOutcome),
        (failed(503, "down"), Kind::UnknownOutcome),
        (Reply::Reset, Kind::UnknownOutcome),
        (ok("not json"), Kind::UnknownOutcome),
        (Reply::json(302, ""), Kind::UnknownOutcome),
        (failed(422, "Text too long"), Kind::Rejected),
        (failed(400, "bad"), Kind::Rejected),
        (failed(404, "gone"), Kind::Rejected),
        (
            failed(401, "The access token was revoked"),
            Kind::SignInExpired,
        ),
        (
            failed(403, "outside the authorized scopes"),
            Kind::MissingPermission,
        ),
        (failed(410, "gone"), Kind::QuotaOrPolicy),
        (failed(429, "Too many requests"), Kind::RateLimited),
    ] {
        let what = format!("{reply:?}");
        let error = final_answer(reply).await;
        assert_eq!((error.kind, error.code), (kind, kind.code()), "{what}");
    }
}

#[tokio::test]
async fn too_many_requests_say_until_when() {
    let reset = (Utc::now() + Duration::seconds(300)).to_rfc3339();
    let error = final_answer(failed(429, "slow").with("X-RateLimit-Reset", &reset)).await;
    let wait = error.retry_after.unwrap().as_secs();
    assert!((290..=300).contains(&wait), "{wait}");
}

#[tokio::test]
async fn a_server_that_repeats_the_token_does_not_spread_it() {
    let error = final_answer(failed(422, "you said token-of-the-channel")).await;
    assert_eq!(error.raw.as_deref(), Some("HTTP 422: you said …"));
}

#[tokio::test]
async fn a_further_part_answers_the_part_before_it() {
    let server = Answers::start(vec![ok(STATUS), failed(404, "Record not found")]).await;
    let (drawer, frozen) = (Drawer::with_password(TOKEN), frozen("2/2"));
    let facts = facts("mastodon 4.5.0");
    let what = Outgoing {
        role: Role::Part,
        reply_to: Some(ReplyTo {
            parent: "42",
            root: "41",
        }),
        ..outgoing(KEY, &frozen)
    };
    let (client, who) = (mastodon(&server), who(&drawer, &facts));
    client.publish(&who, &what).await.unwrap();
    let body: Value = serde_json::from_slice(&server.asked()[0].body).unwrap();
    assert_eq!(body["in_reply_to_id"], "42");
    let error = client.publish(&who, &what).await.unwrap_err();
    assert_eq!(
        (error.kind, error.code),
        (Kind::Rejected, "mastodon_parent_missing")
    );
}

#[tokio::test]
async fn pixelfed_wants_a_picture_and_gets_no_key() {
    let server = Answers::start(vec![
        ok(r#"{"id":"11","type":"image","url":"https://kopi.test/11.jpg"}"#),
        ok(STATUS),
    ])
    .await;
    let (drawer, frozen) = (Drawer::with_password(TOKEN), frozen(TEXT));
    let facts = facts("pixelfed 0.12.4");
    let who = Account {
        kind: "pixelfed",
        ..who(&drawer, &facts)
    };
    let client = mastodon(&server);
    let bare = client
        .publish(&who, &outgoing(KEY, &frozen))
        .await
        .unwrap_err();
    assert_eq!(bare.code, "mastodon_picture_needed");
    let what = Outgoing {
        media: vec![picture("")],
        ..outgoing(KEY, &frozen)
    };
    client.publish(&who, &what).await.unwrap();
    assert_eq!(server.asked()[1].header("idempotency-key"), None);
}

#[tokio::test]
async fn a_lost_post_is_found_among_the_newest_or_certainly_absent() {
    let other = STATUS.replace("Kopi baru", "Teh baru");
    let server = Answers::start(vec![
        ok("[]"),
        ok(&format!("[{},{}]", other, now_status())),
        ok("[]"),
        ok(&format!("[{}]", other.replace("2026-11-25", "2020-01-01"))),
        failed(500, "oops"),
    ])
    .await;
    let (drawer, frozen) = (Drawer::with_password(TOKEN), frozen(TEXT));
    let facts = facts("mastodon 4.5.0");
    let (client, who) = (mastodon(&server), who(&drawer, &facts));
    let what = outgoing(KEY, &frozen);
    let found = client.find(&who, &what).await.unwrap().unwrap();
    assert_eq!(found.remote_id, "103270115826048975");
    assert_eq!(client.find(&who, &what).await.unwrap(), None);
    assert_eq!(
        client.find(&who, &what).await.unwrap_err().kind,
        Kind::Unexpected
    );
    assert!(asked(&server)[1].starts_with("GET /api/v1/accounts/23634/statuses?limit=40"));
}

#[tokio::test]
async fn an_older_post_of_the_same_words_is_not_taken_for_it() {
    let server = Answers::start(vec![ok(&format!("[{STATUS}]"))]).await;
    let (drawer, frozen) = (Drawer::with_password(TOKEN), frozen(TEXT));
    let facts = facts("snac 2.75");
    let found = mastodon(&server)
        .find(&who(&drawer, &facts), &outgoing(KEY, &frozen))
        .await
        .unwrap();
    assert_eq!(found, None);
}

#[tokio::test]
async fn where_no_key_is_kept_a_repeat_looks_before_it_sends() {
    let (drawer, mut frozen) = (Drawer::with_password(TOKEN), frozen(TEXT));
    frozen.created_at = Utc::now() - Duration::minutes(2);
    let there = format!("[{}]", now_status());
    // What is held is asked first where a server can hold something.
    let cases = [
        ("gotosocial 0.20.0", vec![ok("[]"), ok(&there)], 0),
        ("snac 2.75", vec![ok(&there)], 0),
        ("mastodon 4.5.0", vec![ok(STATUS)], 1),
    ];
    for (software, replies, posts) in cases {
        let requests = replies.len();
        let server = Answers::start(replies).await;
        let facts = facts(software);
        mastodon(&server)
            .publish(&who(&drawer, &facts), &outgoing(KEY, &frozen))
            .await
            .unwrap();
        let asked = asked(&server);
        let posted = asked.iter().filter(|it| it.starts_with("POST")).count();
        assert_eq!(
            (asked.len(), posted),
            (requests, posts),
            "{software}: {asked:?}"
        );
    }
}

#[tokio::test]
async fn a_public_post_is_changed_and_taken_down() {
    let server = Answers::start(vec![
        ok(r#"{"id":"11","type":"image","url":"https://kopi.test/11.jpg"}"#),
        ok(STATUS),
        failed(405, "no"),
        ok(STATUS),
        failed(404, "gone"),
        failed(404, "gone"),
        failed(404, "no such method"),
        ok(STATUS),
        failed(429, "slow"),
    ])
    .await;
    let (drawer, frozen) = (Drawer::with_password(TOKEN), frozen("Ralat"));
    let facts = facts("mastodon 4.5.0");
    let (client, who) = (mastodon(&server), who(&drawer, &facts));
    let what = Outgoing {
        media: vec![picture("Baru")],
        ..outgoing(KEY, &frozen)
    };
    Edit::edit(&client, &who, "42", &what).await.unwrap();
    let body: Value = serde_json::from_slice(&server.asked()[1].body).unwrap();
    assert_eq!(
        body,
        serde_json::json!({ "status": "Ralat", "media_ids": ["11"], "language": "id" })
    );
    let error = Edit::edit(&client, &who, "42", &outgoing(KEY, &frozen))
        .await
        .unwrap_err();
    assert_eq!(error.code, "mastodon_cannot_edit");
    Remove::remove(&client, &who, "42", Role::Post)
        .await
        .unwrap();
    Remove::remove(&client, &who, "42", Role::Post)
        .await
        .unwrap();
    assert_eq!(
        Remove::remove(&client, &who, "42", Role::Post)
            .await
            .unwrap_err()
            .kind,
        Kind::Rejected,
        "a server that cannot delete"
    );
    assert_eq!(
        Remove::remove(&client, &who, "42", Role::Post)
            .await
            .unwrap_err()
            .kind,
        Kind::RateLimited
    );
    assert_eq!(asked(&server)[3], "DELETE /api/v1/statuses/42");
}

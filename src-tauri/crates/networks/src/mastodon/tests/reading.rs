//! Who the account is, what the server says about itself, counts and messages.

use super::*;
use crate::{
    contract::{Client, ReadCounts, ReadInbox},
    error::Kind,
};
use kelola_domain::{channel::CheckWhat, message::MessageKind};

/// The replies to a question after the server itself.
async fn about_server(rest: Vec<Reply>) -> Answers {
    // Where the server listens is known only once it does, and the links name it.
    let mut replies = vec![ok(INSTANCE), ok("…"), ok(NODEINFO)];
    replies.extend(rest);
    let server = Answers::start(replies).await;
    server.answer_at(1, ok(&links(&server.address())));
    server
}

#[tokio::test]
async fn the_test_says_who_it_is_and_what_the_server_allows() {
    let mut replies = vec![
        ok(ACCOUNT),
        ok(INSTANCE),
        ok("…"),
        ok(NODEINFO),
        ok(ACCOUNT),
    ];
    replies.truncate(5);
    let server = Answers::start(replies).await;
    server.answer_at(2, ok(&links(&server.address())));
    let drawer = Drawer::with_password(TOKEN);
    let client = mastodon(&server);
    let who = Account {
        remote_id: None,
        facts: None,
        handle: "kopi",
        ..testing::account(&drawer)
    };
    let info = client.test(&who).await.unwrap();
    assert_eq!(
        (
            info.remote_id.as_str(),
            info.handle.as_str(),
            info.name.as_deref()
        ),
        ("23634", "kopi@kopi.test", Some("Kopi Senja ☕"))
    );
    assert_eq!(info.kind.as_deref(), Some("mastodon"));
    assert_eq!(info.software.as_deref(), Some("mastodon 4.5.0"));
    let limits = info.limits.unwrap();
    assert_eq!(
        (limits.text, limits.url_length, limits.images, limits.alt),
        (Some(1000), Some(23), Some(4), Some(1500))
    );
    assert_eq!(limits.video_bytes, Some(103_809_024));
    assert_eq!(limits.types.len(), 5);
    // What is known of the server is not asked again for a day.
    let facts = facts("mastodon 4.5.0");
    let again = client.test(&super::who(&drawer, &facts)).await.unwrap();
    assert_eq!((again.kind, again.limits), (None, None));
    assert_eq!(server.asked().len(), 5);
}

#[tokio::test]
async fn an_older_server_tells_its_limits_the_older_way() {
    let server = Answers::start(vec![
        ok(ACCOUNT),
        failed(404, "no"),
        ok(include_str!("../fixtures/instance_v1_pleroma.json")),
        ok("…"),
        ok(&NODEINFO.replace("mastodon", "akkoma")),
    ])
    .await;
    server.answer_at(3, ok(&links(&server.address())));
    let drawer = Drawer::with_password(TOKEN);
    let info = mastodon(&server)
        .test(&testing::account(&drawer))
        .await
        .unwrap();
    assert_eq!(info.kind.as_deref(), Some("pleroma"));
    assert_eq!(info.limits.unwrap().text, Some(5000));
    assert_eq!(info.handle, "kopi@kopi.test");
}

#[tokio::test]
async fn a_nodeinfo_elsewhere_is_not_read() {
    let stranger = Answers::start(vec![ok(NODEINFO)]).await;
    let server = Answers::start(vec![
        ok(ACCOUNT),
        ok(INSTANCE),
        ok(&links(&stranger.address())),
    ])
    .await;
    let drawer = Drawer::with_password(TOKEN);
    let info = mastodon(&server)
        .test(&testing::account(&drawer))
        .await
        .unwrap();
    assert_eq!(
        (info.kind.as_deref(), info.software),
        (Some("mastodon"), None)
    );
    assert!(stranger.asked().is_empty());
}

#[tokio::test]
async fn what_is_wrong_with_an_account_is_told_apart() {
    let scopes = |it: &str| ok(&format!(r#"{{"name":"x","scopes":["{it}"]}}"#));
    let cases = [
        (
            vec![failed(401, "revoked")],
            Kind::SignInExpired,
            "sign_in_expired",
        ),
        (
            vec![failed(422, "needs a user")],
            Kind::SignInExpired,
            "sign_in_expired",
        ),
        (
            vec![failed(403, "no"), scopes("write:media")],
            Kind::MissingPermission,
            "mastodon_scope_missing",
        ),
        (
            vec![failed(403, "no"), scopes("read")],
            Kind::QuotaOrPolicy,
            "mastodon_account_suspended",
        ),
        (
            vec![failed(403, "no"), failed(404, "no")],
            Kind::QuotaOrPolicy,
            "mastodon_account_suspended",
        ),
        (
            vec![ok(
                &ACCOUNT.replace("\"suspended\": false", "\"suspended\": true")
            )],
            Kind::QuotaOrPolicy,
            "mastodon_account_suspended",
        ),
        (
            vec![ok(
                &ACCOUNT.replace("\"moved\": null", "\"moved\": {\"id\":\"1\"}")
            )],
            Kind::QuotaOrPolicy,
            "mastodon_account_moved",
        ),
        (
            vec![ok(&ACCOUNT.replace("23634", "1"))],
            Kind::SignInExpired,
            "mastodon_other_account",
        ),
        (
            vec![failed(503, "down")],
            Kind::Unexpected,
            "unexpected_answer",
        ),
        (vec![Reply::Reset], Kind::Offline, "offline"),
    ];
    for (replies, kind, code) in cases {
        let server = Answers::start(replies).await;
        let drawer = Drawer::with_password(TOKEN);
        let facts = facts("mastodon 4.5.0");
        let error = mastodon(&server)
            .test(&who(&drawer, &facts))
            .await
            .unwrap_err();
        assert_eq!((error.kind, error.code), (kind, code));
    }
}

#[tokio::test]
async fn without_a_token_the_person_is_asked() {
    let server = Answers::start(Vec::new()).await;
    let drawer = Drawer::default();
    let error = mastodon(&server)
        .test(&testing::account(&drawer))
        .await
        .unwrap_err();
    assert_eq!((error.kind, error.code), (Kind::SignInExpired, "no_secret"));
}

#[tokio::test]
async fn the_self_test_goes_line_by_line() {
    let server = about_server(vec![
        ok(ACCOUNT),
        ok(r#"{"scopes":["read","write:statuses"]}"#),
        failed(403, "outside the authorized scopes"),
    ])
    .await;
    let drawer = Drawer::with_password(TOKEN);
    let examined = mastodon(&server).examine(&testing::account(&drawer)).await;
    let lines: Vec<_> = examined
        .lines
        .iter()
        .map(|it| (it.what, it.passed, it.code.as_deref()))
        .collect();
    let missing = Some("mastodon_scope_missing");
    assert_eq!(
        lines,
        [
            (CheckWhat::ServerAnswers, true, None),
            (CheckWhat::ClockAgrees, true, None),
            (CheckWhat::SignedIn, true, None),
            (CheckWhat::MayPublish, true, None),
            (CheckWhat::MayUpload, false, missing),
            (CheckWhat::MayRead, false, missing),
        ]
    );
    assert!(examined.account.is_ok());
}

#[tokio::test]
async fn the_self_test_stops_where_it_must() {
    let server = about_server(vec![failed(401, "revoked")]).await;
    let drawer = Drawer::with_password(TOKEN);
    let examined = mastodon(&server).examine(&testing::account(&drawer)).await;
    let last = examined.lines.last().unwrap();
    assert_eq!(
        (examined.lines.len(), last.what, last.code.as_deref()),
        (3, CheckWhat::SignedIn, Some("sign_in_expired"))
    );

    let mut wrong = vec![ok(INSTANCE).with("Date", "Mon, 23 Nov 2020 12:00:00 GMT")];
    wrong.push(failed(404, "no"));
    let server = Answers::start(wrong).await;
    let examined = mastodon(&server).examine(&testing::account(&drawer)).await;
    let last = examined.lines.last().unwrap();
    assert_eq!(
        (last.what, last.code.as_deref()),
        (CheckWhat::ClockAgrees, Some("clock_skewed"))
    );
}

#[tokio::test]
async fn counts_come_together_where_the_server_can_and_one_by_one_elsewhere() {
    let ids: Vec<_> = ["103270115826048975", "2", "scheduled:1:1790000000:a:b"]
        .map(str::to_owned)
        .into();
    let drawer = Drawer::with_password(TOKEN);
    let facts = facts("mastodon 4.5.0");
    let server = Answers::start(vec![ok(&format!("[{STATUS}]"))]).await;
    let counts = ReadCounts::counts(&mastodon(&server), &who(&drawer, &facts), &ids)
        .await
        .unwrap();
    assert_eq!(counts.len(), 1, "what is gone is left out");
    assert_eq!(
        (counts[0].likes, counts[0].comments, counts[0].shares),
        (Some(12), Some(3), Some(5))
    );
    assert_eq!((counts[0].saves, counts[0].views), (None, None));
    assert_eq!(
        asked(&server),
        ["GET /api/v1/statuses?id%5B%5D=103270115826048975&id%5B%5D=2"]
    );

    let bare = r#"{"id":"2","created_at":"2026-11-25T05:00:01Z","favourites_count":-1}"#;
    let server = Answers::start(vec![failed(404, "no"), failed(404, "gone"), ok(bare)]).await;
    let counts = ReadCounts::counts(&mastodon(&server), &who(&drawer, &facts), &ids)
        .await
        .unwrap();
    assert_eq!(
        (counts.len(), counts[0].likes, counts[0].shares),
        (1, None, None),
        "missing is not zero"
    );
}

#[tokio::test]
async fn followers_are_the_accounts_own() {
    let server = Answers::start(vec![ok(ACCOUNT)]).await;
    let drawer = Drawer::with_password(TOKEN);
    let facts = facts("mastodon 4.5.0");
    let followers = mastodon(&server)
        .followers(&who(&drawer, &facts))
        .await
        .unwrap();
    assert_eq!(followers, Some(321));
}

#[tokio::test]
async fn the_inbox_reads_on_from_where_it_stopped() {
    let server = Answers::start(vec![
        ok(include_str!("../fixtures/notifications.json")),
        ok("[]"),
    ])
    .await;
    let drawer = Drawer::with_password(TOKEN);
    let facts = facts("mastodon 4.5.0");
    let (client, who) = (mastodon(&server), who(&drawer, &facts));
    let first = client.messages(&who, None).await.unwrap();
    let kinds: Vec<_> = first.messages.iter().map(|it| it.kind).collect();
    assert_eq!(
        kinds,
        [MessageKind::Mention, MessageKind::Reply, MessageKind::Quote]
    );
    let [mention, reply, quote] = &first.messages[..] else {
        panic!("three messages");
    };
    assert_eq!(
        (mention.in_reply_to.as_deref(), mention.url.as_deref()),
        (None, None)
    );
    assert_eq!(reply.in_reply_to.as_deref(), Some("103270115826048975"));
    assert_eq!(reply.text, "@kopi Enak!\nBuka jam berapa?");
    assert_eq!(
        (reply.author.as_str(), reply.author_name.as_str()),
        ("ani", "Ani")
    );
    assert_eq!(quote.in_reply_to.as_deref(), Some("103270115826048975"));
    assert_eq!(first.cursor.as_deref(), Some("34975"));

    let second = client
        .messages(&who, first.cursor.as_deref())
        .await
        .unwrap();
    assert!(second.messages.is_empty());
    assert_eq!(second.cursor.as_deref(), Some("34975"));
    assert!(asked(&server)[1].contains("min_id=34975"));
    assert!(asked(&server)[0].contains("types%5B%5D=mention&types%5B%5D=quote"));
}

#[tokio::test]
async fn a_full_page_is_followed_by_the_next() {
    let entry = |id: usize| format!(r#"{{"id":"{id}","type":"follow"}}"#);
    let page = |ids: std::ops::Range<usize>| {
        let entries: Vec<_> = ids.rev().map(entry).collect();
        ok(&format!("[{}]", entries.join(",")))
    };
    let server = Answers::start(vec![page(101..141), page(141..150)]).await;
    let drawer = Drawer::with_password(TOKEN);
    let facts = facts("mastodon 4.5.0");
    let inbox = mastodon(&server)
        .messages(&who(&drawer, &facts), Some("99"))
        .await
        .unwrap();
    assert_eq!(inbox.cursor.as_deref(), Some("149"));
    assert!(asked(&server)[1].contains("min_id=140"));
}

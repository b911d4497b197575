//! Threads, first comments and taking down, on recorded answers.

use super::tests::{KEY, SESSION, STORED, bluesky, failed, ok};
use crate::{
    contract::{Client, Remove, ReplyTo},
    error::Kind,
    testing::{Answers, Drawer, account, frozen, outgoing},
};
use kelola_domain::delivery::Role;
use serde_json::{Value, json};

const FIRST: &str = "at://did:plc:kopi/app.bsky.feed.post/3jzfcijpj2z22";
const SECOND: &str = "at://did:plc:kopi/app.bsky.feed.post/3jzfcijpj2z23";

fn record(uri: &str, cid: &str) -> String {
    json!({ "uri": uri, "cid": cid, "value": {} }).to_string()
}

#[tokio::test]
async fn a_further_part_answers_the_versions_that_stand_there() {
    let server = Answers::start(vec![
        ok(SESSION),
        ok(&record(SECOND, "cid-2")),
        ok(&record(FIRST, "cid-1")),
        ok(STORED),
    ])
    .await;
    let (drawer, frozen) = (Drawer::with_password("abcd-efgh"), frozen("Bagian ketiga"));
    let mut what = outgoing(KEY, &frozen);
    what.role = Role::Part;
    what.reply_to = Some(ReplyTo {
        parent: SECOND,
        root: FIRST,
    });
    bluesky(&server)
        .publish(&account(&drawer), &what)
        .await
        .unwrap();
    let sent: Value = serde_json::from_slice(&server.asked()[3].body).unwrap();
    assert_eq!(
        sent["record"]["reply"],
        json!({ "parent": { "uri": SECOND, "cid": "cid-2" }, "root": { "uri": FIRST, "cid": "cid-1" } })
    );
}

#[tokio::test]
async fn a_first_comment_asks_for_its_post_once_and_is_not_sent_when_that_is_gone() {
    let to = ReplyTo {
        parent: FIRST,
        root: FIRST,
    };
    let (drawer, frozen) = (
        Drawer::with_password("abcd-efgh"),
        frozen("Tautannya di sini"),
    );
    let mut what = outgoing(KEY, &frozen);
    what.reply_to = Some(to);
    let server = Answers::start(vec![ok(SESSION), ok(&record(FIRST, "cid-1")), ok(STORED)]).await;
    bluesky(&server)
        .publish(&account(&drawer), &what)
        .await
        .unwrap();
    assert_eq!(server.asked().len(), 3);

    let drawer = Drawer::with_password("abcd-efgh");
    let server = Answers::start(vec![ok(SESSION), failed(400, "RecordNotFound")]).await;
    let error = bluesky(&server)
        .publish(&account(&drawer), &what)
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind, error.code, server.asked().len()),
        (Kind::Rejected, "bluesky_reply_gone", 2)
    );
}

#[tokio::test]
async fn taking_down_twice_is_taking_down_once() {
    let server = Answers::start(vec![ok(SESSION), ok("{}"), failed(400, "RecordNotFound")]).await;
    let drawer = Drawer::with_password("abcd-efgh");
    let (client, who) = (bluesky(&server), account(&drawer));
    for _ in 0..2 {
        Remove::remove(&client, &who, FIRST, Role::Post)
            .await
            .unwrap();
    }
    let asked = server.asked();
    let sent: Value = serde_json::from_slice(&asked[1].body).unwrap();
    assert!(asked[1].line.contains("com.atproto.repo.deleteRecord"));
    assert_eq!(
        sent,
        json!({ "repo": "did:plc:kopi", "collection": "app.bsky.feed.post", "rkey": "3jzfcijpj2z22" })
    );
}

#[tokio::test]
async fn only_a_post_of_the_account_itself_is_taken_down() {
    for other in [
        "at://did:plc:sari/app.bsky.feed.post/3jzfcijpj2z22",
        "at://did:plc:kopi/app.bsky.actor.profile/self",
        "https://bsky.app/profile/kopi.test",
        "job:1",
    ] {
        let server = Answers::start(vec![ok(SESSION)]).await;
        let drawer = Drawer::with_password("abcd-efgh");
        let error = Remove::remove(&bluesky(&server), &account(&drawer), other, Role::Post)
            .await
            .unwrap_err();
        assert_eq!(error.kind, Kind::Rejected, "{other}");
        assert!(server.asked().len() <= 1, "nothing but a sign-in was asked");
    }
}

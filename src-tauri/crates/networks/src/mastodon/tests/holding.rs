//! Scheduled statuses.

use super::*;
use crate::{
    contract::{FindLost, HandOff, Held, Withdrawn},
    error::Kind,
    testing::outgoing,
};
use chrono::Duration;
use kelola_domain::{delivery::DeliveryState, time::Instant};
use serde_json::Value;

fn at() -> Instant {
    "2099-12-24T12:00:00Z".parse().unwrap()
}

fn out_at(at: Instant) -> String {
    format!(
        "[{}]",
        STATUS.replace("2026-11-25T05:00:01.000Z", &at.to_rfc3339())
    )
}

#[tokio::test]
async fn a_post_is_handed_over_and_looked_at() {
    let server = Answers::start(vec![
        ok(SCHEDULED),
        ok(SCHEDULED),
        failed(404, "gone"),
        ok(&out_at(at())),
        failed(404, "gone"),
        ok("[]"),
    ])
    .await;
    let (drawer, frozen) = (Drawer::with_password(TOKEN), frozen(TEXT));
    let facts = facts("mastodon 4.5.0");
    let (client, who) = (mastodon(&server), who(&drawer, &facts));
    let what = outgoing(KEY, &frozen);
    let held = HandOff::hand_off(&client, &who, &what, at()).await.unwrap();
    assert_eq!(
        (held.state, held.at, held.url.as_deref()),
        (DeliveryState::HandedOff, Some(at()), None)
    );
    let request = &server.asked()[0];
    let body: Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(body["scheduled_at"], "2099-12-24T12:00:00.000Z");
    let key = request.header("idempotency-key").unwrap();
    assert!(key.starts_with(KEY) && key != KEY, "{key}");

    let waiting = Held::Waiting {
        remote_id: held.remote_id.clone(),
        at: at(),
    };
    assert_eq!(client.look(&who, &held.remote_id).await.unwrap(), waiting);
    let Held::Out(out) = client.look(&who, &held.remote_id).await.unwrap() else {
        panic!("it is out");
    };
    assert_eq!(out.remote_id, "103270115826048975");
    assert_eq!(
        client.look(&who, &held.remote_id).await.unwrap(),
        Held::Gone
    );
    assert_eq!(asked(&server)[1], "GET /api/v1/scheduled_statuses/3221");
}

#[tokio::test]
async fn in_the_moment_of_its_publishing_nobody_says_it_is_gone() {
    let now = Utc::now();
    let scheduled = SCHEDULED.replace("2099-12-24T12:00:00.000Z", &now.to_rfc3339());
    let server = Answers::start(vec![ok(&scheduled), failed(404, "gone"), ok("[]")]).await;
    let (drawer, frozen) = (Drawer::with_password(TOKEN), frozen(TEXT));
    let facts = facts("mastodon 4.5.0");
    let (client, who) = (mastodon(&server), who(&drawer, &facts));
    let held = HandOff::hand_off(&client, &who, &outgoing(KEY, &frozen), now)
        .await
        .unwrap();
    assert_eq!(
        client.look(&who, &held.remote_id).await.unwrap_err().kind,
        Kind::Unexpected
    );
}

#[tokio::test]
async fn a_server_nobody_knows_to_wait_is_not_trusted_with_it() {
    let server = Answers::start(Vec::new()).await;
    let (drawer, frozen) = (Drawer::with_password(TOKEN), frozen(TEXT));
    for software in ["snac 2.75", "pixelfed 0.12"] {
        let facts = facts(software);
        let error = HandOff::hand_off(
            &mastodon(&server),
            &who(&drawer, &facts),
            &outgoing(KEY, &frozen),
            at(),
        )
        .await
        .unwrap_err();
        assert_eq!(
            (error.kind, error.code),
            (Kind::QuotaOrPolicy, "mastodon_cannot_hold")
        );
    }
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn what_the_server_does_not_want_to_hold_stays_here() {
    let server = Answers::start(vec![
        failed(422, "The total limit of scheduled posts is reached"),
        Reply::Reset,
        ok(STATUS),
    ])
    .await;
    let (drawer, frozen) = (Drawer::with_password(TOKEN), frozen(TEXT));
    let facts = facts("mastodon 4.5.0");
    let (client, who) = (mastodon(&server), who(&drawer, &facts));
    let what = outgoing(KEY, &frozen);
    let full = HandOff::hand_off(&client, &who, &what, at())
        .await
        .unwrap_err();
    assert_eq!(
        (full.kind, full.code),
        (Kind::QuotaOrPolicy, "mastodon_held_enough")
    );
    let lost = HandOff::hand_off(&client, &who, &what, at())
        .await
        .unwrap_err();
    assert_eq!(lost.kind, Kind::UnknownOutcome);
    // A server that publishes at once what was meant for later: it is live, and that is what is said.
    let out = HandOff::hand_off(&client, &who, &what, at()).await.unwrap();
    assert_eq!(out.state, DeliveryState::Live);
}

#[tokio::test]
async fn a_lost_hand_off_is_found_among_what_is_held() {
    let server = Answers::start(vec![ok(&format!("[{SCHEDULED}]"))]).await;
    let (drawer, frozen) = (Drawer::with_password(TOKEN), frozen(TEXT));
    let facts = facts("mastodon 4.5.0");
    let found = mastodon(&server)
        .find(&who(&drawer, &facts), &outgoing(KEY, &frozen))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (found.state, found.at),
        (DeliveryState::HandedOff, Some(at()))
    );
}

#[tokio::test]
async fn another_time_only_moves_it_and_other_words_replace_it() {
    let later = at() + Duration::hours(2);
    let second = SCHEDULED
        .replace("3221", "3222")
        .replace("Kopi baru", "Teh baru");
    let server = Answers::start(vec![
        ok(SCHEDULED),
        // Moved.
        ok(SCHEDULED),
        ok(SCHEDULED),
        // Other words.
        ok(SCHEDULED),
        ok("{}"),
        ok("[]"),
        ok(&second),
        // The same again.
        ok(&second),
    ])
    .await;
    let (drawer, first) = (Drawer::with_password(TOKEN), frozen(TEXT));
    let facts = facts("mastodon 4.5.0");
    let (client, who) = (mastodon(&server), who(&drawer, &facts));
    let what = outgoing(KEY, &first);
    let held = HandOff::hand_off(&client, &who, &what, at()).await.unwrap();
    let moved = client
        .change(&who, &held.remote_id, &what, later)
        .await
        .unwrap();
    let Held::Waiting {
        remote_id,
        at: when,
    } = moved
    else {
        panic!("it waits");
    };
    assert_eq!(when, later);
    let changed = frozen("Teh baru di Braga! #KopiPagi");
    let what = outgoing(KEY, &changed);
    let Held::Waiting { remote_id, .. } =
        client.change(&who, &remote_id, &what, at()).await.unwrap()
    else {
        panic!("it waits");
    };
    assert!(remote_id.starts_with("scheduled:3222:"), "{remote_id}");
    let again = client.change(&who, &remote_id, &what, at()).await.unwrap();
    assert_eq!(
        again,
        Held::Waiting {
            remote_id,
            at: at()
        }
    );
    let verbs: Vec<_> = asked(&server)
        .iter()
        .map(|it| it.split(['?', ' ']).take(2).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(
        verbs,
        [
            "POST /api/v1/statuses",
            "GET /api/v1/scheduled_statuses/3221",
            "PUT /api/v1/scheduled_statuses/3221",
            "GET /api/v1/scheduled_statuses/3221",
            "DELETE /api/v1/scheduled_statuses/3221",
            "GET /api/v1/scheduled_statuses",
            "POST /api/v1/statuses",
            "GET /api/v1/scheduled_statuses/3222",
        ]
    );
}

#[tokio::test]
async fn taking_back_is_harmless_twice_and_says_when_it_is_too_late() {
    let server = Answers::start(vec![
        ok(SCHEDULED),
        ok("{}"),
        failed(404, "gone"),
        ok("[]"),
        failed(404, "gone"),
        ok(&out_at(at())),
        failed(500, "oops"),
    ])
    .await;
    let (drawer, frozen) = (Drawer::with_password(TOKEN), frozen(TEXT));
    let facts = facts("mastodon 4.5.0");
    let (client, who) = (mastodon(&server), who(&drawer, &facts));
    let held = HandOff::hand_off(&client, &who, &outgoing(KEY, &frozen), at())
        .await
        .unwrap()
        .remote_id;
    assert_eq!(client.withdraw(&who, &held).await.unwrap(), Withdrawn::Yes);
    assert_eq!(client.withdraw(&who, &held).await.unwrap(), Withdrawn::Yes);
    let Withdrawn::Out(out) = client.withdraw(&who, &held).await.unwrap() else {
        panic!("it is out");
    };
    assert_eq!(out.remote_id, "103270115826048975");
    assert!(client.withdraw(&who, &held).await.is_err());
}

#[tokio::test]
async fn a_key_of_something_withdrawn_does_not_stand_in_the_way() {
    let server = Answers::start(vec![failed(404, "Record not found"), ok(SCHEDULED)]).await;
    let (drawer, frozen) = (Drawer::with_password(TOKEN), frozen(TEXT));
    let facts = facts("mastodon 4.5.0");
    HandOff::hand_off(
        &mastodon(&server),
        &who(&drawer, &facts),
        &outgoing(KEY, &frozen),
        at(),
    )
    .await
    .unwrap();
    assert_eq!(server.asked()[1].header("idempotency-key"), None);
}

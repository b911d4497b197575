use super::*;
use crate::{
    account::Account,
    contract::{Edit, FindLost, HandOff, Held, ReadCounts, ReadInbox, Remove, ReplyTo, Withdrawn},
    error::{Kind, NetworkError},
    testing::{Answers, Drawer, Reply, account, frozen, outgoing, picture},
};
use base64::Engine as _;
use kelola_domain::{
    channel::CheckWhat,
    delivery::{DeliveryState, Role},
    time::Instant,
};
use serde_json::Value;
use std::collections::BTreeMap;

const ID: &str = "20261126-abcdefghijkm";
const PASSWORD: &str = "abcd efgh ijkl mnop qrst uvwx";
const ME: &str = include_str!("fixtures/me.json");
const INDEX: &str = include_str!("fixtures/index.json");
const POST: &str = include_str!("fixtures/post.json");
const FUTURE: &str = include_str!("fixtures/future.json");
const MEDIA: &str = include_str!("fixtures/media.json");
const PAGE: &str = "<!doctype html><title>Just a moment…</title>";

fn wordpress(server: &Answers) -> WordPress {
    let address = format!("{}/blog/wp-admin/", server.address());
    WordPress::new(Endpoints::of(BTreeMap::from([(
        "wordpress".to_owned(),
        address,
    )])))
}

fn ok(body: &str) -> Reply {
    Reply::json(200, body)
}

/// The front page, which says where the REST interface is.
fn front() -> Reply {
    ok("").with("Link", "</blog/wp-json/>; rel=\"https://api.w.org/\"")
}

fn failed(status: u16, code: &str) -> Reply {
    let body = format!(r#"{{"code":"{code}","message":"…","data":{{"status":{status}}}}}"#);
    Reply::json(status, &body)
}

fn listed(post: &str) -> Reply {
    ok(&format!("[{post}]"))
}

fn drawer() -> Drawer {
    Drawer::with_password(PASSWORD)
}

fn paths(server: &Answers) -> Vec<String> {
    let path = |line: &str| line.split(['?']).next().unwrap().replace(" HTTP/1.1", "");
    server.asked().iter().map(|it| path(&it.line)).collect()
}

fn body(server: &Answers, index: usize) -> Value {
    serde_json::from_slice(&server.asked()[index].body).unwrap()
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

#[tokio::test]
async fn a_post_with_pictures_and_tags_goes_out_as_one_article() {
    let server = Answers::start(vec![
        front(),
        ok("[]"),
        ok("[]"),
        Reply::json(201, MEDIA),
        ok(MEDIA),
        Reply::json(201, r#"{"id":4}"#),
        Reply::json(
            400,
            r#"{"code":"term_exists","message":"…","data":{"status":400,"term_id":9}}"#,
        ),
        Reply::json(201, POST),
    ])
    .await;
    let drawer = drawer();
    let mut frozen = frozen("Kopi pagi\n\nDi Braga");
    frozen.content.hashtags = "#kopi #Braga".into();
    let mut what = outgoing(ID, &frozen);
    what.media = vec![picture("Secangkir kopi")];
    what.media[0].facts.hash = "0123456789abcdef".into();
    let published = wordpress(&server)
        .publish(&account(&drawer), &what)
        .await
        .unwrap();
    assert_eq!(
        (published.remote_id.as_str(), published.state),
        ("12", DeliveryState::Live)
    );
    assert_eq!(
        published.url.as_deref(),
        Some("https://kopi.id/20261126-abcdefghijkm/")
    );
    assert_eq!(published.at, Some(at("2026-11-26T00:14:50Z")));
    assert_eq!(
        paths(&server),
        [
            "HEAD /blog/",
            "GET /blog/wp-json/wp/v2/posts",
            "GET /blog/wp-json/wp/v2/media",
            "POST /blog/wp-json/wp/v2/media",
            "POST /blog/wp-json/wp/v2/media/7",
            "POST /blog/wp-json/wp/v2/tags",
            "POST /blog/wp-json/wp/v2/tags",
            "POST /blog/wp-json/wp/v2/posts",
        ]
    );
    let asked = server.asked();
    assert!(
        asked[0].authorization.is_none(),
        "looking for the interface is nobody's business"
    );
    assert!(
        asked[1].line.contains("status=any&context=edit"),
        "{}",
        asked[1].line
    );
    assert_eq!(
        asked[3].header("content-disposition").as_deref(),
        Some("attachment; filename=\"20261126-abcdefghijkm-0123456789ab.jpg\"")
    );
    assert_eq!(body(&server, 4)["alt_text"], "Secangkir kopi");
    let post = body(&server, 7);
    assert_eq!(
        (post["slug"].as_str(), post["status"].as_str()),
        (Some(ID), Some("publish"))
    );
    assert_eq!(
        (&post["featured_media"], &post["tags"]),
        (&7.into(), &vec![4, 9].into())
    );
}

#[tokio::test]
async fn what_is_at_the_site_already_is_never_made_again() {
    let server = Answers::start(vec![front(), listed(POST), listed(FUTURE)]).await;
    let (drawer, frozen) = (drawer(), frozen("Kopi"));
    let (client, who, what) = (wordpress(&server), account(&drawer), outgoing(ID, &frozen));
    assert_eq!(client.publish(&who, &what).await.unwrap().remote_id, "12");
    let found = client.find(&who, &what).await.unwrap().unwrap();
    assert_eq!(found.state, DeliveryState::HandedOff);
    assert_eq!(server.asked().len(), 3, "{:?}", paths(&server));
}

#[tokio::test]
async fn a_picture_an_earlier_try_uploaded_is_used_again() {
    let uploaded = MEDIA.replace("\"alt_text\":\"\"", "\"alt_text\":\"Kopi\"");
    let server = Answers::start(vec![
        front(),
        ok("[]"),
        listed(&uploaded),
        Reply::json(201, POST),
    ])
    .await;
    let (drawer, frozen) = (drawer(), frozen("Kopi"));
    let mut what = outgoing(ID, &frozen);
    what.media = vec![picture("Kopi")];
    wordpress(&server)
        .publish(&account(&drawer), &what)
        .await
        .unwrap();
    assert_eq!(body(&server, 3)["featured_media"], 7);
}

#[tokio::test]
async fn a_request_that_arrived_after_all_leaves_one_post() {
    let double = POST
        .replace("\"id\":12", "\"id\":13")
        .replace("ijkm\",\"status", "ijkm-2\",\"status");
    let server = Answers::start(vec![
        front(),
        ok("[]"),
        Reply::json(201, &double),
        listed(POST),
        ok("{}"),
    ])
    .await;
    let (drawer, frozen) = (drawer(), frozen("Kopi"));
    let published = wordpress(&server)
        .publish(&account(&drawer), &outgoing(ID, &frozen))
        .await
        .unwrap();
    assert_eq!(published.remote_id, "12");
    assert_eq!(paths(&server)[4], "DELETE /blog/wp-json/wp/v2/posts/13");
}

/// What becomes of a failure of the request that makes the post.
async fn final_answer(reply: Reply) -> NetworkError {
    let server = Answers::start(vec![front(), ok("[]"), reply]).await;
    let (drawer, frozen) = (drawer(), frozen("Kopi"));
    wordpress(&server)
        .publish(&account(&drawer), &outgoing(ID, &frozen))
        .await
        .unwrap_err()
}

#[tokio::test]
async fn each_failure_of_the_final_request_is_told_apart() {
    let page = |status| Reply::json(status, PAGE);
    let cases = [
        (
            failed(500, "db_insert_error"),
            Kind::UnknownOutcome,
            "outcome_unknown",
        ),
        (
            Reply::json(500, ""),
            Kind::UnknownOutcome,
            "outcome_unknown",
        ),
        (
            page(503).with("Retry-After", "9"),
            Kind::UnknownOutcome,
            "outcome_unknown",
        ),
        (Reply::Reset, Kind::UnknownOutcome, "outcome_unknown"),
        (ok("not json"), Kind::UnknownOutcome, "outcome_unknown"),
        (page(200), Kind::UnknownOutcome, "outcome_unknown"),
        (
            Reply::json(307, "").with("Location", "https://www.kopi.id/"),
            Kind::UnknownOutcome,
            "outcome_unknown",
        ),
        (page(403), Kind::QuotaOrPolicy, "wordpress_wall"),
        (page(406), Kind::QuotaOrPolicy, "wordpress_wall"),
        (page(404), Kind::QuotaOrPolicy, "wordpress_rest_off"),
        (page(413), Kind::Rejected, "wordpress_upload_too_large"),
        (page(429), Kind::RateLimited, "rate_limited"),
        (
            failed(401, "rest_cannot_create"),
            Kind::SignInExpired,
            "wordpress_not_signed_in",
        ),
        (
            failed(401, "incorrect_password"),
            Kind::SignInExpired,
            "wordpress_not_signed_in",
        ),
        (
            failed(403, "rest_cannot_create"),
            Kind::MissingPermission,
            "wordpress_may_not_publish",
        ),
        (
            failed(403, "rest_forbidden"),
            Kind::MissingPermission,
            "permission_missing",
        ),
        (
            failed(404, "rest_no_route"),
            Kind::QuotaOrPolicy,
            "wordpress_rest_off",
        ),
        (
            failed(400, "rest_invalid_param"),
            Kind::Rejected,
            "rejected",
        ),
        (
            failed(401, "application_passwords_disabled"),
            Kind::SignInExpired,
            "wordpress_no_app_passwords",
        ),
    ];
    for (reply, kind, code) in cases {
        let what = format!("{reply:?}");
        let error = final_answer(reply).await;
        assert_eq!((error.kind, error.code), (kind, code), "{what}");
    }
}

/// What becomes of a failure while nothing is at stake yet.
async fn first_answer(reply: Reply) -> NetworkError {
    let server = Answers::start(vec![front(), reply]).await;
    let drawer = drawer();
    wordpress(&server)
        .test(&account(&drawer))
        .await
        .unwrap_err()
}

#[tokio::test]
async fn each_failure_of_a_question_is_told_apart() {
    let page = |status| Reply::json(status, PAGE);
    let forbidden = r#"{"code":"rest_invalid_param","message":"…","data":{"status":400,"details":{"status":
        {"code":"rest_forbidden_status","message":"…","data":{"status":401}}}}}"#;
    let cases = [
        (page(200), Kind::QuotaOrPolicy, "wordpress_wall"),
        (
            page(503).with("Retry-After", "9"),
            Kind::RateLimited,
            "rate_limited",
        ),
        (page(502), Kind::Unexpected, "unexpected_answer"),
        (Reply::Reset, Kind::Offline, "offline"),
        (
            failed(401, "rest_not_logged_in"),
            Kind::SignInExpired,
            "wordpress_not_signed_in",
        ),
        (
            failed(401, "rest_cannot_access"),
            Kind::QuotaOrPolicy,
            "wordpress_rest_off",
        ),
        (
            Reply::json(400, forbidden),
            Kind::SignInExpired,
            "wordpress_not_signed_in",
        ),
    ];
    for (reply, kind, code) in cases {
        let what = format!("{reply:?}");
        let error = first_answer(reply).await;
        assert_eq!((error.kind, error.code), (kind, code), "{what}");
    }
}

#[tokio::test]
async fn a_refused_picture_says_why() {
    for (reply, code) in [
        (
            failed(500, "rest_upload_sideload_error"),
            "wordpress_upload_refused",
        ),
        (
            failed(400, "rest_upload_file_too_big"),
            "wordpress_upload_too_large",
        ),
        (
            failed(400, "rest_cannot_create"),
            "wordpress_may_not_upload",
        ),
        (Reply::json(413, PAGE), "wordpress_upload_too_large"),
    ] {
        let server = Answers::start(vec![front(), ok("[]"), ok("[]"), reply]).await;
        let (drawer, frozen) = (drawer(), frozen("Kopi"));
        let mut what = outgoing(ID, &frozen);
        what.media = vec![picture("")];
        let error = wordpress(&server)
            .publish(&account(&drawer), &what)
            .await
            .unwrap_err();
        assert_eq!(error.code, code);
    }
}

#[tokio::test]
async fn a_password_a_site_repeats_is_not_kept() {
    let header = base64::engine::general_purpose::STANDARD.encode(format!("kopi.test:{PASSWORD}"));
    for repeated in [PASSWORD.to_owned(), PASSWORD.replace(' ', ""), header] {
        let reply = format!(r#"{{"code":"rest_oops","message":"{repeated}"}}"#);
        let error = final_answer(Reply::json(400, &reply)).await;
        assert_eq!(error.raw.as_deref(), Some("rest_oops: …"));
    }
}

#[tokio::test]
async fn a_site_at_another_address_is_named_and_gets_no_password() {
    let stranger = Answers::start(vec![ok(ME)]).await;
    let elsewhere = format!("{}/wp-json/", stranger.address());
    let moved = |reply: Reply| async {
        let server = Answers::start(vec![reply, ok(PAGE), ok(PAGE)]).await;
        let drawer = drawer();
        wordpress(&server)
            .test(&account(&drawer))
            .await
            .unwrap_err()
    };
    for reply in [
        Reply::json(301, "").with("Location", &elsewhere),
        ok("").with(
            "Link",
            &format!("<{elsewhere}>; rel=\"https://api.w.org/\""),
        ),
    ] {
        let error = moved(reply).await;
        assert_eq!(error.code, "wordpress_moved");
        assert_eq!(error.raw, Some(format!("{}/", stranger.address())));
    }
    let server = Answers::start(vec![
        front(),
        Reply::json(302, "").with("Location", &elsewhere),
    ])
    .await;
    let drawer = drawer();
    let error = wordpress(&server)
        .test(&account(&drawer))
        .await
        .unwrap_err();
    assert_eq!(error.code, "wordpress_moved");
    assert!(stranger.asked().is_empty());
}

#[tokio::test]
async fn the_interface_is_found_without_being_announced() {
    let server = Answers::start(vec![ok(""), Reply::json(404, PAGE), ok(INDEX), ok(ME)]).await;
    let drawer = drawer();
    wordpress(&server).test(&account(&drawer)).await.unwrap();
    let asked = server.asked();
    assert!(
        asked[2].line.contains("/blog/?rest_route=%2F&_fields"),
        "{}",
        asked[2].line
    );
    assert!(
        asked[3]
            .line
            .contains("/blog/?rest_route=%2Fwp%2Fv2%2Fusers%2Fme&"),
        "{}",
        asked[3].line
    );
    assert!(asked[2].authorization.is_none() && asked[3].authorization.is_some());
}

#[tokio::test]
async fn what_is_no_wordpress_or_hides_behind_a_wall_says_so() {
    for (replies, code) in [
        (
            [ok(""), Reply::json(404, PAGE), ok(r#"{"hello":"world"}"#)],
            "wordpress_not_found",
        ),
        ([ok(""), ok(PAGE), ok(PAGE)], "wordpress_wall"),
        (
            [ok(""), Reply::json(403, PAGE), Reply::json(404, "")],
            "wordpress_wall",
        ),
        (
            [
                ok(""),
                failed(401, "rest_login_required"),
                Reply::json(404, ""),
            ],
            "wordpress_rest_off",
        ),
    ] {
        let server = Answers::start(replies.into()).await;
        let drawer = drawer();
        let error = wordpress(&server)
            .test(&account(&drawer))
            .await
            .unwrap_err();
        assert_eq!(error.code, code);
    }
}

#[tokio::test]
async fn another_account_is_never_posted_to() {
    let server = Answers::start(vec![front(), ok(ME)]).await;
    let drawer = drawer();
    let who = Account {
        remote_id: Some("99"),
        ..account(&drawer)
    };
    assert_eq!(
        wordpress(&server).test(&who).await.unwrap_err().kind,
        Kind::SignInExpired
    );
}

#[tokio::test]
async fn a_clock_that_is_wrong_stops_the_post_before_it_is_made() {
    let server = Answers::start(vec![
        front(),
        ok("[]").with("Date", "Mon, 23 Nov 2020 12:00:00 GMT"),
        Reply::json(201, POST),
    ])
    .await;
    let (drawer, frozen) = (drawer(), frozen("Kopi"));
    let error = wordpress(&server)
        .publish(&account(&drawer), &outgoing(ID, &frozen))
        .await
        .unwrap_err();
    assert_eq!(error.code, "clock_skewed");
    assert_eq!(server.asked().len(), 2);
}

#[tokio::test]
async fn whoever_may_only_write_hands_the_article_in() {
    let pending = POST.replace("publish", "pending").replace(ID, "");
    let server = Answers::start(vec![
        front(),
        ok("[]"),
        failed(403, "rest_cannot_publish"),
        ok("[]"),
        Reply::json(201, &pending),
        ok("[]"),
        listed(&pending),
    ])
    .await;
    let (drawer, frozen) = (drawer(), frozen("Kopi"));
    let (client, who, what) = (wordpress(&server), account(&drawer), outgoing(ID, &frozen));
    let published = client.publish(&who, &what).await.unwrap();
    assert_eq!(published.state, DeliveryState::InNetworkDraft);
    let made = body(&server, 4);
    assert_eq!(made["status"], "pending");
    let mark = format!("kelola-{ID}");
    assert!(made["content"].as_str().unwrap().contains(&mark));
    assert!(server.asked()[3].line.contains(&format!("search={mark}")));
    let found = client.find(&who, &what).await.unwrap().unwrap();
    assert_eq!(found.state, DeliveryState::InNetworkDraft);
}

#[tokio::test]
async fn a_post_held_for_later_is_moved_and_taken_back() {
    let draft = FUTURE.replace("future", "draft");
    let server = Answers::start(vec![
        front(),
        ok("[]"),
        Reply::json(201, FUTURE),
        ok(FUTURE),
        ok(FUTURE),
        ok(POST),
        ok(FUTURE),
        ok("{}"),
        failed(404, "rest_post_invalid_id"),
        ok(POST),
        ok(&draft),
    ])
    .await;
    let (drawer, frozen) = (drawer(), frozen("Nanti"));
    let (client, who, what) = (wordpress(&server), account(&drawer), outgoing(ID, &frozen));
    let time = at("2036-11-26T12:00:00Z");
    let held = HandOff::hand_off(&client, &who, &what, time).await.unwrap();
    assert_eq!(
        (held.state, held.at),
        (DeliveryState::HandedOff, Some(time))
    );
    let made = body(&server, 2);
    assert_eq!(
        (&made["status"], &made["date_gmt"]),
        (&"future".into(), &"2036-11-26T12:00:00".into())
    );
    let waiting = Held::Waiting {
        remote_id: "12".into(),
        at: time,
    };
    assert_eq!(
        client.change(&who, "12", &what, time).await.unwrap(),
        waiting
    );
    assert_eq!(paths(&server)[4], "POST /blog/wp-json/wp/v2/posts/12");
    // It went out meanwhile: moving it now would take it off the site.
    assert!(matches!(
        client.change(&who, "12", &what, time).await.unwrap(),
        Held::Out(_)
    ));
    assert_eq!(client.withdraw(&who, "12").await.unwrap(), Withdrawn::Yes);
    assert_eq!(paths(&server)[7], "DELETE /blog/wp-json/wp/v2/posts/12");
    assert_eq!(client.withdraw(&who, "12").await.unwrap(), Withdrawn::Yes);
    assert!(matches!(
        client.withdraw(&who, "12").await.unwrap(),
        Withdrawn::Out(_)
    ));
    assert_eq!(
        client.look(&who, "12").await.unwrap(),
        Held::Gone,
        "a draft goes nowhere"
    );
    assert_eq!(server.asked().len(), 11);
}

#[tokio::test]
async fn a_late_post_has_the_sites_clockwork_knocked_at() {
    let late = FUTURE.replace("2036", "2025");
    let server = Answers::start(vec![front(), ok(&late), ok(""), ok(POST)]).await;
    let drawer = drawer();
    let held = wordpress(&server)
        .look(&account(&drawer), "12")
        .await
        .unwrap();
    assert!(matches!(held, Held::Out(_)));
    assert_eq!(paths(&server)[2], "GET /blog/wp-cron.php");
    assert!(server.asked()[2].authorization.is_none());
}

#[tokio::test]
async fn a_comment_follows_its_article_once() {
    let comment = include_str!("fixtures/comments.json");
    let made = r#"{"id":6,"post":12,"author":3,"status":"approved","link":"https://kopi.id/x/#comment-6",
        "content":{"rendered":"<p>Jam &#8220;tujuh&#8221;.</p>"},"date_gmt":"2026-11-26T03:05:00"}"#;
    let server = Answers::start(vec![
        front(),
        Reply::json(201, made),
        failed(409, "comment_duplicate"),
        ok(ME),
        ok(&format!("[{made}]")),
        ok(ME),
        ok(comment),
        ok("{}"),
    ])
    .await;
    let (drawer, frozen) = (drawer(), frozen("Jam \"tujuh\"."));
    let mut what = outgoing(ID, &frozen);
    what.role = Role::FirstComment;
    what.reply_to = Some(ReplyTo {
        parent: "12",
        root: "12",
    });
    let (client, who) = (wordpress(&server), account(&drawer));
    for _ in 0..2 {
        let published = client.publish(&who, &what).await.unwrap();
        assert_eq!(
            (published.remote_id.as_str(), published.state),
            ("comment-6", DeliveryState::Live)
        );
    }
    assert_eq!(body(&server, 1)["content"], "Jam &quot;tujuh&quot;.");
    let found = client.find(&who, &what).await.unwrap().unwrap();
    assert_eq!(found.remote_id, "comment-6", "others said other things");
    Remove::remove(&client, &who, "comment-6", Role::FirstComment)
        .await
        .unwrap();
    assert_eq!(paths(&server)[7], "DELETE /blog/wp-json/wp/v2/comments/6");
}

#[tokio::test]
async fn a_public_post_is_changed_and_taken_down() {
    let server = Answers::start(vec![
        front(),
        ok(POST),
        failed(501, "rest_trash_not_supported"),
        ok("{}"),
        failed(410, "rest_already_trashed"),
        failed(404, "rest_post_invalid_id"),
    ])
    .await;
    let (drawer, frozen) = (drawer(), frozen("Baru"));
    let (client, who) = (wordpress(&server), account(&drawer));
    let edited = Edit::edit(&client, &who, "12", &outgoing(ID, &frozen))
        .await
        .unwrap();
    assert_eq!(edited.state, DeliveryState::Live);
    assert!(body(&server, 1).get("slug").is_none());
    Remove::remove(&client, &who, "12", Role::Post)
        .await
        .unwrap();
    assert!(server.asked()[3].line.contains("force=true"));
    Remove::remove(&client, &who, "12", Role::Post)
        .await
        .unwrap();
    let gone = Edit::edit(&client, &who, "12", &outgoing(ID, &frozen))
        .await
        .unwrap_err();
    assert_eq!(gone.code, "wordpress_gone");
    assert!(
        Remove::remove(&client, &who, "12/../users/3", Role::Post)
            .await
            .is_err()
    );
    assert_eq!(server.asked().len(), 6);
}

#[tokio::test]
async fn comments_of_others_on_our_articles_come_in() {
    let comments = include_str!("fixtures/comments.json");
    let server = Answers::start(vec![
        front(),
        ok(ME),
        ok(comments).with("X-WP-TotalPages", "1"),
        ok(r#"[{"id":12}]"#),
        ok(ME),
        ok("[]").with("X-WP-TotalPages", "0"),
    ])
    .await;
    let drawer = drawer();
    let (client, who) = (wordpress(&server), account(&drawer));
    let inbox = client.messages(&who, None).await.unwrap();
    assert_eq!(inbox.messages.len(), 1, "{:?}", inbox.messages);
    let message = &inbox.messages[0];
    assert_eq!(message.remote_id, "comment-5");
    assert_eq!(message.in_reply_to.as_deref(), Some("12"));
    assert_eq!(
        (message.author_name.as_str(), message.text.as_str()),
        ("Ani & Budi", "Enak!\nBuka jam “berapa”?")
    );
    assert!(
        server.asked()[3].line.contains("include=12%2C90&author=3"),
        "{}",
        server.asked()[3].line
    );
    let again = client
        .messages(&who, inbox.cursor.as_deref())
        .await
        .unwrap();
    assert!(again.messages.is_empty() && again.cursor == inbox.cursor);
    // A week back: a comment may have waited for its approval.
    assert!(
        server.asked()[5]
            .line
            .contains("after=2026-11-19T03%3A10%3A00Z"),
        "{}",
        server.asked()[5].line
    );
}

#[tokio::test]
async fn comments_are_counted_and_nothing_else_is() {
    let server = Answers::start(vec![
        front(),
        ok(r#"[{"id":12},{"id":13}]"#),
        ok(r#"[{"post":12},{"post":12}]"#).with("X-WP-TotalPages", "2"),
        ok(r#"[{"post":12}]"#).with("X-WP-TotalPages", "2"),
        ok(r#"[{"id":12}]"#),
        ok("[]").with("X-WP-TotalPages", "11"),
        ok("[]").with("X-WP-Total", "1042"),
    ])
    .await;
    let drawer = drawer();
    let (client, who) = (wordpress(&server), account(&drawer));
    let ids = ["12", "13", "14", "comment-5"].map(str::to_owned);
    let counts = ReadCounts::counts(&client, &who, &ids).await.unwrap();
    let comments: Vec<_> = counts
        .iter()
        .map(|it| (it.remote_id.as_str(), it.comments))
        .collect();
    assert_eq!(comments, [("12", Some(3)), ("13", Some(0))], "14 is gone");
    assert!(
        counts
            .iter()
            .all(|it| it.likes.is_none() && it.views.is_none())
    );
    let many = ReadCounts::counts(&client, &who, &ids[..1]).await.unwrap();
    assert_eq!(many[0].comments, Some(1042));
    assert_eq!(client.followers(&who).await.unwrap(), None);
}

#[tokio::test]
async fn the_self_test_goes_line_by_line() {
    let server = Answers::start(vec![front(), ok(INDEX), ok(ME), ok("[]")]).await;
    let drawer = drawer();
    let seen = wordpress(&server).examine(&account(&drawer)).await;
    assert!(seen.lines.iter().all(|it| it.passed), "{:?}", seen.lines);
    let lines: Vec<_> = seen.lines.iter().map(|it| it.what).collect();
    assert_eq!(lines, CheckWhat::ALL);
    assert_eq!(seen.account.unwrap().name.as_deref(), Some("Budi Dewi"));

    let guest = include_str!("fixtures/contributor.json");
    let server = Answers::start(vec![front(), ok(INDEX), ok(guest), ok("[]")]).await;
    let seen = wordpress(&server).examine(&account(&drawer)).await;
    let failed: Vec<_> = seen
        .lines
        .iter()
        .filter(|it| !it.passed)
        .map(|it| it.what)
        .collect();
    assert_eq!(failed, [CheckWhat::MayPublish, CheckWhat::MayUpload]);
    assert!(seen.account.is_ok());
}

#[tokio::test]
async fn the_self_test_stops_where_something_is_wrong() {
    let bare = r#"{"namespaces":["wp/v2"],"authentication":[]}"#;
    for (replies, line, code) in [
        (
            vec![Reply::json(404, ""), ok(PAGE), ok(PAGE)],
            CheckWhat::ServerAnswers,
            "wordpress_wall",
        ),
        (
            vec![
                front().with("Date", "Mon, 23 Nov 2020 12:00:00 GMT"),
                ok(INDEX),
            ],
            CheckWhat::ClockAgrees,
            "clock_skewed",
        ),
        (
            vec![front(), ok(INDEX), failed(401, "rest_not_logged_in")],
            CheckWhat::SignedIn,
            "wordpress_not_signed_in",
        ),
        (
            vec![front(), ok(bare), failed(401, "rest_not_logged_in")],
            CheckWhat::SignedIn,
            "wordpress_no_app_passwords",
        ),
    ] {
        let server = Answers::start(replies).await;
        let drawer = drawer();
        let seen = wordpress(&server).examine(&account(&drawer)).await;
        let last = seen.lines.last().unwrap();
        assert_eq!(
            (last.what, last.passed, last.code.as_deref()),
            (line, false, Some(code))
        );
        assert!(seen.lines.iter().rev().skip(1).all(|it| it.passed));
        assert_eq!(seen.account.unwrap_err().code, code);
    }
}

#[test]
fn its_request_ids_are_slugs_that_differ() {
    let client = WordPress::new(Endpoints::none());
    let now = at("2026-11-26T12:00:00Z");
    let frozen = frozen("x");
    for random in [0, 1, u64::MAX, 0x0123_4567_89ab_cdef] {
        let id = client.request_id(now, random);
        assert!(id.starts_with("20261126-") && id.len() == 21, "{id}");
        assert!(article::slug(&outgoing(&id, &frozen)).is_ok(), "{id}");
    }
    assert_ne!(client.request_id(now, 1), client.request_id(now, 2));
}

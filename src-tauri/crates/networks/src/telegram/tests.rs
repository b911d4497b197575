use super::*;
use crate::{
    account::Account,
    contract::{Edit, Outgoing, ReadCounts, ReadInbox, Remove, ReplyTo},
    error::{Kind, NetworkError},
    media::{MediaContent, OutgoingMedia},
    testing::{Answers, Drawer, Reply, account, frozen, outgoing, picture},
};
use kelola_domain::{
    channel::CheckWhat,
    delivery::{FrozenMedia, Role},
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, time::Duration};

const TOKEN: &str = "1234567890:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1";
const ME: &str = include_str!("fixtures/get_me.json");
const CHAT: &str = include_str!("fixtures/get_chat.json");
const MEMBER: &str = include_str!("fixtures/get_chat_member.json");
const SENT: &str = include_str!("fixtures/send_message.json");
const ALBUM: &str = include_str!("fixtures/send_media_group.json");
const UPDATES: &str = include_str!("fixtures/get_updates.json");
const TRUE: &str = r#"{"ok":true,"result":true}"#;
const NONE: &str = r#"{"ok":true,"result":[]}"#;

fn telegram(server: &Answers) -> Telegram {
    Telegram::new(Endpoints::of(BTreeMap::from([(
        "telegram".to_owned(),
        server.address(),
    )])))
}

fn who(drawer: &Drawer) -> Account<'_> {
    Account {
        handle: "kopisenja",
        remote_id: Some("-1001111111111"),
        ..account(drawer)
    }
}

fn ok(body: &str) -> Reply {
    Reply::json(200, body)
}

fn refused(status: u16, words: &str) -> Reply {
    let body = json!({ "ok": false, "error_code": status, "description": words });
    Reply::json(status, &body.to_string())
}

fn methods(server: &Answers) -> Vec<String> {
    let prefix = format!("POST /bot{TOKEN}/");
    server
        .asked()
        .iter()
        .map(|it| {
            it.line
                .strip_prefix(&prefix)
                .unwrap()
                .replace(" HTTP/1.1", "")
        })
        .collect()
}

fn sent(server: &Answers, at: usize) -> Value {
    serde_json::from_slice(&server.asked()[at].body).unwrap()
}

/// Answers to one attempt to publish.
async fn publish(
    replies: Vec<Reply>,
    what: &Outgoing<'_>,
) -> Result<crate::Published, NetworkError> {
    let server = Answers::start(replies).await;
    let drawer = Drawer::with_password(TOKEN);
    telegram(&server).publish(&who(&drawer), what).await
}

#[tokio::test]
async fn a_text_goes_out_as_plain_words() {
    let server = Answers::start(vec![ok(ME), ok(SENT)]).await;
    let drawer = Drawer::with_password(TOKEN);
    let mut frozen = frozen("Kopi_baru *hari ini* <b>di</b> kopisenja.example!");
    frozen.content.hashtags = "#KopiSenja".into();
    frozen.content.link = "https://kopisenja.example/menu".into();
    let published = telegram(&server)
        .publish(&who(&drawer), &outgoing("a", &frozen))
        .await
        .unwrap();
    assert_eq!(published.remote_id, "55");
    assert_eq!(published.url.as_deref(), Some("https://t.me/kopisenja/55"));
    assert_eq!(methods(&server), ["getMe", "sendMessage"]);
    assert_eq!(
        sent(&server, 1),
        json!({
            "chat_id": -1_001_111_111_111_i64,
            "text": "Kopi_baru *hari ini* <b>di</b> kopisenja.example!\n\n#KopiSenja",
            "link_preview_options": { "url": "https://kopisenja.example/menu", "prefer_large_media": true },
        })
    );
}

#[tokio::test]
async fn a_channel_is_named_until_its_number_is_known() {
    for (handle, known, wanted) in [
        ("kopisenja", None, json!("@kopisenja")),
        ("kopisenja", Some("-1001"), json!(-1001)),
        ("-100222", None, json!(-100_222)),
    ] {
        let server = Answers::start(vec![ok(ME), ok(CHAT)]).await;
        let drawer = Drawer::with_password(TOKEN);
        let who = Account {
            handle,
            remote_id: known,
            ..account(&drawer)
        };
        let info = telegram(&server).test(&who).await.unwrap();
        assert_eq!(info.remote_id, "-1001111111111");
        assert_eq!(
            (info.handle.as_str(), info.name.as_deref()),
            ("kopisenja", Some("Kopi Senja"))
        );
        assert_eq!(sent(&server, 1), json!({ "chat_id": wanted }));
    }
}

#[tokio::test]
async fn pictures_go_out_as_one_album_with_the_words_on_the_first() {
    let server = Answers::start(vec![ok(ME), ok(ALBUM)]).await;
    let drawer = Drawer::with_password(TOKEN);
    let mut frozen = frozen("Kopi baru");
    frozen.content.link = "https://kopisenja.example".into();
    let mut what = outgoing("a", &frozen);
    what.media = vec![picture("satu"), picture("dua")];
    let published = telegram(&server)
        .publish(&who(&drawer), &what)
        .await
        .unwrap();
    assert_eq!(published.remote_id, "56-57", "one name for the whole album");
    assert_eq!(methods(&server), ["getMe", "sendMediaGroup"]);
    let body = String::from_utf8_lossy(&server.asked()[1].body).into_owned();
    for part in [
        r#"name="chat_id""#,
        "-1001111111111",
        r#""caption":"Kopi baru\n\nhttps://kopisenja.example""#,
        r#""media":"attach://file1""#,
        r#"name="file0"; filename="#,
    ] {
        assert!(body.contains(part), "{part} in {body}");
    }
    assert_eq!(body.matches("\"caption\"").count(), 1);
}

#[tokio::test]
async fn a_video_is_read_from_disk_as_it_leaves() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("video");
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|it| it as u8).collect();
    std::fs::write(&path, &bytes).unwrap();
    let video = OutgoingMedia {
        content: MediaContent::File {
            path,
            len: bytes.len() as u64,
        },
        facts: FrozenMedia {
            hash: "0123456789abcdef".into(),
            mime: "video/mp4".into(),
            width: 1080,
            height: 1920,
            alt: String::new(),
        },
    };
    let server = Answers::start(vec![ok(ME), ok(SENT)]).await;
    let drawer = Drawer::with_password(TOKEN);
    let frozen = frozen("Cara menyeduh");
    let mut what = outgoing("a", &frozen);
    what.media = vec![video];
    telegram(&server)
        .publish(&who(&drawer), &what)
        .await
        .unwrap();
    assert_eq!(methods(&server), ["getMe", "sendVideo"]);
    let asked = server.asked();
    assert!(
        asked[1].body.windows(bytes.len()).any(|it| it == bytes),
        "whole and in order"
    );
    let head = String::from_utf8_lossy(&asked[1].body[..2000]).into_owned();
    assert!(head.contains("name=\"supports_streaming\""), "{head}");
    let length: usize = asked[1].header("content-length").unwrap().parse().unwrap();
    assert_eq!(length, asked[1].body.len());
}

#[tokio::test]
async fn a_text_too_long_is_refused_before_anything_is_sent() {
    let frozen = frozen(&"😀".repeat(600));
    let mut what = outgoing("a", &frozen);
    assert!(
        publish(vec![ok(ME), ok(SENT)], &what).await.is_ok(),
        "1,200 units without pictures"
    );
    what.media = vec![picture("")];
    let error = publish(Vec::new(), &what).await.unwrap_err();
    assert_eq!(
        (error.kind, error.code),
        (Kind::Rejected, "telegram_text_too_long")
    );
    let long = crate::testing::frozen(&"a".repeat(4097));
    let error = publish(Vec::new(), &outgoing("a", &long))
        .await
        .unwrap_err();
    assert_eq!(error.code, "telegram_text_too_long");
}

#[tokio::test]
async fn what_became_of_a_post_is_told_by_the_answer() {
    let frozen = frozen("Kopi baru");
    let what = outgoing("a", &frozen);
    for (reply, kind) in [
        (refused(401, "Unauthorized"), Kind::SignInExpired),
        (
            refused(403, "Forbidden: bot was kicked from the channel chat"),
            Kind::MissingPermission,
        ),
        (
            refused(400, "Bad Request: message is too long"),
            Kind::Rejected,
        ),
        (refused(500, "Internal Server Error"), Kind::UnknownOutcome),
        (
            Reply::json(502, "<html>Bad Gateway</html>"),
            Kind::UnknownOutcome,
        ),
        (Reply::json(200, "{\"ok\":true,\"res"), Kind::UnknownOutcome),
        (Reply::json(200, "{\"ok\":true}"), Kind::UnknownOutcome),
        (
            Reply::json(413, "<html>Request Entity Too Large</html>"),
            Kind::Rejected,
        ),
        (Reply::Reset, Kind::UnknownOutcome),
    ] {
        let error = publish(vec![ok(ME), reply.clone()], &what)
            .await
            .unwrap_err();
        assert_eq!(error.kind, kind, "{reply:?}");
        let error = publish(vec![reply], &what).await.unwrap_err();
        assert_ne!(error.kind, Kind::UnknownOutcome, "nothing was at stake yet");
    }
    let busy = json!({ "ok": false, "error_code": 429, "description": "Too Many Requests: retry after 17", "parameters": { "retry_after": 17 } });
    let error = publish(vec![ok(ME), Reply::json(429, &busy.to_string())], &what)
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind, error.retry_after),
        (Kind::RateLimited, Some(Duration::from_secs(17)))
    );
    // A server in front of Telegram says it in its own way.
    let front = Reply::json(429, "<html>Too Many Requests</html>").with("retry-after", "9");
    let error = publish(vec![ok(ME), front], &what).await.unwrap_err();
    assert_eq!(
        (error.kind, error.retry_after),
        (Kind::RateLimited, Some(Duration::from_secs(9)))
    );
}

#[tokio::test]
async fn no_failure_holds_the_token() {
    let frozen = frozen("Kopi baru");
    let what = outgoing("a", &frozen);
    let secret = TOKEN.split(':').nth(1).unwrap();
    for words in [
        format!("you asked for /bot{TOKEN}/sendMessage"),
        format!("you asked for /bot1234567890%3A{secret}/sendMessage"),
        format!("the secret is {secret}"),
    ] {
        for status in [400, 401, 403, 429, 500] {
            let error = publish(vec![ok(ME), refused(status, &words)], &what)
                .await
                .unwrap_err();
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains(secret), "{shown}");
        }
    }
    let drawer = Drawer::with_password(TOKEN);
    let nobody = Telegram::new(Endpoints::of(BTreeMap::from([(
        "telegram".to_owned(),
        Answers::nobody().await,
    )])));
    let error = nobody.test(&who(&drawer)).await.unwrap_err();
    assert_eq!(error.kind, Kind::Offline);
    assert!(!format!("{error} {error:?}").contains(secret));
}

#[tokio::test]
async fn a_token_that_is_none_is_never_part_of_a_request() {
    let server = Answers::start(Vec::new()).await;
    let drawer = Drawer::with_password("1234567890:AAHdqTcvCH1vGW/../../../getMe?x=");
    let error = telegram(&server).test(&who(&drawer)).await.unwrap_err();
    assert_eq!(
        (error.kind, error.code),
        (Kind::SignInExpired, "telegram_token_odd")
    );
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn the_self_test_says_line_by_line_what_is_missing() {
    let count = r#"{"ok":true,"result":1234}"#;
    let all = || {
        vec![
            ok(ME),
            ok(CHAT),
            ok(MEMBER),
            ok(count),
            ok(MEMBER),
            ok(NONE),
        ]
    };
    let examine = async |replies| {
        let server = Answers::start(replies).await;
        let drawer = Drawer::with_password(TOKEN);
        telegram(&server).examine(&who(&drawer)).await
    };
    let good = examine(all()).await;
    assert!(
        good.account.is_ok() && good.lines.iter().all(|it| it.passed),
        "{good:?}"
    );
    assert_eq!(
        good.lines.iter().map(|it| it.what).collect::<Vec<_>>(),
        CheckWhat::ALL
    );
    let guest = MEMBER.replace("\"administrator\"", "\"left\"");
    let silent = MEMBER.replace(
        "\"can_post_messages\": true",
        "\"can_post_messages\": false",
    );
    let member = MEMBER.replace("\"administrator\"", "\"member\"");
    let group = CHAT.replace("\"channel\"", "\"supergroup\"");
    for (at, reply, what, code, account) in [
        (
            0,
            refused(401, "Unauthorized"),
            CheckWhat::SignedIn,
            "sign_in_expired",
            false,
        ),
        (
            1,
            refused(400, "Bad Request: chat not found"),
            CheckWhat::MayPublish,
            "telegram_chat_not_found",
            false,
        ),
        (
            1,
            ok(&group),
            CheckWhat::MayPublish,
            "telegram_not_a_channel",
            false,
        ),
        (
            2,
            ok(&guest),
            CheckWhat::MayPublish,
            "telegram_no_right",
            false,
        ),
        (
            2,
            ok(&silent),
            CheckWhat::MayPublish,
            "telegram_no_right",
            false,
        ),
        (4, ok(&guest), CheckWhat::MayRead, "telegram_no_group", true),
        (
            4,
            ok(&member),
            CheckWhat::MayRead,
            "telegram_group_closed",
            true,
        ),
        (
            5,
            refused(409, "Conflict: terminated by other getUpdates request"),
            CheckWhat::MayRead,
            "telegram_other_reader",
            true,
        ),
    ] {
        let mut replies = all();
        replies[at] = reply;
        let shown = examine(replies).await;
        let failed: Vec<_> = shown.lines.iter().filter(|it| !it.passed).collect();
        assert_eq!(failed.len(), 1, "{shown:?}");
        assert_eq!(
            (failed[0].what, failed[0].code.as_deref()),
            (what, Some(code))
        );
        assert_eq!(shown.account.is_ok(), account, "{code}");
    }
}

#[tokio::test]
async fn comments_come_in_with_the_post_they_are_about() {
    let server = Answers::start(vec![ok(CHAT), ok(UPDATES), ok(CHAT), ok(UPDATES)]).await;
    let drawer = Drawer::with_password(TOKEN);
    let client = telegram(&server);
    let page = client.messages(&who(&drawer), None).await.unwrap();
    let seen: Vec<_> = page
        .messages
        .iter()
        .map(|it| {
            (
                it.remote_id.as_str(),
                it.in_reply_to.as_deref().unwrap(),
                it.author.as_str(),
                it.text.as_str(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            (
                "-1002222222222/304",
                "55",
                "saridewi",
                "Masih ada? <b>😀</b>"
            ),
            ("-1002222222222/305", "56-57", "43", "📷"),
            ("-1002222222222/306", "55", "44", "Aku juga mau"),
        ]
    );
    assert_eq!(page.messages[0].author_name, "Sari Dewi");
    assert_eq!(
        page.messages[0].url.as_deref(),
        Some("https://t.me/kopisenja/55?comment=304")
    );
    assert_eq!(
        sent(&server, 1),
        json!({ "limit": 100, "allowed_updates": ["message"] }),
        "nothing is deleted by the first look"
    );
    let again = client
        .messages(&who(&drawer), page.cursor.as_deref())
        .await
        .unwrap();
    assert!(again.messages.is_empty(), "what was read comes once");
}

#[tokio::test]
async fn a_channel_without_a_group_has_no_comments() {
    let alone = CHAT.replace("\"linked_chat_id\": -1002222222222", "\"bio\": \"\"");
    let server = Answers::start(vec![ok(&alone)]).await;
    let drawer = Drawer::with_password(TOKEN);
    let page = telegram(&server)
        .messages(&who(&drawer), None)
        .await
        .unwrap();
    assert_eq!((page.messages.len(), page.cursor), (0, None));
}

#[tokio::test]
async fn a_first_comment_answers_the_copy_in_the_group() {
    let server = Answers::start(vec![ok(ME), ok(CHAT), ok(MEMBER), ok(UPDATES), ok(SENT)]).await;
    let drawer = Drawer::with_password(TOKEN);
    let frozen = frozen("Menu lengkap: kopisenja.example");
    let what = Outgoing {
        role: Role::FirstComment,
        reply_to: Some(ReplyTo {
            parent: "56-57",
            root: "56-57",
        }),
        ..outgoing("a", &frozen)
    };
    let published = telegram(&server)
        .publish(&who(&drawer), &what)
        .await
        .unwrap();
    assert_eq!(published.remote_id, "-1002222222222/55");
    assert_eq!(
        published.url.as_deref(),
        Some("https://t.me/kopisenja/56?comment=55")
    );
    assert_eq!(
        sent(&server, 4),
        json!({ "chat_id": -1_002_222_222_222_i64, "text": "Menu lengkap: kopisenja.example", "reply_parameters": { "message_id": 302 } })
    );

    let server = Answers::start(vec![
        ok(ME),
        ok(CHAT),
        ok(&MEMBER.replace("\"administrator\"", "\"left\"")),
    ])
    .await;
    let error = telegram(&server)
        .publish(&who(&drawer), &what)
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind, error.code),
        (Kind::MissingPermission, "telegram_no_group")
    );
}

#[tokio::test]
async fn a_first_comment_waits_for_the_copy_and_sends_nothing() {
    let mut replies = vec![ok(ME), ok(CHAT), ok(MEMBER)];
    replies.extend((0..4).map(|_| ok(NONE)));
    let server = Answers::start(replies).await;
    let drawer = Drawer::with_password(TOKEN);
    let frozen = frozen("Menu");
    let what = Outgoing {
        role: Role::FirstComment,
        reply_to: Some(ReplyTo {
            parent: "99",
            root: "99",
        }),
        ..outgoing("a", &frozen)
    };
    let error = telegram(&server)
        .publish(&who(&drawer), &what)
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind, error.code),
        (Kind::Unexpected, "telegram_comment_waits")
    );
    assert!(!methods(&server).contains(&"sendMessage".to_owned()));
}

#[tokio::test]
async fn an_edit_may_be_repeated() {
    let unchanged =
        "Bad Request: message is not modified: specified new message content is exactly the same";
    let server = Answers::start(vec![ok(SENT), refused(400, unchanged), ok(CHAT)]).await;
    let drawer = Drawer::with_password(TOKEN);
    let frozen = frozen("Kopi baru, harga lama");
    let (client, what) = (telegram(&server), outgoing("a", &frozen));
    let first = Edit::edit(&client, &who(&drawer), "55", &what)
        .await
        .unwrap();
    let second = Edit::edit(&client, &who(&drawer), "55", &what)
        .await
        .unwrap();
    assert_eq!(first.url, second.url);
    assert_eq!(
        methods(&server),
        ["editMessageText", "editMessageText", "getChat"]
    );
    assert_eq!(
        sent(&server, 0),
        json!({ "chat_id": -1_001_111_111_111_i64, "message_id": 55, "text": "Kopi baru, harga lama" })
    );
}

#[tokio::test]
async fn an_edited_album_keeps_its_number_of_pictures() {
    let server = Answers::start(vec![ok(SENT), ok(SENT)]).await;
    let drawer = Drawer::with_password(TOKEN);
    let frozen = frozen("Kopi baru");
    let mut what = outgoing("a", &frozen);
    what.media = vec![picture(""), picture("")];
    let client = telegram(&server);
    let edited = Edit::edit(&client, &who(&drawer), "56-57", &what)
        .await
        .unwrap();
    assert_eq!(edited.remote_id, "56-57");
    assert_eq!(methods(&server), ["editMessageMedia", "editMessageMedia"]);
    what.media.pop();
    let error = Edit::edit(&client, &who(&drawer), "56-57", &what)
        .await
        .unwrap_err();
    assert_eq!(error.code, "telegram_album_fixed");
}

#[tokio::test]
async fn all_of_an_album_is_taken_down_and_nothing_else() {
    let server = Answers::start(vec![
        ok(TRUE),
        ok(TRUE),
        refused(400, "Bad Request: message can't be deleted"),
    ])
    .await;
    let drawer = Drawer::with_password(TOKEN);
    let client = telegram(&server);
    Remove::remove(&client, &who(&drawer), "56-57", Role::Post)
        .await
        .unwrap();
    Remove::remove(
        &client,
        &who(&drawer),
        "-1002222222222/55",
        Role::FirstComment,
    )
    .await
    .unwrap();
    assert_eq!(
        sent(&server, 0),
        json!({ "chat_id": -1_001_111_111_111_i64, "message_ids": [56, 57] })
    );
    assert_eq!(
        sent(&server, 1),
        json!({ "chat_id": -1_002_222_222_222_i64, "message_ids": [55] })
    );
    let error = Remove::remove(&client, &who(&drawer), "56", Role::Post)
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind, error.code),
        (Kind::MissingPermission, "telegram_cannot_delete")
    );
    assert!(
        Remove::remove(&client, &who(&drawer), "../getMe", Role::Post)
            .await
            .is_err()
    );
}

#[tokio::test]
async fn members_are_counted_and_views_stay_missing() {
    let server = Answers::start(vec![ok(r#"{"ok":true,"result":1234}"#)]).await;
    let drawer = Drawer::with_password(TOKEN);
    let client = telegram(&server);
    assert_eq!(client.followers(&who(&drawer)).await.unwrap(), Some(1234));
    assert_eq!(
        ReadCounts::counts(&client, &who(&drawer), &["55".into()])
            .await
            .unwrap(),
        []
    );
    assert_eq!(methods(&server), ["getChatMemberCount"]);
}

//! A video on its way: in parts through the video service, prepared there, and only then a post.

use super::{
    Bluesky,
    tests::{KEY, SESSION, STORED, bluesky, failed, ok},
};
use crate::{
    contract::{Client, Finish},
    endpoints::Endpoints,
    error::Kind,
    media::{MediaContent, OutgoingMedia},
    testing::{Answers, Drawer, Reply, account, frozen, outgoing},
};
use kelola_domain::delivery::{DeliveryState, Frozen, FrozenMedia};
use serde_json::{Value, json};
use std::{collections::BTreeMap, io::Write};

const PART: usize = 64 * 1024;
const TOKEN: &str = r#"{"token":"for-the-service"}"#;
const LIMITS: &str =
    r#"{"canUpload":true,"remainingDailyVideos":24,"remainingDailyBytes":1000000000}"#;
const HOME: &str = r##"{"handle":"kopi.test","did":"did:plc:kopi","didDoc":{"service":[{"id":"#atproto_pds","type":"AtprotoPersonalDataServer","serviceEndpoint":"https://oyster.us-east.host.bsky.network"}]}}"##;

/// The account's server and the video service behind one address.
fn with_service(server: &Answers) -> Bluesky {
    let at = |name: &str| (name.to_owned(), server.address());
    Bluesky::new(Endpoints::of(BTreeMap::from([
        at("bluesky"),
        at("bluesky_video"),
    ])))
}

struct Clip {
    frozen: Frozen,
    media: OutgoingMedia,
    _file: tempfile::NamedTempFile,
}

/// A video of two parts and a bit, on disk.
fn clip() -> Clip {
    let bytes: Vec<u8> = (0..PART * 2 + 100).map(|it| (it % 251) as u8).collect();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&bytes).unwrap();
    let facts = FrozenMedia {
        hash: "ab".repeat(32),
        mime: "video/mp4".into(),
        width: 1080,
        height: 1920,
        alt: "Air dituang".into(),
    };
    let content = MediaContent::File {
        path: file.path().to_owned(),
        len: bytes.len() as u64,
    };
    let mut frozen = frozen("Menyeduh");
    frozen.media = vec![facts.clone()];
    Clip {
        frozen,
        media: OutgoingMedia { content, facts },
        _file: file,
    }
}

fn status(received: &[u64]) -> Reply {
    ok(&json!({ "jobId": "job-1", "partSizeBytes": PART, "partCount": 3, "receivedParts": received,
        "expiresAt": "2026-11-24T12:00:00Z", "state": "created" })
    .to_string())
}

fn started() -> Reply {
    ok(&json!({ "jobId": "job-1", "partSizeBytes": PART, "partCount": 3, "expiresAt": "2026-11-24T12:00:00Z" })
        .to_string())
}

fn finished(state: &str, blob: Option<Value>) -> Reply {
    let mut job = json!({ "jobId": "job-2", "did": "did:plc:kopi", "state": state });
    if let Some(blob) = blob {
        job["blob"] = blob;
    }
    ok(&json!({ "completedJobId": "job-2", "jobStatus": job }).to_string())
}

fn blob() -> Value {
    json!({ "$type": "blob", "ref": { "$link": "bafkvideo" }, "mimeType": "video/mp4", "size": 131172 })
}

fn methods(server: &Answers) -> Vec<String> {
    let of = |line: &str| {
        let path = line.split(' ').nth(1).unwrap_or_default();
        let path = path.split('?').next().unwrap_or_default();
        path.rsplit('.').next().unwrap_or_default().to_owned()
    };
    server.asked().iter().map(|it| of(&it.line)).collect()
}

#[tokio::test]
async fn a_video_goes_in_parts_waits_while_it_is_prepared_and_is_then_published() {
    let server = Answers::start(vec![
        ok(SESSION),
        ok(TOKEN),
        ok(LIMITS),
        ok(HOME),
        ok(TOKEN),
        started(),
        status(&[2]),
        ok(r#"{"partNumber":1,"sizeBytes":65536}"#),
        ok(r#"{"partNumber":3,"sizeBytes":100}"#),
        finished("JOB_STATE_ENCODING", None),
        finished("JOB_STATE_SCANNING", None),
        finished("JOB_STATE_COMPLETED", Some(blob())),
        ok(STORED),
    ])
    .await;
    let (client, drawer, clip) = (
        with_service(&server),
        Drawer::with_password("abcd-efgh"),
        clip(),
    );
    let who = account(&drawer);
    let mut what = outgoing(KEY, &clip.frozen);
    what.media = vec![clip.media.clone()];
    let accepted = client.publish(&who, &what).await.unwrap();
    assert_eq!(
        (accepted.state, accepted.remote_id.as_str()),
        (DeliveryState::Processing, "job:job-2")
    );

    what.media = vec![];
    let waiting = Finish::go_on(&client, &who, &accepted.remote_id, &what)
        .await
        .unwrap();
    assert_eq!(waiting.state, DeliveryState::Processing);
    let live = Finish::go_on(&client, &who, &accepted.remote_id, &what)
        .await
        .unwrap();
    assert_eq!(live.state, DeliveryState::Live);

    assert_eq!(
        methods(&server),
        [
            "createSession",
            "getServiceAuth",
            "getUploadLimits",
            "getSession",
            "getServiceAuth",
            "startUpload",
            "getUploadStatus",
            "uploadPart",
            "uploadPart",
            "finishUpload",
            "getJobStatus",
            "getJobStatus",
            "putRecord",
        ]
    );
    let asked = server.asked();
    assert!(
        asked[4]
            .line
            .contains("aud=did%3Aweb%3Aoyster.us-east.host.bsky.network"),
        "the token is for the server the account lives on: {}",
        asked[4].line
    );
    assert_eq!((asked[7].body.len(), asked[8].body.len()), (PART, 100));
    for (index, it) in asked
        .iter()
        .enumerate()
        .filter(|(index, _)| (5..=9).contains(index))
    {
        assert_eq!(
            it.authorization.as_deref(),
            Some("Bearer for-the-service"),
            "the session's own token never reaches the service: {index}"
        );
    }
    let record: Value = serde_json::from_slice(&asked[12].body).unwrap();
    assert_eq!(
        record["record"]["embed"],
        json!({ "$type": "app.bsky.embed.video", "video": blob(), "alt": "Air dituang",
            "aspectRatio": { "width": 1080, "height": 1920 } })
    );
}

#[tokio::test]
async fn an_upload_cut_short_goes_on_where_it_stopped() {
    let server = Answers::start(vec![
        ok(SESSION),
        ok(TOKEN),
        ok(LIMITS),
        ok(HOME),
        ok(TOKEN),
        started(),
        status(&[]),
        ok(r#"{"partNumber":1,"sizeBytes":65536}"#),
        Reply::Reset,
        // The second try.
        ok(HOME),
        ok(TOKEN),
        ok(LIMITS),
        ok(HOME),
        ok(TOKEN),
        status(&[1]),
        ok(r#"{"partNumber":2,"sizeBytes":65536}"#),
        ok(r#"{"partNumber":3,"sizeBytes":100}"#),
        finished("JOB_STATE_COMPLETED", Some(blob())),
        ok(STORED),
    ])
    .await;
    let (client, drawer, clip) = (
        with_service(&server),
        Drawer::with_password("abcd-efgh"),
        clip(),
    );
    let mut what = outgoing(KEY, &clip.frozen);
    what.media = vec![clip.media.clone()];
    let who = account(&drawer);
    let error = client.publish(&who, &what).await.unwrap_err();
    assert_eq!(
        error.kind,
        Kind::Offline,
        "nothing public can have come of it"
    );
    let live = client.publish(&who, &what).await.unwrap();
    assert_eq!(live.state, DeliveryState::Live);
    let begun = methods(&server)
        .iter()
        .filter(|it| *it == "startUpload")
        .count();
    assert_eq!(begun, 1);
}

#[tokio::test]
async fn a_used_up_allowance_and_a_failed_job_are_said_as_such() {
    let used_up = r#"{"canUpload":false,"remainingDailyVideos":0,"error":"DailyLimitExceeded"}"#;
    let server = Answers::start(vec![ok(SESSION), ok(TOKEN), ok(used_up)]).await;
    let (drawer, clip) = (Drawer::with_password("abcd-efgh"), clip());
    let mut what = outgoing(KEY, &clip.frozen);
    what.media = vec![clip.media.clone()];
    let error = with_service(&server)
        .publish(&account(&drawer), &what)
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind, error.code),
        (Kind::QuotaOrPolicy, "bluesky_video_daily_limit")
    );

    let job = r#"{"jobStatus":{"jobId":"j","did":"did:plc:kopi","state":"JOB_STATE_FAILED","failureCode":"encoding_failure"}}"#;
    let server = Answers::start(vec![ok(SESSION), ok(job)]).await;
    let drawer = Drawer::with_password("abcd-efgh");
    let error = Finish::go_on(&with_service(&server), &account(&drawer), "job:j", &what)
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind, error.code),
        (Kind::Rejected, "bluesky_video_failed")
    );
    assert_eq!(error.raw.as_deref(), Some("encoding_failure"));
}

#[tokio::test]
async fn a_token_the_service_refuses_says_nothing_about_the_sign_in() {
    let server = Answers::start(vec![
        ok(SESSION),
        ok(TOKEN),
        failed(401, "AuthenticationRequired"),
    ])
    .await;
    let (drawer, clip) = (Drawer::with_password("abcd-efgh"), clip());
    let mut what = outgoing(KEY, &clip.frozen);
    what.media = vec![clip.media.clone()];
    let error = with_service(&server)
        .publish(&account(&drawer), &what)
        .await
        .unwrap_err();
    assert_eq!(error.kind, Kind::Unexpected);
}

#[tokio::test]
async fn a_server_without_the_service_takes_the_file_itself() {
    let uploaded = json!({ "blob": blob() }).to_string();
    let server = Answers::start(vec![ok(SESSION), ok(&uploaded), ok(STORED)]).await;
    let (drawer, clip) = (Drawer::with_password("abcd-efgh"), clip());
    let mut what = outgoing(KEY, &clip.frozen);
    what.media = vec![clip.media.clone()];
    bluesky(&server)
        .publish(&account(&drawer), &what)
        .await
        .unwrap();
    let asked = server.asked();
    assert_eq!(
        methods(&server),
        ["createSession", "uploadBlob", "putRecord"]
    );
    assert_eq!(asked[1].body.len(), PART * 2 + 100);
    assert_eq!(
        asked[1].header("content-type").as_deref(),
        Some("video/mp4")
    );
}

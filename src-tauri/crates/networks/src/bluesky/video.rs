//! Videos go to Bluesky's video service in parts that may be repeated, are prepared there, and then lie on the
//! account's own server. Servers outside Bluesky's own network have no such service: they take the file itself.

use super::{
    Bluesky,
    session::Session,
    wire,
    xrpc::{self, Call, Failure, Payload},
};
use crate::{
    account::{Account, Secret},
    error::{Kind, NetworkError},
    media::OutgoingMedia,
};
use serde_json::{Value, json};
use url::Url;

/// The service of bsky.social (bluesky-social/social-app, 2026-08-20).
const SERVICE: &str = "https://video.bsky.app";
/// Hosts whose accounts the service works for: the entry and the servers behind it.
const OWN_HOSTS: [&str; 2] = ["bsky.social", "bsky.network"];
/// How long a token for the service is good for, in seconds: long enough for a slow upload.
const TOKEN_SECS: i64 = 30 * 60;
/// The smallest and largest part taken from the service's word, in bytes.
const PARTS: std::ops::RangeInclusive<u64> = 64 * 1024..=64 * 1024 * 1024;
/// A server that takes a video itself takes about this much (PDS `blobUploadLimit`, 2026-08-20), in bytes.
const DIRECT: u64 = 100 * 1000 * 1000;

/// How an uploaded video stands.
pub enum Uploaded {
    /// It can stand in a record.
    Ready(Value),
    /// The service is preparing it under this name.
    Working(String),
}

/// An upload that was begun: its name at the service, and how it is cut.
#[derive(Debug, Clone)]
pub struct Begun {
    job: String,
    part: u64,
}

impl Bluesky {
    /// Uploads a video the way the account's server has it.
    pub(super) async fn upload_video(
        &self,
        who: &Account<'_>,
        session: &mut Session,
        media: &OutgoingMedia,
    ) -> Result<Uploaded, NetworkError> {
        let Some(service) = self.video_service(session)? else {
            if media.len() > DIRECT {
                return Err(NetworkError::coded(
                    Kind::Rejected,
                    "bluesky_file_too_large",
                ));
            }
            let file = Payload::Media(media.clone());
            return Ok(Uploaded::Ready(self.upload(who, session, file).await?));
        };
        self.check_allowance(who, session, media.len()).await?;
        let token = self.video_token(who, session).await?;
        let begun = self.begin(session, &service, &token, media).await?;
        self.send_parts(&service, &token, media, &begun).await?;
        self.forget_upload(session, media);
        let body = json!({ "jobId": begun.job });
        let call = Call::post("app.bsky.video.finishUpload", Payload::Json(body));
        let done = ask::<wire::Finished>(self, &service, Some(&token), &call).await?;
        stand(done.job_status, done.completed_job_id)
    }

    /// How a job of the service stands.
    pub(super) async fn video_job(
        &self,
        session: &Session,
        job: &str,
    ) -> Result<Uploaded, NetworkError> {
        let service = self
            .video_service(session)?
            .ok_or_else(|| NetworkError::new(Kind::Unexpected).raw("no video service"))?;
        let query = vec![("jobId", job.to_owned())];
        let call = Call::get("app.bsky.video.getJobStatus", query);
        let status = ask::<wire::Job>(self, &service, None, &call).await?;
        stand(status.job_status, job.to_owned())
    }

    /// Asks what the account may upload today before anything is sent.
    async fn check_allowance(
        &self,
        who: &Account<'_>,
        session: &mut Session,
        size: u64,
    ) -> Result<(), NetworkError> {
        let Some(service) = self.video_service(session)? else {
            return Ok(());
        };
        let aud = did_of(&service);
        let method = "app.bsky.video.getUploadLimits";
        let token = self.service_token(who, session, &aud, method).await?;
        let call = Call::get(method, Vec::new());
        let told = ask::<wire::UploadLimits>(self, &service, Some(&token), &call).await?;
        let words = told.error.or(told.message).unwrap_or_default();
        let is_used_up = told
            .remaining_daily_bytes
            .is_some_and(|it| u64::try_from(it).unwrap_or(0) < size)
            || told.remaining_daily_videos.is_some_and(|it| it < 1);
        if is_used_up {
            let error = NetworkError::coded(Kind::QuotaOrPolicy, "bluesky_video_daily_limit");
            return Err(error.raw(words));
        }
        if told.can_upload {
            Ok(())
        } else {
            let error = NetworkError::coded(Kind::MissingPermission, "bluesky_video_forbidden");
            Err(error.raw(words))
        }
    }

    /// The service that prepares the account's videos. Only accounts of Bluesky's own network have one; a token for
    /// it never goes anywhere else.
    fn video_service(&self, session: &Session) -> Result<Option<Url>, NetworkError> {
        if let Some(stand_in) = &self.video_stand_in {
            return crate::http::server(stand_in).map(Some);
        }
        let host = session.server.host_str().unwrap_or_default();
        let is_own = OWN_HOSTS
            .iter()
            .any(|it| host == *it || host.ends_with(&format!(".{it}")));
        if is_own {
            crate::http::server(SERVICE).map(Some)
        } else {
            Ok(None)
        }
    }

    /// Lets the service put the prepared video on the account's server, and nothing else.
    async fn video_token(
        &self,
        who: &Account<'_>,
        session: &mut Session,
    ) -> Result<Secret, NetworkError> {
        let aud = self.home_did(who, session).await?;
        self.service_token(who, session, &aud, "com.atproto.repo.uploadBlob")
            .await
    }

    async fn service_token(
        &self,
        who: &Account<'_>,
        session: &mut Session,
        aud: &str,
        method: &str,
    ) -> Result<Secret, NetworkError> {
        let until = chrono::Utc::now().timestamp() + TOKEN_SECS;
        let query = vec![
            ("aud", aud.to_owned()),
            ("lxm", method.to_owned()),
            ("exp", until.to_string()),
        ];
        let call = Call::get("com.atproto.server.getServiceAuth", query);
        let token = self.call::<wire::ServiceToken>(who, session, &call).await?;
        Ok(Secret::new(token.token))
    }

    /// The server the account really lives on, which need not be the one it signs in at.
    async fn home_did(
        &self,
        who: &Account<'_>,
        session: &mut Session,
    ) -> Result<String, NetworkError> {
        let call = Call::get("com.atproto.server.getSession", Vec::new());
        let current = self.call::<wire::Current>(who, session, &call).await?;
        Ok(did_of(
            &current.home().unwrap_or_else(|| session.server.clone()),
        ))
    }

    /// Begins an upload, or goes on with one that was cut short while this program runs.
    async fn begin(
        &self,
        session: &Session,
        service: &Url,
        token: &Secret,
        media: &OutgoingMedia,
    ) -> Result<Begun, NetworkError> {
        if let Some(begun) = self.uploads().get(&key(session, media)).cloned() {
            return Ok(begun);
        }
        let body = json!({
            "sizeBytes": media.len(),
            "mimeType": media.facts.mime,
            "name": media.file_name(),
            "width": media.facts.width,
            "height": media.facts.height,
        });
        let call = Call::post("app.bsky.video.startUpload", Payload::Json(body));
        let started = ask::<wire::Started>(self, service, Some(token), &call).await?;
        let part = u64::try_from(started.part_size_bytes).unwrap_or(0);
        if !PARTS.contains(&part) {
            return Err(NetworkError::new(Kind::Unexpected).raw("parts of an odd size"));
        }
        let job = started.job_id;
        let begun = Begun { job, part };
        self.uploads().insert(key(session, media), begun.clone());
        Ok(begun)
    }

    /// Sends the parts the service does not have yet.
    async fn send_parts(
        &self,
        service: &Url,
        token: &Secret,
        media: &OutgoingMedia,
        begun: &Begun,
    ) -> Result<(), NetworkError> {
        let query = vec![("jobId", begun.job.clone())];
        let call = Call::get("app.bsky.video.getUploadStatus", query);
        let status = ask::<wire::UploadStatus>(self, service, Some(token), &call).await?;
        if status.state != "created" {
            // What was finished or given up is settled by finishing it again: that is harmless.
            return Ok(());
        }
        let size = usize::try_from(begun.part).unwrap_or(usize::MAX);
        for number in 1..=media.len().div_ceil(begun.part) {
            if status.received_parts.contains(&number) {
                continue;
            }
            let bytes = media
                .chunk((number - 1) * begun.part, size)
                .await
                .map_err(|_| NetworkError::coded(Kind::Rejected, "rendition_missing"))?;
            let mime = "application/octet-stream".to_owned();
            let mut call = Call::post("app.bsky.video.uploadPart", Payload::File(bytes, mime));
            call.query = vec![
                ("jobId", begun.job.clone()),
                ("partNumber", number.to_string()),
            ];
            ask::<wire::Part>(self, service, Some(token), &call).await?;
        }
        Ok(())
    }

    fn forget_upload(&self, session: &Session, media: &OutgoingMedia) {
        self.uploads().remove(&key(session, media));
    }
}

/// The identity of a server; a port is written percent-encoded (did:web, W3C CCG).
fn did_of(server: &Url) -> String {
    let host = server.host_str().unwrap_or_default();
    let port = server.port().map(|it| format!("%3A{it}"));
    format!("did:web:{host}{}", port.unwrap_or_default())
}

fn key(session: &Session, media: &OutgoingMedia) -> (String, String) {
    (session.did.clone(), media.facts.hash.clone())
}

/// Asks the service; its word that a token is bad says nothing about the channel's sign-in.
async fn ask<T: serde::de::DeserializeOwned>(
    bluesky: &Bluesky,
    service: &Url,
    token: Option<&Secret>,
    call: &Call,
) -> Result<T, NetworkError> {
    match xrpc::call(&bluesky.http, service, token, call).await {
        Err(Failure::Expired | Failure::NotFound) => Err(NetworkError::new(Kind::Unexpected)),
        Err(Failure::Other(error)) if error.kind == Kind::SignInExpired => Err(NetworkError {
            kind: Kind::Unexpected,
            code: Kind::Unexpected.code(),
            ..error
        }),
        outcome => Ok(outcome?),
    }
}

/// What the service says of a job.
fn stand(status: wire::JobStatus, job: String) -> Result<Uploaded, NetworkError> {
    match (status.state.as_str(), status.blob) {
        ("JOB_STATE_FAILED", _) => {
            let why = status.failure_code.or(status.error).unwrap_or_default();
            Err(NetworkError::coded(Kind::Rejected, "bluesky_video_failed").raw(why))
        }
        (_, Some(blob)) if blob.get("ref").is_some() => Ok(Uploaded::Ready(blob)),
        // Every word that is not known means that it is being worked on (app.bsky.video.defs, 2026-08-20).
        _ => Ok(Uploaded::Working(job)),
    }
}

//! Making a record public, and going on with one whose video was still being prepared.

use super::{
    Bluesky,
    client::published,
    record::{self, Answers, COLLECTION},
    session::Session,
    tid, video, wire,
    xrpc::{self, Call, Failure, Payload},
};
use crate::{
    account::Account,
    contract::{Finish, Outgoing, Published, ReplyTo},
    error::{Kind, NetworkError},
    media::OutgoingMedia,
};
use async_trait::async_trait;
use kelola_domain::delivery::DeliveryState;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How many handles of one text are looked up; 3,000 bytes could name hundreds.
const MOST_MENTIONS: usize = 20;

impl Bluesky {
    /// Publishes a post or a further piece.
    pub(super) async fn publish_piece(
        &self,
        who: &Account<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError> {
        if !tid::is_valid(what.request_id) {
            return Err(NetworkError::new(Kind::Rejected).raw("request id is no TID"));
        }
        if what.media.len() > 1 && what.media.iter().any(OutgoingMedia::is_video) {
            return Err(NetworkError::coded(Kind::Rejected, "bluesky_video_alone"));
        }
        let (mut session, new) = self.session(who).await?;
        if !new {
            // Asked before anything is made: is the server there, the token good, the clock right?
            self.current(who, &mut session).await?;
        }
        self.http.check_clock()?;
        let answers = self.answers(who, &mut session, what.reply_to).await?;
        let mut blobs = Vec::new();
        for media in &what.media {
            let blob = if media.is_video() {
                match self.upload_video(who, &mut session, media).await? {
                    video::Uploaded::Ready(blob) => blob,
                    video::Uploaded::Working(job) => return Ok(working(job)),
                }
            } else {
                self.upload(who, &mut session, Payload::Media(media.clone()))
                    .await?
            };
            blobs.push(blob);
        }
        self.put(who, &mut session, what, answers.as_ref(), blobs)
            .await
    }

    /// Writes the record under the key chosen beforehand; the same record twice is one post.
    async fn put(
        &self,
        who: &Account<'_>,
        session: &mut Session,
        what: &Outgoing<'_>,
        answers: Option<&Answers>,
        blobs: Vec<Value>,
    ) -> Result<Published, NetworkError> {
        let dids = self
            .resolve(session, record::handles(&record::text(what)))
            .await;
        let body = json!({
            "repo": session.did,
            "collection": COLLECTION,
            "rkey": what.request_id,
            "record": record::record(what, &dids, answers, blobs),
        });
        let call = Call::creating("com.atproto.repo.putRecord", Payload::Json(body));
        let stored = self.call::<wire::Stored>(who, session, &call).await?;
        Ok(published(session, what, stored))
    }

    /// What a piece answers, in the versions that stand there now.
    async fn answers(
        &self,
        who: &Account<'_>,
        session: &mut Session,
        to: Option<ReplyTo<'_>>,
    ) -> Result<Option<Answers>, NetworkError> {
        let Some(to) = to else {
            return Ok(None);
        };
        let parent = self.strong(who, session, to.parent).await?;
        let root = if to.root == to.parent {
            parent.clone()
        } else {
            self.strong(who, session, to.root).await?
        };
        Ok(Some(Answers { parent, root }))
    }

    async fn strong(
        &self,
        who: &Account<'_>,
        session: &mut Session,
        uri: &str,
    ) -> Result<wire::Strong, NetworkError> {
        let gone = || NetworkError::coded(Kind::Rejected, "bluesky_reply_gone");
        let query = record::place(uri).ok_or_else(|| gone().raw("no address of a record"))?;
        let call = Call::get("com.atproto.repo.getRecord", query);
        match self.call::<wire::Strong>(who, session, &call).await {
            Err(Failure::NotFound) => Err(gone()),
            outcome => Ok(outcome?),
        }
    }

    /// Handle → DID. A handle nobody answers to stays plain text; it never fails the post.
    async fn resolve(&self, session: &Session, handles: Vec<String>) -> BTreeMap<String, String> {
        let mut dids = BTreeMap::new();
        for handle in handles.into_iter().take(MOST_MENTIONS) {
            let call = Call::get(
                "com.atproto.identity.resolveHandle",
                vec![("handle", handle.clone())],
            );
            let resolved =
                xrpc::call::<wire::Resolved>(&self.http, &session.server, None, &call).await;
            if let Ok(resolved) = resolved
                && resolved.did.starts_with("did:")
            {
                dids.insert(handle, resolved.did);
            }
        }
        dids
    }

    /// Uploads a file to the account's own server.
    pub(super) async fn upload(
        &self,
        who: &Account<'_>,
        session: &mut Session,
        file: Payload,
    ) -> Result<Value, NetworkError> {
        let call = Call::post("com.atproto.repo.uploadBlob", file);
        let blob = self.call::<wire::Uploaded>(who, session, &call).await?.blob;
        if blob.get("ref").is_none() {
            return Err(NetworkError::new(Kind::Unexpected).raw("no blob reference"));
        }
        Ok(blob)
    }
}

#[async_trait]
impl Finish for Bluesky {
    async fn go_on(
        &self,
        who: &Account<'_>,
        handle: &str,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError> {
        let Some(job) = handle.strip_prefix(JOB) else {
            return Err(NetworkError::new(Kind::Rejected).raw("no job of the video service"));
        };
        let (mut session, _) = self.session(who).await?;
        match self.video_job(&session, job).await? {
            video::Uploaded::Working(job) => Ok(working(job)),
            video::Uploaded::Ready(blob) => {
                let answers = self.answers(who, &mut session, what.reply_to).await?;
                self.put(who, &mut session, what, answers.as_ref(), vec![blob])
                    .await
            }
        }
    }
}

/// What the name of a post begins with while its video is being prepared.
const JOB: &str = "job:";

fn working(job: String) -> Published {
    Published {
        remote_id: format!("{JOB}{job}"),
        url: None,
        at: None,
        state: DeliveryState::Processing,
    }
}

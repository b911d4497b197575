//! Publishing, and finding a post whose answer was lost.

use super::{
    Bluesky,
    record::{self, COLLECTION},
    session::{Session, check_active},
    tid, wire,
    xrpc::{self, Call, Failure, Payload},
};
use crate::{
    account::Account,
    contract::{AccountInfo, Client, FindLost, Outgoing, Published, ReadCounts, ReadInbox},
    error::{Kind, NetworkError},
    media::OutgoingMedia,
};
use async_trait::async_trait;
use kelola_domain::{delivery::DeliveryState, time::Instant};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How many handles of one text are looked up; 3,000 bytes could name hundreds.
const MOST_MENTIONS: usize = 20;

#[async_trait]
impl Client for Bluesky {
    async fn test(&self, who: &Account<'_>) -> Result<AccountInfo, NetworkError> {
        // The engine asks this before it sends: signing in each time would use up the day's logins. Whoever wants
        // the password itself tried deletes the session first.
        let (mut session, new) = self.session(who).await?;
        if !new {
            self.current(who, &mut session).await?;
        }
        Ok(AccountInfo::named(session.did, session.handle))
    }

    async fn publish(
        &self,
        who: &Account<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError> {
        if !tid::is_valid(what.request_id) {
            return Err(NetworkError::new(Kind::Rejected).raw("request id is no TID"));
        }
        let (mut session, new) = self.session(who).await?;
        if !new {
            // Asked before anything is made: is the server there, the token good, the clock right?
            self.current(who, &mut session).await?;
        }
        self.http.check_clock()?;
        let dids = self
            .resolve(&session, record::handles(&record::text(what)))
            .await;
        let mut blobs = Vec::new();
        for media in &what.media {
            blobs.push(self.upload(who, &mut session, media).await?);
        }
        let body = json!({
            "repo": session.did,
            "collection": COLLECTION,
            "rkey": what.request_id,
            "record": record::record(what, &dids, blobs),
        });
        let call = Call::creating("com.atproto.repo.putRecord", Payload::Json(body));
        let stored = self.call::<wire::Stored>(who, &mut session, &call).await?;
        Ok(published(&session, what, stored))
    }

    fn lost(&self) -> Option<&dyn FindLost> {
        Some(self)
    }

    fn counts(&self) -> Option<&dyn ReadCounts> {
        Some(self)
    }

    fn inbox(&self) -> Option<&dyn ReadInbox> {
        Some(self)
    }

    fn clock_difference(&self) -> Option<chrono::Duration> {
        self.http.difference()
    }

    fn request_id(&self, now: Instant, random: u64) -> String {
        tid::make(now, random)
    }
}

#[async_trait]
impl FindLost for Bluesky {
    async fn find(
        &self,
        who: &Account<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Option<Published>, NetworkError> {
        let (mut session, _) = self.session(who).await?;
        let query = vec![
            ("repo", session.did.clone()),
            ("collection", COLLECTION.to_owned()),
            ("rkey", what.request_id.to_owned()),
        ];
        match self
            .call::<wire::Stored>(
                who,
                &mut session,
                &Call::get("com.atproto.repo.getRecord", query),
            )
            .await
        {
            Ok(stored) => Ok(Some(published(&session, what, stored))),
            Err(Failure::NotFound) => Ok(None),
            Err(failure) => Err(failure.into()),
        }
    }
}

impl Bluesky {
    /// Asks who the session belongs to, and whether the account may act.
    async fn current(&self, who: &Account<'_>, session: &mut Session) -> Result<(), NetworkError> {
        let current = self
            .call::<wire::Current>(
                who,
                session,
                &Call::get("com.atproto.server.getSession", Vec::new()),
            )
            .await?;
        check_active(current.active, current.status.as_deref())?;
        if current.did != session.did {
            return Err(NetworkError::new(Kind::SignInExpired).raw("another account answered"));
        }
        session.handle = current.handle;
        Ok(())
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

    async fn upload(
        &self,
        who: &Account<'_>,
        session: &mut Session,
        media: &OutgoingMedia,
    ) -> Result<Value, NetworkError> {
        let bytes = media
            .read()
            .await
            .map_err(|_| NetworkError::coded(Kind::Rejected, "rendition_missing"))?;
        let call = Call::post(
            "com.atproto.repo.uploadBlob",
            Payload::File(bytes, media.facts.mime.clone()),
        );
        let blob = self.call::<wire::Uploaded>(who, session, &call).await?.blob;
        if blob.get("ref").is_none() {
            return Err(NetworkError::new(Kind::Unexpected).raw("no blob reference"));
        }
        Ok(blob)
    }
}

fn published(session: &Session, what: &Outgoing<'_>, stored: wire::Stored) -> Published {
    Published {
        url: post_url(&session.handle, &session.did, what.request_id),
        remote_id: stored.uri,
        at: Some(what.frozen.created_at),
        state: DeliveryState::Live,
    }
}

/// The public address of a post; a handle that lost its domain is replaced by the account's DID.
pub fn post_url(handle: &str, did: &str, key: &str) -> Option<String> {
    let plain = |it: &str| {
        !it.is_empty()
            && it.len() <= 253
            && it
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b".-_:~".contains(&b))
    };
    let name = if handle == "handle.invalid" || !plain(handle) {
        did
    } else {
        handle
    };
    (plain(name) && plain(key)).then(|| format!("https://bsky.app/profile/{name}/post/{key}"))
}

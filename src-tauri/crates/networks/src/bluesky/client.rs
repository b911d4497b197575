//! Publishing, and finding a post whose answer was lost.

use super::{
    Bluesky,
    record::COLLECTION,
    session::{Session, check_active},
    tid, wire,
    xrpc::{Call, Failure},
};
use crate::{
    account::Account,
    contract::{
        AccountInfo, Client, Examination, FindLost, Finish, Outgoing, Published, ReadCounts,
        ReadInbox, Remove,
    },
    error::{Kind, NetworkError},
};
use async_trait::async_trait;
use kelola_domain::{delivery::DeliveryState, time::Instant};

#[async_trait]
impl Client for Bluesky {
    async fn test(&self, who: &Account<'_>) -> Result<AccountInfo, NetworkError> {
        // The engine asks this before it sends: signing in each time would use up the day's logins. Whoever wants
        // the password itself tried deletes the session first.
        let (mut session, new) = self.session(who).await?;
        if !new {
            self.current(who, &mut session).await?;
        }
        Ok(info(&session))
    }

    async fn publish(
        &self,
        who: &Account<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError> {
        self.publish_piece(who, what).await
    }

    async fn examine(&self, who: &Account<'_>) -> Examination {
        self.examine_channel(who).await
    }

    fn lost(&self) -> Option<&dyn FindLost> {
        Some(self)
    }

    fn unfinished(&self) -> Option<&dyn Finish> {
        Some(self)
    }

    fn remove(&self) -> Option<&dyn Remove> {
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
    pub(super) async fn current(
        &self,
        who: &Account<'_>,
        session: &mut Session,
    ) -> Result<(), NetworkError> {
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
}

/// Who a session belongs to.
pub(super) fn info(session: &Session) -> AccountInfo {
    AccountInfo::named(session.did.clone(), session.handle.clone())
}

/// What a stored record is to the rest of Kelola.
pub(super) fn published(session: &Session, what: &Outgoing<'_>, stored: wire::Stored) -> Published {
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

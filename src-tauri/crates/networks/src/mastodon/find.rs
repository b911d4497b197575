//! Looking for a post of ours: among what the server holds, and among the newest statuses of the account.

use super::{
    Mastodon,
    api::{Call, plain_id},
    flavour,
    held::Name,
    session::Session,
    status::{self, instant},
    wire,
};
use crate::{
    account::Account,
    contract::{FindLost, Outgoing, Published},
    error::{Kind, NetworkError},
};
use async_trait::async_trait;
use kelola_domain::{delivery::DeliveryState, time::Instant};

/// Statuses per page, and pages that are looked through.
const PAGE: usize = 40;
const MOST_PAGES: usize = 10;
/// How far a server's clock may be behind ours and a post still be ours.
const SLACK: chrono::Duration = chrono::Duration::minutes(3);

#[async_trait]
impl FindLost for Mastodon {
    async fn find(
        &self,
        who: &Account<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Option<Published>, NetworkError> {
        let session = self.session(who)?;
        if flavour::holds(software(who))
            && let Some(held) = self.find_held(&session, what, None).await?
        {
            return Ok(Some(held));
        }
        let fingerprint = status::fingerprint_of(what);
        self.find_out(who, &session, &fingerprint, what.frozen.created_at)
            .await
    }
}

impl Mastodon {
    /// A post among what the server holds, by its words; with a time, only one for that time.
    pub(super) async fn find_held(
        &self,
        session: &Session,
        what: &Outgoing<'_>,
        at: Option<Instant>,
    ) -> Result<Option<Published>, NetworkError> {
        let fingerprint = status::fingerprint_of(what);
        let mut oldest: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let mut call = Call::get("/api/v1/scheduled_statuses").with("limit", PAGE.to_string());
            if let Some(id) = &oldest {
                call = call.with("max_id", id.clone());
            }
            let page: Vec<wire::Scheduled> = self
                .call(&session.server, Some(&session.token), call)
                .await?;
            let hit = page.iter().find_map(|it| {
                let planned = instant(&it.scheduled_at)?;
                let same = fingerprint_of_held(it) == fingerprint
                    && at.is_none_or(|at| at.timestamp() == planned.timestamp());
                same.then(|| held(what, it, planned))
            });
            if hit.is_some() {
                return Ok(hit);
            }
            match page.last() {
                Some(last) if page.len() == PAGE && oldest.as_ref() != Some(&last.id) => {
                    oldest = Some(last.id.clone());
                }
                _ => return Ok(None),
            }
        }
        // A server holds 300 at most, which is fewer than was looked through.
        Ok(None)
    }

    /// A status of ours since an instant, by its fingerprint.
    pub(super) async fn find_out(
        &self,
        who: &Account<'_>,
        session: &Session,
        fingerprint: &str,
        since: Instant,
    ) -> Result<Option<Published>, NetworkError> {
        let account = match who.remote_id {
            Some(id) => id.to_owned(),
            None => self.account(who, session).await?.id,
        };
        let since = since - SLACK;
        let mut oldest: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let mut call = Call::get(format!("/api/v1/accounts/{}/statuses", plain_id(&account)))
                .with("limit", PAGE.to_string())
                .with("exclude_reblogs", "true");
            if let Some(id) = &oldest {
                call = call.with("max_id", id.clone());
            }
            let page: Vec<wire::Status> = self
                .call(&session.server, Some(&session.token), call)
                .await?;
            let mut older = false;
            for it in &page {
                let Some(at) = instant(&it.created_at) else {
                    continue;
                };
                older |= at < since;
                if at >= since && status::fingerprint_of_status(it) == fingerprint {
                    return Ok(Some(status::published(it)));
                }
            }
            match page.last() {
                Some(last) if !older && page.len() >= PAGE && oldest.as_ref() != Some(&last.id) => {
                    oldest = Some(last.id.clone());
                }
                _ => return Ok(None),
            }
        }
        // So many posts since then that the server was not read to the end: nobody may say it is not there.
        Err(NetworkError::new(Kind::Unexpected).raw("too many statuses to look through"))
    }
}

/// The software of the channel's server.
pub fn software<'a>(who: &Account<'a>) -> Option<&'a str> {
    who.facts.and_then(|it| it.software.as_deref())
}

/// A scheduled status as the engine notes it.
pub fn held(what: &Outgoing<'_>, scheduled: &wire::Scheduled, at: Instant) -> Published {
    Published {
        remote_id: Name::of(what, &scheduled.id, at).to_string(),
        url: None,
        at: Some(at),
        state: DeliveryState::HandedOff,
    }
}

fn fingerprint_of_held(scheduled: &wire::Scheduled) -> String {
    status::fingerprint(
        scheduled.params.text.as_deref().unwrap_or_default(),
        scheduled.media_attachments.len(),
        scheduled.params.in_reply_to_id.as_deref(),
    )
}

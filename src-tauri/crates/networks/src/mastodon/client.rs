//! Publishing.

use super::{
    Mastodon,
    api::Call,
    code,
    find::software,
    flavour::{self, Flavour},
    status, wire,
};
use crate::{
    account::Account,
    contract::{
        AccountInfo, BrowserSignIn, Client, Edit, Examination, FindLost, HandOff, Outgoing,
        Published, ReadCounts, ReadInbox, Remove,
    },
    error::{Kind, NetworkError},
};
use async_trait::async_trait;
use chrono::Utc;

/// A first try reaches this point sooner after its content was frozen, a repeat later.
const FIRST_TRY_SECS: i64 = 20;

#[async_trait]
impl Client for Mastodon {
    async fn test(&self, who: &Account<'_>) -> Result<AccountInfo, NetworkError> {
        self.who_am_i(who).await
    }

    async fn examine(&self, who: &Account<'_>) -> Examination {
        self.look_at(who).await
    }

    async fn publish(
        &self,
        who: &Account<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError> {
        let flavour = Flavour::of_kind(who.kind);
        if flavour.needs_picture() && what.media.is_empty() && what.reply_to.is_none() {
            return Err(NetworkError::coded(Kind::Rejected, code::PICTURE_NEEDED));
        }
        let session = self.session(who)?;
        if may_be_out(who, what)
            && let Some(there) = self.find(who, what).await?
        {
            return Ok(there);
        }
        let media = self.upload_all(&session, what).await?;
        let key = flavour.takes_key().then(|| what.request_id.to_owned());
        let call = Call::creating("/api/v1/statuses", status::body(what, &media), key);
        let posted = self
            .call::<wire::Status>(&session.server, Some(&session.token), call)
            .await
            .map_err(|failure| {
                if failure.is(404) && what.reply_to.is_some() {
                    failure.named(Kind::Rejected, code::PARENT_MISSING)
                } else {
                    failure.into()
                }
            })?;
        Ok(status::published(&posted))
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

    fn hand_off(&self) -> Option<&dyn HandOff> {
        Some(self)
    }

    fn edit(&self) -> Option<&dyn Edit> {
        Some(self)
    }

    fn remove(&self) -> Option<&dyn Remove> {
        Some(self)
    }

    fn browser_sign_in(&self) -> Option<&dyn BrowserSignIn> {
        Some(self)
    }

    fn clock_difference(&self) -> Option<chrono::Duration> {
        self.http.difference()
    }
}

/// Whether an earlier try may have arrived although the server no longer knows its key. The content's date is kept
/// through all tries.
fn may_be_out(who: &Account<'_>, what: &Outgoing<'_>) -> bool {
    let age = (Utc::now() - what.frozen.created_at).num_seconds();
    age > flavour::key_secs(software(who)).max(FIRST_TRY_SECS)
}

//! Changing and taking down what is public.

use super::{
    Mastodon,
    api::{Call, plain_id},
    code,
    held::Name,
    session::Session,
    status, wire,
};
use crate::{
    account::Account,
    contract::{Edit, HandOff, Outgoing, Published, Remove, Withdrawn},
    error::{Kind, NetworkError},
};
use async_trait::async_trait;
use kelola_domain::delivery::Role;
use serde_json::json;

#[async_trait]
impl Edit for Mastodon {
    async fn edit(
        &self,
        who: &Account<'_>,
        remote_id: &str,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError> {
        let session = self.session(who)?;
        // A picture on the server has no sign of its file, so whether it is still the same cannot be told.
        let media = self.upload_all(&session, what).await?;
        let mut body = json!({ "status": status::text(what), "media_ids": media });
        if let Some(language) = status::language(what) {
            body["language"] = language.into();
        }
        let call = Call::put(path(remote_id), body);
        let changed = self
            .call::<wire::Status>(&session.server, Some(&session.token), call)
            .await
            .map_err(|failure| match failure.status {
                Some(405 | 501) => failure.named(Kind::Rejected, code::CANNOT_EDIT),
                _ => failure.into(),
            })?;
        Ok(status::published(&changed))
    }
}

#[async_trait]
impl Remove for Mastodon {
    async fn remove(
        &self,
        who: &Account<'_>,
        remote_id: &str,
        _role: Role,
    ) -> Result<(), NetworkError> {
        let out = if Name::read(remote_id).is_some() {
            match self.withdraw(who, remote_id).await? {
                Withdrawn::Yes => return Ok(()),
                Withdrawn::Out(published) => published.remote_id,
            }
        } else {
            remote_id.to_owned()
        };
        let session = self.session(who)?;
        let call = Call::delete(path(&out));
        match self
            .answer(&session.server, Some(&session.token), call)
            .await
        {
            Ok(_) => Ok(()),
            Err(failure) if failure.is(404) => self.check_gone(&session, &out).await,
            Err(failure) => Err(failure.into()),
        }
    }
}

impl Mastodon {
    /// A server that cannot delete also answers 404; only one that no longer shows the status has no such status.
    async fn check_gone(&self, session: &Session, id: &str) -> Result<(), NetworkError> {
        let call = Call::get(path(id));
        match self
            .answer(&session.server, Some(&session.token), call)
            .await
        {
            Err(failure) if failure.is(404) || failure.is(410) => Ok(()),
            Err(failure) => Err(failure.into()),
            Ok(_) => Err(NetworkError::new(Kind::Rejected).raw("HTTP 404, yet it is still there")),
        }
    }
}

/// Where a status is.
pub fn path(id: &str) -> String {
    format!("/api/v1/statuses/{}", plain_id(id))
}

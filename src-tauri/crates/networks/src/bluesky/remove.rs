//! Taking down. A record that is gone already is gone: deleting it again changes nothing.

use super::{
    Bluesky, record, wire,
    xrpc::{Call, Failure, Payload},
};
use crate::{
    account::Account,
    contract::Remove,
    error::{Kind, NetworkError},
};
use async_trait::async_trait;
use kelola_domain::delivery::Role;
use serde_json::{Map, Value};

#[async_trait]
impl Remove for Bluesky {
    async fn remove(
        &self,
        who: &Account<'_>,
        remote_id: &str,
        _role: Role,
    ) -> Result<(), NetworkError> {
        let place = record::place(remote_id)
            .ok_or_else(|| NetworkError::new(Kind::Rejected).raw("no address of a record"))?;
        let (mut session, _) = self.session(who).await?;
        let is_own = place
            .iter()
            .any(|(key, value)| *key == "repo" && *value == session.did);
        if !is_own {
            return Err(NetworkError::new(Kind::Rejected).raw("another account's record"));
        }
        let body: Map<_, _> = place
            .into_iter()
            .map(|(key, value)| (key.to_owned(), Value::String(value)))
            .collect();
        let call = Call::post("com.atproto.repo.deleteRecord", Payload::Json(body.into()));
        match self.call::<wire::Deleted>(who, &mut session, &call).await {
            Ok(_) | Err(Failure::NotFound) => Ok(()),
            Err(failure) => Err(failure.into()),
        }
    }
}

//! Signing in: one createSession per app password, then tokens renewed through refreshSession. The new tokens
//! are in the vault before they are used; the old ones stay valid for a grace time, so a crash loses nothing.

use super::{
    Bluesky, HOME, wire,
    xrpc::{self, Call, Failure, Payload},
};
use crate::{
    account::{Account, Secret, Slot},
    error::{Kind, NetworkError},
    http,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;
use url::Url;
use zeroize::Zeroizing;

/// A running session.
pub struct Session {
    /// The server it is for; its tokens go nowhere else.
    pub server: Url,
    /// The account.
    pub did: String,
    /// Its current public name.
    pub handle: String,
    identifier: String,
    access: Secret,
    refresh: Secret,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    server: String,
    identifier: String,
    did: String,
    handle: String,
    access: Zeroizing<String>,
    refresh: Zeroizing<String>,
}

impl Bluesky {
    /// Where the channel's account lives.
    pub(super) fn server(&self, who: &Account<'_>) -> Result<Url, NetworkError> {
        http::server(self.stand_in.as_deref().or(who.server).unwrap_or(HOME))
    }

    /// The stored session, else a new one; says whether it is new.
    pub(super) async fn session(&self, who: &Account<'_>) -> Result<(Session, bool), NetworkError> {
        match self.kept(who)? {
            Some(session) => Ok((session, false)),
            None => Ok((self.sign_in(who).await?, true)),
        }
    }

    fn kept(&self, who: &Account<'_>) -> Result<Option<Session>, NetworkError> {
        let server = self.server(who)?;
        let Some(kept) = who.vault.read(who.channel, Slot::Session)? else {
            return Ok(None);
        };
        // What cannot be read any more is replaced by signing in again.
        let Ok(kept) = serde_json::from_str::<Kept>(kept.reveal()) else {
            return Ok(None);
        };
        let ours = kept.server == server.as_str()
            && kept.identifier == who.handle
            && who.remote_id.is_none_or(|it| it == kept.did);
        Ok(ours.then(|| Session {
            server,
            did: kept.did,
            handle: kept.handle,
            identifier: kept.identifier,
            access: Secret::new(kept.access.as_str()),
            refresh: Secret::new(kept.refresh.as_str()),
        }))
    }

    /// Signs in with the app password.
    pub(super) async fn sign_in(&self, who: &Account<'_>) -> Result<Session, NetworkError> {
        let server = self.server(who)?;
        let password = who
            .vault
            .read(who.channel, Slot::Password)?
            .ok_or_else(NetworkError::no_secret)?;
        let body = json!({ "identifier": who.handle, "password": password.reveal() });
        let call = Call::post("com.atproto.server.createSession", Payload::Json(body));
        let tokens = xrpc::call::<wire::Tokens>(&self.http, &server, None, &call).await?;
        if who.remote_id.is_some_and(|it| it != tokens.did) {
            return Err(
                NetworkError::new(Kind::SignInExpired).raw("another account answered to this name")
            );
        }
        self.keep(who, server, tokens)
    }

    /// Renews the tokens; where the refresh token is worn out too, signs in again.
    async fn renew(&self, who: &Account<'_>, session: &Session) -> Result<Session, NetworkError> {
        let call = Call::post("com.atproto.server.refreshSession", Payload::Empty);
        match xrpc::call::<wire::Tokens>(&self.http, &session.server, Some(&session.refresh), &call)
            .await
        {
            Ok(tokens) if tokens.did == session.did => {
                self.keep(who, session.server.clone(), tokens)
            }
            Ok(_) => Err(NetworkError::new(Kind::SignInExpired).raw("another account answered")),
            Err(failure) => {
                let error = NetworkError::from(failure);
                if error.kind == Kind::SignInExpired
                    && who.vault.read(who.channel, Slot::Password)?.is_some()
                {
                    return self.sign_in(who).await;
                }
                Err(error)
            }
        }
    }

    fn keep(
        &self,
        who: &Account<'_>,
        server: Url,
        tokens: wire::Tokens,
    ) -> Result<Session, NetworkError> {
        check_active(tokens.active, tokens.status.as_deref())?;
        let kept = Kept {
            server: server.to_string(),
            identifier: who.handle.to_owned(),
            did: tokens.did.clone(),
            handle: tokens.handle.clone(),
            access: Zeroizing::new(tokens.access_jwt),
            refresh: Zeroizing::new(tokens.refresh_jwt),
        };
        let json = serde_json::to_string(&kept).map_err(|_| NetworkError::new(Kind::Unexpected))?;
        who.vault
            .write(who.channel, Slot::Session, &Secret::new(json))?;
        Ok(Session {
            server,
            did: kept.did,
            handle: kept.handle,
            identifier: kept.identifier,
            access: Secret::new(kept.access.as_str()),
            refresh: Secret::new(kept.refresh.as_str()),
        })
    }

    /// Calls with the session's token, renewing it once when it has expired.
    pub(super) async fn call<T: DeserializeOwned>(
        &self,
        who: &Account<'_>,
        session: &mut Session,
        call: &Call,
    ) -> Result<T, Failure> {
        debug_assert_eq!(session.identifier, who.handle);
        match xrpc::call(&self.http, &session.server, Some(&session.access), call).await {
            Err(Failure::Expired) => {
                *session = self.renew(who, session).await.map_err(Failure::Other)?;
                xrpc::call(&self.http, &session.server, Some(&session.access), call).await
            }
            outcome => outcome,
        }
    }
}

/// An account its server has switched off cannot publish.
pub fn check_active(active: Option<bool>, status: Option<&str>) -> Result<(), NetworkError> {
    match active {
        Some(false) => {
            Err(NetworkError::new(Kind::QuotaOrPolicy).raw(status.unwrap_or("inactive")))
        }
        _ => Ok(()),
    }
}

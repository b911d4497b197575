//! Signing in on the server's own page.

use super::{
    Mastodon, code,
    oauth::{self, Registration},
    rights,
    session::{self, Kept, Session},
};
use crate::{
    account::{Account, Secret, Slot},
    contract::{AccountInfo, BrowserSignIn, SignInPage},
    error::{Kind, NetworkError},
};
use async_trait::async_trait;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use url::Url;
use zeroize::Zeroizing;

/// What the second half of a sign-in needs of the first.
#[derive(Serialize, Deserialize)]
struct Pending {
    app: Registration,
    verifier: Zeroizing<String>,
    scopes: String,
}

#[async_trait]
impl BrowserSignIn for Mastodon {
    async fn begin(
        &self,
        server: Option<&str>,
        redirect: &Url,
    ) -> Result<SignInPage, NetworkError> {
        let server = self.server_at(server)?;
        let (app, scopes) = self.register(&server, redirect).await?;
        let (state, verifier) = (oauth::random()?, oauth::random()?);
        let mut url = server.clone();
        url.set_path("/oauth/authorize");
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &app.client_id)
            .append_pair("redirect_uri", redirect.as_str())
            .append_pair("scope", scopes)
            .append_pair("state", state.reveal())
            .append_pair("code_challenge", &oauth::challenge(&verifier))
            .append_pair("code_challenge_method", "S256");
        let pending = Pending {
            app,
            verifier: Zeroizing::new(verifier.reveal().to_owned()),
            scopes: scopes.to_owned(),
        };
        Ok(SignInPage {
            url,
            state,
            redirect: redirect.clone(),
            pending: to_json(&pending)?,
        })
    }

    async fn finish(
        &self,
        who: &Account<'_>,
        page: &SignInPage,
        code: &Secret,
    ) -> Result<AccountInfo, NetworkError> {
        let pending: Pending = from_json(&page.pending)
            .ok_or_else(|| NetworkError::new(Kind::Unexpected).raw("no sign-in was begun"))?;
        let server = self.server(who)?;
        if pending.app.server != server.as_str() {
            return Err(NetworkError::coded(Kind::Rejected, "bad_server"));
        }
        let token = self
            .exchange(
                &server,
                &pending.app,
                &page.redirect,
                code,
                &pending.verifier,
            )
            .await?;
        if token.access_token.is_empty() {
            return Err(NetworkError::new(Kind::SignInExpired).raw("the server gave no token"));
        }
        let scopes = Some(token.scope)
            .filter(|it| !it.is_empty())
            .unwrap_or(pending.scopes);
        let session = Session {
            server,
            token: Secret::new(token.access_token.as_str()),
            scopes: Some(scopes),
        };
        match self.take(who, &session, &pending.app).await {
            Ok(info) => Ok(info),
            Err(error) => {
                // What is not kept is not left lying about on the server either.
                if error.code == code::OTHER_ACCOUNT {
                    self.revoke(&session.server, &pending.app, session.token.reveal())
                        .await;
                }
                Err(error)
            }
        }
    }
}

impl Mastodon {
    /// Makes a new session the channel's: stored, the old one and a typed token forgotten.
    async fn take(
        &self,
        who: &Account<'_>,
        session: &Session,
        app: &Registration,
    ) -> Result<AccountInfo, NetworkError> {
        let account = self.account(who, session).await?;
        // What the server says about itself can be asked again; the token cannot.
        let about = self.about(&session.server).await.ok();
        let old_app = who
            .vault
            .read(who.channel, Slot::App)?
            .and_then(|it| from_json::<Registration>(&it));
        let old = session::kept(who)?;
        let kept = Kept {
            server: session.server.to_string(),
            token: Zeroizing::new(session.token.reveal().to_owned()),
            scopes: session.scopes.clone().unwrap_or_default(),
        };
        who.vault
            .write(who.channel, Slot::Session, &to_json(&kept)?)?;
        who.vault.write(who.channel, Slot::App, &to_json(app)?)?;
        who.vault.delete(who.channel, Slot::Password)?;
        if let (Some(app), Some(old)) = (old_app, old)
            && app.server == old.server
            && old.server == session.server.as_str()
            && *old.token != *session.token.reveal()
        {
            self.revoke(&session.server, &app, &old.token).await;
        }
        Ok(rights::info(who, session, account, about))
    }
}

fn to_json(value: &impl Serialize) -> Result<Secret, NetworkError> {
    serde_json::to_string(value)
        .map(Secret::new)
        .map_err(|_| NetworkError::new(Kind::Unexpected))
}

fn from_json<T: DeserializeOwned>(json: &Secret) -> Option<T> {
    serde_json::from_str(json.reveal()).ok()
}

//! Whose token acts: the one of the browser sign-in, else the access token a person typed. Tokens of the family do
//! not expire; they are taken back on the server.

use super::Mastodon;
use crate::{
    account::{Account, Secret, Slot},
    error::{Kind, NetworkError},
    http,
};
use serde::{Deserialize, Serialize};
use url::Url;
use zeroize::Zeroizing;

/// The token and where it may go.
pub struct Session {
    /// The server it is for; it goes nowhere else.
    pub server: Url,
    /// The token.
    pub token: Secret,
    /// What it may do, where that is known.
    pub scopes: Option<String>,
}

/// A browser sign-in as the keychain holds it.
#[derive(Serialize, Deserialize)]
pub struct Kept {
    /// The server that gave the token.
    pub server: String,
    /// The token.
    pub token: Zeroizing<String>,
    /// What it may do, separated by spaces.
    pub scopes: String,
}

impl Mastodon {
    /// Where the channel's account lives.
    pub(super) fn server(&self, who: &Account<'_>) -> Result<Url, NetworkError> {
        self.server_at(who.server)
    }

    /// A server by the address a person gave.
    pub(super) fn server_at(&self, address: Option<&str>) -> Result<Url, NetworkError> {
        let address = self.stand_in.as_deref().or(address);
        http::server(address.ok_or(NetworkError::coded(Kind::Rejected, "bad_server"))?)
    }

    /// The channel's session.
    pub(super) fn session(&self, who: &Account<'_>) -> Result<Session, NetworkError> {
        let server = self.server(who)?;
        if let Some(kept) = kept(who)?
            && kept.server == server.as_str()
        {
            return Ok(Session {
                server,
                token: Secret::new(kept.token.as_str()),
                scopes: Some(kept.scopes).filter(|it| !it.is_empty()),
            });
        }
        let token = who
            .vault
            .read(who.channel, Slot::Password)?
            .ok_or_else(NetworkError::no_secret)?;
        Ok(Session {
            server,
            token,
            scopes: None,
        })
    }
}

/// The stored browser sign-in; one that cannot be read any more counts as none.
pub fn kept(who: &Account<'_>) -> Result<Option<Kept>, NetworkError> {
    let kept = who.vault.read(who.channel, Slot::Session)?;
    Ok(kept.and_then(|it| serde_json::from_str(it.reveal()).ok()))
}

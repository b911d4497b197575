//! OAuth as the family speaks it: this program registers itself with each server, for each sign-in (the address the
//! answer comes back to is never the same twice), and proves with PKCE that the code was meant for it.

use super::{Mastodon, api::Call, flavour::Flavour, wire};
use crate::{
    account::Secret,
    error::{Kind, NetworkError},
    http::Body,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use url::Url;
use zeroize::Zeroizing;

const NAME: &str = "Kelola";

/// What the server gave this program when it registered.
#[derive(Clone, Serialize, Deserialize)]
pub struct Registration {
    /// The server.
    pub server: String,
    /// The program's name there.
    pub client_id: Zeroizing<String>,
    /// The program's password there.
    pub client_secret: Zeroizing<String>,
}

/// A fresh secret of 32 random bytes, as letters an address can carry.
pub fn random() -> Result<Secret, NetworkError> {
    let mut bytes = Zeroizing::new([0_u8; 32]);
    getrandom::fill(bytes.as_mut_slice())
        .map_err(|error| NetworkError::new(Kind::Unexpected).raw(error.to_string()))?;
    Ok(Secret::new(URL_SAFE_NO_PAD.encode(bytes.as_slice())))
}

/// The challenge of a verifier (RFC 7636, S256).
pub fn challenge(verifier: &Secret) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.reveal().as_bytes()))
}

impl Mastodon {
    /// Registers this program; gives back the registration and the scopes it may ask for.
    pub(super) async fn register(
        &self,
        server: &Url,
        redirect: &Url,
    ) -> Result<(Registration, &'static str), NetworkError> {
        let software = self.software(server).await;
        let flavour = software
            .as_ref()
            .map_or(Flavour::Mastodon, |it| Flavour::of_software(&it.name));
        let call = Call::get("/.well-known/oauth-authorization-server");
        let discovery = self.call::<wire::Discovery>(server, None, call).await.ok();
        let known = discovery
            .as_ref()
            .map_or(&[][..], |it| &it.scopes_supported);
        let scopes = flavour.scopes(known.iter().any(|it| it == "profile"));
        // A list came with 4.3, as did the discovery; older servers take only a text.
        let redirects = if discovery.is_some() && flavour == Flavour::Mastodon {
            json!([redirect])
        } else {
            json!(redirect)
        };
        let body = json!({ "client_name": NAME, "redirect_uris": redirects, "scopes": scopes });
        let made: wire::Application = self
            .call(server, None, Call::post("/api/v1/apps", Body::Json(body)))
            .await?;
        let registration = Registration {
            server: server.to_string(),
            client_id: made.client_id,
            client_secret: made.client_secret,
        };
        Ok((registration, scopes))
    }

    /// Exchanges a code for a token.
    pub(super) async fn exchange(
        &self,
        server: &Url,
        app: &Registration,
        redirect: &Url,
        code: &Secret,
        verifier: &str,
    ) -> Result<wire::Token, NetworkError> {
        let form = fields(&[
            ("grant_type", "authorization_code"),
            ("client_id", &app.client_id),
            ("client_secret", &app.client_secret),
            ("redirect_uri", redirect.as_str()),
            ("code", code.reveal()),
            ("code_verifier", verifier),
        ]);
        let call = Call::post("/oauth/token", Body::Form(form))
            .hiding(app.client_secret.as_str())
            .hiding(code.reveal())
            .hiding(verifier);
        self.call(server, None, call).await.map_err(|failure| {
            // A code that is refused is a sign-in that failed, not a post that was.
            match failure.status {
                Some(400 | 403 | 422) => {
                    failure.named(Kind::SignInExpired, Kind::SignInExpired.code())
                }
                _ => failure.into(),
            }
        })
    }

    /// Takes a token back on the server; what goes wrong there changes nothing here.
    pub(super) async fn revoke(&self, server: &Url, app: &Registration, token: &str) {
        let form = fields(&[
            ("client_id", &app.client_id),
            ("client_secret", &app.client_secret),
            ("token", token),
        ]);
        let call = Call::post("/oauth/revoke", Body::Form(form))
            .hiding(app.client_secret.as_str())
            .hiding(token);
        if let Err(failure) = self.answer(server, None, call).await {
            tracing::info!(
                code = failure.error.code,
                "an older token was not taken back"
            );
        }
    }
}

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_is_the_one_of_the_standard() {
        // RFC 7636, appendix B.
        let verifier = Secret::new("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(
            challenge(&verifier),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
        let (one, two) = (random().unwrap(), random().unwrap());
        assert!(one.reveal().len() == 43 && one != two);
    }
}

//! Applications, codes and tokens, as strict as Mastodon 4.3 and later: PKCE with S256, codes used once.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::front::{Asked, Refusal, Reply};
use super::state::{App, Grant, State, Token};

const SCOPES: [&str; 11] = [
    "read",
    "read:accounts",
    "read:statuses",
    "read:notifications",
    "write",
    "write:statuses",
    "write:media",
    "follow",
    "push",
    "profile",
    "admin:read",
];

pub(super) fn discovery(url: &str) -> Value {
    json!({
        "issuer": format!("{url}/"), "service_documentation": "https://docs.joinmastodon.org/",
        "authorization_endpoint": format!("{url}/oauth/authorize"), "token_endpoint": format!("{url}/oauth/token"),
        "app_registration_endpoint": format!("{url}/api/v1/apps"),
        "revocation_endpoint": format!("{url}/oauth/revoke"), "userinfo_endpoint": format!("{url}/oauth/userinfo"),
        "scopes_supported": SCOPES, "response_types_supported": ["code"],
        "response_modes_supported": ["query", "fragment", "form_post"],
        "grant_types_supported": ["authorization_code", "client_credentials"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
    })
}

pub(super) fn application(token: &Token) -> Value {
    let scopes: Vec<_> = token.scopes.split(' ').collect();
    json!({
        "id": "1", "name": "Kelola", "website": null, "scopes": scopes, "redirect_uri": "urn:ietf:wg:oauth:2.0:oob",
        "redirect_uris": ["urn:ietf:wg:oauth:2.0:oob"], "vapid_key": "x",
    })
}

pub(super) fn register(state: &mut State, asked: &Asked<'_>) -> Reply {
    let redirects: Vec<String> = match &asked.body["redirect_uris"] {
        Value::String(one) => vec![one.clone()],
        Value::Array(many) => many
            .iter()
            .filter_map(|it| it.as_str().map(str::to_owned))
            .collect(),
        _ => Vec::new(),
    };
    let scopes = asked.field("scopes").unwrap_or("read").to_owned();
    let known = scopes.split(' ').all(|it| SCOPES.contains(&it));
    if asked.field("client_name").is_none_or(str::is_empty) || redirects.is_empty() || !known {
        return Err(Refusal(422, "Validation failed"));
    }
    let number = state.id();
    let app = App {
        id: format!("client-{number}"),
        secret: format!("client-secret-{number}-{}", uuid_like(&number)),
        redirects,
        scopes,
    };
    state.apps.push(app.clone());
    state.given.push(app.secret.clone());
    let scopes: Vec<_> = app.scopes.split(' ').collect();
    Ok((
        200,
        json!({
            "id": number, "name": asked.field("client_name"), "website": null, "scopes": scopes,
            "redirect_uri": app.redirects.join("\n"), "redirect_uris": app.redirects, "client_id": app.id,
            "client_secret": app.secret, "client_secret_expires_at": 0, "vapid_key": "x",
        }),
    ))
}

/// What the page does when its button is pressed: checks the question, and sends the browser on with a code. Panics
/// where Mastodon would show an error instead of the page.
pub(super) fn authorize(state: &mut State, page: &str, account: &str, allow: bool) -> String {
    let page = url::Url::parse(page).expect("the page has an address");
    assert_eq!(page.path(), "/oauth/authorize");
    let of = |name: &str| {
        let mut values = page.query_pairs().filter(|(key, _)| key == name);
        let first = values.next().map(|(_, value)| value.into_owned());
        assert!(values.next().is_none(), "{name} stands twice");
        first
    };
    assert_eq!(of("response_type").as_deref(), Some("code"));
    assert_eq!(of("code_challenge_method").as_deref(), Some("S256"));
    let challenge = of("code_challenge").expect("PKCE is used");
    assert_eq!(challenge.len(), 43, "a SHA-256 in base64url");
    let redirect = of("redirect_uri").expect("the answer has somewhere to go");
    let client = of("client_id").expect("an application asks");
    let app = state
        .apps
        .iter()
        .find(|it| it.id == client)
        .expect("the application is registered")
        .clone();
    assert!(
        app.redirects.contains(&redirect),
        "an address not registered"
    );
    let scopes = of("scope").unwrap_or_else(|| "read".to_owned());
    let registered: Vec<_> = app.scopes.split(' ').collect();
    assert!(
        scopes.split(' ').all(|it| registered.contains(&it)),
        "{scopes}"
    );
    let mut back = url::Url::parse(&redirect).expect("a registered address is one");
    if allow {
        let code = format!("code-{}", uuid_like(&state.id()));
        back.query_pairs_mut().append_pair("code", &code);
        let grant = Grant {
            app: client,
            account: account.to_owned(),
            redirect,
            challenge,
            scopes,
        };
        state.given.push(code.clone());
        state.codes.insert(code, grant);
    } else {
        back.query_pairs_mut().append_pair("error", "access_denied");
    }
    if let Some(given) = of("state") {
        back.query_pairs_mut().append_pair("state", &given);
    }
    back.into()
}

pub(super) fn token(state: &mut State, asked: &Asked<'_>) -> Reply {
    let client = known_client(state, asked)?;
    if asked.field("grant_type") != Some("authorization_code") {
        return Err(Refusal(400, "unsupported_grant_type"));
    }
    let code = asked.field("code").unwrap_or_default();
    // Whatever comes of it, a code serves once.
    let grant = state
        .codes
        .remove(code)
        .ok_or(Refusal(400, "invalid_grant"))?;
    let verifier = asked.field("code_verifier").unwrap_or_default();
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
    state.given.push(verifier.to_owned());
    let proves = (43..=128).contains(&verifier.len()) && challenge == grant.challenge;
    let same = grant.app == client.id && asked.field("redirect_uri") == Some(&grant.redirect);
    if !proves || !same {
        return Err(Refusal(400, "invalid_grant"));
    }
    let text = give(state, &client.id, &grant.account, &grant.scopes);
    Ok((
        200,
        json!({
            "access_token": text, "token_type": "Bearer", "scope": grant.scopes,
            "created_at": state.now().timestamp(),
        }),
    ))
}

pub(super) fn revoke(state: &mut State, asked: &Asked<'_>) -> Reply {
    let client = known_client(state, asked)?;
    let text = asked.field("token").unwrap_or_default();
    if state.tokens.get(text).is_some_and(|it| it.app != client.id) {
        return Err(Refusal(403, "unauthorized_client"));
    }
    state.tokens.remove(text);
    Ok((200, json!({})))
}

/// A fresh token of an account.
pub(super) fn give(state: &mut State, app: &str, account: &str, scopes: &str) -> String {
    let text = format!("token-{}", uuid_like(&state.id()));
    let token = Token {
        app: app.to_owned(),
        account: account.to_owned(),
        scopes: scopes.to_owned(),
    };
    state.tokens.insert(text.clone(), token);
    state.given.push(text.clone());
    text
}

fn known_client(state: &State, asked: &Asked<'_>) -> Result<App, Refusal> {
    let (id, secret) = (asked.field("client_id"), asked.field("client_secret"));
    state
        .apps
        .iter()
        .find(|it| Some(it.id.as_str()) == id && Some(it.secret.as_str()) == secret)
        .cloned()
        .ok_or(Refusal(401, "invalid_client"))
}

/// Letters that look random, the same for the same number.
fn uuid_like(number: &str) -> String {
    URL_SAFE_NO_PAD.encode(&Sha256::digest(number.as_bytes())[..18])
}

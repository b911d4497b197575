//! One call of the client API, and what its failures mean.

use super::{Mastodon, wire};
use crate::{
    account::Secret,
    error::{Kind, NetworkError},
    http::{Answer, Auth, Body, Effect, Method, Request, broken},
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

/// A call.
pub struct Call {
    method: Method,
    path: String,
    query: Vec<(&'static str, String)>,
    body: Body,
    effect: Effect,
    key: Option<String>,
    secrets: Vec<Secret>,
}

impl Call {
    /// A reading call.
    pub fn get(path: impl Into<String>) -> Self {
        Self {
            method: Method::GET,
            path: path.into(),
            query: Vec::new(),
            body: Body::None,
            effect: Effect::Repeatable,
            key: None,
            secrets: Vec::new(),
        }
    }

    /// A call that changes something harmless twice.
    pub fn post(path: impl Into<String>, body: Body) -> Self {
        Self {
            method: Method::POST,
            body,
            ..Self::get(path)
        }
    }

    /// As [`Call::post`], with PUT.
    pub fn put(path: impl Into<String>, json: Value) -> Self {
        Self {
            method: Method::PUT,
            body: Body::Json(json),
            ..Self::get(path)
        }
    }

    /// Takes something away.
    pub fn delete(path: impl Into<String>) -> Self {
        Self {
            method: Method::DELETE,
            ..Self::get(path)
        }
    }

    /// A call that makes something public, with its idempotency key.
    pub fn creating(path: impl Into<String>, json: Value, key: Option<String>) -> Self {
        Self {
            effect: Effect::Creates,
            key,
            ..Self::post(path, Body::Json(json))
        }
    }

    /// With a query parameter; `name[]` may repeat.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    /// With a secret its answer must not repeat in an error.
    pub fn hiding(mut self, secret: impl Into<String>) -> Self {
        self.secrets.push(Secret::new(secret));
        self
    }
}

/// Why a call failed.
#[derive(Debug)]
pub struct Failure {
    /// The HTTP status, where an answer came.
    pub status: Option<u16>,
    /// What it means in general.
    pub error: NetworkError,
}

impl Failure {
    /// Whether the answer had this status.
    pub fn is(&self, status: u16) -> bool {
        self.status == Some(status)
    }

    /// The same failure under another kind and code, with the server's own words.
    pub fn named(self, kind: Kind, code: &'static str) -> NetworkError {
        NetworkError {
            kind,
            code,
            ..self.error
        }
    }
}

impl From<Failure> for NetworkError {
    fn from(failure: Failure) -> Self {
        failure.error
    }
}

impl From<NetworkError> for Failure {
    fn from(error: NetworkError) -> Self {
        Self {
            status: None,
            error,
        }
    }
}

impl Mastodon {
    /// Makes a call and reads its JSON.
    pub(super) async fn call<T: DeserializeOwned>(
        &self,
        server: &Url,
        token: Option<&Secret>,
        call: Call,
    ) -> Result<T, Failure> {
        let (effect, path) = (call.effect, call.path.clone());
        let answer = self.answer(server, token, call).await?;
        read(&answer, effect, &path)
    }

    /// Makes a call; a failure where the status is not 2xx.
    pub(super) async fn answer(
        &self,
        server: &Url,
        token: Option<&Secret>,
        call: Call,
    ) -> Result<Answer, Failure> {
        let mut url = server.clone();
        url.set_path(&call.path);
        if !call.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&call.query);
        }
        let request = Request {
            method: call.method,
            url,
            auth: token.map_or(Auth::None, Auth::Bearer),
            headers: call
                .key
                .map(|key| ("Idempotency-Key", key))
                .into_iter()
                .collect(),
            body: call.body,
            effect: call.effect,
        };
        let answer = self.http.send(request).await?;
        if (200..300).contains(&answer.status) {
            return Ok(answer);
        }
        let secrets = call.secrets.iter().chain(token).map(Secret::reveal);
        Err(failure(&answer, call.effect, secrets))
    }
}

/// Reads the JSON of an answer.
pub fn read<T: DeserializeOwned>(
    answer: &Answer,
    effect: Effect,
    path: &str,
) -> Result<T, Failure> {
    serde_json::from_slice(&answer.body).map_err(|error| {
        // serde's message may quote the answer, and the answer may hold tokens.
        let what = if error.is_data() {
            "unexpected fields"
        } else {
            "no JSON"
        };
        Failure {
            status: Some(answer.status),
            error: broken(effect).raw(format!("{path}: {what}")),
        }
    })
}

/// An identifier that came from a server, as it goes into an address: only what identifiers are made of.
pub fn plain_id(id: &str) -> String {
    id.chars()
        .filter(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | '.'))
        .collect::<String>()
        .replace("..", "")
}

/// The kinds of failure (masto-docs api/guidelines and methods, 2026-07-02). A 5xx on a creating call leaves the
/// outcome unknown.
fn failure<'a>(answer: &Answer, effect: Effect, secrets: impl Iterator<Item = &'a str>) -> Failure {
    let kind = match answer.status {
        429 => Kind::RateLimited,
        401 => Kind::SignInExpired,
        403 => Kind::MissingPermission,
        410 => Kind::QuotaOrPolicy,
        400..500 => Kind::Rejected,
        _ => broken(effect).kind,
    };
    let words = secrets
        .filter(|it| !it.is_empty())
        .fold(words(answer), |words, secret| words.replace(secret, "…"));
    Failure {
        status: Some(answer.status),
        error: NetworkError::new(kind).raw(words).after(answer.retry_after),
    }
}

fn words(answer: &Answer) -> String {
    let error: wire::Error = serde_json::from_slice(&answer.body).unwrap_or_default();
    let mut words = format!("HTTP {}", answer.status);
    let said = match error.error {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    };
    for it in said.into_iter().chain(error.error_description) {
        words.push_str(": ");
        words.push_str(&it);
    }
    words
}

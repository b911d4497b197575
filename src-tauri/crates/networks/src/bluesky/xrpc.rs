//! One XRPC call, and what its failures mean.

use super::wire;
use crate::{
    account::Secret,
    error::{Kind, NetworkError},
    http::{Answer, Auth, Body, Effect, Http, Request, broken},
    media::OutgoingMedia,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

/// A call that can be made again after the tokens were renewed.
pub struct Call {
    /// The method, `com.atproto.repo.putRecord`.
    pub method: &'static str,
    /// The query.
    pub query: Vec<(&'static str, String)>,
    /// What it carries; GET without.
    pub body: Option<Payload>,
    /// What happens when its answer is lost.
    pub effect: Effect,
}

/// What a call carries.
pub enum Payload {
    /// Nothing, but it is a POST.
    Empty,
    /// JSON.
    Json(Value),
    /// A file with its MIME type.
    File(Vec<u8>, String),
    /// A picture or video, read from disk while it is sent where it lies there.
    Media(OutgoingMedia),
}

impl Payload {
    fn body(&self) -> Body {
        match self {
            Self::Empty => Body::None,
            Self::Json(json) => Body::Json(json.clone()),
            Self::File(bytes, mime) => Body::File(bytes.clone(), mime.clone()),
            Self::Media(media) => Body::Media(media.clone()),
        }
    }
}

impl Call {
    /// A reading call.
    pub fn get(method: &'static str, query: Vec<(&'static str, String)>) -> Self {
        Self {
            method,
            query,
            body: None,
            effect: Effect::Repeatable,
        }
    }

    /// A call that changes something harmless twice.
    pub fn post(method: &'static str, body: Payload) -> Self {
        Self {
            method,
            query: Vec::new(),
            body: Some(body),
            effect: Effect::Repeatable,
        }
    }

    /// A call that makes something public.
    pub fn creating(method: &'static str, body: Payload) -> Self {
        Self {
            effect: Effect::Creates,
            ..Self::post(method, body)
        }
    }
}

/// Why a call failed.
pub enum Failure {
    /// The access token is too old: renew it and try again.
    Expired,
    /// The record asked for certainly does not exist.
    NotFound,
    /// Anything else.
    Other(NetworkError),
}

impl From<Failure> for NetworkError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Expired => Self::new(Kind::SignInExpired).raw("ExpiredToken"),
            Failure::NotFound => Self::new(Kind::Rejected).raw("RecordNotFound"),
            Failure::Other(error) => error,
        }
    }
}

/// Makes a call at a server.
pub async fn call<T: DeserializeOwned>(
    http: &Http,
    server: &Url,
    bearer: Option<&Secret>,
    call: &Call,
) -> Result<T, Failure> {
    let mut url = server.clone();
    url.set_path(&format!("/xrpc/{}", call.method));
    if !call.query.is_empty() {
        url.query_pairs_mut()
            .extend_pairs(call.query.iter().map(|(key, value)| (key, value.as_str())));
    }
    let auth = bearer.map_or(Auth::None, Auth::Bearer);
    let request = match &call.body {
        None => Request::get(url, auth),
        Some(payload) => Request::post(url, auth, payload.body(), call.effect),
    };
    let answer = http.send(request).await.map_err(Failure::Other)?;
    if !(200..300).contains(&answer.status) {
        return Err(failure(&answer, call, bearer));
    }
    serde_json::from_slice(&answer.body).map_err(|error| {
        Failure::Other(broken(call.effect).raw(format!(
            "{}: {}",
            call.method,
            what_is_wrong(&error)
        )))
    })
}

// serde's message may quote the answer, and the answer may hold tokens.
fn what_is_wrong(error: &serde_json::Error) -> &'static str {
    match error.classify() {
        serde_json::error::Category::Data => "unexpected fields",
        serde_json::error::Category::Io
        | serde_json::error::Category::Syntax
        | serde_json::error::Category::Eof => "no JSON",
    }
}

fn failure(answer: &Answer, call: &Call, bearer: Option<&Secret>) -> Failure {
    let error: wire::Error = serde_json::from_slice(&answer.body).unwrap_or_default();
    let meaning = match (answer.status, error.error.as_str()) {
        (400 | 401, "ExpiredToken") => return Failure::Expired,
        (400 | 404, "RecordNotFound") => return Failure::NotFound,
        (status, name) => {
            named(name).unwrap_or_else(|| NetworkError::new(by_status(status, name, call)))
        }
    };
    let raw = if error.error.is_empty() {
        format!("HTTP {}", answer.status)
    } else {
        format!("{}: {}", error.error, error.message)
    };
    Failure::Other(
        meaning
            .raw(without_secrets(raw, call, bearer))
            .after(answer.retry_after),
    )
}

/// The failures that have words of their own (the lexicons' error lists, 2026-08-20).
fn named(error: &str) -> Option<NetworkError> {
    let (kind, code) = match error {
        "AccountTakedown" | "AccountSuspended" => (Kind::QuotaOrPolicy, "bluesky_account_closed"),
        "AccountDeactivated" => (Kind::QuotaOrPolicy, "bluesky_account_asleep"),
        "AuthFactorTokenRequired" => (Kind::SignInExpired, "bluesky_app_password_needed"),
        "BlobTooLarge" => (Kind::Rejected, "bluesky_file_too_large"),
        "InvalidRecord" => (Kind::Rejected, "bluesky_record_refused"),
        "VideoTooLarge" | "VideoTooLong" | "BadAspectRatio" | "UnsupportedContentType" => {
            (Kind::Rejected, "bluesky_video_refused")
        }
        "DailyLimitExceeded" => (Kind::QuotaOrPolicy, "bluesky_video_daily_limit"),
        "UploadForbidden" => (Kind::MissingPermission, "bluesky_video_forbidden"),
        "TooManyOpenUploads" | "ServiceOverloaded" | "UploadNotReady" => {
            (Kind::RateLimited, Kind::RateLimited.code())
        }
        _ => return None,
    };
    Some(NetworkError::coded(kind, code))
}

/// The kinds of failure of AT Protocol (bsky-docs rate-limits, 2026-08-20).
fn by_status(status: u16, error: &str, call: &Call) -> Kind {
    match (status, error) {
        (429, _) => Kind::RateLimited,
        (401, _) | (_, "InvalidToken" | "AuthenticationRequired" | "AuthMissing") => {
            Kind::SignInExpired
        }
        (403, _) => Kind::MissingPermission,
        (400 | 404 | 409 | 413 | 415 | 422, _) => Kind::Rejected,
        _ => broken(call.effect).kind,
    }
}

// A server may repeat what it was told, and its words are kept with the delivery.
fn without_secrets(words: String, call: &Call, bearer: Option<&Secret>) -> String {
    let password = match &call.body {
        Some(Payload::Json(body)) => body.get("password").and_then(Value::as_str),
        _ => None,
    };
    bearer
        .map(Secret::reveal)
        .into_iter()
        .chain(password)
        .filter(|it| !it.is_empty())
        .fold(words, |words, secret| words.replace(secret, "…"))
}

//! HTTP for every client: TLS always checked, plain http only to loopback, no redirect followed, bodies bounded,
//! and each failure told apart by whether the request can have arrived.

use crate::{
    account::Secret,
    error::{Kind, NetworkError},
    media::{MediaContent, OutgoingMedia},
};
use chrono::{DateTime, Utc};
use kelola_domain::time::Instant;
pub use reqwest::Method;
use reqwest::{Client, header::HeaderMap, multipart::Part};
use std::{
    sync::{Mutex, OnceLock},
    time::Duration,
};
use url::{Host, Url};

/// The longest answer that is read, in bytes.
pub const LONGEST_ANSWER: usize = 4 * 1024 * 1024;
/// Servers whose clock differs by more are reported, and nothing is sent (design: two minutes).
pub const MOST_SKEW: chrono::Duration = chrono::Duration::minutes(2);

const CONNECT: Duration = Duration::from_secs(15);
const READ: Duration = Duration::from_secs(45);
const WHOLE: Duration = Duration::from_secs(180);
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);
/// From this size on a request is an upload: nobody answers before the last byte has left.
const UPLOAD: u64 = 1024 * 1024;
/// The slowest connection an upload is given time for, in bytes per second.
const SLOWEST: u64 = 16 * 1024;

/// Whether a request may be repeated when its answer is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It reads, or what it makes is invisible and harmless twice (an upload).
    Repeatable,
    /// It makes something public: a lost answer leaves the outcome unknown.
    Creates,
}

/// What a request carries.
pub enum Body {
    /// Nothing.
    None,
    /// JSON.
    Json(serde_json::Value),
    /// A file with its MIME type.
    File(Vec<u8>, String),
    /// A picture or video with its MIME type; one on disk is read while it is sent.
    Media(OutgoingMedia),
    /// The fields of a form.
    Form(Vec<(String, String)>),
    /// The fields and files of a form, in order.
    Parts(Vec<FormPart>),
}

/// One field or file of a form.
pub struct FormPart {
    /// The field's name.
    pub name: String,
    /// Its value.
    pub value: PartValue,
}

/// The value of a field of a form.
pub enum PartValue {
    /// Text.
    Text(String),
    /// A picture or video, under a name of our own; one on disk is read while it is sent.
    Media(OutgoingMedia),
}

impl Body {
    /// How many bytes are sent, without what frames them.
    fn size(&self) -> u64 {
        match self {
            Self::None | Self::Json(_) | Self::Form(_) => 0,
            Self::File(bytes, _) => bytes.len() as u64,
            Self::Media(media) => media.len(),
            Self::Parts(parts) => parts.iter().map(|it| it.value.size()).sum(),
        }
    }
}

impl PartValue {
    fn size(&self) -> u64 {
        match self {
            Self::Text(text) => text.len() as u64,
            Self::Media(media) => media.len(),
        }
    }
}

/// Who asks.
#[derive(Clone, Copy)]
pub enum Auth<'a> {
    /// Nobody in particular.
    None,
    /// Whoever holds this token.
    Bearer(&'a Secret),
    /// A user with a password (HTTP Basic).
    Basic(&'a str, &'a Secret),
}

/// A request. No redirect is ever followed, so the credentials stay with the server they are meant for.
pub struct Request<'a> {
    /// The verb.
    pub method: Method,
    /// Where to; made by [`server`], so https or loopback. May hold a secret (Telegram): it is never logged.
    pub url: Url,
    /// Who asks.
    pub auth: Auth<'a>,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
    /// What it carries.
    pub body: Body,
    /// What happens when its answer is lost.
    pub effect: Effect,
}

impl<'a> Request<'a> {
    /// A question.
    pub const fn get(url: Url, auth: Auth<'a>) -> Self {
        Self {
            method: Method::GET,
            url,
            auth,
            headers: Vec::new(),
            body: Body::None,
            effect: Effect::Repeatable,
        }
    }

    /// A request that carries something.
    pub const fn post(url: Url, auth: Auth<'a>, body: Body, effect: Effect) -> Self {
        Self {
            method: Method::POST,
            url,
            auth,
            headers: Vec::new(),
            body,
            effect,
        }
    }

    /// With another verb.
    #[must_use]
    pub fn method(mut self, method: Method) -> Self {
        self.method = method;
        self
    }
}

/// An answer of any status.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The wait the server asks for.
    pub retry_after: Option<Duration>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header, where it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|it| it.to_str().ok())
    }
}

/// How a request travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// It asks, and may be asked again: a connection kept from an earlier one will do.
    Question,
    /// It changes something: it has a connection of its own. On a kept one that the other side closes at that moment
    /// it would be lost, and its outcome unknown; some servers close after every answer without saying so.
    Act,
    /// An act of a size that takes its time.
    Upload,
}

/// Where a request goes and how; each pair has a client of its own, made when first needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Route {
    loopback: bool,
    manner: Manner,
}

impl Route {
    const COUNT: usize = 6;

    const fn index(self) -> usize {
        (self.manner as usize) * 2 + self.loopback as usize
    }

    /// Without TLS roots there is no client, and every request says so instead of the program failing to start.
    fn client(self) -> Option<Client> {
        let builder = Client::builder()
            .user_agent(concat!("Kelola/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false);
        let builder = match self.manner {
            // A laptop sleeps: an idle connection is soon a dead one.
            Manner::Question => builder.pool_idle_timeout(Duration::from_secs(5)),
            Manner::Act | Manner::Upload => builder.pool_max_idle_per_host(0),
        };
        let builder = match self.manner {
            Manner::Question | Manner::Act => builder.read_timeout(READ).timeout(WHOLE),
            // The time for an answer would run while the file is still on its way; the whole has its own limit.
            Manner::Upload => builder,
        };
        if self.loopback {
            builder.no_proxy().build().ok()
        } else {
            builder.https_only(true).build().ok()
        }
    }
}

/// The shared HTTP client.
pub struct Http {
    clients: [OnceLock<Option<Client>>; Route::COUNT],
    now: fn() -> Instant,
    difference: Mutex<Option<chrono::Duration>>,
}

impl Http {
    /// A client that compares servers' clocks with `now`.
    pub const fn new(now: fn() -> Instant) -> Self {
        Self {
            clients: [const { OnceLock::new() }; Route::COUNT],
            now,
            difference: Mutex::new(None),
        }
    }

    fn client(&self, route: Route) -> Result<&Client, NetworkError> {
        self.clients
            .get(route.index())
            .and_then(|it| it.get_or_init(|| route.client()).as_ref())
            .ok_or_else(|| NetworkError::new(Kind::Unexpected).raw("no TLS"))
    }

    /// How far the last heard server clock is ahead of this computer's.
    pub fn difference(&self) -> Option<chrono::Duration> {
        self.difference.lock().ok().and_then(|it| *it)
    }

    /// Whether the last heard server clock agrees with this computer's.
    pub fn check_clock(&self) -> Result<(), NetworkError> {
        match self.difference() {
            Some(apart) if apart.abs() > MOST_SKEW => {
                Err(NetworkError::clock_skewed().raw(format!("{} s", apart.num_seconds())))
            }
            _ => Ok(()),
        }
    }

    /// Sends a request and reads the whole answer, whatever its status.
    pub async fn send(&self, request: Request<'_>) -> Result<Answer, NetworkError> {
        let loopback = is_loopback(&request.url);
        if request.url.scheme() != "https" && !loopback {
            return Err(NetworkError::coded(Kind::Rejected, "bad_server"));
        }
        let (effect, size) = (request.effect, request.body.size());
        let asks = request.method == Method::GET && effect == Effect::Repeatable;
        let manner = match (asks, size >= UPLOAD) {
            (true, _) => Manner::Question,
            (false, false) => Manner::Act,
            (false, true) => Manner::Upload,
        };
        let client = self.client(Route { loopback, manner })?;
        let mut request = build(client, request)?;
        if manner == Manner::Upload {
            request = request.timeout(WHOLE + Duration::from_secs(size / SLOWEST));
        }
        let request = request.build().map_err(|error| lost(&error, effect))?;
        // A kept connection may have died unseen: a question is asked once more, on a connection of its own.
        let again = asks.then(|| request.try_clone()).flatten();
        let mut sent = client.execute(request).await;
        if let (Err(error), Some(again)) = (&sent, again)
            && !error.is_connect()
            && !error.is_timeout()
        {
            let manner = Manner::Act;
            sent = self
                .client(Route { loopback, manner })?
                .execute(again)
                .await;
        }
        let mut response = sent.map_err(|error| lost(&error, effect))?;
        self.hear(header(&response, "date"));
        let status = response.status().as_u16();
        let retry_after = wait(&response, (self.now)());
        let headers = response.headers().clone();
        let mut body = Vec::new();
        while let Some(chunk) = response
            .chunk()
            .await
            .map_err(|error| lost(&error, effect))?
        {
            if body.len() + chunk.len() > LONGEST_ANSWER {
                return Err(broken(effect).raw("answer too large"));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer {
            status,
            retry_after,
            headers,
            body,
        })
    }

    fn hear(&self, date: Option<&str>) {
        let Some(server) = date.and_then(|it| DateTime::parse_from_rfc2822(it).ok()) else {
            return;
        };
        if let Ok(mut difference) = self.difference.lock() {
            *difference = Some(server.with_timezone(&Utc) - (self.now)());
        }
    }
}

fn build(client: &Client, request: Request<'_>) -> Result<reqwest::RequestBuilder, NetworkError> {
    let mut builder = client.request(request.method, request.url);
    builder = match request.auth {
        Auth::None => builder,
        Auth::Bearer(token) => builder.bearer_auth(token.reveal()),
        Auth::Basic(user, password) => builder.basic_auth(user, Some(password.reveal())),
    };
    for (name, value) in request.headers {
        builder = builder.header(name, value);
    }
    Ok(match request.body {
        Body::None => builder,
        Body::Json(json) => builder.json(&json),
        Body::File(bytes, mime) => builder.header("content-type", mime).body(bytes),
        Body::Media(media) => builder
            .header("content-type", &media.facts.mime)
            .header("content-length", media.len())
            .body(whole(&media)?),
        Body::Form(fields) => builder.form(&fields),
        Body::Parts(parts) => builder.multipart(form(parts)?),
    })
}

fn form(parts: Vec<FormPart>) -> Result<reqwest::multipart::Form, NetworkError> {
    let mut form = reqwest::multipart::Form::new();
    for part in parts {
        form = match part.value {
            PartValue::Text(text) => form.text(part.name, text),
            PartValue::Media(media) => {
                let (name, content) = (media.file_name(), streamed(&media)?);
                form.part(part.name, file(content, name, &media.facts.mime)?)
            }
        };
    }
    Ok(form)
}

fn file(part: Part, name: String, mime: &str) -> Result<Part, NetworkError> {
    part.file_name(name)
        .mime_str(mime)
        .map_err(|_| NetworkError::new(Kind::Rejected).raw(mime))
}

/// The bytes of a body that is one file; a large one is read from disk as it leaves.
fn whole(media: &OutgoingMedia) -> Result<reqwest::Body, NetworkError> {
    match &media.content {
        MediaContent::Bytes(bytes) => Ok(bytes.to_vec().into()),
        MediaContent::File { path, .. } => {
            let file = std::fs::File::open(path)
                .map_err(|_| NetworkError::coded(Kind::Rejected, "rendition_missing"))?;
            Ok(tokio::fs::File::from_std(file).into())
        }
    }
}

/// The file's bytes; a large one is read from disk as it leaves.
fn streamed(media: &OutgoingMedia) -> Result<Part, NetworkError> {
    match &media.content {
        MediaContent::Bytes(bytes) => Ok(Part::bytes(bytes.to_vec())),
        MediaContent::File { path, len } => {
            let file = std::fs::File::open(path)
                .map_err(|_| NetworkError::coded(Kind::Rejected, "rendition_missing"))?;
            Ok(Part::stream_with_length(
                tokio::fs::File::from_std(file),
                *len,
            ))
        }
    }
}

/// A failure without a usable answer: unknown where the request makes something.
pub const fn broken(effect: Effect) -> NetworkError {
    NetworkError::new(match effect {
        Effect::Creates => Kind::UnknownOutcome,
        Effect::Repeatable => Kind::Unexpected,
    })
}

/// A failure of the connection: before it stood nothing can have arrived.
fn lost(error: &reqwest::Error, effect: Effect) -> NetworkError {
    let kind = if error.is_connect() || error.is_builder() || effect == Effect::Repeatable {
        Kind::Offline
    } else {
        Kind::UnknownOutcome
    };
    let what = match () {
        () if error.is_timeout() => "timeout",
        () if error.is_connect() => "connect",
        () => "connection",
    };
    NetworkError::new(kind).raw(what)
}

fn header<'a>(response: &'a reqwest::Response, name: &str) -> Option<&'a str> {
    response.headers().get(name).and_then(|it| it.to_str().ok())
}

/// `Retry-After` in seconds or as a date, else `ratelimit-reset` as a Unix time or `x-ratelimit-reset` as either that
/// or an ISO time (Mastodon).
fn wait(response: &reqwest::Response, now: Instant) -> Option<Duration> {
    let until = |at: Instant| (at - now).to_std().unwrap_or(Duration::ZERO);
    let asked = header(response, "retry-after").and_then(|it| {
        let date = || {
            DateTime::parse_from_rfc2822(it)
                .ok()
                .map(|at| until(at.with_timezone(&Utc)))
        };
        it.trim()
            .parse()
            .ok()
            .map(Duration::from_secs)
            .or_else(date)
    });
    let reset = || {
        let told = header(response, "ratelimit-reset").or(header(response, "x-ratelimit-reset"))?;
        let at = match told.trim().parse() {
            Ok(seconds) => DateTime::from_timestamp(seconds, 0)?,
            Err(_) => DateTime::parse_from_rfc3339(told.trim()).ok()?.to_utc(),
        };
        Some(until(at))
    };
    asked.or_else(reset).map(|it| it.min(LONGEST_WAIT))
}

/// Reads a server's address as a person types it: https unless said otherwise, plain http to loopback only.
pub fn server(address: &str) -> Result<Url, NetworkError> {
    let address = address.trim();
    let whole = if address.contains("://") {
        address.to_owned()
    } else {
        format!("https://{address}")
    };
    let bad = || NetworkError::coded(Kind::Rejected, "bad_server").raw(address);
    let mut url = Url::parse(&whole).map_err(|_| bad())?;
    let sound = url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none()
        && matches!(url.scheme(), "https" | "http");
    if !sound {
        return Err(bad());
    }
    if url.scheme() == "http" && !is_loopback(&url) {
        return Err(NetworkError::coded(Kind::Rejected, "plain_http_refused").raw(address));
    }
    url.set_path("/");
    Ok(url)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(it)) => it.is_loopback(),
        Some(Host::Ipv6(it)) => it.is_loopback(),
        Some(Host::Domain(it)) => it == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests;

//! The door: who asks, whether the request keeps to the published schema, and which part answers.

use hyper::Response;
use hyper::body::Bytes;
use serde_json::{Value, json};

use super::Shared;
use super::oauth;
use super::posts;
use super::state::{State, Token};
use super::uploads;
use super::views;
use crate::harness::http::{Answer, Request};

/// Why a request is refused: status and words.
pub(super) struct Refusal(pub u16, pub &'static str);

/// What is answered.
pub(super) type Reply = Result<(u16, Value), Refusal>;

/// A request taken apart.
pub(super) struct Asked<'a> {
    pub method: &'a str,
    pub query: Vec<(String, String)>,
    /// The JSON of the body; a form counts as its fields.
    pub body: Value,
    pub request: &'a Request,
}

impl Asked<'_> {
    pub(super) fn one(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        self.query
            .iter()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .collect()
    }

    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.body.get(name).and_then(Value::as_str)
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.request
            .headers
            .get(name)
            .and_then(|it| it.to_str().ok())
    }
}

pub(super) fn answer(shared: &Shared, request: &Request) -> Answer {
    let path = request.uri.path().to_owned();
    let method = request.method.as_str();
    let asked = Asked {
        method,
        query: pairs(request.uri.query().unwrap_or_default().as_bytes()),
        body: body_of(request),
        request,
    };
    let mut state = shared.state();
    state.catch_up();
    let name = format!("{method} {path}");
    state.seen.push(name.clone());
    if let Some(at) = state
        .refusals
        .iter()
        .position(|(wanted, _)| *wanted == name)
    {
        let (_, status) = state.refusals.remove(at);
        let reset = views::time(state.now() + chrono::Duration::seconds(2));
        return reply(
            status,
            &json!({ "error": "as the test wants it" }),
            Some(&reset),
        );
    }
    if path.starts_with("/.well-known/nodeinfo") || path.starts_with("/nodeinfo") {
        return nodeinfo(shared, &path);
    }
    let Some(template) = template(&path) else {
        return reply(404, &json!({ "error": "Not Found" }), None);
    };
    if let Some(schema) = &shared.schema {
        let body = (!asked.body.is_null()).then_some(&asked.body);
        let faults = schema.request(method, template, &asked.query, body);
        state.faults.extend(faults);
    }
    let (status, body) = match route(shared, &mut state, &asked, template, &path) {
        Ok(answer) => answer,
        Err(Refusal(status, words)) => (status, json!({ "error": words })),
    };
    if let Some(schema) = &shared.schema
        && status < 400
    {
        let faults = schema.answer(method, template, status, &body);
        state.faults.extend(faults);
    }
    reply(status, &body, None)
}

/// The paths answered here, as the published schema writes them.
const TEMPLATES: [&str; 16] = [
    "/.well-known/oauth-authorization-server",
    "/oauth/token",
    "/oauth/revoke",
    "/api/v1/apps",
    "/api/v1/apps/verify_credentials",
    "/api/v1/instance",
    "/api/v2/instance",
    "/api/v1/accounts/verify_credentials",
    "/api/v1/accounts/{id}/statuses",
    "/api/v1/statuses",
    "/api/v1/statuses/{id}",
    "/api/v1/scheduled_statuses",
    "/api/v1/scheduled_statuses/{id}",
    "/api/v2/media",
    "/api/v1/media/{id}",
    "/api/v1/notifications",
];

fn template(path: &str) -> Option<&'static str> {
    let fits = |template: &&&str| {
        let (mut wanted, mut given) = (template.split('/'), path.split('/'));
        loop {
            match (wanted.next(), given.next()) {
                (None, None) => return true,
                (Some("{id}"), Some(id)) if !id.is_empty() => {}
                (Some(one), Some(other)) if one == other => {}
                _ => return false,
            }
        }
    };
    TEMPLATES.iter().find(fits).copied()
}

fn route(
    shared: &Shared,
    state: &mut State,
    asked: &Asked<'_>,
    template: &str,
    path: &str,
) -> Reply {
    let url = shared.url();
    let id = path.split('/').nth(4).unwrap_or_default();
    match (asked.method, template) {
        ("GET", "/.well-known/oauth-authorization-server") => Ok((200, oauth::discovery(url))),
        ("POST", "/api/v1/apps") => oauth::register(state, asked),
        ("POST", "/oauth/token") => oauth::token(state, asked),
        ("POST", "/oauth/revoke") => oauth::revoke(state, asked),
        ("GET", "/api/v2/instance") => {
            Ok((200, views::instance(url.trim_start_matches("http://"))))
        }
        ("GET", "/api/v1/apps/verify_credentials") => {
            let token = token(state, asked)?;
            Ok((200, oauth::application(&token)))
        }
        ("GET", "/api/v1/accounts/verify_credentials") => {
            let token = allowed(state, asked, "read:accounts")?;
            Ok((200, views::own_account(url, state.account(&token.account))))
        }
        ("GET", "/api/v1/accounts/{id}/statuses") => {
            allowed(state, asked, "read:statuses")?;
            posts::of_account(url, state, asked, id)
        }
        ("GET", "/api/v1/statuses") => {
            allowed(state, asked, "read:statuses")?;
            posts::many(url, state, asked)
        }
        ("POST", "/api/v1/statuses") => {
            let token = allowed(state, asked, "write:statuses")?;
            posts::create(url, state, asked, &token.account)
        }
        ("GET", "/api/v1/statuses/{id}") => {
            allowed(state, asked, "read:statuses")?;
            let found = state.status(id).ok_or(Refusal(404, "Record not found"))?;
            Ok((200, views::status(url, state, found)))
        }
        ("PUT", "/api/v1/statuses/{id}") => {
            let token = allowed(state, asked, "write:statuses")?;
            posts::edit(url, state, asked, &token.account, id)
        }
        ("DELETE", "/api/v1/statuses/{id}") => {
            let token = allowed(state, asked, "write:statuses")?;
            posts::delete(url, state, &token.account, id)
        }
        ("GET", "/api/v1/scheduled_statuses") => {
            let token = allowed(state, asked, "read:statuses")?;
            posts::all_scheduled(url, state, asked, &token.account)
        }
        ("GET" | "PUT" | "DELETE", "/api/v1/scheduled_statuses/{id}") => {
            let right = if asked.method == "GET" {
                "read:statuses"
            } else {
                "write:statuses"
            };
            let token = allowed(state, asked, right)?;
            posts::one_scheduled(url, state, asked, &token.account, id)
        }
        ("POST", "/api/v2/media") => {
            let token = allowed(state, asked, "write:media")?;
            uploads::upload(url, state, asked, &token.account)
        }
        ("GET", "/api/v1/media/{id}") => {
            let token = allowed(state, asked, "write:media")?;
            uploads::look(url, state, &token.account, id)
        }
        ("GET", "/api/v1/notifications") => {
            let token = allowed(state, asked, "read:notifications")?;
            posts::notifications(url, state, asked, &token.account)
        }
        _ => Err(Refusal(404, "Not Found")),
    }
}

/// The token a request carries.
fn token(state: &State, asked: &Asked<'_>) -> Result<Token, Refusal> {
    let bearer = asked
        .header("authorization")
        .and_then(|it| it.strip_prefix("Bearer "));
    bearer
        .and_then(|it| state.tokens.get(it))
        .cloned()
        .ok_or(Refusal(401, "The access token is invalid"))
}

/// The token, where it may do that and its account stands.
fn allowed(state: &State, asked: &Asked<'_>, scope: &str) -> Result<Token, Refusal> {
    let token = token(state, asked)?;
    if state.account(&token.account).suspended {
        return Err(Refusal(403, "Your login is currently disabled"));
    }
    let whole = scope.split(':').next().unwrap_or_default();
    let held = token
        .scopes
        .split(' ')
        .any(|it| it == scope || it == whole || it == "profile" && scope == "read:accounts");
    if held {
        Ok(token)
    } else {
        Err(Refusal(403, "This action is outside the authorized scopes"))
    }
}

fn nodeinfo(shared: &Shared, path: &str) -> Answer {
    let body = if path.starts_with("/.well-known") {
        let href = format!("{}/nodeinfo/2.0", shared.url());
        json!({ "links": [{ "rel": "http://nodeinfo.diaspora.software/ns/schema/2.0", "href": href }] })
    } else {
        json!({
            "version": "2.0", "software": { "name": "mastodon", "version": "4.5.0" }, "protocols": ["activitypub"],
            "services": { "inbound": [], "outbound": [] }, "openRegistrations": false, "metadata": {},
            "usage": { "users": {} },
        })
    };
    reply(200, &body, None)
}

fn reply(status: u16, body: &Value, reset: Option<&str>) -> Answer {
    let mut reply = Response::builder()
        .status(status)
        .header("content-type", "application/json; charset=utf-8")
        .header("x-ratelimit-limit", "300");
    if let Some(reset) = reset {
        reply = reply.header("x-ratelimit-reset", reset);
    }
    let text = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    Answer::Reply(
        reply
            .body(Bytes::from(text))
            .expect("a JSON answer is well formed"),
    )
}

fn pairs(text: &[u8]) -> Vec<(String, String)> {
    url::form_urlencoded::parse(text).into_owned().collect()
}

fn body_of(request: &Request) -> Value {
    let kind = request
        .headers
        .get("content-type")
        .and_then(|it| it.to_str().ok())
        .unwrap_or_default();
    if kind.starts_with("application/json") {
        return serde_json::from_slice(&request.body).unwrap_or(Value::Null);
    }
    if kind.starts_with("application/x-www-form-urlencoded") {
        let fields = pairs(&request.body)
            .into_iter()
            .map(|(key, value)| (key, Value::from(value)));
        return Value::Object(fields.collect());
    }
    if kind.starts_with("multipart/form-data") {
        return uploads::fields(kind, &request.body);
    }
    Value::Null
}

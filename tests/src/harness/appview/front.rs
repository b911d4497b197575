//! The door of the stand-in: what it answers, what it refuses, and what it passes on.

use std::sync::Arc;

use serde_json::{Value, json};

use super::answers;
use super::{Seen, Shared};
use crate::harness::http::{self, Answer, Request};

/// Why a request is refused: status and body.
pub(super) struct Refusal(pub u16, pub Value);

impl Refusal {
    pub(super) fn new(status: u16, error: &str, message: &str) -> Self {
        Self(status, json!({ "error": error, "message": message }))
    }
}

/// The query parameters that each method answered here knows; a star marks one that may repeat.
const METHODS: [(&str, &[&str]); 4] = [
    ("app.bsky.feed.getPosts", &["uris*"]),
    (
        "app.bsky.feed.getPostThread",
        &["uri", "depth", "parentHeight"],
    ),
    (
        "app.bsky.notification.listNotifications",
        &["reasons*", "limit", "priority", "cursor", "seenAt"],
    ),
    ("app.bsky.actor.getProfile", &["actor"]),
];

pub(super) async fn answer(shared: Arc<Shared>, request: Request) -> Answer {
    let method = request
        .uri
        .path()
        .strip_prefix("/xrpc/")
        .unwrap_or_default()
        .to_owned();
    if !method.starts_with("app.bsky.") {
        return Answer::Reply(http::forward(&shared.client, &shared.pds, &request).await);
    }
    match read(&shared, &method, &request).await {
        Ok(body) => {
            shared.judge(&format!("the answer of {method}"), |lexicons| {
                lexicons.output(&method, &body)
            });
            Answer::json(200, &body)
        }
        Err(Refusal(status, body)) => Answer::json(status, &body),
    }
}

async fn read(shared: &Arc<Shared>, method: &str, request: &Request) -> Result<Value, Refusal> {
    let Some((_, known)) = METHODS.iter().find(|(name, _)| *name == method) else {
        return Err(Refusal::new(
            501,
            "MethodNotImplemented",
            "the stand-in does not know this method",
        ));
    };
    if request.method != "GET" {
        return Err(Refusal::new(
            405,
            "InvalidRequest",
            "a query must be asked with GET",
        ));
    }
    let me = session(shared, request).await?;
    let params: Vec<(String, String)> =
        url::form_urlencoded::parse(request.uri.query().unwrap_or_default().as_bytes())
            .into_owned()
            .collect();
    shared.state().seen.push(Seen {
        method: method.to_owned(),
        params: params.clone(),
    });
    shared.judge(&format!("the parameters of {method}"), |lexicons| {
        lexicons.parameters(method, &params)
    });
    refuse_unknown(known, &params)?;
    planned_failure(shared, method)?;
    let params = Params(params);
    match method {
        "app.bsky.feed.getPosts" => answers::posts(shared, &params).await,
        "app.bsky.feed.getPostThread" => answers::thread(shared, &params).await,
        "app.bsky.notification.listNotifications" => answers::notifications(shared, &params, &me),
        _ => answers::profile(shared, &params).await,
    }
}

/// The account that asks: the real PDS says whether its token is good.
async fn session(shared: &Shared, request: &Request) -> Result<String, Refusal> {
    let Some(token) = request.headers.get("authorization") else {
        return Err(Refusal::new(401, "AuthMissing", "Authentication Required"));
    };
    let asked = shared
        .client
        .get(format!("{}/xrpc/com.atproto.server.getSession", shared.pds))
        .header("authorization", token)
        .send()
        .await;
    let Ok(answer) = asked else {
        return Err(Refusal::new(502, "UpstreamFailure", "the PDS is gone"));
    };
    let status = answer.status().as_u16();
    let body: Value = answer.json().await.unwrap_or_default();
    match body.get("did").and_then(Value::as_str) {
        Some(did) if status == 200 => Ok(did.to_owned()),
        _ => Err(Refusal(status.max(400), body)),
    }
}

fn refuse_unknown(known: &[&str], params: &[(String, String)]) -> Result<(), Refusal> {
    for (index, (name, _)) in params.iter().enumerate() {
        let may_repeat = known.iter().any(|it| it.strip_suffix('*') == Some(name));
        if !may_repeat && !known.contains(&name.as_str()) {
            return Err(Refusal::new(
                400,
                "InvalidRequest",
                &format!("{name}: no such parameter"),
            ));
        }
        if !may_repeat && params[..index].iter().any(|(before, _)| before == name) {
            return Err(Refusal::new(
                400,
                "InvalidRequest",
                &format!("{name}: given twice"),
            ));
        }
    }
    Ok(())
}

fn planned_failure(shared: &Shared, method: &str) -> Result<(), Refusal> {
    let mut state = shared.state();
    match state.failures.iter().position(|(name, ..)| name == method) {
        None => Ok(()),
        Some(at) => {
            let (_, status, error) = state.failures.remove(at);
            Err(Refusal::new(status, &error, "as the test wants it"))
        }
    }
}

/// The parameters of a query whose names are known.
pub(super) struct Params(Vec<(String, String)>);

impl Params {
    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        self.0
            .iter()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .collect()
    }

    pub(super) fn one(&self, name: &str) -> Option<&str> {
        self.all(name).first().copied()
    }

    /// A number within the bounds, or the default where it is missing.
    pub(super) fn number(
        &self,
        name: &str,
        least: usize,
        most: usize,
        default: usize,
    ) -> Result<usize, Refusal> {
        let Some(text) = self.one(name) else {
            return Ok(default);
        };
        match text.parse() {
            Ok(number) if (least..=most).contains(&number) => Ok(number),
            _ => Err(Refusal::new(
                400,
                "InvalidRequest",
                &format!("{name} must be {least} to {most}"),
            )),
        }
    }
}

impl Shared {
    fn judge(&self, what: &str, ask: impl Fn(&crate::harness::lexicon::Lexicons) -> Vec<String>) {
        let faults = self.lexicons.as_ref().map(ask).unwrap_or_default();
        self.state()
            .faults
            .extend(faults.into_iter().map(|fault| format!("{what}: {fault}")));
    }
}

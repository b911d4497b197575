//! The door: which bot calls which method, whether the call keeps to the published description, and which part answers.

use hyper::Response;
use hyper::body::Bytes;
use serde_json::{Map, Value, json};

use super::spec::Sent;
use super::state::State;
use super::{Refusal, Shared, changes, chats, posts, updates};
use crate::harness::form::{self, Part};
use crate::harness::http::{Answer, Request};

/// What is answered.
pub(super) type Reply = Result<Value, Refusal>;

/// A call taken apart.
pub(super) struct Asked<'a> {
    /// The bot that calls.
    pub bot: i64,
    pub parameters: Map<String, Value>,
    pub files: Vec<Part<'a>>,
}

impl Asked<'_> {
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).and_then(Value::as_str)
    }

    /// A number; in a form it is written as text.
    pub(super) fn number(&self, name: &str) -> Option<i64> {
        let value = self.parameters.get(name)?;
        let written = || value.as_str().and_then(|it| it.parse().ok());
        value.as_i64().or_else(written)
    }

    /// A list or an object; in a form it is written as text.
    pub(super) fn json(&self, name: &str) -> Value {
        match self.parameters.get(name) {
            Some(Value::String(text)) => serde_json::from_str(text).unwrap_or_default(),
            Some(other) => other.clone(),
            None => Value::Null,
        }
    }

    pub(super) fn file(&self, name: &str) -> Option<&Part<'_>> {
        self.files.iter().find(|it| it.name == name)
    }
}

pub(super) fn answer(shared: &Shared, request: &Request) -> Answer {
    if let Some(elsewhere) = shared.state().moved_to.clone() {
        return redirect(&format!("{elsewhere}{}", request.uri));
    }
    let mut state = shared.state();
    let path = request.uri.path();
    let Some((token, method)) = path.strip_prefix("/bot").and_then(|it| it.split_once('/')) else {
        return reply(Err(Refusal::new(404, "Not Found")));
    };
    state.seen.push(method.to_owned());
    let Some(bot) = state.bots.iter().find(|it| it.token == token) else {
        return reply(Err(Refusal::new(401, "Unauthorized")));
    };
    let bot = bot.id;
    if let Some(at) = state.refusals.iter().position(|(it, _)| it == method) {
        let (_, refusal) = state.refusals.remove(at);
        return reply(Err(refusal));
    }
    let (parameters, files, is_form) = content(request);
    let asked = Asked {
        bot,
        parameters,
        files,
    };
    if let Err(refusal) = judged(shared, &mut state, method, &asked, is_form) {
        return reply(Err(refusal));
    }
    let result = route(&mut state, method, &asked);
    if let (Ok(result), Some(spec)) = (&result, &shared.spec) {
        let faults = spec.answer(method, result);
        state.faults.extend(faults);
    }
    reply(result)
}

/// Refuses what the description does not know, and keeps it in mind.
fn judged(
    shared: &Shared,
    state: &mut State,
    method: &str,
    asked: &Asked<'_>,
    is_form: bool,
) -> Result<(), Refusal> {
    let Some(spec) = &shared.spec else {
        return Ok(());
    };
    if !spec.knows(method) {
        state.faults.push(format!("there is no method {method}"));
        return Err(Refusal::new(404, "Not Found: method not found"));
    }
    let sent = Sent {
        parameters: &asked.parameters,
        files: asked.files.iter().map(|it| it.name.as_str()).collect(),
        is_form,
    };
    let faults = spec.request(method, &sent);
    let Some(first) = faults.first() else {
        return Ok(());
    };
    let refusal = Refusal::new(400, &format!("Bad Request: {first}"));
    state.faults.extend(faults);
    Err(refusal)
}

fn route(state: &mut State, method: &str, asked: &Asked<'_>) -> Reply {
    match method {
        "getMe" => Ok(chats::me(state, asked)),
        "getChat" => chats::chat(state, asked),
        "getChatMember" => chats::member(state, asked),
        "getChatMemberCount" => chats::count(state, asked),
        "getUpdates" => updates::get(state, asked),
        "sendMessage" => posts::text(state, asked),
        "sendPhoto" => posts::one(state, asked, "photo"),
        "sendVideo" => posts::one(state, asked, "video"),
        "sendMediaGroup" => posts::album(state, asked),
        "editMessageText" => changes::text(state, asked),
        "editMessageMedia" => changes::media(state, asked),
        "deleteMessages" => changes::delete(state, asked),
        _ => {
            state.faults.push(format!("{method} is not played here"));
            Err(Refusal::new(404, "Not Found: method not found"))
        }
    }
}

/// Parameters and files of a call, and whether they came as a form.
fn content(request: &Request) -> (Map<String, Value>, Vec<Part<'_>>, bool) {
    let kind = request
        .headers
        .get("content-type")
        .and_then(|it| it.to_str().ok())
        .unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        let (files, texts): (Vec<_>, Vec<_>) = form::parts(kind, &request.body)
            .into_iter()
            .partition(|it| it.mime.is_some());
        let parameters = texts.into_iter().map(|it| {
            let text = String::from_utf8_lossy(it.bytes).into_owned();
            (it.name, Value::from(text))
        });
        return (parameters.collect(), files, true);
    }
    let parameters = serde_json::from_slice(&request.body).unwrap_or_default();
    (parameters, Vec::new(), false)
}

fn reply(result: Reply) -> Answer {
    match result {
        Ok(result) => Answer::json(200, &json!({ "ok": true, "result": result })),
        Err(refusal) => {
            let mut body = json!({
                "ok": false, "error_code": refusal.status, "description": refusal.words,
            });
            if let Some(wait) = refusal.retry_after {
                body["parameters"] = json!({ "retry_after": wait });
            }
            Answer::json(refusal.status, &body)
        }
    }
}

fn redirect(to: &str) -> Answer {
    let reply = Response::builder()
        .status(307)
        .header("location", to)
        .body(Bytes::new())
        .expect("an answer without a body is well formed");
    Answer::Reply(reply)
}

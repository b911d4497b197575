//! What words come to while somebody types, over a protocol of its own whose answer the page waits for.
//!
//! The answer of a command comes some turns of three processes later, when the letter's frame is being painted already:
//! a second frame is then painted for the counts alone, which doubles the work of a key. An answer that is waited for is
//! there after a millisecond, and letter and counts are one frame. It only reads, and nobody waits longer than
//! [`PATIENCE`]: then the page asks by the command instead.

use crate::core::Core;
use kelola_app::{
    commands::Lane,
    posts::{MeasureText, measure_text},
};
use std::time::Duration;
use tauri::{
    AppHandle, Manager, Runtime, UriSchemeResponder,
    http::{Request, Response, StatusCode, header},
};

/// The protocol's name.
pub const SCHEME: &str = "count";

/// How long the page is kept waiting at most.
const PATIENCE: Duration = Duration::from_millis(25);
/// Where the page comes from: no other may read an answer.
const PAGE: &str = "tauri://localhost";

/// Answers a [`MeasureText`] in JSON with what `measure_text` says, and anything else with an error.
pub fn answer<R: Runtime>(
    app: &AppHandle<R>,
    request: &Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let core = app.try_state::<Core>().map(|it| it.inner().clone());
    let (Some(core), Some(asked)) = (core, asked(request.body())) else {
        return responder.respond(refusal(StatusCode::BAD_REQUEST));
    };
    tauri::async_runtime::spawn(async move {
        let measured = core.on_lane(Lane::Read, move |kelola| {
            let measured = measure_text(kelola, asked)?;
            serde_json::to_vec(&measured)
                .map_err(|error| kelola_app::failure::Failure::defect(&error))
        });
        responder.respond(match tokio::time::timeout(PATIENCE, measured).await {
            Ok(Ok(json)) => counted(json),
            Ok(Err(_)) => refusal(StatusCode::UNPROCESSABLE_ENTITY),
            Err(_) => refusal(StatusCode::SERVICE_UNAVAILABLE),
        });
    });
}

fn asked(body: &[u8]) -> Option<MeasureText> {
    serde_json::from_slice(body).ok()
}

fn counted(json: Vec<u8>) -> Response<Vec<u8>> {
    Response::builder()
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, PAGE)
        .body(json)
        .unwrap_or_else(|_| refusal(StatusCode::INTERNAL_SERVER_ERROR))
}

fn refusal(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    let page = header::HeaderValue::from_static(PAGE);
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, page);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_to_measure_are_understood_and_only_the_page_may_read_the_answer() {
        let post = "01890a5d-ac96-774b-bcce-b302099a8057";
        let question = format!(r#"{{"words":{{"post":"{post}","shared":null}},"open":null}}"#);
        assert!(asked(question.as_bytes()).is_some());
        let command = format!(r#"{{"name":"remove_post","args":{{"id":"{post}"}}}}"#);
        for other in [command.as_str(), "", "[]", "\u{0}"] {
            assert!(asked(other.as_bytes()).is_none(), "{other}");
        }
        for answer in [counted(b"[]".to_vec()), refusal(StatusCode::BAD_REQUEST)] {
            assert_eq!(answer.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN], PAGE);
        }
    }
}

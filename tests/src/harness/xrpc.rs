//! The plain HTTP of AT Protocol, as a test reads and writes it: no part of the product is used.

use serde_json::Value;

use super::background;
use super::http;

/// A server's answer.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The JSON body; null when the answer held none.
    pub body: Value,
}

impl Reply {
    /// The body of a successful answer; panics with the answer otherwise.
    pub fn ok(self) -> Value {
        assert!(
            self.status == 200,
            "the server answered {}: {}",
            self.status,
            self.body
        );
        self.body
    }

    /// The protocol's name of the error, if the answer is one.
    pub fn error(&self) -> Option<&str> {
        self.body.get("error").and_then(Value::as_str)
    }
}

/// Asks a query method. A parameter may repeat.
///
/// Panics when the server cannot be reached.
pub fn get(server: &str, method: &str, params: &[(&str, &str)], token: Option<&str>) -> Reply {
    let mut request = http::client().get(address(server, method)).query(params);
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    send(request)
}

/// Calls a procedure with a JSON body.
///
/// Panics when the server cannot be reached.
pub fn post(server: &str, method: &str, body: &Value, token: Option<&str>) -> Reply {
    let mut request = http::client().post(address(server, method)).json(body);
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    send(request)
}

fn address(server: &str, method: &str) -> String {
    format!("{}/xrpc/{method}", server.trim_end_matches('/'))
}

fn send(request: reqwest::RequestBuilder) -> Reply {
    background::wait(async move {
        let answer = request.send().await.expect("the test server answers");
        let status = answer.status().as_u16();
        let text = answer
            .text()
            .await
            .expect("the test server answers with text");
        Reply {
            status,
            body: serde_json::from_str(&text).unwrap_or(Value::Null),
        }
    })
}

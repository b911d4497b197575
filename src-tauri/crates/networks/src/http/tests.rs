//! Where requests may go, and on which connection.

use super::*;
use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    thread,
};

#[test]
fn plain_http_goes_to_loopback_only() {
    for good in [
        "bsky.social",
        "https://bsky.social/",
        "http://127.0.0.1:2583",
        "http://localhost:2583",
        "http://[::1]:1",
    ] {
        assert!(server(good).is_ok(), "{good}");
    }
    for open in ["http://bsky.social", "http://127.0.0.1.evil.id"] {
        assert_eq!(server(open).expect_err(open).code, "plain_http_refused");
    }
    for bad in [
        "ftp://bsky.social",
        "https://u:p@bsky.social",
        "https://bsky.social/?a",
        "",
        "https://",
    ] {
        assert_eq!(server(bad).expect_err(bad).code, "bad_server");
    }
}

/// A server that answers one request a connection, never says so, and closes at the moment the next one arrives.
fn forgetful() -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || answer_once(stream));
        }
    });
    Url::parse(&format!("http://{address}/")).expect("an address")
}

fn answer_once(mut stream: TcpStream) {
    let mut arrived = [0; 4096];
    let _ = stream.read(&mut arrived);
    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
    let _ = stream.read(&mut arrived);
}

#[tokio::test]
async fn what_changes_something_never_travels_on_a_kept_connection() {
    let (http, url) = (Http::new(Utc::now), forgetful());
    for _ in 0..20 {
        let asked = http.send(Request::get(url.clone(), Auth::None)).await;
        assert_eq!(asked.expect("a question is asked again").status, 200);
        let body = Body::Json(serde_json::json!({}));
        let act = Request::post(url.clone(), Auth::None, body, Effect::Creates);
        let done = http.send(act).await;
        assert_eq!(done.expect("its outcome is known").status, 200);
    }
}

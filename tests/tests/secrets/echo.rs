//! Servers that fail and repeat what they were told, or send whoever asks to somebody else.

use std::sync::{Arc, Mutex};

use kelola_tests::harness::http::{Answer, Request, Server};
use kelola_tests::harness::kelolactl::Kelolactl;
use kelola_tests::harness::keychain::Keychain;
use kelola_tests::journeys::{Shop, arg};
use serde_json::{Value, json};

use super::hunt::Hunt;

/// How a network's channel signs in, and what its server says before it begins to fail.
#[derive(Clone, Copy)]
struct Echo {
    network: &'static str,
    handle: &'static str,
    secret: &'static str,
    /// Whether it is always at the same address.
    is_central: bool,
    /// Further secrets: those its server gives, and parts that would do as well.
    given: &'static [&'static str],
    /// What is answered to a request of the sign-in itself.
    lets_in: fn(&Request) -> Option<Value>,
}

const BLUESKY_TOKEN: &str =
    "eyJhbGciOiJub25lIn0.eyJzdWIiOiJkaWQ6cGxjOmJ1ZGkifQ.c2lnbmF0dXJlLW9mLWEtdGVzdA";

/// One entry for each network that takes a secret.
const ECHOES: [Echo; 4] = [
    Echo {
        network: "bluesky",
        handle: "budi.test",
        secret: "qwer-tyui-opas-dfgh",
        is_central: false,
        given: &[BLUESKY_TOKEN],
        lets_in: |request| {
            let asked = request.uri.path().ends_with("createSession");
            asked.then(|| {
                json!({
                    "accessJwt": BLUESKY_TOKEN, "refreshJwt": BLUESKY_TOKEN, "did": "did:plc:budi",
                    "handle": "budi.test",
                })
            })
        },
    },
    Echo {
        network: "mastodon",
        handle: "budi",
        secret: "ZA-Yj3aBD8U8Cm7lKUp-lm9O9BmDgdhHzDeqsY8tlL0",
        is_central: false,
        given: &[],
        lets_in: |request| match request.uri.path() {
            "/api/v1/accounts/verify_credentials" => {
                Some(json!({ "id": "1", "acct": "budi", "display_name": "Budi" }))
            }
            "/api/v2/instance" => Some(json!({ "domain": "budi.test" })),
            _ => None,
        },
    },
    Echo {
        network: "wordpress",
        handle: "budi",
        secret: "abcd EFGH 1234 ijkl MNOP 5678",
        is_central: false,
        given: &["abcdEFGH1234ijklMNOP5678"],
        lets_in: |request| match request.uri.path() {
            "/wp-json/" => Some(json!({
                "namespaces": ["wp/v2"], "authentication": { "application-passwords": {} },
            })),
            "/wp-json/wp/v2/users/me" => Some(json!({
                "id": 3, "name": "Budi", "capabilities": { "publish_posts": true, "upload_files": true },
            })),
            _ => None,
        },
    },
    Echo {
        network: "telegram",
        handle: "@budi",
        secret: "1234567890:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1",
        is_central: true,
        given: &["AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"],
        lets_in: |request| {
            let result = match request.uri.path().rsplit('/').next() {
                Some("getMe") => {
                    json!({ "id": 1_234_567_890, "is_bot": true, "first_name": "Budi" })
                }
                Some("getChat") => json!({ "id": -1_001_234, "type": "channel", "title": "Budi" }),
                _ => return None,
            };
            Some(json!({ "ok": true, "result": result }))
        },
    },
];

/// A shop that logs everything, and the hunt for what its channels sign in with.
fn hunting(keychain: &Keychain) -> (Shop, Kelolactl, Hunt) {
    let shop = Shop::on(keychain);
    // Where central networks are is written down for each server anew.
    let addresses = arg(&shop.path("endpoints.json"));
    let ctl = shop
        .ctl
        .clone()
        .with_env([("KELOLA_LOG", "trace"), ("KELOLA_ENDPOINTS", &addresses)]);
    let mut hunt = Hunt::default();
    for echo in ECHOES {
        for secret in echo.given.iter().chain([&echo.secret]) {
            hunt.for_secret(secret);
        }
    }
    (shop, ctl, hunt)
}

impl Echo {
    /// Connects a channel at this server, publishes, and keeps everything that is said.
    fn try_at(&self, server: &Server, (shop, ctl, hunt): (&Shop, &Kelolactl, &mut Hunt)) {
        let mut channel =
            json!({ "network": self.network, "handle": self.handle, "secret": self.secret });
        if self.is_central {
            let addresses = json!({ self.network: server.url() }).to_string();
            shop.file("endpoints.json", addresses);
        } else {
            channel["server"] = server.url().into();
        }
        let added = ctl
            .run_with_input(["channel", "add"], channel.to_string().as_bytes())
            .expect_code(0);
        let id = added.json()["id"].as_str().unwrap().to_owned();
        hunt.keep(&added);
        hunt.run(ctl, &["channel", "test", &id]);
        let post = shop.post_now(&[&id], "Halo");
        assert_ne!(hunt.run(ctl, &["sync"]).code, 4, "{}", self.network);
        hunt.run(ctl, &["post", "show", &post]);
        let state = shop.state(&post);
        assert_ne!(state, "live", "{}", self.network);
    }
}

#[test]
fn a_server_that_fails_and_repeats_what_it_was_told_spreads_no_secret() {
    let keychain = Keychain::unlocked();
    let (shop, ctl, mut hunt) = hunting(&keychain);
    let refusals = [
        (500, "InternalServerError"),
        (400, "InvalidRequest"),
        (401, "AuthenticationRequired"),
    ];
    for echo in ECHOES {
        // With and without a sign-in that works before it fails.
        for ((status, error), lets_in) in refusals
            .into_iter()
            .flat_map(|it| [(it, false), (it, true)])
        {
            let server = Server::start(0, move |request| async move {
                if let Some(session) = (echo.lets_in)(&request).filter(|_| lets_in) {
                    return Answer::json(200, &session);
                }
                let body = String::from_utf8_lossy(&request.body).into_owned();
                let signed = request.headers.get("authorization");
                let told = format!("you said {} {signed:?} {body}", request.uri);
                Answer::json(
                    status,
                    &json!({
                        "error": error, "message": told, "error_description": told, "code": error, "ok": false,
                        "error_code": status, "description": told,
                    }),
                )
            })
            .unwrap();
            echo.try_at(&server, (&shop, &ctl, &mut hunt));
        }
    }
    hunt.expect_nothing_printed();
    hunt.expect_nothing_in(&shop.data());
    hunt.expect_nothing_in(&shop.home());
}

#[test]
fn credentials_do_not_follow_a_redirect_to_another_host() {
    let keychain = Keychain::unlocked();
    let (shop, ctl, mut hunt) = hunting(&keychain);
    let visits: Arc<Mutex<Vec<String>>> = Arc::default();
    let noted = visits.clone();
    let stranger = Server::start(0, move |request| {
        noted.lock().unwrap().push(format!("{request:?}"));
        async { Answer::json(200, &json!({ "ok": true, "result": true })) }
    })
    .unwrap();
    for echo in ECHOES {
        for (status, lets_in) in [(301, false), (307, false), (307, true), (308, true)] {
            let elsewhere = stranger.url();
            let server = Server::start(0, move |request| {
                let elsewhere = format!("{elsewhere}{}", request.uri);
                async move {
                    if let Some(session) = (echo.lets_in)(&request).filter(|_| lets_in) {
                        return Answer::json(200, &session);
                    }
                    let mut answer = Answer::json(status, &json!({}));
                    if let Answer::Reply(reply) = &mut answer {
                        let to = elsewhere.parse().expect("an address fits into a header");
                        reply.headers_mut().insert("location", to);
                    }
                    answer
                }
            })
            .unwrap();
            echo.try_at(&server, (&shop, &ctl, &mut hunt));
        }
    }
    assert_eq!(
        visits.lock().unwrap().as_slice(),
        [""; 0],
        "nobody went there"
    );
    hunt.expect_nothing_printed();
    hunt.expect_nothing_in(&shop.data());
}

//! snac, a small real server of the Mastodon API, on loopback; `.ci/snac` builds it. It is a good test of a client: it
//! knows no idempotency key and no deleting, answers a bad token with 422, and closes every connection after its answer
//! without saying so.

use std::fs;
use std::io::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use super::child::{Running, wait_until};
use super::temp::Temp;
use super::{background, http, paths};

/// A running server with an empty store.
#[derive(Debug)]
pub struct Snac {
    url: String,
    program: PathBuf,
    _running: Running,
    // After the process: it must be dead before its folder goes.
    data: Temp,
}

/// An account on a [`Snac`].
#[derive(Debug, Clone)]
pub struct User {
    /// Its name.
    pub name: String,
    /// Its password, which a client should never ask for.
    pub password: String,
    /// An access token.
    pub token: String,
}

impl Snac {
    /// Starts one; it is built the first time.
    pub fn start() -> Self {
        let (program, data) = (program(), Temp::new());
        // The port is free a moment before snac takes it; it cannot choose one itself.
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|it| it.local_addr())
            .expect("a port is free")
            .port();
        let home = data.path().join("snac");
        init(&program, &home, port);
        let mut command = Command::new(&program);
        command.arg("httpd").arg(&home);
        let running = Running::start("snac", &mut command);
        let url = format!("http://127.0.0.1:{port}");
        let ready = format!("{url}/api/v1/instance");
        wait_until("snac answers", Duration::from_secs(30), || {
            let ready = ready.clone();
            background::wait(async move { http::client().get(ready).send().await.ok() })
        });
        Self {
            url,
            program,
            _running: running,
            data,
        }
    }

    /// Its address, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Makes an account with an access token.
    pub fn create_user(&self, name: &str) -> User {
        let made = Command::new(&self.program)
            .arg("adduser")
            .arg(self.home())
            .arg(name)
            .stdin(Stdio::null())
            .output()
            .expect("snac runs");
        let said = String::from_utf8_lossy(&made.stdout).into_owned()
            + &String::from_utf8_lossy(&made.stderr);
        let password = said
            .lines()
            .find_map(|it| it.strip_prefix("User password is "))
            .unwrap_or_else(|| panic!("snac adduser said {said}"))
            .trim()
            .to_owned();
        let mut user = User {
            name: name.to_owned(),
            password,
            token: String::new(),
        };
        user.token = self.new_token(&user);
        user
    }

    /// Makes one more access token, as a person does on the server's own page.
    pub fn new_token(&self, user: &User) -> String {
        let form = [("login", &user.name), ("passwd", &user.password)];
        let request = http::client()
            .post(format!("{}/oauth/x-snac-get-token", self.url))
            .form(&form);
        let token =
            background::wait(
                async move { request.send().await.expect("snac answers").text().await },
            )
            .expect("snac answers with text");
        assert!(
            token.len() > 10 && !token.contains('<'),
            "snac gave no token: {token}"
        );
        token
    }

    /// Takes a token back, as a person does on the server.
    pub fn revoke(&self, token: &str) {
        let tokens = self.home().join("token");
        let file = tokens.join(format!("{token}.json"));
        fs::remove_file(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }

    /// Presses the button of the sign-in page, and gives back where the browser is sent.
    pub fn authorize(&self, page: &str, user: &User) -> String {
        let page = url::Url::parse(page).expect("the page has an address");
        let of = |name: &str| {
            page.query_pairs()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.into_owned())
                .unwrap_or_default()
        };
        let form = [
            ("login", user.name.clone()),
            ("passwd", user.password.clone()),
            ("redir", of("redirect_uri")),
            ("cid", of("client_id")),
            ("state", of("state")),
        ];
        let request = http::client()
            .post(format!("{}/oauth/x-snac-login", self.url))
            .form(&form);
        background::wait(async move {
            let answer = request.send().await.expect("snac answers");
            let to = answer.headers().get("location").cloned();
            to.and_then(|it| it.to_str().map(str::to_owned).ok())
                .expect("snac sends the browser on")
        })
    }

    /// The public statuses of an account, newest first.
    pub fn statuses(&self, user: &User) -> Vec<Value> {
        self.get(&format!("/api/v1/accounts/{}/statuses", user.name), user)
            .as_array()
            .cloned()
            .unwrap_or_default()
    }

    /// Posts as an account, as its owner does in another program.
    pub fn post(&self, user: &User, text: &str, in_reply_to: Option<&str>) -> Value {
        let mut body = serde_json::json!({ "status": text });
        if let Some(id) = in_reply_to {
            body["in_reply_to_id"] = id.into();
        }
        self.send(
            http::client()
                .post(format!("{}/api/v1/statuses", self.url))
                .json(&body),
            user,
        )
    }

    /// Favourites a status.
    pub fn favourite(&self, user: &User, id: &str) {
        let request = http::client()
            .post(format!("{}/api/v1/statuses/{id}/favourite", self.url))
            .json(&serde_json::json!({}));
        self.send(request, user);
    }

    fn get(&self, path: &str, user: &User) -> Value {
        self.send(http::client().get(format!("{}{path}", self.url)), user)
    }

    // Each request on a connection of its own: snac resets one that is used again now and then.
    fn send(&self, request: reqwest::RequestBuilder, user: &User) -> Value {
        let request = request.bearer_auth(&user.token);
        background::wait(async move {
            let answer = request.send().await.expect("snac answers");
            assert!(
                answer.status().is_success(),
                "snac answered {}",
                answer.status()
            );
            answer.json().await.expect("snac answers with JSON")
        })
    }

    fn home(&self) -> PathBuf {
        self.data.path().join("snac")
    }
}

/// Makes the folder of a server that knows itself by plain http on this port.
fn init(program: &Path, home: &Path, port: u16) {
    let mut child = Command::new(program)
        .arg("init")
        .arg(home)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("snac starts");
    let answers = format!("127.0.0.1\n{port}\n127.0.0.1:{port}\n\n\n");
    child
        .stdin
        .take()
        .expect("standard input is piped")
        .write_all(answers.as_bytes())
        .expect("snac reads its answers");
    assert!(child.wait().expect("snac ends").success());
    let file = home.join("server.json");
    let text = fs::read_to_string(&file).expect("snac writes its settings");
    let mut settings: Value = serde_json::from_str(&text).expect("snac's settings are JSON");
    settings["protocol"] = "http".into();
    fs::write(&file, settings.to_string()).expect("the settings can be written");
}

/// The program, built the first time.
fn program() -> PathBuf {
    let script = paths::root().join(".ci/snac");
    let output = Command::new("bash")
        .arg(&script)
        .output()
        .expect("bash is present");
    assert!(
        output.status.success(),
        "{} failed:\n{}",
        script.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout)
        .expect("paths are UTF-8 here")
        .trim()
        .into()
}

//! The real Bluesky server (PDS) on loopback, with a directory of identities of its own; see `tests/servers/pds`.

use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use super::child::Running;
use super::paths;
use super::temp::Temp;
use super::xrpc;

/// A running server with an empty store.
#[derive(Debug)]
pub struct Pds {
    url: String,
    _running: Running,
    // After the process: it must be dead before its folder goes.
    _data: Temp,
}

/// An account on a [`Pds`].
#[derive(Debug, Clone)]
pub struct Account {
    /// Handle, such as `budi.test`.
    pub handle: String,
    /// The permanent id.
    pub did: String,
    /// The main password, which a client should never ask for.
    pub password: String,
    /// An app password, which Kelola asks for.
    pub app_password: String,
    /// A token of the account itself, for the test's own reads and writes.
    pub token: String,
}

impl Pds {
    /// Starts one; its packages are installed the first time.
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    /// Starts one that counts logins and answers 429 (30 in five minutes).
    pub fn start_with_rate_limits() -> Self {
        Self::start_with(&[("KELOLA_PDS_RATE_LIMITS", "true")])
    }

    fn start_with(env: &[(&str, &str)]) -> Self {
        let parts = paths::server_parts("pds");
        let data = Temp::new();
        let mut command = Command::new(&parts.program);
        command
            .arg(parts.scripts.join("start.mjs"))
            .arg(&parts.prepared)
            .arg(data.path())
            .envs(env.iter().copied());
        let running = Running::start("the PDS", &mut command);
        let url = running.wait_for_line(Duration::from_secs(60), |line| {
            let ready: Value = serde_json::from_str(line).ok()?;
            ready.get("pds")?.as_str().map(str::to_owned)
        });
        Self {
            url,
            _running: running,
            _data: data,
        }
    }

    /// Its address, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Makes an account `<name>.test` with an app password.
    pub fn create_account(&self, name: &str) -> Account {
        create_account(&self.url, name)
    }

    /// One record, or `None` when there is none under this key.
    pub fn record(&self, did: &str, collection: &str, rkey: &str) -> Option<Value> {
        let params = [("repo", did), ("collection", collection), ("rkey", rkey)];
        let reply = xrpc::get(&self.url, "com.atproto.repo.getRecord", &params, None);
        match reply.error() {
            Some("RecordNotFound") => None,
            _ => Some(reply.ok()),
        }
    }

    /// All records of a collection (at most 100), newest first, as `{"uri","cid","value"}`.
    pub fn records(&self, did: &str, collection: &str) -> Vec<Value> {
        let params = [("repo", did), ("collection", collection), ("limit", "100")];
        let body = xrpc::get(&self.url, "com.atproto.repo.listRecords", &params, None).ok();
        body.get("records")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    }

    /// All posts of an account (at most 100), newest first.
    pub fn posts(&self, account: &Account) -> Vec<Value> {
        self.records(&account.did, "app.bsky.feed.post")
    }

    /// Writes a record as the account and returns `{"uri","cid",…}`.
    pub fn write(&self, account: &Account, collection: &str, record: &Value) -> Value {
        let body = json!({ "repo": account.did, "collection": collection, "record": record });
        xrpc::post(
            &self.url,
            "com.atproto.repo.createRecord",
            &body,
            Some(&account.token),
        )
        .ok()
    }

    /// Takes an app password back, as a person does in the network's settings.
    pub fn revoke_app_password(&self, account: &Account) {
        let body = json!({ "name": APP_PASSWORD_NAME });
        xrpc::post(
            &self.url,
            "com.atproto.server.revokeAppPassword",
            &body,
            Some(&account.token),
        )
        .ok();
    }

    /// Makes another app password, as a person does in the network's settings.
    pub fn new_app_password(&self, account: &Account, name: &str) -> String {
        let body = json!({ "name": name });
        let made = xrpc::post(
            &self.url,
            "com.atproto.server.createAppPassword",
            &body,
            Some(&account.token),
        )
        .ok();
        made["password"]
            .as_str()
            .expect("a password is a word")
            .to_owned()
    }

    /// Deletes a post as its author does in the network's own app.
    pub fn delete_post(&self, account: &Account, uri: &str) {
        let rkey = uri.rsplit('/').next().unwrap_or_default();
        let body = json!({ "repo": account.did, "collection": "app.bsky.feed.post", "rkey": rkey });
        xrpc::post(
            &self.url,
            "com.atproto.repo.deleteRecord",
            &body,
            Some(&account.token),
        )
        .ok();
    }

    /// The bytes of an uploaded file.
    pub fn blob(&self, did: &str, cid: &str) -> Vec<u8> {
        let request = super::http::client()
            .get(format!("{}/xrpc/com.atproto.sync.getBlob", self.url))
            .query(&[("did", did), ("cid", cid)]);
        super::background::wait(async move {
            let answer = request.send().await.expect("the PDS answers");
            assert!(
                answer.status().is_success(),
                "getBlob answered {}",
                answer.status()
            );
            answer
                .bytes()
                .await
                .expect("the PDS sends the whole file")
                .to_vec()
        })
    }
}

const APP_PASSWORD_NAME: &str = "kelola";

/// Makes an account `<name>.test` with an app password on any AT Protocol server that lets anybody in.
pub fn create_account(server: &str, name: &str) -> Account {
    let handle = format!("{name}.test");
    let password = format!("main-password-of-{name}");
    let body =
        json!({ "handle": handle, "email": format!("{name}@example.test"), "password": password });
    let made = xrpc::post(server, "com.atproto.server.createAccount", &body, None).ok();
    let text = |value: &Value, key: &str| {
        value
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let token = text(&made, "accessJwt");
    let body = json!({ "name": APP_PASSWORD_NAME });
    let app = xrpc::post(
        server,
        "com.atproto.server.createAppPassword",
        &body,
        Some(&token),
    )
    .ok();
    Account {
        did: text(&made, "did"),
        app_password: text(&app, "password"),
        handle,
        password,
        token,
    }
}

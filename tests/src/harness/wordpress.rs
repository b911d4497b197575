//! A real WordPress on loopback, with a database of its own; see `tests/servers/wordpress`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::background;
use super::child::Running;
use super::paths::{self, ServerParts};
use super::proxy::Proxy;
use super::temp::Temp;

/// A running site without posts.
#[derive(Debug)]
pub struct WordPress {
    url: String,
    direct: String,
    parts: ServerParts,
    _running: Running,
    // After the process: it must be dead before its folder goes.
    folder: Temp,
}

/// An account on a [`WordPress`].
#[derive(Debug, Clone)]
pub struct Author {
    /// Its number.
    pub id: i64,
    /// The user name.
    pub name: String,
    /// An application password, in groups of four letters as WordPress shows it.
    pub password: String,
}

impl Author {
    fn read(said: &Value) -> Self {
        let text = |key: &str| said[key].as_str().expect("the script says so").to_owned();
        Self {
            id: said["id"].as_i64().expect("the script says so"),
            name: text("name"),
            password: text("password"),
        }
    }
}

/// A habit of a badly kept host; see `tests/servers/wordpress/router.php`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Habit {
    /// The web server drops the Authorization header.
    NoAuthorization,
    /// A security plugin answers with a web page and status 200.
    Wall,
    /// PHP prints a notice in front of every answer.
    Notice,
    /// REST is switched off.
    NoRest,
}

impl Habit {
    const fn file(self) -> &'static str {
        match self {
            Self::NoAuthorization => "habit-no-authorization",
            Self::Wall => "habit-wall",
            Self::Notice => "habit-notice",
            Self::NoRest => "habit-no-rest",
        }
    }
}

impl WordPress {
    /// Starts one at the root of its host; it is prepared the first time.
    pub fn start() -> Self {
        Self::start_in("")
    }

    /// Starts one in a folder of its host, such as `blog`.
    pub fn start_in(inner: &str) -> Self {
        let port = paths::free_port();
        let url = format!("http://127.0.0.1:{port}/{inner}");
        Self::listen(port, url.trim_end_matches('/'))
    }

    /// Starts one that knows itself by the address of a proxy in front of it.
    pub fn start_behind_proxy() -> (Self, Proxy) {
        let port = paths::free_port();
        let proxy = Proxy::in_front_of(&format!("http://127.0.0.1:{port}"));
        (Self::listen(port, &proxy.url()), proxy)
    }

    fn listen(port: u16, url: &str) -> Self {
        let parts = paths::server_parts("wordpress");
        let folder = Temp::new();
        let mut command = Command::new("bash");
        command
            .arg(parts.scripts.join("start"))
            .arg(&parts.prepared)
            .arg(folder.path())
            .arg(port.to_string())
            .arg(url);
        let running = Running::start("WordPress", &mut command);
        let direct = running.wait_for_line(Duration::from_secs(60), |line| {
            let ready: Value = serde_json::from_str(line).ok()?;
            ready.get("url")?.as_str().map(str::to_owned)
        });
        Self {
            url: url.to_owned(),
            direct,
            parts,
            _running: running,
            folder,
        }
    }

    /// The address it knows itself by, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Makes an account with an application password; a role is `administrator`, `author`, `contributor`,
    /// `subscriber`.
    pub fn author(&self, name: &str, role: &str) -> Author {
        Author::read(&self.act(&["make", name, role]))
    }

    /// Makes one more application password, as a person does in their profile.
    pub fn new_password(&self, author: &Author) -> Author {
        Author::read(&self.act(&["renew", &author.name]))
    }

    /// Takes the application passwords of an account back.
    pub fn revoke(&self, author: &Author) {
        self.act(&["revoke", &author.name]);
    }

    /// Switches a habit of its host on or off.
    pub fn habit(&self, habit: Habit, on: bool) {
        let file = self.folder.path().join(habit.file());
        if on {
            fs::write(file, "").expect("a folder of ours is writable");
        } else {
            let _ = fs::remove_file(file);
        }
    }

    /// Every post the account may see but for the trash, newest first, with its raw text.
    pub fn posts(&self, author: &Author) -> Vec<Value> {
        let all = "wp/v2/posts?status=any&context=edit&per_page=100";
        self.get(author, all)
            .as_array()
            .cloned()
            .unwrap_or_default()
    }

    /// Posts in the trash.
    pub fn trash(&self, author: &Author) -> Vec<Value> {
        let all = "wp/v2/posts?status=trash&context=edit&per_page=100";
        self.get(author, all)
            .as_array()
            .cloned()
            .unwrap_or_default()
    }

    /// What the REST interface says to the account, `wp/v2/media`.
    pub fn get(&self, author: &Author, route: &str) -> Value {
        self.call(author, reqwest::Method::GET, route, None)
    }

    /// Changes something as the account, as a person does at the site.
    pub fn post(&self, author: &Author, route: &str, body: &Value) -> Value {
        self.call(author, reqwest::Method::POST, route, Some(body))
    }

    /// Takes something away as the account, as a person does at the site.
    pub fn delete(&self, author: &Author, route: &str) -> Value {
        self.call(author, reqwest::Method::DELETE, route, None)
    }

    /// Lets the site's clockwork run: what it holds and is due goes out.
    pub fn run_clockwork(&self) {
        let request = super::http::client().get(format!("{}/wp-cron.php", self.direct));
        background::wait(async move { request.send().await.expect("the site answers") });
    }

    /// The bytes of an uploaded file.
    pub fn file(&self, address: &str) -> Vec<u8> {
        let request = super::http::client().get(address.replacen(&self.url, &self.direct, 1));
        background::wait(async move {
            let answer = request.send().await.expect("the site answers");
            assert!(answer.status().is_success(), "{}", answer.status());
            answer.bytes().await.expect("a whole file").to_vec()
        })
    }

    fn call(
        &self,
        author: &Author,
        method: reqwest::Method,
        route: &str,
        body: Option<&Value>,
    ) -> Value {
        let mut request = super::http::client()
            .request(method, format!("{}/wp-json/{route}", self.direct))
            .basic_auth(&author.name, Some(&author.password));
        if let Some(body) = body {
            request = request.json(body);
        }
        let route = route.to_owned();
        background::wait(async move {
            let answer = request.send().await.expect("the site answers");
            let status = answer.status();
            let text = answer.text().await.expect("a whole answer");
            assert!(status.is_success(), "{route} answered {status}: {text}");
            serde_json::from_str(&text).expect("the site answers in JSON")
        })
    }

    /// Runs our account script inside the site.
    fn act(&self, arguments: &[&str]) -> Value {
        let site: PathBuf = self.folder.path().join("site");
        let output = Command::new(&self.parts.program)
            .arg(self.parts.scripts.join("account.php"))
            .arg(site)
            .args(arguments)
            .env("KELOLA_WP_FOLDER", self.folder.path())
            .env("KELOLA_WP_URL", &self.url)
            .output()
            .expect("php is present");
        assert!(
            output.status.success(),
            "{arguments:?} failed:\n{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        serde_json::from_slice(&output.stdout).expect("the script prints JSON")
    }
}

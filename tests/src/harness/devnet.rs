//! The whole Bluesky network on loopback: identities, a PDS, an AppView, with Postgres and Redis; see
//! `tests/servers/dev-env`.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::child::{Running, wait_until};
use super::paths;
use super::pds::{self, Account};
use super::temp::Temp;
use super::xrpc;

const STARTING: Duration = Duration::from_secs(180);

/// A running network with empty stores.
#[derive(Debug)]
pub struct DevNet {
    pds: String,
    _network: Running,
    _redis: Running,
    _postgres: Running,
    // After the processes: they must be dead before their folder goes.
    _data: Temp,
}

impl DevNet {
    /// Starts one; its packages are installed the first time (minutes).
    pub fn start() -> Self {
        let parts = paths::server_parts("dev-env");
        let data = Temp::new();
        let (postgres, postgres_port) = start_postgres(&data);
        let (redis, redis_port) = start_redis(&data);
        let mut command = Command::new(&parts.program);
        command
            .arg(parts.scripts.join("start.mjs"))
            .arg(&parts.prepared);
        command.env(
            "DB_POSTGRES_URL",
            format!("postgresql://postgres@127.0.0.1:{postgres_port}/postgres"),
        );
        command.env("REDIS_HOST", format!("127.0.0.1:{redis_port}"));
        let network = Running::start("the Bluesky network", &mut command);
        let pds = network.wait_for_line(STARTING, |line| {
            let ready: Value = serde_json::from_str(line).ok()?;
            ready.get("pds")?.as_str().map(str::to_owned)
        });
        Self {
            pds,
            _network: network,
            _redis: redis,
            _postgres: postgres,
            _data: data,
        }
    }

    /// The address of its PDS, which also answers for the AppView, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.pds
    }

    /// Makes an account `<name>.test` with an app password.
    pub fn create_account(&self, name: &str) -> Account {
        pds::create_account(&self.pds, name)
    }

    /// Waits until the AppView shows a post. A reply written before that is never told to anybody.
    pub fn wait_until_indexed(&self, reader: &Account, uri: &str) {
        wait_until(
            &format!("the AppView shows {uri}"),
            Duration::from_secs(30),
            || {
                let reply = xrpc::get(
                    &self.pds,
                    "app.bsky.feed.getPosts",
                    &[("uris", uri)],
                    Some(&reader.token),
                );
                let posts = reply
                    .body
                    .get("posts")
                    .and_then(Value::as_array)
                    .map_or(0, Vec::len);
                (posts == 1).then_some(())
            },
        );
    }
}

/// A database cluster of the test's own. Postgres refuses to run as root, so root lends it to the user `postgres`.
fn start_postgres(data: &Temp) -> (Running, u16) {
    let cluster = data.folder("postgres");
    let bin = postgres_programs();
    let as_root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|it| it.stdout.trim_ascii() == b"0");
    let command = |program: &str| {
        let path = bin.join(program);
        if !as_root {
            return Command::new(path);
        }
        let mut command = Command::new("setpriv");
        command
            .args([
                "--reuid=postgres",
                "--regid=postgres",
                "--init-groups",
                "--",
            ])
            .arg(path);
        command
    };
    if as_root {
        // The folder itself and the one it lies in, which both belong to root alone.
        let above = data.path().parent().unwrap_or(data.path());
        let passable = Command::new("chmod")
            .arg("711")
            .args([above, data.path()])
            .status();
        let given = Command::new("chown").arg("postgres").arg(&cluster).status();
        assert!(
            passable.and(given).is_ok_and(|status| status.success()),
            "the cluster's folder is lent to postgres"
        );
    }
    let made = command("initdb")
        .arg("-D")
        .arg(&cluster)
        .args(["-A", "trust", "-U", "postgres", "--no-sync"])
        .output();
    let made = made.expect("initdb is present");
    assert!(
        made.status.success(),
        "initdb failed: {}",
        String::from_utf8_lossy(&made.stderr)
    );

    let port = paths::free_port();
    let mut server = command("postgres");
    server
        .arg("-D")
        .arg(&cluster)
        .args(["-h", "127.0.0.1", "-p", &port.to_string(), "-F"]);
    server.args([
        "-c",
        "max_connections=200",
        "-c",
        "unix_socket_directories=",
    ]);
    let running = Running::start("postgres", &mut server);
    wait_until("postgres answers", STARTING, || {
        let mut ready = Command::new(bin.join("pg_isready"));
        ready.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]);
        ready
            .status()
            .is_ok_and(|status| status.success())
            .then_some(())
    });
    (running, port)
}

/// Debian keeps the server's programs out of the path, one folder per version: the newest.
fn postgres_programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let mut found: Vec<PathBuf> = versions
        .map(|it| it.path().join("bin"))
        .filter(|bin| bin.join("initdb").is_file())
        .collect();
    found.sort();
    found.pop().unwrap_or_else(|| PathBuf::from("/usr/bin"))
}

fn start_redis(data: &Temp) -> (Running, u16) {
    let port = paths::free_port();
    let mut command = Command::new("redis-server");
    command.args([
        "--bind",
        "127.0.0.1",
        "--port",
        &port.to_string(),
        "--save",
        "",
        "--appendonly",
        "no",
        "--dir",
    ]);
    command.arg(data.folder("redis"));
    let running = Running::start("redis-server", &mut command);
    wait_until("redis listens", STARTING, || {
        std::net::TcpStream::connect(("127.0.0.1", port))
            .ok()
            .map(drop)
    });
    (running, port)
}

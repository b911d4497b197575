//! A brand in a data folder of its own, worked on by the command line.

use chrono::{Duration, Utc};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

use crate::harness::child::{Running, wait_until};
use crate::harness::kelolactl::{Kelolactl, Outcome};
use crate::harness::keychain::Keychain;
use crate::harness::pds::Account;
use crate::harness::temp::{Temp, home_of};

const STARTING: std::time::Duration = std::time::Duration::from_secs(30);

/// A brand in Jakarta and what a test knows about it.
#[derive(Debug)]
pub struct Shop {
    /// The command line on its data folder.
    pub ctl: Kelolactl,
    /// The brand's id.
    pub brand: String,
    temp: Temp,
}

impl Shop {
    /// A shop on a computer without a keychain.
    pub fn without_keychain() -> Self {
        Self::with(Vec::new())
    }

    /// A shop whose secrets go to this keychain.
    pub fn on(keychain: &Keychain) -> Self {
        Self::with(keychain.env())
    }

    fn with(env: Vec<(String, String)>) -> Self {
        let temp = Temp::new();
        let ctl = Kelolactl::on(&temp.path().join("data"))
            .with_env([("LANG", "C.UTF-8")])
            .with_env(env);
        let brand = ctl.add(
            "brand",
            &json!({ "name": "Kopi Senja", "zone": "Asia/Jakarta", "languages": ["id"] }),
        );
        Self { ctl, brand, temp }
    }

    /// Lets its programs reach a network at this address instead of the network's own.
    #[must_use]
    pub fn with_stand_in(mut self, network: &str, address: &str) -> Self {
        let addresses = json!({ network: address }).to_string();
        let file = self.file("endpoints.json", addresses);
        self.ctl = self.ctl.with_env([("KELOLA_ENDPOINTS", arg(&file))]);
        self
    }

    /// Its data folder.
    pub fn data(&self) -> PathBuf {
        self.temp.path().join("data")
    }

    /// The home folder its programs run with.
    pub fn home(&self) -> PathBuf {
        home_of(&self.data())
    }

    /// A place for files beside the data folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.temp.path().join(name)
    }

    /// Writes a file beside the data folder.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        self.temp.file(name, bytes)
    }

    /// Adds a channel that is posted to by hand, and returns its id.
    pub fn manual_channel(&self, network: &str) -> String {
        self.ctl.add(
            "channel",
            &json!({ "network": network, "handle": "kopisenja" }),
        )
    }

    /// Adds the account as a channel at this server with its app password, and returns the channel's id.
    pub fn bluesky_channel(&self, server: &str, account: &Account) -> String {
        self.ctl.add("channel", &json!({
            "network": "bluesky", "handle": account.handle, "server": server, "secret": account.app_password,
        }))
    }

    /// Adds a post that is due now, and returns its id.
    pub fn post_now(&self, channels: &[&str], text: &str) -> String {
        let post = json!({ "text": text, "channels": channels, "at": wall_in(Duration::zero()) });
        self.ctl.add("post", &post)
    }

    /// Adds a post that lies a day ahead, and returns its id.
    pub fn post_tomorrow(&self, channels: &[&str], text: &str) -> String {
        let post = json!({ "text": text, "channels": channels, "at": wall_in(Duration::days(1)) });
        self.ctl.add("post", &post)
    }

    /// Sends what is due.
    pub fn sync(&self) -> Outcome {
        self.ctl.run(["sync"])
    }

    /// Starts the engine beside the test and waits until it has the folder.
    pub fn watching(&self) -> Running {
        watching(&self.ctl)
    }

    /// All of one post.
    #[track_caller]
    pub fn show(&self, post: &str) -> Value {
        self.ctl.json(["post", "show", post])
    }

    /// The one delivery of a post.
    #[track_caller]
    pub fn delivery(&self, post: &str) -> Value {
        let detail = self.show(post);
        let all = detail["deliveries"].as_array().cloned().unwrap_or_default();
        assert_eq!(all.len(), 1, "one delivery: {detail}");
        all[0]["delivery"].clone()
    }

    /// The state of the one delivery of a post.
    #[track_caller]
    pub fn state(&self, post: &str) -> String {
        self.delivery(post)["state"]
            .as_str()
            .expect("a state is a word")
            .to_owned()
    }

    /// Everything a person could see of the data, to compare before and after.
    pub fn everything(&self) -> Value {
        json!({
            "brands": self.ctl.json(["brand", "list"]),
            "channels": self.ctl.json(["channel", "list"]),
            "posts": self.ctl.json(["post", "list"]),
        })
    }
}

/// Starts the engine beside the test and waits until it has the folder. It asks the doctor: a second sync could win
/// the race for the engine's lock.
pub fn watching(ctl: &Kelolactl) -> Running {
    let watch = ctl.start(["sync", "--watch"]);
    wait_until("the engine runs", STARTING, || {
        let doctor = ctl.run(["doctor"]);
        doctor.out.contains("\"engine_lock_taken\"").then_some(())
    });
    watch
}

/// The wall time in Jakarta after this span, as the command line takes it: to the minute, rounded down.
pub fn wall_in(span: Duration) -> String {
    // Jakarta has had one offset, without summer time, since 1964.
    (Utc::now() + Duration::hours(7) + span)
        .format("%Y-%m-%dT%H:%M")
        .to_string()
}

/// A path as an argument.
pub fn arg(path: &Path) -> String {
    path.to_str().expect("test paths are UTF-8").to_owned()
}

//! The client on recorded replies.

mod holding;
mod publishing;
mod reading;
mod signing_in;

use super::Mastodon;
use crate::{
    account::Account,
    endpoints::Endpoints,
    testing::{self, Answers, Drawer, Reply},
};
use chrono::Utc;
use kelola_domain::{
    channel::{ServerFacts, ServerLimits},
    delivery::Frozen,
};
use std::collections::BTreeMap;

const ACCOUNT: &str = include_str!("../fixtures/account.json");
const STATUS: &str = include_str!("../fixtures/status.json");
const SCHEDULED: &str = include_str!("../fixtures/scheduled.json");
const INSTANCE: &str = include_str!("../fixtures/instance_v2.json");
const NODEINFO: &str = include_str!("../fixtures/nodeinfo.json");
const KEY: &str = "0192f0c1-1111-7000-8000-000000000001";
const TEXT: &str = "Kopi baru di Braga! #KopiPagi";
const TOKEN: &str = "token-of-the-channel";

fn mastodon(server: &Answers) -> Mastodon {
    Mastodon::new(Endpoints::of(BTreeMap::from([(
        "mastodon".to_owned(),
        server.address(),
    )])))
}

fn ok(body: &str) -> Reply {
    Reply::json(200, body)
}

fn failed(status: u16, error: &str) -> Reply {
    Reply::json(status, &format!(r#"{{"error":"{error}"}}"#))
}

/// The link to a nodeinfo document wherever the server is.
fn links(server: &str) -> String {
    format!(r#"{{"links":[{{"rel":"x","href":"{server}/nodeinfo/2.0"}}]}}"#)
}

fn facts(software: &str) -> ServerFacts {
    ServerFacts {
        software: Some(software.to_owned()),
        limits: ServerLimits {
            text: Some(500),
            ..ServerLimits::default()
        },
        asked_at: Some(Utc::now()),
        ..ServerFacts::default()
    }
}

/// The channel, on a server of which everything is known.
fn who<'a>(drawer: &'a Drawer, facts: &'a ServerFacts) -> Account<'a> {
    Account {
        handle: "kopi@kopi.test",
        remote_id: Some("23634"),
        kind: "mastodon",
        facts: Some(facts),
        ..testing::account(drawer)
    }
}

/// Something frozen a moment ago.
fn frozen(text: &str) -> Frozen {
    Frozen {
        created_at: Utc::now(),
        ..testing::frozen(text)
    }
}

/// The paths that were asked, with their verbs.
fn asked(server: &Answers) -> Vec<String> {
    server
        .asked()
        .iter()
        .map(|it| it.line.trim_end_matches(" HTTP/1.1").to_owned())
        .collect()
}

//! snac, a small real server of the Mastodon API: it knows no idempotency key, and closes connections unsaid.

use crate::harness::proxy::{Proxy, Words};
use crate::harness::snac::{Snac, User};
use serde_json::{Value, json};

use super::Counterpart;

/// snac with one account.
#[derive(Debug)]
pub struct SmallMastodon {
    snac: Snac,
    kopi: User,
    proxy: Proxy,
}

impl SmallMastodon {
    /// Starts it.
    pub fn start() -> Self {
        let snac = Snac::start();
        let kopi = snac.create_user("kopi");
        let proxy = Proxy::in_front_of(snac.url());
        Self { snac, kopi, proxy }
    }
}

impl Counterpart for SmallMastodon {
    fn name(&self) -> &'static str {
        "snac"
    }

    fn proxy(&self) -> &Proxy {
        &self.proxy
    }

    fn channels(&self) -> Vec<Value> {
        vec![json!({
            "network": "mastodon", "handle": "kopi", "server": self.proxy.url(), "secret": self.kopi.token,
        })]
    }

    fn creating(&self) -> &'static str {
        "POST /api/v1/statuses"
    }

    fn uploading(&self) -> &'static str {
        "POST /api/v2/media"
    }

    fn expired(&self) -> Words {
        Words::new(401, r#"{"error":"The access token is invalid"}"#)
    }

    fn secrets(&self) -> Vec<String> {
        vec![self.kopi.token.clone()]
    }

    fn revoke(&self) {
        self.snac.revoke(&self.kopi.token);
    }

    fn found(&self, text: &str) -> usize {
        let statuses = self.snac.statuses(&self.kopi);
        let has = |it: &&Value| it["content"].as_str().is_some_and(|it| it.contains(text));
        statuses.iter().filter(has).count()
    }
}

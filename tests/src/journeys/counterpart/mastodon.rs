//! The strict Mastodon of our own: unlike small real servers it honours idempotency keys.

use crate::harness::mastodon_fake::{MastodonFake, SCOPES};
use crate::harness::proxy::{Proxy, Words};
use serde_json::{Value, json};

use super::Counterpart;

/// The strict Mastodon of our own with one account.
#[derive(Debug)]
pub struct Mastodon {
    fake: MastodonFake,
    kopi: String,
    proxy: Proxy,
}

impl Mastodon {
    /// Starts it.
    pub fn start() -> Self {
        let fake = MastodonFake::start();
        let kopi = fake.account("kopi", "Kopi Senja");
        let proxy = Proxy::in_front_of(&fake.url());
        Self { fake, kopi, proxy }
    }
}

impl Counterpart for Mastodon {
    fn name(&self) -> &'static str {
        "mastodon"
    }

    fn proxy(&self) -> &Proxy {
        &self.proxy
    }

    fn channels(&self) -> Vec<Value> {
        vec![json!({
            "network": "mastodon", "handle": "kopi", "server": self.proxy.url(), "secret": self.fake.token(&self.kopi, SCOPES),
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
        self.fake.secrets()
    }

    fn revoke(&self) {
        self.fake.revoke_all(&self.kopi);
    }

    fn found(&self, text: &str) -> usize {
        let statuses = self.fake.statuses(&self.kopi);
        let has = |it: &&Value| it["content"].as_str().is_some_and(|it| it.contains(text));
        statuses.iter().filter(has).count()
    }
}

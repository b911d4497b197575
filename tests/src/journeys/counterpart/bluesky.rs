//! The real PDS.

use crate::harness::pds::{Account, Pds};
use crate::harness::proxy::{Proxy, Words};
use serde_json::{Value, json};

use super::Counterpart;

/// The real PDS with one account.
#[derive(Debug)]
pub struct Bluesky {
    pds: Pds,
    budi: Account,
    proxy: Proxy,
}

impl Bluesky {
    /// Starts it.
    pub fn start() -> Self {
        let pds = Pds::start();
        let budi = pds.create_account("budi");
        let proxy = Proxy::in_front_of(pds.url());
        Self { pds, budi, proxy }
    }
}

impl Counterpart for Bluesky {
    fn name(&self) -> &'static str {
        "bluesky"
    }

    fn proxy(&self) -> &Proxy {
        &self.proxy
    }

    fn channels(&self) -> Vec<Value> {
        vec![json!({
            "network": "bluesky", "handle": self.budi.handle, "server": self.proxy.url(), "secret": self.budi.app_password,
        })]
    }

    fn creating(&self) -> &'static str {
        "POST /xrpc/com.atproto.repo.putRecord"
    }

    fn uploading(&self) -> &'static str {
        "POST /xrpc/com.atproto.repo.uploadBlob"
    }

    fn expired(&self) -> Words {
        Words::new(
            400,
            r#"{"error":"ExpiredToken","message":"Token has expired"}"#,
        )
    }

    fn secrets(&self) -> Vec<String> {
        vec![self.budi.app_password.clone()]
    }

    fn revoke(&self) {
        self.pds.revoke_app_password(&self.budi);
    }

    fn found(&self, text: &str) -> usize {
        let posts = self.pds.posts(&self.budi);
        posts
            .iter()
            .filter(|it| it["value"]["text"] == text)
            .count()
    }
}

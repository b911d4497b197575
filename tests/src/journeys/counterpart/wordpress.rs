//! The real WordPress.

use crate::harness::proxy::{Proxy, Words};
use crate::harness::wordpress::{Author, WordPress};
use serde_json::{Value, json};

use super::Counterpart;

/// A real site with one author.
#[derive(Debug)]
pub struct Blog {
    site: WordPress,
    rina: Author,
    proxy: Proxy,
}

impl Blog {
    /// Starts it.
    pub fn start() -> Self {
        let (site, proxy) = WordPress::start_behind_proxy();
        let rina = site.author("rina", "author");
        Self { site, rina, proxy }
    }
}

impl Counterpart for Blog {
    fn name(&self) -> &'static str {
        "wordpress"
    }

    fn proxy(&self) -> &Proxy {
        &self.proxy
    }

    fn channels(&self) -> Vec<Value> {
        vec![json!({
            "network": "wordpress", "handle": self.rina.name, "server": self.site.url(), "secret": self.rina.password,
        })]
    }

    fn creating(&self) -> &'static str {
        "POST /wp-json/wp/v2/posts"
    }

    fn uploading(&self) -> &'static str {
        "POST /wp-json/wp/v2/media?"
    }

    fn expired(&self) -> Words {
        Words::new(
            401,
            r#"{"code":"incorrect_password","message":"The password is invalid.","data":{"status":401}}"#,
        )
    }

    fn secrets(&self) -> Vec<String> {
        // WordPress shows it in groups and takes it without the spaces, too.
        let plain = self.rina.password.replace(' ', "");
        vec![self.rina.password.clone(), plain]
    }

    fn revoke(&self) {
        self.site.revoke(&self.rina);
    }

    fn found(&self, text: &str) -> usize {
        let posts = self.site.posts(&self.rina);
        let has = |post: &&Value| {
            let words = post["content"]["raw"].as_str().unwrap_or_default();
            post["status"] == "publish" && words.contains(&format!("<p>{text}</p>"))
        };
        posts.iter().filter(has).count()
    }
}

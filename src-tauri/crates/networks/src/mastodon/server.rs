//! What a server says about itself: its software and flavour from nodeinfo, its limits from the instance document.

use super::{Mastodon, api::Call, flavour::Flavour, wire};
use crate::error::NetworkError;
use kelola_domain::{
    channel::{ServerFacts, ServerLimits},
    time::Instant,
};
use url::Url;

/// How long a server's word about itself is good.
const FRESH: chrono::Duration = chrono::Duration::days(1);
/// The most MIME types that are kept of what a server lists, and the longest.
const MOST_TYPES: usize = 64;
const LONGEST_NAME: usize = 64;

/// A server.
pub struct About {
    /// Its flavour.
    pub flavour: Flavour,
    /// Its software and version: `mastodon 4.5.0`.
    pub software: Option<String>,
    /// The name accounts on it have after their `@`.
    pub domain: String,
    /// Its limits.
    pub limits: ServerLimits,
}

impl Mastodon {
    /// Asks a server about itself.
    pub(super) async fn about(&self, server: &Url) -> Result<About, NetworkError> {
        let instance = self.instance(server).await?;
        let software = self.software(server).await;
        let flavour = software
            .as_ref()
            .map_or(Flavour::Mastodon, |it| Flavour::of_software(&it.name));
        Ok(About {
            flavour,
            software: software.map(|it| {
                let words = format!("{} {}", short(&it.name), short(&it.version));
                words.trim().to_owned()
            }),
            domain: domain(&instance, server),
            limits: limits(instance),
        })
    }

    /// The software, where the server says; a server without nodeinfo is still a server.
    pub(super) async fn software(&self, server: &Url) -> Option<wire::Software> {
        let links: wire::NodeInfoLinks = self
            .call(server, None, Call::get("/.well-known/nodeinfo"))
            .await
            .ok()?;
        // Whatever host the link names, only this server is asked.
        let mut newest_first = links.links.iter().rev();
        let url = newest_first.find_map(|it| Url::parse(&it.href).ok())?;
        let info: wire::NodeInfo = self.call(server, None, Call::get(url.path())).await.ok()?;
        Some(info.software)
    }

    async fn instance(&self, server: &Url) -> Result<wire::Instance, NetworkError> {
        match self.call(server, None, Call::get("/api/v2/instance")).await {
            Err(failure) if failure.status.is_some_and(|it| it < 500) => Ok(self
                .call(server, None, Call::get("/api/v1/instance"))
                .await?),
            answer => Ok(answer?),
        }
    }
}

/// Whether a server should be asked again.
pub fn is_stale(facts: Option<&ServerFacts>, now: Instant) -> bool {
    facts.is_none_or(|it| {
        it.limits == ServerLimits::default()
            || it.asked_at.is_none_or(|at| now - at > FRESH || at > now)
    })
}

/// The host of a server as accounts carry it, with its port where it has an odd one.
pub fn host(server: &Url) -> String {
    let host = server.host_str().unwrap_or_default();
    server
        .port()
        .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn domain(instance: &wire::Instance, server: &Url) -> String {
    let named = instance.domain.as_deref().or(instance.uri.as_deref());
    named
        .map(|it| it.trim_start_matches("https://").trim_end_matches('/'))
        .filter(|it| {
            (1..=253).contains(&it.len())
                && it
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b".-:".contains(&b))
        })
        .map_or_else(|| host(server), str::to_owned)
}

fn limits(instance: wire::Instance) -> ServerLimits {
    let (statuses, media) = (
        instance.configuration.statuses,
        instance.configuration.media_attachments,
    );
    let sound = |it: Option<u32>| it.filter(|it| *it > 0);
    let large = |it: Option<u64>| it.filter(|it| *it > 0);
    ServerLimits {
        text: sound(statuses.max_characters.or(instance.max_toot_chars)),
        url_length: sound(statuses.characters_reserved_per_url),
        images: sound(statuses.max_media_attachments),
        image_bytes: large(media.image_size_limit),
        image_pixels: large(media.image_matrix_limit),
        video_bytes: large(media.video_size_limit),
        alt: sound(media.description_limit),
        types: media
            .supported_mime_types
            .unwrap_or_default()
            .iter()
            .take(MOST_TYPES)
            .map(|it| short(it))
            .collect(),
    }
}

fn short(text: &str) -> String {
    text.chars()
        .filter(|it| !it.is_control())
        .take(LONGEST_NAME)
        .collect()
}

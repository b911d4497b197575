//! What a post says as a status, and by which signs a status is recognised as ours.

use super::wire;
use crate::contract::{Outgoing, Published};
use chrono::DateTime;
use kelola_domain::{delivery::DeliveryState, text::assemble, time::Instant};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{borrow::Cow, fmt::Write as _};
use url::{Host, Url};

/// The text as it goes out.
pub fn text<'a>(what: &'a Outgoing<'_>) -> Cow<'a, str> {
    assemble(&what.frozen.content.text, &what.frozen.content.hashtags)
}

/// The request that makes a status of it.
pub fn body(what: &Outgoing<'_>, media_ids: &[String]) -> Value {
    let mut body = json!({ "status": text(what), "visibility": "public" });
    if let Some(language) = language(what) {
        body["language"] = language.into();
    }
    if !media_ids.is_empty() {
        body["media_ids"] = json!(media_ids);
    }
    if let Some(reply) = what.reply_to {
        body["in_reply_to_id"] = reply.parent.into();
    }
    body
}

/// The main language, as ISO 639 wants it.
pub fn language<'a>(what: &'a Outgoing<'_>) -> Option<&'a str> {
    let main = what.frozen.langs.first()?.split('-').next()?;
    let known = (2..=3).contains(&main.len()) && main.bytes().all(|it| it.is_ascii_lowercase());
    known.then_some(main)
}

/// What stays of a post's words however a server renders them, together with how many pictures it has and what it
/// answers. Servers turn `@budi@contoh.id` into `@budi`, `*kopi*` into an element, and quotes into curly ones.
pub fn fingerprint(words: &str, pictures: usize, parent: Option<&str>) -> String {
    let local = without_servers(words);
    let mut core: String = local
        .chars()
        .filter(|it| it.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    if core.is_empty() {
        core = local.split_whitespace().collect();
    }
    hash(&format!(
        "{core}\n{pictures}\n{}",
        parent.unwrap_or_default()
    ))
}

/// The fingerprint of a post.
pub fn fingerprint_of(what: &Outgoing<'_>) -> String {
    // When a lost post is sought its pictures are not at hand, but their facts are.
    let pictures = what.frozen.media.len().max(what.media.len());
    fingerprint(&text(what), pictures, what.reply_to.map(|it| it.parent))
}

/// The fingerprint of a status on the server.
pub fn fingerprint_of_status(status: &wire::Status) -> String {
    fingerprint(
        &super::html::plain(&status.content),
        status.media_attachments.len(),
        status.in_reply_to_id.as_deref(),
    )
}

/// A sign of everything a post holds, so that any change of it is noticed.
pub fn content_sign(what: &Outgoing<'_>) -> String {
    let mut all = format!("{}\n{}", text(what), language(what).unwrap_or_default());
    // What was frozen is at hand also where the files are not.
    let facts = if what.frozen.media.is_empty() {
        what.media.iter().map(|it| &it.facts).collect::<Vec<_>>()
    } else {
        what.frozen.media.iter().collect()
    };
    for media in facts {
        let _ = write!(all, "\n{} {}", media.hash, media.alt);
    }
    hash(&all)
}

/// The first 16 hex digits of a text's SHA-256.
pub fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .take(8)
        .fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// Mentions as a server shows them: without the server.
fn without_servers(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        match piece.strip_prefix('@').and_then(|it| it.split_once('@')) {
            Some((local, domain)) if !local.is_empty() => {
                words.push('@');
                words.push_str(local);
                let end = domain
                    .find(|it: char| !it.is_ascii_alphanumeric() && it != '.' && it != '-')
                    .unwrap_or(domain.len());
                let domain_end = domain
                    .get(..end)
                    .map_or(0, |it| it.trim_end_matches(['.', '-']).len());
                words.push_str(domain.get(domain_end..).unwrap_or_default());
            }
            _ => words.push_str(piece),
        }
    }
    words
}

/// A status as the engine notes it.
pub fn published(status: &wire::Status) -> Published {
    Published {
        remote_id: status.id.clone(),
        url: status.url.as_deref().and_then(address),
        at: instant(&status.created_at),
        state: DeliveryState::Live,
    }
}

/// An address a browser may open: https, or http on this computer.
pub fn address(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let loopback = match url.host()? {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
    };
    (url.scheme() == "https" || url.scheme() == "http" && loopback).then(|| url.to_string())
}

/// A time as servers write it.
pub fn instant(text: &str) -> Option<Instant> {
    DateTime::parse_from_rfc3339(text)
        .ok()
        .map(|it| it.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{frozen, outgoing};

    #[test]
    fn a_status_carries_words_language_pictures_and_what_it_answers() {
        let mut frozen = frozen("Kopi baru");
        frozen.content.hashtags = "#KopiPagi".into();
        let mut what = outgoing("k", &frozen);
        what.reply_to = Some(crate::contract::ReplyTo {
            parent: "7",
            root: "5",
        });
        assert_eq!(
            body(&what, &["1".to_owned()]),
            json!({
                "status": "Kopi baru\n\n#KopiPagi", "visibility": "public", "language": "id",
                "media_ids": ["1"], "in_reply_to_id": "7",
            })
        );
    }

    #[test]
    fn a_text_is_recognised_however_it_is_rendered() {
        let sent = "*Diskon* \"besar\" untuk @budi@contoh.id, lihat https://kopi.id/menu?a=1 #Kopi";
        let shown = "<p><b>Diskon</b> “besar” untuk <a>@<span>budi</span></a>, lihat <a><span class=\"invisible\">https://</span>kopi.id/menu?a=1</a> <a>#<span>Kopi</span></a></p>";
        let plain = crate::mastodon::html::plain(shown);
        assert_eq!(fingerprint(sent, 1, None), fingerprint(&plain, 1, None));
        assert_ne!(fingerprint(sent, 1, None), fingerprint(&plain, 2, None));
        assert_ne!(
            fingerprint(sent, 1, None),
            fingerprint(&plain, 1, Some("7"))
        );
        assert_ne!(fingerprint("☕", 0, None), fingerprint("🍰", 0, None));
    }

    #[test]
    fn only_addresses_a_browser_may_open_are_kept() {
        assert_eq!(
            address("https://kopi.test/@kopi/1").as_deref(),
            Some("https://kopi.test/@kopi/1")
        );
        assert!(address("http://127.0.0.1:8001/kopi/p/1").is_some());
        for bad in [
            "http://kopi.test/1",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "",
        ] {
            assert_eq!(address(bad), None, "{bad}");
        }
    }
}

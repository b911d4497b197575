//! What a post shows beneath its text. A record has room for one thing: pictures, a video, or the card of a link.

use crate::{contract::Outgoing, media::OutgoingMedia};
use serde_json::{Value, json};
use url::Url;

/// The largest picture on a link's card, in bytes (app.bsky.embed.external, 2026-08-20).
const THUMB: u64 = 1_000_000;

/// What a post shows beneath its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Nothing.
    Nothing,
    /// The card of its link, with its picture if it has one.
    Card,
    /// Its pictures.
    Pictures,
    /// Its video.
    Video,
}

impl Shown {
    /// What a post shows. A link gets its card where that hides no picture; else the link ends the text.
    pub fn of(what: &Outgoing<'_>) -> Self {
        let fits = |it: &OutgoingMedia| it.len() <= THUMB;
        match what.media.as_slice() {
            _ if has_video(what) => Self::Video,
            [] if link(what).is_some() => Self::Card,
            [only] if link(what).is_some() && fits(only) => Self::Card,
            [] => Self::Nothing,
            _ => Self::Pictures,
        }
    }
}

/// Whether a video goes out; also known once its bytes are with the network.
fn has_video(what: &Outgoing<'_>) -> bool {
    what.frozen
        .media
        .iter()
        .any(|it| it.mime.starts_with("video/"))
        || what.media.iter().any(OutgoingMedia::is_video)
}

/// The link of a post, as an address; none where it is no address of the web.
pub fn link(what: &Outgoing<'_>) -> Option<Url> {
    let typed = what.frozen.content.link.trim();
    if typed.is_empty() {
        return None;
    }
    let whole = if typed.contains("://") {
        typed.to_owned()
    } else {
        format!("https://{typed}")
    };
    Url::parse(&whole)
        .ok()
        .filter(|it| matches!(it.scheme(), "https" | "http") && it.has_host())
}

/// The embed of a post with what was uploaded for it; none where it shows nothing.
pub fn embed(what: &Outgoing<'_>, blobs: Vec<Value>) -> Option<Value> {
    match Shown::of(what) {
        Shown::Nothing => None,
        Shown::Card => link(what).map(|it| card(what, &it, blobs.into_iter().next())),
        Shown::Video => blobs.into_iter().next().map(|it| video(what, it)),
        Shown::Pictures => Some(pictures(&what.media, blobs)),
    }
}

fn pictures(media: &[OutgoingMedia], blobs: Vec<Value>) -> Value {
    let image = |(media, blob): (&OutgoingMedia, Value)| {
        let mut image = json!({ "alt": media.facts.alt, "image": blob });
        let (width, height) = (media.facts.width, media.facts.height);
        if width > 0 && height > 0 {
            image["aspectRatio"] = json!({ "width": width, "height": height });
        }
        image
    };
    let images: Vec<_> = media.iter().zip(blobs).map(image).collect();
    json!({ "$type": "app.bsky.embed.images", "images": images })
}

/// The words of the card are the post's own: the page behind the link is not read.
fn card(what: &Outgoing<'_>, link: &Url, thumb: Option<Value>) -> Value {
    let title = what.frozen.content.title.trim();
    let host = link.host_str().unwrap_or_default();
    let title = if title.is_empty() { host } else { title };
    let mut external = json!({ "uri": link.as_str(), "title": title, "description": "" });
    if let Some(thumb) = thumb {
        external["thumb"] = thumb;
    }
    json!({ "$type": "app.bsky.embed.external", "external": external })
}

fn video(what: &Outgoing<'_>, blob: Value) -> Value {
    let mut video = json!({ "$type": "app.bsky.embed.video", "video": blob });
    let is_video = |mime: &str| mime.starts_with("video/");
    if let Some(facts) = what.frozen.media.iter().find(|it| is_video(&it.mime)) {
        if !facts.alt.trim().is_empty() {
            video["alt"] = json!(facts.alt);
        }
        if facts.width > 0 && facts.height > 0 {
            video["aspectRatio"] = json!({ "width": facts.width, "height": facts.height });
        }
    }
    video
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{frozen, outgoing, picture};
    use kelola_domain::delivery::FrozenMedia;

    const KEY: &str = "3jzfcijpj2z2a";

    fn blobs(count: usize) -> Vec<Value> {
        (0..count).map(|it| json!({ "ref": it })).collect()
    }

    #[test]
    fn pictures_stand_in_order_with_description_and_shape() {
        let frozen = frozen("Menu");
        let mut what = outgoing(KEY, &frozen);
        what.media = vec![picture("a"), picture("b")];
        let shown = embed(&what, blobs(2)).unwrap();
        assert_eq!(
            shown["images"][1],
            json!({ "alt": "b", "image": { "ref": 1 }, "aspectRatio": { "width": 1080, "height": 1350 } })
        );
    }

    #[test]
    fn a_link_gets_a_card_unless_that_would_hide_pictures() {
        let mut frozen = frozen("Menu baru");
        frozen.content.link = "kopi.id/menu".into();
        frozen.content.title = "Menu November".into();
        let mut what = outgoing(KEY, &frozen);
        let bare = embed(&what, vec![]).unwrap();
        assert_eq!(
            bare,
            json!({ "$type": "app.bsky.embed.external", "external": {
                "uri": "https://kopi.id/menu", "title": "Menu November", "description": "" } })
        );
        what.media = vec![picture("a")];
        let one = embed(&what, blobs(1)).unwrap();
        assert_eq!(one["external"]["thumb"], json!({ "ref": 0 }));
        what.media = vec![picture("a"); 2];
        assert_eq!(Shown::of(&what), Shown::Pictures);
    }

    #[test]
    fn what_is_no_address_makes_no_card() {
        for bad in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://",
            "  ",
        ] {
            let mut frozen = frozen("Menu");
            frozen.content.link = bad.into();
            assert_eq!(Shown::of(&outgoing(KEY, &frozen)), Shown::Nothing, "{bad}");
        }
    }

    #[test]
    fn a_video_carries_its_description_and_shape() {
        let mut frozen = frozen("Menyeduh");
        frozen.media = vec![FrozenMedia {
            hash: String::new(),
            mime: "video/mp4".into(),
            width: 1080,
            height: 1920,
            alt: "Air dituang".into(),
        }];
        let what = outgoing(KEY, &frozen);
        assert_eq!(
            embed(&what, blobs(1)).unwrap(),
            json!({ "$type": "app.bsky.embed.video", "video": { "ref": 0 }, "alt": "Air dituang",
                "aspectRatio": { "width": 1080, "height": 1920 } })
        );
    }
}

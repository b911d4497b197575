//! The record of a post: text, facets with byte places, languages, pictures.

use crate::{contract::Outgoing, media::OutgoingMedia};
use chrono::SecondsFormat;
use kelola_domain::text::{Detection, Entity, EntityKind, assemble, entities_by};
use serde_json::{Value, json};
use std::{borrow::Cow, collections::BTreeMap};

/// The collection posts are in.
pub const COLLECTION: &str = "app.bsky.feed.post";
/// At most this many languages (app.bsky.feed.post, 2026-08-20).
const LANGUAGES: usize = 3;

/// The text as it goes out.
pub fn text<'a>(what: &'a Outgoing<'_>) -> Cow<'a, str> {
    assemble(&what.frozen.content.text, &what.frozen.content.hashtags)
}

/// The handles a text mentions, lower case, each once.
pub fn handles(text: &str) -> Vec<String> {
    let mentions = entities_by(text, Detection::Facets)
        .into_iter()
        .filter(|it| it.kind == EntityKind::Mention);
    let mut handles: Vec<_> = mentions.map(|it| handle(&it, text)).collect();
    handles.sort();
    handles.dedup();
    handles
}

fn handle(mention: &Entity, text: &str) -> String {
    mention
        .of(text)
        .trim_start_matches('@')
        .to_ascii_lowercase()
}

/// The record; mentions of handles missing in `dids` stay plain text.
pub fn record(what: &Outgoing<'_>, dids: &BTreeMap<String, String>, blobs: Vec<Value>) -> Value {
    let text = text(what);
    let mut record = json!({
        "$type": COLLECTION,
        "text": text,
        "createdAt": what.frozen.created_at.to_rfc3339_opts(SecondsFormat::Millis, true),
    });
    let facets: Vec<_> = entities_by(&text, Detection::Facets)
        .iter()
        .filter_map(|it| facet(it, &text, dids))
        .collect();
    let langs: Vec<_> = what
        .frozen
        .langs
        .iter()
        .filter(|it| is_language(it))
        .take(LANGUAGES)
        .collect();
    if !facets.is_empty() {
        record["facets"] = facets.into();
    }
    if !langs.is_empty() {
        record["langs"] = json!(langs);
    }
    if !blobs.is_empty() {
        let images: Vec<_> = what
            .media
            .iter()
            .zip(blobs)
            .map(|(media, blob)| image(media, blob))
            .collect();
        record["embed"] = json!({ "$type": "app.bsky.embed.images", "images": images });
    }
    record
}

fn facet(entity: &Entity, text: &str, dids: &BTreeMap<String, String>) -> Option<Value> {
    let words = entity.of(text);
    let feature = match entity.kind {
        EntityKind::Link => {
            let uri = if words.starts_with("http") {
                words.to_owned()
            } else {
                format!("https://{words}")
            };
            json!({ "$type": "app.bsky.richtext.facet#link", "uri": uri })
        }
        EntityKind::Mention => {
            json!({ "$type": "app.bsky.richtext.facet#mention", "did": dids.get(&handle(entity, text))? })
        }
        EntityKind::Hashtag => {
            json!({ "$type": "app.bsky.richtext.facet#tag", "tag": words.trim_start_matches(['#', '＃']) })
        }
    };
    Some(
        json!({ "index": { "byteStart": entity.byte_start, "byteEnd": entity.byte_end }, "features": [feature] }),
    )
}

fn image(media: &OutgoingMedia, blob: Value) -> Value {
    let mut image = json!({ "alt": media.facts.alt, "image": blob });
    if media.facts.width > 0 && media.facts.height > 0 {
        image["aspectRatio"] = json!({ "width": media.facts.width, "height": media.facts.height });
    }
    image
}

fn is_language(tag: &str) -> bool {
    (2..=35).contains(&tag.len())
        && tag
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'-')
        && tag.starts_with(|it: char| it.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{frozen, outgoing, picture};

    #[test]
    fn a_record_carries_facets_languages_and_pictures() {
        let mut frozen = frozen("Kopi ☕ @budi.test @siapa.test kopi.id");
        frozen.content.hashtags = "#Ramadan".into();
        let mut what = outgoing("3jzfcijpj2z2a", &frozen);
        what.media = vec![picture("Secangkir kopi")];
        let dids = BTreeMap::from([("budi.test".to_owned(), "did:plc:budi".to_owned())]);
        let record = record(&what, &dids, vec![json!({ "$type": "blob" })]);
        assert_eq!(
            record,
            json!({
                "$type": "app.bsky.feed.post",
                "text": "Kopi ☕ @budi.test @siapa.test kopi.id\n\n#Ramadan",
                "createdAt": "2026-11-23T12:00:00.000Z",
                "langs": ["id"],
                "facets": [
                    { "index": { "byteStart": 9, "byteEnd": 19 }, "features": [{ "$type": "app.bsky.richtext.facet#mention", "did": "did:plc:budi" }] },
                    { "index": { "byteStart": 32, "byteEnd": 39 }, "features": [{ "$type": "app.bsky.richtext.facet#link", "uri": "https://kopi.id" }] },
                    { "index": { "byteStart": 41, "byteEnd": 49 }, "features": [{ "$type": "app.bsky.richtext.facet#tag", "tag": "Ramadan" }] },
                ],
                "embed": { "$type": "app.bsky.embed.images", "images": [
                    { "alt": "Secangkir kopi", "image": { "$type": "blob" }, "aspectRatio": { "width": 1080, "height": 1350 } },
                ] },
            })
        );
    }
}

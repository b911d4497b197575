//! The record of a post: text, facets with byte places, languages, what it answers and what it shows.

use super::{
    embed::{Shown, embed, link},
    wire::Strong,
};
use crate::contract::Outgoing;
use chrono::SecondsFormat;
use kelola_domain::text::{Detection, Entity, EntityKind, assemble, entities_by};
use serde_json::{Value, json};
use std::{borrow::Cow, collections::BTreeMap};

/// The collection posts are in.
pub const COLLECTION: &str = "app.bsky.feed.post";
/// At most this many languages (app.bsky.feed.post, 2026-08-20).
const LANGUAGES: usize = 3;

/// Where a record of this collection lies, from its address, as a query.
pub fn place(uri: &str) -> Option<Vec<(&'static str, String)>> {
    let mut parts = uri.strip_prefix("at://")?.split('/');
    let (repo, collection, rkey) = (parts.next()?, parts.next()?, parts.next()?);
    let sound = repo.starts_with("did:") && collection == COLLECTION && !rkey.is_empty();
    (sound && parts.next().is_none()).then(|| {
        vec![
            ("repo", repo.to_owned()),
            ("collection", collection.to_owned()),
            ("rkey", rkey.to_owned()),
        ]
    })
}

/// The text as it goes out: a link that gets no card ends it, unless it stands there already.
pub fn text<'a>(what: &'a Outgoing<'_>) -> Cow<'a, str> {
    let content = &what.frozen.content;
    let text = assemble(&content.text, &content.hashtags);
    match link(what) {
        Some(link) if Shown::of(what) != Shown::Card && !text.contains(content.link.trim()) => {
            format!("{}\n\n{link}", text.trim_end()).into()
        }
        _ => text,
    }
}

/// What a record answers: the one right before it, and the first of its thread.
pub struct Answers {
    /// The one right before it.
    pub parent: Strong,
    /// The first of its thread.
    pub root: Strong,
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
pub fn record(
    what: &Outgoing<'_>,
    dids: &BTreeMap<String, String>,
    answers: Option<&Answers>,
    blobs: Vec<Value>,
) -> Value {
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
    if let Some(it) = answers {
        record["reply"] = json!({ "root": it.root, "parent": it.parent });
    }
    if let Some(embed) = embed(what, blobs) {
        record["embed"] = embed;
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
        let record = record(&what, &dids, None, vec![json!({ "$type": "blob" })]);
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

    #[test]
    fn a_link_without_a_card_ends_the_text_once() {
        let mut frozen = frozen("Dua cangkir");
        frozen.content.link = "https://kopi.id/menu".into();
        let mut what = outgoing("3jzfcijpj2z2a", &frozen);
        assert_eq!(text(&what), "Dua cangkir", "the card shows it");
        what.media = vec![picture("a"), picture("b")];
        assert_eq!(text(&what), "Dua cangkir\n\nhttps://kopi.id/menu");
        let mut said = frozen.clone();
        said.content.text = "Lihat https://kopi.id/menu".into();
        let mut what = outgoing("3jzfcijpj2z2a", &said);
        what.media = vec![picture("a"), picture("b")];
        assert_eq!(text(&what), "Lihat https://kopi.id/menu");
    }

    #[test]
    fn a_reply_names_the_one_before_and_the_first() {
        let frozen = frozen("Bagian kedua");
        let strong = |uri: &str| Strong {
            uri: uri.to_owned(),
            cid: format!("cid of {uri}"),
        };
        let answers = Answers {
            parent: strong("at://a/b/2"),
            root: strong("at://a/b/1"),
        };
        let what = outgoing("3jzfcijpj2z2a", &frozen);
        let record = record(&what, &BTreeMap::new(), Some(&answers), vec![]);
        assert_eq!(
            record["reply"],
            json!({ "root": { "uri": "at://a/b/1", "cid": "cid of at://a/b/1" },
                "parent": { "uri": "at://a/b/2", "cid": "cid of at://a/b/2" } })
        );
    }
}

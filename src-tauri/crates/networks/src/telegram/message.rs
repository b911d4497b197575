//! What goes out: the words as plain text, the link card, pictures and videos alone or as an album.
//!
//! No `parse_mode` is ever sent, so nothing in the words is markup and nothing needs escaping. Telegram itself finds
//! links, mentions and hashtags; entities of those kinds sent along would be ignored (tdlib/telegram-bot-api
//! Client.cpp get_text_entity_type, 2026-05-07).

use super::{
    bot::Call,
    profile::{ALBUM, CAPTION, TEXT},
};
use crate::{
    contract::Outgoing,
    error::{Kind, NetworkError},
    media::OutgoingMedia,
};
use kelola_domain::text::{Unit, assemble, measure};
use serde_json::{Value, json};

/// The words as they go out. Beside pictures there is no link card, so there the link follows the words.
pub fn words(what: &Outgoing<'_>) -> String {
    let content = &what.frozen.content;
    let text = assemble(&content.text, &content.hashtags);
    let link = content.link.trim();
    if what.media.is_empty() || link.is_empty() || text.contains(link) {
        return text.into_owned();
    }
    assemble(&text, link).into_owned()
}

/// Refuses before anything is sent what Telegram would refuse afterwards.
pub fn check(what: &Outgoing<'_>, words: &str) -> Result<(), NetworkError> {
    let limit = if what.media.is_empty() { TEXT } else { CAPTION };
    let length = measure(words, Unit::Utf16);
    if length > limit {
        return Err(
            NetworkError::coded(Kind::Rejected, "telegram_text_too_long")
                .raw(format!("{length} > {limit}")),
        );
    }
    if what.media.len() > ALBUM as usize {
        return Err(NetworkError::coded(Kind::Rejected, "telegram_album_fixed"));
    }
    Ok(())
}

/// The call that publishes; one message, or an album.
pub fn publishing(chat: &Value, what: &Outgoing<'_>, words: &str) -> Call {
    match what.media.as_slice() {
        [] => Call::creating("sendMessage")
            .with("chat_id", chat.clone())
            .with("text", words)
            .with_some("link_preview_options", card(what)),
        [one] => alone(chat, one, words),
        album => {
            let media: Vec<_> = (0..)
                .zip(album)
                .map(|(at, it)| item(at, it, words))
                .collect();
            let call = Call::creating("sendMediaGroup")
                .with("chat_id", chat.clone())
                .with("media", media);
            (0..)
                .zip(album)
                .fold(call, |call, (at, it)| call.file(attached(at), it.clone()))
        }
    }
}

/// The link whose card stands below the words; without one Telegram takes the first link of the words.
pub fn card(what: &Outgoing<'_>) -> Option<Value> {
    let link = what.frozen.content.link.trim();
    (!link.is_empty()).then(|| json!({ "url": link, "prefer_large_media": true }))
}

fn alone(chat: &Value, media: &OutgoingMedia, words: &str) -> Call {
    let call = if media.is_video() {
        let size = |it: u32| (it > 0).then_some(it);
        Call::creating("sendVideo")
            .with_some("width", size(media.facts.width))
            .with_some("height", size(media.facts.height))
            .with("supports_streaming", true)
            .file("video".to_owned(), media.clone())
    } else {
        Call::creating("sendPhoto").file("photo".to_owned(), media.clone())
    };
    let caption = (!words.is_empty()).then_some(words);
    call.with("chat_id", chat.clone())
        .with_some("caption", caption)
}

/// A picture or video of an album; the caption of the first is the album's.
pub fn item(at: usize, media: &OutgoingMedia, words: &str) -> Value {
    let mut item = json!({ "type": "photo", "media": format!("attach://{}", attached(at)) });
    if media.is_video() {
        item["type"] = "video".into();
        item["supports_streaming"] = true.into();
        if media.facts.width > 0 && media.facts.height > 0 {
            item["width"] = media.facts.width.into();
            item["height"] = media.facts.height.into();
        }
    }
    if at == 0 && !words.is_empty() {
        item["caption"] = words.into();
    }
    item
}

/// The name a file of an album is attached under.
pub fn attached(at: usize) -> String {
    format!("file{at}")
}

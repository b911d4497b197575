//! Texts, pictures, videos and albums.

use serde_json::Value;

use super::Refusal;
use super::chats::writable;
use super::front::{Asked, Reply};
use super::state::{By, Media, Message, State, now};
use super::views;

/// The longest text and the longest words below a picture, in UTF-16 units.
const TEXT: usize = 4096;
const CAPTION: usize = 1024;
/// The largest picture, in bytes; its longest width and height together; how much longer than wide it may be.
const PICTURE: usize = 10 * 1024 * 1024;
const SIDES: i64 = 10_000;
const RATIO: i64 = 20;

pub(super) fn text(state: &mut State, asked: &Asked<'_>) -> Reply {
    let chat = writable(state, asked)?;
    let words = words(asked.text("text"))?;
    let answered = answered(state, asked, chat)?;
    let message = Message {
        card: asked.json("link_preview_options"),
        reply_to: answered,
        thread: answered,
        ..message(state, asked, chat, words)
    };
    Ok(sent(state, message))
}

pub(super) fn one(state: &mut State, asked: &Asked<'_>, kind: &str) -> Reply {
    let chat = writable(state, asked)?;
    let words = caption(asked.text("caption"))?;
    let size = (asked.number("width"), asked.number("height"));
    let media = media(asked, kind, kind, size)?;
    let message = Message {
        media: Some(media),
        ..message(state, asked, chat, words)
    };
    Ok(sent(state, message))
}

pub(super) fn album(state: &mut State, asked: &Asked<'_>) -> Reply {
    let chat = writable(state, asked)?;
    let wanted = asked.json("media");
    let items = wanted.as_array().map_or(&[][..], Vec::as_slice);
    if !(2..=10).contains(&items.len()) {
        return Err(Refusal::new(
            400,
            "Bad Request: there must be 2 to 10 media in an album",
        ));
    }
    let album = state.number().to_string();
    // Everything is looked at before anything is sent.
    let messages = items
        .iter()
        .map(|it| {
            Ok(Message {
                media: Some(item(asked, it)?),
                album: Some(album.clone()),
                ..message(state, asked, chat, caption(it["caption"].as_str())?)
            })
        })
        .collect::<Result<Vec<_>, Refusal>>()?;
    let shown: Vec<_> = messages.into_iter().map(|it| sent(state, it)).collect();
    Ok(shown.into())
}

/// A picture or video a list or an edit names.
pub(super) fn item(asked: &Asked<'_>, it: &Value) -> Result<Media, Refusal> {
    let kind = it["type"].as_str().unwrap_or_default();
    let file = it["media"]
        .as_str()
        .and_then(|it| it.strip_prefix("attach://"))
        .unwrap_or_default();
    media(
        asked,
        file,
        kind,
        (it["width"].as_i64(), it["height"].as_i64()),
    )
}

/// The words below a picture.
pub(super) fn caption(words: Option<&str>) -> Result<String, Refusal> {
    let words = words.unwrap_or_default();
    if words.encode_utf16().count() > CAPTION {
        return Err(Refusal::new(
            400,
            "Bad Request: message caption is too long",
        ));
    }
    Ok(words.to_owned())
}

/// The words of a message.
pub(super) fn words(text: Option<&str>) -> Result<String, Refusal> {
    let text = text.unwrap_or_default();
    if text.trim().is_empty() {
        return Err(Refusal::new(400, "Bad Request: message text is empty"));
    }
    if text.encode_utf16().count() > TEXT {
        return Err(Refusal::new(400, "Bad Request: message is too long"));
    }
    Ok(text.to_owned())
}

fn message(state: &State, asked: &Asked<'_>, chat: i64, words: String) -> Message {
    let by = if state.chat(chat).is_channel {
        By::Channel(asked.bot)
    } else {
        By::Bot(asked.bot)
    };
    Message {
        chat,
        // Given when it is put into its chat.
        id: 0,
        by,
        at: now(),
        words,
        media: None,
        album: None,
        card: Value::Null,
        reply_to: None,
        thread: None,
        edited_at: None,
    }
}

fn sent(state: &mut State, message: Message) -> Value {
    let chat = message.chat;
    let id = state.put(message);
    let message = state.message(chat, id).expect("it was just put there");
    views::message(state, message)
}

/// The message a call answers.
fn answered(state: &State, asked: &Asked<'_>, chat: i64) -> Result<Option<i64>, Refusal> {
    let wanted = asked.json("reply_parameters");
    let Some(id) = wanted["message_id"].as_i64() else {
        return Ok(None);
    };
    match state.message(chat, id) {
        Some(found) => Ok(Some(found.id)),
        None if wanted["allow_sending_without_reply"] == true => Ok(None),
        None => Err(Refusal::new(
            400,
            "Bad Request: message to be replied not found",
        )),
    }
}

fn media(
    asked: &Asked<'_>,
    file: &str,
    kind: &str,
    (width, height): (Option<i64>, Option<i64>),
) -> Result<Media, Refusal> {
    let file = asked.file(file).ok_or_else(|| {
        Refusal::new(400, "Bad Request: wrong file identifier/HTTP URL specified")
    })?;
    let bytes = file.bytes.to_vec();
    if kind == "video" {
        return Ok(Media {
            is_video: true,
            bytes,
            width: width.unwrap_or(1),
            height: height.unwrap_or(1),
        });
    }
    if bytes.len() > PICTURE {
        return Err(Refusal::new(400, "Bad Request: file is too big"));
    }
    let picture = image::load_from_memory(&bytes)
        .map_err(|_| Refusal::new(400, "Bad Request: IMAGE_PROCESS_FAILED"))?;
    let (width, height) = (i64::from(picture.width()), i64::from(picture.height()));
    let (short, long) = (width.min(height), width.max(height));
    if width + height > SIDES || long > short * RATIO {
        return Err(Refusal::new(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"));
    }
    Ok(Media {
        is_video: false,
        bytes,
        width,
        height,
    })
}

//! Pictures and videos: taken as a form, worked on for as long as the test wants.

use serde_json::{Map, Value};

use super::front::{Asked, Refusal, Reply};
use super::state::{Media, State};
use super::views;
use crate::harness::form::parts;

const LONGEST_DESCRIPTION: usize = 1500;

/// The fields of a form as JSON; a file counts as a text.
pub(super) fn fields(content_type: &str, body: &[u8]) -> Value {
    let fields = parts(content_type, body).into_iter().map(|it| {
        let value = if it.mime.is_some() {
            "(a file)".to_owned()
        } else {
            String::from_utf8_lossy(it.bytes).into_owned()
        };
        (it.name, Value::from(value))
    });
    Value::Object(fields.collect::<Map<_, _>>())
}

pub(super) fn upload(url: &str, state: &mut State, asked: &Asked<'_>, account: &str) -> Reply {
    let parts = parts(
        asked.header("content-type").unwrap_or_default(),
        &asked.request.body,
    );
    let file = parts
        .iter()
        .find(|it| it.name == "file")
        .ok_or(Refusal(422, "Validation failed: File can't be blank"))?;
    let kind = match file.mime.as_deref() {
        Some("image/jpeg" | "image/png" | "image/webp") => "image",
        Some("image/gif") => "gifv",
        Some("video/mp4" | "video/quicktime" | "video/webm") => "video",
        _ => {
            return Err(Refusal(
                422,
                "Validation failed: File type is not supported",
            ));
        }
    };
    let description = asked.field("description").map(str::to_owned);
    let too_long = description
        .as_ref()
        .is_some_and(|it| it.chars().count() > LONGEST_DESCRIPTION);
    let focus = focus(asked.field("focus"))?;
    if file.bytes.is_empty() || too_long {
        return Err(Refusal(422, "Validation failed"));
    }
    let working = std::mem::take(&mut state.working);
    let media = Media {
        id: state.id(),
        account: account.to_owned(),
        kind,
        bytes: file.bytes.to_vec(),
        description,
        focus,
        working,
        attached: false,
    };
    let view = views::attachment(url, &media);
    state.media.push(media);
    Ok((if working > 0 { 202 } else { 200 }, view))
}

pub(super) fn look(url: &str, state: &mut State, account: &str, id: &str) -> Reply {
    let media = state
        .media
        .iter_mut()
        .find(|it| it.id == id && it.account == account && !it.attached)
        .ok_or(Refusal(404, "Record not found"))?;
    if media.working > 0 {
        media.working -= 1;
        return Ok((206, views::attachment(url, media)));
    }
    Ok((200, views::attachment(url, media)))
}

fn focus(text: Option<&str>) -> Result<(f64, f64), Refusal> {
    let Some(text) = text else {
        return Ok((0.0, 0.0));
    };
    let read = text.split_once(',').and_then(|(x, y)| {
        let number = |it: &str| it.parse().ok().filter(|it: &f64| (-1.0..=1.0).contains(it));
        Some((number(x)?, number(y)?))
    });
    read.ok_or(Refusal(422, "Validation failed: Focus"))
}

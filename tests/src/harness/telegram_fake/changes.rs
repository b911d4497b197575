//! Editing and deleting.

use serde_json::Value;

use super::Refusal;
use super::chats::{readable, writable};
use super::front::{Asked, Reply};
use super::posts::{caption, item, words};
use super::state::{By, Message, Standing, State, now};
use super::views;

/// A bot deletes messages as old as this, in seconds.
const DELETABLE: i64 = 48 * 3600;

pub(super) fn text(state: &mut State, asked: &Asked<'_>) -> Reply {
    let old = editable(state, asked)?;
    let new = words(asked.text("text"))?;
    if old.media.is_some() {
        return Err(Refusal::new(
            400,
            "Bad Request: there is no text in the message to edit",
        ));
    }
    let card = asked.json("link_preview_options");
    if old.words == new && old.card == card {
        return Err(Refusal::new(
            400,
            "Bad Request: message is not modified: specified new message content and reply markup are exactly the \
             same as a current content and reply markup of the message",
        ));
    }
    Ok(changed(state, &old, |it| {
        it.words = new;
        it.card = card;
    }))
}

pub(super) fn media(state: &mut State, asked: &Asked<'_>) -> Reply {
    let old = editable(state, asked)?;
    let wanted = asked.json("media");
    let new = item(asked, &wanted)?;
    let words = caption(wanted["caption"].as_str())?;
    Ok(changed(state, &old, |it| {
        it.media = Some(new);
        it.words = words;
    }))
}

pub(super) fn delete(state: &mut State, asked: &Asked<'_>) -> Reply {
    let chat = readable(state, asked)?;
    let wanted = asked.json("message_ids");
    let ids: Vec<_> = wanted
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_i64)
        .collect();
    let refused = state
        .messages
        .iter()
        .filter(|it| it.chat == chat && ids.contains(&it.id))
        .any(|it| !may_delete(state, asked.bot, it));
    if refused || !(1..=100).contains(&ids.len()) {
        return Err(Refusal::new(400, "Bad Request: message can't be deleted"));
    }
    state
        .messages
        .retain(|it| it.chat != chat || !ids.contains(&it.id));
    Ok(true.into())
}

fn may_delete(state: &State, bot: i64, it: &Message) -> bool {
    let own = it.by == By::Channel(bot) || it.by == By::Bot(bot);
    let runs = state.chat(it.chat).bots.get(&bot) == Some(&Standing::Admin);
    runs || own && now() - it.at < DELETABLE
}

/// A message of the bot's own.
fn editable(state: &State, asked: &Asked<'_>) -> Result<Message, Refusal> {
    let chat = writable(state, asked)?;
    let id = asked.number("message_id").unwrap_or_default();
    let found = state
        .message(chat, id)
        .ok_or_else(|| Refusal::new(400, "Bad Request: message to edit not found"))?;
    if found.by == By::Channel(asked.bot) || found.by == By::Bot(asked.bot) {
        Ok(found.clone())
    } else {
        Err(Refusal::new(400, "Bad Request: message can't be edited"))
    }
}

fn changed(state: &mut State, old: &Message, change: impl FnOnce(&mut Message)) -> Value {
    let it = state
        .message_mut(old.chat, old.id)
        .expect("it was found a moment ago");
    change(it);
    it.edited_at = Some(now());
    let it = it.clone();
    views::message(state, &it)
}

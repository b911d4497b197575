//! Bots, chats, and what a bot may do in one.

use serde_json::Value;

use super::Refusal;
use super::front::{Asked, Reply};
use super::state::{Standing, State};
use super::views;

pub(super) fn me(state: &State, asked: &Asked<'_>) -> Value {
    views::me(state.bot(asked.bot))
}

pub(super) fn chat(state: &State, asked: &Asked<'_>) -> Reply {
    let chat = readable(state, asked)?;
    Ok(views::whole_chat(state.chat(chat)))
}

pub(super) fn member(state: &State, asked: &Asked<'_>) -> Reply {
    let chat = readable(state, asked)?;
    let user = asked.number("user_id");
    let bot = state
        .bots
        .iter()
        .find(|it| Some(it.id) == user)
        .ok_or_else(|| Refusal::new(400, "Bad Request: user not found"))?;
    Ok(views::member(state.chat(chat), bot))
}

pub(super) fn count(state: &State, asked: &Asked<'_>) -> Reply {
    let chat = readable(state, asked)?;
    Ok(state.chat(chat).members.into())
}

/// The chat a call names, where the bot may look into it: public ones, and those it is in.
pub(super) fn readable(state: &State, asked: &Asked<'_>) -> Result<i64, Refusal> {
    let chat = named(state, asked)?;
    match state.chat(chat).bots.get(&asked.bot) {
        Some(Standing::Kicked) => Err(kicked(state, chat)),
        Some(_) => Ok(chat),
        None if state.chat(chat).username.is_some() => Ok(chat),
        None => Err(not_found()),
    }
}

/// The chat a call names, where the bot may write there.
pub(super) fn writable(state: &State, asked: &Asked<'_>) -> Result<i64, Refusal> {
    let chat = readable(state, asked)?;
    let found = state.chat(chat);
    match found.bots.get(&asked.bot) {
        Some(Standing::Admin) => Ok(chat),
        Some(Standing::Member | Standing::SilentAdmin) if !found.is_channel => Ok(chat),
        Some(_) => Err(Refusal::new(
            400,
            "Bad Request: need administrator rights in the channel chat",
        )),
        None => {
            let words = format!(
                "Forbidden: bot is not a member of the {} chat",
                kind(state, chat)
            );
            Err(Refusal::new(403, &words))
        }
    }
}

fn named(state: &State, asked: &Asked<'_>) -> Result<i64, Refusal> {
    let number = asked.number("chat_id");
    let name = asked.text("chat_id").and_then(|it| it.strip_prefix('@'));
    let is_meant = |public: Option<&str>| matches!((public, name), (Some(public), Some(name)) if public.eq_ignore_ascii_case(name));
    state
        .chats
        .iter()
        .find(|it| Some(it.id) == number || is_meant(it.username.as_deref()))
        .map(|it| it.id)
        .ok_or_else(not_found)
}

fn not_found() -> Refusal {
    Refusal::new(400, "Bad Request: chat not found")
}

fn kicked(state: &State, chat: i64) -> Refusal {
    let words = format!(
        "Forbidden: bot was kicked from the {} chat",
        kind(state, chat)
    );
    Refusal::new(403, &words)
}

fn kind(state: &State, chat: i64) -> &'static str {
    if state.chat(chat).is_channel {
        "channel"
    } else {
        "supergroup"
    }
}

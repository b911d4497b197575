//! Comments: Telegram copies every post of a channel into its discussion group, and whoever answers the copy comments
//! the post. Kelola answers it for a first comment and reads what others answered.

use super::{
    Telegram,
    bot::{Bot, Call},
    chat,
    place::Place,
    queue::{Copy, keep},
    wire,
};
use crate::{
    account::Account,
    contract::{Inbox, Incoming, Outgoing, Published, ReadInbox},
    error::{Kind, NetworkError},
};
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use kelola_domain::{delivery::DeliveryState, message::MessageKind, time::Instant};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::{collections::VecDeque, time::Duration};

/// How often, and after which pause, the copy of a post that went out a moment ago is looked for.
const LOOKS: usize = 4;
const PAUSE: Duration = Duration::from_millis(700);
/// After a week without updates their numbers start anew anywhere (getUpdates); a little earlier a cursor is stale.
const STALE: TimeDelta = TimeDelta::days(6);
/// The longest text and name kept, in characters (Bot API: a text 4,096, two names of 64 each).
const LONGEST_TEXT: usize = 4096;
const LONGEST_NAME: usize = 130;

/// What the cursor holds.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Seen {
    /// The first update not read yet.
    next: i64,
    /// When an update was last read.
    at: Option<Instant>,
    /// Copies of our posts, by which a comment finds its post.
    copies: VecDeque<Copy>,
}

/// The channel, its discussion group and the bot that reads there.
struct Room {
    bot: i64,
    channel: wire::Chat,
    group: i64,
}

/// Answers the copy of a post in the discussion group.
pub async fn publish(
    telegram: &Telegram,
    bot: &Bot<'_>,
    who: &Account<'_>,
    what: &Outgoing<'_>,
    words: &str,
) -> Result<Published, NetworkError> {
    let post = what
        .reply_to
        .and_then(|it| it.root.parse::<Place>().ok())
        .ok_or_else(|| NetworkError::new(Kind::Rejected).raw("no post to comment"))?;
    let room = room(bot, who).await?.ok_or_else(no_group)?;
    let is_in = chat::member(bot, room.group)
        .await
        .is_ok_and(|it| it.is_in());
    if !is_in {
        return Err(no_group());
    }
    let copy = find_copy(telegram, bot, &room, post.first).await?;
    let call = Call::creating("sendMessage")
        .with("chat_id", room.group)
        .with("text", words)
        .with("reply_parameters", json!({ "message_id": copy }));
    let sent: wire::Message = bot.call(call).await?;
    Ok(Published {
        url: comment_address(&room.channel, post.first, sent.message_id),
        at: DateTime::from_timestamp(sent.date, 0),
        remote_id: Place::in_group(room.group, sent.message_id).to_string(),
        state: DeliveryState::Live,
    })
}

const fn no_group() -> NetworkError {
    NetworkError::coded(Kind::MissingPermission, "telegram_no_group")
}

async fn room(bot: &Bot<'_>, who: &Account<'_>) -> Result<Option<Room>, NetworkError> {
    let channel = chat::channel(bot, who).await?;
    Ok(channel.linked_chat_id.map(|group| Room {
        bot: bot.id(),
        channel,
        group,
    }))
}

/// The copy comes a moment after the post; while it does not, nothing is sent and the comment is tried again.
async fn find_copy(
    telegram: &Telegram,
    bot: &Bot<'_>,
    room: &Room,
    post: i64,
) -> Result<i64, NetworkError> {
    for look in 0..LOOKS {
        if look > 0 {
            tokio::time::sleep(PAUSE).await;
        }
        let copies: Vec<_> = telegram
            .queues
            .peek(bot)
            .await?
            .into_iter()
            .filter_map(read)
            .filter_map(|it| room.copy(&it))
            .collect();
        telegram.queues.remember(room.bot, &copies);
        if let Some(copy) = telegram.queues.copy_of(room.bot, post) {
            return Ok(copy);
        }
    }
    Err(NetworkError::coded(
        Kind::Unexpected,
        "telegram_comment_waits",
    ))
}

#[async_trait]
impl ReadInbox for Telegram {
    async fn messages(
        &self,
        who: &Account<'_>,
        cursor: Option<&str>,
    ) -> Result<Inbox, NetworkError> {
        let bot = self.bot(who)?;
        let Some(room) = room(&bot, who).await? else {
            return Ok(Inbox::default());
        };
        let mut seen = Seen::from_cursor(cursor, Utc::now());
        let updates = self.queues.read(&bot, who.channel, seen.next).await?;
        let mut found = Vec::new();
        for update in updates {
            seen.next = seen.next.max(update.update_id.saturating_add(1));
            seen.at = Some(Utc::now());
            let Some(message) = read(update) else {
                continue;
            };
            if let Some(copy) = room.copy(&message) {
                self.queues.remember(room.bot, std::slice::from_ref(&copy));
                keep(&mut seen.copies, &[copy]);
            } else if let Some(comment) = room.comment(&seen.copies, message) {
                found.push(comment);
            }
        }
        let cursor = seen.at.and_then(|_| serde_json::to_string(&seen).ok());
        Ok(Inbox {
            messages: found,
            cursor,
        })
    }
}

impl Seen {
    // A cursor nobody can read any more starts over; the store knows which messages it has.
    fn from_cursor(cursor: Option<&str>, now: Instant) -> Self {
        let mut seen: Self = cursor
            .and_then(|it| serde_json::from_str(it).ok())
            .unwrap_or_default();
        if seen.at.is_none_or(|at| now - at > STALE) {
            seen.next = 0;
        }
        seen
    }
}

/// A message of an update, with what it shows where it has no words.
struct Told {
    message: wire::Message,
    sign: &'static str,
}

/// Odd entries are left out, so that they do not hide the others.
fn read(update: wire::Update) -> Option<Told> {
    let value = update.message?;
    let sign = sign_of(&value);
    let message = serde_json::from_value(value).ok()?;
    Some(Told { message, sign })
}

/// What stands for a comment without words.
fn sign_of(message: &Value) -> &'static str {
    const SIGNS: [(&str, &str); 7] = [
        ("photo", "📷"),
        ("video", "🎬"),
        ("voice", "🎤"),
        ("animation", "🎬"),
        ("sticker", "🙂"),
        ("audio", "🎵"),
        ("document", "📎"),
    ];
    SIGNS
        .into_iter()
        .find(|(key, _)| message.get(key).is_some())
        .map_or("", |(_, sign)| sign)
}

impl Room {
    /// The copy of one of the channel's posts.
    fn copy(&self, told: &Told) -> Option<Copy> {
        let message = &told.message;
        let origin = message.forward_origin.as_ref()?;
        let is_ours = message.is_automatic_forward
            && message.chat.id == self.group
            && origin.chat.as_ref()?.id == self.channel.id;
        is_ours.then_some(Copy {
            id: message.message_id,
            post: origin.message_id?,
            album: message.media_group_id.clone(),
        })
    }

    /// A comment somebody else wrote under one of the channel's posts.
    fn comment(&self, copies: &VecDeque<Copy>, told: Told) -> Option<Incoming> {
        let Told { message, sign } = told;
        let is_own = message.from.as_ref().is_some_and(|it| it.id == self.bot)
            || message
                .sender_chat
                .as_ref()
                .is_some_and(|it| it.id == self.channel.id);
        if message.chat.id != self.group || message.is_automatic_forward || is_own {
            return None;
        }
        let post = self.commented(copies, &message)?;
        let words = [message.text.as_str(), &message.caption, sign]
            .into_iter()
            .find(|it| !it.is_empty())?;
        let (author, author_name) = author(&message);
        Some(Incoming {
            remote_id: Place::in_group(self.group, message.message_id).to_string(),
            in_reply_to: Some(post.to_string()),
            kind: MessageKind::Reply,
            author,
            author_name,
            text: plain(words, LONGEST_TEXT),
            at: DateTime::from_timestamp(message.date, 0)?,
            url: comment_address(&self.channel, post.first, message.message_id),
        })
    }

    /// The post a message comments: it answers the copy itself, or somebody who did.
    fn commented(&self, copies: &VecDeque<Copy>, message: &wire::Message) -> Option<Place> {
        let known = |id: i64| copies.iter().find(|it| it.id == id);
        let answered = message.reply_to_message.as_deref();
        let copy = answered
            .and_then(|it| known(it.message_id))
            .or_else(|| known(message.message_thread_id?));
        if let Some(copy) = copy {
            let posts: Vec<_> = copies
                .iter()
                .filter(|it| it.id == copy.id || copy.album.is_some() && it.album == copy.album)
                .map(|it| it.post)
                .collect();
            return Place::of(&posts);
        }
        // Copied before the bot came into the group: the answer itself says of what.
        let answered = answered.filter(|it| it.is_automatic_forward)?;
        let origin = answered.forward_origin.as_ref()?;
        (origin.chat.as_ref()?.id == self.channel.id)
            .then(|| Place::of(&[origin.message_id?]))
            .flatten()
    }
}

/// Public name and full name; who writes as a group or channel is named after that.
fn author(message: &wire::Message) -> (String, String) {
    if let Some(chat) = &message.sender_chat {
        let number = chat.id.to_string();
        return (
            plain(chat.username.as_deref().unwrap_or(&number), LONGEST_NAME),
            plain(chat.title.as_deref().unwrap_or_default(), LONGEST_NAME),
        );
    }
    let Some(user) = &message.from else {
        return Default::default();
    };
    let number = user.id.to_string();
    let name = format!("{} {}", user.first_name, user.last_name);
    (
        plain(user.username.as_deref().unwrap_or(&number), LONGEST_NAME),
        plain(name.trim(), LONGEST_NAME),
    )
}

fn comment_address(channel: &wire::Chat, post: i64, comment: i64) -> Option<String> {
    chat::address(channel.username.as_deref(), channel.id, post)
        .map(|it| format!("{it}?comment={comment}"))
}

fn plain(text: &str, longest: usize) -> String {
    text.chars()
        .filter(|it| *it == '\n' || !it.is_control())
        .take(longest)
        .collect()
}

//! What Telegram remembers.

use std::collections::BTreeMap;

use chrono::Utc;
use serde_json::Value;

use super::Refusal;

/// Everything.
#[derive(Debug)]
pub(super) struct State {
    pub bots: Vec<Bot>,
    pub people: Vec<Person>,
    pub chats: Vec<Chat>,
    pub messages: Vec<Message>,
    /// Methods whose next call is refused.
    pub refusals: Vec<(String, Refusal)>,
    /// How many looks into a queue the copies of posts come late.
    pub late: usize,
    /// The server everything is redirected to.
    pub moved_to: Option<String>,
    pub faults: Vec<String>,
    /// The methods that were called, in order.
    pub seen: Vec<String>,
    next: i64,
}

#[derive(Debug, Clone)]
pub(super) struct Bot {
    pub id: i64,
    pub name: String,
    /// Whether it is told what people write in groups it does not run (privacy mode off).
    pub sees_all: bool,
    pub token: String,
    /// The kinds of updates it wants; none = every kind.
    pub wanted: Vec<String>,
    pub queue: Vec<Update>,
    pub next_update: i64,
    /// Another program reads its queue.
    pub is_read_elsewhere: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Update {
    pub id: i64,
    /// The message as it was then.
    pub message: Message,
    /// How many more looks it stays unseen.
    pub late: usize,
}

#[derive(Debug, Clone)]
pub(super) struct Person {
    pub id: i64,
    pub name: String,
}

/// What a bot is in a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It runs the chat and may post and delete.
    Admin,
    /// It runs the chat, but may not post.
    SilentAdmin,
    /// It is in the chat like anybody else.
    Member,
    /// It was thrown out.
    Kicked,
}

#[derive(Debug, Clone)]
pub(super) struct Chat {
    pub id: i64,
    pub is_channel: bool,
    pub title: String,
    pub username: Option<String>,
    pub linked: Option<i64>,
    pub bots: BTreeMap<i64, Standing>,
    pub members: i64,
    pub next_message: i64,
}

/// Who a message is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// The channel; the bot of this number wrote it.
    Channel(i64),
    /// A bot under its own name.
    Bot(i64),
    Person(i64),
    /// Telegram, which copies a post of this number into the group.
    Copy(i64),
}

#[derive(Debug, Clone)]
pub(super) struct Message {
    pub chat: i64,
    pub id: i64,
    pub by: By,
    pub at: i64,
    /// The text, or the words below a picture.
    pub words: String,
    pub media: Option<Media>,
    pub album: Option<String>,
    /// The link card that was wished for.
    pub card: Value,
    pub reply_to: Option<i64>,
    pub thread: Option<i64>,
    pub edited_at: Option<i64>,
}

#[derive(Debug, Clone)]
pub(super) struct Media {
    pub is_video: bool,
    pub bytes: Vec<u8>,
    pub width: i64,
    pub height: i64,
}

impl State {
    pub(super) const fn new() -> Self {
        Self {
            bots: Vec::new(),
            people: Vec::new(),
            chats: Vec::new(),
            messages: Vec::new(),
            refusals: Vec::new(),
            late: 0,
            moved_to: None,
            faults: Vec::new(),
            seen: Vec::new(),
            next: 1_100_000_000,
        }
    }

    /// A number nobody else has.
    pub(super) fn number(&mut self) -> i64 {
        self.next += 7919;
        self.next
    }

    pub(super) fn bot(&self, id: i64) -> &Bot {
        let found = self.bots.iter().find(|it| it.id == id);
        found.expect("bots are never forgotten")
    }

    pub(super) fn bot_mut(&mut self, id: i64) -> &mut Bot {
        let found = self.bots.iter_mut().find(|it| it.id == id);
        found.expect("bots are never forgotten")
    }

    pub(super) fn chat(&self, id: i64) -> &Chat {
        let found = self.chats.iter().find(|it| it.id == id);
        found.expect("chats are never forgotten")
    }

    pub(super) fn chat_mut(&mut self, id: i64) -> &mut Chat {
        let found = self.chats.iter_mut().find(|it| it.id == id);
        found.expect("chats are never forgotten")
    }

    pub(super) fn message(&self, chat: i64, id: i64) -> Option<&Message> {
        self.messages
            .iter()
            .find(|it| (it.chat, it.id) == (chat, id))
    }

    pub(super) fn message_mut(&mut self, chat: i64, id: i64) -> Option<&mut Message> {
        self.messages
            .iter_mut()
            .find(|it| (it.chat, it.id) == (chat, id))
    }

    /// The copy of a post in the discussion group.
    pub(super) fn copy_of(&self, group: i64, post: i64) -> Option<&Message> {
        self.messages
            .iter()
            .find(|it| it.chat == group && it.by == By::Copy(post))
    }

    /// Puts a message into its chat under the next number, copies a channel's post into its discussion group, and
    /// tells the bots. Gives the number.
    pub(super) fn put(&mut self, message: Message) -> i64 {
        let chat = self.chat_mut(message.chat);
        chat.next_message += 1;
        let (id, group) = (chat.next_message, chat.linked);
        let copied = match (message.by, group) {
            (By::Channel(_), Some(group)) => Some(Message {
                chat: group,
                by: By::Copy(id),
                album: message.album.as_ref().map(|it| format!("{it}0")),
                ..message.clone()
            }),
            _ => None,
        };
        let message = Message { id, ..message };
        self.tell(&message);
        self.messages.push(message);
        if let Some(copied) = copied {
            self.put(copied);
        }
        id
    }

    /// A bot is told of what it did not write itself, in chats it may read.
    fn tell(&mut self, message: &Message) {
        let chat = self.chat(message.chat).clone();
        let late = match message.by {
            By::Copy(_) => self.late,
            _ => 0,
        };
        let kind = if chat.is_channel {
            "channel_post"
        } else {
            "message"
        };
        for bot in &mut self.bots {
            let reads = match chat.bots.get(&bot.id) {
                Some(Standing::Admin | Standing::SilentAdmin) => true,
                Some(Standing::Member) => bot.sees_all,
                Some(Standing::Kicked) | None => false,
            };
            let wants = bot.wanted.is_empty() || bot.wanted.iter().any(|it| it == kind);
            let own = matches!(message.by, By::Channel(id) | By::Bot(id) if id == bot.id);
            if reads && wants && !own {
                bot.next_update += 1;
                bot.queue.push(Update {
                    id: bot.next_update,
                    message: message.clone(),
                    late,
                });
            }
        }
    }
}

/// The time in seconds.
pub(super) fn now() -> i64 {
    Utc::now().timestamp()
}

//! A stateful Telegram of our own, written from its documentation: bots, channels with their discussion groups, albums,
//! comments, edits, deletions, the queue of updates, refusals in its words.
//!
//! Strict means: no answer without a bot's token, nothing in a chat the bot has no rights in, and every call and every
//! answer is judged by the published description of the Bot API where that is at hand. What it does not know is refused,
//! and [`TelegramFake::assert_clean`] fails on it.

mod changes;
mod chats;
mod front;
mod posts;
mod spec;
mod state;
mod updates;
mod views;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::http::Server;
use super::paths;
use spec::Spec;
use state::{By, Chat, Message, Person, State, now};

pub use state::Standing;

/// The server; it ends when dropped.
#[derive(Debug)]
pub struct TelegramFake {
    shared: Arc<Shared>,
    server: Server,
}

#[derive(Debug)]
struct Shared {
    spec: Option<Spec>,
    state: Mutex<State>,
}

/// A bot and how it signs in.
#[derive(Debug, Clone)]
pub struct Bot {
    /// Its number.
    pub id: i64,
    /// Its token.
    pub token: String,
}

/// Why a call is refused, as the Bot API says it.
#[derive(Debug, Clone)]
pub struct Refusal {
    status: u16,
    words: String,
    retry_after: Option<u32>,
}

impl Refusal {
    /// A refusal with its number and words.
    pub fn new(status: u16, words: &str) -> Self {
        Self {
            status,
            words: words.to_owned(),
            retry_after: None,
        }
    }

    /// Asked too often; the wait is in seconds.
    pub fn too_many(wait: u32) -> Self {
        let words = format!("Too Many Requests: retry after {wait}");
        Self {
            retry_after: Some(wait),
            ..Self::new(429, &words)
        }
    }
}

/// A message as readers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its number in the chat.
    pub id: i64,
    /// The text, or the words below the picture.
    pub words: String,
    /// The bytes of its picture or video.
    pub media: Option<Vec<u8>>,
    /// Whether that is a video.
    pub is_video: bool,
    /// What holds the pictures of an album together.
    pub album: Option<String>,
    /// The link whose card was wished for.
    pub card: Option<String>,
    /// The message it answers.
    pub reply_to: Option<i64>,
    /// Whether it was changed.
    pub is_edited: bool,
}

impl TelegramFake {
    /// Starts one with nobody on it.
    pub fn start() -> Self {
        let shared = Arc::new(Shared {
            spec: paths::shared("specs/telegram/api.json").map(|file| Spec::read(&file)),
            state: Mutex::new(State::new()),
        });
        let handler = shared.clone();
        let server = Server::start(0, move |request| {
            let shared = handler.clone();
            async move { front::answer(&shared, &request) }
        })
        .expect("a port is free");
        Self { shared, server }
    }

    /// Its address, without a slash at the end.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// Makes a bot that sees in groups only what is meant for it, as @BotFather does.
    pub fn bot(&self, name: &str) -> Bot {
        let mut state = self.state();
        let id = state.number();
        let token = token(id, 1);
        state.bots.push(state::Bot {
            id,
            name: name.to_owned(),
            sees_all: false,
            token: token.clone(),
            wanted: Vec::new(),
            queue: Vec::new(),
            next_update: 700_000_000,
            is_read_elsewhere: false,
        });
        Bot { id, token }
    }

    /// Takes a bot's token back and gives it a new one, as @BotFather does.
    pub fn revoke(&self, bot: &Bot) -> Bot {
        let mut state = self.state();
        let round = state.number();
        let found = state.bot_mut(bot.id);
        found.token = token(bot.id, round);
        Bot {
            id: bot.id,
            token: found.token.clone(),
        }
    }

    /// Lets a bot see everything people write in the groups it is in, or not.
    pub fn let_see_all(&self, bot: &Bot, sees_all: bool) {
        self.state().bot_mut(bot.id).sees_all = sees_all;
    }

    /// Lets another program read a bot's queue, or no longer.
    pub fn read_elsewhere(&self, bot: &Bot, elsewhere: bool) {
        self.state().bot_mut(bot.id).is_read_elsewhere = elsewhere;
    }

    /// Makes a channel, public under a name or private, and gives its number.
    pub fn channel(&self, username: Option<&str>, title: &str) -> i64 {
        self.chat(username, title, true)
    }

    /// Makes a group, public under a name or private, and gives its number.
    pub fn group(&self, username: Option<&str>, title: &str) -> i64 {
        self.chat(username, title, false)
    }

    /// Makes the private discussion group of a channel, and gives its number.
    pub fn discussion(&self, channel: i64) -> i64 {
        let group = self.chat(None, "Obrolan", false);
        let mut state = self.state();
        state.chat_mut(channel).linked = Some(group);
        state.chat_mut(group).linked = Some(channel);
        group
    }

    /// Sets what a bot is in a chat; none = it is not there.
    pub fn set(&self, chat: i64, bot: &Bot, standing: Option<Standing>) {
        let mut state = self.state();
        let bots = &mut state.chat_mut(chat).bots;
        match standing {
            Some(standing) => bots.insert(bot.id, standing),
            None => bots.remove(&bot.id),
        };
    }

    /// Sets how many members a chat has.
    pub fn set_members(&self, chat: i64, members: i64) {
        self.state().chat_mut(chat).members = members;
    }

    /// What stands in a chat, oldest first; copies of posts are left out.
    pub fn shown(&self, chat: i64) -> Vec<Shown> {
        let state = self.state();
        let all = state.messages.iter().filter(|it| it.chat == chat);
        all.filter(|it| !matches!(it.by, By::Copy(_)))
            .map(shown)
            .collect()
    }

    /// The number of a post's copy in the discussion group.
    ///
    /// Panics when there is none.
    pub fn copy_of(&self, channel: i64, post: i64) -> i64 {
        let state = self.state();
        let group = state.chat(channel).linked.expect("it has a group");
        let copy = state.copy_of(group, post).expect("the post was copied");
        copy.id
    }

    /// Somebody answers a message of the group; under a post's copy that is a comment. Gives its number.
    pub fn write(&self, group: i64, answers: i64, by: &str, text: &str) -> i64 {
        let mut state = self.state();
        let person = match state.people.iter().find(|it| it.name == by) {
            Some(known) => known.id,
            None => {
                let id = state.number();
                let name = by.to_owned();
                state.people.push(Person { id, name });
                id
            }
        };
        let answered = state.message(group, answers);
        let thread = answered.and_then(|it| it.thread).unwrap_or(answers);
        state.put(Message {
            chat: group,
            id: 0,
            by: By::Person(person),
            at: now(),
            words: text.to_owned(),
            media: None,
            album: None,
            card: Value::Null,
            reply_to: Some(answers),
            thread: Some(thread),
            edited_at: None,
        })
    }

    /// Lets the copies of posts show after so many looks into a bot's queue.
    pub fn copy_late(&self, looks: usize) {
        self.state().late = looks;
    }

    /// Answers everything with a redirect to the same address at another server.
    pub fn move_to(&self, elsewhere: &str) {
        self.state().moved_to = Some(elsewhere.to_owned());
    }

    /// The next call of this method is refused before it does anything.
    pub fn refuse_next(&self, method: &str, refusal: Refusal) {
        self.state().refusals.push((method.to_owned(), refusal));
    }

    /// How many calls of this method came.
    pub fn seen(&self, method: &str) -> usize {
        self.state().seen.iter().filter(|it| *it == method).count()
    }

    /// How many calls came at all.
    pub fn calls(&self) -> usize {
        self.state().seen.len()
    }

    /// Fails when a call or an answer has broken the published description.
    #[track_caller]
    pub fn assert_clean(&self) {
        let faults = self.state().faults.clone();
        assert!(
            faults.is_empty(),
            "the Bot API was broken:\n{}",
            faults.join("\n")
        );
    }

    fn chat(&self, username: Option<&str>, title: &str, is_channel: bool) -> i64 {
        let mut state = self.state();
        let id = -1_000_000_000_000 - state.number();
        state.chats.push(Chat {
            id,
            is_channel,
            title: title.to_owned(),
            username: username.map(str::to_owned),
            linked: None,
            bots: BTreeMap::new(),
            members: 2,
            next_message: 0,
        });
        id
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state()
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state
            .lock()
            .expect("no other thread panicked while holding it")
    }
}

fn shown(it: &Message) -> Shown {
    Shown {
        id: it.id,
        words: it.words.clone(),
        media: it.media.as_ref().map(|it| it.bytes.clone()),
        is_video: it.media.as_ref().is_some_and(|it| it.is_video),
        album: it.album.clone(),
        card: it.card["url"].as_str().map(str::to_owned),
        reply_to: it.reply_to,
        is_edited: it.edited_at.is_some(),
    }
}

/// Number and letters as @BotFather gives them, others for each round.
fn token(id: i64, round: i64) -> String {
    let letters = URL_SAFE_NO_PAD.encode(Sha256::digest(format!("{id} {round}")));
    format!("{id}:AA{}", &letters[..33])
}

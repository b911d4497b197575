//! A strict stand-in for Bluesky's AppView: it stands in front of a real PDS, answers the reads that an AppView
//! gives, from what a test has stored, and passes everything else on. A client uses its address as the server's.
//!
//! Strict means: no answer without a session that the real PDS accepts, none to a parameter it does not know, none to
//! more than 25 addresses. Where the published lexicons are at hand, every request and every answer of its own is
//! judged by them, and [`AppView::assert_clean`] fails on the first fault.

mod answers;
mod front;
mod invented;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use serde_json::{Value, json};

use super::http::{self, Server};
use super::lexicon::Lexicons;
use super::paths;
use invented::Clock;
pub use invented::Person;

/// The stand-in; it ends when dropped.
#[derive(Debug)]
pub struct AppView {
    shared: Arc<Shared>,
    server: Server,
}

#[derive(Debug)]
struct Shared {
    pds: String,
    client: reqwest::Client,
    lexicons: Option<Lexicons>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    counts: HashMap<String, Counts>,
    replies: Vec<Reply>,
    notifications: Vec<Notification>,
    followers: HashMap<String, u64>,
    failures: Vec<(String, u16, String)>,
    seen: Vec<Seen>,
    faults: Vec<String>,
    clock: Clock,
}

/// The public counts of a post.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Likes.
    pub likes: u64,
    /// Reposts without words of their own.
    pub reposts: u64,
    /// Replies.
    pub replies: u64,
    /// Reposts with words of their own.
    pub quotes: u64,
}

/// A request the stand-in has answered itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The method, such as `app.bsky.feed.getPosts`.
    pub method: String,
    /// Its parameters in order.
    pub params: Vec<(String, String)>,
}

#[derive(Debug, Clone)]
struct Reply {
    uri: String,
    cid: String,
    parent: String,
    author: Person,
    record: Value,
    at: String,
}

#[derive(Debug, Clone)]
struct Notification {
    /// The account that is told.
    did: String,
    reason: &'static str,
    subject: Option<String>,
    uri: String,
    cid: String,
    author: Person,
    record: Value,
    at: String,
}

impl AppView {
    /// Starts one in front of the PDS at the address.
    pub fn in_front_of(pds: &str) -> Self {
        let lexicons =
            paths::shared("specs/atproto/lexicons").map(|folder| Lexicons::read(&folder));
        let shared = Arc::new(Shared {
            pds: pds.trim_end_matches('/').to_owned(),
            client: http::client(),
            lexicons,
            state: Mutex::default(),
        });
        let handler = shared.clone();
        let server = Server::start(0, move |request| front::answer(handler.clone(), request))
            .expect("a port is free");
        Self { shared, server }
    }

    /// Its address, without a slash at the end.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// Sets the public counts of a post.
    pub fn set_counts(&self, uri: &str, counts: Counts) {
        self.shared.state().counts.insert(uri.to_owned(), counts);
    }

    /// Sets how many followers an account has.
    pub fn set_followers(&self, did: &str, followers: u64) {
        self.shared
            .state()
            .followers
            .insert(did.to_owned(), followers);
    }

    /// Somebody likes a post: one like more, and its author is told.
    pub fn like(&self, uri: &str, author: &Person) {
        self.react(uri, author, "like", "app.bsky.feed.like", |counts| {
            counts.likes += 1
        });
    }

    /// Somebody reposts a post: one repost more, and its author is told.
    pub fn repost(&self, uri: &str, author: &Person) {
        self.react(uri, author, "repost", "app.bsky.feed.repost", |counts| {
            counts.reposts += 1
        });
    }

    /// Somebody answers a post: one reply more, its author is told. Returns the reply's address.
    pub fn reply(&self, parent: &str, author: &Person, text: &str) -> String {
        let mut state = self.shared.state();
        let at = state.clock.tick();
        let (uri, cid) = state.clock.address(author, "app.bsky.feed.post");
        let link = json!({ "uri": parent, "cid": state.clock.cid() });
        let record = json!({
            "$type": "app.bsky.feed.post", "text": text, "createdAt": at, "reply": { "root": link, "parent": link },
        });
        state.counts.entry(parent.to_owned()).or_default().replies += 1;
        state.replies.push(Reply {
            uri: uri.clone(),
            cid: cid.clone(),
            parent: parent.to_owned(),
            author: author.clone(),
            record: record.clone(),
            at: at.clone(),
        });
        let (did, subject) = (owner(parent), Some(parent.to_owned()));
        let author = author.clone();
        state.notifications.push(Notification {
            did,
            reason: "reply",
            subject,
            uri: uri.clone(),
            cid,
            author,
            record,
            at,
        });
        uri
    }

    /// Somebody names an account in a post of their own; the account is told. Returns the post's address.
    pub fn mention(&self, did: &str, author: &Person, text: &str) -> String {
        let mut state = self.shared.state();
        let at = state.clock.tick();
        let (uri, cid) = state.clock.address(author, "app.bsky.feed.post");
        let record = json!({ "$type": "app.bsky.feed.post", "text": text, "createdAt": at });
        let (did, author) = (did.to_owned(), author.clone());
        state.notifications.push(Notification {
            did,
            reason: "mention",
            subject: None,
            uri: uri.clone(),
            cid,
            author,
            record,
            at,
        });
        uri
    }

    /// The next call of the method fails with this status and error name.
    pub fn fail_next(&self, method: &str, status: u16, error: &str) {
        self.shared
            .state()
            .failures
            .push((method.to_owned(), status, error.to_owned()));
    }

    /// Every request answered here so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.shared.state().seen.clone()
    }

    /// Fails when a request or an answer has broken its lexicon.
    #[track_caller]
    pub fn assert_clean(&self) {
        let faults = self.shared.state().faults.clone();
        assert!(
            faults.is_empty(),
            "the lexicons were broken:\n{}",
            faults.join("\n")
        );
    }

    fn react(
        &self,
        uri: &str,
        author: &Person,
        reason: &'static str,
        collection: &str,
        count: impl Fn(&mut Counts),
    ) {
        let mut state = self.shared.state();
        let at = state.clock.tick();
        let (own, cid) = state.clock.address(author, collection);
        let record = json!({
            "$type": collection, "createdAt": at, "subject": { "uri": uri, "cid": state.clock.cid() },
        });
        count(state.counts.entry(uri.to_owned()).or_default());
        let (did, subject, author) = (owner(uri), Some(uri.to_owned()), author.clone());
        state.notifications.push(Notification {
            did,
            reason,
            subject,
            uri: own,
            cid,
            author,
            record,
            at,
        });
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state
            .lock()
            .expect("no other thread panicked while holding it")
    }
}

/// The account in an address `at://did/collection/key`.
fn owner(uri: &str) -> String {
    uri.trim_start_matches("at://")
        .split('/')
        .next()
        .unwrap_or_default()
        .to_owned()
}

//! A stateful Mastodon of our own, written from its documentation, for what no small real server does: idempotency
//! keys, PKCE, scheduled statuses, deleting, editing, media that take their time, rate limits.
//!
//! Strict means: no answer without a token that may do it, and every request and answer is judged by the published
//! schema where that is at hand; [`MastodonFake::assert_clean`] fails on the first fault.

mod front;
mod oauth;
mod posts;
mod schema;
mod state;
mod uploads;
mod views;

use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

use chrono::Duration;
use serde_json::Value;

use super::http::Server;
use super::paths;
use schema::Schema;
use state::{Account, State, Status};

/// Everything a channel needs to do.
pub const SCOPES: &str =
    "read:accounts read:statuses read:notifications write:statuses write:media";

/// The server; it ends when dropped.
#[derive(Debug)]
pub struct MastodonFake {
    shared: Arc<Shared>,
    _server: Server,
}

#[derive(Debug)]
struct Shared {
    url: OnceLock<String>,
    schema: Option<Schema>,
    state: Mutex<State>,
}

/// A picture or video as it arrived.
#[derive(Debug, Clone, PartialEq)]
pub struct Uploaded {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Its description.
    pub description: Option<String>,
    /// Its focal point, from -1 to 1.
    pub focus: (f64, f64),
}

impl MastodonFake {
    /// Starts one with nobody on it.
    pub fn start() -> Self {
        let shared = Arc::new(Shared {
            url: OnceLock::new(),
            schema: paths::shared("specs/mastodon/schema.json").map(|file| Schema::read(&file)),
            state: Mutex::new(State::new()),
        });
        let handler = shared.clone();
        let server = Server::start(0, move |request| {
            let shared = handler.clone();
            async move { front::answer(&shared, &request) }
        })
        .expect("a port is free");
        shared
            .url
            .set(server.url())
            .expect("the address is set once");
        Self {
            shared,
            _server: server,
        }
    }

    /// Its address, without a slash at the end.
    pub fn url(&self) -> String {
        self.shared.url().to_owned()
    }

    /// Makes an account (`kopi`, or `ani@lain.test` for somebody elsewhere), and gives its id.
    pub fn account(&self, acct: &str, name: &str) -> String {
        let mut state = self.state();
        let id = state.id();
        state.accounts.push(Account {
            id: id.clone(),
            acct: acct.to_owned(),
            name: name.to_owned(),
            followers: 0,
            suspended: false,
        });
        id
    }

    /// An access token with these scopes, as a person makes one in the server's settings.
    pub fn token(&self, account: &str, scopes: &str) -> String {
        oauth::give(&mut self.state(), "settings", account, scopes)
    }

    /// Takes all tokens of an account back, as a person does in the server's settings.
    pub fn revoke_all(&self, account: &str) {
        self.state().tokens.retain(|_, it| it.account != account);
    }

    /// How many tokens an account has.
    pub fn tokens(&self, account: &str) -> usize {
        let state = self.state();
        state
            .tokens
            .values()
            .filter(|it| it.account == account)
            .count()
    }

    /// Every secret the server has given out or was shown: client secrets, codes, verifiers, tokens.
    pub fn secrets(&self) -> Vec<String> {
        self.state().given.clone()
    }

    /// Suspends an account.
    pub fn suspend(&self, account: &str) {
        for it in self
            .state()
            .accounts
            .iter_mut()
            .filter(|it| it.id == account)
        {
            it.suspended = true;
        }
    }

    /// Sets how many followers an account has.
    pub fn set_followers(&self, account: &str, followers: u64) {
        for it in self
            .state()
            .accounts
            .iter_mut()
            .filter(|it| it.id == account)
        {
            it.followers = followers;
        }
    }

    /// Presses the button of the sign-in page as this account; gives back where the browser is sent. Panics where the
    /// real page would show an error.
    pub fn authorize(&self, page: &str, account: &str) -> String {
        oauth::authorize(&mut self.state(), page, account, true)
    }

    /// Refuses on the sign-in page.
    pub fn deny(&self, page: &str, account: &str) -> String {
        oauth::authorize(&mut self.state(), page, account, false)
    }

    /// The public statuses of an account, oldest first.
    pub fn statuses(&self, account: &str) -> Vec<Value> {
        let mut state = self.state();
        state.catch_up();
        let own = state.statuses.iter().filter(|it| it.account == account);
        own.map(|it| views::status(self.shared.url(), &state, it))
            .collect()
    }

    /// What an account has scheduled, oldest first.
    pub fn scheduled(&self, account: &str) -> Vec<Value> {
        let mut state = self.state();
        state.catch_up();
        let own = state
            .scheduled
            .iter()
            .filter(|it| it.status.account == account);
        own.map(|it| views::scheduled(self.shared.url(), &state, it))
            .collect()
    }

    /// Everything uploaded, in order.
    pub fn uploads(&self) -> Vec<Uploaded> {
        let state = self.state();
        let all = state.media.iter().map(|it| Uploaded {
            bytes: it.bytes.clone(),
            description: it.description.clone(),
            focus: it.focus,
        });
        all.collect()
    }

    /// Somebody favourites a status.
    pub fn favourite(&self, status: &str, by: &str) {
        self.react(status, by, "favourite", |it| it.favourites += 1);
    }

    /// Somebody boosts a status.
    pub fn boost(&self, status: &str, by: &str) {
        self.react(status, by, "reblog", |it| it.boosts += 1);
    }

    /// Somebody answers a status; its author is told. Gives the answer's id.
    pub fn reply(&self, status: &str, by: &str, text: &str) -> String {
        self.write(by, text, Some(status), None)
    }

    /// Somebody quotes a status; its author is told. Gives the quote's id.
    pub fn quote(&self, status: &str, by: &str, text: &str) -> String {
        self.write(by, text, None, Some(status))
    }

    /// An account posts by another program. Gives the status's id.
    pub fn post_elsewhere(&self, account: &str, text: &str) -> String {
        self.write(account, text, None, None)
    }

    /// A status disappears, as its author deletes it on the server.
    pub fn take_down(&self, status: &str) {
        self.state().statuses.retain(|it| it.id != status);
    }

    /// Puts its clock forward, so that what is scheduled comes out.
    pub fn advance(&self, by: Duration) {
        let mut state = self.state();
        state.ahead += by;
        state.catch_up();
    }

    /// Lets the next upload be worked on for so many looks.
    pub fn work_on_next_upload(&self, looks: usize) {
        self.state().working = looks;
    }

    /// Lets accounts schedule no more than this.
    pub fn set_most_scheduled(&self, most: usize) {
        self.state().most_scheduled = most;
    }

    /// The next request of this kind (`POST /api/v1/statuses`) is refused with this status, before it does anything.
    /// 429 says when to come back: in two seconds.
    pub fn refuse_next(&self, request: &str, status: u16) {
        self.state().refusals.push((request.to_owned(), status));
    }

    /// How many requests of this kind came (`POST /api/v1/statuses`).
    pub fn seen(&self, request: &str) -> usize {
        self.state().seen.iter().filter(|it| *it == request).count()
    }

    /// Fails when a request or an answer has broken the published schema.
    #[track_caller]
    pub fn assert_clean(&self) {
        let faults = self.state().faults.clone();
        assert!(
            faults.is_empty(),
            "the schema was broken:\n{}",
            faults.join("\n")
        );
    }

    fn react(&self, status: &str, by: &str, kind: &'static str, count: impl Fn(&mut Status)) {
        let mut state = self.state();
        let mut author = None;
        for it in state.statuses.iter_mut().filter(|it| it.id == status) {
            count(it);
            author = Some(it.account.clone());
        }
        let author = author.expect("there is such a status");
        state.notify(&author, kind, by, Some(status));
    }

    fn write(&self, by: &str, text: &str, reply_to: Option<&str>, quotes: Option<&str>) -> String {
        let mut state = self.state();
        let id = state.id();
        let at = state.now();
        let about = reply_to.or(quotes);
        let author = about.map(|id| {
            let found = state.status(id).expect("there is such a status");
            found.account.clone()
        });
        state.statuses.push(Status {
            id: id.clone(),
            account: by.to_owned(),
            text: text.to_owned(),
            language: Some("id".to_owned()),
            at,
            edited_at: None,
            reply_to: reply_to.map(str::to_owned),
            quotes: quotes.map(str::to_owned),
            media: Vec::new(),
            favourites: 0,
            boosts: 0,
        });
        if let Some(author) = author.filter(|it| it != by) {
            let kind = if quotes.is_some() { "quote" } else { "mention" };
            state.notify(&author, kind, by, Some(&id));
        }
        id
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state()
    }
}

impl Shared {
    fn url(&self) -> &str {
        self.url.get().map_or("", String::as_str)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state
            .lock()
            .expect("no other thread panicked while holding it")
    }
}

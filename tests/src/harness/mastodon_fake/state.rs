//! What the server remembers.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};

/// Everything.
#[derive(Debug)]
pub(super) struct State {
    pub apps: Vec<App>,
    pub codes: HashMap<String, Grant>,
    pub tokens: HashMap<String, Token>,
    pub accounts: Vec<Account>,
    pub statuses: Vec<Status>,
    pub scheduled: Vec<Scheduled>,
    pub media: Vec<Media>,
    pub notifications: Vec<Notification>,
    /// Idempotency keys by account and key, with what they made and when.
    pub keys: HashMap<(String, String), (String, DateTime<Utc>)>,
    /// How far its clock is ahead of the computer's.
    pub ahead: Duration,
    /// Requests whose next one is refused, with the status.
    pub refusals: Vec<(String, u16)>,
    /// How often the next upload answers that it is being worked on.
    pub working: usize,
    /// How many statuses an account may have scheduled.
    pub most_scheduled: usize,
    /// Every secret that was ever given out or shown: client secrets, codes, verifiers, tokens.
    pub given: Vec<String>,
    pub faults: Vec<String>,
    pub seen: Vec<String>,
    next: u64,
}

#[derive(Debug, Clone)]
pub(super) struct App {
    pub id: String,
    pub secret: String,
    pub redirects: Vec<String>,
    pub scopes: String,
}

#[derive(Debug, Clone)]
pub(super) struct Grant {
    pub app: String,
    pub account: String,
    pub redirect: String,
    pub challenge: String,
    pub scopes: String,
}

#[derive(Debug, Clone)]
pub(super) struct Token {
    pub app: String,
    pub account: String,
    pub scopes: String,
}

#[derive(Debug, Clone)]
pub(super) struct Account {
    pub id: String,
    pub acct: String,
    pub name: String,
    pub followers: u64,
    pub suspended: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Status {
    pub id: String,
    pub account: String,
    pub text: String,
    pub language: Option<String>,
    pub at: DateTime<Utc>,
    pub edited_at: Option<DateTime<Utc>>,
    pub reply_to: Option<String>,
    pub quotes: Option<String>,
    pub media: Vec<String>,
    pub favourites: u64,
    pub boosts: u64,
}

#[derive(Debug, Clone)]
pub(super) struct Scheduled {
    pub id: String,
    pub at: DateTime<Utc>,
    /// What it will be.
    pub status: Status,
}

#[derive(Debug, Clone)]
pub(super) struct Media {
    pub id: String,
    pub account: String,
    pub kind: &'static str,
    pub bytes: Vec<u8>,
    pub description: Option<String>,
    pub focus: (f64, f64),
    pub working: usize,
    pub attached: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Notification {
    pub id: String,
    pub to: String,
    pub kind: &'static str,
    pub from: String,
    pub status: Option<String>,
    pub at: DateTime<Utc>,
}

impl State {
    pub(super) fn new() -> Self {
        Self {
            apps: Vec::new(),
            codes: HashMap::new(),
            tokens: HashMap::new(),
            accounts: Vec::new(),
            statuses: Vec::new(),
            scheduled: Vec::new(),
            media: Vec::new(),
            notifications: Vec::new(),
            keys: HashMap::new(),
            ahead: Duration::zero(),
            refusals: Vec::new(),
            working: 0,
            most_scheduled: 300,
            given: Vec::new(),
            faults: Vec::new(),
            seen: Vec::new(),
            next: 110_000_000_000_000_000,
        }
    }

    pub(super) fn id(&mut self) -> String {
        self.next += 1;
        self.next.to_string()
    }

    /// Its time.
    pub(super) fn now(&self) -> DateTime<Utc> {
        Utc::now() + self.ahead
    }

    /// Publishes what was scheduled for a time that has come.
    pub(super) fn catch_up(&mut self) {
        let now = self.now();
        let (due, later) = std::mem::take(&mut self.scheduled)
            .into_iter()
            .partition(|it| it.at <= now);
        self.scheduled = later;
        let due: Vec<Scheduled> = due;
        for it in due {
            let id = self.id();
            self.statuses.push(Status {
                id,
                at: it.at,
                ..it.status
            });
        }
    }

    pub(super) fn account(&self, id: &str) -> &Account {
        self.accounts
            .iter()
            .find(|it| it.id == id)
            .expect("accounts are never forgotten")
    }

    pub(super) fn status(&self, id: &str) -> Option<&Status> {
        self.statuses.iter().find(|it| it.id == id)
    }

    pub(super) fn notify(
        &mut self,
        to: &str,
        kind: &'static str,
        from: &str,
        status: Option<&str>,
    ) {
        let (id, at) = (self.id(), self.now());
        self.notifications.push(Notification {
            id,
            to: to.to_owned(),
            kind,
            from: from.to_owned(),
            status: status.map(str::to_owned),
            at,
        });
    }
}

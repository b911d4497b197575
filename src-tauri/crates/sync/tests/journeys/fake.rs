//! A scripted network. It does not recognise repeats: whatever it accepts is one more post, so an
//! engine that sends twice is found out at once.

use async_trait::async_trait;
use kelola_domain::{
    delivery::DeliveryState,
    network::{Abilities, MediaRules, NetworkId, Pace, Profile},
    time::Instant,
};
use kelola_networks::{
    Account, AccountInfo, Ahead, Client, Counts, FindLost, HandOff, Held, Inbox, Incoming, Kind,
    Network, NetworkError, Outgoing, Published, ReadCounts, ReadInbox, Withdrawn,
};
use kelola_store::{Clock, ManualClock};
use std::{
    collections::VecDeque,
    io::Write,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};
use tokio::sync::Notify;

/// What happens to a request to publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Accepted and answered.
    None,
    /// The request never left.
    Offline,
    /// No answer, and nothing was published.
    LostOnTheWay,
    /// No answer, although it was published.
    LostOnTheWayBack,
    /// No answer ever, before publishing: the moment to kill the engine.
    HangsBefore,
    /// No answer ever, after publishing.
    HangsAfter,
    /// No answer ever, halfway: what was held is gone, the new one is not there.
    HangsBetween,
    /// Refused with this kind, and a wait in seconds.
    Refused(Kind, Option<u64>),
}

/// The server and everything that ever reached it.
#[derive(Default)]
pub struct Server {
    /// Every accepted post: its request id and text.
    pub posts: Vec<(String, String)>,
    /// What each accepted post answers, in the same order: the piece before it and the first of its thread.
    pub answers: Vec<Option<(String, String)>>,
    /// What happens to the next requests to publish; afterwards all goes well.
    pub script: VecDeque<Fault>,
    /// Nothing answers.
    pub down: bool,
    /// The sign-in is refused.
    pub signed_out: bool,
    /// The server's clock is ahead of ours.
    pub ahead: Option<chrono::Duration>,
    /// How often anything was asked.
    pub questions: u32,
    /// Likes of every post.
    pub likes: i64,
    /// What people wrote, newest last.
    pub inbox: Vec<Incoming>,
    /// What is held until its time.
    pub held: Vec<Kept>,
    /// The request id whose request is never answered.
    pub stuck: Option<String>,
    /// The network forgets to publish what it holds.
    pub asleep: bool,
    /// How often a request to publish, hold or change came.
    pub requests: Vec<Instant>,
    /// How many names were given.
    names: u32,
    /// Where posts are kept too, for a server that outlives the program.
    pub file: Option<PathBuf>,
}

/// Something held until its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its name.
    pub remote_id: String,
    /// Its request id.
    pub request_id: String,
    /// Its text.
    pub text: String,
    /// When it is published.
    pub at: Instant,
}

/// Access to a server that tests and the network share.
#[derive(Clone)]
pub struct Shared {
    server: Arc<Mutex<Server>>,
    /// The server's own clock.
    clock: Arc<Mutex<Option<Arc<ManualClock>>>>,
    /// Told when a request hangs.
    pub hung: Arc<Notify>,
}

impl Shared {
    pub fn new() -> Self {
        Self {
            server: Arc::default(),
            clock: Arc::default(),
            hung: Arc::default(),
        }
    }

    /// The server, after it has published whatever it held until now.
    pub fn get(&self) -> MutexGuard<'_, Server> {
        let mut server = self
            .server
            .lock()
            .expect("no test panics while it holds the server");
        if let Some(clock) = self.clock.lock().expect("the clock").as_ref() {
            server.pass(clock.now());
        }
        server
    }

    /// Gives the server a clock.
    pub fn set_clock(&self, clock: &Arc<ManualClock>) {
        *self.clock.lock().expect("the clock") = Some(Arc::clone(clock));
    }

    fn now(&self) -> Instant {
        let clock = self.clock.lock().expect("the clock");
        clock.as_ref().expect("a clock").now()
    }

    /// What is held of a request id.
    pub fn held(&self, request_id: &str) -> Vec<Kept> {
        let server = self.get();
        let of = |it: &&Kept| it.request_id == request_id;
        server.held.iter().filter(of).cloned().collect()
    }

    /// A server that keeps its posts in a file, one request id a line.
    pub fn kept_in(file: PathBuf) -> Self {
        let it = Self::new();
        let ids = std::fs::read_to_string(&file).unwrap_or_default();
        it.get().posts = ids
            .lines()
            .map(|id| (id.to_owned(), String::new()))
            .collect();
        it.get().file = Some(file);
        it
    }

    /// How many posts of a request id there are.
    pub fn count(&self, request_id: &str) -> usize {
        self.get()
            .posts
            .iter()
            .filter(|(id, _)| id == request_id)
            .count()
    }

    fn answers(&self) -> Result<(), NetworkError> {
        let mut server = self.get();
        server.questions += 1;
        match (server.down, server.signed_out) {
            (true, _) => Err(NetworkError::new(Kind::Offline)),
            (_, true) => Err(NetworkError::new(Kind::SignInExpired)),
            _ => Ok(()),
        }
    }

    fn accept(&self, what: &Outgoing<'_>) -> Published {
        let mut server = self.get();
        let answers = what.reply_to;
        server
            .answers
            .push(answers.map(|it| (it.parent.to_owned(), it.root.to_owned())));
        server
            .posts
            .push((what.request_id.to_owned(), what.frozen.content.text.clone()));
        if let Some(file) = &server.file {
            let mut file = std::fs::OpenOptions::new()
                .create(true)
                .append(true)
                .open(file)
                .expect("the server's file");
            writeln!(file, "{}", what.request_id).expect("a line");
        }
        published(what.request_id)
    }
}

impl Server {
    fn pass(&mut self, now: Instant) {
        if self.asleep {
            return;
        }
        let (out, held): (Vec<_>, Vec<_>) = self.held.drain(..).partition(|it| it.at <= now);
        self.held = held;
        self.answers.extend(out.iter().map(|_| None));
        let out = out.into_iter().map(|it| (it.request_id, it.text));
        self.posts.extend(out);
    }

    /// Holds one more, whatever is held already.
    fn keep(&mut self, what: &Outgoing<'_>, at: Instant) -> Kept {
        self.names += 1;
        let kept = Kept {
            remote_id: format!("held:{}:{}", self.names, what.request_id),
            request_id: what.request_id.to_owned(),
            text: what.frozen.content.text.clone(),
            at,
        };
        self.held.push(kept.clone());
        kept
    }

    fn stands(&self, remote_id: &str) -> Held {
        if let Some(it) = self.held.iter().find(|it| it.remote_id == remote_id) {
            return waiting(it);
        }
        // The name of what is held ends in the request id.
        let request_id = remote_id.splitn(3, ':').last().unwrap_or_default();
        if self.posts.iter().any(|(id, _)| id == request_id) {
            Held::Out(published(request_id))
        } else {
            Held::Gone
        }
    }
}

fn waiting(it: &Kept) -> Held {
    Held::Waiting {
        remote_id: it.remote_id.clone(),
        at: it.at,
    }
}

fn published(request_id: &str) -> Published {
    Published {
        remote_id: format!("post:{request_id}"),
        url: Some(format!("https://example.test/{request_id}")),
        at: None,
        state: DeliveryState::Live,
    }
}

/// The network over a shared server.
pub struct Fake {
    profile: Profile,
    server: Option<Shared>,
    /// It cannot change what it holds: it gives it back and takes it anew under another name.
    replaces: bool,
}

impl Fake {
    /// A network that can do everything.
    pub fn whole(server: &Shared) -> Box<dyn Network> {
        let abilities = Abilities {
            publish: true,
            find_lost: true,
            counts: true,
            inbox: true,
            ..Abilities::default()
        };
        Box::new(Self {
            profile: profile("whole", abilities),
            server: Some(server.clone()),
            replaces: false,
        })
    }

    /// A network that cannot be read back.
    pub fn blind(server: &Shared) -> Box<dyn Network> {
        let abilities = Abilities {
            publish: true,
            ..Abilities::default()
        };
        Box::new(Self {
            profile: profile("blind", abilities),
            server: Some(server.clone()),
            replaces: false,
        })
    }

    /// A network that holds posts until their time and can change what it holds.
    pub fn holding(server: &Shared) -> Box<dyn Network> {
        Self::holds("holding", server, false)
    }

    /// A network that holds posts until their time and replaces what it holds.
    pub fn replacing(server: &Shared) -> Box<dyn Network> {
        Self::holds("replacing", server, true)
    }

    fn holds(id: &str, server: &Shared, replaces: bool) -> Box<dyn Network> {
        let abilities = Abilities {
            publish: true,
            find_lost: true,
            hand_off: true,
            ..Abilities::default()
        };
        Box::new(Self {
            profile: profile(id, abilities),
            server: Some(server.clone()),
            replaces,
        })
    }

    /// A network that takes so many posts within so many seconds, and is not read back.
    pub fn slow(server: &Shared, count: u32, per_secs: u32) -> Box<dyn Network> {
        let abilities = Abilities {
            publish: true,
            find_lost: true,
            ..Abilities::default()
        };
        let mut profile = profile("slow", abilities);
        profile.pace = vec![Pace { count, per_secs }];
        Box::new(Self {
            profile,
            server: Some(server.clone()),
            replaces: false,
        })
    }

    /// A network posted to by hand.
    pub fn manual() -> Box<dyn Network> {
        Box::new(Self {
            profile: profile("manual", Abilities::default()),
            server: None,
            replaces: false,
        })
    }
}

fn profile(id: &str, abilities: Abilities) -> Profile {
    Profile {
        id: NetworkId::from(id),
        name: id.to_owned(),
        as_of: chrono::NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day"),
        kinds: vec!["text".into()],
        media: MediaRules {
            max_images: 4,
            alt_text: true,
            ..MediaRules::default()
        },
        abilities,
        ..Profile::default()
    }
}

impl Network for Fake {
    fn profile(&self) -> &Profile {
        &self.profile
    }

    fn client(&self) -> Option<&dyn Client> {
        self.server.as_ref().map(|_| self as &dyn Client)
    }
}

impl Fake {
    fn server(&self) -> &Shared {
        self.server.as_ref().expect("a client has a server")
    }
}

#[async_trait]
impl Client for Fake {
    async fn test(&self, _: &Account<'_>) -> Result<AccountInfo, NetworkError> {
        self.server().answers()?;
        Ok(AccountInfo::named("account", "kopi"))
    }

    async fn publish(
        &self,
        _: &Account<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError> {
        if self.server().get().stuck.as_deref() == Some(what.request_id) {
            return self.hang().await;
        }
        self.request(|server| server.accept(what)).await
    }

    fn lost(&self) -> Option<&dyn FindLost> {
        self.profile
            .abilities
            .find_lost
            .then_some(self as &dyn FindLost)
    }

    fn counts(&self) -> Option<&dyn ReadCounts> {
        self.profile
            .abilities
            .counts
            .then_some(self as &dyn ReadCounts)
    }

    fn inbox(&self) -> Option<&dyn ReadInbox> {
        self.profile
            .abilities
            .inbox
            .then_some(self as &dyn ReadInbox)
    }

    fn hand_off(&self) -> Option<&dyn HandOff> {
        self.profile
            .abilities
            .hand_off
            .then_some(self as &dyn HandOff)
    }

    fn clock_difference(&self) -> Option<chrono::Duration> {
        self.server().get().ahead
    }
}

impl Fake {
    /// Meets the next fault of the script, with or without its effect.
    async fn request<T: Send>(
        &self,
        effect: impl FnOnce(&Shared) -> T + Send,
    ) -> Result<T, NetworkError> {
        let server = self.server();
        server.answers()?;
        let now = server.now();
        server.get().requests.push(now);
        let fault = server.get().script.pop_front().unwrap_or(Fault::None);
        match fault {
            Fault::None => Ok(effect(server)),
            Fault::Offline => Err(NetworkError::new(Kind::Offline)),
            Fault::LostOnTheWay => Err(NetworkError::new(Kind::UnknownOutcome)),
            Fault::LostOnTheWayBack => {
                effect(server);
                Err(NetworkError::new(Kind::UnknownOutcome))
            }
            Fault::HangsBefore => self.hang().await,
            Fault::HangsAfter | Fault::HangsBetween => {
                effect(server);
                self.hang().await
            }
            Fault::Refused(kind, wait) => Err(NetworkError::new(kind)
                .raw("their words")
                .after(wait.map(Duration::from_secs))),
        }
    }

    async fn hang<T>(&self) -> Result<T, NetworkError> {
        self.server().hung.notify_one();
        std::future::pending().await
    }
}

#[async_trait]
impl HandOff for Fake {
    fn ahead(&self) -> Ahead {
        Ahead {
            least_minutes: 5,
            most_minutes: 7 * 24 * 60,
        }
    }

    async fn hand_off(
        &self,
        _: &Account<'_>,
        what: &Outgoing<'_>,
        at: Instant,
    ) -> Result<Published, NetworkError> {
        self.request(|server| {
            let kept = server.get().keep(what, at);
            Published {
                remote_id: kept.remote_id,
                url: None,
                at: None,
                state: DeliveryState::HandedOff,
            }
        })
        .await
    }

    async fn change(
        &self,
        _: &Account<'_>,
        remote_id: &str,
        what: &Outgoing<'_>,
        at: Instant,
    ) -> Result<Held, NetworkError> {
        let halfway = self.server().get().script.front() == Some(&Fault::HangsBetween);
        let replaces = self.replaces;
        self.request(|server| {
            let mut server = server.get();
            let Some(place) = server.held.iter().position(|it| it.remote_id == remote_id) else {
                return server.stands(remote_id);
            };
            if replaces {
                server.held.remove(place);
                if halfway {
                    return Held::Gone;
                }
                return waiting(&server.keep(what, at));
            }
            let kept = &mut server.held[place];
            (kept.text, kept.at) = (what.frozen.content.text.clone(), at);
            waiting(kept)
        })
        .await
    }

    async fn withdraw(&self, _: &Account<'_>, remote_id: &str) -> Result<Withdrawn, NetworkError> {
        self.request(|server| {
            let mut server = server.get();
            if let Held::Out(published) = server.stands(remote_id) {
                return Withdrawn::Out(published);
            }
            server.held.retain(|it| it.remote_id != remote_id);
            Withdrawn::Yes
        })
        .await
    }

    async fn look(&self, _: &Account<'_>, remote_id: &str) -> Result<Held, NetworkError> {
        self.server().answers()?;
        Ok(self.server().get().stands(remote_id))
    }
}

#[async_trait]
impl FindLost for Fake {
    async fn find(
        &self,
        _: &Account<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Option<Published>, NetworkError> {
        self.server().answers()?;
        if self.server().count(what.request_id) > 0 {
            return Ok(Some(published(what.request_id)));
        }
        let held = self.server().held(what.request_id).into_iter().next();
        Ok(held.map(|it| Published {
            remote_id: it.remote_id,
            url: None,
            at: Some(it.at),
            state: DeliveryState::HandedOff,
        }))
    }
}

#[async_trait]
impl ReadCounts for Fake {
    async fn counts(
        &self,
        _: &Account<'_>,
        remote_ids: &[String],
    ) -> Result<Vec<Counts>, NetworkError> {
        self.server().answers()?;
        let likes = Some(self.server().get().likes);
        Ok(remote_ids
            .iter()
            .map(|it| Counts {
                remote_id: it.clone(),
                likes,
                comments: Some(0),
                ..Counts::default()
            })
            .collect())
    }

    async fn followers(&self, _: &Account<'_>) -> Result<Option<i64>, NetworkError> {
        self.server().answers()?;
        Ok(Some(1200))
    }
}

#[async_trait]
impl ReadInbox for Fake {
    async fn messages(&self, _: &Account<'_>, cursor: Option<&str>) -> Result<Inbox, NetworkError> {
        self.server().answers()?;
        let server = self.server().get();
        let seen: usize = cursor.and_then(|it| it.parse().ok()).unwrap_or(0);
        // The last one comes again, as real servers do.
        let messages = server
            .inbox
            .iter()
            .skip(seen.saturating_sub(1))
            .take(2)
            .cloned()
            .collect::<Vec<_>>();
        let cursor = seen.saturating_sub(1) + messages.len();
        Ok(Inbox {
            messages,
            cursor: (cursor > 0).then(|| cursor.to_string()),
        })
    }
}

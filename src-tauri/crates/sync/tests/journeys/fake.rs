//! A scripted network. It does not recognise repeats: whatever it accepts is one more post, so an
//! engine that sends twice is found out at once.

use async_trait::async_trait;
use kelola_domain::{
    delivery::DeliveryState,
    network::{Abilities, MediaRules, NetworkId, Profile},
};
use kelola_networks::{
    Account, AccountInfo, Client, Counts, FindLost, Inbox, Incoming, Kind, Network, NetworkError,
    Outgoing, Published, ReadCounts, ReadInbox,
};
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
    /// Where posts are kept too, for a server that outlives the program.
    pub file: Option<PathBuf>,
}

/// Access to a server that tests and the network share.
#[derive(Clone)]
pub struct Shared {
    server: Arc<Mutex<Server>>,
    /// Told when a request hangs.
    pub hung: Arc<Notify>,
}

impl Shared {
    pub fn new() -> Self {
        Self {
            server: Arc::default(),
            hung: Arc::default(),
        }
    }

    pub fn get(&self) -> MutexGuard<'_, Server> {
        self.server
            .lock()
            .expect("no test panics while it holds the server")
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
        })
    }

    /// A network posted to by hand.
    pub fn manual() -> Box<dyn Network> {
        Box::new(Self {
            profile: profile("manual", Abilities::default()),
            server: None,
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
        let server = self.server();
        server.answers()?;
        let fault = server.get().script.pop_front().unwrap_or(Fault::None);
        match fault {
            Fault::None => Ok(server.accept(what)),
            Fault::Offline => Err(NetworkError::new(Kind::Offline)),
            Fault::LostOnTheWay => Err(NetworkError::new(Kind::UnknownOutcome)),
            Fault::LostOnTheWayBack => {
                server.accept(what);
                Err(NetworkError::new(Kind::UnknownOutcome))
            }
            Fault::HangsBefore => self.hang().await,
            Fault::HangsAfter => {
                server.accept(what);
                self.hang().await
            }
            Fault::Refused(kind, wait) => Err(NetworkError::new(kind)
                .raw("their words")
                .after(wait.map(Duration::from_secs))),
        }
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

    fn clock_difference(&self) -> Option<chrono::Duration> {
        self.server().get().ahead
    }
}

impl Fake {
    async fn hang(&self) -> Result<Published, NetworkError> {
        self.server().hung.notify_one();
        std::future::pending().await
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
        Ok((self.server().count(what.request_id) > 0).then(|| published(what.request_id)))
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

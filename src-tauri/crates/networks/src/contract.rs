//! What a network is to the rest of Kelola.

use crate::{
    account::{Account, Secret},
    error::NetworkError,
    http,
    media::OutgoingMedia,
};
use async_trait::async_trait;
use kelola_domain::{
    channel::{Channel, CheckLine, CheckWhat, ServerLimits},
    delivery::{DeliveryState, Frozen, Role},
    message::MessageKind,
    network::Profile,
    time::Instant,
};
use url::Url;

/// A network.
pub trait Network: Send + Sync {
    /// Its rules.
    fn profile(&self) -> &Profile;

    /// Its client; `None` for a network posted to by hand.
    fn client(&self) -> Option<&dyn Client> {
        None
    }

    /// The address of a server as it is kept, from what a person typed.
    ///
    /// # Errors
    /// When it is no address, or a password must not be sent there.
    fn server(&self, typed: &str) -> Result<Url, NetworkError> {
        http::server(typed)
    }

    /// The codes its failures carry beyond the common ones; `words.json` in its folder has their words.
    fn codes(&self) -> &'static [&'static str] {
        &[]
    }
}

/// Publishes on a network.
#[async_trait]
pub trait Client: Send + Sync {
    /// Signs in (or refreshes) and says who it is; the connection test.
    ///
    /// # Errors
    /// Any kind but `UnknownOutcome`.
    async fn test(&self, who: &Account<'_>) -> Result<AccountInfo, NetworkError>;

    /// Tries everything the channel needs, line by line.
    async fn examine(&self, who: &Account<'_>) -> Examination {
        Examination::of_test(self.test(who).await)
    }

    /// Publishes. Repeating it with the same request id never makes a second post where [`FindLost`] is offered.
    ///
    /// # Errors
    /// `UnknownOutcome` exactly when the post may exist although no answer came.
    async fn publish(
        &self,
        who: &Account<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError>;

    /// Settles lost answers by reading back.
    fn lost(&self) -> Option<&dyn FindLost> {
        None
    }

    /// Reads counts.
    fn counts(&self) -> Option<&dyn ReadCounts> {
        None
    }

    /// Reads replies and mentions.
    fn inbox(&self) -> Option<&dyn ReadInbox> {
        None
    }

    /// Lets the network hold a post until its time.
    fn hand_off(&self) -> Option<&dyn HandOff> {
        None
    }

    /// Goes on with what it accepted and is still working on.
    fn unfinished(&self) -> Option<&dyn Finish> {
        None
    }

    /// Changes what is public.
    fn edit(&self) -> Option<&dyn Edit> {
        None
    }

    /// Takes down what is public.
    fn remove(&self) -> Option<&dyn Remove> {
        None
    }

    /// Signs in on the network's own page.
    fn browser_sign_in(&self) -> Option<&dyn BrowserSignIn> {
        None
    }

    /// How far the network's clock was ahead of this computer's when last heard; negative = behind.
    fn clock_difference(&self) -> Option<chrono::Duration> {
        None
    }

    /// The request id of a new delivery, kept for life.
    fn request_id(&self, now: Instant, random: u64) -> String {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        let mut bytes = [0; 10];
        let (_, tail) = bytes.split_at_mut(2);
        tail.copy_from_slice(&random.to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes)
            .into_uuid()
            .to_string()
    }
}

/// Finds a post whose answer was lost.
#[async_trait]
pub trait FindLost: Send + Sync {
    /// The post of this request id; `Ok(None)` = certainly not there.
    ///
    /// # Errors
    /// When the network could not say.
    async fn find(
        &self,
        who: &Account<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Option<Published>, NetworkError>;
}

/// Goes on with what the network accepted and is still working on: a video that is being prepared.
#[async_trait]
pub trait Finish: Send + Sync {
    /// How that stands which [`Client::publish`] left `Processing` under the name `handle`; published now, where that
    /// takes a request of ours. `what` carries no bytes: those are with the network. Repeating it never makes a
    /// second post.
    ///
    /// # Errors
    /// `Rejected` when the network gave it up, `UnknownOutcome` when the post may exist although no answer came.
    async fn go_on(
        &self,
        who: &Account<'_>,
        handle: &str,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError>;
}

/// Lets the network hold a post until its time, so that the laptop may sleep.
#[async_trait]
pub trait HandOff: Send + Sync {
    /// How far ahead the network takes a post.
    fn ahead(&self) -> Ahead;

    /// Hands a post over. Repeating it with the same request id never makes a second one where [`FindLost`] is
    /// offered; [`FindLost::find`] then also finds what is held, with the state `HandedOff`.
    ///
    /// # Errors
    /// `UnknownOutcome` exactly when the network may hold it although no answer came.
    async fn hand_off(
        &self,
        who: &Account<'_>,
        what: &Outgoing<'_>,
        at: Instant,
    ) -> Result<Published, NetworkError>;

    /// Makes what the network holds say `what` and wait for `at`; harmless when it already does. The name may change:
    /// a network without a way to edit withdraws and hands over anew.
    ///
    /// # Errors
    /// When nothing was changed, or it is not known whether it was (`UnknownOutcome`).
    async fn change(
        &self,
        who: &Account<'_>,
        remote_id: &str,
        what: &Outgoing<'_>,
        at: Instant,
    ) -> Result<Held, NetworkError>;

    /// Takes back what the network holds; harmless when it is gone already.
    ///
    /// # Errors
    /// When it is not known to be gone.
    async fn withdraw(&self, who: &Account<'_>, remote_id: &str)
    -> Result<Withdrawn, NetworkError>;

    /// How a post handed over stands.
    ///
    /// # Errors
    /// When the network could not say.
    async fn look(&self, who: &Account<'_>, remote_id: &str) -> Result<Held, NetworkError>;
}

/// How far ahead a network takes a post, in minutes before its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ahead {
    /// At least.
    pub least_minutes: u32,
    /// At most.
    pub most_minutes: u32,
}

/// How a post handed over stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// The network holds it, under this name, until then.
    Waiting {
        /// The network's name for it.
        remote_id: String,
        /// When it will be published.
        at: Instant,
    },
    /// It is out.
    Out(Published),
    /// The network neither holds it nor published it.
    Gone,
}

/// What came of taking back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Withdrawn {
    /// It will not be published.
    Yes,
    /// It is out already.
    Out(Published),
}

/// Changes what is public.
#[async_trait]
pub trait Edit: Send + Sync {
    /// Makes a public post say `what`; harmless when it already does.
    ///
    /// # Errors
    /// When it is not known to say so.
    async fn edit(
        &self,
        who: &Account<'_>,
        remote_id: &str,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError>;
}

/// Takes down what is public.
#[async_trait]
pub trait Remove: Send + Sync {
    /// Takes a post down; harmless when it is gone already.
    ///
    /// # Errors
    /// When it is not known to be gone.
    async fn remove(
        &self,
        who: &Account<'_>,
        remote_id: &str,
        role: Role,
    ) -> Result<(), NetworkError>;
}

/// Signs in on the network's own page, in the system's browser; the code comes back to a listener on this computer.
#[async_trait]
pub trait BrowserSignIn: Send + Sync {
    /// Registers this program with the server where needed and says which page to open.
    ///
    /// # Errors
    /// When the server cannot be used.
    async fn begin(&self, server: Option<&str>, redirect: &Url)
    -> Result<SignInPage, NetworkError>;

    /// Exchanges the code for the channel's tokens and stores them in its vault. What was stored before stays until
    /// the new tokens are in hand.
    ///
    /// # Errors
    /// When the server refuses the code or the vault cannot be used.
    async fn finish(
        &self,
        who: &Account<'_>,
        page: &SignInPage,
        code: &Secret,
    ) -> Result<AccountInfo, NetworkError>;
}

/// The page one signs in on.
pub struct SignInPage {
    /// What to open in the browser; https, or http to loopback.
    pub url: Url,
    /// What the answer must carry: made anew for every try.
    pub state: Secret,
    /// Where the answer comes to.
    pub redirect: Url,
    /// What [`BrowserSignIn::finish`] needs to know again, as JSON; never stored outside the keychain.
    pub pending: Secret,
}

/// Reads numbers.
#[async_trait]
pub trait ReadCounts: Send + Sync {
    /// Counts of posts; a post the network no longer knows is left out.
    ///
    /// # Errors
    /// When nothing could be read.
    async fn counts(
        &self,
        who: &Account<'_>,
        remote_ids: &[String],
    ) -> Result<Vec<Counts>, NetworkError>;

    /// Followers of the account; `None` where the network does not say.
    ///
    /// # Errors
    /// When nothing could be read.
    async fn followers(&self, who: &Account<'_>) -> Result<Option<i64>, NetworkError>;
}

/// Reads what people wrote.
#[async_trait]
pub trait ReadInbox: Send + Sync {
    /// Messages since `cursor` (a value an earlier call gave), oldest first. A message may come twice.
    ///
    /// # Errors
    /// When nothing could be read.
    async fn messages(
        &self,
        who: &Account<'_>,
        cursor: Option<&str>,
    ) -> Result<Inbox, NetworkError>;
}

/// Who an account is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountInfo {
    /// The network's own identifier.
    pub remote_id: String,
    /// The public name, without a leading `@`.
    pub handle: String,
    /// What the account calls itself, where the network says.
    pub name: Option<String>,
    /// The kind the channel turned out to have (a flavour of the network, an account tier); none = unchanged.
    pub kind: Option<String>,
    /// The server's software and version, where it says.
    pub software: Option<String>,
    /// The server's own limits, where it tells them.
    pub limits: Option<ServerLimits>,
    /// When the sign-in ends unless the person renews it.
    pub expires_at: Option<Instant>,
}

impl AccountInfo {
    /// An account of which only the names are known.
    #[must_use]
    pub fn named(remote_id: impl Into<String>, handle: impl Into<String>) -> Self {
        Self {
            remote_id: remote_id.into(),
            handle: handle.into(),
            name: None,
            kind: None,
            software: None,
            limits: None,
            expires_at: None,
        }
    }

    /// Writes down in the channel what the server told; what it did not tell stays as it was.
    pub fn note(&self, channel: &mut Channel, now: Instant) {
        channel.remote_id = Some(self.remote_id.clone());
        if let Some(kind) = &self.kind {
            channel.kind.clone_from(kind);
        }
        let told = self.software.is_some() || self.limits.is_some() || self.expires_at.is_some();
        if !told {
            return;
        }
        let facts = channel.facts.get_or_insert_default();
        facts.software = self.software.clone().or(facts.software.take());
        if let Some(limits) = &self.limits {
            facts.limits = limits.clone();
        }
        facts.expires_at = self.expires_at.or(facts.expires_at);
        facts.asked_at = Some(now);
    }
}

/// What a self-test showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examination {
    /// The lines, in the order of [`CheckWhat`].
    pub lines: Vec<CheckLine>,
    /// Who the account is, where the sign-in went well; else what went wrong.
    pub account: Result<AccountInfo, NetworkError>,
}

impl Examination {
    /// What a plain connection test says about the first lines.
    #[must_use]
    pub fn of_test(account: Result<AccountInfo, NetworkError>) -> Self {
        use crate::error::Kind;
        let passed = |what| CheckLine {
            what,
            passed: true,
            code: None,
            raw: None,
        };
        let lines = match &account {
            Ok(_) => vec![
                passed(CheckWhat::ServerAnswers),
                passed(CheckWhat::ClockAgrees),
                passed(CheckWhat::SignedIn),
            ],
            Err(error) => {
                let stuck = match error.kind {
                    _ if error.code == "clock_skewed" => CheckWhat::ClockAgrees,
                    Kind::SignInExpired => CheckWhat::SignedIn,
                    Kind::MissingPermission | Kind::QuotaOrPolicy => CheckWhat::MayPublish,
                    _ => CheckWhat::ServerAnswers,
                };
                let before = CheckWhat::ALL
                    .into_iter()
                    .take_while(|it| *it < stuck)
                    .map(passed);
                before.chain([error.as_check(stuck)]).collect()
            }
        };
        Self { lines, account }
    }
}

/// What is to be published.
#[derive(Clone)]
pub struct Outgoing<'a> {
    /// The delivery's request id.
    pub request_id: &'a str,
    /// Which piece of a variant it is.
    pub role: Role,
    /// What it answers, for a further part of a thread and for a first comment.
    pub reply_to: Option<ReplyTo<'a>>,
    /// What was frozen when `sending` was entered; for a further piece, its words and pictures alone.
    pub frozen: &'a Frozen,
    /// The pictures, or the video, in order.
    pub media: Vec<OutgoingMedia>,
}

/// What a piece answers, by the network's own names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReplyTo<'a> {
    /// The piece right before it.
    pub parent: &'a str,
    /// The post the thread began with.
    pub root: &'a str,
}

/// What was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The network's name for it.
    pub remote_id: String,
    /// The public address.
    pub url: Option<String>,
    /// When, as the network says.
    pub at: Option<Instant>,
    /// `Live`, `Processing` or `InNetworkDraft`.
    pub state: DeliveryState,
}

/// Counts of one post; `None` = the network does not say, which is not zero.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// The post.
    pub remote_id: String,
    /// Likes and reactions.
    pub likes: Option<i64>,
    /// Comments and replies.
    pub comments: Option<i64>,
    /// Shares, reposts and quotes.
    pub shares: Option<i64>,
    /// Saves and bookmarks.
    pub saves: Option<i64>,
    /// Times shown.
    pub views: Option<i64>,
}

/// A page of messages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inbox {
    /// The messages, oldest first.
    pub messages: Vec<Incoming>,
    /// What to hand in next time; `None` = nothing has ever come.
    pub cursor: Option<String>,
}

/// An incoming message: hostile plain text, lengths bounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The network's name for it.
    pub remote_id: String,
    /// The post of ours it answers or quotes.
    pub in_reply_to: Option<String>,
    /// What kind.
    pub kind: MessageKind,
    /// Public name of the author.
    pub author: String,
    /// What the author calls himself.
    pub author_name: String,
    /// The words.
    pub text: String,
    /// When it was written, as the network says.
    pub at: Instant,
    /// Its public address.
    pub url: Option<String>,
}

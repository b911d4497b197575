//! Makes sure a channel's server can be reached and agrees about the time, before anything is put at
//! stake: a train without signal is noticed by a question, not by a post that may have gone out.

use crate::{
    Engine, EngineEvent, SyncError,
    retry::{self, AfterRead, ForChannel},
};
use chrono::Duration;
use kelola_domain::{
    channel::{Channel, Connection},
    ids::ChannelId,
};
use kelola_networks::{Client, NetworkError};
use kelola_store::channels;

/// The most seconds our clock and a server's may differ.
const CLOCK_TOLERANCE_SECS: i64 = 120;

/// Whether a channel is ready.
pub(crate) enum Reach {
    /// It answers; the channel with what it told about itself.
    Ready(Box<Channel>),
    /// Not now; the code says why.
    Later(&'static str),
    /// The sign-in is refused or missing.
    SignIn(NetworkError),
    /// Refused for good.
    Refused(NetworkError),
}

impl Engine {
    /// Asks the channel's server who we are, unless it answered a moment ago.
    pub(crate) async fn reach(
        &self,
        channel: &Channel,
        client: &dyn Client,
    ) -> Result<Reach, SyncError> {
        if self.memory().is_reached(channel.id, self.now()) {
            return Ok(Reach::Ready(Box::new(channel.clone())));
        }
        let answer = client.test(&self.account(channel)).await;
        self.note_clock(channel.id, client.clock_difference());
        if !self.memory().clock_trusted() {
            self.answered(channel.id);
            return Ok(Reach::Later("clock_off"));
        }
        match answer {
            Ok(info) => {
                self.answered(channel.id);
                let now = self.now();
                let record = move |it: &mut Channel| info.note(it, now);
                let known = self
                    .channel_is(channel.id, Connection::Connected, record)
                    .await?;
                Ok(Reach::Ready(Box::new(known)))
            }
            Err(error) => self.unreached(channel.id, error).await,
        }
    }

    async fn unreached(&self, id: ChannelId, error: NetworkError) -> Result<Reach, SyncError> {
        let tries = self.memory().channel_tries(id);
        Ok(
            match retry::after_read(&error, tries, self.now(), self.parts.random.fraction()) {
                AfterRead::OutOfReach => {
                    self.out_of_reach(id);
                    Reach::Later("offline")
                }
                AfterRead::Again(at) => {
                    self.memory()
                        .leave_channel(id, at, error.retry_after.is_some());
                    Reach::Later("waiting")
                }
                AfterRead::SignIn => {
                    self.for_channel(id, ForChannel::SignIn).await?;
                    Reach::SignIn(error)
                }
                AfterRead::Refused => Reach::Refused(error),
            },
        )
    }

    /// Notes that a channel's server answered.
    pub(crate) fn answered(&self, id: ChannelId) {
        let now = self.now();
        let is_news = self.memory().answered(id, now);
        if is_news {
            self.tell(EngineEvent::Online(true));
        }
    }

    /// Notes that a channel's server is out of reach.
    pub(crate) fn out_of_reach(&self, id: ChannelId) {
        let now = self.now();
        let is_news = self
            .memory()
            .out_of_reach(id, now, self.parts.random.as_ref());
        if is_news {
            self.tell(EngineEvent::Online(false));
        }
    }

    /// Compares the clocks: how far the server's is ahead of ours, where it has told its time.
    pub(crate) fn note_clock(&self, id: ChannelId, difference: Option<Duration>) {
        let Some(seconds) = difference.map(|it| -it.num_seconds()) else {
            return;
        };
        let (now, off) = (
            self.now(),
            (seconds.abs() > CLOCK_TOLERANCE_SECS).then_some(seconds),
        );
        let is_news = self.memory().judge_clock(id, off, now);
        if is_news {
            self.tell(EngineEvent::ClockDisagrees { seconds });
        }
    }

    /// While the clocks disagree, asks now and then whether they still do.
    pub(crate) async fn judge_clock(&self) -> Result<(), SyncError> {
        let now = self.now();
        let Some((_, id)) = self
            .memory()
            .clock_to_judge(now)
            .filter(|(at, _)| *at <= now)
        else {
            return Ok(());
        };
        self.memory().clock_asked(now);
        let channel = self.read(move |db| channels::get(db, id)).await?;
        if let Some(client) = self
            .parts
            .registry
            .get(&channel.network)
            .and_then(|it| it.client())
        {
            self.reach(&channel, client).await?;
        }
        Ok(())
    }
}

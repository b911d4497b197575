//! Brings numbers and messages home. Reading changes nothing at the network, so a reading cut short is
//! simply read again; what comes in twice is stored once.

use crate::{
    Engine, EngineEvent, SyncError,
    plan::Job,
    pull_plan,
    retry::{self, AfterRead, ForChannel},
};
use chrono::Duration;
use kelola_domain::{
    channel::Channel,
    ids::{ChannelId, DeliveryId, MessageId},
    message::Message,
    metric::{Metric, Sample, Scope},
    time::Instant,
};
use kelola_networks::{Client, Counts, Incoming, NetworkError};
use kelola_store::{StoreError, Write, channels, cursors, deliveries, messages, metrics};
use std::collections::HashMap;

/// The source of what a network itself tells.
const SOURCE: &str = "api";
/// The cursor's name in the store.
const INBOX: &str = "inbox";
/// The most pages of messages read in one go; the rest comes with the next reading.
const PAGES: usize = 10;

impl Engine {
    /// Reads what is to be read now; returns how many samples and messages are new.
    pub(crate) async fn pull(&self) -> Result<(usize, usize), SyncError> {
        let now = self.now();
        let sources = self.sources(now).await?;
        let jobs = pull_plan::plan(&sources, &self.memory().pulled, now);
        if !jobs.is_empty() {
            self.set_busy(true);
        }
        let (mut samples, mut new_messages) = (0, 0);
        for job in jobs {
            match job {
                Job::PullCounts(channel, ids) => {
                    samples += self.pull_counts(channel, ids, now).await?
                }
                Job::PullFollowers(channel) => samples += self.pull_followers(channel, now).await?,
                Job::PullInbox(channel) => new_messages += self.pull_inbox(channel, now).await?,
                _ => {}
            }
        }
        Ok((samples, new_messages))
    }

    async fn pull_counts(
        &self,
        id: ChannelId,
        ids: Vec<DeliveryId>,
        now: Instant,
    ) -> Result<usize, SyncError> {
        self.memory()
            .pulled
            .counts
            .extend(ids.iter().map(|it| (*it, now)));
        let (channel, posts) = self
            .read(move |db| Ok((channels::get(db, id)?, remote_ids(db, &ids)?)))
            .await?;
        let Some(client) = self.client(&channel, now) else {
            return Ok(0);
        };
        let Some(counts) = client.counts() else {
            return Ok(0);
        };
        let asked: Vec<_> = posts.keys().cloned().collect();
        let answer = counts.counts(&self.account(&channel), &asked).await;
        let Some(found) = self.heard(id, answer).await? else {
            return Ok(0);
        };
        self.look_for_missing(&channel, client, &posts, &found)
            .await?;
        let samples = found
            .iter()
            .filter_map(|it| {
                posts
                    .get(&it.remote_id)
                    .map(|delivery| of_counts(*delivery, it, now))
            })
            .flatten()
            .collect();
        self.keep_samples(id, samples).await
    }

    async fn pull_followers(&self, id: ChannelId, now: Instant) -> Result<usize, SyncError> {
        self.memory().pulled.followers.insert(id, now);
        let channel = self.read(move |db| channels::get(db, id)).await?;
        let Some(counts) = self.client(&channel, now).and_then(|it| it.counts()) else {
            return Ok(0);
        };
        let answer = counts.followers(&self.account(&channel)).await;
        let Some(Some(value)) = self.heard(id, answer).await? else {
            return Ok(0);
        };
        let sample = Sample {
            metric: Metric::Followers,
            scope: Scope::Channel(id),
            value,
            source: SOURCE.to_owned(),
            captured_at: now,
        };
        self.keep_samples(id, vec![sample]).await
    }

    async fn pull_inbox(&self, id: ChannelId, now: Instant) -> Result<usize, SyncError> {
        self.memory().pulled.inbox.insert(id, now);
        let (channel, mut cursor) = self
            .read(move |db| Ok((channels::get(db, id)?, cursors::get(db, id, INBOX)?)))
            .await?;
        let Some(inbox) = self.client(&channel, now).and_then(|it| it.inbox()) else {
            return Ok(0);
        };
        let mut all = 0;
        for _ in 0..PAGES {
            let answer = inbox
                .messages(&self.account(&channel), cursor.as_deref())
                .await;
            let Some(page) = self.heard(id, answer).await? else {
                break;
            };
            let is_last =
                page.messages.is_empty() || page.cursor.is_none() || page.cursor == cursor;
            cursor = page.cursor.clone().or(cursor);
            let count = self
                .write(move |tx| keep_messages(tx, id, page.messages, page.cursor))
                .await?;
            all += count;
            if is_last || count == 0 {
                break;
            }
        }
        if all > 0 {
            self.tell(EngineEvent::MessagesCameIn {
                channel: id,
                count: all,
            });
        }
        Ok(all)
    }

    /// The channel's client, unless its server wants to be left alone since an earlier job of this run.
    fn client(&self, channel: &Channel, now: Instant) -> Option<&dyn Client> {
        let free = self
            .memory()
            .channel_not_before(channel.id)
            .is_none_or(|at| at <= now);
        if free {
            self.parts.registry.get(&channel.network)?.client()
        } else {
            None
        }
    }

    /// The answer to a question, or none after noting what its failure means.
    async fn heard<T>(
        &self,
        id: ChannelId,
        answer: Result<T, NetworkError>,
    ) -> Result<Option<T>, SyncError> {
        let error = match answer {
            Ok(found) => {
                self.answered(id);
                return Ok(Some(found));
            }
            Err(error) => error,
        };
        tracing::info!(%id, code = error.code, "nothing could be read");
        let tries = self.memory().channel_tries(id);
        match retry::after_read(&error, tries, self.now(), self.parts.random.fraction()) {
            AfterRead::OutOfReach => self.out_of_reach(id),
            AfterRead::SignIn => self.for_channel(id, ForChannel::SignIn).await?,
            AfterRead::Again(at) => {
                self.memory()
                    .leave_channel(id, at, error.retry_after.is_some())
            }
            // It will be asked again at its next time; sending is not affected.
            AfterRead::Refused => {}
        }
        Ok(None)
    }

    async fn keep_samples(
        &self,
        channel: ChannelId,
        samples: Vec<Sample>,
    ) -> Result<usize, SyncError> {
        let count = self.write(move |tx| append_news(tx, samples)).await?;
        if count > 0 {
            self.tell(EngineEvent::NumbersCameIn { channel, count });
        }
        Ok(count)
    }
}

fn remote_ids(
    db: &kelola_store::Connection,
    ids: &[DeliveryId],
) -> Result<HashMap<String, DeliveryId>, StoreError> {
    let mut found = HashMap::new();
    for id in ids {
        if let Some(remote_id) = deliveries::get(db, *id)?.remote_id {
            found.insert(remote_id, *id);
        }
    }
    Ok(found)
}

/// What a network told about a post; what it did not tell is missing, not zero.
fn of_counts(delivery: DeliveryId, it: &Counts, now: Instant) -> Vec<Sample> {
    let told = [
        (Metric::Likes, it.likes),
        (Metric::Comments, it.comments),
        (Metric::Shares, it.shares),
        (Metric::Saves, it.saves),
        (Metric::Views, it.views),
    ];
    let sample = |(metric, value): (Metric, Option<i64>)| {
        // A server that counts below nothing is not believed.
        let value = value.filter(|it| *it >= 0)?;
        Some(Sample {
            metric,
            scope: Scope::Delivery(delivery),
            value,
            source: SOURCE.to_owned(),
            captured_at: now,
        })
    };
    told.into_iter().filter_map(sample).collect()
}

/// Appends what changed, or was last said a day ago: the ledger stays small and each day has its number.
fn append_news(tx: &mut Write<'_>, samples: Vec<Sample>) -> Result<usize, StoreError> {
    let mut news = Vec::new();
    for sample in samples {
        let last = metrics::at(tx, sample.scope, sample.metric, sample.captured_at)?;
        let is_old = last.is_some_and(|it| {
            it.value == sample.value && sample.captured_at - it.captured_at < Duration::days(1)
        });
        if !is_old {
            news.push(sample);
        }
    }
    metrics::append(tx, &news)?;
    Ok(news.len())
}

/// Stores what is new and, after it, how far was read; both or neither.
fn keep_messages(
    tx: &mut Write<'_>,
    channel: ChannelId,
    incoming: Vec<Incoming>,
    cursor: Option<String>,
) -> Result<usize, StoreError> {
    let mut rows = Vec::with_capacity(incoming.len());
    for it in incoming {
        let delivery = match &it.in_reply_to {
            Some(parent) => deliveries::by_remote_id(tx, channel, parent)?.map(|it| it.id),
            None => None,
        };
        rows.push(Message {
            id: MessageId::from_uuid(tx.uuid()),
            channel,
            delivery,
            remote_id: it.remote_id,
            kind: it.kind,
            author: it.author,
            author_name: it.author_name,
            text: it.text,
            at: it.at,
            url: it.url,
        });
    }
    let count = messages::insert_new(tx, &rows)?.len();
    if let Some(cursor) = cursor {
        cursors::set(tx, channel, INBOX, &cursor)?;
    }
    Ok(count)
}

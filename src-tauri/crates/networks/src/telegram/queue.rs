//! The updates waiting for a bot. A bot has one queue for all its chats, kept for a day; asking for what comes after
//! an update deletes everything up to it. Several channels may share a bot, so nothing is deleted before every
//! channel that reads here has stored it.

use super::{
    bot::{Bot, Call},
    wire,
};
use crate::error::NetworkError;
use kelola_domain::ids::ChannelId;
use serde::{Deserialize, Serialize};
use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// The most updates a question is answered with (getUpdates).
const PAGE: usize = 100;
/// What a channel read this long ago has been stored.
const SETTLED: Duration = Duration::from_secs(60);
/// Copies of posts that are remembered, of all channels of a bot.
const MOST_COPIES: usize = 300;

/// The queues of all bots.
#[derive(Default)]
pub struct Queues(Mutex<HashMap<i64, Queue>>);

#[derive(Default)]
struct Queue {
    readers: HashMap<ChannelId, Reader>,
    copies: VecDeque<Copy>,
}

/// How far a channel has read.
struct Reader {
    next: i64,
    since: Instant,
    settled: Option<i64>,
}

/// The copy Telegram makes of a channel's post in the discussion group; comments answer it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copy {
    /// The message in the group.
    pub id: i64,
    /// The post in the channel.
    pub post: i64,
    /// What holds an album together.
    pub album: Option<String>,
}

impl Queues {
    /// What waits for a channel from the update `next` on, oldest first.
    pub async fn read(
        &self,
        bot: &Bot<'_>,
        channel: ChannelId,
        next: i64,
    ) -> Result<Vec<wire::Update>, NetworkError> {
        let offset = self.deletable(bot.id(), channel, next, Instant::now());
        let page = ask(bot, offset).await?;
        let is_full = page.len() >= PAGE;
        let new: Vec<_> = page.into_iter().filter(|it| it.update_id >= next).collect();
        if new.is_empty() && is_full {
            // What this channel has read fills the page: without deleting it nothing new would ever be seen.
            return ask(bot, Some(next)).await;
        }
        Ok(new)
    }

    /// Everything that waits; nothing is deleted.
    pub async fn peek(&self, bot: &Bot<'_>) -> Result<Vec<wire::Update>, NetworkError> {
        ask(bot, None).await
    }

    /// Notes how far a channel has read, and says before which update everything may be deleted.
    fn deletable(&self, bot: i64, channel: ChannelId, next: i64, now: Instant) -> Option<i64> {
        let mut queues = self.lock();
        let readers = &mut queues.entry(bot).or_default().readers;
        let reader = readers.entry(channel).or_insert(Reader {
            next,
            since: now,
            settled: None,
        });
        if now.duration_since(reader.since) >= SETTLED {
            reader.settled = Some(reader.next);
        }
        if reader.next != next {
            (reader.next, reader.since) = (next, now);
        }
        // None is less than anything: one channel that has not settled keeps everything.
        readers
            .values()
            .map(|it| it.settled)
            .min()
            .flatten()
            .filter(|it| *it > 0)
    }

    /// Remembers copies of posts.
    pub fn remember(&self, bot: i64, copies: &[Copy]) {
        let mut queues = self.lock();
        let known = &mut queues.entry(bot).or_default().copies;
        keep(known, copies);
    }

    /// The copy of a post.
    pub fn copy_of(&self, bot: i64, post: i64) -> Option<i64> {
        let queues = self.lock();
        let copies = &queues.get(&bot)?.copies;
        copies
            .iter()
            .rev()
            .find(|it| it.post == post)
            .map(|it| it.id)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<i64, Queue>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Adds what is not there yet and forgets the oldest.
pub fn keep(known: &mut VecDeque<Copy>, copies: &[Copy]) {
    for copy in copies {
        if !known.contains(copy) {
            known.push_back(copy.clone());
        }
    }
    while known.len() > MOST_COPIES {
        known.pop_front();
    }
}

async fn ask(bot: &Bot<'_>, offset: Option<i64>) -> Result<Vec<wire::Update>, NetworkError> {
    let call = Call::repeatable("getUpdates")
        .with("limit", PAGE)
        .with("allowed_updates", vec!["message"])
        .with_some("offset", offset);
    let mut page: Vec<wire::Update> = bot.call(call).await?;
    page.sort_by_key(|it| it.update_id);
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn channel(number: u128) -> ChannelId {
        ChannelId::from_uuid(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn nothing_is_deleted_before_every_channel_has_stored_it() {
        let (queues, start) = (Queues::default(), Instant::now());
        let after = |secs| start + Duration::from_secs(secs);
        let (a, b) = (channel(1), channel(2));
        assert_eq!(queues.deletable(9, a, 10, start), None, "just read");
        assert_eq!(queues.deletable(9, a, 14, after(5)), None, "not stored yet");
        assert_eq!(queues.deletable(9, a, 14, after(70)), Some(14));
        assert_eq!(
            queues.deletable(9, b, 12, after(71)),
            None,
            "a second channel reads here"
        );
        assert_eq!(
            queues.deletable(9, b, 12, after(140)),
            Some(12),
            "the slower one decides"
        );
        assert_eq!(
            queues.deletable(8, a, 99, after(141)),
            None,
            "another bot, another queue"
        );
    }

    #[test]
    fn copies_are_remembered_once_and_not_for_ever() {
        let queues = Queues::default();
        let copy = |number| Copy {
            id: number + 1000,
            post: number,
            album: None,
        };
        for number in 1..=400 {
            queues.remember(9, &[copy(number), copy(number)]);
        }
        assert_eq!(queues.copy_of(9, 400), Some(1400));
        assert_eq!(queues.copy_of(9, 101), Some(1101));
        assert_eq!(queues.copy_of(9, 100), None);
        assert_eq!(queues.copy_of(8, 400), None);
    }
}

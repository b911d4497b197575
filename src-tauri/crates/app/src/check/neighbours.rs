//! The posts that stand near another one on its channels: whether one says nearly the same, or goes out in the same
//! minute.

use crate::words::findings;
use chrono::Duration;
use chrono_tz::Tz;
use kelola_domain::{
    finding::{Finding, Remedy, Severity},
    ids::{ChannelId, PostId},
    network::Field,
    post::{Content, Post},
    text::Gist,
    time::Instant,
};
use kelola_store::{
    Connection, StoreError,
    posts::{self, Near},
    variants,
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Posts within this time before and after one are compared with it.
const NEAR: Duration = Duration::days(30);
/// A text this much shorter or longer says something else; a share of the longer one.
const ALIKE: f32 = 0.6;
/// So many gists are kept; beyond that the book is begun anew.
const MOST_KEPT: usize = 5_000;

/// Another post of the channel.
pub(super) struct Neighbour {
    at: Instant,
    gist: Arc<Gist>,
    /// How long its text is, in bytes: what differs much needs no closer look.
    length: usize,
}

/// What texts say, kept between checks; a changed post has another revision.
#[derive(Default)]
pub(crate) struct Gists {
    kept: Mutex<HashMap<(PostId, ChannelId), Kept>>,
}

#[derive(Clone)]
struct Kept {
    revision: i64,
    length: usize,
    gist: Arc<Gist>,
}

impl Gists {
    fn of(&self, db: &Connection, near: &Near) -> Result<Kept, StoreError> {
        let key = (near.post, near.channel);
        let known = self.book().get(&key).cloned();
        if let Some(kept) = known.filter(|it| it.revision == near.revision) {
            return Ok(kept);
        }
        let post = posts::get(db, near.post)?;
        let own = variants::get(db, near.post, near.channel)?;
        let text = own
            .and_then(|it| it.overrides.text)
            .unwrap_or(post.shared.text);
        let kept = Kept {
            revision: near.revision,
            length: text.len(),
            gist: Arc::new(Gist::of(&text)),
        };
        let mut book = self.book();
        if book.len() >= MOST_KEPT {
            book.clear();
        }
        book.insert(key, kept.clone());
        Ok(kept)
    }

    fn book(&self) -> std::sync::MutexGuard<'_, HashMap<(PostId, ChannelId), Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The other posts near a post on each of its channels; without a time, those near the present.
pub(super) fn of(
    db: &Connection,
    gists: &Gists,
    post: &Post,
    goes_out: &HashMap<ChannelId, Instant>,
    now: Instant,
) -> Result<HashMap<ChannelId, Vec<Neighbour>>, StoreError> {
    let mut found: HashMap<ChannelId, Vec<Neighbour>> = HashMap::new();
    let first = goes_out.values().min().copied().unwrap_or(now);
    let last = goes_out.values().max().copied().unwrap_or(now);
    for near in posts::near(db, post.brand, first - NEAR, last + NEAR)? {
        if near.post == post.id || !post.channels.contains(&near.channel) {
            continue;
        }
        let Kept { gist, length, .. } = gists.of(db, &near)?;
        found.entry(near.channel).or_default().push(Neighbour {
            at: near.at,
            gist,
            length,
        });
    }
    Ok(found)
}

/// What they say against a version that goes out `at`.
pub(super) fn findings(
    others: &[Neighbour],
    content: &Content,
    at: Option<Instant>,
    zone: Tz,
) -> Vec<Finding> {
    let mut found = Vec::new();
    let length = content.text.len();
    let alike = |it: &&Neighbour| {
        let (short, long) = (length.min(it.length) as f32, length.max(it.length) as f32);
        short >= long * ALIKE
    };
    let mut gist = None;
    let same = others.iter().filter(alike).find(|it| {
        gist.get_or_insert_with(|| Gist::of(&content.text))
            .is_nearly(&it.gist)
    });
    if let Some(other) = same {
        let day = other.at.with_timezone(&zone).date_naive();
        found.push(
            Finding::new(findings::NEAR_DUPLICATE, Severity::Warning, Field::Text)
                .with("date", day)
                .remedy(Remedy::Edit),
        );
    }
    let minute = |it: Instant| it.timestamp().div_euclid(60);
    let at = at.map(minute);
    if at.is_some() && others.iter().any(|it| Some(minute(it.at)) == at) {
        found.push(
            Finding::new(findings::SAME_MINUTE, Severity::Warning, Field::Text)
                .remedy(Remedy::ChangeTime),
        );
    }
    found
}

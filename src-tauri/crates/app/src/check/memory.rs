//! What checks keep between one key and the next.

use super::{known::Known, neighbours::Gists};
use crate::own_times::OwnTimes;
use kelola_domain::{
    ids::{ChannelId, PostId},
    post::Post,
    time::{Instant, Planned},
};
use kelola_store::{Connection, StoreError};
use std::sync::{Arc, Mutex, PoisonError};

/// What was known at the last look, and the gists of the posts around.
#[derive(Default)]
pub(crate) struct Memory {
    gists: Gists,
    last: Mutex<Option<(Asked, Arc<Known>)>>,
}

/// What knowledge depends on beside the store.
#[derive(PartialEq)]
struct Asked {
    post: PostId,
    planned: Option<Planned>,
    own_times: OwnTimes,
    at: Option<Planned>,
    campaign: bool,
    channels: Vec<ChannelId>,
}

impl Memory {
    /// What is known around a post. As it is typed, what was known at the last save is given again; every save and
    /// every opening looks anew.
    pub(super) fn known(
        &self,
        db: &Connection,
        post: &Post,
        own_times: OwnTimes,
        at: Option<Planned>,
        now: Instant,
        as_typed: bool,
    ) -> Result<Arc<Known>, StoreError> {
        let asked = Asked {
            post: post.id,
            planned: post.planned,
            own_times,
            at,
            campaign: !post.campaign.is_empty(),
            channels: post.channels.clone(),
        };
        let last = || self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if as_typed
            && let Some((before, known)) = &*last()
            && *before == asked
        {
            return Ok(known.clone());
        }
        let known = Arc::new(Known::of(db, &self.gists, post, &asked.own_times, at, now)?);
        *last() = Some((asked, known.clone()));
        Ok(known)
    }
}

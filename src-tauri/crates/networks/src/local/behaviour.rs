//! What the network in memory remembers, and how it was told to behave.

use super::{LocalPost, published};
use crate::{
    contract::{Counts, Held, Incoming, Outgoing, Published, Withdrawn},
    error::{Kind, NetworkError},
};
use kelola_domain::{delivery::DeliveryState, text::assemble, time::Instant};
use std::collections::{BTreeMap, VecDeque};

/// Everything the network knows.
#[derive(Default)]
pub struct State {
    pub posts: Vec<LocalPost>,
    /// What it holds until its time.
    pub held: Vec<LocalPost>,
    pub attempts: usize,
    pub offline: bool,
    pub unreadable: bool,
    pub failures: VecDeque<NetworkError>,
    pub dropped_answers: usize,
    pub counts: BTreeMap<String, Counts>,
    pub followers: Option<i64>,
    pub messages: Vec<Incoming>,
}

impl State {
    /// Fails while the network is unreachable.
    pub const fn reach(&self) -> Result<(), NetworkError> {
        if self.offline {
            Err(NetworkError::new(Kind::Offline))
        } else {
            Ok(())
        }
    }

    /// The post of a request id.
    pub fn find(&self, request_id: &str) -> Option<&LocalPost> {
        self.posts.iter().find(|it| it.request_id == request_id)
    }

    /// What is held of a request id.
    pub fn find_held(&self, request_id: &str) -> Option<&LocalPost> {
        self.held.iter().find(|it| it.request_id == request_id)
    }

    /// Publishes what was held until now.
    pub fn pass(&mut self, now: Instant) {
        let (out, held) = std::mem::take(&mut self.held)
            .into_iter()
            .partition(|it| it.at <= now);
        self.held = held;
        self.posts.extend::<Vec<_>>(out);
    }

    /// Accepts a post once per request id.
    pub fn accept(&mut self, what: &Outgoing<'_>) -> Result<Published, NetworkError> {
        self.admit()?;
        let made = if let Some(post) = self.find(what.request_id) {
            published(post)
        } else {
            let post = post_of(what, what.frozen.created_at);
            let made = published(&post);
            self.posts.push(post);
            made
        };
        self.answer(made)
    }

    /// Holds a post until its time, once per request id.
    pub fn hold(&mut self, what: &Outgoing<'_>, at: Instant) -> Result<Published, NetworkError> {
        self.admit()?;
        if self.find_held(what.request_id).is_none() && self.find(what.request_id).is_none() {
            self.held.push(post_of(what, at));
        }
        let made = self
            .find(what.request_id)
            .map(published)
            .or_else(|| self.find_held(what.request_id).map(waiting))
            .ok_or(NetworkError::new(Kind::Unexpected))?;
        self.answer(made)
    }

    /// Makes what is held say something else, until another time.
    pub fn change(
        &mut self,
        remote_id: &str,
        what: &Outgoing<'_>,
        at: Instant,
    ) -> Result<Held, NetworkError> {
        self.admit()?;
        if let Some(held) = self.held.iter_mut().find(|it| it.remote_id == remote_id) {
            *held = post_of(what, at);
        }
        let stands = self.stands(remote_id);
        self.answer(stands)
    }

    /// Gives back what is held.
    pub fn withdraw(&mut self, remote_id: &str) -> Result<Withdrawn, NetworkError> {
        self.admit()?;
        let found = match self.stands(remote_id) {
            Held::Out(published) => Withdrawn::Out(published),
            Held::Waiting { .. } | Held::Gone => Withdrawn::Yes,
        };
        self.held.retain(|it| it.remote_id != remote_id);
        self.answer(found)
    }

    /// How something handed over stands.
    pub fn stands(&self, remote_id: &str) -> Held {
        let is_it = |it: &&LocalPost| it.remote_id == remote_id;
        if let Some(post) = self.posts.iter().find(is_it) {
            return Held::Out(published(post));
        }
        self.held
            .iter()
            .find(is_it)
            .map_or(Held::Gone, |it| Held::Waiting {
                remote_id: it.remote_id.clone(),
                at: it.at,
            })
    }

    /// Makes a public post say something else.
    pub fn edit(
        &mut self,
        remote_id: &str,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError> {
        self.admit()?;
        let post = self
            .posts
            .iter_mut()
            .find(|it| it.remote_id == remote_id)
            .ok_or(NetworkError::new(Kind::Rejected))?;
        *post = post_of(what, post.at);
        let made = published(post);
        self.answer(made)
    }

    /// Takes a post down.
    pub fn remove(&mut self, remote_id: &str) -> Result<(), NetworkError> {
        self.admit()?;
        self.posts.retain(|it| it.remote_id != remote_id);
        self.answer(())
    }

    /// Counts an attempt and fails as it was told to.
    fn admit(&mut self) -> Result<(), NetworkError> {
        self.attempts += 1;
        self.reach()?;
        self.failures.pop_front().map_or(Ok(()), Err)
    }

    /// Gives an answer, or loses it.
    fn answer<T>(&mut self, made: T) -> Result<T, NetworkError> {
        if self.dropped_answers > 0 {
            self.dropped_answers -= 1;
            return Err(NetworkError::new(Kind::UnknownOutcome));
        }
        Ok(made)
    }
}

/// What is held, as an answer tells of it.
pub fn waiting(post: &LocalPost) -> Published {
    Published {
        state: DeliveryState::HandedOff,
        ..published(post)
    }
}

fn post_of(what: &Outgoing<'_>, at: Instant) -> LocalPost {
    let content = &what.frozen.content;
    LocalPost {
        request_id: what.request_id.to_owned(),
        remote_id: format!("local:{}", what.request_id),
        answers: what.reply_to.map(|it| it.parent.to_owned()),
        text: assemble(&content.text, &content.hashtags).into_owned(),
        pictures: what.media.len(),
        at,
    }
}

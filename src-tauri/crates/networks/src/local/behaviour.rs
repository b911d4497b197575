//! What the network in memory remembers, and how it was told to behave.

use super::{LocalPost, published};
use crate::{
    contract::{Counts, Incoming, Outgoing, Published},
    error::{Kind, NetworkError},
};
use kelola_domain::text::assemble;
use std::collections::{BTreeMap, VecDeque};

/// Everything the network knows.
#[derive(Default)]
pub struct State {
    pub posts: Vec<LocalPost>,
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

    /// Accepts a post once per request id.
    pub fn accept(&mut self, what: &Outgoing<'_>) -> Result<Published, NetworkError> {
        self.attempts += 1;
        self.reach()?;
        if let Some(error) = self.failures.pop_front() {
            return Err(error);
        }
        let made = match self.find(what.request_id) {
            Some(post) => published(post),
            None => {
                let post = LocalPost {
                    request_id: what.request_id.to_owned(),
                    remote_id: format!("local:{}", what.request_id),
                    text: words(what),
                    pictures: what.media.len(),
                    at: what.frozen.created_at,
                    answers: what.reply_to.map(|it| it.parent.to_owned()),
                };
                let made = published(&post);
                self.posts.push(post);
                made
            }
        };
        self.answer()?;
        Ok(made)
    }

    /// Makes a post say something else.
    pub fn edit(
        &mut self,
        remote_id: &str,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError> {
        self.reach()?;
        if let Some(error) = self.failures.pop_front() {
            return Err(error);
        }
        let post = self.posts.iter_mut().find(|it| it.remote_id == remote_id);
        let post = post.ok_or_else(|| NetworkError::new(Kind::Rejected))?;
        post.text = words(what);
        post.pictures = what.media.len();
        let made = published(post);
        self.answer()?;
        Ok(made)
    }

    /// Takes a post down; one that is gone already is no matter.
    pub fn remove(&mut self, remote_id: &str) -> Result<(), NetworkError> {
        self.reach()?;
        if let Some(error) = self.failures.pop_front() {
            return Err(error);
        }
        self.posts.retain(|it| it.remote_id != remote_id);
        self.answer()
    }

    /// Loses the answer, where that was asked for.
    fn answer(&mut self) -> Result<(), NetworkError> {
        if self.dropped_answers > 0 {
            self.dropped_answers -= 1;
            return Err(NetworkError::new(Kind::UnknownOutcome));
        }
        Ok(())
    }
}

fn words(what: &Outgoing<'_>) -> String {
    let content = &what.frozen.content;
    assemble(&content.text, &content.hashtags).into_owned()
}

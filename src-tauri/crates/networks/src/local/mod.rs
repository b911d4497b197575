//! A complete small network that lives in memory: the practice channel, the double other tests use, and the
//! model to copy for a new network.

mod behaviour;
mod profile;

use crate::{
    account::Account,
    contract::{
        AccountInfo, Ahead, Client, Counts, Edit, FindLost, HandOff, Held, Inbox, Incoming,
        Network, Outgoing, Published, ReadCounts, ReadInbox, Remove, Withdrawn,
    },
    error::{Kind, NetworkError},
};
use async_trait::async_trait;
use behaviour::{State, waiting};
use chrono::Utc;
use kelola_domain::{
    delivery::{DeliveryState, Role},
    network::Profile,
    time::Instant,
};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The network in memory; clones share what was posted.
#[derive(Clone)]
pub struct Local {
    profile: Arc<Profile>,
    state: Arc<Mutex<State>>,
    now: Arc<dyn Fn() -> Instant + Send + Sync>,
}

/// A post on the network in memory.
#[derive(Debug, Clone, PartialEq)]
pub struct LocalPost {
    /// The request id it came with.
    pub request_id: String,
    /// Its name here.
    pub remote_id: String,
    /// The words as they went out.
    pub text: String,
    /// How many pictures came with it.
    pub pictures: usize,
    /// When, as the post says; for what is held, when it will be published.
    pub at: Instant,
    /// The post it answers.
    pub answers: Option<String>,
}

impl Local {
    /// An empty network that accepts everything. It holds nothing ahead of its time: it is gone when the program ends.
    #[must_use]
    pub fn new() -> Self {
        Self {
            profile: Arc::new(profile::profile()),
            state: Arc::default(),
            now: Arc::new(Utc::now),
        }
    }

    /// An empty network that also holds posts until their time, by this clock.
    #[must_use]
    pub fn holding(now: impl Fn() -> Instant + Send + Sync + 'static) -> Self {
        let mut profile = profile::profile();
        profile.abilities.hand_off = true;
        Self {
            profile: Arc::new(profile),
            state: Arc::default(),
            now: Arc::new(now),
        }
    }

    /// Everything that is held until its time, oldest first.
    #[must_use]
    pub fn held(&self) -> Vec<LocalPost> {
        self.state().held.clone()
    }

    /// Everything posted so far, oldest first.
    #[must_use]
    pub fn posts(&self) -> Vec<LocalPost> {
        self.state().posts.clone()
    }

    /// How often publishing was tried, successful or not.
    #[must_use]
    pub fn attempts(&self) -> usize {
        self.state().attempts
    }

    /// Lets the next `times` attempts to publish fail before anything is accepted.
    pub fn fail_next(&self, kind: Kind, times: usize) {
        self.fail_next_with(&NetworkError::new(kind), times);
    }

    /// As [`Local::fail_next`], with a whole error.
    pub fn fail_next_with(&self, error: &NetworkError, times: usize) {
        self.state()
            .failures
            .extend(std::iter::repeat_n(error.clone(), times));
    }

    /// Lets the next `times` attempts be accepted although their answers are lost.
    pub fn drop_next_answers(&self, times: usize) {
        self.state().dropped_answers += times;
    }

    /// Makes the network unreachable, or reachable again.
    pub fn set_offline(&self, offline: bool) {
        self.state().offline = offline;
    }

    /// Whether the network can say what became of a lost post.
    pub fn set_readable(&self, readable: bool) {
        self.state().unreadable = !readable;
    }

    /// Sets the counts of a post, named by `remote_id`.
    pub fn set_counts(&self, counts: Counts) {
        self.state().counts.insert(counts.remote_id.clone(), counts);
    }

    /// Sets the number of followers.
    pub fn set_followers(&self, followers: Option<i64>) {
        self.state().followers = followers;
    }

    /// Lets a message come in.
    pub fn receive(&self, message: Incoming) {
        self.state().messages.push(message);
    }

    /// Takes a post down, as somebody might do on the network itself.
    pub fn take_down(&self, remote_id: &str) {
        self.state().posts.retain(|it| it.remote_id != remote_id);
    }

    // What a panicking test leaves behind is still a list of posts.
    fn state(&self) -> MutexGuard<'_, State> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.pass((self.now)());
        state
    }
}

impl Default for Local {
    fn default() -> Self {
        Self::new()
    }
}

impl Network for Local {
    fn profile(&self) -> &Profile {
        &self.profile
    }

    fn client(&self) -> Option<&dyn Client> {
        Some(self)
    }
}

#[async_trait]
impl Client for Local {
    async fn test(&self, who: &Account<'_>) -> Result<AccountInfo, NetworkError> {
        self.state().reach()?;
        Ok(AccountInfo::named(
            format!("local:{}", who.handle),
            who.handle,
        ))
    }

    async fn publish(
        &self,
        _who: &Account<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError> {
        self.state().accept(what)
    }

    fn lost(&self) -> Option<&dyn FindLost> {
        Some(self)
    }

    fn edit(&self) -> Option<&dyn Edit> {
        Some(self)
    }

    fn remove(&self) -> Option<&dyn Remove> {
        Some(self)
    }

    fn counts(&self) -> Option<&dyn ReadCounts> {
        Some(self)
    }

    fn inbox(&self) -> Option<&dyn ReadInbox> {
        Some(self)
    }

    fn hand_off(&self) -> Option<&dyn HandOff> {
        self.profile
            .abilities
            .hand_off
            .then_some(self as &dyn HandOff)
    }
}

#[async_trait]
impl FindLost for Local {
    async fn find(
        &self,
        _who: &Account<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Option<Published>, NetworkError> {
        let state = self.state();
        state.reach()?;
        if state.unreadable {
            return Err(NetworkError::new(Kind::Unexpected));
        }
        let public = state.find(what.request_id).map(published);
        Ok(public.or_else(|| state.find_held(what.request_id).map(waiting)))
    }
}

#[async_trait]
impl HandOff for Local {
    fn ahead(&self) -> Ahead {
        Ahead {
            least_minutes: 5,
            most_minutes: 30 * 24 * 60,
        }
    }

    async fn hand_off(
        &self,
        _who: &Account<'_>,
        what: &Outgoing<'_>,
        at: Instant,
    ) -> Result<Published, NetworkError> {
        self.state().hold(what, at)
    }

    async fn change(
        &self,
        _who: &Account<'_>,
        remote_id: &str,
        what: &Outgoing<'_>,
        at: Instant,
    ) -> Result<Held, NetworkError> {
        self.state().change(remote_id, what, at)
    }

    async fn withdraw(
        &self,
        _who: &Account<'_>,
        remote_id: &str,
    ) -> Result<Withdrawn, NetworkError> {
        self.state().withdraw(remote_id)
    }

    async fn look(&self, _who: &Account<'_>, remote_id: &str) -> Result<Held, NetworkError> {
        let state = self.state();
        state.reach()?;
        Ok(state.stands(remote_id))
    }
}

#[async_trait]
impl Edit for Local {
    async fn edit(
        &self,
        _who: &Account<'_>,
        remote_id: &str,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError> {
        self.state().edit(remote_id, what)
    }
}

#[async_trait]
impl Remove for Local {
    async fn remove(
        &self,
        _who: &Account<'_>,
        remote_id: &str,
        _role: Role,
    ) -> Result<(), NetworkError> {
        self.state().remove(remote_id)
    }
}

#[async_trait]
impl ReadCounts for Local {
    async fn counts(
        &self,
        _who: &Account<'_>,
        remote_ids: &[String],
    ) -> Result<Vec<Counts>, NetworkError> {
        let state = self.state();
        state.reach()?;
        let known = remote_ids
            .iter()
            .filter(|id| state.posts.iter().any(|post| post.remote_id == **id));
        Ok(known
            .map(|id| state.counts.get(id).cloned().unwrap_or_else(|| zero(id)))
            .collect())
    }

    async fn followers(&self, _who: &Account<'_>) -> Result<Option<i64>, NetworkError> {
        let state = self.state();
        state.reach()?;
        Ok(state.followers)
    }
}

#[async_trait]
impl ReadInbox for Local {
    async fn messages(
        &self,
        _who: &Account<'_>,
        cursor: Option<&str>,
    ) -> Result<Inbox, NetworkError> {
        let state = self.state();
        state.reach()?;
        let seen = cursor.and_then(|it| it.parse::<usize>().ok()).unwrap_or(0);
        let messages: Vec<_> = state.messages.iter().skip(seen).cloned().collect();
        let cursor = (!state.messages.is_empty()).then(|| state.messages.len().to_string());
        Ok(Inbox { messages, cursor })
    }
}

fn published(post: &LocalPost) -> Published {
    Published {
        remote_id: post.remote_id.clone(),
        url: None,
        at: Some(post.at),
        state: DeliveryState::Live,
    }
}

fn zero(remote_id: &str) -> Counts {
    let none = Some(0);
    Counts {
        remote_id: remote_id.to_owned(),
        likes: none,
        comments: none,
        shares: none,
        saves: none,
        views: None,
    }
}

#[cfg(test)]
mod tests;

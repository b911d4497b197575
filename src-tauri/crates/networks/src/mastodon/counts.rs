//! Counts of statuses, and followers. The API tells no views and no reach.

use super::{
    Mastodon,
    api::{Call, Failure},
    change::path,
    find::software,
    flavour::{self, Flavour},
    held::Name,
    session::Session,
    wire,
};
use crate::{
    account::Account,
    contract::{Counts, ReadCounts},
    error::NetworkError,
};
use async_trait::async_trait;

/// Statuses per question (mastodon app/controllers/api/v1/statuses_controller.rb, 2026-07; since 4.3).
const CHUNK: usize = 20;

#[async_trait]
impl ReadCounts for Mastodon {
    async fn counts(
        &self,
        who: &Account<'_>,
        remote_ids: &[String],
    ) -> Result<Vec<Counts>, NetworkError> {
        let asked: Vec<_> = remote_ids
            .iter()
            .filter(|it| Name::read(it).is_none())
            .collect();
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let session = self.session(who)?;
        let mut counts = Vec::with_capacity(asked.len());
        let mut by_many = Flavour::of_kind(who.kind) == Flavour::Mastodon && asked.len() > 1;
        for chunk in asked.chunks(CHUNK) {
            if by_many {
                match self.many(&session, chunk).await {
                    Ok(statuses) => {
                        let known = statuses.into_iter().filter(|it| chunk.contains(&&it.id));
                        counts.extend(known.map(of_status));
                        continue;
                    }
                    // Servers before 4.3, and others, know no question after many.
                    Err(failure) if matches!(failure.status, Some(400 | 404 | 405 | 422)) => {
                        by_many = false;
                    }
                    Err(failure) => return Err(failure.into()),
                }
            }
            for id in chunk {
                counts.extend(self.one(&session, id).await?.map(of_status));
            }
        }
        Ok(counts)
    }

    async fn followers(&self, who: &Account<'_>) -> Result<Option<i64>, NetworkError> {
        let session = self.session(who)?;
        if !flavour::tells_followers(software(who)) {
            return Ok(None);
        }
        let account = self.account(who, &session).await?;
        Ok(account.followers_count.filter(|it| *it >= 0))
    }
}

impl Mastodon {
    async fn many(&self, session: &Session, ids: &[&String]) -> Result<Vec<wire::Status>, Failure> {
        let call = ids.iter().fold(Call::get("/api/v1/statuses"), |call, id| {
            call.with("id[]", (*id).clone())
        });
        self.call(&session.server, Some(&session.token), call).await
    }

    async fn one(&self, session: &Session, id: &str) -> Result<Option<wire::Status>, NetworkError> {
        match self
            .call::<wire::Status>(&session.server, Some(&session.token), Call::get(path(id)))
            .await
        {
            Ok(status) if status.id == *id => Ok(Some(status)),
            Ok(_) => Ok(None),
            Err(failure) if failure.is(404) || failure.is(410) => Ok(None),
            Err(failure) => Err(failure.into()),
        }
    }
}

fn of_status(status: wire::Status) -> Counts {
    // Missing is not zero, but a part that is missing leaves the other part standing.
    let shares = match (status.reblogs_count, status.quotes_count) {
        (None, None) => None,
        (boosts, quotes) => Some(boosts.unwrap_or(0).saturating_add(quotes.unwrap_or(0))),
    };
    let sound = |it: Option<i64>| it.filter(|it| *it >= 0);
    Counts {
        remote_id: status.id,
        likes: sound(status.favourites_count),
        comments: sound(status.replies_count),
        shares: sound(shares),
        saves: None,
        views: None,
    }
}

//! Counts of posts, and followers.

use super::{Bluesky, wire, xrpc::Call};
use crate::{
    account::Account,
    contract::{Counts, ReadCounts},
    error::NetworkError,
};
use async_trait::async_trait;

/// At most this many posts per question (app.bsky.feed.getPosts, 2026-08-20).
const CHUNK: usize = 25;

#[async_trait]
impl ReadCounts for Bluesky {
    async fn counts(
        &self,
        who: &Account<'_>,
        remote_ids: &[String],
    ) -> Result<Vec<Counts>, NetworkError> {
        let asked: Vec<_> = remote_ids
            .iter()
            .filter(|it| it.starts_with("at://"))
            .collect();
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let (mut session, _) = self.session(who).await?;
        let mut counts = Vec::new();
        for chunk in asked.chunks(CHUNK) {
            let query = chunk.iter().map(|uri| ("uris", (*uri).clone())).collect();
            let page = self
                .call::<wire::Posts>(
                    who,
                    &mut session,
                    &Call::get("app.bsky.feed.getPosts", query),
                )
                .await?;
            counts.extend(
                page.posts
                    .into_iter()
                    .filter(|post| chunk.contains(&&post.uri))
                    .map(of_post),
            );
        }
        Ok(counts)
    }

    async fn followers(&self, who: &Account<'_>) -> Result<Option<i64>, NetworkError> {
        let (mut session, _) = self.session(who).await?;
        let query = vec![("actor", session.did.clone())];
        let profile = self
            .call::<wire::ProfileView>(
                who,
                &mut session,
                &Call::get("app.bsky.actor.getProfile", query),
            )
            .await?;
        Ok(profile.followers_count.filter(|it| *it >= 0))
    }
}

fn of_post(post: wire::PostView) -> Counts {
    // Missing is not zero, but a part that is missing leaves the other part standing.
    let shares = match (post.repost_count, post.quote_count) {
        (None, None) => None,
        (reposts, quotes) => Some(reposts.unwrap_or(0).saturating_add(quotes.unwrap_or(0))),
    };
    let sound = |it: Option<i64>| it.filter(|it| *it >= 0);
    Counts {
        remote_id: post.uri,
        likes: sound(post.like_count),
        comments: sound(post.reply_count),
        shares: sound(shares),
        saves: sound(post.bookmark_count),
        views: None,
    }
}

//! Counts: WordPress itself knows the comments of an article and nothing else; the rest is missing, not zero.

use super::{
    WordPress,
    site::{Call, Site},
    wire::{Belongs, Numbered},
};
use crate::{
    account::Account,
    contract::{Counts, ReadCounts},
    error::NetworkError,
};
use async_trait::async_trait;
use std::collections::HashMap;

/// Articles per question, and comments per page (REST API handbook: at most 100).
const CHUNK: usize = 50;
const PAGE: u32 = 100;
/// Pages of comments per chunk; an article with more is counted on its own.
const MOST_PAGES: u32 = 10;

#[async_trait]
impl ReadCounts for WordPress {
    async fn counts(
        &self,
        who: &Account<'_>,
        remote_ids: &[String],
    ) -> Result<Vec<Counts>, NetworkError> {
        // What is no number is a comment of ours, which has no counts.
        let asked: Vec<i64> = remote_ids.iter().filter_map(|it| it.parse().ok()).collect();
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let site = self.site(who).await?;
        let mut counts = Vec::with_capacity(asked.len());
        for chunk in asked.chunks(CHUNK) {
            let there = public(&site, chunk).await?;
            if !there.is_empty() {
                counts.extend(of(&site, &there).await?);
            }
        }
        Ok(counts)
    }

    async fn followers(&self, _who: &Account<'_>) -> Result<Option<i64>, NetworkError> {
        Ok(None)
    }
}

/// Those that are on the site now.
async fn public(site: &Site<'_>, ids: &[i64]) -> Result<Vec<i64>, NetworkError> {
    let call = Call::get("/wp/v2/posts", Vec::new())
        .asking("include", listed(ids))
        .asking("per_page", PAGE.to_string())
        .asking("_fields", "id");
    let found: Vec<Numbered> = site.call(call).await?;
    Ok(found
        .into_iter()
        .map(|it| it.id)
        .filter(|it| ids.contains(it))
        .collect())
}

async fn of(site: &Site<'_>, ids: &[i64]) -> Result<Vec<Counts>, NetworkError> {
    let mut tally: HashMap<i64, i64> = HashMap::new();
    let mut page = 1;
    loop {
        let call = Call::get("/wp/v2/comments", Vec::new())
            .asking("post", listed(ids))
            .asking("per_page", PAGE.to_string())
            .asking("page", page.to_string())
            .asking("_fields", "post");
        let answer = site
            .page::<Vec<Belongs>>(call)
            .await
            .map_err(NetworkError::from)?;
        let pages = answer.pages.unwrap_or(1);
        if pages > MOST_PAGES {
            return one_by_one(site, ids).await;
        }
        for comment in answer.found {
            *tally.entry(comment.post).or_default() += 1;
        }
        if page >= pages {
            break;
        }
        page += 1;
    }
    let count = |id: &i64| counted(*id, Some(tally.get(id).copied().unwrap_or(0)));
    Ok(ids.iter().map(count).collect())
}

/// For sites where people talk a lot: one question per article, answered by a header.
async fn one_by_one(site: &Site<'_>, ids: &[i64]) -> Result<Vec<Counts>, NetworkError> {
    let mut counts = Vec::with_capacity(ids.len());
    for id in ids {
        let call = Call::get("/wp/v2/comments", Vec::new())
            .asking("post", id.to_string())
            .asking("per_page", "1")
            .asking("_fields", "post");
        let answer = site
            .page::<Vec<Belongs>>(call)
            .await
            .map_err(NetworkError::from)?;
        counts.push(counted(*id, answer.total.filter(|it| *it >= 0)));
    }
    Ok(counts)
}

fn counted(id: i64, comments: Option<i64>) -> Counts {
    Counts {
        remote_id: id.to_string(),
        comments,
        ..Counts::default()
    }
}

fn listed(ids: &[i64]) -> String {
    let ids: Vec<_> = ids.iter().map(i64::to_string).collect();
    ids.join(",")
}

//! Comments on the account's own articles, oldest first. The cursor remembers the newest one seen; a few days before
//! it are read again, because a comment that waited for approval appears under the date it was written.

use super::{
    WordPress,
    client::{instant, public},
    comments,
    site::{Call, Site},
    wire::{Comment, Numbered},
};
use crate::{
    account::Account,
    contract::{Inbox, Incoming, ReadInbox},
    error::NetworkError,
    html::plain,
};
use async_trait::async_trait;
use chrono::{Duration, SecondsFormat, Utc};
use kelola_domain::{message::MessageKind, time::Instant};
use serde::{Deserialize, Serialize};

/// Comments per page (REST API handbook: at most 100), and pages per visit; the rest waits for the next one.
const PAGE: u32 = 100;
const MOST_PAGES: u32 = 10;
/// How far the first visit looks back, and how long a comment may wait for approval.
const FIRST: Duration = Duration::days(30);
const OVERLAP: Duration = Duration::days(7);
/// The longest text and name kept, in characters.
const LONGEST_TEXT: usize = 10_000;
const LONGEST_NAME: usize = 245;

/// What the cursor holds.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Seen {
    /// When the newest comment seen was written.
    newest: Option<Instant>,
    /// The last visit ended before it had seen everything.
    behind: bool,
}

impl Seen {
    fn since(&self) -> Instant {
        match self.newest {
            // One second less: comments of the same second may have been cut apart.
            Some(newest) if self.behind => newest - Duration::seconds(1),
            Some(newest) => newest - OVERLAP,
            None => Utc::now() - FIRST,
        }
    }
}

#[async_trait]
impl ReadInbox for WordPress {
    async fn messages(
        &self,
        who: &Account<'_>,
        cursor: Option<&str>,
    ) -> Result<Inbox, NetworkError> {
        // A cursor nobody can read any more starts over; the store knows which messages it has.
        let seen: Seen = cursor
            .and_then(|it| serde_json::from_str(it).ok())
            .unwrap_or_default();
        let site = self.site(who).await?;
        let me = site.me(who).await?.id;
        let since = seen.since();
        let mut next = Seen {
            newest: seen.newest,
            behind: true,
        };
        let mut messages = Vec::new();
        for page in 1..=MOST_PAGES {
            let (found, pages) = read(&site, since, page).await?;
            next.newest = found
                .iter()
                .filter_map(|it| it.date_gmt.as_deref().and_then(instant))
                .chain(next.newest)
                .max();
            messages.extend(ours(&site, me, found).await?);
            if page >= pages {
                next.behind = false;
                break;
            }
        }
        Ok(Inbox {
            messages,
            cursor: next.newest.and_then(|_| serde_json::to_string(&next).ok()),
        })
    }
}

async fn read(
    site: &Site<'_>,
    since: Instant,
    page: u32,
) -> Result<(Vec<Comment>, u32), NetworkError> {
    let call = Call::get("/wp/v2/comments", Vec::new())
        .asking("after", since.to_rfc3339_opts(SecondsFormat::Secs, true))
        .asking("order", "asc")
        .asking("orderby", "date_gmt")
        .asking("per_page", PAGE.to_string())
        .asking("page", page.to_string())
        .asking("_fields", comments::FIELDS);
    let answer = site
        .page::<Vec<Comment>>(call)
        .await
        .map_err(NetworkError::from)?;
    Ok((answer.found, answer.pages.unwrap_or(1)))
}

/// What others wrote on articles of the account.
async fn ours(
    site: &Site<'_>,
    me: i64,
    found: Vec<Comment>,
) -> Result<Vec<Incoming>, NetworkError> {
    let others: Vec<_> = found.into_iter().filter(|it| it.author != me).collect();
    let mut articles: Vec<i64> = others.iter().map(|it| it.post).collect();
    articles.sort_unstable();
    articles.dedup();
    if articles.is_empty() {
        return Ok(Vec::new());
    }
    let listed: Vec<_> = articles.iter().map(i64::to_string).collect();
    let call = Call::get("/wp/v2/posts", Vec::new())
        .asking("include", listed.join(","))
        .asking("author", me.to_string())
        .asking("per_page", PAGE.to_string())
        .asking("_fields", "id");
    let mine: Vec<Numbered> = site.call(call).await?;
    Ok(others
        .into_iter()
        .filter(|it| mine.iter().any(|article| article.id == it.post))
        .filter_map(incoming)
        .collect())
}

fn incoming(comment: Comment) -> Option<Incoming> {
    let name = plain(&comment.author_name, LONGEST_NAME);
    Some(Incoming {
        remote_id: comments::name(comment.id),
        in_reply_to: Some(comment.post.to_string()),
        kind: MessageKind::Reply,
        author: name.clone(),
        author_name: name,
        text: plain(&comment.content.rendered, LONGEST_TEXT),
        at: comment.date_gmt.as_deref().and_then(instant)?,
        url: public(&comment.link),
    })
}

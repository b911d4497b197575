//! Replies, mentions and quotes. Notifications come newest first in pages; the cursor remembers the newest one
//! seen, and where an earlier visit stopped before it had seen everything.

use super::{Bluesky, client::post_url, wire, xrpc::Call};
use crate::{
    account::Account,
    contract::{Inbox, Incoming, ReadInbox},
    error::NetworkError,
};
use async_trait::async_trait;
use chrono::DateTime;
use kelola_domain::{message::MessageKind, time::Instant};
use serde::{Deserialize, Serialize};

/// Notifications per page.
const PAGE: usize = 50;
/// Pages per visit; the rest waits for the next one.
const MOST_PAGES: usize = 10;
/// Stretches left behind that are remembered.
const MOST_GAPS: usize = 5;
/// The longest text and name kept, in characters (app.bsky.feed.post 3,000 bytes, displayName 640 bytes).
const LONGEST_TEXT: usize = 3000;
const LONGEST_NAME: usize = 640;

/// What the cursor holds.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Seen {
    /// `indexedAt` of the newest notification seen.
    newest: Option<Instant>,
    /// Stretches not read yet.
    gaps: Vec<Gap>,
}

/// A stretch of pages, from a page on down to what was seen before.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Gap {
    page: Option<String>,
    until: Option<Instant>,
}

#[async_trait]
impl ReadInbox for Bluesky {
    async fn messages(
        &self,
        who: &Account<'_>,
        cursor: Option<&str>,
    ) -> Result<Inbox, NetworkError> {
        // A cursor nobody can read any more starts over; the store knows which messages it has.
        let seen: Seen = cursor
            .and_then(|it| serde_json::from_str(it).ok())
            .unwrap_or_default();
        let (mut session, _) = self.session(who).await?;
        let mut next = Seen {
            newest: seen.newest,
            gaps: Vec::new(),
        };
        let mut todo = vec![Gap {
            page: None,
            until: seen.newest,
        }];
        todo.extend(seen.gaps);
        let (mut found, mut pages) = (Vec::new(), 0);
        for mut gap in todo {
            loop {
                if pages == MOST_PAGES {
                    next.gaps.push(gap);
                    break;
                }
                pages += 1;
                let page = self
                    .call::<wire::Notifications>(who, &mut session, &question(gap.page.clone()))
                    .await?;
                let read: Vec<_> = page
                    .notifications
                    .into_iter()
                    .filter_map(|it| serde_json::from_value(it).ok())
                    .collect();
                let reached = take(&session.did, read, gap.until, &mut next.newest, &mut found);
                match page.cursor.filter(|it| !it.is_empty()) {
                    Some(cursor) if !reached && gap.page.as_ref() != Some(&cursor) => {
                        gap.page = Some(cursor)
                    }
                    _ => break,
                }
            }
        }
        next.gaps.truncate(MOST_GAPS);
        found.sort_by_key(|message: &Incoming| message.at);
        let cursor = next.newest.and_then(|_| serde_json::to_string(&next).ok());
        Ok(Inbox {
            messages: found,
            cursor,
        })
    }
}

fn question(cursor: Option<String>) -> Call {
    let mut query: Vec<_> = ["reply", "mention", "quote"]
        .map(|reason| ("reasons", reason.to_owned()))
        .into();
    query.push(("limit", PAGE.to_string()));
    query.extend(cursor.map(|it| ("cursor", it)));
    Call::get("app.bsky.notification.listNotifications", query)
}

/// Takes a page's messages; says whether it reached what was seen before.
fn take(
    did: &str,
    page: Vec<wire::Notification>,
    until: Option<Instant>,
    newest: &mut Option<Instant>,
    found: &mut Vec<Incoming>,
) -> bool {
    for notification in page {
        let Some(at) = DateTime::parse_from_rfc3339(&notification.indexed_at)
            .ok()
            .map(|it| it.to_utc())
        else {
            continue;
        };
        // Of the same instant there may be more than one, so only what is older has certainly been seen.
        if until.is_some_and(|it| at < it) {
            return true;
        }
        *newest = (*newest).max(Some(at));
        if let Some(message) = incoming(did, notification, at) {
            found.push(message);
        }
    }
    false
}

fn incoming(did: &str, notification: wire::Notification, at: Instant) -> Option<Incoming> {
    // Older servers ignore the wish for reasons.
    let kind = match notification.reason.as_str() {
        "reply" => MessageKind::Reply,
        "mention" => MessageKind::Mention,
        "quote" => MessageKind::Quote,
        _ => return None,
    };
    let record: wire::PostRecord = serde_json::from_value(notification.record).unwrap_or_default();
    let ours = |uri: &String| {
        uri.strip_prefix("at://")
            .and_then(|it| it.strip_prefix(did))
            .is_some_and(|it| it.starts_with('/'))
    };
    let answered = record
        .reply
        .map(|it| [it.parent.uri, it.root.uri])
        .into_iter()
        .flatten();
    let subject = (kind == MessageKind::Quote)
        .then_some(notification.reason_subject)
        .flatten();
    let key = notification.uri.rsplit('/').next().unwrap_or_default();
    Some(Incoming {
        in_reply_to: subject.into_iter().chain(answered).find(ours),
        kind,
        url: post_url(&notification.author.handle, &notification.author.did, key),
        author: plain(&notification.author.handle, LONGEST_NAME),
        author_name: plain(
            notification
                .author
                .display_name
                .as_deref()
                .unwrap_or_default(),
            LONGEST_NAME,
        ),
        text: plain(&record.text, LONGEST_TEXT),
        at,
        remote_id: notification.uri,
    })
}

/// Hostile text, shortened and without control characters but line breaks and tabs.
fn plain(text: &str, longest: usize) -> String {
    text.chars()
        .filter(|it| !it.is_control() || matches!(it, '\n' | '\t'))
        .take(longest)
        .collect()
}

//! Replies, mentions and quotes, read forward from the last notification seen. On the first visit the newest ones.

use super::{Mastodon, api::Call, html, status, wire};
use crate::{
    account::Account,
    contract::{Inbox, Incoming, ReadInbox},
    error::NetworkError,
};
use async_trait::async_trait;
use kelola_domain::message::MessageKind;
use serde_json::Value;

/// Notifications per page (masto-docs methods/notifications.md, 2026-07-02: at most 80).
const PAGE: usize = 40;
/// Pages per visit; the rest waits for the next one.
const MOST_PAGES: usize = 10;
/// The longest name kept, in characters.
const LONGEST_NAME: usize = 300;

#[async_trait]
impl ReadInbox for Mastodon {
    async fn messages(
        &self,
        who: &Account<'_>,
        cursor: Option<&str>,
    ) -> Result<Inbox, NetworkError> {
        let session = self.session(who)?;
        let own = match who.remote_id {
            Some(id) => id.to_owned(),
            None => self.account(who, &session).await?.id,
        };
        let mut newest = cursor.map(str::to_owned);
        let mut found = Vec::new();
        for _ in 0..MOST_PAGES {
            let first_visit = newest.is_none();
            let page: Vec<Value> = self
                .call(
                    &session.server,
                    Some(&session.token),
                    question(newest.as_deref()),
                )
                .await?;
            let whole = page.len() >= PAGE;
            let mut moved = false;
            for it in page {
                // Each is read on its own, so that one odd entry does not hide the others.
                let id = it.get("id").and_then(Value::as_str).map(str::to_owned);
                if let Some(id) = id.filter(|id| is_newer(id, newest.as_deref())) {
                    (newest, moved) = (Some(id), true);
                }
                let read = serde_json::from_value::<wire::Notification>(it).ok();
                found.extend(read.and_then(|it| incoming(&own, it)));
            }
            // Without a last one seen the newest page came: what is older was before our time.
            if !whole || !moved || first_visit {
                break;
            }
        }
        found.sort_by_key(|message: &Incoming| message.at);
        Ok(Inbox {
            messages: found,
            cursor: newest,
        })
    }
}

fn question(after: Option<&str>) -> Call {
    let call = Call::get("/api/v1/notifications")
        .with("types[]", "mention")
        .with("types[]", "quote")
        .with("limit", PAGE.to_string());
    match after {
        Some(id) => call.with("min_id", id),
        None => call,
    }
}

/// Identifiers grow: numbers by their length first, ULIDs are all of one length.
fn is_newer(id: &str, than: Option<&str>) -> bool {
    than.is_none_or(|than| (id.len(), id) > (than.len(), than))
}

fn incoming(own: &str, notification: wire::Notification) -> Option<Incoming> {
    let status = notification.status?;
    // Older servers ignore the wish for types.
    let answers_us = status.in_reply_to_account_id.as_deref() == Some(own);
    let kind = match notification.kind.as_str() {
        "mention" if answers_us => MessageKind::Reply,
        "mention" => MessageKind::Mention,
        "quote" => MessageKind::Quote,
        _ => return None,
    };
    let in_reply_to = match kind {
        MessageKind::Quote => quoted(&status.quote),
        _ => status.in_reply_to_id.filter(|_| answers_us),
    };
    let author = status.account.unwrap_or(notification.account);
    Some(Incoming {
        remote_id: status.id,
        in_reply_to,
        kind,
        author: plain_name(&author.acct),
        author_name: plain_name(&author.display_name),
        text: html::plain(&status.content),
        at: status::instant(&status.created_at)?,
        url: status.url.as_deref().and_then(status::address),
    })
}

/// The status a quote quotes, whole or by its identifier.
fn quoted(quote: &Value) -> Option<String> {
    quote
        .pointer("/quoted_status/id")
        .or_else(|| quote.get("quoted_status_id"))
        .and_then(Value::as_str)
        .map(str::to_owned)
}

/// A hostile name, shortened and on one line.
pub fn plain_name(text: &str) -> String {
    text.chars()
        .filter(|it| !it.is_control())
        .take(LONGEST_NAME)
        .collect()
}

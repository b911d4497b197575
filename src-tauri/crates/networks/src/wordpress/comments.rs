//! The comment right after an article. WordPress refuses the same words on the same article twice
//! (`comment_duplicate`), so a repeat makes no second one.

use super::{
    WordPress,
    client::{self, instant, public},
    site::{Call, Site},
    wire::Comment,
};
use crate::{
    account::Account,
    contract::{Outgoing, Published},
    error::{Kind, NetworkError},
    html::{escape, plain},
};
use chrono::{Duration, SecondsFormat};
use kelola_domain::delivery::DeliveryState;
use serde_json::json;

/// The fields of a comment that are asked for.
pub const FIELDS: &str = "id,post,author,author_name,content,status,link,date_gmt";
/// What a comment is called among our names for things at a site; an article goes by its number alone.
const PREFIX: &str = "comment-";
/// Longest text of a comment (wp_comments.comment_content holds 65,525 bytes).
const LONGEST: usize = 65_525;
/// How many of the account's own comments are looked through for a lost one.
const LOOKED_THROUGH: &str = "50";

/// Our name for a comment.
pub fn name(id: i64) -> String {
    format!("{PREFIX}{id}")
}

/// A comment's number, as it stands in an address.
pub fn number(remote_id: &str) -> Result<u64, NetworkError> {
    client::number(remote_id.strip_prefix(PREFIX).unwrap_or(remote_id))
}

/// Makes a comment say something else.
pub async fn rewrite(
    site: &Site<'_>,
    remote_id: &str,
    what: &Outgoing<'_>,
) -> Result<Published, NetworkError> {
    let body = json!({ "content": content(what) });
    let call = Call::post(format!("/wp/v2/comments/{}", number(remote_id)?), body)
        .asking("_fields", FIELDS);
    Ok(published(&site.call::<Comment>(call).await?))
}

impl WordPress {
    /// Comments on the article it follows.
    pub(super) async fn comment(
        &self,
        who: &Account<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError> {
        let article = what
            .reply_to
            .ok_or_else(|| NetworkError::new(Kind::Rejected).raw("a comment needs its article"))?;
        let site = self.site(who).await?;
        self.http.check_clock()?;
        let body = json!({ "post": client::number(article.root)?, "content": content(what) });
        let call = Call::creating("/wp/v2/comments", body).asking("_fields", FIELDS);
        match site.call::<Comment>(call).await {
            Ok(made) => Ok(published(&made)),
            Err(failure) if failure.says("comment_duplicate") => {
                let found = self.find_comment(&site, who, what).await?;
                found
                    .ok_or_else(|| NetworkError::new(Kind::UnknownOutcome).raw("comment_duplicate"))
            }
            Err(failure) => Err(failure.into()),
        }
    }

    /// The account's own comment with these words, on the article where that is known.
    pub(super) async fn find_comment(
        &self,
        site: &Site<'_>,
        who: &Account<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Option<Published>, NetworkError> {
        let me = site.me(who).await?;
        let wanted = letters(&plain(&content(what), LONGEST));
        // Clocks differ by less than two minutes, or nothing is sent at all.
        let since = what.frozen.created_at - Duration::minutes(5);
        let mut call = Call::get("/wp/v2/comments", Vec::new())
            .asking("author", me.id.to_string())
            .asking("after", since.to_rfc3339_opts(SecondsFormat::Secs, true))
            .asking("status", "all")
            .asking("per_page", LOOKED_THROUGH)
            .asking("_fields", FIELDS);
        if let Some(article) = what.reply_to {
            call = call.asking("post", client::number(article.root)?.to_string());
        }
        let found: Vec<Comment> = site.call(call).await?;
        let same = found
            .iter()
            .filter(|it| it.author == me.id && !matches!(it.status.as_str(), "trash" | "spam"))
            .find(|it| letters(&plain(&it.content.rendered, LONGEST)) == wanted);
        Ok(same.map(published))
    }
}

fn content(what: &Outgoing<'_>) -> String {
    escape(what.frozen.content.text.trim())
}

fn published(comment: &Comment) -> Published {
    Published {
        remote_id: name(comment.id),
        url: public(&comment.link),
        at: comment.date_gmt.as_deref().and_then(instant),
        state: match comment.status.as_str() {
            // Without the field the server shows what it just took.
            "approved" | "" => DeliveryState::Live,
            _ => DeliveryState::InNetworkDraft,
        },
    }
}

/// Only letters and digits: WordPress curls quotes and draws dashes in what it shows.
fn letters(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).collect()
}

//! Publishing, and finding a post whose answer was lost.

use super::{
    WordPress,
    article::{self, Marked, Pieces, When},
    site::{Call, Failure, Site},
    wire::{POST_FIELDS, Post},
};
use crate::{
    account::Account,
    contract::{
        AccountInfo, Client, Edit, Examination, FindLost, HandOff, Outgoing, Published, ReadCounts,
        ReadInbox, Remove,
    },
    error::{Kind, NetworkError},
};
use async_trait::async_trait;
use chrono::{NaiveDateTime, Utc};
use kelola_domain::{
    delivery::{DeliveryState, Role},
    time::Instant,
};
use serde_json::Value;
use url::Url;

/// The longest public address that is kept.
const LONGEST_URL: usize = 2000;
/// Consonants: nothing a reader confuses, and no words by accident, for ids that stand in public addresses.
const LETTERS: &[u8; 20] = b"bcdfghjkmnpqrstvwxyz";
/// Twelve of them hold 51 bits of randomness.
const LENGTH: u32 = 12;

#[async_trait]
impl Client for WordPress {
    async fn test(&self, who: &Account<'_>) -> Result<AccountInfo, NetworkError> {
        let user = self.site(who).await?.me(who).await?;
        Ok(AccountInfo {
            name: Some(user.name).filter(|it| !it.is_empty()),
            ..AccountInfo::named(user.id.to_string(), who.handle)
        })
    }

    async fn examine(&self, who: &Account<'_>) -> Examination {
        self.examine_site(who).await
    }

    async fn publish(
        &self,
        who: &Account<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError> {
        if what.role == Role::FirstComment {
            return self.comment(who, what).await;
        }
        let site = self.site(who).await?;
        if let Some(post) = self.known(&site, what).await? {
            return Ok(published(&post));
        }
        let pieces = self.pieces(&site, what).await?;
        self.http.check_clock()?;
        let body = article::body(what, &pieces, When::Now, Marked::No);
        match create(&site, body).await {
            Err(failure)
                if failure.says("rest_cannot_publish") || failure.says("rest_cannot_create") =>
            {
                self.propose(&site, what, &pieces, failure).await
            }
            outcome => self.once(&site, what, outcome?).await,
        }
    }

    fn lost(&self) -> Option<&dyn FindLost> {
        Some(self)
    }

    fn counts(&self) -> Option<&dyn ReadCounts> {
        Some(self)
    }

    fn inbox(&self) -> Option<&dyn ReadInbox> {
        Some(self)
    }

    fn hand_off(&self) -> Option<&dyn HandOff> {
        Some(self)
    }

    fn edit(&self) -> Option<&dyn Edit> {
        Some(self)
    }

    fn remove(&self) -> Option<&dyn Remove> {
        Some(self)
    }

    fn clock_difference(&self) -> Option<chrono::Duration> {
        self.http.difference()
    }

    /// It becomes the slug, so it stands in the public address: a day and twelve letters.
    fn request_id(&self, now: Instant, random: u64) -> String {
        let radix = LETTERS.len() as u64;
        let letters: String = (0..LENGTH)
            .filter_map(|place| LETTERS.get((random / radix.pow(place) % radix) as usize))
            .map(|it| char::from(*it))
            .collect();
        format!("{}-{letters}", now.format("%Y%m%d"))
    }
}

#[async_trait]
impl FindLost for WordPress {
    async fn find(
        &self,
        who: &Account<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Option<Published>, NetworkError> {
        let site = self.site(who).await?;
        if what.role == Role::FirstComment {
            return self.find_comment(&site, who, what).await;
        }
        let found = match self.known(&site, what).await? {
            Some(post) => Some(post),
            None => self.proposed(&site, what).await?,
        };
        Ok(found.as_ref().map(published))
    }
}

impl WordPress {
    /// The post of a request id, whatever became of it, but for the trash.
    pub(super) async fn known(
        &self,
        site: &Site<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Option<Post>, NetworkError> {
        let slug = article::slug(what)?;
        // With `context=edit` a stranger gets a refusal, never an empty list.
        let call = Call::get("/wp/v2/posts", Vec::new())
            .asking("slug", slug)
            .asking("status", "any")
            .asking("context", "edit")
            .asking("_fields", POST_FIELDS);
        let found: Vec<Post> = site.call(call).await?;
        Ok(found.into_iter().find(|it| it.slug == slug))
    }

    /// The post of a request id among those waiting for an editor: WordPress takes their slug away until they are
    /// published, so they carry it as a class of their first block.
    async fn proposed(
        &self,
        site: &Site<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Option<Post>, NetworkError> {
        let call = Call::get("/wp/v2/posts", Vec::new())
            .asking("search", article::mark(what)?)
            .asking("status", "pending,draft,publish,future,private")
            .asking("context", "edit")
            .asking("_fields", POST_FIELDS);
        match site.call::<Vec<Post>>(call).await {
            Ok(found) => Ok(found.into_iter().next()),
            Err(failure) => Err(failure.into()),
        }
    }

    /// Whoever may write but not publish hands the article in; an editor of the site publishes it.
    async fn propose(
        &self,
        site: &Site<'_>,
        what: &Outgoing<'_>,
        pieces: &Pieces,
        refused: Failure,
    ) -> Result<Published, NetworkError> {
        if refused.says("rest_cannot_create") {
            return Err(refused.into());
        }
        if let Some(post) = self.proposed(site, what).await? {
            return Ok(published(&post));
        }
        let body = article::body(what, pieces, When::Proposed, Marked::Yes);
        Ok(published(&create(site, body).await?))
    }

    /// Of two posts of one request id the later one goes: the earlier request had arrived after all, while this one
    /// was on its way.
    pub(super) async fn once(
        &self,
        site: &Site<'_>,
        what: &Outgoing<'_>,
        made: Post,
    ) -> Result<Published, NetworkError> {
        if made.slug == article::slug(what)? {
            return Ok(published(&made));
        }
        match self.known(site, what).await {
            Ok(Some(first)) if first.id != made.id => {
                let double = Call::delete(format!("/wp/v2/posts/{}", made.id), Vec::new())
                    .asking("force", "true");
                site.call::<Value>(double).await?;
                Ok(published(&first))
            }
            // The site names its posts as it likes.
            _ => Ok(published(&made)),
        }
    }
}

/// Makes a post.
pub async fn create(site: &Site<'_>, body: Value) -> Result<Post, Failure> {
    let call = Call::creating("/wp/v2/posts", body).asking("_fields", POST_FIELDS);
    site.call(call).await
}

/// How a post stands.
pub fn published(post: &Post) -> Published {
    let state = match post.status.as_str() {
        "publish" => DeliveryState::Live,
        "future" => DeliveryState::HandedOff,
        _ => DeliveryState::InNetworkDraft,
    };
    Published {
        remote_id: post.id.to_string(),
        url: public(&post.link),
        at: post.date_gmt.as_deref().and_then(instant),
        state,
    }
}

/// An address a reader can open.
pub fn public(link: &str) -> Option<String> {
    let url = Url::parse(link)
        .ok()
        .filter(|_| link.len() <= LONGEST_URL)?;
    matches!(url.scheme(), "http" | "https").then(|| url.to_string())
}

/// WordPress writes UTC without a suffix, and zeros where there is no date.
pub fn instant(date_gmt: &str) -> Option<Instant> {
    let date = date_gmt.trim_end_matches('Z');
    let read = NaiveDateTime::parse_from_str(date, "%Y-%m-%dT%H:%M:%S").ok()?;
    read.and_local_timezone(Utc).single()
}

/// A post's number, as it stands in an address.
pub fn number(remote_id: &str) -> Result<u64, NetworkError> {
    remote_id
        .parse()
        .map_err(|_| NetworkError::new(Kind::Rejected).raw("no number of a post"))
}

//! The site holds a post until its time (`status=future`). WordPress publishes when its clockwork runs, which a visit
//! to the site sets off: a quiet site is late until somebody comes by, so looking after a late post knocks there.

use super::{
    WordPress,
    article::{self, Marked, When},
    client::{create, instant, number, published},
    site::{Call, Site},
    wire::{POST_FIELDS, Post},
};
use crate::{
    account::Account,
    contract::{Ahead, HandOff, Held, Outgoing, Published, Withdrawn},
    error::NetworkError,
};
use async_trait::async_trait;
use chrono::Utc;
use kelola_domain::{delivery::DeliveryState, time::Instant};
use serde_json::Value;

/// Closer to its time a post is published from here: the site might do it while it is still being handed over.
const LEAST_MINUTES: u32 = 2;
/// WordPress knows no limit; nobody plans further.
const MOST_MINUTES: u32 = 10 * 365 * 24 * 60;

#[async_trait]
impl HandOff for WordPress {
    fn ahead(&self) -> Ahead {
        Ahead {
            least_minutes: LEAST_MINUTES,
            most_minutes: MOST_MINUTES,
        }
    }

    async fn hand_off(
        &self,
        who: &Account<'_>,
        what: &Outgoing<'_>,
        at: Instant,
    ) -> Result<Published, NetworkError> {
        let site = self.site(who).await?;
        let known = self.known(&site, what).await?;
        if let Some(post) = known.as_ref().filter(|it| it.status == "publish") {
            return Ok(published(post));
        }
        let pieces = self.pieces(&site, what).await?;
        self.http.check_clock()?;
        let body = article::body(what, &pieces, When::At(at), Marked::No);
        match known {
            Some(post) => Ok(published(&write(&site, post.id, body).await?)),
            None => self.once(&site, what, create(&site, body).await?).await,
        }
    }

    async fn change(
        &self,
        who: &Account<'_>,
        remote_id: &str,
        what: &Outgoing<'_>,
        at: Instant,
    ) -> Result<Held, NetworkError> {
        let site = self.site(who).await?;
        // Asked first: moving a post that is out would take it off the site.
        let post = match stands(&site, remote_id).await? {
            Some(post) if post.status == "publish" => return Ok(Held::Out(published(&post))),
            Some(post) => post,
            None => return Ok(Held::Gone),
        };
        let pieces = self.pieces(&site, what).await?;
        self.http.check_clock()?;
        let body = article::body(what, &pieces, When::At(at), Marked::No);
        Ok(held(&write(&site, post.id, body).await?))
    }

    async fn withdraw(
        &self,
        who: &Account<'_>,
        remote_id: &str,
    ) -> Result<Withdrawn, NetworkError> {
        let site = self.site(who).await?;
        match stands(&site, remote_id).await? {
            Some(post) if post.status == "publish" => Ok(Withdrawn::Out(published(&post))),
            Some(post) => {
                throw_away(&site, &format!("/wp/v2/posts/{}", post.id)).await?;
                Ok(Withdrawn::Yes)
            }
            None => Ok(Withdrawn::Yes),
        }
    }

    async fn look(&self, who: &Account<'_>, remote_id: &str) -> Result<Held, NetworkError> {
        let site = self.site(who).await?;
        let Some(post) = stands(&site, remote_id).await? else {
            return Ok(Held::Gone);
        };
        if !is_late(&post) {
            return Ok(held(&post));
        }
        site.knock("wp-cron.php").await;
        Ok(stands(&site, remote_id)
            .await?
            .map_or(Held::Gone, |it| held(&it)))
    }
}

/// A post as it stands, but for the trash.
async fn stands(site: &Site<'_>, remote_id: &str) -> Result<Option<Post>, NetworkError> {
    let call = Call::get(format!("/wp/v2/posts/{}", number(remote_id)?), Vec::new())
        .asking("context", "edit")
        .asking("_fields", POST_FIELDS);
    match site.call::<Post>(call).await {
        Ok(post) if post.status == "trash" => Ok(None),
        Ok(post) => Ok(Some(post)),
        Err(failure) if failure.is_gone() => Ok(None),
        Err(failure) => Err(failure.into()),
    }
}

/// Makes a post say something else.
pub async fn write(site: &Site<'_>, id: i64, body: Value) -> Result<Post, NetworkError> {
    let call = Call::post(format!("/wp/v2/posts/{id}"), body).asking("_fields", POST_FIELDS);
    Ok(site.call(call).await?)
}

/// Moves a post or comment to the trash; where the site has none, deletes it. Gone already is as good.
pub async fn throw_away(site: &Site<'_>, path: &str) -> Result<(), NetworkError> {
    match site.call::<Value>(Call::delete(path, Vec::new())).await {
        Ok(_) => Ok(()),
        Err(failure) if failure.is_gone() => Ok(()),
        Err(failure) if failure.says("rest_trash_not_supported") => {
            let for_good = Call::delete(path, Vec::new()).asking("force", "true");
            match site.call::<Value>(for_good).await {
                Ok(_) => Ok(()),
                Err(failure) if failure.is_gone() => Ok(()),
                Err(failure) => Err(failure.into()),
            }
        }
        Err(failure) => Err(failure.into()),
    }
}

fn held(post: &Post) -> Held {
    let published = published(post);
    match (published.state, published.at) {
        (DeliveryState::Live, _) => Held::Out(published),
        (DeliveryState::HandedOff, Some(at)) => Held::Waiting {
            remote_id: published.remote_id,
            at,
        },
        // Somebody at the site made it a draft again: nothing will publish it.
        _ => Held::Gone,
    }
}

fn is_late(post: &Post) -> bool {
    let at = post.date_gmt.as_deref().and_then(instant);
    post.status == "future" && at.is_some_and(|it| it <= Utc::now())
}

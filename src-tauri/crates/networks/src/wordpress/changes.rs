//! Changing and taking down what is public.

use super::{
    WordPress,
    article::{self, Marked, When},
    client::{number, published},
    comments,
    schedule::{throw_away, write},
};
use crate::{
    account::Account,
    contract::{Edit, Outgoing, Published, Remove},
    error::NetworkError,
};
use async_trait::async_trait;
use kelola_domain::delivery::Role;

#[async_trait]
impl Edit for WordPress {
    async fn edit(
        &self,
        who: &Account<'_>,
        remote_id: &str,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError> {
        let site = self.site(who).await?;
        if what.role == Role::FirstComment {
            return comments::rewrite(&site, remote_id, what).await;
        }
        let pieces = self.pieces(&site, what).await?;
        let body = article::body(what, &pieces, When::Already, Marked::No);
        let id = i64::try_from(number(remote_id)?).unwrap_or_default();
        Ok(published(&write(&site, id, body).await?))
    }
}

#[async_trait]
impl Remove for WordPress {
    async fn remove(
        &self,
        who: &Account<'_>,
        remote_id: &str,
        role: Role,
    ) -> Result<(), NetworkError> {
        let site = self.site(who).await?;
        let path = match role {
            Role::FirstComment => format!("/wp/v2/comments/{}", comments::number(remote_id)?),
            Role::Post | Role::Part => format!("/wp/v2/posts/{}", number(remote_id)?),
        };
        throw_away(&site, &path).await
    }
}

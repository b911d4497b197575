//! Scheduled statuses: at least five minutes ahead, 300 in all and 25 for a day (masto-docs
//! methods/scheduled_statuses.md, 2026-07-02). A server can move one; to say something else it is withdrawn and handed
//! over anew.

use super::{
    Mastodon,
    api::{Call, Failure, plain_id},
    code,
    find::{held, software},
    flavour,
    held::Name,
    session::Session,
    status::{self, instant},
    wire,
};
use crate::{
    account::Account,
    contract::{Ahead, HandOff, Held, Outgoing, Published, Withdrawn},
    error::{Kind, NetworkError},
};
use async_trait::async_trait;
use chrono::{SecondsFormat, Utc};
use kelola_domain::time::Instant;
use serde_json::{Value, json};

/// Five minutes are the server's rule, one more is for the way.
const LEAST_MINUTES: u32 = 6;
/// No server has a rule; what lies further ahead is likely to change before.
const MOST_MINUTES: u32 = 365 * 24 * 60;
/// Between the scheduled status vanishing and the status appearing.
const TURNING: chrono::Duration = chrono::Duration::minutes(2);

#[async_trait]
impl HandOff for Mastodon {
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
        if !flavour::holds(software(who)) {
            return Err(NetworkError::coded(Kind::QuotaOrPolicy, code::CANNOT_HOLD));
        }
        let session = self.session(who)?;
        // Not the key a post sent at once would have: the server would answer with whatever it made for it.
        let key = format!("{}@{}", what.request_id, at.timestamp());
        self.schedule(&session, what, at, key).await
    }

    async fn change(
        &self,
        who: &Account<'_>,
        remote_id: &str,
        what: &Outgoing<'_>,
        at: Instant,
    ) -> Result<Held, NetworkError> {
        let name = Name::read(remote_id).ok_or_else(not_held)?;
        let session = self.session(who)?;
        let wanted = Name::of(what, &name.id, at);
        match self.standing(who, &session, &name).await? {
            Held::Out(published) => return Ok(Held::Out(published)),
            Held::Waiting { at: now, .. } if wanted.content == name.content => {
                if now.timestamp() != at.timestamp() {
                    self.move_to(&session, &name.id, at).await?;
                }
                return Ok(waiting(&wanted));
            }
            // Away first: for a moment nothing is held, but never two.
            Held::Waiting { .. } => {
                if let Withdrawn::Out(published) = self.take_back(who, &session, &name).await? {
                    return Ok(Held::Out(published));
                }
            }
            Held::Gone => {}
        }
        let key = format!("{}/{}", what.request_id, name.id);
        let anew = match self.find_held(&session, what, Some(at)).await? {
            Some(found) => found,
            None => self.schedule(&session, what, at, key).await?,
        };
        Ok(match Name::read(&anew.remote_id) {
            Some(name) => waiting(&name),
            None => Held::Out(anew),
        })
    }

    async fn withdraw(
        &self,
        who: &Account<'_>,
        remote_id: &str,
    ) -> Result<Withdrawn, NetworkError> {
        let name = Name::read(remote_id).ok_or_else(not_held)?;
        let session = self.session(who)?;
        self.take_back(who, &session, &name).await
    }

    async fn look(&self, who: &Account<'_>, remote_id: &str) -> Result<Held, NetworkError> {
        let name = Name::read(remote_id).ok_or_else(not_held)?;
        let session = self.session(who)?;
        self.standing(who, &session, &name).await
    }
}

impl Mastodon {
    async fn schedule(
        &self,
        session: &Session,
        what: &Outgoing<'_>,
        at: Instant,
        key: String,
    ) -> Result<Published, NetworkError> {
        let media = self.upload_all(session, what).await?;
        let mut body = status::body(what, &media);
        body["scheduled_at"] = iso(at).into();
        let post = |key: Option<String>, body: Value| {
            let call = Call::creating("/api/v1/statuses", body, key);
            self.call::<wire::Posted>(&session.server, Some(&session.token), call)
        };
        let mut answer = post(Some(key), body.clone()).await;
        if answer.as_ref().is_err_and(|it| it.is(404)) && what.reply_to.is_none() {
            // The key stands for a scheduled status that was withdrawn within the hour; a fresh one is wanted.
            answer = post(None, body).await;
        }
        match answer.map_err(full)? {
            wire::Posted::Scheduled(it) => {
                let at = instant(&it.scheduled_at).unwrap_or(at);
                Ok(held(what, &it, at))
            }
            // A server that does not wait after all: then it is out, and nobody may say otherwise.
            wire::Posted::Out(it) => Ok(status::published(&it)),
        }
    }

    async fn move_to(&self, session: &Session, id: &str, at: Instant) -> Result<(), NetworkError> {
        let call = Call::put(path(id), json!({ "scheduled_at": iso(at) }));
        self.answer(&session.server, Some(&session.token), call)
            .await
            .map_err(full)?;
        Ok(())
    }

    async fn take_back(
        &self,
        who: &Account<'_>,
        session: &Session,
        name: &Name,
    ) -> Result<Withdrawn, NetworkError> {
        let call = Call::delete(path(&name.id));
        match self
            .answer(&session.server, Some(&session.token), call)
            .await
        {
            Ok(_) => Ok(Withdrawn::Yes),
            Err(failure) if failure.is(404) => Ok(match self.outcome(who, session, name).await? {
                Held::Out(published) => Withdrawn::Out(published),
                Held::Waiting { .. } | Held::Gone => Withdrawn::Yes,
            }),
            Err(failure) => Err(failure.into()),
        }
    }

    /// How a post handed over stands.
    async fn standing(
        &self,
        who: &Account<'_>,
        session: &Session,
        name: &Name,
    ) -> Result<Held, NetworkError> {
        let call = Call::get(path(&name.id));
        let answer = self
            .call::<wire::Scheduled>(&session.server, Some(&session.token), call)
            .await;
        match answer {
            Ok(scheduled) => {
                let at = instant(&scheduled.scheduled_at).unwrap_or(name.at);
                Ok(waiting(&Name { at, ..name.clone() }))
            }
            Err(failure) if failure.is(404) => self.outcome(who, session, name).await,
            Err(failure) => Err(failure.into()),
        }
    }

    /// What became of a post the server no longer holds.
    async fn outcome(
        &self,
        who: &Account<'_>,
        session: &Session,
        name: &Name,
    ) -> Result<Held, NetworkError> {
        let found = self
            .find_out(who, session, &name.fingerprint, name.at)
            .await?;
        match found {
            Some(published) => Ok(Held::Out(published)),
            None if (Utc::now() - name.at).abs() < TURNING => {
                Err(NetworkError::new(Kind::Unexpected).raw("scheduled status is being published"))
            }
            None => Ok(Held::Gone),
        }
    }
}

fn path(id: &str) -> String {
    format!("/api/v1/scheduled_statuses/{}", plain_id(id))
}

fn waiting(name: &Name) -> Held {
    Held::Waiting {
        remote_id: name.to_string(),
        at: name.at,
    }
}

/// Servers refuse with 422 what is too near, or more than they hold.
fn full(failure: Failure) -> NetworkError {
    if failure.is(422) {
        failure.named(Kind::QuotaOrPolicy, code::HELD_ENOUGH)
    } else {
        failure.into()
    }
}

fn not_held() -> NetworkError {
    NetworkError::new(Kind::Rejected).raw("not the name of a post handed over")
}

fn iso(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

//! Who the account is and what its token may do: the connection test, and the self-test line by line.

use super::{
    Mastodon,
    api::{Call, Failure},
    code,
    server::{self, About},
    session::Session,
    wire,
};
use crate::{
    account::Account,
    contract::{AccountInfo, Examination},
    error::{Kind, NetworkError},
};
use chrono::Utc;
use kelola_domain::channel::{CheckLine, CheckWhat};

impl Mastodon {
    /// Says who the account is; asks the server about itself where what is known is old.
    pub(super) async fn who_am_i(&self, who: &Account<'_>) -> Result<AccountInfo, NetworkError> {
        let session = self.session(who)?;
        let account = self.account(who, &session).await?;
        let about = if server::is_stale(who.facts, Utc::now()) {
            Some(self.about(&session.server).await?)
        } else {
            None
        };
        Ok(info(who, &session, account, about))
    }

    /// The account behind a session; another one than the channel's is refused.
    pub(super) async fn account(
        &self,
        who: &Account<'_>,
        session: &Session,
    ) -> Result<wire::Account, NetworkError> {
        let call = Call::get("/api/v1/accounts/verify_credentials");
        let answer = self
            .call::<wire::Account>(&session.server, Some(&session.token), call)
            .await;
        let account = match answer {
            Ok(account) => account,
            Err(failure) => return Err(self.refused(session, failure).await),
        };
        if account.suspended == Some(true) {
            return Err(NetworkError::coded(
                Kind::QuotaOrPolicy,
                code::ACCOUNT_SUSPENDED,
            ));
        }
        if account.moved.as_ref().is_some_and(|it| !it.is_null()) {
            return Err(NetworkError::coded(
                Kind::QuotaOrPolicy,
                code::ACCOUNT_MOVED,
            ));
        }
        if who.remote_id.is_some_and(|it| it != account.id) {
            return Err(NetworkError::coded(
                Kind::SignInExpired,
                code::OTHER_ACCOUNT,
            ));
        }
        Ok(account)
    }

    /// What a refused question after the account means. A token that lacks a scope and an account that was switched
    /// off are both 403; the token itself can still say what it may do.
    async fn refused(&self, session: &Session, failure: Failure) -> NetworkError {
        match failure.status {
            // 422 is the answer to a token without a person behind it.
            Some(422) => failure.named(Kind::SignInExpired, Kind::SignInExpired.code()),
            Some(403) => match self.scopes(session).await {
                Some(scopes) if !allows(&scopes, "read:accounts") => {
                    failure.named(Kind::MissingPermission, code::SCOPE_MISSING)
                }
                _ => failure.named(Kind::QuotaOrPolicy, code::ACCOUNT_SUSPENDED),
            },
            _ => failure.into(),
        }
    }

    /// What the token may do, separated by spaces, where it can be known.
    async fn scopes(&self, session: &Session) -> Option<String> {
        if session.scopes.is_some() {
            return session.scopes.clone();
        }
        let call = Call::get("/api/v1/apps/verify_credentials");
        let app: wire::App = self
            .call(&session.server, Some(&session.token), call)
            .await
            .ok()?;
        app.scopes.map(|it| it.join(" "))
    }

    /// The self-test.
    pub(super) async fn look_at(&self, who: &Account<'_>) -> Examination {
        let mut lines = Vec::new();
        let account = self.signed_in(who, &mut lines).await;
        match account {
            Ok((session, info)) => {
                self.try_rights(&session, &mut lines).await;
                Examination {
                    lines,
                    account: Ok(info),
                }
            }
            Err((line, error)) => {
                lines.push(error.as_check(line));
                Examination {
                    lines,
                    account: Err(error),
                }
            }
        }
    }

    /// The lines up to the sign-in; else the line it stopped at.
    async fn signed_in(
        &self,
        who: &Account<'_>,
        lines: &mut Vec<CheckLine>,
    ) -> Result<(Session, AccountInfo), (CheckWhat, NetworkError)> {
        let at = |line| move |error| (line, error);
        let server = self.server(who).map_err(at(CheckWhat::ServerAnswers))?;
        let about = self
            .about(&server)
            .await
            .map_err(at(CheckWhat::ServerAnswers))?;
        lines.push(passed(CheckWhat::ServerAnswers));
        self.http
            .check_clock()
            .map_err(at(CheckWhat::ClockAgrees))?;
        lines.push(passed(CheckWhat::ClockAgrees));
        let session = self.session(who).map_err(at(CheckWhat::SignedIn))?;
        let account = self
            .account(who, &session)
            .await
            .map_err(at(CheckWhat::SignedIn))?;
        lines.push(passed(CheckWhat::SignedIn));
        let info = info(who, &session, account, Some(about));
        Ok((session, info))
    }

    /// Whether the token may publish, upload and read. Nothing is published to find out.
    async fn try_rights(&self, session: &Session, lines: &mut Vec<CheckLine>) {
        let scopes = self.scopes(session).await;
        for (line, scope) in [
            (CheckWhat::MayPublish, "write:statuses"),
            (CheckWhat::MayUpload, "write:media"),
        ] {
            lines.push(match &scopes {
                Some(scopes) if !allows(scopes, scope) => {
                    NetworkError::coded(Kind::MissingPermission, code::SCOPE_MISSING)
                        .raw(scope)
                        .as_check(line)
                }
                _ => passed(line),
            });
        }
        let call = Call::get("/api/v1/notifications").with("limit", "1");
        let read = self
            .answer(&session.server, Some(&session.token), call)
            .await;
        lines.push(match read {
            Ok(_) => passed(CheckWhat::MayRead),
            Err(failure) if failure.is(403) => failure
                .named(Kind::MissingPermission, code::SCOPE_MISSING)
                .as_check(CheckWhat::MayRead),
            Err(failure) => NetworkError::from(failure).as_check(CheckWhat::MayRead),
        });
    }
}

const fn passed(what: CheckWhat) -> CheckLine {
    CheckLine {
        what,
        passed: true,
        code: None,
        raw: None,
    }
}

/// Whether scopes, separated by spaces, contain one: `write` contains `write:media`, `profile` reads the account.
fn allows(scopes: &str, wanted: &str) -> bool {
    let whole = wanted.split(':').next().unwrap_or(wanted);
    scopes
        .split_whitespace()
        .any(|it| it == wanted || it == whole || it == "profile" && wanted == "read:accounts")
}

/// The account as the channel shows it: with the server's name, as people write it.
pub fn info(
    who: &Account<'_>,
    session: &Session,
    account: wire::Account,
    about: Option<About>,
) -> AccountInfo {
    let known = who.handle.split_once('@').map(|(_, domain)| domain);
    let handle = if account.acct.contains('@') {
        account.acct
    } else {
        let domain = match (&about, known) {
            (Some(about), _) => about.domain.clone(),
            (None, Some(domain)) => domain.to_owned(),
            (None, None) => server::host(&session.server),
        };
        format!("{}@{domain}", account.acct)
    };
    let handle = handle
        .chars()
        .filter(|it| !it.is_control())
        .take(253)
        .collect::<String>();
    let name = account.display_name.trim();
    AccountInfo {
        name: (!name.is_empty()).then(|| super::inbox::plain_name(name)),
        kind: about.as_ref().map(|it| it.flavour.kind().to_owned()),
        software: about.as_ref().and_then(|it| it.software.clone()),
        limits: about.map(|it| it.limits),
        ..AccountInfo::named(account.id, handle)
    }
}

#[cfg(test)]
mod tests {
    use super::allows;

    #[test]
    fn a_broad_scope_contains_its_parts() {
        for (scopes, wanted, holds) in [
            ("read write", "write:media", true),
            ("profile write:statuses", "write:statuses", true),
            ("profile write:statuses", "write:media", false),
            ("profile", "read:accounts", true),
            ("read:statuses", "read:accounts", false),
            ("", "write:media", false),
        ] {
            assert_eq!(allows(scopes, wanted), holds, "{scopes} {wanted}");
        }
    }
}

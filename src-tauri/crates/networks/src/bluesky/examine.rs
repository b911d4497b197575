//! The self-test of a channel: everything it needs is tried, and nothing is published.

use super::{
    Bluesky,
    client::info,
    session::Session,
    wire,
    xrpc::{self, Call, Payload},
};
use crate::{account::Account, contract::Examination, error::NetworkError};
use kelola_domain::channel::{CheckLine, CheckWhat};

/// What is uploaded to see whether uploading works: a file no record names is never shown and soon removed.
const TRIAL: &[u8] = b"Kelola";

impl Bluesky {
    pub(super) async fn examine_channel(&self, who: &Account<'_>) -> Examination {
        let mut session = match self.sign_in_afresh(who).await {
            Ok(session) => session,
            Err(error) => return Examination::of_test(Err(error)),
        };
        let mut account = info(&session);
        account.software = self.software(&session).await;
        // What follows is about the rights of an account that is signed in.
        let mut lines = Examination::of_test(Ok(account.clone())).lines;
        let publish = self.current(who, &mut session).await;
        lines.push(line(CheckWhat::MayPublish, publish));
        let trial = Payload::File(TRIAL.to_vec(), "text/plain".to_owned());
        let upload = self.upload(who, &mut session, trial).await;
        lines.push(line(CheckWhat::MayUpload, upload.map(|_| ())));
        Examination {
            lines,
            account: Ok(account),
        }
    }

    async fn sign_in_afresh(&self, who: &Account<'_>) -> Result<Session, NetworkError> {
        let (mut session, new) = self.session(who).await?;
        if !new {
            self.current(who, &mut session).await?;
        }
        self.http.check_clock()?;
        Ok(session)
    }

    /// The version of the server's program, where it tells.
    async fn software(&self, session: &Session) -> Option<String> {
        let call = Call::get("_health", Vec::new());
        let health = xrpc::call::<wire::Health>(&self.http, &session.server, None, &call)
            .await
            .ok()?;
        let version: String = health
            .version
            .chars()
            .filter(|it| !it.is_control())
            .take(40)
            .collect();
        Some(format!("PDS {version}"))
    }
}

fn line(what: CheckWhat, outcome: Result<(), NetworkError>) -> CheckLine {
    match outcome {
        Ok(()) => CheckLine {
            what,
            passed: true,
            code: None,
            raw: None,
        },
        Err(error) => error.as_check(what),
    }
}

//! Signing a channel in on its network's own page, in the system's browser. One sign-in at a time: a new one ends
//! the one before. Nothing that is stored is touched until the new tokens are in hand.

use crate::{
    Kelola,
    channels::{OneChannel, TestResult, network_failure, test_channel},
    commands::Nothing,
    engine::CancellationToken,
    events::Event,
    failure::Failure,
    words::{acts, errors},
};
use kelola_domain::{
    channel::{Channel, Connection},
    ids::ChannelId,
};
use kelola_networks::{
    Account, AccountInfo, BrowserSignIn, Loopback, NoAnswer, Secret, SignInPage,
};
use kelola_store::channels as rows;
use serde::Serialize;
use std::sync::{Mutex, MutexGuard, PoisonError};
use ts_rs::TS;

/// How far a sign-in has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignInStep {
    /// The server is asked for its page.
    Preparing,
    /// The page is open; the person acts there.
    Waiting,
    /// The answer came; tokens are fetched and tried.
    Finishing,
}

/// The one sign-in that is under way.
#[derive(Default)]
pub struct SignIns {
    running: Mutex<Option<(ChannelId, CancellationToken)>>,
}

impl SignIns {
    /// Begins one, and ends the one before.
    fn begin(&self, channel: ChannelId) -> CancellationToken {
        let token = CancellationToken::new();
        if let Some((_, before)) = self.lock().replace((channel, token.clone())) {
            before.cancel();
        }
        token
    }

    /// Forgets one that has ended, unless another has taken its place.
    fn end(&self, turn: &CancellationToken) {
        if !turn.is_cancelled() {
            self.lock().take();
        }
    }

    fn cancel(&self, channel: ChannelId) {
        if let Some((_, token)) = self.lock().take_if(|(it, _)| *it == channel) {
            token.cancel();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<(ChannelId, CancellationToken)>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Signs a channel in: opens its network's page by `open`, waits for the answer, keeps the tokens and tries them.
/// Blocks for as long as the person takes, five minutes at most.
///
/// # Errors
/// Fails when the network has no such page, the keychain is not there, the page cannot be opened, or the person or
/// the server refuse; what was stored before stays.
pub fn sign_in_channel(
    kelola: &Kelola,
    args: OneChannel,
    open: &(dyn Fn(&str) -> Result<(), Failure> + Sync),
) -> Result<TestResult, Failure> {
    let channel = kelola.read(|db| rows::get(db, args.id))?;
    let network = kelola
        .registry()
        .get(&channel.network)
        .and_then(|it| it.client())
        .and_then(|it| it.browser_sign_in())
        .ok_or_else(|| Failure::new(errors::SIGN_IN_NOT_OFFERED))?;
    // Asked before the person is sent to a page whose answer could not be kept.
    if let Some(code) = kelola.secrets().state().code {
        return Err(Failure::new(&code));
    }
    let turn = kelola.sign_ins.begin(channel.id);
    let outcome = kelola
        .runtime
        .block_on(walk(kelola, &channel, network, open, &turn));
    kelola.sign_ins.end(&turn);
    connected(kelola, channel.id, outcome?)?;
    test_channel(kelola, args)
}

/// Ends a channel's sign-in that is under way; none is fine.
///
/// # Errors
/// Never fails.
pub fn cancel_sign_in(kelola: &Kelola, args: OneChannel) -> Result<Nothing, Failure> {
    kelola.sign_ins.cancel(args.id);
    Ok(Nothing {})
}

/// From the page to the stored tokens.
async fn walk(
    kelola: &Kelola,
    channel: &Channel,
    network: &dyn BrowserSignIn,
    open: &(dyn Fn(&str) -> Result<(), Failure> + Sync),
    turn: &CancellationToken,
) -> Result<AccountInfo, Failure> {
    let (page, code) = tokio::select! {
        () = turn.cancelled() => return Err(Failure::new(errors::SIGN_IN_CANCELLED)),
        answer = answer(kelola, channel, network, open) => answer?,
    };
    // From here on nothing is cut short: the server has given something that must be kept.
    tell(kelola, channel, SignInStep::Finishing);
    let vault = kelola.secrets().vault(kelola.store())?;
    network
        .finish(&Account::of(channel, &vault), &page, &code)
        .await
        .map_err(|error| network_failure(&error))
}

/// Opens the page and waits for its answer.
async fn answer(
    kelola: &Kelola,
    channel: &Channel,
    network: &dyn BrowserSignIn,
    open: &(dyn Fn(&str) -> Result<(), Failure> + Sync),
) -> Result<(SignInPage, Secret), Failure> {
    tell(kelola, channel, SignInStep::Preparing);
    let loopback = Loopback::open()
        .await
        .map_err(|error| Failure::new(errors::SIGN_IN_NO_PORT).with("what", error))?;
    let page = network
        .begin(channel.server.as_deref(), loopback.redirect())
        .await
        .map_err(|error| network_failure(&error))?;
    open(page.url.as_str())?;
    tell(kelola, channel, SignInStep::Waiting);
    let code = loopback
        .answer(&page.state, Loopback::LONGEST)
        .await
        .map_err(|none| {
            Failure::new(match none {
                NoAnswer::Refused => errors::SIGN_IN_REFUSED,
                NoAnswer::TooLate => errors::SIGN_IN_TOO_LATE,
            })
        })?;
    Ok((page, code))
}

/// Writes down who signed in. The channel is read anew: the person may have changed it meanwhile.
fn connected(kelola: &Kelola, id: ChannelId, info: AccountInfo) -> Result<(), Failure> {
    let now = kelola.now();
    kelola
        .store()
        .write(kelola_store::Actor::Sync, acts::EDIT_CHANNEL, |tx| {
            let mut channel = rows::get(tx, id)?;
            info.note(&mut channel, now);
            channel.handle = info.handle;
            channel.connection = Connection::Connected;
            rows::update(tx, &channel)
        })?;
    kelola.engine.plan_changed();
    kelola.events().tell(&Event::WorkspaceChanged);
    Ok(())
}

fn tell(kelola: &Kelola, channel: &Channel, step: SignInStep) {
    kelola.events().tell(&Event::SignInMoved {
        channel: channel.id,
        step,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_sign_in_ends_the_one_before_and_only_its_own_is_cancelled() {
        let (all, one, two) = (
            SignIns::default(),
            ChannelId::from_uuid(uuid::Uuid::from_u128(1)),
            ChannelId::from_uuid(uuid::Uuid::from_u128(2)),
        );
        let first = all.begin(one);
        all.cancel(two);
        assert!(!first.is_cancelled());
        let second = all.begin(two);
        assert!(first.is_cancelled() && !second.is_cancelled());
        all.cancel(one);
        assert!(!second.is_cancelled());
        // The first one, ended by the second, does not take the second away with it.
        all.end(&first);
        all.cancel(two);
        assert!(second.is_cancelled());
    }
}

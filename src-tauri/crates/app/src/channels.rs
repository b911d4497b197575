//! Channels: adding, testing, pausing and removing accounts.

use crate::{
    Kelola,
    commands::Nothing,
    failure::Failure,
    undo::Undoable,
    words::{acts, errors},
};
use kelola_domain::{
    brand::Brand,
    channel::{Channel, Connection},
    ids::{BrandId, ChannelId},
    network::{NetworkId, Profile, SignInKey},
    time::Instant,
};
use kelola_networks::{Account, Examination, Kind, Network, NetworkError, Slot, Vault};
use kelola_store::channels as rows;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A new channel. Its secret follows through the secret's own door.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddChannel {
    /// The network.
    pub network: NetworkId,
    /// The account's public name, with or without `@`.
    pub handle: String,
    /// Address of the server, where the network has many.
    #[serde(default)]
    pub server: Option<String>,
    /// The account tier or usual kind of post.
    #[serde(default)]
    pub kind: Option<String>,
}

/// One channel.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneChannel {
    /// Which.
    pub id: ChannelId,
}

/// Pausing or resuming one channel.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PauseChannel {
    /// Which.
    pub id: ChannelId,
    /// Whether nothing is sent.
    pub paused: bool,
}

/// What a test of a channel showed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TestResult {
    /// The channel as it stands now.
    pub channel: Channel,
    /// Whether it can publish.
    pub ok: bool,
    /// Else why not, an entry of `errors.json`.
    pub code: Option<String>,
    /// What the account calls itself, plain text of the network.
    pub display_name: Option<String>,
    /// Values for the sentence.
    pub values: BTreeMap<String, String>,
}

/// The channels of the current brand.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn list_channels(kelola: &Kelola, _: Nothing) -> Result<Vec<Channel>, Failure> {
    let Some(brand) = kelola.current_brand()? else {
        return Ok(Vec::new());
    };
    kelola.read(|db| rows::list(db, Some(brand.id)))
}

/// The channels of a brand, or of all brands.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn of_brand(kelola: &Kelola, brand: Option<BrandId>) -> Result<Vec<Channel>, Failure> {
    kelola.read(|db| rows::list(db, brand))
}

/// Adds a channel to the current brand.
///
/// # Errors
/// Fails when the network is unknown or an answer cannot be used.
pub fn add_channel(kelola: &Kelola, args: AddChannel) -> Result<Channel, Failure> {
    add(kelola, &kelola.brand()?, args)
}

/// Adds a channel to a brand.
///
/// # Errors
/// Fails when the network is unknown or an answer cannot be used.
pub fn add(kelola: &Kelola, brand: &Brand, args: AddChannel) -> Result<Channel, Failure> {
    let network = network(kelola, &args.network)?;
    let profile = network.profile();
    let handle = args.handle.trim().trim_start_matches('@').to_owned();
    if handle.is_empty() || handle.chars().count() > 253 || handle.chars().any(char::is_control) {
        return Err(Failure::bad_input("handle"));
    }
    let kind = args
        .kind
        .unwrap_or_else(|| profile.default_kind().to_owned());
    if !profile.kinds.contains(&kind) {
        return Err(Failure::bad_input(kind));
    }
    let server = match profile
        .sign_in
        .iter()
        .find(|it| it.key == SignInKey::Server)
    {
        Some(field) => Some(checked_server(
            network,
            args.server
                .or_else(|| field.preset.clone())
                .unwrap_or_default()
                .trim(),
        )?),
        None => None,
    };
    let connection = if profile.publishes() && !profile.sign_in.is_empty() {
        Connection::NeedsSignIn
    } else if profile.publishes() {
        Connection::Connected
    } else {
        Connection::Manual
    };
    kelola.write(acts::ADD_CHANNEL, |tx| {
        let channel = Channel {
            id: ChannelId::from_uuid(tx.uuid()),
            brand: brand.id,
            network: args.network,
            handle,
            server,
            kind,
            connection,
            sends: true,
            remote_id: None,
            paused: false,
            facts: None,
        };
        rows::insert(tx, &channel)?;
        Ok(channel)
    })
}

/// Says whether the channel's sign-in works, and keeps what came out.
///
/// # Errors
/// Fails when there is no such channel; a refused sign-in is a result, not a failure.
pub fn test_channel(kelola: &Kelola, args: OneChannel) -> Result<TestResult, Failure> {
    let channel = kelola.read(|db| rows::get(db, args.id))?;
    let network = kelola
        .registry()
        .get(&channel.network)
        .ok_or_else(|| unknown(&channel.network))?;
    let Some(client) = network.client() else {
        return Ok(TestResult {
            channel,
            ok: true,
            code: None,
            display_name: None,
            values: BTreeMap::new(),
        });
    };
    let refused = kelola
        .secrets()
        .state()
        .code
        .filter(|_| !network.profile().sign_in.is_empty());
    if let Some(code) = refused {
        return Ok(TestResult {
            channel,
            ok: false,
            code: Some(code),
            display_name: None,
            values: BTreeMap::new(),
        });
    }
    let vault = kelola.secrets().vault(kelola.store())?;
    // The password itself is to be tried, not a session that an older one opened.
    if matches!(vault.read(channel.id, Slot::Password), Ok(Some(_)))
        && vault.delete(channel.id, Slot::Session).is_err()
    {
        tracing::warn!(channel = %channel.id, "an older session was not forgotten");
    }
    let examined = kelola
        .runtime
        .block_on(client.examine(&Account::of(&channel, &vault)));
    let failed = examined.lines.iter().find(|it| !it.passed);
    let (ok, code) = (failed.is_none(), failed.and_then(|it| it.code.clone()));
    let now = kelola.now();
    // Read anew: the person may have paused or renamed it while the network was asked.
    let (channel, display_name) =
        kelola
            .store()
            .write(kelola_store::Actor::Sync, acts::EDIT_CHANNEL, |tx| {
                let mut channel = rows::get(tx, args.id)?;
                let name = note(&mut channel, examined, now);
                rows::update(tx, &channel)?;
                Ok((channel, name))
            })?;
    kelola.engine.plan_changed();
    Ok(TestResult {
        channel,
        ok,
        code,
        display_name,
        values: BTreeMap::new(),
    })
}

/// Writes down in the channel what a self-test showed; gives back what the account calls itself.
fn note(channel: &mut Channel, examined: Examination, now: Instant) -> Option<String> {
    let name = match examined.account {
        Ok(info) => {
            channel.connection = Connection::Connected;
            info.note(channel, now);
            channel.handle = info.handle;
            info.name
        }
        Err(error) => {
            if error.kind == Kind::SignInExpired {
                channel.connection = Connection::NeedsSignIn;
            }
            None
        }
    };
    let facts = channel.facts.get_or_insert_default();
    facts.checks = examined.lines;
    facts.asked_at = Some(now);
    name
}

/// Removes a channel and deletes its secret.
///
/// # Errors
/// Fails when there is no such channel.
pub fn remove_channel(kelola: &Kelola, args: OneChannel) -> Result<Undoable, Failure> {
    // Without its sign-in nothing could take back what the network would still publish.
    let holds = kelola.read(|db| kelola_store::deliveries::are_held(db, args.id))?;
    if holds {
        return Err(Failure::new(errors::CHANNEL_HOLDS_POSTS));
    }
    let operation = kelola.write(acts::REMOVE_CHANNEL, |tx| {
        rows::remove(tx, args.id)?;
        Ok(tx.operation())
    })?;
    kelola.secrets().forget(kelola, args.id);
    Ok(Undoable {
        operation,
        label: acts::REMOVE_CHANNEL.to_owned(),
    })
}

/// Pauses or resumes one channel.
///
/// # Errors
/// Fails when there is no such channel.
pub fn pause_channel(kelola: &Kelola, args: PauseChannel) -> Result<Channel, Failure> {
    kelola.write(acts::EDIT_CHANNEL, |tx| {
        let channel = Channel {
            paused: args.paused,
            ..rows::get(tx, args.id)?
        };
        rows::update(tx, &channel)?;
        crate::resume::note_pause(tx, Some(args.id), args.paused)?;
        Ok(channel)
    })
}

/// What Kelola knows about a network.
///
/// # Errors
/// Fails when there is no such network.
pub fn profile<'a>(kelola: &'a Kelola, network: &NetworkId) -> Result<&'a Profile, Failure> {
    Ok(self::network(kelola, network)?.profile())
}

fn network<'a>(kelola: &'a Kelola, network: &NetworkId) -> Result<&'a dyn Network, Failure> {
    kelola
        .registry()
        .get(network)
        .ok_or_else(|| unknown(network))
}

/// A network's failure as the person sees it.
#[must_use]
pub fn network_failure(error: &NetworkError) -> Failure {
    Failure::new(error.code)
}

fn unknown(network: &NetworkId) -> Failure {
    Failure::new(errors::UNKNOWN_NETWORK).with(
        "what",
        network.as_str().chars().take(40).collect::<String>(),
    )
}

/// The address as the network keeps it: https, or plain http to this computer.
fn checked_server(network: &dyn Network, typed: &str) -> Result<String, Failure> {
    match network.server(typed) {
        Ok(url) => Ok(url.as_str().trim_end_matches('/').to_owned()),
        Err(error) if error.code == errors::PLAIN_HTTP_REFUSED => Err(Failure::new(error.code)),
        Err(_) => Err(Failure::bad_input("server")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kelola_networks::{Endpoints, Local, WordPress};

    #[test]
    fn servers_are_https_or_this_computer() {
        let kept = |typed| checked_server(&Local::new(), typed);
        assert_eq!(kept("bsky.social").as_deref(), Ok("https://bsky.social"));
        assert_eq!(
            kept("https://bsky.social/xrpc").as_deref(),
            Ok("https://bsky.social")
        );
        assert_eq!(
            kept("http://127.0.0.1:2583").as_deref(),
            Ok("http://127.0.0.1:2583")
        );
        assert_eq!(
            kept("http://bsky.social").map_err(|it| it.code),
            Err(errors::PLAIN_HTTP_REFUSED.to_owned())
        );
        for bad in ["", "https://", "https://user:pass@host", "ftp://host"] {
            assert!(kept(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_network_whose_servers_live_in_folders_keeps_the_folder() {
        let kept = |typed| checked_server(&WordPress::new(Endpoints::none()), typed);
        assert_eq!(
            kept("kopi.id/blog/wp-admin/").as_deref(),
            Ok("https://kopi.id/blog")
        );
    }
}

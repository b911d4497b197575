//! `kelolactl channel`: accounts on networks.

use crate::{arguments::ChannelTask, output, workplace::Workplace};
use kelola_app::{
    channels::{self, AddChannel, OneChannel},
    failure::Failure,
    secrets::store_secret,
};
use kelola_domain::{ids::BrandId, network::NetworkId};
use serde::Deserialize;
use serde_json::json;

/// A channel as described on standard input. It has no `Debug`: it may hold a secret.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    #[serde(default)]
    brand: Option<BrandId>,
    network: NetworkId,
    handle: String,
    #[serde(default)]
    server: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    secret: Option<String>,
}

/// Adds, lists, tests or removes channels.
///
/// # Errors
/// Fails when the input cannot be used, or the keychain is not there for a secret.
pub fn run(place: &Workplace, task: ChannelTask) -> Result<bool, Failure> {
    match task {
        ChannelTask::Add => add(place).map(|()| true),
        ChannelTask::List { brand } => {
            let list = channels::of_brand(place.kelola()?, brand)?;
            if place.json {
                output::document(&list)?;
            } else {
                for it in &list {
                    output::line(&format!("{}  {:12} {}", it.id, it.network, it.handle))?;
                }
            }
            Ok(true)
        }
        ChannelTask::Test { id } => {
            let result = channels::test_channel(place.kelola()?, OneChannel { id })?;
            output::document(
                &json!({ "id": id, "ok": result.ok, "code": result.code, "connection": result.channel.connection }),
            )?;
            match result.code {
                Some(code) => Err(Failure::new(&code)).or_else(|failure: Failure| {
                    if failure.exit() == kelola_app::failure::Exit::NotAvailable {
                        Err(failure)
                    } else {
                        Ok(false)
                    }
                }),
                None => Ok(result.ok),
            }
        }
        ChannelTask::Remove { id } => {
            channels::remove_channel(place.kelola()?, OneChannel { id })?;
            output::document(&json!({ "id": id }))?;
            Ok(true)
        }
    }
}

fn add(place: &Workplace) -> Result<(), Failure> {
    let wanted: Wanted =
        place.read_json_with_secret("brand, network, handle, server, kind, secret")?;
    let kelola = place.kelola()?;
    let brand = kelola.brand_or_only(wanted.brand)?;
    let channel = channels::add(
        kelola,
        &brand,
        AddChannel {
            network: wanted.network,
            handle: wanted.handle,
            server: wanted.server,
            kind: wanted.kind,
        },
    )?;
    if let Some(secret) = wanted.secret
        && let Err(failure) = store_secret(kelola, channel.id, &secret)
    {
        // Nothing half done: without its secret the channel was not wanted.
        channels::remove_channel(kelola, OneChannel { id: channel.id })?;
        return Err(failure);
    }
    output::document(&json!({ "id": channel.id }))
}

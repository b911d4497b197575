//! `kelolactl channel`: accounts on networks.

use crate::{arguments::ChannelTask, output, workplace::Workplace};
use kelola_app::{
    channels::{self, AddChannel, OneChannel, TestResult},
    failure::{Exit, Failure},
    secrets::store_secret,
    sign_in,
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

/// A channel's new secret. It has no `Debug`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    secret: String,
}

/// Adds, lists, signs in, tests or removes channels.
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
        ChannelTask::Secret { id } => {
            let given: Given = place.read_json_with_secret("secret")?;
            store_secret(place.kelola()?, id, &given.secret)?;
            output::document(&json!({ "id": id }))?;
            Ok(true)
        }
        ChannelTask::SignIn { id } => {
            let page = |url: &str| output::document(&json!({ "open": url }));
            told(&sign_in::sign_in_channel(
                place.kelola()?,
                OneChannel { id },
                &page,
            )?)
        }
        ChannelTask::Test { id } => {
            told(&channels::test_channel(place.kelola()?, OneChannel { id })?)
        }
        ChannelTask::Remove { id } => {
            channels::remove_channel(place.kelola()?, OneChannel { id })?;
            output::document(&json!({ "id": id }))?;
            Ok(true)
        }
    }
}

/// Says what a test showed; what is not available is a failure of its own.
fn told(result: &TestResult) -> Result<bool, Failure> {
    let channel = &result.channel;
    output::document(
        &json!({ "id": channel.id, "ok": result.ok, "code": result.code, "connection": channel.connection }),
    )?;
    let failure = result.code.as_deref().map(Failure::new);
    match failure.filter(|it| it.exit() == Exit::NotAvailable) {
        Some(failure) => Err(failure),
        None => Ok(result.ok),
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

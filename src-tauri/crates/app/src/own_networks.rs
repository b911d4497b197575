//! Networks a person defines, and newer rules of known ones read from a file.

use crate::{
    Kelola,
    commands::Nothing,
    events::Event,
    failure::Failure,
    session::{Session, get_session},
    words::{acts, errors},
};
use chrono::NaiveDate;
use kelola_domain::{
    network::{NetworkId, Profile},
    own_network::{OWN_PREFIX, OwnNetwork},
    rules::{FORMAT, RulesError, RulesFile},
};
use kelola_networks::Registry;
use kelola_store::{channels, networks};
use serde::{Deserialize, Serialize};
use std::path::Path;
use ts_rs::TS;

/// The largest rules file, in bytes.
const LARGEST_FILE: u64 = 4 * 1024 * 1024;
/// The most own networks.
const MOST: usize = 100;

/// A definition to keep.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveOwnNetwork {
    /// All of it; an empty id makes a new one.
    pub network: OwnNetwork,
}

/// One network.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneNetwork {
    /// Which.
    pub id: NetworkId,
}

/// How old a network's rules are, and where they come from.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RulesState {
    /// The network.
    pub network: NetworkId,
    /// Its name.
    pub name: String,
    /// The day they were read from their sources.
    #[ts(as = "String")]
    pub as_of: NaiveDate,
    /// Whether that is more than 180 days ago.
    pub is_old: bool,
    /// Whether they came from a file instead of the program.
    pub imported: bool,
}

/// What a rules file changed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RulesImported {
    /// The names of the networks.
    pub networks: Vec<String>,
}

/// The networks the person defined.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn list_own_networks(kelola: &Kelola, _: Nothing) -> Result<Vec<OwnNetwork>, Failure> {
    let all = kelola.read(networks::own)?;
    let kept = all.into_iter().filter(|it| !it.is_removed);
    Ok(kept.map(|it| it.network).collect())
}

/// Networks to start a definition from: those the product itself posts to by hand.
///
/// # Errors
/// Never fails.
pub fn own_network_presets(kelola: &Kelola, _: Nothing) -> Result<Vec<OwnNetwork>, Failure> {
    let by_hand = kelola
        .registry()
        .all()
        .map(|it| it.profile())
        .filter(|it| !it.publishes() && !it.id.as_str().starts_with(OWN_PREFIX));
    let mut presets: Vec<_> = by_hand.map(OwnNetwork::like).collect();
    // Sites with an editor of their own are what own networks mostly are.
    presets.sort_by_key(|it| it.formats.is_empty());
    Ok(presets)
}

/// Keeps a definition, new or changed.
///
/// # Errors
/// Fails when something in it cannot be used.
pub fn save_own_network(kelola: &Kelola, args: SaveOwnNetwork) -> Result<Session, Failure> {
    add_own_network(kelola, args.network)?;
    get_session(kelola, Nothing {})
}

/// Keeps a definition and gives its id.
///
/// # Errors
/// Fails when something in it cannot be used.
pub fn add_own_network(kelola: &Kelola, mut network: OwnNetwork) -> Result<NetworkId, Failure> {
    network
        .check()
        .map_err(|error| Failure::new(errors::OWN_NETWORK_WRONG).with("what", error))?;
    let known = kelola.read(networks::own)?;
    let is_new = network.id.as_str().is_empty();
    if is_new {
        network.id = NetworkId(format!("{OWN_PREFIX}{}", kelola.store().uuid().simple()));
    }
    if (!is_new && known.iter().all(|it| it.network.id != network.id)) || known.len() >= MOST {
        return Err(Failure::not_found("network"));
    }
    let today = today(kelola)?;
    kelola.write(acts::SAVE_OWN_NETWORK, |tx| {
        networks::put_own(tx, &network, today)
    })?;
    kelola.learn_networks()?;
    kelola.events().tell(&Event::NetworksChanged);
    Ok(network.id)
}

/// Removes a definition; old posts still show its name.
///
/// # Errors
/// Fails while a channel is on it.
pub fn remove_own_network(kelola: &Kelola, args: OneNetwork) -> Result<Session, Failure> {
    let used = kelola.read(|db| channels::list(db, None))?;
    let names: Vec<_> = used
        .iter()
        .filter(|it| it.network == args.id)
        .map(|it| it.handle.clone())
        .collect();
    if !names.is_empty() {
        return Err(Failure::new(errors::OWN_NETWORK_IN_USE).with("channels", names.join(", ")));
    }
    kelola.write(acts::REMOVE_OWN_NETWORK, |tx| {
        networks::remove_own(tx, &args.id)
    })?;
    kelola.learn_networks()?;
    kelola.events().tell(&Event::NetworksChanged);
    get_session(kelola, Nothing {})
}

/// Every network with the day of its rules.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn list_rules(kelola: &Kelola, _: Nothing) -> Result<Vec<RulesState>, Failure> {
    let (today, imported) = (today(kelola)?, kelola.read(networks::rules)?);
    let state = |it: &Profile| RulesState {
        network: it.id.clone(),
        name: it.name.clone(),
        as_of: it.as_of,
        is_old: it.is_old(today),
        imported: imported.iter().any(|file| file.rules.network == it.id),
    };
    Ok(kelola
        .registry()
        .all()
        .map(|it| state(it.profile()))
        .collect())
}

/// Reads a file of newer rules. All of it is looked at before anything is kept.
///
/// # Errors
/// Fails when it is no rules file, of another version, about no known network, older, or wrong in itself.
pub fn import_rules(kelola: &Kelola, file: &Path) -> Result<RulesImported, Failure> {
    let unreadable =
        |error: &dyn std::fmt::Display| Failure::new(errors::FILE_UNREADABLE).with("what", error);
    let size = std::fs::metadata(file).map_err(|it| unreadable(&it))?.len();
    if size > LARGEST_FILE {
        return Err(Failure::new(errors::RULES_WRONG).with("what", format!("{size} bytes")));
    }
    let text = std::fs::read_to_string(file).map_err(|it| unreadable(&it))?;
    let rules: RulesFile = serde_json::from_str(&text)
        .map_err(|error| Failure::new(errors::RULES_WRONG).with("what", error))?;
    let names = checked(kelola, &rules).map_err(|error| refused(&error))?;
    kelola.write(acts::IMPORT_RULES, |tx| {
        rules
            .networks
            .iter()
            .try_for_each(|it| networks::put_rules(tx, it))
    })?;
    kelola.learn_networks()?;
    kelola.events().tell(&Event::NetworksChanged);
    Ok(RulesImported { networks: names })
}

fn checked(kelola: &Kelola, file: &RulesFile) -> Result<Vec<String>, RulesError> {
    if file.kelola_rules != FORMAT {
        return Err(RulesError::Version(file.kelola_rules));
    }
    if file.networks.is_empty() {
        return Err(RulesError::Empty);
    }
    let name = |it: &kelola_domain::rules::NetworkRules| {
        let known = kelola.registry().built_in(&it.network);
        let profile = known
            .ok_or_else(|| RulesError::Unknown(it.network.clone()))?
            .profile();
        it.check(profile)?;
        Ok(profile.name.clone())
    };
    file.networks.iter().map(name).collect()
}

fn refused(error: &RulesError) -> Failure {
    match error {
        RulesError::Unknown(network) => Failure::new(errors::UNKNOWN_NETWORK).with("what", network),
        RulesError::Older(network) => Failure::new(errors::RULES_OLDER).with("what", network),
        other => Failure::new(errors::RULES_WRONG).with("what", other),
    }
}

/// Goes back to the rules the program was made with.
///
/// # Errors
/// Fails when the network has no others.
pub fn forget_rules(kelola: &Kelola, args: OneNetwork) -> Result<Session, Failure> {
    kelola.write(acts::FORGET_RULES, |tx| {
        networks::forget_rules(tx, &args.id)
    })?;
    kelola.learn_networks()?;
    kelola.events().tell(&Event::NetworksChanged);
    get_session(kelola, Nothing {})
}

fn today(kelola: &Kelola) -> Result<NaiveDate, Failure> {
    let zone = kelola
        .current_brand()?
        .map_or(chrono_tz::Asia::Jakarta, |it| it.zone);
    Ok(kelola.now().with_timezone(&zone).date_naive())
}

impl Kelola {
    /// Takes in what the data folder knows of networks beyond the product. Rules that are older than the program's
    /// own, after an update, no longer hold.
    pub(crate) fn learn_networks(&self) -> Result<(), Failure> {
        self.teach(self.registry())
    }

    /// The same for another list of networks.
    pub(crate) fn teach(&self, registry: &Registry) -> Result<(), Failure> {
        let (own, imported) = self.read(|db| Ok((networks::own(db)?, networks::rules(db)?)))?;
        let own = own
            .into_iter()
            .map(|it| (it.network.profile(it.on), !it.is_removed))
            .collect();
        let ruled = imported.iter().filter_map(|it| {
            let known = registry.built_in(&it.rules.network)?.profile();
            it.rules.check(known).is_ok().then(|| it.rules.over(known))
        });
        registry.learn(own, ruled.collect());
        Ok(())
    }
}

#[cfg(test)]
mod tests;

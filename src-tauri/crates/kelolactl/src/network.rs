//! `kelolactl network`: networks of one's own, and newer rules of known ones.

use crate::{arguments::NetworkTask, output, workplace::Workplace};
use kelola_app::{
    commands::Nothing,
    failure::Failure,
    own_networks::{
        OneNetwork, add_own_network, forget_rules, import_rules, list_own_networks,
        remove_own_network,
    },
};
use serde_json::json;

/// Carries it out.
///
/// # Errors
/// Fails when the input cannot be used, or the network is not known.
pub fn run(place: &Workplace, task: NetworkTask) -> Result<bool, Failure> {
    let kelola = place.kelola()?;
    match task {
        NetworkTask::Add => {
            let id = add_own_network(kelola, place.read_json()?)?;
            output::document(&json!({ "id": id }))?;
        }
        NetworkTask::List => {
            let all = list_own_networks(kelola, Nothing {})?;
            if place.json {
                output::document(&all)?;
            } else {
                for it in &all {
                    output::line(&format!("{}  {}", it.id, it.name))?;
                }
            }
        }
        NetworkTask::Remove { id } => {
            remove_own_network(
                kelola,
                OneNetwork {
                    id: id.as_str().into(),
                },
            )?;
        }
        NetworkTask::ImportRules { file } => {
            let done = import_rules(kelola, &file)?;
            if place.json {
                output::document(&done)?;
            } else {
                output::line(&done.networks.join(", "))?;
            }
        }
        NetworkTask::ForgetRules { id } => {
            forget_rules(
                kelola,
                OneNetwork {
                    id: id.as_str().into(),
                },
            )?;
        }
    }
    Ok(true)
}

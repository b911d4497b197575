//! Taking acts back, and doing them again.

use crate::{
    Kelola, commands::Nothing, events::Event, failure::Failure, media::ahead, words::errors,
};
use kelola_domain::ids::OperationId;
use kelola_store::changes::{self, UndoError};
use serde::Serialize;
use ts_rs::TS;

/// An act that can be taken back.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Undoable {
    /// The operation.
    pub operation: OperationId,
    /// What it was, an entry of `acts.json`.
    pub label: String,
}

/// What was taken back or done again.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Undone {
    /// What it was, an entry of `acts.json`.
    pub label: String,
    /// Whether there is something to do again.
    pub redo: bool,
}

/// Takes the last act back.
///
/// # Errors
/// Fails when there is none, or when it cannot be taken back any more.
pub fn undo(kelola: &Kelola, _: Nothing) -> Result<Undone, Failure> {
    settle(kelola, changes::undo(kelola.store(), kelola.actor))
}

/// Does the last undone act again.
///
/// # Errors
/// Fails when there is none, or when it cannot be done any more.
pub fn redo(kelola: &Kelola, _: Nothing) -> Result<Undone, Failure> {
    settle(kelola, changes::redo(kelola.store(), kelola.actor))
}

fn settle(kelola: &Kelola, outcome: Result<changes::Undone, UndoError>) -> Result<Undone, Failure> {
    let undone = outcome.map_err(|error| match error {
        UndoError::NothingToDo => Failure::new(errors::NOTHING_TO_UNDO),
        UndoError::Refused { reason, .. } => {
            Failure::new(errors::UNDO_REFUSED).with("what", reason.code())
        }
        UndoError::Store(error) => error.into(),
    })?;
    // A channel taken away again takes its secret with it.
    for channel in &undone.channels_gone {
        kelola.secrets().forget(kelola, *channel);
    }
    kelola.engine.plan_changed();
    ahead::all_changed(kelola);
    let networks = ["own_networks", "rules"];
    if undone
        .rows
        .iter()
        .any(|it| networks.contains(&it.table.as_str()))
    {
        kelola.learn_networks()?;
        kelola.events().tell(&Event::NetworksChanged);
    }
    if undone.rows.iter().any(|it| it.table == "snippets") {
        kelola.events().tell(&Event::SnippetsChanged);
    }
    let library = ["assets", "albums", "album_assets"];
    if undone
        .rows
        .iter()
        .any(|it| library.contains(&it.table.as_str()))
    {
        kelola.events().tell(&Event::MediaChanged);
    }
    kelola.events().tell(&Event::PostsChanged);
    let redo = kelola.read(changes::next)?.redo.is_some();
    Ok(Undone {
        label: undone.label,
        redo,
    })
}

//! Notices what another program wrote into the same folder.

use crate::{Kelola, events::Event, failure::Failure, media::ahead};
use kelola_store::watch::{Watch, outside_writes};

/// Watches until dropped.
pub struct OutsideWatch {
    _watch: Watch,
}

/// Tells the window and wakes the engine whenever another program has written.
///
/// # Errors
/// Fails when the system cannot watch files.
pub fn watch_outside(kelola: &Kelola) -> Result<OutsideWatch, Failure> {
    let listener = kelola.clone();
    let watch = outside_writes(kelola.store(), move || {
        listener.engine.plan_changed();
        if let Err(failure) = listener.learn_networks() {
            tracing::warn!(
                code = failure.code,
                "what another program wrote of networks is not known"
            );
        }
        ahead::all_changed(&listener);
        listener.events().tell(&Event::WorkspaceChanged);
    })?;
    Ok(OutsideWatch { _watch: watch })
}

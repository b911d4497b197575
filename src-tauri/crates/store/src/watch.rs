//! Notices that another program wrote to the data folder, by watching the write-ahead log: no timer runs.

use crate::{error::StoreError, store::Store};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::fmt;

/// A watch on a data folder. Dropping it ends it.
pub struct Watch {
    _watcher: RecommendedWatcher,
}

impl fmt::Debug for Watch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Watch")
    }
}

/// Calls `on_change`, on a thread of its own, after another program or another `Store` has committed to the folder.
///
/// # Errors
/// `Disk` when the system cannot watch the folder.
pub fn outside_writes(store: &Store, on_change: impl Fn() + Send + 'static) -> Result<Watch, StoreError> {
    let seen = store.clone();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let touches_log = match &event {
            // A fresh log replaces the file, so the folder is watched and the name compared.
            Ok(event) => event.need_rescan() || event.paths.iter().any(|it| it.file_name().is_some_and(|name| name == "kelola.db-wal")),
            Err(_) => true,
        };
        if touches_log {
            match seen.outside_writes() {
                Ok(true) => on_change(),
                Ok(false) => {}
                Err(error) => tracing::warn!(%error, "could not tell whether another program wrote"),
            }
        }
    })
    .map_err(watch_error)?;
    watcher.watch(store.dir(), RecursiveMode::NonRecursive).map_err(watch_error)?;
    Ok(Watch { _watcher: watcher })
}

fn watch_error(error: notify::Error) -> StoreError {
    match error.kind {
        notify::ErrorKind::Io(error) => error.into(),
        _ => StoreError::Disk(std::io::Error::other(error)),
    }
}

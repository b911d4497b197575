//! Notices that another program wrote to the data folder, by watching the write-ahead log: no timer runs.

use crate::{error::StoreError, store::Store};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::{
    fmt,
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    time::Duration,
};

/// When to look after the log was touched. The log is written before the commit in it becomes visible, and becoming
/// visible touches no file: one look could come too early, by as long as the disk takes to sync.
const LOOKS: [Duration; 5] = [
    Duration::ZERO,
    Duration::from_millis(20),
    Duration::from_millis(100),
    Duration::from_millis(500),
    Duration::from_secs(2),
];

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
pub fn outside_writes(
    store: &Store,
    on_change: impl Fn() + Send + 'static,
) -> Result<Watch, StoreError> {
    let (touched, touches) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let is_log = match &event {
            // A fresh log replaces the file, so the folder is watched and the name compared.
            Ok(event) => {
                event.need_rescan()
                    || event
                        .paths
                        .iter()
                        .any(|it| it.file_name().is_some_and(|name| name == "kelola.db-wal"))
            }
            Err(_) => true,
        };
        if is_log {
            // The receiver is gone only while the watch ends.
            let _ = touched.send(());
        }
    })
    .map_err(watch_error)?;
    let weak = store.weak();
    std::thread::Builder::new()
        .name("store-watch".to_owned())
        .spawn(move || {
            look_after_touches(&touches, || {
                match weak.upgrade().map(|store| store.outside_writes()) {
                    Some(Ok(true)) => on_change(),
                    Some(Err(error)) => {
                        tracing::warn!(%error, "could not tell whether another program wrote")
                    }
                    Some(Ok(false)) | None => {}
                }
            });
        })?;
    watcher
        .watch(store.dir(), RecursiveMode::NonRecursive)
        .map_err(watch_error)?;
    Ok(Watch { _watcher: watcher })
}

/// Waits for touches and looks a few times after each; ends when the watch does.
fn look_after_touches(touches: &Receiver<()>, look: impl Fn()) {
    while touches.recv().is_ok() {
        let mut looks = LOOKS.iter();
        while let Some(pause) = looks.next() {
            match touches.recv_timeout(*pause) {
                Ok(()) => looks = LOOKS.iter(),
                Err(RecvTimeoutError::Timeout) => look(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }
}

fn watch_error(error: notify::Error) -> StoreError {
    match error.kind {
        notify::ErrorKind::Io(error) => error.into(),
        _ => StoreError::Disk(std::io::Error::other(error)),
    }
}

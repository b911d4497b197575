//! Pictures dropped on the window: taken in here, so that the window never sees a path.

use crate::core::Core;
use kelola_app::{events::Event, media::import_as_job};
use std::path::PathBuf;
use tauri::{DragDropEvent, Manager, Runtime, Window};

/// Hears of files over the window.
pub fn heard<R: Runtime>(window: &Window<R>, event: &DragDropEvent) {
    let Some(core) = window.try_state::<Core>().map(|it| it.inner().clone()) else {
        return;
    };
    match event {
        DragDropEvent::Enter { .. } => core.tell(&Event::PicturesHover { over: true }),
        DragDropEvent::Leave => core.tell(&Event::PicturesHover { over: false }),
        DragDropEvent::Drop { paths, position } => {
            let scale = window.scale_factor().unwrap_or(1.0);
            take_in(core, paths.clone(), position.x / scale, position.y / scale);
        }
        _ => {}
    }
}

fn take_in(core: Core, paths: Vec<PathBuf>, x: f64, y: f64) {
    tauri::async_runtime::spawn(async move {
        core.tell(&Event::PicturesHover { over: false });
        let imported = core
            .as_job(move |kelola| import_as_job(kelola, None, &paths))
            .await;
        if let Ok(imported) = imported {
            core.tell(&Event::PicturesDropped { imported, x, y });
        }
    });
}

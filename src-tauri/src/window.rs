//! The windows: the main one, and the one that brings back a backup.

use crate::drops;
use kelola_app::failure::Failure;
use tauri::{AppHandle, Manager, Runtime, WebviewUrl, WebviewWindowBuilder, WindowEvent};
use tauri_plugin_window_state::StateFlags;

/// What of the main window is remembered between starts.
pub const REMEMBERED: StateFlags = StateFlags::SIZE
    .union(StateFlags::POSITION)
    .union(StateFlags::MAXIMIZED);

/// Whether a second start shows the first window. Tests start several windows on folders of their own.
#[cfg(debug_assertions)]
pub fn single() -> bool {
    std::env::var_os("KELOLA_MANY").is_none()
}

/// Whether a second start shows the first window: always.
#[cfg(not(debug_assertions))]
pub fn single() -> bool {
    true
}

/// Opens the main window.
///
/// # Errors
/// Fails when the system cannot make one.
pub fn open_main<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title("Kelola")
        .inner_size(1366.0, 768.0)
        .min_inner_size(800.0, 560.0)
        .build()?;
    let listener = window.as_ref().window();
    window.on_window_event(move |event| {
        if let WindowEvent::DragDrop(event) = event {
            drops::heard(&listener, event);
        }
    });
    Ok(())
}

/// Opens the window that brings back a backup, and says why it is needed.
///
/// # Errors
/// Fails when the system cannot make one.
pub fn open_restore<R: Runtime>(app: &AppHandle<R>, why: &Failure) -> tauri::Result<()> {
    WebviewWindowBuilder::new(
        app,
        "restore",
        WebviewUrl::App(format!("index.html?restore={}", why.code).into()),
    )
    .title("Kelola")
    .inner_size(640.0, 420.0)
    .build()?;
    Ok(())
}

/// Brings the main window to the front.
pub fn show<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app
        .get_webview_window("main")
        .or_else(|| app.get_webview_window("restore"))
    else {
        return;
    };
    for outcome in [window.unminimize(), window.show(), window.set_focus()] {
        if let Err(error) = outcome {
            tracing::warn!(%error, "the window did not come to the front");
        }
    }
}

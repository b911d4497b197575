//! The windows: the main one, and the one that brings back a backup.

use crate::{core::Core, drops, notices, page, platform, start};
use kelola_app::failure::Failure;
use tauri::{AppHandle, Manager, Runtime, WebviewUrl, WebviewWindowBuilder, Window, WindowEvent};
use tauri_plugin_window_state::StateFlags;

/// The main window's name.
pub const MAIN: &str = "main";

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
    let address = start::page(std::env::args().skip(1));
    app.state::<page::Page>().opens();
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App(address.into()))
        .title("Kelola")
        .inner_size(1366.0, 768.0)
        .min_inner_size(800.0, 560.0)
        .build()?;
    if let Err(error) = platform::suit(&window) {
        tracing::warn!(%error, "the page is drawn as the system does it by default");
    }
    let listener = window.as_ref().window();
    window.on_window_event(move |event| match event {
        WindowEvent::DragDrop(event) => drops::heard(&listener, event),
        WindowEvent::CloseRequested { api, .. } => {
            // The code a phone reads is no longer shown.
            if let Some(core) = listener.try_state::<Core>() {
                core.withdraw_packs();
            }
            if hide_instead(&listener) {
                api.prevent_close();
            }
        }
        _ => {}
    });
    Ok(())
}

/// Hides the main window where the engine is to go on without it; false when it is to be closed.
fn hide_instead<R: Runtime>(window: &Window<R>) -> bool {
    let app = window.app_handle();
    let Some(core) = app.try_state::<Core>().filter(|it| it.keeps_running()) else {
        return false;
    };
    if let Err(error) = window.hide() {
        tracing::warn!(%error, "the window was closed instead of hidden");
        return false;
    }
    page::hidden(app);
    if core.hides_for_the_first_time() {
        notices::still_running(app);
    }
    true
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

/// Brings the main window to the front; after a hidden start it is opened now.
pub fn show<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app
        .get_webview_window(MAIN)
        .or_else(|| app.get_webview_window("restore"))
    else {
        if let Err(error) = open_main(app) {
            tracing::error!(%error, "the window could not be opened");
        }
        return;
    };
    if window.label() == MAIN {
        page::shown(&window);
    }
    for outcome in [window.unminimize(), window.show(), window.set_focus()] {
        if let Err(error) = outcome {
            tracing::warn!(%error, "the window did not come to the front");
        }
    }
}

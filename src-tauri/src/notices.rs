//! Notifications of the system: a manual post whose time has come, and what went wrong while nobody looked.

use kelola_app::events::Event;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_notification::NotificationExt;

/// Notifies where an event is worth it.
pub fn perhaps<R: Runtime>(app: &AppHandle<R>, event: &Event) {
    let Event::Notice { title, body, .. } = event else {
        return;
    };
    let looked_at = app
        .get_webview_window("main")
        .is_some_and(|it| it.is_focused().unwrap_or(false));
    if looked_at {
        return;
    }
    if let Err(error) = app.notification().builder().title(title).body(body).show() {
        tracing::warn!(%error, "a notification was not shown");
    }
}

//! Starting with the system, hidden. The system keeps the answer; Kelola only asks and tells it.

use kelola_app::{failure::Failure, words::errors};
use tauri::{AppHandle, Runtime};
use tauri_plugin_autostart::ManagerExt;

/// What a start by the system is given, so that no window opens.
pub const HIDDEN: &str = "--hidden";

/// Whether Kelola starts with the system.
#[tauri::command]
pub async fn starts_with_system<R: Runtime>(app: AppHandle<R>) -> Result<bool, Failure> {
    app.autolaunch()
        .is_enabled()
        .map_err(|error| Failure::new(errors::AUTOSTART_REFUSED).with("what", error))
}

/// Lets Kelola start with the system, or no longer; gives back what the system says then.
#[tauri::command]
pub async fn start_with_system<R: Runtime>(app: AppHandle<R>, on: bool) -> Result<bool, Failure> {
    let launch = app.autolaunch();
    let done = if on {
        launch.enable()
    } else {
        launch.disable()
    };
    done.and_then(|()| launch.is_enabled())
        .map_err(|error| Failure::new(errors::AUTOSTART_REFUSED).with("what", error))
}

/// Whether this start came from the system.
pub fn is_hidden_start() -> bool {
    std::env::args_os().any(|it| it == HIDDEN)
}

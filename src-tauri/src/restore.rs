//! Bringing back a backup: from the main window, or from its own window when the data cannot be opened.

use crate::outside;
use kelola_app::{failure::Failure, safety, session::standard_paths};
use tauri::{AppHandle, Runtime};

/// Asks for a backup and starts anew; the next start replaces the data by it before anything opens them. The data
/// that stood there are kept beside the new ones.
#[tauri::command]
pub async fn restore_backup<R: Runtime>(app: AppHandle<R>) -> Result<(), Failure> {
    let Some(file) = outside::choose_backup(&app).await else {
        return Ok(());
    };
    safety::restore_at_next_start(&standard_paths(None)?, &file)?;
    app.restart()
}

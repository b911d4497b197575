//! What happens outside the window: the system's dialogs, its browser and its file manager.

use kelola_app::{failure::Failure, words::errors};
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Runtime};
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_opener::OpenerExt;

/// Endings the dialog offers; what a file is, its content tells.
const PICTURES: [&str; 12] = [
    "jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "mp4", "m4v", "mov", "webm",
];

/// Asks for pictures and videos. In debug builds `KELOLA_PICK` names them instead: the system's dialog is out of a test's reach.
pub async fn choose_pictures<R: Runtime>(app: &AppHandle<R>) -> Vec<PathBuf> {
    if let Some(files) = chosen_by_test("KELOLA_PICK") {
        return files;
    }
    let (send, receive) = tokio::sync::oneshot::channel();
    app.dialog()
        .file()
        .add_filter("Gambar, video / Pictures, videos", &PICTURES)
        .pick_files(move |files| {
            let _ = send.send(files);
        });
    let files = receive.await.ok().flatten().unwrap_or_default();
    files
        .into_iter()
        .filter_map(|it| it.into_path().ok())
        .collect()
}

/// Asks where to write a file.
pub async fn choose_new_file<R: Runtime>(
    app: &AppHandle<R>,
    name: &str,
    extension: &str,
) -> Option<PathBuf> {
    if let Some(files) = chosen_by_test("KELOLA_SAVE_AS") {
        return files.into_iter().next();
    }
    let (send, receive) = tokio::sync::oneshot::channel();
    app.dialog()
        .file()
        .set_file_name(name)
        .add_filter(extension, &[extension])
        .save_file(move |file| {
            let _ = send.send(file);
        });
    receive
        .await
        .ok()
        .flatten()
        .and_then(|it| it.into_path().ok())
}

/// Asks for a folder; in debug builds `KELOLA_PICK_FOLDER` names it instead.
pub async fn choose_folder<R: Runtime>(app: &AppHandle<R>) -> Option<PathBuf> {
    if let Some(folders) = chosen_by_test("KELOLA_PICK_FOLDER") {
        return folders.into_iter().next();
    }
    let (send, receive) = tokio::sync::oneshot::channel();
    app.dialog().file().pick_folder(move |folder| {
        let _ = send.send(folder);
    });
    receive
        .await
        .ok()
        .flatten()
        .and_then(|it| it.into_path().ok())
}

/// Asks for a backup to bring back.
pub async fn choose_backup<R: Runtime>(app: &AppHandle<R>) -> Option<PathBuf> {
    choose_file(
        app,
        "KELOLA_PICK_BACKUP",
        "Kelola",
        &["kelola-backup", "zip"],
    )
    .await
}

/// Asks for a file of network rules.
pub async fn choose_rules<R: Runtime>(app: &AppHandle<R>) -> Option<PathBuf> {
    choose_file(app, "KELOLA_PICK_RULES", "JSON", &["json"]).await
}

/// Asks for the file of an original whose own is gone.
pub async fn choose_original<R: Runtime>(app: &AppHandle<R>) -> Option<PathBuf> {
    let kind = "Gambar, video / Pictures, videos";
    choose_file(app, "KELOLA_PICK", kind, &PICTURES).await
}

/// Asks for one file; in debug builds `variable` names it instead.
async fn choose_file<R: Runtime>(
    app: &AppHandle<R>,
    variable: &str,
    kind: &str,
    endings: &[&str],
) -> Option<PathBuf> {
    if let Some(files) = chosen_by_test(variable) {
        return files.into_iter().next();
    }
    let (send, receive) = tokio::sync::oneshot::channel();
    app.dialog()
        .file()
        .add_filter(kind, endings)
        .pick_file(move |file| {
            let _ = send.send(file);
        });
    receive
        .await
        .ok()
        .flatten()
        .and_then(|it| it.into_path().ok())
}

/// Opens a page of a network in the system's browser. In debug builds the file `KELOLA_OPENED` names gets its address
/// instead: no test opens a browser.
///
/// # Errors
/// Fails when it is neither https nor on this computer.
pub fn open_page<R: Runtime>(app: &AppHandle<R>, url: &str) -> Result<(), Failure> {
    let here = ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"];
    if !here.iter().any(|it| url.starts_with(it)) {
        return open_address(app, url);
    }
    if url.chars().any(|it| it.is_control() || it.is_whitespace()) {
        return Err(Failure::new(errors::ADDRESS_REFUSED));
    }
    in_browser(app, url)
}

/// Opens an https address in the system's browser.
///
/// # Errors
/// Fails when it is anything but https.
pub fn open_address<R: Runtime>(app: &AppHandle<R>, url: &str) -> Result<(), Failure> {
    if !url.starts_with("https://") || url.chars().any(|it| it.is_control() || it.is_whitespace()) {
        return Err(Failure::new(errors::ADDRESS_REFUSED));
    }
    in_browser(app, url)
}

fn in_browser<R: Runtime>(app: &AppHandle<R>, url: &str) -> Result<(), Failure> {
    if let Some(file) = chosen_by_test("KELOLA_OPENED").and_then(|it| it.into_iter().next()) {
        return std::fs::write(file, url).map_err(|error| Failure::defect(&error));
    }
    app.opener()
        .open_url(url, None::<&str>)
        .map_err(|error| Failure::new(errors::FILE_UNREADABLE).with("what", error))
}

/// Opens a folder of ours in the system's file manager.
///
/// # Errors
/// Fails when the system has none.
pub fn open_folder<R: Runtime>(app: &AppHandle<R>, folder: &Path) -> Result<(), Failure> {
    app.opener()
        .open_path(folder.to_string_lossy(), None::<&str>)
        .map_err(|error| Failure::new(errors::FILE_UNREADABLE).with("what", error))
}

#[cfg(debug_assertions)]
fn chosen_by_test(variable: &str) -> Option<Vec<PathBuf>> {
    std::env::var_os(variable).map(|it| std::env::split_paths(&it).collect())
}

#[cfg(not(debug_assertions))]
fn chosen_by_test(_: &str) -> Option<Vec<PathBuf>> {
    None
}

//! The desktop shell: window, icon beside the clock, notifications, dialogs, pictures for the window, and one door for commands. The only
//! code that says `tauri`; what Kelola does stands in `kelola-app`.

mod autostart;
mod clipboard;
mod core;
#[cfg(all(unix, not(target_os = "macos")))]
mod counting;
mod door;
mod drops;
mod log;
mod notices;
mod outside;
mod page;
mod pictures;
mod platform;
mod restore;
mod sign_in;
mod start;
mod tray;
mod window;

pub use door::HANDLERS;

use crate::core::Core;
use std::process::ExitCode;
use tauri::{AppHandle, Builder, Manager, RunEvent, Runtime};

/// Opens Kelola and stays until its window is closed.
#[must_use]
#[allow(
    clippy::disallowed_methods,
    reason = "what Tauri's macro expands to may exit"
)]
pub fn run() -> ExitCode {
    start::began();
    log::start();
    let built = platform::answer_at_once(plugins(tauri::Builder::default()))
        .register_asynchronous_uri_scheme_protocol(
            pictures::SCHEME,
            |context, request, responder| {
                pictures::answer(context.app_handle(), &request, responder);
            },
        )
        .invoke_handler(door::handler())
        .manage(page::Page::default())
        .setup(|app| Ok(set_up(app)?))
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|app, event| happened(app, &event));
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!(%error, "the window could not be opened");
            ExitCode::from(3)
        }
    }
}

fn happened<R: Runtime>(app: &AppHandle<R>, event: &RunEvent) {
    let Some(core) = app.try_state::<Core>() else {
        return;
    };
    match event {
        RunEvent::Exit => core.stop(),
        // The last window is gone, nobody asked for the end (that has a code): the engine goes on beside the clock.
        RunEvent::ExitRequested {
            api, code: None, ..
        } if core.keeps_running() => api.prevent_exit(),
        // The dock's icon was clicked.
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => window::show(app),
        _ => {}
    }
}

fn plugins<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    let builder = builder
        .plugin(tauri_plugin_autostart::init(
            tauri_plugin_autostart::MacosLauncher::LaunchAgent,
            Some(vec![autostart::HIDDEN]),
        ))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(
            tauri_plugin_window_state::Builder::default()
                .with_state_flags(window::REMEMBERED)
                .build(),
        );
    if window::single() {
        builder.plugin(tauri_plugin_single_instance::init(|app, _, _| {
            window::show(app)
        }))
    } else {
        builder
    }
}

fn set_up<R: Runtime>(app: &tauri::App<R>) -> tauri::Result<()> {
    let handle = app.handle();
    match Core::open() {
        Ok(core) => {
            app.manage(core.clone());
            core.speak_to(handle);
            if window::single() {
                tray::put(handle);
            }
            if autostart::is_hidden_start() {
                return Ok(());
            }
            window::open_main(handle)
        }
        Err(failure) => {
            tracing::error!(code = failure.code, "the data could not be opened");
            window::open_restore(handle, &failure)
        }
    }
}

//! Notifications of the system: a manual post whose time has come, and what went wrong while nobody looked. A click
//! opens what it is about.

use crate::{core::Core, page, platform, window};
use kelola_app::{events::Event, words::shell};
use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};
use tauri::{AppHandle, Manager, Runtime};

/// Each notification on screen has a thread that waits for its answer; more than this many are shown without one.
const MOST_WAITING: usize = 8;
static WAITING: AtomicUsize = AtomicUsize::new(0);

/// Notifies where an event is worth it.
pub fn perhaps<R: Runtime>(app: &AppHandle<R>, event: &Event) {
    let Event::Notice { title, body, post } = event else {
        return;
    };
    if is_looked_at(app) {
        return;
    }
    let opened = Event::NoticeOpened { post: *post };
    show(app, title.clone(), body.clone(), Some(opened));
}

/// Says once that closing the window did not end Kelola.
pub fn still_running<R: Runtime>(app: &AppHandle<R>) {
    if let Some(core) = app.try_state::<Core>() {
        let (title, body) = (
            core.say(shell::STILL_RUNNING),
            core.say(shell::STILL_RUNNING_WHY),
        );
        show(app, title, body, None);
    }
}

fn is_looked_at<R: Runtime>(app: &AppHandle<R>) -> bool {
    app.get_webview_window(window::MAIN)
        .is_some_and(|it| it.is_focused().unwrap_or(false))
}

/// Shows a notification; a click brings the window to the front and tells it what was clicked.
fn show<R: Runtime>(app: &AppHandle<R>, title: String, body: String, opened: Option<Event>) {
    let Some(core) = app.try_state::<Core>().map(|it| it.inner().clone()) else {
        return;
    };
    let (app, open) = (app.clone(), core.say(shell::OPEN));
    if WAITING.fetch_add(1, Ordering::Relaxed) >= MOST_WAITING {
        WAITING.fetch_sub(1, Ordering::Relaxed);
        tracing::info!(%title, "too many notifications wait for an answer; this one is not shown");
        return;
    }
    thread::spawn(move || {
        match platform::notify(&title, &body, &open) {
            Ok(true) => {
                window::show(&app);
                if let Some(event) = opened {
                    page::tell(&app, event);
                }
            }
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "a notification was not shown"),
        }
        WAITING.fetch_sub(1, Ordering::Relaxed);
    });
}

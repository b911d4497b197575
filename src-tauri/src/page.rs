//! The page in the main window: what it is told as soon as it listens, and its rest. A page nobody sees still costs
//! processor time and memory; a window hidden for a while lets it go and loads it anew, at the same address, when
//! somebody wants to see it.

use crate::{core::Core, platform, window::MAIN};
use kelola_app::events::Event;
use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tauri::{AppHandle, Manager, Runtime, State, WebviewWindow};

/// How long a hidden window keeps its page: most come back soon.
const KEPT: Duration = Duration::from_secs(30);

/// What is known of the page.
#[derive(Default)]
pub struct Page {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    /// It hears events.
    listens: bool,
    /// It was let go while hidden.
    is_gone: bool,
    /// Counts hidings and showings, so that a rest that was planned before the last of them is none.
    turn: u64,
    /// What it is told once it listens.
    kept: Vec<Event>,
}

impl Page {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new page is being loaded; it does not listen yet.
    pub fn opens(&self) {
        let mut inner = self.inner();
        (inner.listens, inner.is_gone) = (false, false);
    }

    /// An event the page can be told now; otherwise it is kept.
    fn for_now(&self, event: Event) -> Option<Event> {
        let mut inner = self.inner();
        if inner.listens {
            return Some(event);
        }
        inner.kept.push(event);
        None
    }

    /// It listens from now on; gives what it has missed.
    fn begins_to_listen(&self) -> Vec<Event> {
        let mut inner = self.inner();
        inner.listens = true;
        std::mem::take(&mut inner.kept)
    }

    /// The window was hidden or shown.
    fn turns(&self) -> u64 {
        let mut inner = self.inner();
        inner.turn += 1;
        inner.turn
    }

    /// Lets the page go, unless the window has been shown since.
    fn go(&self, turn: u64, let_go: impl FnOnce() -> bool) {
        let mut inner = self.inner();
        if inner.turn == turn && !inner.is_gone && let_go() {
            (inner.is_gone, inner.listens) = (true, false);
        }
    }

    /// The window is shown: a page that was let go is wanted again.
    fn comes_back(&self) -> bool {
        let mut inner = self.inner();
        inner.turn += 1;
        std::mem::take(&mut inner.is_gone)
    }
}

/// The page hears events now.
#[tauri::command]
pub fn page_listens(page: State<'_, Page>, core: State<'_, Core>) {
    for event in page.begins_to_listen() {
        core.tell(&event);
    }
}

/// Tells the page what a person asked for from outside the window, as soon as it listens.
pub fn tell<R: Runtime>(app: &AppHandle<R>, event: Event) {
    let event = app.state::<Page>().for_now(event);
    if let (Some(event), Some(core)) = (event, app.try_state::<Core>()) {
        core.tell(&event);
    }
}

/// The window was hidden: after a while its page rests.
pub fn hidden<R: Runtime>(app: &AppHandle<R>) {
    let (app, turn) = (app.clone(), app.state::<Page>().turns());
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(kept()).await;
        let Some(window) = app.get_webview_window(MAIN) else {
            return;
        };
        app.state::<Page>().go(turn, || let_go(&window));
    });
}

/// The window is being shown: its page comes back where it was let go.
pub fn shown<R: Runtime>(window: &WebviewWindow<R>) {
    if window.state::<Page>().comes_back()
        && let Err(error) = window.reload()
    {
        tracing::error!(%error, "the page did not come back");
    }
}

fn let_go<R: Runtime>(window: &WebviewWindow<R>) -> bool {
    platform::let_page_go(window)
        .inspect_err(|error| tracing::warn!(%error, "the hidden page was not let go"))
        .unwrap_or(false)
}

/// Tests do not wait that long.
#[cfg(debug_assertions)]
fn kept() -> Duration {
    std::env::var("KELOLA_REST_AFTER_MS")
        .ok()
        .and_then(|it| it.parse().ok())
        .map_or(KEPT, Duration::from_millis)
}

#[cfg(not(debug_assertions))]
fn kept() -> Duration {
    KEPT
}

#[cfg(test)]
mod tests {
    use super::Page;
    use kelola_app::events::Event;

    #[test]
    fn what_is_asked_before_the_page_listens_is_told_when_it_does_and_once() {
        let page = Page::default();
        assert!(page.for_now(Event::ResumeAsked).is_none());
        assert_eq!(page.begins_to_listen().len(), 1);
        assert!(page.for_now(Event::ResumeAsked).is_some());
        assert!(page.begins_to_listen().is_empty());
    }

    #[test]
    fn a_page_that_rested_comes_back_once_and_listens_only_then() {
        let page = Page::default();
        page.begins_to_listen();
        let turn = page.turns();
        page.go(turn, || true);
        assert!(page.for_now(Event::ResumeAsked).is_none());
        assert!(page.comes_back());
        assert!(!page.comes_back());
    }

    #[test]
    fn a_window_shown_in_between_keeps_its_page() {
        let page = Page::default();
        let turn = page.turns();
        assert!(!page.comes_back());
        page.go(turn, || panic!("it is looked at"));
        assert!(!page.comes_back());
    }

    #[test]
    fn a_system_that_lets_no_page_go_has_none_to_bring_back() {
        let page = Page::default();
        page.begins_to_listen();
        let turn = page.turns();
        page.go(turn, || false);
        assert!(page.for_now(Event::ResumeAsked).is_some());
        assert!(!page.comes_back());
    }
}

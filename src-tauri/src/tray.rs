//! The icon beside the clock: opens the window, syncs, pauses everything, ends the program. Some desktops do not show
//! it, so nothing can be done here alone.

use crate::{core::Core, page, window};
use kelola_app::{
    commands::{Lane, Nothing},
    engine::{self, PauseAll},
    events::Event,
    failure::Failure,
    words::shell,
};
use tauri::{
    AppHandle, Manager, Runtime,
    menu::{Menu, MenuBuilder, MenuItem},
    tray::{MouseButton, MouseButtonState, TrayIconBuilder, TrayIconEvent},
};

const ID: &str = "kelola";
const OPEN: &str = "open";
const SYNC: &str = "sync";
const PAUSE: &str = "pause";
const QUIT: &str = "quit";

/// Puts the icon there. Without a place for it the program goes on without.
pub fn put<R: Runtime>(app: &AppHandle<R>) {
    if let Err(error) = build(app) {
        tracing::warn!(%error, "there is no icon beside the clock");
    }
}

/// Says in the menu what the state of sending allows: pausing, or resuming.
pub fn follow<R: Runtime>(app: &AppHandle<R>, event: &Event) {
    if !matches!(event, Event::EngineChanged { .. } | Event::WorkspaceChanged) {
        return;
    }
    let handle = app.clone();
    tauri::async_runtime::spawn(async move {
        let Some(tray) = handle.tray_by_id(ID) else {
            return;
        };
        let made = menu(&handle).await.and_then(|it| tray.set_menu(Some(it)));
        if let Err(error) = made {
            tracing::warn!(%error, "the menu beside the clock is an old one");
        }
    });
}

fn build<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    let mut tray = TrayIconBuilder::with_id(ID)
        .tooltip("Kelola")
        .show_menu_on_left_click(false)
        .on_menu_event(|app, event| chosen(app, event.id().as_ref()))
        .on_tray_icon_event(|tray, event| {
            if let TrayIconEvent::Click {
                button: MouseButton::Left,
                button_state: MouseButtonState::Up,
                ..
            } = event
            {
                window::show(tray.app_handle());
            }
        });
    if let Some(icon) = app.default_window_icon() {
        tray = tray.icon(icon.clone());
    }
    let menu = tauri::async_runtime::block_on(menu(app))?;
    tray.menu(&menu).build(app)?;
    Ok(())
}

async fn menu<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Menu<R>> {
    let core = app.state::<Core>().inner().clone();
    let paused = is_paused(&core).await;
    let item =
        |id: &str, code: &str| MenuItem::with_id(app, id, core.say(code), true, None::<&str>);
    let pause = if paused {
        shell::TRAY_RESUME
    } else {
        shell::TRAY_PAUSE
    };
    MenuBuilder::new(app)
        .item(&item(OPEN, shell::TRAY_OPEN)?)
        .item(&item(SYNC, shell::TRAY_SYNC)?)
        .item(&item(PAUSE, pause)?)
        .separator()
        .item(&item(QUIT, shell::TRAY_QUIT)?)
        .build()
}

async fn is_paused(core: &Core) -> bool {
    core.on_lane(Lane::Read, |kelola| engine::get_engine(kelola, Nothing {}))
        .await
        .is_ok_and(|it| it.paused)
}

fn chosen<R: Runtime>(app: &AppHandle<R>, id: &str) {
    match id {
        OPEN => window::show(app),
        QUIT => app.exit(0),
        SYNC | PAUSE => {
            let (app, wanted) = (app.clone(), id.to_owned());
            tauri::async_runtime::spawn(async move {
                let core = app.state::<Core>().inner().clone();
                let done = if wanted == SYNC {
                    sync(&core).await
                } else {
                    pause_or_review(&app, &core).await
                };
                if let Err(failure) = done {
                    tracing::warn!(code = failure.code, "not done from beside the clock");
                }
            });
        }
        _ => {}
    }
}

async fn sync(core: &Core) -> Result<(), Failure> {
    core.on_lane(Lane::Long, |kelola| engine::sync_now(kelola, Nothing {}))
        .await?;
    Ok(())
}

/// Pausing is done at once, as a crisis wants it; what resumes is looked at first, so that opens the window.
async fn pause_or_review<R: Runtime>(app: &AppHandle<R>, core: &Core) -> Result<(), Failure> {
    if is_paused(core).await {
        window::show(app);
        page::tell(app, Event::ResumeAsked);
        return Ok(());
    }
    core.on_lane(Lane::Write, |kelola| {
        engine::pause_all(kelola, PauseAll { paused: true })
    })
    .await?;
    Ok(())
}

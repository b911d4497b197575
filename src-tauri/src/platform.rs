//! What differs from system to system, and nothing else does: how a notification is shown and answered, how pages are
//! drawn, ask and rest.

use notify_rust::Notification;
use tauri::{Builder, Runtime, WebviewWindow};
#[cfg(all(unix, not(target_os = "macos")))]
use webkit2gtk::{
    HardwareAccelerationPolicy, SettingsExt, WebProcessTerminationReason, WebViewExt,
};

/// Shows a notification of the system and waits, on the calling thread, until it is answered or gone; true when the
/// person clicked it.
///
/// # Errors
/// The system's own words when there is nobody who shows notifications.
pub fn notify(title: &str, body: &str, open: &str) -> Result<bool, String> {
    let mut notification = Notification::new();
    notification.summary(title).body(&plain(body));
    known_as_kelola(&mut notification);
    // On Linux a click on the body needs a named action, on the others it comes by itself.
    notification.action("default", open);
    let shown = notification.show().map_err(|error| error.to_string())?;
    answer(shown)
}

/// Texts come from posts: freedesktop's notification servers read a little markup in the body, which a text must not
/// turn into.
#[cfg(all(unix, not(target_os = "macos")))]
fn plain(body: &str) -> String {
    body.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn plain(body: &str) -> String {
    body.to_owned()
}

#[cfg(all(unix, not(target_os = "macos")))]
fn known_as_kelola(notification: &mut Notification) {
    notification
        .appname("Kelola")
        .icon("kelola")
        .hint(notify_rust::Hint::DesktopEntry("Kelola".to_owned()));
}

/// Windows shows a notification under the application id the installer registered.
#[cfg(windows)]
fn known_as_kelola(notification: &mut Notification) {
    notification.appname("Kelola").app_id("id.kelola.desktop");
}

#[cfg(target_os = "macos")]
fn known_as_kelola(notification: &mut Notification) {
    notification.appname("Kelola");
}

/// The classic notification centre of macOS answers on the main loop only and opens the program on a click by itself.
#[cfg(target_os = "macos")]
fn answer(_shown: notify_rust::NotificationHandle) -> Result<bool, String> {
    Ok(false)
}

#[cfg(not(target_os = "macos"))]
fn answer(shown: notify_rust::NotificationHandle) -> Result<bool, String> {
    use notify_rust::NotificationResponse as Response;
    let mut clicked = false;
    shown
        .wait_for_response(|response: &Response| {
            clicked = matches!(response, Response::Default | Response::Action(_));
        })
        .map_err(|error| error.to_string())?;
    Ok(clicked)
}

/// Suits a new page to this machine. WebKitGTK composes pages with OpenGL: without a graphics processor every frame is
/// drawn a second time by the processor, which takes longer than drawing it once. And when the page's process ends
/// unasked, WebKitGTK leaves an empty window; all that was written is kept, so the page is loaded again.
///
/// # Errors
/// Fails when the window is already gone.
#[cfg(all(unix, not(target_os = "macos")))]
pub fn suit<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    let draws_itself = !has_graphics();
    window.with_webview(move |page| {
        let view = page.inner();
        if let Some(settings) = view.settings().filter(|_| draws_itself) {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
        view.connect_web_process_terminated(|view, reason| {
            if reason != WebProcessTerminationReason::TerminatedByApi {
                tracing::error!(?reason, "the page ended and is loaded again");
                view.reload();
            }
        });
    })
}

/// The other systems draw with what the machine has and bring lost pages back themselves.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub fn suit<R: Runtime>(_window: &WebviewWindow<R>) -> tauri::Result<()> {
    Ok(())
}

/// Whether there is a graphics processor that can be drawn with.
#[cfg(all(unix, not(target_os = "macos")))]
fn has_graphics() -> bool {
    let is_one = |name: &str| name.starts_with("renderD") || name.starts_with("nvidia");
    ["/dev/dri", "/dev"]
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flatten()
        .flatten()
        .any(|entry| is_one(&entry.file_name().to_string_lossy()))
}

/// Lets pages wait for counts: WebKitGTK brings an answer in a millisecond.
#[cfg(all(unix, not(target_os = "macos")))]
pub fn answer_at_once<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    use crate::counting::{SCHEME, answer};
    builder.register_asynchronous_uri_scheme_protocol(SCHEME, |context, request, responder| {
        answer(context.app_handle(), &request, responder);
    })
}

/// How long the other systems' pages would wait is not known: theirs ask by the command.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub fn answer_at_once<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder
}

/// Ends the process behind a hidden page; false where the system lets no page go. WebKitGTK's measures its own memory
/// twice a minute as long as it lives, seen or not.
///
/// # Errors
/// Fails when the window is already gone.
#[cfg(all(unix, not(target_os = "macos")))]
pub fn let_page_go<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<bool> {
    window.with_webview(|page| page.inner().terminate_web_process())?;
    Ok(true)
}

/// WebView2 and WKWebView slow hidden pages down by themselves.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub fn let_page_go<R: Runtime>(_window: &WebviewWindow<R>) -> tauri::Result<bool> {
    Ok(false)
}

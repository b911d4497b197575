//! What differs from system to system, and nothing else does: how a notification is shown and answered.

use notify_rust::Notification;

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

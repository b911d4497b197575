//! An invisible screen, and what a window manager would do on it. None runs there: a window is closed as the cross in
//! its corner would.

use std::process::Command;
use std::time::Duration;

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, KEY_PRESS_EVENT, KEY_RELEASE_EVENT,
    MapState, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

use super::child::{Running, wait_until};

const PATIENCE: Duration = Duration::from_secs(60);
/// The number of the Enter key's symbol.
const ENTER: u32 = 0xff0d;

/// The screen; it ends when it is dropped.
#[derive(Debug)]
pub struct Screen {
    display: String,
    connection: RustConnection,
    root: Window,
    _server: Running,
}

impl Screen {
    /// Starts one of this many pixels.
    ///
    /// # Panics
    /// Panics when it does not start.
    #[must_use]
    pub fn start((width, height): (u32, u32)) -> Self {
        let size = format!("{width}x{height}x24");
        let server = Running::start(
            "Xvfb",
            Command::new("Xvfb").args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                &size,
                "-nolisten",
                "tcp",
                "-noreset",
            ]),
        );
        let display = server.wait_for_line(PATIENCE, |line| {
            let number = line.trim();
            number.parse::<u32>().is_ok().then(|| format!(":{number}"))
        });
        let (connection, at) =
            x11rb::connect(Some(&display)).expect("the screen takes connections");
        let root = connection.setup().roots[at].root;
        Self {
            display,
            connection,
            root,
            _server: server,
        }
    }

    /// Its name, as `DISPLAY` has it.
    #[must_use]
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Has a program draw on it, and on nothing else.
    pub fn lends_itself_to<'a>(&self, program: &'a mut Command) -> &'a mut Command {
        program
            .env("DISPLAY", &self.display)
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
    }

    /// Waits until a window of that title is to be seen.
    ///
    /// # Panics
    /// Panics when none appears.
    #[must_use]
    pub fn shown(&self, title: &str) -> Window {
        wait_until(&format!("a window named {title}"), PATIENCE, || {
            self.find(title)
        })
    }

    /// Waits until no window of that title is to be seen any more.
    ///
    /// # Panics
    /// Panics when it stays.
    pub fn wait_until_hidden(&self, title: &str) {
        wait_until(&format!("no window named {title}"), PATIENCE, || {
            self.find(title).is_none().then_some(())
        });
    }

    /// Asks a window to close.
    ///
    /// # Panics
    /// Panics when the screen is gone.
    pub fn close(&self, window: Window) {
        let protocols = self.atom("WM_PROTOCOLS");
        let data = [self.atom("WM_DELETE_WINDOW"), x11rb::CURRENT_TIME, 0, 0, 0];
        let message = ClientMessageEvent::new(32, window, protocols, data);
        self.connection
            .send_event(false, window, EventMask::NO_EVENT, message)
            .expect("the screen listens")
            .check()
            .expect("the window is there");
    }

    /// Strikes the key of a letter as a keyboard does, or Enter for a new line: whatever has the focus gets it.
    ///
    /// # Panics
    /// Panics when the screen is gone, or its keyboard has no such letter.
    pub fn strike(&self, letter: char) {
        let key = self.key_of(letter).expect("the keyboard has this letter");
        for event in [KEY_PRESS_EVENT, KEY_RELEASE_EVENT] {
            self.connection
                .xtest_fake_input(event, key, x11rb::CURRENT_TIME, self.root, 0, 0, 0)
                .expect("the screen listens")
                .check()
                .expect("the screen has a keyboard");
        }
    }

    fn key_of(&self, letter: char) -> Option<u8> {
        let setup = self.connection.setup();
        let first = setup.min_keycode;
        let count = setup.max_keycode - first + 1;
        let asked = self.connection.get_keyboard_mapping(first, count);
        let map = asked.ok()?.reply().ok()?;
        // The letters of Latin-1 are numbered as in Unicode.
        let wanted = match letter {
            '\n' => ENTER,
            _ => u32::from(letter),
        };
        let per_key = usize::from(map.keysyms_per_keycode);
        let at = map
            .keysyms
            .chunks(per_key)
            .position(|it| it.first() == Some(&wanted))?;
        Some(first + u8::try_from(at).ok()?)
    }

    fn find(&self, title: &str) -> Option<Window> {
        let children = self.connection.query_tree(self.root).ok()?.reply().ok()?;
        children
            .children
            .into_iter()
            .find(|it| self.is_seen(*it) && self.title(*it).is_some_and(|it| it.contains(title)))
    }

    fn is_seen(&self, window: Window) -> bool {
        self.connection
            .get_window_attributes(window)
            .ok()
            .and_then(|it| it.reply().ok())
            .is_some_and(|it| it.map_state == MapState::VIEWABLE)
    }

    fn title(&self, window: Window) -> Option<String> {
        let name = AtomEnum::WM_NAME;
        let told = self
            .connection
            .get_property(false, window, name, AtomEnum::ANY, 0, 256)
            .ok()?
            .reply()
            .ok()?;
        Some(String::from_utf8_lossy(&told.value).into_owned())
    }

    fn atom(&self, name: &str) -> u32 {
        self.connection
            .intern_atom(false, name.as_bytes())
            .expect("the screen listens")
            .reply()
            .expect("the screen knows names")
            .atom
    }
}

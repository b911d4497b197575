//! The real window on an invisible screen, moved by WebDriver as a person moves it.
//!
//! Elements are found by their `data-testid`; `row act-drop` is the `act-drop` within the `row`. Every wait has a
//! limit, and a journey that fails leaves a picture of the window and the page's errors in `tests/artifacts/`.

mod axe;
mod page;
mod session;

use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::Client;

pub use axe::Violation;
pub use fantoccini::key::Key;

use super::child::Running;
use super::keychain::Keychain;
use super::paths;
use super::screen::Screen;
use super::temp::Temp;

/// How long an element may take to appear, unless said otherwise.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// What a window is opened with.
#[derive(Debug)]
pub struct Setup {
    journey: String,
    data: PathBuf,
    env: Vec<(String, String)>,
    size: (u32, u32),
    program: Option<PathBuf>,
}

/// An open window. Dropping it ends the program, the driver and the screen.
#[derive(Debug)]
pub struct Window {
    journey: String,
    client: Client,
    run_id: String,
    program: PathBuf,
    pictures: u32,
    // Dropped in this order: the driver with the program, then what they stand on.
    driver: Running,
    screen: Screen,
    _bus: Option<Keychain>,
    _home: Temp,
}

impl Setup {
    /// A window of 1366 × 768 on this data folder, in English, without a keychain, with the home of that folder (see
    /// [`home_of`](super::temp::home_of)). The journey's name is that of its pictures.
    pub fn new(journey: &str, data: &Path) -> Self {
        let env = vec![("LANG".to_owned(), "en_US.UTF-8".to_owned())];
        Self {
            journey: journey.to_owned(),
            data: data.to_path_buf(),
            env,
            size: (1366, 768),
            program: None,
        }
    }

    /// Opens this program instead of the one the tests were built with.
    #[must_use]
    pub fn with_program(mut self, program: PathBuf) -> Self {
        self.program = Some(program);
        self
    }

    /// With more environment variables, such as those of a keychain; later ones win.
    #[must_use]
    pub fn with_env<K: Into<String>, V: Into<String>>(
        mut self,
        env: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        self.env.extend(
            env.into_iter()
                .map(|(key, value)| (key.into(), value.into())),
        );
        self
    }

    /// On a screen of this size, in pixels.
    #[must_use]
    pub fn with_size(mut self, width: u32, height: u32) -> Self {
        self.size = (width, height);
        self
    }

    /// Opens the window and waits until its page has loaded.
    ///
    /// Panics, with what the programs printed, when it does not open.
    pub fn open(self) -> Window {
        session::open(self)
    }
}

impl Window {
    /// The number of the program's process.
    ///
    /// Panics when it has ended.
    pub fn process(&self) -> u32 {
        session::find_process(&self.program, &self.run_id).expect("the program is running")
    }

    /// Strikes a key as a keyboard does. The driver's keys are looked up in the page first, which is work of the page's.
    pub fn strike(&self, letter: char) {
        self.screen.strike(letter);
    }

    /// Ends the program at once, as `kill -9` does. Open a new window on the same folder to go on.
    pub fn kill_program(mut self) {
        let process = self.process();
        let killed = std::process::Command::new("kill")
            .args(["-KILL", &process.to_string()])
            .status();
        assert!(
            killed.is_ok_and(|status| status.success()),
            "kill -KILL {process} failed"
        );
        self.driver.kill();
    }

    /// Closes the window in an orderly way and waits until the program has ended.
    pub fn close(self) {
        let client = self.client.clone();
        let closed = super::background::wait(async move { client.close().await });
        assert!(closed.is_ok(), "closing the window: {closed:?}");
        super::child::wait_until("the program ends", PATIENCE, || {
            session::find_process(&self.program, &self.run_id)
                .is_none()
                .then_some(())
        });
    }

    /// Where the pictures of failures are put.
    pub fn artifacts() -> PathBuf {
        let folder = paths::root().join("tests/artifacts");
        std::fs::create_dir_all(&folder).expect("the tests' folder is writable");
        folder
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.leave_evidence();
        }
        self.driver.kill();
    }
}

//! Where windows are measured: an invisible screen, a message bus of their own, and the data of a large shop.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

use kelola_tests::harness::child::Running;
use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::screen::Screen;
use kelola_tests::harness::temp::home_of;

use crate::filled::{Amount, fill};
use crate::shop::Shop;

const AMOUNT: Amount = Amount {
    posts: 10_000,
    messages: 0,
    samples: 0,
};

/// The screen, the bus and the shop. Everything ends when it is dropped.
pub struct Place {
    shop: Shop,
    home: PathBuf,
    bus: Keychain,
    screen: Screen,
}

impl Place {
    /// Fills the shop and starts the screen and the bus.
    pub fn new() -> Result<Self, Box<dyn Error>> {
        let shop = Shop::new()?;
        fill(&shop, AMOUNT)?;
        let screen = Screen::start((1366, 768));
        Ok(Self {
            home: home_of(&shop.data),
            bus: Keychain::absent(),
            shop,
            screen,
        })
    }

    /// Starts a program here.
    pub fn open(&self, program: &Path, arguments: &[&str]) -> Running {
        Running::start(
            &program.display().to_string(),
            self.screen
                .lends_itself_to(&mut Command::new(program))
                .args(arguments)
                .envs(self.bus.env())
                .env("HOME", &self.home)
                .env("XDG_CONFIG_HOME", self.home.join(".config"))
                .env("XDG_DATA_HOME", self.home.join(".local/share"))
                .env("XDG_CACHE_HOME", self.home.join(".cache"))
                .env("KELOLA_DATA_DIR", &self.shop.data),
        )
    }

    /// The screen.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// Presses keys.
    pub fn xdotool(&self, arguments: &[&str]) -> Result<String, Box<dyn Error>> {
        let output = Command::new("xdotool")
            .args(arguments)
            .env("DISPLAY", self.screen.display())
            .output()?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            Err(format!("xdotool {arguments:?}: {}", output.status).into())
        }
    }
}

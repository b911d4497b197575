//! Where windows are measured: an invisible screen, a message bus of their own, and the data of a large shop.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use kelola_tests::harness::child::Running;
use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::temp::home_of;

use crate::filled::{Amount, fill};
use crate::shop::Shop;

const AMOUNT: Amount = Amount {
    posts: 10_000,
    messages: 0,
    samples: 0,
};
const PATIENCE: Duration = Duration::from_secs(60);

/// The screen, the bus and the shop. Everything ends when it is dropped.
pub struct Place {
    shop: Shop,
    home: PathBuf,
    display: String,
    bus: Keychain,
    _screen: Running,
}

impl Place {
    /// Fills the shop and starts the screen and the bus.
    pub fn new() -> Result<Self, Box<dyn Error>> {
        let shop = Shop::new()?;
        fill(&shop, AMOUNT)?;
        let screen = Running::start(
            "Xvfb",
            Command::new("Xvfb").args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1366x768x24",
                "-nolisten",
                "tcp",
            ]),
        );
        let display = screen.wait_for_line(PATIENCE, |line| {
            let number = line.trim();
            number.parse::<u32>().is_ok().then(|| format!(":{number}"))
        });
        Ok(Self {
            home: home_of(&shop.data),
            bus: Keychain::absent(),
            shop,
            display,
            _screen: screen,
        })
    }

    /// Starts a program here.
    pub fn open(&self, program: &Path, arguments: &[&str]) -> Running {
        Running::start(
            &program.display().to_string(),
            Command::new(program)
                .args(arguments)
                .env("DISPLAY", &self.display)
                .env("GDK_BACKEND", "x11")
                .env("NO_AT_BRIDGE", "1")
                .env("LIBGL_ALWAYS_SOFTWARE", "1")
                .envs(self.bus.env())
                .env("HOME", &self.home)
                .env("XDG_CONFIG_HOME", self.home.join(".config"))
                .env("XDG_DATA_HOME", self.home.join(".local/share"))
                .env("XDG_CACHE_HOME", self.home.join(".cache"))
                .env("KELOLA_DATA_DIR", &self.shop.data),
        )
    }

    /// Waits until a window of that name is on the screen, and gives its number.
    pub fn shown(&self, name: &str) -> Result<String, Box<dyn Error>> {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            let found = self.xdotool(&["search", "--onlyvisible", "--name", name]);
            if let Some(id) = found
                .ok()
                .and_then(|it| it.lines().next().map(str::to_owned))
            {
                return Ok(id);
            }
            sleep(Duration::from_millis(200));
        }
        Err(format!("no window named {name} appeared").into())
    }

    /// Presses keys, moves windows.
    pub fn xdotool(&self, arguments: &[&str]) -> Result<String, Box<dyn Error>> {
        let output = Command::new("xdotool")
            .args(arguments)
            .env("DISPLAY", &self.display)
            .output()?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            Err(format!("xdotool {arguments:?}: {}", output.status).into())
        }
    }
}

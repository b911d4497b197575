//! A window closed to the tray lets its page go, and comes back where it was, and as often as it is wanted.

use std::process::Command;
use std::time::Duration;

use kelola_tests::harness::child::{Running, wait_until};
use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::paths;
use kelola_tests::harness::screen::Screen;
use kelola_tests::harness::temp::{Temp, home_of};

use crate::steps::sample_shop;

const PATIENCE: Duration = Duration::from_secs(60);

struct Desk {
    data: Temp,
    home: Temp,
    screen: Screen,
    bus: Keychain,
}

impl Desk {
    fn start(&self, name: &str, arguments: &[&str]) -> Running {
        let command = &mut Command::new(paths::kelola());
        self.screen
            .lends_itself_to(command)
            .args(arguments)
            .envs(self.bus.env())
            .env("HOME", home_of(self.data.path()))
            .env("XDG_RUNTIME_DIR", self.home.folder("run"))
            .env("KELOLA_DATA_DIR", self.data.path())
            .env("KELOLA_REST_AFTER_MS", "200");
        Running::start(name, command)
    }

    fn painted(window: &Running) -> String {
        window.wait_for_log_line(PATIENCE, |line| {
            line.contains("start: painted").then(|| line.to_owned())
        })
    }
}

/// Whether the program's page has a process.
fn has_page(program: u32) -> bool {
    let threads = std::fs::read_dir(format!("/proc/{program}/task"));
    let children = threads.into_iter().flatten().flatten().flat_map(|thread| {
        let told = std::fs::read_to_string(thread.path().join("children")).unwrap_or_default();
        told.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    });
    children
        .map(|child| std::fs::read_to_string(format!("/proc/{child}/comm")).unwrap_or_default())
        .any(|name| name.starts_with("WebKitWebProces"))
}

#[test]
fn a_hidden_window_lets_its_page_go_and_comes_back_where_it_was() {
    let data = Temp::new();
    sample_shop(&data);
    let desk = Desk {
        data,
        home: Temp::new(),
        screen: Screen::start((1366, 768)),
        bus: Keychain::absent(),
    };
    let window = desk.start("kelola", &["calendar"]);
    for _ in 0..2 {
        assert!(Desk::painted(&window).contains("calendar"));
        assert!(has_page(window.id()));
        desk.screen.close(desk.screen.shown("Kelola"));
        desk.screen.wait_until_hidden("Kelola");
        wait_until("the page is gone", PATIENCE, || {
            (!has_page(window.id())).then_some(())
        });
        let mut second = desk.start("kelola, started again", &[]);
        wait_until("the second start hands over", PATIENCE, || {
            (!second.is_running()).then_some(())
        });
    }
    assert!(Desk::painted(&window).contains("calendar"));
}

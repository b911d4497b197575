//! Starting the screen, the driver and the program, and finding the program's process.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use fantoccini::ClientBuilder;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use super::{Setup, Window};
use crate::harness::background;
use crate::harness::child::{Running, wait_until};
use crate::harness::http;
use crate::harness::keychain::Keychain;
use crate::harness::paths;
use crate::harness::screen::Screen;
use crate::harness::temp::{Temp, home_of};

const STARTING: Duration = Duration::from_secs(30);
/// Tells our program from any other of the same name; every process inherits it.
const RUN_ID: &str = "KELOLA_TEST_RUN";

pub(super) fn open(setup: Setup) -> Window {
    let program = setup.program.unwrap_or_else(paths::kelola);
    let home = Temp::new();
    let screen = Screen::start(setup.size);
    // The program expects a message bus; a journey that brings none gets an empty one.
    let brings_bus = setup
        .env
        .iter()
        .any(|(key, _)| key == "DBUS_SESSION_BUS_ADDRESS");
    let bus = (!brings_bus).then(Keychain::absent);
    let run_id = home.path().to_string_lossy().into_owned();

    let mut command = Command::new(driver_program());
    let (port, native_port) = (paths::free_port(), paths::free_port());
    command.args([
        "--port",
        &port.to_string(),
        "--native-port",
        &native_port.to_string(),
    ]);
    screen
        .lends_itself_to(&mut command)
        .env(RUN_ID, &run_id)
        .env("KELOLA_DATA_DIR", &setup.data);
    command
        .env("HOME", home_of(&setup.data))
        .env("XDG_RUNTIME_DIR", home.folder("run"));
    for variable in [
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "LC_ALL",
    ] {
        command.env_remove(variable);
    }
    command
        .envs(bus.iter().flat_map(Keychain::env))
        .envs(setup.env);
    let driver = Running::start("tauri-driver", &mut command);
    wait_until("the driver is ready", STARTING, || {
        is_ready(port).then_some(())
    });

    let client = connect(port, &program).unwrap_or_else(|error| {
        panic!(
            "the window does not open: {error}\nthe driver said:\n{}",
            driver.printed()
        );
    });
    let window = Window {
        journey: setup.journey,
        client,
        run_id,
        program,
        pictures: 0,
        driver,
        screen,
        _bus: bus,
        _home: home,
    };
    window.wait_for_page();
    window
}

/// The process of the program that this run has started; its run id stands in its environment.
pub(super) fn find_process(program: &Path, run_id: &str) -> Option<u32> {
    let wanted = std::fs::canonicalize(program).ok()?;
    let mark = format!("{RUN_ID}={run_id}");
    let is_ours = |folder: &Path| {
        std::fs::read_link(folder.join("exe")).is_ok_and(|exe| exe == wanted)
            && std::fs::read(folder.join("environ")).is_ok_and(|environ| {
                environ
                    .split(|byte| *byte == 0)
                    .any(|entry| entry == mark.as_bytes())
            })
    };
    let processes = std::fs::read_dir("/proc").ok()?.flatten();
    let mut numbers = processes.filter(|entry| is_ours(&entry.path()));
    numbers.find_map(|entry| entry.file_name().to_str()?.parse().ok())
}

/// tauri-driver listens before the driver below it does, and drops what comes too early.
fn is_ready(port: u16) -> bool {
    let asked = http::client().get(format!("http://127.0.0.1:{port}/status"));
    background::wait(async move {
        asked
            .send()
            .await
            .is_ok_and(|answer| answer.status().is_success())
    })
}

fn connect(port: u16, program: &Path) -> Result<fantoccini::Client, String> {
    let capabilities = json!({ "browserName": "wry", "tauri:options": { "application": program } });
    let capabilities: HashMap<String, serde_json::Value> = capabilities
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    background::wait(async move {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities.into_iter().collect());
        let address = format!("http://127.0.0.1:{port}");
        let opening = builder.connect(&address);
        match tokio::time::timeout(STARTING, opening).await {
            Err(_) => Err(format!("no session within {STARTING:?}")),
            Ok(opened) => opened.map_err(|error| error.to_string()),
        }
    })
}

/// An invisible screen on the first free number.
/// tauri-driver: `KELOLA_TAURI_DRIVER`, else built by the script that `make test` uses.
fn driver_program() -> PathBuf {
    if let Some(path) = std::env::var_os("KELOLA_TAURI_DRIVER") {
        return path.into();
    }
    let output = Command::new("bash")
        .arg(paths::root().join(".ci/tauri-driver"))
        .output()
        .expect("bash is present");
    assert!(
        output.status.success(),
        "no tauri-driver:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).trim().into()
}

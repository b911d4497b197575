//! The lid is closed over due times, and what was missed meanwhile is asked about once it is open again.

use std::{path::PathBuf, time::Duration};

use kelola_tests::{
    harness::{
        child::wait_until,
        kelolactl::Kelolactl,
        keychain::Keychain,
        pds::{Account, Pds},
        proxy::{Mode, Proxy},
        temp::Temp,
        window::{Setup, Window},
    },
    journeys::wall_in,
};
use serde_json::json;

use crate::steps::{delivery, go, wait_for_attribute, wait_for_state};

/// How long the lid is closed, in seconds.
const NIGHT_SECS: i64 = 3 * 60 * 60;
const LONG: Duration = Duration::from_secs(60);

/// A shop on a train: no network, three posts ahead, and a clock that stands three hours back.
struct Scene {
    pds: Pds,
    account: Account,
    proxy: Proxy,
    ctl: Kelolactl,
    window: Window,
    clock: PathBuf,
    /// The posts: each with the delivery's row in *Today*.
    posts: Vec<(String, String)>,
    _keychain: Keychain,
    _folders: (Temp, Temp),
}

impl Scene {
    fn set() -> Self {
        let pds = Pds::start();
        let account = pds.create_account("senja");
        let proxy = Proxy::in_front_of(pds.url());
        proxy.set(Mode::Refuse);
        let keychain = Keychain::unlocked();
        let (data, files) = (Temp::new(), Temp::new());
        let clock = files.file("clock", format!("-{NIGHT_SECS}"));
        let set_clock = [("KELOLA_CLOCK", clock.to_string_lossy().into_owned())];
        let ctl = Kelolactl::on(data.path())
            .with_env(keychain.env())
            .with_env(set_clock.clone());
        let brand = json!({ "name": "Kopi Senja", "zone": "Asia/Jakarta", "languages": ["en"] });
        ctl.add("brand", &brand);
        let channel = ctl.add("channel", &json!({
            "network": "bluesky", "handle": account.handle, "server": proxy.url(), "secret": account.app_password,
        }));
        let post = |(minutes, text): (i64, &str)| {
            let at = wall_in(chrono::Duration::minutes(-minutes));
            let post = json!({ "title": text, "text": text, "channels": [channel], "at": at });
            let id = ctl.add("post", &post);
            let row = delivery(&ctl, &id)["id"]
                .as_str()
                .map(|it| format!("delivery-{it}"));
            (id, row.expect("an id"))
        };
        let posts = [(120, "Sarapan"), (110, "Makan siang"), (100, "Kopi sore")].map(post);
        let window = Setup::new("lid", data.path())
            .with_env(keychain.env())
            .with_env(set_clock)
            .open();
        Self {
            pds,
            account,
            proxy,
            ctl,
            window,
            clock,
            posts: posts.into(),
            _keychain: keychain,
            _folders: (data, files),
        }
    }

    /// Opens the lid: the clock has gone on, and there is a network.
    fn open_the_lid(&self) {
        self.proxy.set(Mode::Pass);
        std::fs::write(&self.clock, "0").expect("a folder of ours is writable");
    }
}

#[test]
fn what_fell_due_while_the_lid_was_closed_is_asked_about_and_goes_as_answered() {
    let mut scene = Scene::set();
    scene.window.wait_for("screen-today");
    // The engine has run: it knows since when it slept.
    wait_until("the engine has run", LONG, || {
        let doctor = scene.ctl.run(["doctor"]);
        doctor.out.contains("\"engine_lock_taken\"").then_some(())
    });
    for (id, _) in &scene.posts {
        assert_eq!(delivery(&scene.ctl, id)["state"], "planned");
    }
    scene.open_the_lid();
    scene
        .window
        .wait_for_text_within("today-closed", "3 missed", LONG);
    assert!(
        scene.pds.posts(&scene.account).is_empty(),
        "never late without being asked"
    );
    scene.window.save_screenshot("asked");
    scene
        .window
        .assert_accessible("the questions after the lid was opened");
    answer(&scene);

    let sent = scene.pds.posts(&scene.account);
    assert_eq!(sent.len(), 1, "only what was wanted, once");
    assert_eq!(sent[0]["value"]["text"], "Sarapan");
    let window = &mut scene.window;
    window.click("today-closed-seen");
    window.wait_until_gone("today-closed");
    go(window, "calendar");
    go(window, "today");
    assert!(!window.has("today-closed"), "told once");
    window.save_screenshot("answered");
    window.assert_no_errors();
    scene.window.close();
}

/// Now, at the next slot, and not at all.
fn answer(scene: &Scene) {
    let (window, ctl) = (&scene.window, &scene.ctl);
    let [(now, now_row), (next, next_row), (never, never_row)] = &scene.posts[..] else {
        panic!("three posts");
    };
    wait_for_attribute(window, never_row, "data-state", "missed");
    window.click("today-sequence");
    window.wait_for_text("today-closed", "Makan siang");

    window.click(&format!("{now_row} act-send_now"));
    window.click("send-now-dialog-confirm");
    wait_for_state(ctl, now, "live", LONG);

    let planned = delivery(ctl, next)["planned"]["wall"].clone();
    window.click(&format!("{next_row} act-next_slot"));
    let moved = wait_for_state(ctl, next, "planned", LONG)["planned"]["wall"].clone();
    let clock = |wall: &serde_json::Value| wall.as_str().expect("a time")[11..].to_owned();
    assert_eq!(clock(&moved), clock(&planned), "the same clock time");
    assert!(moved.as_str() > planned.as_str(), "{moved} lies ahead");

    window.click(&format!("{never_row} act-drop"));
    wait_for_state(ctl, never, "cancelled", LONG);
    window.wait_until_gone(never_row);
}

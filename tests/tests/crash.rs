//! The program dies at every recorded moment of a delivery, the laptop is restored from a backup, the folder is copied:
//! afterwards there is exactly one post on the server, and the state tells the truth.
#![cfg(target_os = "linux")]

use std::time::Duration;

use kelola_tests::harness::kelolactl::Kelolactl;
use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::pds::{Account, Pds};
use kelola_tests::harness::proxy::{Mode, Proxy};
use kelola_tests::journeys::{Photo, Shop, arg, wall_in};
use serde_json::json;

/// A shop with one connected account behind a proxy.
struct Stage {
    pds: Pds,
    budi: Account,
    proxy: Proxy,
    shop: Shop,
    channel: String,
    _keychain: Keychain,
}

impl Stage {
    fn set() -> Self {
        let (pds, keychain) = (Pds::start(), Keychain::unlocked());
        let budi = pds.create_account("budi");
        let proxy = Proxy::in_front_of(pds.url());
        let shop = Shop::on(&keychain);
        let channel = shop.bluesky_channel(&proxy.url(), &budi);
        Self {
            pds,
            budi,
            proxy,
            shop,
            channel,
            _keychain: keychain,
        }
    }

    fn post_with_photo(&self) -> String {
        let photo = self.shop.file("foto.jpg", Photo::plain(900, 600).0);
        self.shop.ctl.add("post", &json!({
            "text": "Sekali saja", "media": [arg(&photo)], "alt": ["Kopi"], "channels": [self.channel],
            "at": wall_in(chrono::Duration::zero()),
        }))
    }

    /// Kills a running sync while the server holds back its answer to this method, or never got the request.
    fn kill_during(&self, method: &str, mode: Mode) {
        self.proxy.set_for(method, mode, 1);
        let mut sync = self.shop.ctl.start(["sync"]);
        match mode {
            Mode::HoldAnswer => self
                .proxy
                .wait_for_forwarded(method, 1, Duration::from_secs(30)),
            _ => self
                .proxy
                .wait_for_arrived(method, 1, Duration::from_secs(30)),
        }
        assert!(
            sync.is_running(),
            "it waits for the answer:\n{}",
            sync.printed()
        );
        sync.kill();
    }

    #[track_caller]
    fn restart_and_expect_one_post(&self, post: &str) {
        let _ = self.shop.sync().expect_code(0);
        let delivery = self.shop.delivery(post);
        let posts = self.pds.posts(&self.budi);
        assert_eq!(delivery["state"], "live", "{delivery}");
        assert_eq!(posts.len(), 1, "{posts:?}");
        assert_eq!(delivery["remote_id"], posts[0]["uri"]);
        assert!(
            delivery["url"]
                .as_str()
                .is_some_and(|it| it.starts_with("https://bsky.app/profile/budi.test/post/"))
        );
        let _ = self.shop.sync().expect_code(0);
        assert_eq!(self.pds.posts(&self.budi).len(), 1);
    }
}

/// Runs a sync that ends itself, as `kill -9` would, at a recorded moment.
fn crash_at(shop: &Shop, moment: &str) {
    let died = shop
        .ctl
        .clone()
        .with_env([("KELOLA_CRASH_AT", moment)])
        .run(["sync"]);
    assert_eq!(
        died.code, -1,
        "{moment}: it did not die there\n{}{}",
        died.out, died.err
    );
}

#[test]
fn killed_before_the_request() {
    let stage = Stage::set();
    let post = stage.post_with_photo();
    crash_at(&stage.shop, "before_request");
    assert_eq!(
        stage.shop.state(&post),
        "sending",
        "the intent was committed"
    );
    assert_eq!(stage.pds.posts(&stage.budi).len(), 0);
    stage.restart_and_expect_one_post(&post);
}

#[test]
fn killed_after_the_request_before_its_result_is_stored() {
    let stage = Stage::set();
    let post = stage.post_with_photo();
    crash_at(&stage.shop, "after_request");
    assert_eq!(stage.shop.state(&post), "sending");
    assert_eq!(stage.pds.posts(&stage.budi).len(), 1, "the server has it");
    stage.restart_and_expect_one_post(&post);
    assert_eq!(
        stage.proxy.forwarded("putRecord"),
        1,
        "found by reading back, not sent again"
    );
}

#[test]
fn killed_after_the_result_was_stored() {
    let stage = Stage::set();
    let post = stage.post_with_photo();
    crash_at(&stage.shop, "after_store");
    assert_eq!(stage.shop.state(&post), "live");
    stage.restart_and_expect_one_post(&post);
    assert_eq!(stage.proxy.forwarded("putRecord"), 1);
}

#[test]
fn killed_while_the_answer_is_on_its_way() {
    let stage = Stage::set();
    let post = stage.post_with_photo();
    stage.kill_during("putRecord", Mode::HoldAnswer);
    assert_eq!(stage.pds.posts(&stage.budi).len(), 1);
    stage.restart_and_expect_one_post(&post);
    assert_eq!(stage.proxy.forwarded("putRecord"), 1);
}

#[test]
fn killed_while_the_request_is_on_its_way() {
    let stage = Stage::set();
    let post = stage.post_with_photo();
    stage.kill_during("putRecord", Mode::Hang);
    assert_eq!(stage.pds.posts(&stage.budi).len(), 0);
    stage.restart_and_expect_one_post(&post);
}

#[test]
fn killed_while_the_picture_is_uploaded() {
    let stage = Stage::set();
    let post = stage.post_with_photo();
    stage.kill_during("uploadBlob", Mode::HoldAnswer);
    assert_eq!(stage.pds.posts(&stage.budi).len(), 0);
    stage.restart_and_expect_one_post(&post);
}

#[test]
fn killed_twice_in_a_row_at_the_worst_moment() {
    let stage = Stage::set();
    let post = stage.post_with_photo();
    stage.kill_during("putRecord", Mode::HoldAnswer);
    // The second start dies while it reads back what became of it.
    stage.kill_during("getRecord", Mode::HoldAnswer);
    stage.restart_and_expect_one_post(&post);
    assert_eq!(stage.proxy.forwarded("putRecord"), 1);
}

#[test]
fn a_backup_from_before_the_post_went_out_does_not_send_it_again() {
    let stage = Stage::set();
    let shop = &stage.shop;
    let post = stage.post_with_photo();
    let ahead = shop.post_tomorrow(&[&stage.channel], "Besok");
    let backup = arg(&shop.path("sebelum.kelola"));
    let _ = shop.ctl.run(["backup", &backup]).expect_code(0);
    assert_eq!(shop.state(&post), "planned");
    let _ = shop.sync().expect_code(0);
    assert_eq!(stage.pds.posts(&stage.budi).len(), 1);

    let restored = shop.ctl.run(["restore", &backup]).expect_code(0).json();
    assert_eq!(restored["unknown"], 1, "{restored}");
    assert_eq!(shop.state(&post), "unknown", "nobody here can know");
    for _ in 0..2 {
        let held = shop.sync().expect_code(3);
        assert!(
            held.json_lines()
                .iter()
                .any(|it| it["error"]["code"] == "engine_held"),
            "{}",
            held.out
        );
    }
    // It may have been found on the network meanwhile; sent again it was not.
    assert!(
        matches!(shop.state(&post).as_str(), "unknown" | "live"),
        "{}",
        shop.delivery(&post)
    );
    assert_eq!(shop.state(&ahead), "planned");
    assert_eq!(
        (
            stage.pds.posts(&stage.budi).len(),
            stage.proxy.forwarded("putRecord")
        ),
        (1, 1)
    );
}

#[test]
fn a_copied_folder_sends_nothing() {
    let stage = Stage::set();
    let shop = &stage.shop;
    let post = shop.post_now(&[&stage.channel], "Hanya dari satu laptop");
    let copy = shop.path("salinan");
    let copied = std::process::Command::new("cp")
        .arg("-r")
        .arg(shop.data())
        .arg(&copy)
        .status()
        .unwrap();
    assert!(copied.success());
    let other = Kelolactl::on(&copy).with_env(stage._keychain.env());
    let held = other.run(["sync"]).expect_code(3);
    assert!(
        held.json_lines()
            .iter()
            .any(|it| it["error"]["code"] == "engine_held"),
        "{}",
        held.out
    );
    assert_eq!(stage.proxy.arrived("putRecord"), 0);
    stage.restart_and_expect_one_post(&post);
    let _ = other.run(["sync"]).expect_code(3);
    assert_eq!(stage.pds.posts(&stage.budi).len(), 1);
}

//! Without a keychain everything but signing in works, and Retry finds one that was started meanwhile.

use kelola_tests::harness::{keychain::Keychain, temp::Temp, window::Setup};

use crate::steps::{go, start_workspace, wait_for_attribute};

#[test]
fn without_a_keychain_it_says_why_and_retry_finds_it_once_it_runs() {
    let data = Temp::new();
    let mut keychain = Keychain::absent();
    let window = Setup::new("no-keychain", data.path())
        .with_env(keychain.env())
        .open();
    start_workspace(&window, "Kopi Senja", &["bluesky", "x"]);
    go(&window, "settings");
    window.click("settings-nav-keychain");
    wait_for_attribute(
        &window,
        "keychain-state",
        "data-state",
        "keychain_no_service",
    );

    // Writing works all the same.
    window.click("new-post");
    window.type_into("post-text", "Tanpa gantungan kunci pun bisa menulis");
    wait_for_attribute(&window, "save-state", "data-state", "saved");

    keychain.start();
    go(&window, "settings");
    window.click("settings-nav-keychain");
    window.click("keychain-retry");
    wait_for_attribute(&window, "keychain-state", "data-state", "ok");
    window.assert_no_errors();
    window.close();
}

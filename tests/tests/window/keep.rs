//! What was typed is kept, whatever happens.

use std::time::Duration;

use kelola_tests::harness::{child::wait_until, kelolactl::Kelolactl, temp::Temp, window::Setup};

use crate::steps::{start_workspace, wait_for_attribute};

#[test]
fn what_was_typed_survives_a_kill_half_a_second_after_the_last_key() {
    let data = Temp::new();
    let window = Setup::new("kill", data.path()).open();
    start_workspace(&window, "Kopi Senja", &["x", "kompasiana"]);
    window.click("new-post");
    window.wait_for("post-text");
    window.type_into(
        "post-text",
        "Dua cangkir, satu sore. Sampai jumpa di Braga ☕",
    );
    // The promise is half a second, not "once it says saved".
    std::thread::sleep(Duration::from_millis(500));
    window.kill_program();

    let posts = Kelolactl::on(data.path()).json(["post", "list"]);
    let words = posts
        .pointer("/0/first_words")
        .and_then(serde_json::Value::as_str);
    assert_eq!(
        words,
        Some("Dua cangkir, satu sore. Sampai jumpa di Braga ☕")
    );

    let again = Setup::new("kill-again", data.path()).open();
    again.click("rail-content");
    again.wait_for_text("content-list", "Dua cangkir, satu sore.");
    again.assert_no_errors();
    again.close();
}

#[test]
fn a_post_changed_elsewhere_is_asked_about_and_nothing_is_lost() {
    let data = Temp::new();
    let window = Setup::new("conflict", data.path()).open();
    start_workspace(&window, "Kopi Senja", &["x"]);
    window.click("new-post");
    window.type_into("post-text", "Dari jendela");
    wait_for_attribute(&window, "save-state", "data-state", "saved");
    let ctl = Kelolactl::on(data.path());
    let id = ctl
        .json(["post", "list"])
        .pointer("/0/id")
        .and_then(serde_json::Value::as_str)
        .expect("a post")
        .to_owned();
    let tomorrow = (chrono::Utc::now() + chrono::Duration::days(1))
        .format("%Y-%m-%dT19:00")
        .to_string();
    ctl.run(["post", "schedule", &id, "--at", &tomorrow])
        .expect_code(0);
    window.type_into("post-text", " dan lagi");
    // Either the window took the outside change in before it saved, or it asks; the words are there in both cases.
    let settled = wait_until(
        "the change is saved or asked about",
        Duration::from_secs(20),
        || {
            window
                .attribute("save-state", "data-state")
                .filter(|it| ["saved", "conflict"].contains(&it.as_str()))
        },
    );
    if settled == "conflict" {
        window.click("conflict-mine");
    }
    wait_until("the words are stored", Duration::from_secs(20), || {
        let text = ctl
            .json(["post", "show", &id])
            .pointer("/post/shared/text")
            .cloned();
        (text.as_ref().and_then(serde_json::Value::as_str) == Some("Dari jendela dan lagi"))
            .then_some(())
    });
    let post = ctl.json(["post", "show", &id]);
    assert_eq!(
        post.pointer("/post/shared/text")
            .and_then(serde_json::Value::as_str),
        Some("Dari jendela dan lagi")
    );
    assert!(
        post.pointer("/post/planned/wall").is_some(),
        "the outside plan is kept: {post}"
    );
    window.close();
}

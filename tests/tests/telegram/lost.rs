//! Lost answers. A bot cannot read its channel, so the person is asked; nothing is ever sent a second time.

use super::*;
use kelola_tests::harness::http::{Answer, Server};
use kelola_tests::harness::proxy::{Mode, Words};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn a_lost_answer_is_asked_about_and_never_sent_again() {
    for (mode, arrives) in [
        (Mode::Reset, 0),
        (Mode::DropAnswer, 1),
        (Mode::HalfAnswer, 1),
        (Mode::Instead(Words::broken()), 0),
        (Mode::AfterAll(Words::broken()), 1),
    ] {
        let scene = Scene::new();
        scene.proxy.set_for("/sendMessage", mode, 1);
        let post = scene.post_now("Jawabannya hilang");
        for round in 0..3 {
            let _ = scene.shop.sync().expect_code(1);
            assert_eq!(scene.shop.state(&post), "unknown", "{mode:?} {round}");
        }
        assert_eq!(scene.proxy.arrived("/sendMessage"), 1, "{mode:?}");
        assert_eq!(scene.shown().len(), arrives, "{mode:?}");
        let offered = scene.shop.show(&post)["deliveries"][0]["can"].clone();
        assert_eq!(
            offered,
            json!(["look", "mark_live", "not_live"]),
            "the person is asked"
        );
        scene.fake.assert_clean();
    }
}

#[test]
fn an_album_whose_answer_was_lost_stands_once() {
    let scene = Scene::new();
    scene.proxy.set_for("/sendMediaGroup", Mode::DropAnswer, 1);
    let post = scene.pictures_now("Album", 3);
    for _ in 0..3 {
        let _ = scene.shop.sync().expect_code(1);
    }
    assert_eq!(scene.shop.state(&post), "unknown");
    assert_eq!(scene.shown().len(), 3);
    scene.fake.assert_clean();
}

#[test]
fn before_anything_is_at_stake_a_lost_answer_costs_only_time() {
    for mode in [
        Mode::Reset,
        Mode::DropAnswer,
        Mode::Instead(Words::broken()),
    ] {
        let scene = Scene::new();
        scene.proxy.set_for("/getMe", mode, 1);
        let post = scene.post_now("Sekali saja");
        scene.until(&post, "live");
        assert_eq!(scene.shown().len(), 1, "{mode:?}");
        scene.fake.assert_clean();
    }
}

#[test]
fn a_redirect_to_another_host_carries_no_token() {
    let scene = Scene::new();
    assert_eq!(scene.test()["ok"], true);
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = asked.clone();
    let stranger = Server::start(0, move |_request| {
        counter.fetch_add(1, Ordering::SeqCst);
        async { Answer::json(200, &json!({ "ok": true, "result": true })) }
    })
    .unwrap();
    scene.fake.move_to(&stranger.url());
    assert_eq!(scene.test()["ok"], false);
    let post = scene.post_now("Tidak ke sana");
    let _ = scene.shop.sync();
    assert_ne!(scene.shop.state(&post), "live");
    assert_eq!(asked.load(Ordering::SeqCst), 0, "nobody went there");
    assert!(scene.shown().is_empty());
}

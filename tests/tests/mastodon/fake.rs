//! Against the fake, whose every request and answer is judged by Mastodon's published schema.

use super::*;
use kelola_tests::harness::child::wait_until;
use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::mastodon_fake::{MastodonFake, SCOPES};
use kelola_tests::harness::proxy::{Mode, Proxy, Words};
use kelola_tests::journeys::{Photo, arg, wall_in};

const NOW: chrono::Duration = chrono::Duration::zero();

/// A server with an account on it, and a shop whose channel it is.
struct Scene {
    fake: MastodonFake,
    proxy: Proxy,
    kopi: String,
    shop: Shop,
    id: String,
    _keychain: Keychain,
}

impl Scene {
    fn new() -> Self {
        Self::with_scopes(SCOPES)
    }

    fn with_scopes(scopes: &str) -> Self {
        let (fake, keychain) = (MastodonFake::start(), Keychain::unlocked());
        let kopi = fake.account("kopi", "Kopi Senja");
        let proxy = Proxy::in_front_of(&fake.url());
        let shop = Shop::on(&keychain);
        let id = channel(&shop, &proxy.url(), "kopi", &fake.token(&kopi, scopes));
        Self {
            fake,
            proxy,
            kopi,
            shop,
            id,
            _keychain: keychain,
        }
    }

    fn texts(&self) -> Vec<String> {
        let all = self.fake.statuses(&self.kopi);
        all.iter()
            .map(|it| it["content"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Syncs until the post has this state.
    fn until(&self, post: &str, state: &str) {
        wait_until(state, Duration::from_secs(60), || {
            let _ = self.shop.sync();
            (self.shop.state(post) == state).then_some(())
        });
    }
}

#[test]
fn a_post_carries_pictures_that_take_their_time() {
    let scene = Scene::new();
    let (shop, fake) = (&scene.shop, &scene.fake);
    let _ = shop.ctl.run(["channel", "test", &scene.id]).expect_code(0);
    fake.work_on_next_upload(2);
    let wide = shop.file("lebar.jpg", Photo::plain(1200, 800).0);
    let square = shop.file("persegi.jpg", Photo::plain(900, 900).0);
    let post = shop.ctl.add("post", &json!({
        "text": "Dua cangkir @budi@lain.test https://kopi.example/a?b=1&c=2 #Kopi", "media": [arg(&wide), arg(&square)],
        "alt": ["Merah", "Biru"], "channels": [scene.id], "at": wall_in(NOW),
    }));
    let _ = shop.sync().expect_code(0);
    assert_eq!(shop.state(&post), "live");
    let statuses = fake.statuses(&scene.kopi);
    assert_eq!(statuses.len(), 1);
    assert_eq!(
        statuses[0]["media_attachments"].as_array().unwrap().len(),
        2
    );
    assert_eq!(
        (&statuses[0]["language"], &statuses[0]["visibility"]),
        (&json!("id"), &json!("public"))
    );
    let described: Vec<_> = fake
        .uploads()
        .into_iter()
        .map(|it| it.description)
        .collect();
    assert_eq!(
        described,
        [Some("Merah".to_owned()), Some("Biru".to_owned())]
    );
    fake.assert_clean();
}

#[test]
fn lost_answers_of_every_kind_make_one_post() {
    for mode in [
        Mode::Reset,
        Mode::DropAnswer,
        Mode::HalfAnswer,
        Mode::Instead(Words::broken()),
        Mode::AfterAll(Words::broken()),
    ] {
        let scene = Scene::new();
        let _ = scene
            .shop
            .ctl
            .run(["channel", "test", &scene.id])
            .expect_code(0);
        scene.proxy.set_for("POST /api/v1/statuses", mode, 1);
        let post = scene.shop.post_now(&[&scene.id], "Jawaban hilang");
        scene.until(&post, "live");
        assert_eq!(scene.texts().len(), 1, "{mode:?}");
        scene.fake.assert_clean();
    }
}

#[test]
fn a_server_in_trouble_is_settled_and_a_pause_is_kept() {
    let scene = Scene::new();
    let _ = scene
        .shop
        .ctl
        .run(["channel", "test", &scene.id])
        .expect_code(0);
    // 500 before anything was made: unknown, looked up, sent once.
    scene.fake.refuse_next("POST /api/v1/statuses", 500);
    let post = scene.shop.post_now(&[&scene.id], "Server sakit");
    scene.until(&post, "live");
    // 429 says two seconds.
    scene.fake.refuse_next("POST /api/v1/statuses", 429);
    let post = scene.shop.post_now(&[&scene.id], "Terlalu sering");
    let _ = scene.shop.sync();
    assert_eq!(scene.shop.state(&post), "retry_at");
    assert_eq!(scene.shop.delivery(&post)["code"], "rate_limited");
    scene.until(&post, "live");
    assert_eq!(scene.texts().len(), 2);
}

#[test]
fn what_the_server_refuses_says_why() {
    let scene = Scene::with_scopes("read write:statuses");
    let tested = scene.shop.ctl.run(["channel", "test", &scene.id]);
    assert_eq!(tested.json()["code"], "mastodon_scope_missing");
    let checks = stands(&scene.shop, &scene.id)["facts"]["checks"].clone();
    let failed: Vec<_> = checks
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["passed"] == false)
        .map(|it| it["what"].as_str().unwrap())
        .collect();
    assert_eq!(failed, ["may_upload"]);

    scene.fake.suspend(&scene.kopi);
    let post = scene.shop.post_now(&[&scene.id], "Akun dibekukan");
    let _ = scene.shop.sync().expect_code(1);
    let delivery = scene.shop.delivery(&post);
    assert_eq!(
        (&delivery["state"], &delivery["code"]),
        (&json!("failed"), &json!("mastodon_account_suspended"))
    );
    assert_eq!(scene.texts().len(), 0);
}

#[test]
fn counts_followers_and_every_kind_of_message_come_back_once() {
    let scene = Scene::new();
    let (shop, fake) = (&scene.shop, &scene.fake);
    let post = shop.post_now(&[&scene.id], "Diskon kopi");
    let _ = shop.sync().expect_code(0);
    let status = shop.delivery(&post)["remote_id"]
        .as_str()
        .unwrap()
        .to_owned();
    let sari = fake.account("sari@lain.test", "Sari Dewi");
    fake.set_followers(&scene.kopi, 1234);
    for _ in 0..3 {
        fake.favourite(&status, &sari);
    }
    fake.boost(&status, &sari);
    let reply = fake.reply(&status, &sari, "Sampai kapan? <b>\"x\"</b>\nHari ini");
    fake.quote(&status, &sari, "Wajib coba");
    for round in 0..2 {
        let _ = shop.sync().expect_code(0);
        let seen = shop.show(&post);
        assert_eq!(metric(&seen, "likes"), Some(3), "round {round}");
        assert_eq!(metric(&seen, "comments"), Some(1));
        assert_eq!(metric(&seen, "shares"), Some(2), "a boost and a quote");
        let messages = seen["messages"].as_array().unwrap();
        let kinds: Vec<_> = messages
            .iter()
            .map(|it| it["kind"].as_str().unwrap())
            .collect();
        assert_eq!(messages.len(), 2, "{messages:?}");
        assert!(
            kinds.contains(&"reply") && kinds.contains(&"quote"),
            "{kinds:?}"
        );
        let answer = messages.iter().find(|it| it["remote_id"] == reply).unwrap();
        assert_eq!(
            answer["text"], "Sampai kapan? <b>\"x\"</b>\nHari ini",
            "plain text, as written"
        );
        assert_eq!(answer["author"], "sari@lain.test");
    }
    fake.assert_clean();
}

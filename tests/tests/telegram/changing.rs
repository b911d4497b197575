//! Changing and taking down what is live.

use super::*;
use kelola_tests::harness::proxy::Mode;

impl Scene {
    fn edit(&self, post: &str, text: &str) {
        let words = json!({ "text": text }).to_string();
        let _ = self
            .shop
            .ctl
            .run_with_input(["post", "edit", post], words.as_bytes())
            .expect_code(0);
    }

    fn update(&self, post: &str) -> Outcome {
        self.shop.ctl.run(["post", "update", post])
    }

    fn take_down(&self, post: &str) -> Outcome {
        self.shop.ctl.run(["post", "take-down", post])
    }

    fn words(&self) -> Vec<String> {
        self.shown().into_iter().map(|it| it.words).collect()
    }
}

#[test]
fn a_live_text_says_what_is_now_written() {
    let scene = Scene::new();
    let post = scene.post_now("Diskon sampai Jumat");
    let _ = scene.shop.sync().expect_code(0);
    scene.edit(&post, "Diskon sampai Sabtu");
    assert_eq!(scene.words(), ["Diskon sampai Jumat"]);
    let _ = scene.update(&post).expect_code(0);
    assert_eq!(scene.words(), ["Diskon sampai Sabtu"]);
    assert!(scene.shown()[0].is_edited);
    // Nothing is left to change.
    assert!(scene.update(&post).expect_code(0).json_lines().is_empty());
    assert_eq!(scene.fake.seen("editMessageText"), 1);
    scene.fake.assert_clean();
}

#[test]
fn a_change_whose_answer_was_lost_is_made_again_without_harm() {
    let scene = Scene::new();
    let post = scene.post_now("Harga lama");
    let _ = scene.shop.sync().expect_code(0);
    scene.edit(&post, "Harga baru");
    scene.proxy.set_for("editMessageText", Mode::DropAnswer, 1);
    let lost = scene.update(&post).expect_code(1);
    assert_eq!(lost.json_lines()[0]["error"]["code"], "edit_unknown");
    // It has arrived, and Telegram says so in its own way.
    let _ = scene.update(&post).expect_code(0);
    assert_eq!(scene.words(), ["Harga baru"]);
    let delivery = scene.shop.delivery(&post);
    assert_eq!(
        (&delivery["state"], &delivery["code"], &delivery["url"]),
        (
            &json!("live"),
            &Value::Null,
            &json!("https://t.me/kopisenja/1")
        ),
        "{delivery}"
    );
    scene.fake.assert_clean();
}

#[test]
fn the_words_of_an_album_change_and_its_pictures_stay() {
    let scene = Scene::new();
    let post = scene.pictures_now("Menu lama", 2);
    let _ = scene.shop.sync().expect_code(0);
    let before: Vec<_> = scene.shown().into_iter().map(|it| it.media).collect();
    scene.edit(&post, "Menu baru");
    let _ = scene.update(&post).expect_code(0);
    assert_eq!(scene.words(), ["Menu baru", ""]);
    let after: Vec<_> = scene.shown().into_iter().map(|it| it.media).collect();
    assert_eq!(before, after);
    assert_eq!(scene.shop.delivery(&post)["remote_id"], "1-2");
    scene.fake.assert_clean();
}

#[test]
fn an_album_is_taken_down_whole_with_its_comment_and_nothing_else() {
    let scene = Scene::new();
    let stays = scene.post_now("Tinggal");
    let _ = scene.shop.sync().expect_code(0);
    let goes = scene.shop.ctl.add("post", &json!({
        "text": "Pergi", "first_comment": "Menu", "channels": [scene.id], "at": wall_in(chrono::Duration::zero()),
        "media": [
            arg(&scene.shop.file("1.jpg", Photo::plain(600, 600).0)),
            arg(&scene.shop.file("2.jpg", Photo::plain(620, 600).0)),
        ],
    }));
    scene.until_commented(&goes);
    assert_eq!(scene.words(), ["Tinggal", "Pergi", ""]);
    assert_eq!(scene.fake.shown(scene.group).len(), 1);

    // The answer to the last request is lost: that is said, and doing it again is harmless.
    scene.proxy.set_for("deleteMessages", Mode::Pass, 1);
    scene.proxy.set_for("deleteMessages", Mode::DropAnswer, 1);
    let lost = scene.take_down(&goes).expect_code(1);
    assert_eq!(
        lost.json_lines()[0]["error"]["code"],
        "take_down_unknown",
        "{}",
        lost.out
    );
    let _ = scene.take_down(&goes).expect_code(0);
    assert_eq!(scene.shop.state(&goes), "removed");
    assert_eq!(scene.comment(&goes)["state"], "removed");
    assert_eq!(scene.words(), ["Tinggal"]);
    assert!(scene.fake.shown(scene.group).is_empty());
    let _ = scene.shop.sync().expect_code(0);
    assert_eq!(scene.words(), ["Tinggal"], "nothing comes back");
    assert_eq!(scene.shop.state(&stays), "live");
    scene.fake.assert_clean();
}

#[test]
fn a_bot_that_may_not_delete_says_so_and_the_post_stays_live() {
    let scene = Scene::new();
    let post = scene.post_now("Masih tayang");
    let _ = scene.shop.sync().expect_code(0);
    let words = "Bad Request: message can't be deleted";
    let refusal = kelola_tests::harness::telegram_fake::Refusal::new(400, words);
    scene.fake.refuse_next("deleteMessages", refusal);
    let refused = scene.take_down(&post).expect_code(1);
    assert_eq!(
        refused.json_lines()[0]["error"]["code"],
        "telegram_cannot_delete"
    );
    assert_eq!(
        (scene.shop.state(&post).as_str(), scene.shown().len()),
        ("live", 1)
    );
}

//! What arrives in the channel.

use super::*;
use kelola_tests::harness::paths;
use kelola_tests::harness::telegram_fake::Refusal;
use kelola_tests::journeys::{TURNED_COMMENT, is_blue, is_red};

#[test]
fn a_text_goes_out_once_as_it_is_written() {
    let scene = Scene::new();
    let post = scene.shop.ctl.add("post", &json!({
        "text": "Kopi *baru* <b>hari ini</b> & _besok_", "channels": [scene.id], "at": wall_in(chrono::Duration::zero()),
        "variants": { scene.id.as_str(): { "hashtags": "#KopiSenja", "link": "https://kopisenja.example/menu" } },
    }));
    let _ = scene.shop.sync().expect_code(0);
    let delivery = scene.shop.delivery(&post);
    assert_eq!(
        (&delivery["state"], &delivery["remote_id"], &delivery["url"]),
        (
            &json!("live"),
            &json!("1"),
            &json!("https://t.me/kopisenja/1")
        ),
        "{delivery}"
    );
    let shown = scene.shown();
    assert_eq!(shown.len(), 1);
    assert_eq!(
        shown[0].words,
        "Kopi *baru* <b>hari ini</b> & _besok_\n\n#KopiSenja"
    );
    assert_eq!(
        shown[0].card.as_deref(),
        Some("https://kopisenja.example/menu")
    );
    let again = scene.shop.sync().expect_code(0);
    assert_eq!((again.json_lines(), scene.shown().len()), (vec![], 1));
    scene.fake.assert_clean();
}

#[test]
fn a_picture_is_upright_and_tells_nothing_of_the_place() {
    let scene = Scene::new();
    let photo = scene.shop.file("foto.jpg", Photo::turned(1600, 1000).0);
    let post = scene.shop.ctl.add("post", &json!({
        "text": "Dua cangkir", "media": [arg(&photo)], "channels": [scene.id], "at": wall_in(chrono::Duration::zero()),
    }));
    let _ = scene.shop.sync().expect_code(0);
    assert_eq!(scene.shop.state(&post), "live");
    let shown = scene.shown();
    assert_eq!((shown.len(), shown[0].words.as_str()), (1, "Dua cangkir"));
    let bytes = shown[0].media.as_deref().unwrap();
    for private in [b"Exif".as_slice(), TURNED_COMMENT.as_bytes()] {
        assert!(
            !bytes.windows(private.len()).any(|it| it == private),
            "{private:?} has left the computer"
        );
    }
    let picture = image::load_from_memory(bytes).unwrap().to_rgb8();
    assert_eq!(picture.dimensions(), (1000, 1600));
    assert!(is_red(*picture.get_pixel(500, 200)) && is_blue(*picture.get_pixel(500, 1400)));
    scene.fake.assert_clean();
}

#[test]
fn several_pictures_are_one_album() {
    let scene = Scene::new();
    let post = scene.pictures_now("Tiga cangkir", 3);
    let _ = scene.shop.sync().expect_code(0);
    assert_eq!(scene.shop.delivery(&post)["remote_id"], "1-3");
    let shown = scene.shown();
    let words: Vec<_> = shown.iter().map(|it| it.words.as_str()).collect();
    assert_eq!(words, ["Tiga cangkir", "", ""]);
    assert!(shown.iter().all(|it| it.album == shown[0].album) && shown[0].album.is_some());
    let widths: Vec<_> = shown
        .iter()
        .map(|it| {
            let picture = image::load_from_memory(it.media.as_deref().unwrap());
            picture.unwrap().width()
        })
        .collect();
    assert_eq!(widths, [600, 620, 640], "in order");
    scene.fake.assert_clean();
}

#[test]
fn a_video_arrives_whole() {
    let scene = Scene::new();
    let video = paths::root().join("src-tauri/crates/media/tests/videos/plain.mp4");
    let post = scene.shop.ctl.add("post", &json!({
        "text": "Cara menyeduh", "media": [arg(&video)], "channels": [scene.id], "at": wall_in(chrono::Duration::zero()),
    }));
    let _ = scene.shop.sync().expect_code(0);
    assert_eq!(
        scene.shop.state(&post),
        "live",
        "{}",
        scene.shop.delivery(&post)
    );
    let shown = scene.shown();
    assert_eq!(shown.len(), 1);
    assert!(shown[0].is_video);
    assert_eq!(shown[0].media, Some(std::fs::read(video).unwrap()));
    assert_eq!(shown[0].words, "Cara menyeduh");
    scene.fake.assert_clean();
}

#[test]
fn the_wait_telegram_asks_for_is_kept() {
    let scene = Scene::new();
    scene.fake.refuse_next("sendMessage", Refusal::too_many(2));
    let post = scene.post_now("Terlalu sering");
    let _ = scene.shop.sync();
    let delivery = scene.shop.delivery(&post);
    assert_eq!(
        (&delivery["state"], &delivery["code"]),
        (&json!("retry_at"), &json!("rate_limited"))
    );
    let _ = scene.shop.sync();
    assert_eq!(scene.fake.seen("sendMessage"), 1, "not before its time");
    scene.until(&post, "live");
    assert_eq!(
        (scene.fake.seen("sendMessage"), scene.shown().len()),
        (2, 1)
    );
    scene.fake.assert_clean();
}

#[test]
fn what_telegram_refuses_says_why_and_is_kept() {
    let scene = Scene::new();
    for (refusal, code) in [
        (
            Refusal::new(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
            "telegram_picture_shape",
        ),
        (
            Refusal::new(400, "Bad Request: IMAGE_PROCESS_FAILED"),
            "telegram_file_refused",
        ),
        (
            Refusal::new(403, "Forbidden: bot was kicked from the channel chat"),
            "telegram_no_right",
        ),
    ] {
        scene.fake.refuse_next("sendPhoto", refusal);
        let post = scene.pictures_now("Ditolak", 1);
        scene.until(&post, "failed");
        assert_eq!(scene.shop.delivery(&post)["code"], code);
    }
    assert!(scene.shown().is_empty());
}

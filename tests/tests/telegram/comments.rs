//! First comments in the discussion group, and what people write there.

use super::*;

fn with_comment(scene: &Scene, text: &str, comment: &str) -> String {
    let post = json!({
        "text": text, "first_comment": comment, "channels": [scene.id], "at": wall_in(chrono::Duration::zero()),
    });
    scene.shop.ctl.add("post", &post)
}

#[test]
fn a_first_comment_answers_the_posts_copy_once_however_late_it_comes() {
    let scene = Scene::new();
    scene.fake.copy_late(2);
    let post = with_comment(&scene, "Kopi baru", "Menu lengkap di kopisenja.example");
    scene.until_commented(&post);
    let written = scene.fake.shown(scene.group);
    assert_eq!(written.len(), 1);
    assert_eq!(written[0].words, "Menu lengkap di kopisenja.example");
    let copy = scene.fake.copy_of(scene.chat, 1);
    assert_eq!(written[0].reply_to, Some(copy));
    let comment = scene.comment(&post);
    assert_eq!(
        comment["remote_id"],
        format!("{}/{}", scene.group, written[0].id)
    );
    assert_eq!(
        comment["url"],
        format!("https://t.me/kopisenja/1?comment={}", written[0].id)
    );
    let _ = scene.shop.sync().expect_code(0);
    assert_eq!(scene.fake.shown(scene.group).len(), 1);
    assert_eq!(
        scene.shop.show(&post)["messages"],
        json!([]),
        "our own words are no message"
    );
    scene.fake.assert_clean();
}

#[test]
fn without_a_place_in_the_group_the_post_is_live_and_its_comment_says_why() {
    let scene = Scene::new();
    scene.fake.set(scene.group, &scene.bot, None);
    let post = with_comment(&scene, "Kopi baru", "Menu");
    wait_until("the comment is refused", Duration::from_secs(30), || {
        let _ = scene.shop.sync();
        (scene.comment(&post)["state"] == "failed").then_some(())
    });
    assert_eq!(scene.comment(&post)["code"], "telegram_no_group");
    assert_eq!(
        (scene.shop.state(&post).as_str(), scene.shown().len()),
        ("live", 1)
    );
    scene.fake.assert_clean();
}

#[test]
fn comments_come_in_once_with_the_post_they_are_about() {
    let scene = Scene::new();
    let (fake, group) = (&scene.fake, scene.group);
    let text = scene.post_now("Siapa mau kopi?");
    let _ = scene.shop.sync().expect_code(0);
    let album = scene.pictures_now("Dua cangkir", 2);
    scene.until(&album, "live");
    let (first, second) = (fake.copy_of(scene.chat, 1), fake.copy_of(scene.chat, 3));
    let asked = fake.write(group, first, "Sari", "Sampai kapan? <b>😀</b>\nHari ini");
    fake.write(group, asked, "Budi", "Aku juga mau tahu");
    fake.write(group, second, "Dewa", "Yang kanan");
    for round in 0..2 {
        let _ = scene.shop.sync().expect_code(0);
        let seen = scene.shop.show(&text)["messages"].clone();
        let mut words: Vec<_> = seen
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["text"].as_str().unwrap())
            .collect();
        words.sort_unstable();
        assert_eq!(
            words,
            ["Aku juga mau tahu", "Sampai kapan? <b>😀</b>\nHari ini"],
            "round {round}"
        );
        let of_sari = seen
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["author_name"] == "Sari")
            .unwrap();
        assert_eq!(of_sari["remote_id"], format!("{group}/{asked}"));
        assert_eq!(
            of_sari["url"],
            format!("https://t.me/kopisenja/1?comment={asked}")
        );
        let about_album = scene.shop.show(&album)["messages"].clone();
        assert_eq!(about_album.as_array().unwrap().len(), 1, "{about_album}");
        assert_eq!(about_album[0]["text"], "Yang kanan");
    }
    fake.assert_clean();
}

#[test]
fn two_channels_of_one_bot_take_nothing_from_each_other() {
    let scene = Scene::new();
    let (fake, bot) = (&scene.fake, &scene.bot);
    let other = fake.channel(Some("tehsenja"), "Teh Senja");
    let others = fake.discussion(other);
    for it in [other, others] {
        fake.set(it, bot, Some(Standing::Admin));
    }
    let tea = channel(&scene.shop, "@tehsenja", &bot.token);
    let post = scene.shop.post_now(&[&scene.id, &tea], "Buka jam tujuh");
    let live = || {
        let shown = scene.shop.show(&post);
        let all = shown["deliveries"].as_array().unwrap().clone();
        all.iter().all(|it| it["delivery"]["state"] == "live")
    };
    wait_until("both are live", Duration::from_secs(30), || {
        let _ = scene.shop.sync();
        live().then_some(())
    });
    fake.write(scene.group, fake.copy_of(scene.chat, 1), "Sari", "Kopi!");
    fake.write(others, fake.copy_of(other, 1), "Budi", "Teh!");
    for _ in 0..2 {
        let _ = scene.shop.sync().expect_code(0);
        let seen = scene.shop.show(&post)["messages"].clone();
        assert_eq!(seen.as_array().unwrap().len(), 2, "{seen}");
    }
    fake.assert_clean();
}

//! Connecting a channel: every line of the self-test, a token that is none, one taken back.

use super::*;

#[test]
fn a_channel_connects_and_is_known_by_its_number() {
    let scene = Scene::new();
    let tested = scene.test();
    assert_eq!(
        (&tested["ok"], &tested["connection"]),
        (&json!(true), &json!("connected")),
        "{tested}"
    );
    let stands = scene.stands();
    assert_eq!(stands["remote_id"], scene.chat.to_string());
    assert_eq!(stands["handle"], "kopisenja");
    let checks = stands["facts"]["checks"].as_array().unwrap().clone();
    assert_eq!(checks.len(), 6);
    assert!(checks.iter().all(|it| it["passed"] == true), "{checks:?}");
    scene.fake.assert_clean();
}

#[test]
fn a_private_channel_is_called_by_its_number() {
    let scene = Scene::new();
    let secret = scene.fake.channel(None, "Kopi Rahasia");
    scene.fake.set(secret, &scene.bot, Some(Standing::Admin));
    let id = channel(&scene.shop, &secret.to_string(), &scene.bot.token);
    let post = scene.shop.post_now(&[&id], "Untuk anggota");
    let _ = scene.shop.sync().expect_code(0);
    assert_eq!(scene.shop.state(&post), "live");
    assert_eq!(scene.fake.shown(secret).len(), 1);
    let url = scene.shop.delivery(&post)["url"].clone();
    let inner = secret.to_string().replace("-100", "");
    assert_eq!(url, format!("https://t.me/c/{inner}/1"));
    scene.fake.assert_clean();
}

#[test]
fn the_self_test_names_what_is_missing() {
    let scene = Scene::new();
    let (fake, bot) = (&scene.fake, &scene.bot);
    let failed = || {
        let tested = scene.test();
        assert_eq!(tested["ok"], false, "{tested}");
        let checks = scene.stands()["facts"]["checks"].clone();
        let failed: Vec<_> = checks
            .as_array()
            .unwrap()
            .iter()
            .filter(|it| it["passed"] == false)
            .map(|it| (it["what"].clone(), it["code"].clone()))
            .collect();
        assert_eq!(failed.len(), 1, "{checks}");
        assert_eq!(failed[0].1, tested["code"]);
        failed[0].clone()
    };
    for (standing, code) in [
        (None, "telegram_no_right"),
        (Some(Standing::Member), "telegram_no_right"),
        (Some(Standing::SilentAdmin), "telegram_no_right"),
        (Some(Standing::Kicked), "telegram_no_right"),
    ] {
        fake.set(scene.chat, bot, standing);
        assert_eq!(
            failed(),
            (json!("may_publish"), json!(code)),
            "{standing:?}"
        );
    }
    fake.set(scene.chat, bot, Some(Standing::Admin));
    for (standing, sees_all, code) in [
        (None, true, "telegram_no_group"),
        (Some(Standing::Kicked), true, "telegram_no_group"),
        (Some(Standing::Member), false, "telegram_group_closed"),
    ] {
        fake.set(scene.group, bot, standing);
        fake.let_see_all(bot, sees_all);
        assert_eq!(failed(), (json!("may_read"), json!(code)), "{standing:?}");
    }
    fake.let_see_all(bot, true);
    assert_eq!(scene.test()["ok"], true, "a member that sees all will do");
    fake.read_elsewhere(bot, true);
    assert_eq!(
        failed(),
        (json!("may_read"), json!("telegram_other_reader"))
    );
    // Nobody reads comments then, but posts go out.
    let post = scene.post_now("Tetap tayang");
    let _ = scene.shop.sync();
    assert_eq!(scene.shop.state(&post), "live");
    fake.assert_clean();
}

#[test]
fn a_wrong_name_is_named_and_the_post_says_why() {
    let scene = Scene::new();
    scene.fake.group(Some("obrolankopi"), "Obrolan");
    for (handle, code) in [
        ("@kopisenjaa", "telegram_chat_not_found"),
        ("@obrolankopi", "telegram_not_a_channel"),
    ] {
        let id = channel(&scene.shop, handle, &scene.bot.token);
        let tested = scene.shop.ctl.run(["channel", "test", &id]);
        assert_eq!(tested.json_lines()[0]["code"], code, "{handle}");
        let post = scene.shop.post_now(&[&id], "Ke mana?");
        let _ = scene.shop.sync().expect_code(1);
        let delivery = scene.shop.delivery(&post);
        assert_eq!(
            (&delivery["state"], &delivery["code"]),
            (&json!("failed"), &json!(code)),
            "{handle}: {delivery}"
        );
    }
    assert!(scene.shown().is_empty());
    scene.fake.assert_clean();
}

#[test]
fn what_is_no_token_never_leaves_the_computer() {
    let scene = Scene::new();
    let _ = scene
        .new_secret("bukan token: 1234567890/../getMe")
        .expect_code(0);
    assert_eq!(scene.test()["code"], "telegram_token_odd");
    let post = scene.post_now("Belum bisa");
    let _ = scene.shop.sync().expect_code(1);
    assert_eq!(scene.shop.state(&post), "needs_sign_in");
    assert_eq!((scene.fake.calls(), scene.proxy.lines().len()), (0, 0));
}

#[test]
fn a_token_taken_back_asks_for_a_new_one_and_nothing_is_lost() {
    let scene = Scene::new();
    assert_eq!(scene.test()["ok"], true);
    let renewed = scene.fake.revoke(&scene.bot);
    let post = scene.post_now("Token ditarik");
    let _ = scene.shop.sync().expect_code(1);
    assert_eq!(scene.shop.state(&post), "needs_sign_in");
    assert_eq!(scene.stands()["connection"], "needs_sign_in");
    assert_eq!(scene.test()["code"], "sign_in_expired");
    let _ = scene.new_secret(&renewed.token).expect_code(0);
    assert_eq!(scene.test()["ok"], true);
    scene.until(&post, "live");
    assert_eq!(scene.shown().len(), 1);
    scene.fake.assert_clean();
}

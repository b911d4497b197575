//! Publishing on a real WordPress on loopback: what arrives there, what a person sees when its host or its rights stand
//! in the way, and what comes back.
#![cfg(target_os = "linux")]

use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::wordpress::{Author, Habit, WordPress};
use kelola_tests::journeys::{Photo, Shop, TURNED_COMMENT, arg, is_blue, is_red, wall_in};
use serde_json::{Value, json};

const NOW: chrono::Duration = chrono::Duration::zero();

/// A shop with one account of a site.
struct Stage {
    site: WordPress,
    rina: Author,
    shop: Shop,
    channel: String,
    keychain: Keychain,
}

impl Stage {
    fn set() -> Self {
        Self::with(WordPress::start(), "author", "/")
    }

    fn with(site: WordPress, role: &str, typed_behind: &str) -> Self {
        let keychain = Keychain::unlocked();
        let rina = site.author("rina", role);
        let shop = Shop::on(&keychain);
        let typed = format!("{}{typed_behind}", site.url());
        let channel = shop.ctl.add("channel", &channel(&typed, &rina));
        Self {
            site,
            rina,
            shop,
            channel,
            keychain,
        }
    }

    fn test(&self) -> Value {
        let outcome = self.shop.ctl.run(["channel", "test", &self.channel]);
        outcome.json_lines().first().cloned().unwrap_or_default()
    }

    fn post_now(&self, text: &str) -> String {
        self.shop.post_now(&[&self.channel], text)
    }

    fn posts(&self) -> Vec<Value> {
        self.site.posts(&self.rina)
    }
}

fn channel(server: &str, author: &Author) -> Value {
    json!({ "network": "wordpress", "handle": author.name, "server": server, "secret": author.password })
}

#[test]
fn an_article_goes_out_once_and_carries_everything() {
    let stage = Stage::with(WordPress::start_in("blog"), "author", "/wp-admin/index.php");
    let shop = &stage.shop;
    assert_eq!(stage.test()["ok"], true, "{}", stage.test());
    let (first, second) = (
        shop.file("satu.jpg", Photo::turned(1600, 1000).0),
        shop.file("dua.jpg", Photo::plain(900, 600).0),
    );
    let text = "Kopi <baru> & susu [promo] di Braga.\nDatang ya!\n\n## Menu\n- Tubruk\n- **Gayo**\n\nLihat https://kopisenja.example/menu?a=1&b=2";
    let post = shop.ctl.add("post", &json!({
        "title": "Kerja", "text": text, "media": [arg(&first), arg(&second)], "alt": ["Dua cangkir \"kopi\"", "Halaman"],
        "channels": [stage.channel], "at": wall_in(NOW),
        "variants": { stage.channel.as_str(): { "title": "Kopi & susu", "hashtags": "#Kopi #Braga" } },
    }));
    let _ = shop.sync().expect_code(0);
    let delivery = shop.delivery(&post);
    assert_eq!(delivery["state"], "live", "{delivery}");

    let posts = stage.posts();
    assert_eq!(posts.len(), 1);
    let article = &posts[0];
    assert_eq!(delivery["remote_id"], article["id"].to_string());
    assert_eq!(delivery["url"], article["link"]);
    assert_eq!(article["slug"], delivery["request_id"]);
    assert_eq!(article["title"]["rendered"], "Kopi &amp; susu");
    let html = article["content"]["rendered"].as_str().unwrap();
    for part in [
        "<p>Kopi &lt;baru&gt; &amp; susu &#091;promo&#093; di Braga.<br>Datang ya!</p>",
        "Menu</h2>",
        "<li>Tubruk</li>",
        "<strong>Gayo</strong>",
        "href=\"https://kopisenja.example/menu?a=1&amp;b=2\"",
        "alt=\"Halaman\"",
    ] {
        let plain = html.replace("&#91;", "&#091;").replace("&#93;", "&#093;");
        assert!(plain.contains(part), "{part} is missing:\n{html}");
    }
    let tags = stage.site.get(&stage.rina, "wp/v2/tags?_fields=name");
    assert_eq!(tags, json!([{ "name": "Braga" }, { "name": "Kopi" }]));
    assert_eq!(article["tags"].as_array().map(Vec::len), Some(2));

    let featured = stage.site.get(
        &stage.rina,
        &format!("wp/v2/media/{}", article["featured_media"]),
    );
    assert_eq!(featured["alt_text"], "Dua cangkir \"kopi\"");
    let file = stage.site.file(featured["source_url"].as_str().unwrap());
    for private in [b"Exif".as_slice(), TURNED_COMMENT.as_bytes()] {
        assert!(
            !file.windows(private.len()).any(|it| it == private),
            "{private:?} has left the computer"
        );
    }
    let shown = image::load_from_memory(&file).unwrap().to_rgb8();
    assert_eq!(shown.dimensions(), (1000, 1600), "upright");
    assert!(is_red(*shown.get_pixel(500, 200)) && is_blue(*shown.get_pixel(500, 1400)));

    let _ = shop.sync().expect_code(0);
    assert_eq!(stage.posts().len(), 1);
}

#[test]
fn a_password_taken_back_is_noticed_and_nothing_is_lost() {
    let stage = Stage::set();
    assert_eq!(stage.test()["connection"], "connected");
    stage.site.revoke(&stage.rina);
    let post = stage.post_now("Menunggu sandi baru");
    let _ = stage.shop.sync().expect_code(1);
    let delivery = stage.shop.delivery(&post);
    assert_eq!(
        (&delivery["state"], &delivery["code"]),
        (&json!("needs_sign_in"), &json!("wordpress_not_signed_in")),
        "{delivery}"
    );
    assert_eq!(stage.test()["code"], "wordpress_not_signed_in");
}

#[test]
fn a_host_that_stands_in_the_way_is_named_and_nothing_is_lost() {
    let stage = Stage::set();
    for (habit, code) in [
        (Habit::NoAuthorization, "wordpress_not_signed_in"),
        (Habit::Wall, "wordpress_wall"),
        (Habit::NoRest, "wordpress_rest_off"),
    ] {
        stage.site.habit(habit, true);
        assert_eq!(stage.test()["code"], code, "{habit:?}: {}", stage.test());
        stage.site.habit(habit, false);
        assert_eq!(stage.test()["ok"], true, "{habit:?}");
    }
    // Notices of PHP in front of every answer do no harm.
    stage.site.habit(Habit::Notice, true);
    let post = stage.post_now("Di server yang ribut");
    let _ = stage.shop.sync().expect_code(0);
    assert_eq!(stage.shop.state(&post), "live");
    stage.site.habit(Habit::Notice, false);
    assert_eq!(stage.posts().len(), 1);
}

#[test]
fn whoever_may_only_write_hands_the_article_in_once() {
    let stage = Stage::with(WordPress::start(), "contributor", "");
    let post = stage.post_now("Tolong diterbitkan");
    let _ = stage.shop.sync();
    let delivery = stage.shop.delivery(&post);
    assert_eq!(delivery["state"], "in_network_draft", "{delivery}");
    let _ = stage.shop.sync();
    let posts = stage.posts();
    assert_eq!(posts.len(), 1);
    assert_eq!(posts[0]["status"], "pending");
}

#[test]
fn comments_and_their_number_come_back_once() {
    let stage = Stage::set();
    let post = stage.post_now("Siapa mau kopi?");
    let _ = stage.shop.sync().expect_code(0);
    let id = stage.shop.delivery(&post)["remote_id"]
        .as_str()
        .unwrap()
        .to_owned();
    let admin = stage.site.author("ani", "administrator");
    let comment = json!({ "post": id.parse::<i64>().unwrap(), "content": "Saya <b>mau</b> \"dua\" <script>alert(1)</script>" });
    let made = stage.site.post(&admin, "wp/v2/comments", &comment);
    assert_eq!(made["status"], "approved");
    for round in 0..2 {
        let _ = stage.shop.sync().expect_code(0);
        let seen = stage.shop.show(&post);
        let messages = seen["messages"].as_array().unwrap();
        assert_eq!(messages.len(), 1, "round {round}: {messages:?}");
        assert_eq!(messages[0]["remote_id"], format!("comment-{}", made["id"]));
        assert_eq!(messages[0]["author_name"], "Ani Dewi");
        let text = messages[0]["text"].as_str().unwrap();
        assert!(
            text.starts_with("Saya mau “dua”") && !text.contains('<'),
            "{text}"
        );
        let comments: Vec<_> = seen["metrics"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|it| it["metric"] == "comments")
            .collect();
        assert_eq!(
            (comments.len(), &comments[0]["value"]),
            (1, &json!(1)),
            "round {round}"
        );
        assert!(
            seen["metrics"]
                .as_array()
                .unwrap()
                .iter()
                .all(|it| it["metric"] != "likes"),
            "missing is not zero"
        );
    }
}

#[test]
fn a_site_that_moved_is_named_and_gets_no_password() {
    let stage = Stage::set();
    let stranger = WordPress::start();
    // The site announces itself at the stranger's address, as after a move.
    let shop = Shop::on(&stage.keychain);
    let front = kelola_tests::harness::http::Server::start(0, {
        let elsewhere = format!("<{}/wp-json/>; rel=\"https://api.w.org/\"", stranger.url());
        move |_request| {
            let elsewhere = elsewhere.clone();
            async move {
                let mut answer = kelola_tests::harness::http::Answer::json(200, &json!({}));
                if let kelola_tests::harness::http::Answer::Reply(reply) = &mut answer {
                    reply
                        .headers_mut()
                        .insert("link", elsewhere.parse().unwrap());
                }
                answer
            }
        }
    })
    .unwrap();
    let channel = shop.ctl.add("channel", &channel(&front.url(), &stage.rina));
    let tested = shop.ctl.run(["channel", "test", &channel]);
    assert_eq!(
        tested.json_lines()[0]["code"],
        "wordpress_moved",
        "{tested:?}"
    );
    let post = shop.post_now(&[&channel], "Tidak ke sana");
    let _ = shop.sync().expect_code(1);
    assert_eq!(
        (shop.state(&post).as_str(), stage.posts().len()),
        ("failed", 0)
    );
}

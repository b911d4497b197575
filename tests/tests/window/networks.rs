//! Connecting, publishing and reading back on the open networks beside Bluesky: Mastodon's family, signed in on the
//! server's own page, and a WordPress site with an application password.

use std::{path::PathBuf, time::Duration};

use chrono::{NaiveDateTime, Timelike as _, Utc};
use kelola_tests::harness::{
    child::wait_until,
    kelolactl::Kelolactl,
    keychain::Keychain,
    mastodon_fake::MastodonFake,
    snac::{Snac, User},
    temp::Temp,
    window::{Setup, Window},
    wordpress::{Author, WordPress},
};
use serde_json::{Value, json};

use crate::steps::{
    connect, connect_in_browser, open_post, schedule, start_workspace, sync_now,
    wait_for_attribute_within, wait_for_state,
};

const TEXT: &str = "Dua cangkir, satu sore di Braga ☕ #KopiSenja";
const LONG: Duration = Duration::from_secs(60);

/// The servers, an account on each, and a window that knows none of them yet.
struct Scene {
    window: Window,
    ctl: Kelolactl,
    mastodon: MastodonFake,
    kopi: String,
    snac: Snac,
    owner: User,
    guest: User,
    site: WordPress,
    rina: Author,
    opened: PathBuf,
    _keychain: Keychain,
    _folders: (Temp, Temp),
}

impl Scene {
    fn set() -> Self {
        let (mastodon, snac, site) = (MastodonFake::start(), Snac::start(), WordPress::start());
        let keychain = Keychain::unlocked();
        let (data, files) = (Temp::new(), Temp::new());
        let opened = files.path().join("opened");
        let window = Setup::new("networks", data.path())
            .with_env(keychain.env())
            .with_env([("KELOLA_OPENED", opened.to_string_lossy())])
            .open();
        Self {
            window,
            ctl: Kelolactl::on(data.path()).with_env(keychain.env()),
            kopi: mastodon.account("kopi", "Kopi Senja"),
            mastodon,
            owner: snac.create_user("kopi"),
            guest: snac.create_user("sari"),
            snac,
            rina: site.author("rina", "author"),
            site,
            opened,
            _keychain: keychain,
            _folders: (data, files),
        }
    }

    /// The channel at this server, as the command line tells it.
    fn channel_at(&self, server: &str) -> Value {
        let all = self.ctl.json(["channel", "list"]);
        let all = all.as_array().cloned().unwrap_or_default();
        all.into_iter()
            .find(|it| it["server"] == server)
            .expect("the channel is listed")
    }
}

#[test]
fn every_open_network_is_connected_published_to_and_read_back() {
    let mut scene = Scene::set();
    start_workspace(&scene.window, "Kopi Senja", &[]);
    connect_both(&mut scene);

    // One idea for both, at the next full minute; meanwhile the small server has its turn.
    let id = write_and_schedule(&mut scene);
    publish_on_snac(&mut scene);

    open_post(&scene.window, &id);
    for network in ["mastodon", "wordpress"] {
        let row = format!("delivery-{network}");
        let limit = Duration::from_secs(100);
        wait_for_attribute_within(&scene.window, &row, "data-state", "live", limit);
    }
    let (status, article) = check_what_arrived(&scene);
    answer(&scene, &status, &article);

    // The page is open, and what came back appears there.
    let window = &mut scene.window;
    sync_now(window);
    window.wait_for_text_within("messages", "Sampai kapan? <b>hari ini</b>", LONG);
    window.wait_for_text_within("messages", "Saya mau dua", LONG);
    window.wait_for_text("metric-likes-mastodon", "2");
    window.wait_for_text("metric-shares-mastodon", "1");
    window.wait_for_text("metric-comments-mastodon", "1");
    window.wait_for_text("metric-comments-wordpress", "1");
    window.save_screenshot("answers");
    window.assert_accessible("a post with its answers");
    window.assert_no_errors();
    assert_eq!(
        scene.mastodon.statuses(&scene.kopi).len(),
        1,
        "still exactly one"
    );
    assert_eq!(scene.site.posts(&scene.rina).len(), 1, "still exactly one");
    scene.mastodon.assert_clean();
    scene.window.close();
}

fn connect_both(scene: &mut Scene) {
    let (window, mastodon) = (&mut scene.window, &scene.mastodon);
    let allow = |page: &str| mastodon.authorize(page, &scene.kopi);
    connect_in_browser(
        window,
        "mastodon",
        &mastodon.url(),
        "kopi",
        &scene.opened,
        allow,
    );
    // Not a word that says "connected": each thing it needs was tried.
    for check in [
        "server_answers",
        "signed_in",
        "may_publish",
        "may_upload",
        "may_read",
    ] {
        let line = format!("channel-mastodon check-{check}");
        wait_for_attribute_within(window, &line, "data-passed", "true", LONG);
    }
    let rina = &scene.rina;
    connect(
        window,
        "wordpress",
        scene.site.url(),
        &rina.name,
        &rina.password,
    );
    window.wait_for("channel-wordpress channel-checks");
    window.save_screenshot("connected");
    window.assert_accessible("channels with their checks");
}

/// Writes a post for every channel there is, scheduled for a minute that begins in ten seconds or later.
fn write_and_schedule(scene: &mut Scene) -> String {
    let window = &mut scene.window;
    window.click("new-post");
    window.fill("post-title", "Paket Senja");
    window.fill("field-title-input", "Paket Senja di Braga");
    window.type_into("post-text", TEXT);
    schedule(window, &next_minute());
    window.wait_for("is-scheduled");
    window.save_screenshot("scheduled");
    let posts = scene.ctl.json(["post", "list"]);
    let id = posts.pointer("/0/id").and_then(Value::as_str);
    id.expect("a post").to_owned()
}

/// On the wall clock of Makassar.
fn next_minute() -> NaiveDateTime {
    let soon = Utc::now().naive_utc() + chrono::Duration::hours(8) + chrono::Duration::seconds(70);
    soon.with_second(0).expect("every minute has a start")
}

/// A real server of the family: signed in on its page, a post goes out, and what others did with it is read.
fn publish_on_snac(scene: &mut Scene) {
    let (snac, owner) = (&scene.snac, &scene.owner);
    let allow = |page: &str| snac.authorize(page, owner);
    let window = &mut scene.window;
    connect_in_browser(window, "mastodon", snac.url(), "kopi", &scene.opened, allow);
    let channel = scene.channel_at(scene.snac.url());
    assert_eq!(channel["connection"], "connected", "{channel}");
    let now = Utc::now().format("%Y-%m-%dT%H:%M").to_string();
    let post = scene.ctl.add(
        "post",
        &json!({ "text": "Di server kecil", "channels": [channel["id"]], "at": now, "zone": "UTC" }),
    );
    wait_for_state(&scene.ctl, &post, "live", LONG);
    let statuses = scene.snac.statuses(&scene.owner);
    assert_eq!(statuses.len(), 1);
    let status = statuses[0]["id"].as_str().expect("an id");
    // Answering is how the guest comes to know it.
    scene.snac.post(&scene.guest, "Enak di mana?", Some(status));
    scene.snac.favourite(&scene.guest, status);

    let window = &scene.window;
    open_post(window, &post);
    wait_for_attribute_within(window, "delivery-mastodon", "data-state", "live", LONG);
    // snac carries answers between its own accounts by a queue.
    wait_until("the answer stands on the post's page", LONG, || {
        sync_now(window);
        let said = window.text("messages");
        (said.contains("Enak di mana?") && window.has("metric-likes-mastodon")).then_some(())
    });
    window.wait_for_text("metric-likes-mastodon", "1");
}

/// What stands on the servers is what was written; gives the status and the article.
fn check_what_arrived(scene: &Scene) -> (String, Value) {
    let statuses = scene.mastodon.statuses(&scene.kopi);
    assert_eq!(statuses.len(), 1);
    let words = statuses[0]["content"].as_str().expect("a text");
    assert!(
        words.contains("Dua cangkir, satu sore di Braga ☕"),
        "{words}"
    );
    let articles = scene.site.posts(&scene.rina);
    assert_eq!(articles.len(), 1);
    let article = articles[0].clone();
    assert_eq!(article["status"], "publish");
    assert_eq!(article["title"]["raw"], "Paket Senja di Braga");
    let address = scene.window.text("address-wordpress");
    assert_eq!(article["link"], address);
    let status = statuses[0]["id"].as_str().expect("an id").to_owned();
    (status, article["id"].clone())
}

/// Others answer on both servers.
fn answer(scene: &Scene, status: &str, article: &Value) {
    let sari = scene.mastodon.account("sari@lain.test", "Sari Dewi");
    scene.mastodon.favourite(status, &sari);
    scene.mastodon.favourite(status, &sari);
    scene.mastodon.boost(status, &sari);
    scene
        .mastodon
        .reply(status, &sari, "Sampai kapan? <b>hari ini</b>");
    let admin = scene.site.author("ani", "administrator");
    let comment = json!({ "post": article, "content": "Saya mau dua" });
    scene.site.post(&admin, "wp/v2/comments", &comment);
}

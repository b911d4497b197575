//! A day with a WordPress site: a post the site holds is moved and taken back, another is posted by hand elsewhere,
//! and a password taken back on the site is mended from where the window says so. One window for all of it, because
//! a move reaches the site only when nobody has edited the post for a minute.

use std::{path::Path, time::Duration};

use chrono::{Datelike as _, NaiveDate, Utc};
use kelola_tests::{
    harness::{
        child::wait_until,
        kelolactl::Kelolactl,
        keychain::Keychain,
        temp::Temp,
        window::{Key, Setup, Window},
        wordpress::{Author, WordPress},
    },
    journeys::wall_in,
};
use serde_json::{Value, json};

use crate::steps::{
    delivery, go, open_post, opened_page, phone_photo, wait_for_attribute, wait_for_state,
};

const LONG: Duration = Duration::from_secs(100);
/// What an admin pastes after posting by hand.
const ADDRESS: &str = "https://www.kompasiana.com/kopisenja/kelas-seduh";

/// A site, and a window on a shop that posts there and, by hand, on Kompasiana.
struct Scene {
    site: WordPress,
    rina: Author,
    ctl: Kelolactl,
    window: Window,
    opened: std::path::PathBuf,
    channel: String,
    /// The post the site holds, and its day.
    held: (String, NaiveDate),
    /// The post that is posted by hand.
    by_hand: String,
    _keychain: Keychain,
    _folders: (Temp, Temp),
}

impl Scene {
    fn set() -> Self {
        let (site, keychain) = (WordPress::start(), Keychain::unlocked());
        let rina = site.author("rina", "author");
        let (data, files) = (Temp::new(), Temp::new());
        let opened = files.path().join("opened");
        let clock = files.file("clock", "-90");
        let ctl = Kelolactl::on(data.path()).with_env(keychain.env());
        // Written a minute and a half ago: old enough to be handed over at once.
        let earlier = ctl
            .clone()
            .with_env([("KELOLA_CLOCK", clock.to_string_lossy())]);
        let brand = json!({ "name": "Kopi Senja", "zone": "Asia/Jakarta", "languages": ["en"] });
        earlier.add("brand", &brand);
        let channel = earlier.add("channel", &json!({
            "network": "wordpress", "handle": rina.name, "server": site.url(), "secret": rina.password,
        }));
        let day = in_the_middle_of_next_month();
        let held = earlier.add("post", &json!({
            "title": "Kelas Seduh", "text": "Kelas seduh untuk pemula", "channels": [channel], "at": format!("{day}T19:00"),
        }));
        let by_hand = write_for_kompasiana(&ctl, &phone_photo(&files));
        let window = Setup::new("site", data.path())
            .with_env(keychain.env())
            .with_env([("KELOLA_OPENED", opened.to_string_lossy())])
            .open();
        Self {
            site,
            rina,
            ctl,
            window,
            opened,
            channel,
            held: (held, day),
            by_hand,
            _keychain: keychain,
            _folders: (data, files),
        }
    }

    /// The times at which the site will publish what it holds.
    fn to_come(&self, as_whom: &Author) -> Vec<String> {
        let all = self.site.posts(as_whom);
        let future = all.iter().filter(|it| it["status"] == "future");
        let at = |it: &Value| it["date_gmt"].as_str().expect("a time").to_owned();
        future.map(at).collect()
    }
}

#[test]
fn what_the_site_holds_follows_the_calendar_and_a_lost_password_is_mended_from_the_window() {
    let mut scene = Scene::set();
    let to = carry_what_the_site_holds(&mut scene);
    post_by_hand(&mut scene);
    let rina = mend_the_password(&mut scene);

    let there = vec![at_seven(to)];
    wait_until("the site has moved it", LONG, || {
        (scene.to_come(&rina) == there).then_some(())
    });
    take_it_back(&scene);
    wait_until("the site has let it go", LONG, || {
        scene.to_come(&rina).is_empty().then_some(())
    });
    assert_eq!(delivery(&scene.ctl, &scene.held.0)["state"], "cancelled");
    assert_eq!(scene.site.posts(&rina).len(), 1, "the one that is live");
    scene.window.assert_no_errors();
    scene.window.close();
}

/// The site holds the post; carried two days on by keyboard, it stands there in the calendar.
fn carry_what_the_site_holds(scene: &mut Scene) -> NaiveDate {
    let (id, day) = &scene.held;
    let window = &mut scene.window;
    window.wait_for("rail");
    go(window, "calendar");
    window.click("month-next");
    let card = format!("card-{id}");
    wait_for_attribute(window, &card, "data-state", "handed_off");
    window.save_screenshot("handed-off");
    assert_eq!(scene.to_come(&scene.rina), [at_seven(*day)]);

    let window = &scene.window;
    focus(window, &card);
    let (right, enter) = (char::from(Key::Right), char::from(Key::Enter));
    for key in [
        " ",
        &right.to_string(),
        &right.to_string(),
        &enter.to_string(),
    ] {
        window.press(key);
    }
    let to = *day + chrono::Duration::days(2);
    wait_until("the card was carried", LONG, || {
        (delivery(&scene.ctl, id)["planned"]["wall"] == format!("{to}T19:00")).then_some(())
    });
    window.wait_for(&format!("day-{to} {card}"));
    assert_eq!(
        delivery(&scene.ctl, id)["state"],
        "handed_off",
        "the site still holds it"
    );
    to
}

/// From the reminder to the prepared texts and files, and back with the address.
fn post_by_hand(scene: &mut Scene) {
    let id = &scene.by_hand;
    let row = format!(
        "delivery-{}",
        delivery(&scene.ctl, id)["id"].as_str().expect("an id")
    );
    let window = &mut scene.window;
    go(window, "today");
    wait_for_attribute(window, &row, "data-state", "reminded");
    window.save_screenshot("reminded");
    window.click(&format!("{row} act-desk"));
    window.wait_for_text("desk-files", "1200 × 675");
    window.assert_accessible("the desk");
    for field in ["title", "text", "hashtags"] {
        window.click(&format!("desk-{field}-copy"));
        wait_for_attribute(window, &format!("desk-{field}-copy"), "data-copied", "true");
    }
    window.save_screenshot("desk");
    let _ = std::fs::remove_file(&scene.opened);
    window.click("desk-open");
    assert_eq!(opened_page(&scene.opened), "https://www.kompasiana.com/");

    // The clipboard holds what was copied last.
    window.click("desk-title-copy");
    wait_for_attribute(window, "desk-title-copy", "data-copied", "true");
    window.click("desk-address");
    window.press_with(Key::Control, "v");
    wait_until("the title is pasted", Duration::from_secs(10), || {
        (window.value("desk-address") == "Kelas Seduh di Braga").then_some(())
    });
    window.click("desk-live");
    assert_eq!(
        window.attribute("desk-address", "aria-invalid").as_deref(),
        Some("true"),
        "a title is no address"
    );
    window.fill("desk-address", ADDRESS);
    window.click("desk-live");
    window.wait_for_text("address-kompasiana", ADDRESS);
    let stands = delivery(&scene.ctl, id);
    assert_eq!(
        (&stands["state"], &stands["url"]),
        (&json!("live"), &json!(ADDRESS))
    );
}

/// The password is taken back on the site; the next post says so, and its button leads to where a new one is given.
fn mend_the_password(scene: &mut Scene) -> Author {
    scene.site.revoke(&scene.rina);
    let post = scene.ctl.add(
        "post",
        &json!({
            "title": "Menunggu sandi", "text": "Menunggu sandi baru", "channels": [scene.channel],
            "at": wall_in(chrono::Duration::zero()),
        }),
    );
    let stands = wait_for_state(&scene.ctl, &post, "needs_sign_in", LONG);
    let row = format!("delivery-{}", stands["id"].as_str().expect("an id"));
    let window = &mut scene.window;
    go(window, "today");
    wait_for_attribute(window, &row, "data-state", "needs_sign_in");
    window.save_screenshot("needs-sign-in");
    open_post(window, &post);
    window.wait_for("cause-wordpress");
    window.save_screenshot("needs-sign-in-post");
    window.click("act-sign_in-wordpress");

    let rina = scene.site.new_password(&scene.rina);
    wait_for_attribute(
        window,
        "channel-wordpress",
        "data-connection",
        "needs_sign_in",
    );
    window.fill("channel-wordpress channel-secret", &rina.password);
    window.save_screenshot("new-password");
    window.click("channel-wordpress channel-secret-save");
    wait_for_attribute(window, "channel-wordpress", "data-connection", "connected");
    // Nothing else is asked of the person: what waited goes out.
    wait_for_state(&scene.ctl, &post, "live", LONG);
    rina
}

/// Off the plan, by keyboard.
fn take_it_back(scene: &Scene) {
    let (id, _) = &scene.held;
    let window = &scene.window;
    go(window, "calendar");
    window.click("month-next");
    let card = format!("card-{id}");
    window.wait_for(&card);
    focus(window, &card);
    window.press(&char::from(Key::Delete).to_string());
    window.wait_for(&format!("loose-{id}"));
}

/// Kompasiana's article: a headline, words, tags and a picture, due now.
fn write_for_kompasiana(ctl: &Kelolactl, photo: &Path) -> String {
    let channel = json!({ "network": "kompasiana", "handle": "kopisenja" });
    let channel = ctl.add("channel", &channel);
    ctl.add("post", &json!({
        "title": "Kelas Seduh", "text": "Tiga cara menyeduh di rumah.\n\nMulai dari yang paling mudah.",
        "media": [photo], "alt": ["Dua cangkir kopi"], "channels": [channel],
        "variants": { channel.as_str(): { "title": "Kelas Seduh di Braga", "hashtags": "#kopi #bandung" } },
        "at": wall_in(chrono::Duration::zero()),
    }))
}

/// So that the whole month, and the days it is carried to, lie ahead.
fn in_the_middle_of_next_month() -> NaiveDate {
    let first = Utc::now().date_naive().with_day(1).expect("a first");
    let next = first + chrono::Duration::days(32);
    next.with_day(13).expect("a thirteenth")
}

/// Seven in the evening in Jakarta, as the site says it.
fn at_seven(day: NaiveDate) -> String {
    format!("{day}T12:00:00")
}

fn focus(window: &Window, id: &str) {
    let script =
        "document.querySelector(`[data-testid=\"${arguments[0]}\"]`).focus(); return null;";
    window.script(script, vec![id.into()]);
}

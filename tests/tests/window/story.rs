//! The whole story: start, connect, write, size, plan, offline and back, answers, report, and finding the way.

use std::time::Duration;

use kelola_tests::harness::{
    appview::{AppView, Counts, Person},
    child::wait_until,
    kelolactl::Kelolactl,
    keychain::Keychain,
    pds::Pds,
    proxy::{Mode, Proxy},
    temp::Temp,
    window::{Key, Setup, Window},
};
use serde_json::Value;

use crate::steps::{
    connect, go, open_post, phone_photo, schedule, set_field, start_workspace, sync_now,
    wait_for_attribute,
};

const TEXT: &str = "Dua cangkir, satu sore ☕ #kopisenja https://kopisenja.example/senja";

#[test]
fn the_whole_story_from_first_start_to_the_report() {
    let pds = Pds::start();
    let account = pds.create_account("senja");
    let appview = AppView::in_front_of(pds.url());
    let proxy = Proxy::in_front_of(&appview.url());
    let keychain = Keychain::unlocked();
    let (data, files) = (Temp::new(), Temp::new());
    let photo = phone_photo(&files);
    let pdf = files.folder("out").join("laporan.pdf");
    let mut window = Setup::new("story", data.path())
        .with_env(keychain.env())
        .with_env([
            ("KELOLA_PICK", photo.to_string_lossy()),
            ("KELOLA_SAVE_AS", pdf.to_string_lossy()),
        ])
        .open();
    let ctl = Kelolactl::on(data.path()).with_env(keychain.env());

    // 1. Start.
    start_workspace(&window, "Kopi Senja", &["kompasiana", "instagram", "x"]);
    window.save_screenshot("1-start");

    // 2. Connect.
    connect(
        &window,
        "bluesky",
        &proxy.url(),
        &account.handle,
        &account.app_password,
    );
    window.save_screenshot("2-connect");

    // 3. Write: one idea, one own version for X.
    window.click("new-post");
    window.fill("post-title", "Paket Senja");
    window.click("tab-all");
    window.type_into("post-text", TEXT);
    wait_for_attribute(&window, "save-state", "data-state", "saved");
    window.click("tab-x");
    window.fill(
        "post-text",
        "Dua cangkir, satu sore. Rp 68.000 sampai Desember.",
    );
    wait_for_attribute(&window, "field-text", "data-own", "true");
    window.click("tab-all");
    assert_eq!(
        window.value("post-text"),
        TEXT,
        "the shared version is untouched"
    );
    let counted = window
        .attribute("count-bluesky", "data-length")
        .expect("a count");
    assert_eq!(
        counted,
        TEXT.chars().count().to_string(),
        "Bluesky counts graphemes"
    );
    a_letter_draws_numbers_alone(&window, TEXT.chars().count());

    // 4. Size: the photo, its description, and the point that must stay.
    window.click("add-pictures");
    window.click("picture-0");
    window.fill("picture-alt", "Dua cangkir kopi di teras");
    set_field(&window, "focus-x", "25");
    wait_for_attribute(&window, "save-state", "data-state", "saved");
    window.click("tab-instagram");
    wait_for_attribute(&window, "cut-image", "data-made", "true");
    window.save_screenshot("4-size");

    // 5. Plan, offline: a minute that begins in 40 to 100 seconds, so that it falls due while there is no network.
    proxy.set(Mode::Refuse);
    let soon =
        chrono::Utc::now().with_timezone(&chrono_tz_makassar()) + chrono::Duration::seconds(100);
    window.click("tab-all");
    schedule(&window, &soon.naive_local());
    window.wait_for("deliveries");
    window.save_screenshot("5-plan");

    // 6. Offline it waits where one can see it; back online it goes out once.
    wait_until(
        "the delivery waits for the network",
        Duration::from_secs(130),
        || {
            (window
                .attribute("delivery-bluesky", "data-state")
                .as_deref()
                == Some("due"))
            .then_some(())
        },
    );
    window.save_screenshot("6-waiting");
    assert!(pds.posts(&account).is_empty(), "nothing can have gone out");
    proxy.set(Mode::Pass);
    go(&window, "today");
    sync_now(&window);
    let id = only_post(&ctl);
    wait_until("the delivery is live", Duration::from_secs(60), || {
        (state_on(&ctl, &id, "bluesky") == "live").then_some(())
    });
    let posts = pds.posts(&account);
    assert_eq!(posts.len(), 1, "exactly one post on the server");
    check_record(posts.first().expect("one"));
    for network in ["instagram", "x", "kompasiana"] {
        assert_eq!(state_on(&ctl, &id, network), "reminded", "{network}");
    }

    // Answers come back.
    let uri = posts
        .first()
        .and_then(|it| it.get("uri"))
        .and_then(Value::as_str)
        .expect("a uri")
        .to_owned();
    appview.set_counts(
        &uri,
        Counts {
            likes: 12,
            reposts: 3,
            replies: 1,
            ..Counts::default()
        },
    );
    let rina = Person::new("rinaayu.test", "Rina Ayu");
    appview.reply(&uri, &rina, "Kak, masih ada kursi? <b>bold</b>");
    sync_now(&window);
    open_post(&window, &id);
    window.wait_for_text("messages", "Kak, masih ada kursi? <b>bold</b>");
    window.wait_for_text("metric-likes-bluesky", "12");
    window.save_screenshot("6-answers");

    // By hand: texts to copy, then live without an address.
    window.click("act-desk-x");
    window.wait_for_text("desk-text", "Dua cangkir, satu sore. Rp 68.000");
    window.click("desk-text-copy");
    window.save_screenshot("6-desk");
    window.click("desk-live");
    wait_until("X is live", Duration::from_secs(10), || {
        (state_on(&ctl, &id, "x") == "live").then_some(())
    });

    // 7. Report: targets, comment, the document itself, exported.
    report(&mut window, &pdf);

    // 8. Find the way.
    window.press_with(Key::Control, "k");
    window.type_into("palette-input", "Paket Senja");
    window.click(&format!("palette-option-post-{id}"));
    window.wait_for("post-text");
    window.assert_no_errors();
    appview.assert_clean();
    window.close();
    assert_eq!(
        pds.posts(&account).len(),
        1,
        "still exactly one post on the server"
    );
}

fn chrono_tz_makassar() -> chrono::FixedOffset {
    chrono::FixedOffset::east_opt(8 * 3600).expect("eight hours")
}

fn report(window: &mut Window, pdf: &std::path::Path) {
    go(window, "reports");
    let this_month = chrono::Utc::now()
        .with_timezone(&chrono_tz_makassar())
        .format("%Y-%m-01")
        .to_string();
    // Nothing is stored yet: the empty screen offers last month, or another period.
    window.click("report-other");
    window.choose("report-period", &this_month);
    window.click("report-make");
    window.wait_for_within("report-page-1", Duration::from_secs(60));
    window.click("report-side-targets");
    for (metric, value) in [("interactions", "10"), ("posts", "2")] {
        window.choose("report-target-metric", metric);
        window.fill("report-target-value", value);
        window.click("report-target-save");
        window.wait_for(&format!("target-{metric}"));
    }
    window.click("report-refresh");
    window.wait_for("section-targets");
    window.click("report-side-comments");
    window.fill("comment-summary", "Minggu yang baik 👍");
    window.wait_for_within("comment-saved", Duration::from_secs(60));
    window.save_screenshot("7-report");
    window.click("report-export");
    wait_until("the report is exported", Duration::from_secs(30), || {
        pdf.is_file().then_some(())
    });
    let bytes = std::fs::read(pdf).expect("the report can be read");
    assert!(bytes.starts_with(b"%PDF-"), "it is a PDF");
    let words = std::process::Command::new("pdftotext")
        .arg(pdf)
        .arg("-")
        .output();
    let Ok(words) = words else {
        println!("SKIPPED: the words of the PDF; pdftotext is not installed");
        return;
    };
    let words = String::from_utf8_lossy(&words.stdout).into_owned();
    for said in ["Kopi Senja", "Paket Senja", "Minggu yang baik"] {
        assert!(words.contains(said), "{said} stands in the report");
    }
}

fn only_post(ctl: &Kelolactl) -> String {
    let posts = ctl.json(["post", "list"]);
    let all = posts.as_array().expect("a list");
    assert_eq!(all.len(), 1);
    all.first()
        .and_then(|it| it.get("id"))
        .and_then(Value::as_str)
        .expect("an id")
        .to_owned()
}

fn state_on(ctl: &Kelolactl, id: &str, network: &str) -> String {
    let post = ctl.json(["post", "show", id]);
    let deliveries = post
        .get("deliveries")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    let on = deliveries
        .iter()
        .find(|it| it.get("network").and_then(Value::as_str) == Some(network));
    on.and_then(|it| it.pointer("/delivery/state"))
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn check_record(post: &Value) {
    let value = post.get("value").expect("a record");
    assert_eq!(value.get("text").and_then(Value::as_str), Some(TEXT));
    let image = value.pointer("/embed/images/0").expect("a picture");
    assert_eq!(
        image.get("alt").and_then(Value::as_str),
        Some("Dua cangkir kopi di teras")
    );
    let side = |key: &str| {
        image
            .pointer(&format!("/aspectRatio/{key}"))
            .and_then(Value::as_u64)
            .expect("a side")
    };
    assert!(side("height") > side("width"), "the photo stands upright");
    let kinds: Vec<_> = value
        .get("facets")
        .and_then(Value::as_array)
        .expect("facets")
        .iter()
        .filter_map(|it| it.pointer("/features/0/$type").and_then(Value::as_str))
        .collect();
    assert_eq!(
        kinds,
        [
            "app.bsky.richtext.facet#tag",
            "app.bsky.richtext.facet#link"
        ]
    );
}

/// A key changes the counts and nothing beside them: logos drawn anew with each were the dearest part of it once.
fn a_letter_draws_numbers_alone(window: &Window, length: usize) {
    let counted = |length: usize| {
        wait_for_attribute(window, "count-bluesky", "data-length", &length.to_string());
    };
    let logos = window.script(
        "window.__logos = [...document.querySelectorAll('#post-counts svg')]; return window.__logos.length;",
        Vec::new(),
    );
    assert!(logos.as_u64() > Some(1), "each count has its logo: {logos}");
    window.click("post-text");
    window.press("s");
    counted(length + 1);
    window.press(&char::from(Key::Backspace).to_string());
    counted(length);
    window.press("i");
    counted(length + 1);
    window.press_with(Key::Control, "z");
    counted(length);
    window.press_with(Key::Control, "y");
    counted(length + 1);
    window.press_with(Key::Control, "z");
    counted(length);
    let kept = window.script(
        "const now = [...document.querySelectorAll('#post-counts svg')];
         return now.length === window.__logos.length && now.every((it, at) => it === window.__logos[at]);",
        Vec::new(),
    );
    assert_eq!(kept, Value::Bool(true), "the logos are the same as before");
}

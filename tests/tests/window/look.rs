//! Every screen in both themes and both languages: no fault axe calls serious, nothing complains, nothing is cut off.

use kelola_tests::harness::{
    child::wait_until,
    temp::Temp,
    window::{Key, PATIENCE, Setup, Window},
};

use crate::steps::{go, sample_shop};

const SCREENS: [&str; 5] = ["today", "calendar", "content", "media", "reports"];

#[test]
fn no_screen_shuts_anybody_out_in_either_theme() {
    let data = Temp::new();
    let ctl = sample_shop(&data);
    let last_month = (chrono::Utc::now() - chrono::Duration::days(32))
        .format("%Y-%m")
        .to_string();
    let pdf = data
        .folder("out")
        .join("r.pdf")
        .to_string_lossy()
        .into_owned();
    ctl.run(["report", "--period", &last_month, "--out", &pdf])
        .expect_code(0);
    let mut window = Setup::new("look", data.path()).open();
    for (theme, lang) in [("light", "id"), ("dark", "en")] {
        go(&window, "settings");
        window.click("settings-nav-interface");
        window.click(&format!("setting-theme-{theme}"));
        window.click(&format!("setting-lang-{lang}"));
        window.assert_accessible(&format!("settings {theme}"));
        window.save_screenshot(&format!("settings-{theme}"));
        for section in ["brand", "blocks", "networks"] {
            window.click(&format!("settings-nav-{section}"));
            look(&mut window, &format!("settings-{section}-{theme}"));
        }
        for screen in SCREENS {
            go(&window, screen);
            window.settle();
            window.assert_accessible(&format!("{screen} {theme}"));
            window.save_screenshot(&format!("{screen}-{theme}"));
        }
        go(&window, "content");
        let first = wait_until("a post in the list", PATIENCE, || {
            let id = window.script("return document.querySelector('[data-testid=content-list] [data-testid^=post-]')?.dataset.testid;", vec![]);
            id.as_str().map(str::to_owned)
        });
        window.click(&first);
        window.wait_for("post-text");
        look(&mut window, &format!("composer-{theme}"));
        beside_the_words(&mut window, theme);
        in_the_library(&mut window, theme);
        go(&window, "content");
        window.click("content-view-board");
        look(&mut window, &format!("board-{theme}"));
        window.click("content-view-list");
    }
    window.assert_no_errors();
    window.close();
}

/// What opens beside and over the words of a post.
fn beside_the_words(window: &mut Window, theme: &str) {
    window.click("preview-all");
    look(window, &format!("previews-{theme}"));
    window.click("insert-emoji");
    window.wait_for("emoji-grid");
    look(window, &format!("emoji-{theme}"));
    window.press(&char::from(Key::Escape).to_string());
    window.click("post-more");
    window.click("post-history");
    window.wait_for("history");
    look(window, &format!("history-{theme}"));
}

/// What opens in the library: one original, how it is framed, tidying up, preparing many.
fn in_the_library(window: &mut Window, theme: &str) {
    go(window, "media");
    window.wait_for("asset-grid");
    window.script(
        "document.querySelector('[data-testid=asset-grid] .tile').click(); return null;",
        vec![],
    );
    window.wait_for("asset-uses");
    look(window, &format!("original-{theme}"));
    window.click("asset-frame");
    window.wait_for("framing-facts");
    look(window, &format!("framing-{theme}"));
    window.click("framing-close");
    window.click("media-select-all");
    window.click("media-bulk-prepare");
    window.wait_for("batch-go");
    look(window, &format!("prepare-{theme}"));
    window.press(&char::from(Key::Escape).to_string());
    window.wait_until_gone("batch");
    window.click("media-view-tidy");
    window.wait_for("tidy-heaps");
    look(window, &format!("tidy-{theme}"));
    window.click("media-view-grid");
}

fn look(window: &mut Window, what: &str) {
    window.settle();
    window.assert_accessible(what);
    window.save_screenshot(what);
}

#[test]
fn at_twice_the_size_nothing_is_lost() {
    let data = Temp::new();
    sample_shop(&data);
    let mut window = Setup::new("twice", data.path()).open();
    go(&window, "settings");
    window.click("settings-nav-interface");
    for _ in 0..12 {
        if window.value("setting-scale") == "200" || window.text("setting-scale").contains("200") {
            break;
        }
        window.click("scale-up");
    }
    for screen in SCREENS {
        go(&window, screen);
        window.settle();
        let wide = window.script("return document.documentElement.scrollWidth > document.documentElement.clientWidth + 1;", vec![]);
        assert_eq!(
            wide,
            serde_json::Value::Bool(false),
            "{screen} is wider than the window"
        );
        window.save_screenshot(&format!("{screen}-twice"));
    }
    window.assert_no_errors();
    window.close();
}

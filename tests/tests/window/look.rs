//! Every screen in both themes and both languages: no fault axe calls serious, nothing complains, nothing is cut off.

use kelola_tests::harness::{temp::Temp, window::Setup};

use crate::steps::{go, sample_shop};

const SCREENS: [&str; 4] = ["today", "calendar", "content", "reports"];

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
        for screen in SCREENS {
            go(&window, screen);
            window.settle();
            window.assert_accessible(&format!("{screen} {theme}"));
            window.save_screenshot(&format!("{screen}-{theme}"));
        }
        go(&window, "content");
        let first = window.script("return document.querySelector('[data-testid=content-list] [data-testid^=post-]').dataset.testid;", vec![]);
        window.click(first.as_str().expect("a post in the list"));
        window.wait_for("post-text");
        window.assert_accessible(&format!("composer {theme}"));
        window.save_screenshot(&format!("composer-{theme}"));
    }
    window.assert_no_errors();
    window.close();
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

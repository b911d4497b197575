//! Journeys through the real window, by WebDriver on an invisible screen.

use kelola_tests::harness::temp::Temp;
use kelola_tests::harness::window::{Setup, Window};

#[test]
fn the_window_opens_on_an_empty_folder_without_a_complaint() {
    let data = Temp::new();
    let window = Setup::new("opens", data.path()).open();
    assert!(window.process() > 0);
    let words = window.script("return document.body.innerText;", vec![]);
    assert!(
        !words.as_str().unwrap_or_default().trim().is_empty(),
        "the page shows no words"
    );
    window.assert_no_errors();
    window.close();
    assert!(Window::artifacts().is_dir());
}

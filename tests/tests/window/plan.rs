//! Planning on the month: by mouse, by keyboard, and back again.

use kelola_tests::harness::{
    kelolactl::Kelolactl,
    temp::Temp,
    window::{Key, Setup, Window},
};
use serde_json::{Value, json};

use crate::steps::go;

fn planned_wall(ctl: &Kelolactl, id: &str) -> String {
    let post = ctl.json(["post", "show", id]);
    post.pointer("/post/planned/wall")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

/// A shop with one post planned for a day in the middle of next month, so that the whole month lies ahead.
fn planned_shop(data: &Temp) -> (Kelolactl, String, chrono::NaiveDate) {
    use chrono::Datelike;
    let ctl = Kelolactl::on(data.path());
    ctl.add(
        "brand",
        &json!({ "name": "Kopi Senja", "zone": "Asia/Jakarta", "languages": ["en"] }),
    );
    let x = ctl.add("channel", &json!({ "network": "x", "handle": "kopisenja" }));
    let today = chrono::Utc::now().date_naive();
    let day = (today.with_day(1).expect("a first") + chrono::Duration::days(32))
        .with_day(13)
        .expect("a thirteenth");
    let id = ctl.add("post", &json!({ "title": "Kelas Seduh", "text": "Kelas Seduh", "channels": [x], "at": format!("{day}T19:00") }));
    (ctl, id, day)
}

fn open_month(data: &Temp, journey: &str) -> Window {
    let window = Setup::new(journey, data.path()).open();
    window.wait_for("rail");
    go(&window, "calendar");
    window.click("month-next");
    window
}

#[test]
fn a_card_dragged_to_another_day_keeps_its_clock_time_and_ctrl_z_brings_it_back() {
    let data = Temp::new();
    let (ctl, id, day) = planned_shop(&data);
    let window = open_month(&data, "drag");
    let to = day + chrono::Duration::days(1);
    window.wait_for(&format!("card-{id}"));
    window.drag(&format!("card-{id}"), &format!("day-{to}"));
    window.wait_for("toast");
    assert_eq!(planned_wall(&ctl, &id), format!("{to}T19:00"));
    window.press_with(Key::Control, "z");
    kelola_tests::harness::child::wait_until(
        "the move is undone",
        std::time::Duration::from_secs(10),
        || (planned_wall(&ctl, &id) == format!("{day}T19:00")).then_some(()),
    );
    window.assert_no_errors();
    window.close();
}

#[test]
fn a_card_is_carried_by_keyboard_and_a_post_without_a_time_stands_beside_the_month() {
    let data = Temp::new();
    let (ctl, id, day) = planned_shop(&data);
    let loose = ctl.add(
        "post",
        &json!({ "title": "Resep es kopi kelapa", "text": "Belum ada waktunya" }),
    );
    let window = open_month(&data, "carry");
    window.wait_for_text(&format!("loose-{loose}"), "Resep es kopi kelapa");
    window.wait_for(&format!("card-{id}"));
    window.script(
        &format!("document.querySelector('[data-testid=\"card-{id}\"]').focus(); return null;"),
        vec![],
    );
    window.press(" ");
    window.press(&char::from(Key::Right).to_string());
    window.press(&char::from(Key::Right).to_string());
    window.press(&char::from(Key::Enter).to_string());
    let to = day + chrono::Duration::days(2);
    kelola_tests::harness::child::wait_until(
        "the card was carried",
        std::time::Duration::from_secs(10),
        || (planned_wall(&ctl, &id) == format!("{to}T19:00")).then_some(()),
    );
    window.assert_no_errors();
    window.close();
}

//! The media screen as hands on a keyboard move it: the grid, the search, the crop editor.

use std::time::Duration;

use kelola_tests::harness::{
    child::wait_until,
    window::{Key, Window},
};
use serde_json::Value;

use crate::steps::{focused, walk_to};

/// A frame over the upright original, in its pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// Presses a key where the focus is.
pub fn press(window: &Window, key: Key) {
    window.press(&char::from(key).to_string());
    window.settle();
}

/// Presses Enter where the focus is.
pub fn enter(window: &Window) {
    press(window, Key::Enter);
}

/// Presses a key so often while others are held.
pub fn press_held(window: &Window, held: &[Key], key: Key, times: usize) {
    let mut keys: String = held.iter().map(|it| char::from(*it)).collect();
    keys.extend(std::iter::repeat_n(char::from(key), times));
    keys.push(Key::Null.into());
    window.press(&keys);
    window.settle();
}

/// Looks for words by keyboard, or for everything; the grid has the focus then.
pub fn find(window: &Window, words: &str, count: &str) {
    if focused(window) != "media-search" {
        walk_to(window, "media-search");
    }
    window.press_with(Key::Control, "a");
    press(window, Key::Delete);
    if !words.is_empty() {
        window.press(words);
    }
    window.wait_for_text("media-count", count);
    press(window, Key::Down);
    assert_eq!(focused(window), "asset-grid");
}

/// Whether an element's middle is what one sees at that point of the window.
pub fn is_in_sight(window: &Window, id: &str) -> bool {
    let script = "const it = document.querySelector(`[data-testid=\"${arguments[0]}\"]`);
        const box = it.getBoundingClientRect();
        return it.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));";
    window.script(script, vec![id.into()]) == Value::Bool(true)
}

/// The names of the tiles in a grid, in order.
pub fn tiles(window: &Window, grid: &str) -> Vec<String> {
    let script = "return [...document.querySelectorAll(`[data-testid=\"${arguments[0]}\"] [role=gridcell] .name`)].map((it) => it.textContent);";
    let names = window.script(script, vec![grid.into()]);
    let names = names.as_array().cloned().unwrap_or_default();
    names
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// Walks through the grid to the tile with a name.
pub fn go_to_tile(window: &Window, name: &str) {
    press(window, Key::Home);
    for _ in 0..10 {
        let here = window.script(
            "return document.querySelector('[data-testid=asset-grid] .tile.current .name')?.textContent;",
            vec![],
        );
        if here == name {
            return;
        }
        press(window, Key::Right);
    }
    panic!("{name} is none of {:?}", tiles(window, "asset-grid"));
}

/// The cut on show, as `network/placement`.
pub fn chosen_cut(window: &Window) -> String {
    let script =
        "const it = document.querySelector('[data-testid=framing-places] [aria-checked=true]');
        return it && `${it.dataset.network}/${it.dataset.testid.slice('cut-'.length)}`;";
    wait_until("a cut is on show", Duration::from_secs(20), || {
        window.script(script, vec![]).as_str().map(str::to_owned)
    })
}

/// Goes on to a cut, given as network, placement and size.
pub fn go_to_cut(window: &Window, (network, placement, _): (&str, &str, (u32, u32))) {
    let wanted = format!("{network}/{placement}");
    for _ in 0..16 {
        if chosen_cut(window) == wanted {
            return;
        }
        window.press("]");
        window.settle();
    }
    panic!("{wanted} is not among the cuts");
}

/// Types over the number that has the focus.
pub fn type_number(window: &Window, number: &str) {
    window.press_with(Key::Control, "a");
    window.press(number);
    window.settle();
}

/// The frame of the cut on show, as its fields have it.
pub fn frame_now(window: &Window) -> Frame {
    let [x, y, width, height] = ["x", "y", "width", "height"].map(|side| {
        let value = window.value(&format!("frame-{side}"));
        value
            .parse()
            .unwrap_or_else(|_| panic!("{side} is a number of pixels: {value}"))
    });
    Frame {
        x,
        y,
        width,
        height,
    }
}

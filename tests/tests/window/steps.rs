//! Steps that several journeys share.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use kelola_tests::harness::{
    background,
    child::wait_until,
    http,
    kelolactl::Kelolactl,
    temp::Temp,
    window::{Key, Window},
};
use serde_json::Value;

const LONG: Duration = Duration::from_secs(20);

/// Answers the first start and waits for the day's screen.
pub fn start_workspace(window: &Window, brand: &str, networks: &[&str]) {
    window.wait_for("screen-first-start");
    window.click("language-en");
    window.fill("brand-name", brand);
    window.click("zone-Asia/Makassar");
    for network in networks {
        window.click(&format!("network-{network}"));
    }
    window.click("start");
    window.wait_for("screen-today");
}

/// Fills a folder with the sample shop, by the command line.
pub fn sample_shop(data: &Temp) -> Kelolactl {
    let ctl = Kelolactl::on(data.path());
    ctl.run(["demo"]).expect_code(0);
    ctl
}

/// Goes to a screen by its entry in the rail.
pub fn go(window: &Window, screen: &str) {
    window.click(&format!("rail-{screen}"));
    window.wait_for(&format!("screen-{screen}"));
}

/// Shows the program in a theme, `light` or `dark`, and a language.
pub fn show_in(window: &Window, theme: &str, language: &str) {
    go(window, "settings");
    window.click("settings-nav-interface");
    window.click(&format!("setting-theme-{theme}"));
    window.click(&format!("setting-lang-{language}"));
}

/// What has the focus, by its `data-testid`; empty where it has none.
pub fn focused(window: &Window) -> String {
    let script = "return document.activeElement?.dataset?.testid ?? '';";
    let id = window.script(script, vec![]);
    id.as_str().unwrap_or_default().to_owned()
}

/// Goes on by the Tab key until an element has the focus: who has no mouse can reach it.
pub fn walk_to(window: &Window, id: &str) {
    walk(window, id, &char::from(Key::Tab).to_string());
}

/// The same backwards.
pub fn walk_back_to(window: &Window, id: &str) {
    let keys = [Key::Shift, Key::Tab, Key::Null].map(char::from);
    walk(window, id, &keys.iter().collect::<String>());
}

fn walk(window: &Window, id: &str, keys: &str) {
    const MOST: usize = 80;
    let mut met = Vec::new();
    for _ in 0..MOST {
        let here = focused(window);
        if here == id {
            return;
        }
        met.push(here);
        window.press(keys);
    }
    panic!("{id} is not reached by Tab; met {met:?}");
}

/// Waits until an attribute of an element has a value.
pub fn wait_for_attribute(window: &Window, id: &str, name: &str, value: &str) {
    wait_for_attribute_within(window, id, name, value, LONG);
}

/// Waits that long until an attribute of an element has a value.
pub fn wait_for_attribute_within(
    window: &Window,
    id: &str,
    name: &str,
    value: &str,
    limit: Duration,
) {
    wait_until(&format!("{id} has {name}={value}"), limit, || {
        (window.attribute(id, name).as_deref() == Some(value)).then_some(())
    });
}

/// Adds a channel in the settings that signs in with an app password, and waits until it is connected.
pub fn connect(window: &Window, network: &str, server: &str, handle: &str, password: &str) {
    fill_channel(window, network, server, handle);
    window.fill("channel-app-password", password);
    window.click("channel-save");
    let row = format!("channel-{network}");
    wait_for_attribute(window, &row, "data-connection", "connected");
}

/// Adds a channel in the settings that signs in on its network's page: what is done there is `allow`, which is given
/// the page's address and says where the browser is sent. `opened` is the file of `KELOLA_OPENED`.
pub fn connect_in_browser(
    window: &mut Window,
    network: &str,
    server: &str,
    handle: &str,
    opened: &Path,
    allow: impl Fn(&str) -> String,
) {
    let _ = std::fs::remove_file(opened);
    fill_channel(window, network, server, handle);
    window.click("channel-save");
    let page = opened_page(opened);
    window.wait_for("browser-sign-in-step");
    window.save_screenshot(&format!("signing-in-{network}"));
    let (status, said) = visit(&allow(&page));
    assert_eq!(status, 200, "{said}");
    window.wait_until_gone("browser-sign-in-step");
    let failure = window.has("channel-failure");
    assert!(!failure, "{network}: {}", window.text("channel-failure"));
}

fn fill_channel(window: &Window, network: &str, server: &str, handle: &str) {
    go(window, "settings");
    window.click("settings-nav-channels");
    window.click("channel-add");
    window.click(&format!("channel-network-{network}"));
    window.fill("channel-server", server);
    window.fill("channel-handle", handle);
}

/// The address that would have been opened in the browser.
pub fn opened_page(opened: &Path) -> String {
    wait_until("a page is opened", LONG, || {
        let page = std::fs::read_to_string(opened).ok();
        page.filter(|it| !it.is_empty())
    })
}

/// Goes where a browser is sent; gives status and page.
fn visit(address: &str) -> (u16, String) {
    let request = http::client().get(address);
    background::wait(async move {
        let answer = request.send().await.expect("the listener answers");
        let status = answer.status().as_u16();
        (status, answer.text().await.unwrap_or_default())
    })
}

/// Chooses a time for the open post, on the brand's wall clock, and schedules it.
pub fn schedule(window: &Window, wall: &chrono::NaiveDateTime) {
    window.click("when");
    set_field(window, "when-date", &wall.format("%Y-%m-%d").to_string());
    set_field(window, "when-time", &wall.format("%H:%M").to_string());
    window.click("when-done");
    window.click("schedule");
}

/// Asks the window's own engine to look again.
pub fn sync_now(window: &Window) {
    window.press_with(Key::Control, "k");
    window.type_into("palette-input", "sync");
    window.click("palette-option-sync-now");
}

/// Opens a post from the list.
pub fn open_post(window: &Window, id: &str) {
    go(window, "content");
    window.click(&format!("post-{id}"));
    window.wait_for("post-text");
}

/// The one delivery of a post.
pub fn delivery(ctl: &Kelolactl, post: &str) -> Value {
    let detail = ctl.json(["post", "show", post]);
    let all = detail["deliveries"].as_array().cloned().unwrap_or_default();
    assert_eq!(all.len(), 1, "one delivery: {detail}");
    all[0]["delivery"].clone()
}

/// Waits that long until the one delivery of a post has a state; gives it.
pub fn wait_for_state(ctl: &Kelolactl, post: &str, state: &str, limit: Duration) -> Value {
    wait_until(&format!("{post} is {state}"), limit, || {
        Some(delivery(ctl, post)).filter(|it| it["state"] == state)
    })
}

/// A photo as a phone makes it: stored lying on its side (EXIF orientation 6), red on the left once upright.
pub fn phone_photo(folder: &Temp) -> PathBuf {
    lying_photo(folder, 1200, 900)
}

/// The same of this size as it is stored, in pixels: large enough, no network has to enlarge it.
pub fn lying_photo(folder: &Temp, width: u32, height: u32) -> PathBuf {
    // Lying: what is the upright picture's left edge is the stored picture's bottom edge.
    let picture = image::RgbImage::from_fn(width, height, |_, y| {
        if y >= height / 2 {
            image::Rgb([200, 40, 30])
        } else {
            image::Rgb([20, 90, 80])
        }
    });
    let mut jpeg = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut jpeg, image::ImageFormat::Jpeg)
        .expect("a picture encodes");
    let jpeg = jpeg.into_inner();
    let exif: &[u8] = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let length = u16::try_from(exif.len() + 2).expect("short");
    let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE1];
    bytes.extend(length.to_be_bytes());
    bytes.extend(exif);
    bytes.extend(jpeg.get(2..).expect("more than its first mark"));
    folder.file("photo.jpg", bytes)
}

/// Sets a field's value the way typing does, for fields a driver cannot type dates into.
pub fn set_field(window: &Window, id: &str, value: &str) {
    window.fill(id, value);
    window.press(&char::from(Key::Tab).to_string());
}

//! Posting by hand in the real window: Kompasiana with its HTML, WhatsApp by a pack for the phone.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use kelola_tests::harness::{
    child::wait_until,
    kelolactl::Kelolactl,
    temp::Temp,
    window::{Key, Setup, Window},
};
use kelola_tests::journeys::wall_in;
use serde_json::{Value, json};

use crate::steps::{go, phone_photo, wait_for_attribute};

const LIMIT: Duration = Duration::from_secs(20);
const TEXT: &str = "**Dua** cangkir <b>, satu sore";

/// A shop whose one post waits to be posted by hand on two networks; the post.
fn waiting_shop(data: &Temp, files: &Temp) -> (Kelolactl, String) {
    let ctl = Kelolactl::on(data.path());
    ctl.add(
        "brand",
        &json!({ "name": "Kopi Senja", "zone": "Asia/Jakarta", "languages": ["en"] }),
    );
    let channels = ["kompasiana", "whatsapp"]
        .map(|it| ctl.add("channel", &json!({ "network": it, "handle": "kopisenja" })));
    let post = json!({
        "title": "Dua cangkir", "text": TEXT, "media": [phone_photo(files)], "alt": ["Dua cangkir kopi"],
        "channels": channels, "at": wall_in(chrono::Duration::zero()),
    });
    let id = ctl.add("post", &post);
    ctl.run(["sync"]).expect_code(0);
    (ctl, id)
}

/// The delivery of the post on a network.
fn delivery(ctl: &Kelolactl, post: &str, network: &str) -> Value {
    let detail = ctl.json(["post", "show", post]);
    let all = detail["deliveries"].as_array().cloned().unwrap_or_default();
    let found = all.into_iter().find(|it| it["network"] == network);
    found.unwrap_or_else(|| panic!("nothing on {network}: {detail}"))
}

fn wait_for_state(ctl: &Kelolactl, post: &str, network: &str, state: &str) {
    wait_until(&format!("{network} is {state}"), LIMIT, || {
        (delivery(ctl, post, network)["delivery"]["state"] == state).then_some(())
    });
}

fn open_desk(window: &Window, post: &str, network: &str) {
    go(window, "content");
    window.click(&format!("post-{post}"));
    window.click(&format!("act-desk-{network}"));
    window.wait_for("desk-text");
}

/// What a phone's browser gets; none when nobody listens.
fn fetch(address: &str) -> Option<String> {
    let (authority, path) = address.strip_prefix("http://")?.split_once('/')?;
    let mut stream = TcpStream::connect(authority).ok()?;
    write!(
        stream,
        "GET /{path} HTTP/1.1\r\nHost: {authority}\r\nAccept: text/html,*/*\r\n\r\n"
    )
    .ok()?;
    let mut said = Vec::new();
    stream.read_to_end(&mut said).ok()?;
    String::from_utf8(said).ok().filter(|it| !it.is_empty())
}

#[test]
fn kompasiana_gets_its_html_and_counts_once_it_is_live() {
    let (data, files) = (Temp::new(), Temp::new());
    let (ctl, post) = waiting_shop(&data, &files);
    let mut window = Setup::new("desk-kompasiana", data.path()).open();
    window.wait_for("rail");
    open_desk(&window, &post, "kompasiana");
    let html = "<p><strong>Dua</strong> cangkir &lt;b&gt;, satu sore</p>";
    assert_eq!(window.value("desk-text-text"), html);
    window.click("desk-text-copy");
    wait_for_attribute(&window, "desk-text-copy", "data-copied", "true");
    window.save_screenshot("desk");
    window.assert_accessible("desk");
    window.click("desk-text-form-plain");
    assert_eq!(window.value("desk-text-text"), TEXT);
    window.wait_for_text("desk-file-0", "01-photo.jpg");
    assert_eq!(window.value("desk-alt-0-text"), "Dua cangkir kopi");

    window.fill("desk-address", "kompasiana");
    window.click("desk-live");
    window.wait_for_text("desk-answers", "https://");
    window.fill("desk-address", "https://www.kompasiana.com/kopisenja/1");
    window.click("desk-live");
    wait_for_state(&ctl, &post, "kompasiana", "live");
    let live = delivery(&ctl, &post, "kompasiana")["delivery"].clone();
    assert_eq!(live["url"], "https://www.kompasiana.com/kopisenja/1");

    // Said too early: taken back, it waits again.
    window.press_with(Key::Control, "z");
    wait_for_state(&ctl, &post, "kompasiana", "reminded");
    window.assert_no_errors();
    window.close();
}

#[test]
fn whatsapp_goes_by_phone_once_and_is_put_off() {
    let (data, files) = (Temp::new(), Temp::new());
    let (ctl, post) = waiting_shop(&data, &files);
    let mut window = Setup::new("desk-whatsapp", data.path()).open();
    window.wait_for("rail");
    open_desk(&window, &post, "whatsapp");
    window.click("desk-offer-allow");
    window.click("desk-offer-open");
    window.wait_for_text("desk-offer-left", "left");
    let address = window.text("desk-offer-address");
    window.save_screenshot("phone");
    let (authority, _) = address[7..]
        .split_once('/')
        .expect("an address with a path");
    let other = fetch(&format!("http://{authority}/")).unwrap_or_default();
    assert!(other.starts_with("HTTP/1.1 404"), "{other}");
    let page = fetch(&address).expect("the pack is there");
    assert!(page.contains("Dua cangkir kopi") && page.contains("data:image/jpeg;base64,"));
    window.wait_for_text("desk-offer-ended", "Fetched");
    assert_eq!(fetch(&address), None, "once");

    // One that is left with the desk is closed.
    window.click("desk-offer-open");
    window.wait_for("desk-offer-address");
    let address = window.text("desk-offer-address");
    window.click("desk-later");
    window.click("desk-later-in_an_hour");
    wait_for_state(&ctl, &post, "whatsapp", "planned");
    wait_until("the address is closed", LIMIT, || {
        fetch(&address).is_none().then_some(())
    });
    window.press_with(Key::Control, "z");
    wait_for_state(&ctl, &post, "whatsapp", "reminded");

    open_desk(&window, &post, "whatsapp");
    window.click("desk-give-up");
    window.fill("desk-note", "foto ditolak");
    window.click("desk-give-up-confirm");
    wait_for_state(&ctl, &post, "whatsapp", "failed");
    window.click("steps-whatsapp");
    window.wait_for_text("timeline-whatsapp", "foto ditolak");
    window.save_screenshot("not-posted");
    window.assert_no_errors();
    window.close();
}

//! Steps that several journeys share.

use std::{path::PathBuf, time::Duration};

use kelola_tests::harness::{child::wait_until, kelolactl::Kelolactl, temp::Temp, window::Window};

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

/// Waits until an attribute of an element has a value.
pub fn wait_for_attribute(window: &Window, id: &str, name: &str, value: &str) {
    wait_until(
        &format!("{id} has {name}={value}"),
        Duration::from_secs(20),
        || (window.attribute(id, name).as_deref() == Some(value)).then_some(()),
    );
}

/// A photo as a phone makes it: stored lying on its side (EXIF orientation 6), red on the left once upright.
pub fn phone_photo(folder: &Temp) -> PathBuf {
    // Lying: what is the upright picture's left edge is the stored picture's bottom edge.
    let picture = image::RgbImage::from_fn(1200, 900, |_, y| {
        if y >= 450 {
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
    window.press(&char::from(kelola_tests::harness::window::Key::Tab).to_string());
}

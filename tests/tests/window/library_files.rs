//! Files that came of the library: their exact size, the part they show, and that nothing tells where they were taken.

use std::{
    fs,
    path::{Path, PathBuf},
};

use kelola_tests::harness::{kelolactl::Kelolactl, temp::contains};
use serde_json::Value;

use crate::{
    library_page::Frame,
    mixed_folder::{TERRACE_SIZE, place_of},
};

/// The post with a title.
pub fn post_called(ctl: &Kelolactl, title: &str) -> String {
    let posts = ctl.run(["post", "list"]).expect_code(0).json_lines();
    let all: Vec<_> = posts
        .iter()
        .flat_map(|it| it.as_array().cloned().unwrap_or_else(|| vec![it.clone()]))
        .collect();
    let found = all.iter().find(|it| it["title"] == title);
    let found = found.unwrap_or_else(|| panic!("no post {title}: {all:?}"));
    found["id"].as_str().expect("an id").to_owned()
}

/// What is planned for a post, channel by channel.
pub fn deliveries(ctl: &Kelolactl, post: &str) -> Vec<Value> {
    let detail = ctl.json(["post", "show", post]);
    detail["deliveries"].as_array().cloned().unwrap_or_default()
}

/// The original a post shows.
pub fn picture_of(ctl: &Kelolactl, post: &str) -> String {
    let detail = ctl.json(["post", "show", post]);
    let asset = detail.pointer("/post/shared/media/0/asset");
    let asset = asset.unwrap_or_else(|| panic!("a picture: {detail}"));
    asset.as_str().expect("an id").to_owned()
}

/// Every file in a folder and below it, in order.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The picture in a file; none where it is no whole one.
pub fn image_at(path: &Path) -> Option<image::RgbImage> {
    let bytes = fs::read(path).ok()?;
    Some(image::load_from_memory(&bytes).ok()?.to_rgb8())
}

/// Neither another program's reader nor a search for its marks finds notes of a camera.
pub fn assert_no_notes(path: &Path) {
    let bytes = fs::read(path).expect("a file of ours");
    let read = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(&bytes));
    assert!(
        read.is_err(),
        "{}: {:?}",
        path.display(),
        read.map(|it| it.fields().len())
    );
    for mark in [&b"Exif\0"[..], b"eXIf", b"http://ns.adobe.com/xap"] {
        assert!(!contains(&bytes, mark), "{}: {mark:?}", path.display());
    }
}

/// The picture has this size, and each corner of it shows the corner of the frame it was made from.
pub fn assert_shows(network: &str, path: &Path, size: (u32, u32), frame: &Frame) {
    let picture = image_at(path).expect("a picture");
    assert_eq!(picture.dimensions(), size, "{network}");
    for (across, down) in [(0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9), (0.5, 0.5)] {
        let seen = place_of(colour_at(&picture, across, down));
        let share = |start: f64, length: f64, part: f64, side: u32| {
            (start + length * part) / f64::from(side)
        };
        let wanted = (
            share(frame.x, frame.width, across, TERRACE_SIZE.0),
            share(frame.y, frame.height, down, TERRACE_SIZE.1),
        );
        assert!(
            (seen.0 - wanted.0).abs() < 0.025 && (seen.1 - wanted.1).abs() < 0.025,
            "{network} at {across},{down}: {seen:?}, not {wanted:?} of {frame:?}"
        );
    }
}

/// The mean colour around a point, given in shares of the sides.
fn colour_at(picture: &image::RgbImage, across: f64, down: f64) -> [f64; 3] {
    const AROUND: u32 = 6;
    let at = |share: f64, side: u32| {
        // A share of a side is a whole number of pixels below it.
        ((f64::from(side) * share).round() as u32).clamp(AROUND, side - AROUND - 1)
    };
    let (x, y) = (at(across, picture.width()), at(down, picture.height()));
    let mut sum = [0.0; 3];
    let mut count = 0.0;
    for px in x - AROUND..=x + AROUND {
        for py in y - AROUND..=y + AROUND {
            for (total, value) in sum.iter_mut().zip(picture.get_pixel(px, py).0) {
                *total += f64::from(value);
            }
            count += 1.0;
        }
    }
    sum.map(|it| it / count)
}

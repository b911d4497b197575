//! Files taken in, on a real data folder.

use super::*;
use crate::testing::Shop;
use kelola_media::sample::{Theme, draw};
use kelola_store::{Kind, sha256};
use std::fs;

fn shop() -> (Shop, tempfile::TempDir) {
    let shop = Shop::at("2026-11-23T05:15:00Z", &["instagram"]);
    (shop, tempfile::tempdir().unwrap())
}

#[test]
fn a_file_that_comes_twice_is_new_once_and_known_once() {
    let (shop, dir) = shop();
    let photo = draw(3, Theme::Storefront);
    let files = ["a.jpg", "b.jpg"].map(|it| dir.path().join(it));
    for file in &files {
        fs::write(file, &photo).unwrap();
    }
    let imported = import_files(&shop.kelola, &files);
    assert_eq!((imported.assets.len(), imported.known.len()), (2, 1));
    assert_eq!(imported.assets[0].id, imported.assets[1].id);
    let again = import_files(&shop.kelola, &files);
    assert_eq!((again.assets.len(), again.known.len()), (2, 2));
    assert!(again.alike.is_empty());
}

#[test]
fn what_comes_in_twice_with_another_is_still_compared() {
    let (shop, dir) = shop();
    let photo = draw(3, Theme::Storefront);
    let small = kelola_media::thumbnail(&photo, 400).unwrap();
    let files = ["a.jpg", "b.jpg", "c.jpg"].map(|it| dir.path().join(it));
    for (file, bytes) in files.iter().zip([&photo, &small, &small]) {
        fs::write(file, bytes).unwrap();
    }
    let imported = import_files(&shop.kelola, &files);
    let alike: Vec<_> = imported
        .alike
        .iter()
        .map(|it| (it.asset, it.like))
        .collect();
    assert_eq!(alike, [(imported.assets[1].id, imported.assets[0].id)]);
}

#[test]
fn a_picture_that_cannot_be_decoded_is_refused_and_leaves_nothing_behind() {
    let (shop, dir) = shop();
    let file = dir.path().join("terpotong.bmp");
    let half = half_of_a_bitmap(300);
    fs::write(&file, &half).unwrap();
    let imported = import_files(&shop.kelola, &[&file]);
    assert!(imported.assets.is_empty());
    assert_eq!(imported.failures[0].failure.code, "picture_damaged");
    let blobs = shop.kelola.store().blobs();
    assert!(!blobs.has(Kind::Media, &sha256(&half)));
}

/// A bitmap of that side whose file ends in the middle: its header is whole.
fn half_of_a_bitmap(side: u32) -> Vec<u8> {
    let length = side * side * 3;
    let mut bytes = b"BM".to_vec();
    for number in [54 + length, 0, 54, 40, side, side] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend([1, 0, 24, 0]);
    for number in [0, length, 2835, 2835, 0, 0] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.resize(bytes.len() + length as usize / 2, 0x5a);
    bytes
}

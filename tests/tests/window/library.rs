//! The media library in the real window: a folder as it comes from a phone is taken in, put in order, framed for three
//! networks without a mouse, used in posts, tidied up and prepared for elsewhere.

use std::{collections::BTreeSet, path::Path, time::Duration};

use kelola_tests::harness::{
    child::wait_until,
    kelolactl::Kelolactl,
    temp::Temp,
    window::{Key, Setup, Window},
};
use serde_json::json;

use crate::{
    library_files::{
        assert_no_notes, assert_shows, deliveries, files_below, image_at, picture_of, post_called,
    },
    library_page::{
        Frame, chosen_cut, enter, find, frame_now, go_to_cut, go_to_tile, is_in_sight, press,
        press_held, tiles, type_number,
    },
    mixed_folder::{FILES, REFUSED, TERRACE, TERRACE_BRIGHT, TERRACE_SMALL, mixed_folder},
    steps::{focused, go, schedule, show_in, wait_for_attribute, walk_back_to, walk_to},
};

/// What many files may take on a computer that does other things as well.
const LONG: Duration = Duration::from_secs(180);
const NETWORKS: [&str; 3] = ["instagram", "facebook", "x"];
const ALT: &str = "Teras kedai saat sore, meja panjang di bawah pohon";
const TEXT: &str = "Teras kedai buka sampai malam. Kopi susu gula aren sudah menunggu. #kopisenja";
const EVENT_TEXT: &str = "Besok ada musik akustik di teras, mulai pukul tujuh malam. #kopisenja";
/// How a rendition is named, and its exact size in pixels.
const CUTS: [(&str, &str, (u32, u32)); 3] = [
    ("instagram", "feed-portrait", (1080, 1350)),
    ("facebook", "feed-square", (1080, 1080)),
    ("x", "landscape", (1600, 900)),
];

fn shop(data: &Temp) -> Kelolactl {
    let ctl = Kelolactl::on(data.path());
    ctl.add(
        "brand",
        &json!({ "name": "Kopi Senja", "zone": "Asia/Jakarta", "languages": ["id", "en"] }),
    );
    for network in NETWORKS {
        ctl.add(
            "channel",
            &json!({ "network": network, "handle": "kopisenja" }),
        );
    }
    ctl
}

#[test]
fn a_folder_of_two_hundred_files_becomes_posts_and_prepared_pictures() {
    let (data, files) = (Temp::new(), Temp::new());
    let (folder, out) = (mixed_folder(&files), files.folder("siap"));
    let ctl = shop(&data);
    let mut window = Setup::new("library", data.path())
        .with_env([
            ("KELOLA_PICK", folder.to_string_lossy()),
            ("KELOLA_PICK_FOLDER", out.to_string_lossy()),
        ])
        .open();
    show_in(&window, "light", "id");
    take_in(&mut window);
    put_in_order(&mut window);
    let frames = frame(&mut window);
    let first = use_in_a_post(&mut window, &ctl);
    check_sent_files(&data, &files, &ctl, &first, &frames);
    show_in(&window, "dark", "en");
    let second = take_from_the_library(&mut window, &ctl);
    keep_what_is_used(&mut window);
    unite_duplicates(&mut window, &ctl, &first, &second);
    bring_back(&mut window);
    prepare_some(&mut window, &out);
    prepare_and_stop(&mut window, &out);
    window.assert_no_errors();
    window.close();
}

/// The whole folder at once; what came of every file is told.
fn take_in(window: &mut Window) {
    go(window, "media");
    window.save_screenshot("01-empty");
    window.press("a");
    window.wait_for_text("job-import", &format!("dari {FILES}"));
    window.save_screenshot("02-coming-in");
    window.wait_for_within("came", LONG);
    let taken = FILES - REFUSED.len() - 1;
    let said = window.wait_for_text("came", &format!("{taken} berkas masuk"));
    for part in ["1 sudah ada", "2 mirip dengan", "9 ditolak"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    for (name, why) in REFUSED {
        let at = said
            .find(name)
            .unwrap_or_else(|| panic!("{name} is named: {said}"));
        assert!(said[at..].contains(why), "{name}: {why}: {said}");
    }
    window.wait_until_gone("job-import");
    window.wait_for_text("media-count", &format!("{taken} berkas"));
    window.save_screenshot("03-came-in");
    window.click("came-close");
    window.save_screenshot("04-grid");
    window.assert_accessible("media full");
}

/// Found, labelled, rated and put into an album, all by keyboard.
fn put_in_order(window: &mut Window) {
    find(window, "teras", "3 cocok");
    window.press_with(Key::Control, "a");
    window.wait_for_text("media-bulk-count", "3 dipilih");
    walk_to(window, "media-bulk-tag");
    enter(window);
    window.press("depan kedai");
    enter(window);
    window.wait_for_text("toast", "depan kedai");
    walk_to(window, "media-bulk-album");
    enter(window);
    window.press("Menu Desember");
    enter(window);
    window.wait_for_text("albums", "Menu Desember 3");
    walk_back_to(window, "asset-grid");
    window.press("4");
    window.wait_for_text("toast", "4 bintang");
    window.save_screenshot("05-in-order");
    press(window, Key::Escape);
    window.wait_until_gone("media-bulk");
    // What they were labelled with is found too.
    find(window, "depan", "3 cocok");
}

/// The terrace is described, and framed for three networks with numbers, arrows and other keys.
fn frame(window: &mut Window) -> [Frame; 3] {
    go_to_tile(window, TERRACE);
    enter(window);
    window.wait_for("asset-detail");
    enter(window);
    assert_eq!(focused(window), "asset-stars");
    wait_for_attribute(window, "asset-stars", "aria-valuenow", "4");
    walk_to(window, "asset-alt");
    window.press(ALT);
    walk_to(window, "asset-frame");
    wait_for_attribute(window, "asset-saved", "data-state", "saved");
    window.save_screenshot("06-details");
    enter(window);
    window.wait_for("framing-editor");

    // Instagram by numbers.
    assert_eq!(
        chosen_cut(window),
        format!("{}/{}", CUTS[0].0, CUTS[0].1),
        "the first cut is the one of the first network"
    );
    walk_to(window, "frame-width");
    type_number(window, "1400");
    walk_back_to(window, "frame-y");
    type_number(window, "1100");
    walk_back_to(window, "frame-x");
    type_number(window, "100");
    let by_numbers = frame_now(window);
    let wanted = Frame {
        x: 100.0,
        y: 1100.0,
        width: 1400.0,
        height: 1750.0,
    };
    assert_eq!(by_numbers, wanted);
    wait_for_attribute(window, "framing-facts", "data-weighed", "true");
    window.save_screenshot("07-frame-by-numbers");
    window.assert_accessible("framing");

    // Facebook by arrows: smaller, then down and to the right.
    walk_back_to(window, "crop-frame");
    go_to_cut(window, CUTS[1]);
    let before = frame_now(window);
    press_held(window, &[Key::Alt, Key::Shift], Key::Left, 5);
    press_held(window, &[Key::Shift], Key::Down, 2);
    press_held(window, &[], Key::Right, 3);
    let by_arrows = frame_now(window);
    assert!(
        by_arrows.width < before.width - 400.0 && by_arrows.y > before.y && by_arrows.x > before.x,
        "{before:?} became {by_arrows:?}"
    );

    // X by steps closer, then up.
    go_to_cut(window, CUTS[2]);
    let before = frame_now(window);
    window.press("++");
    press_held(window, &[Key::Shift], Key::Up, 2);
    let by_steps = frame_now(window);
    assert!(
        by_steps.width < before.width && by_steps.y < before.y - 100.0,
        "{before:?} became {by_steps:?}"
    );
    wait_for_attribute(window, "framing-facts", "data-weighed", "true");
    window.save_screenshot("08-frame-by-keys");
    press(window, Key::Escape);
    window.wait_until_gone("framing-editor");
    assert_eq!(focused(window), "asset-frame", "back where it was opened");
    window.wait_for_text("asset-detail", "3 potongan punya bingkai sendiri");
    wait_for_attribute(window, "asset-saved", "data-state", "saved");
    [by_numbers, by_arrows, by_steps]
}

/// What was described and framed in the library comes along; nothing is left to find, and it is scheduled.
fn use_in_a_post(window: &mut Window, ctl: &Kelolactl) -> String {
    walk_back_to(window, "asset-post");
    enter(window);
    window.wait_for("post-text");
    window.fill("post-title", "Teras sore");
    window.type_into("post-text", TEXT);
    wait_for_attribute(window, "save-state", "data-state", "saved");
    window.click("picture-0");
    assert_eq!(window.value("picture-alt"), ALT);
    for tab in ["all"].iter().chain(&NETWORKS) {
        window.click(&format!("tab-{tab}"));
        window.wait_for("no-findings");
    }
    window.save_screenshot("09-ready");
    let at = chrono::Utc::now().naive_utc() + chrono::Duration::days(3);
    let evening = at.date().and_hms_opt(19, 0, 0).expect("an evening");
    schedule(window, &evening);
    window.wait_for("deliveries");
    window.save_screenshot("10-scheduled");
    let id = post_called(ctl, "Teras sore");
    let planned = deliveries(ctl, &id);
    assert_eq!(planned.len(), NETWORKS.len());
    assert!(
        planned
            .iter()
            .all(|it| it["delivery"]["state"] == "planned"),
        "{planned:?}"
    );
    id
}

/// What goes out: exact to the pixel, upright, the part that was framed, and nothing of where it was taken.
fn check_sent_files(data: &Temp, files: &Temp, ctl: &Kelolactl, post: &str, frames: &[Frame; 3]) {
    let stored = data.path().join("renditions");
    wait_until("the pictures are made ahead", LONG, || {
        let sizes: BTreeSet<_> = files_below(&stored)
            .iter()
            .filter_map(|it| image_at(it).map(|it| it.dimensions()))
            .collect();
        CUTS.iter().all(|it| sizes.contains(&it.2)).then_some(())
    });
    for file in files_below(&stored) {
        assert_no_notes(&file);
    }
    for ((network, _, size), frame) in CUTS.into_iter().zip(frames) {
        let all = deliveries(ctl, post);
        let its = all.iter().find(|it| it["network"] == network);
        let its = its.unwrap_or_else(|| panic!("nothing on {network}: {all:?}"));
        let id = its["delivery"]["id"].as_str().expect("an id");
        let pack = files.folder(&format!("paket/{network}"));
        ctl.run(["pack", "--delivery", id, "--out", &pack.to_string_lossy()])
            .expect_code(0);
        let pictures: Vec<_> = files_below(&pack)
            .into_iter()
            .filter(|it| image_at(it).is_some())
            .collect();
        let [picture] = pictures.as_slice() else {
            panic!("{network}: one picture, not {pictures:?}");
        };
        assert_no_notes(picture);
        assert_shows(network, picture, size, frame);
    }
}

/// A second post takes the same photo as it was sent on, by the library beside the words.
fn take_from_the_library(window: &mut Window, ctl: &Kelolactl) -> String {
    window.click("new-post");
    window.wait_for("post-text");
    window.fill("post-title", "Musik di teras");
    window.type_into("post-text", EVENT_TEXT);
    window.click("from-library");
    window.wait_for("asset-picker");
    assert_eq!(focused(window), "picker-search");
    window.press("kiriman");
    wait_until("one is found", Duration::from_secs(20), || {
        (tiles(window, "picker-grid") == [TERRACE_SMALL]).then_some(())
    });
    press(window, Key::Down);
    assert_eq!(focused(window), "picker-grid");
    window.save_screenshot("11-picker");
    enter(window);
    window.wait_for("picture-0");
    window.click("picture-0");
    assert_eq!(window.value("picture-alt"), "", "nobody has described it");
    window.fill(
        "picture-alt",
        "Meja-meja di teras, panggung kecil di ujungnya",
    );
    wait_for_attribute(window, "save-state", "data-state", "saved");
    window.click("tab-all");
    window.wait_for("no-findings");
    window.save_screenshot("12-second-post");
    post_called(ctl, "Musik di teras")
}

/// An original that a post shows stays.
fn keep_what_is_used(window: &mut Window) {
    go(window, "media");
    find(window, "teras", "3 matches");
    go_to_tile(window, TERRACE);
    press(window, Key::Delete);
    let said = window.wait_for_text("media-refused", TERRACE);
    assert!(said.contains("still shown by 1 post"), "{said}");
    window.wait_for_text("media-count", "3 matches");
    window.save_screenshot("13-in-use");
    window.click("media-refused-close");
}

/// Of the three that look alike one is kept; the other post shows that one from now on.
fn unite_duplicates(window: &mut Window, ctl: &Kelolactl, first: &str, second: &str) {
    let kept = picture_of(ctl, first);
    assert_ne!(picture_of(ctl, second), kept);
    window.click("media-view-tidy");
    window.wait_for("tidy");
    window.click("compare");
    window.wait_for_within("duplicates", LONG);
    assert_eq!(window.count("duplicates"), 1, "one group");
    for name in [TERRACE, TERRACE_SMALL, TERRACE_BRIGHT] {
        window.wait_for_text("duplicates", name);
    }
    window.assert_accessible("tidy");
    window.save_screenshot("14-duplicates");
    window.click(&format!("keep-{kept}"));
    window.wait_until_gone("duplicates");
    window.wait_for_text("toast", "2 files moved to the trash");
    assert_eq!(picture_of(ctl, second), kept, "the post follows");
    window.save_screenshot("15-one-kept");
}

/// The others lie in the trash, and come back.
fn bring_back(window: &mut Window) {
    window.click("media-view-trash");
    // What was looked for is still looked for.
    window.wait_for_text("media-count", "2 matches");
    walk_to(window, "asset-grid");
    window.press_with(Key::Control, "a");
    window.wait_for_text("media-bulk-count", "2 selected");
    window.save_screenshot("16-trash");
    window.click("media-bulk-restore");
    window.wait_for_text("media-count", "0 matches");
    window.click("media-view-grid");
    window.wait_for_text("media-count", "3 matches");
}

/// The event's pictures, cut for all three networks into a folder.
fn prepare_some(window: &mut Window, out: &Path) {
    find(window, "acara", "40 matches");
    window.press_with(Key::Control, "a");
    window.wait_for_text("media-bulk-count", "40 selected");
    walk_to(window, "media-bulk-prepare");
    enter(window);
    for (network, placement, _) in CUTS {
        // A box of its own is drawn over the field, which the driver takes for hidden.
        let usual = format!("placement-{network}-{placement}");
        assert_eq!(
            window.attribute(&usual, "type").as_deref(),
            Some("checkbox")
        );
    }
    window.click("batch-go");
    window.wait_for_text("job-batch", "of 40");
    window.save_screenshot("17-preparing");
    window.wait_for_text_within("batch-result", "120 files written", LONG);
    window.wait_until_gone("job-batch");
    // Said where it is seen, not below what can be chosen.
    window.wait_for("batch-result");
    assert!(
        is_in_sight(window, "batch-result"),
        "what came of it is seen"
    );
    window.save_screenshot("18-prepared");
    let written = files_below(out);
    assert_eq!(written.len(), 120, "{written:?}");
    for (network, placement, size) in CUTS {
        let its = written.iter().filter(|it| {
            let stem = it.file_stem().unwrap_or_default().to_string_lossy();
            stem.ends_with(&format!("-{network}-{placement}"))
        });
        let sizes: Vec<_> = its
            .map(|it| image_at(it).expect("a picture").dimensions())
            .collect();
        assert_eq!(sizes, vec![size; 40], "{network}");
    }
    for file in &written {
        assert_no_notes(file);
    }
}

/// Everything, ended halfway: what is written stays, and it is said how much that is.
fn prepare_and_stop(window: &mut Window, out: &Path) {
    let before = files_below(out).len();
    find(window, "", " files");
    window.press_with(Key::Control, "a");
    let all = FILES - REFUSED.len() - 1;
    window.wait_for_text("media-bulk-count", &format!("{all} selected"));
    walk_to(window, "media-bulk-prepare");
    enter(window);
    window.click("batch-go");
    window.wait_for_text("job-batch", &format!("of {all}"));
    window.click("job-cancel-batch");
    let said = window.wait_for_text_within("batch-result", "Stopped", LONG);
    window.wait_until_gone("job-batch");
    window.save_screenshot("19-stopped");
    let after = files_below(out);
    assert!(
        after.len() >= before && after.len() < all * CUTS.len(),
        "{said}"
    );
    assert!(
        after.iter().all(|it| image_at(it).is_some()),
        "no file is cut off: {after:?}"
    );
}

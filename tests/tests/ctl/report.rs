//! `report`: a stored document, written as a PDF that can be read, searched and printed.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{keys, only_the_owner_may_read, refused};
use kelola_tests::journeys::{Photo, Shop, arg, wall_in};
use serde_json::json;

/// What a tool of the system says about a file; none, with a line that says so, where the tool is missing.
fn told_by(tool: &str, args: &[&str]) -> Option<String> {
    match Command::new(tool).args(args).output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(error) => {
            eprintln!("SKIPPED: {tool} cannot be run ({error}); install poppler-utils");
            None
        }
    }
}

fn this_month() -> String {
    wall_in(chrono::Duration::zero())[..7].to_owned()
}

fn busy_shop() -> Shop {
    let shop = Shop::without_keychain();
    let x = shop.manual_channel("x");
    let photo = arg(&shop.file("foto.jpg", Photo::plain(1200, 900).0));
    let post = |text: &str, media: &[&str]| {
        shop.ctl.add("post", &json!({
            "text": text, "media": media, "alt": vec!["Kopi"; media.len()], "channels": [x], "at": wall_in(chrono::Duration::zero()),
        }))
    };
    post("Kopi jahe hangat untuk hujan sore 🌧️☕👨‍👩‍👧", &[&photo]);
    post("Kelas seduh hari Sabtu", &[]);
    let _ = shop.sync().expect_code(0);
    shop
}

#[test]
fn the_same_data_give_the_same_bytes() {
    let shop = busy_shop();
    let (one, two) = (arg(&shop.path("satu.pdf")), arg(&shop.path("dua.pdf")));
    let month = this_month();
    let made = shop
        .ctl
        .json(["report", "--period", &month, "--lang", "id", "--out", &one]);
    assert_eq!(keys(&made), ["id", "pages", "provisional"]);
    assert_eq!(made["provisional"], true, "the month is not over");
    let again = shop
        .ctl
        .json(["report", "--period", &month, "--lang", "id", "--out", &two]);
    assert_eq!(made, again, "made anew, not stored twice");
    let bytes = fs::read(&one).unwrap();
    assert!(bytes.starts_with(b"%PDF-"));
    assert!(bytes == fs::read(&two).unwrap(), "the bytes differ");
    only_the_owner_may_read(&shop.data());

    if let Some(facts) = told_by("pdfinfo", &[&one]) {
        assert!(
            facts
                .lines()
                .any(|it| it.starts_with("Tagged:") && it.ends_with("yes")),
            "{facts}"
        );
        let pages = format!("{}", made["pages"]);
        assert!(
            facts
                .lines()
                .any(|it| it.starts_with("Pages:") && it.ends_with(&pages)),
            "{facts}"
        );
    }
    if let Some(fonts) = told_by("pdffonts", &[&one]) {
        let rows: Vec<_> = fonts.lines().skip(2).collect();
        assert!(!rows.is_empty(), "{fonts}");
        // Columns from the right: object, id, unicode map, subset, embedded.
        let embedded = |row: &&str| row.split_whitespace().rev().nth(4) == Some("yes");
        assert!(rows.iter().all(embedded), "{fonts}");
    }
    if let Some(text) = told_by("pdftotext", &["-layout", &one, "-"]) {
        let flat: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains("Kopi Senja"), "{text}");
        assert!(flat.contains("Kopi jahe hangat"), "{text}");
        assert!(
            text.contains('☕') && text.contains("🌧"),
            "emoji are text too: {text}"
        );
    }
}

#[test]
fn a_report_is_written_in_either_language() {
    let shop = busy_shop();
    let month = this_month();
    let text = |lang: &str| {
        let file = arg(&shop.path(&format!("{lang}.pdf")));
        let made = shop
            .ctl
            .json(["report", "--period", &month, "--lang", lang, "--out", &file]);
        (made["id"].clone(), told_by("pdftotext", &[&file, "-"]))
    };
    let (indonesian, english) = (text("id"), text("en"));
    assert_ne!(indonesian.0, english.0, "two documents");
    if let (Some(indonesian), Some(english)) = (indonesian.1, english.1) {
        assert!(
            indonesian.to_lowercase().contains("laporan"),
            "{indonesian}"
        );
        assert!(
            english.to_lowercase().contains("report")
                && !english.to_lowercase().contains("laporan"),
            "{english}"
        );
    }
}

#[test]
fn a_report_covers_a_week_or_any_run_of_days() {
    let shop = busy_shop();
    let file = arg(&shop.path("r.pdf"));
    let today = &wall_in(chrono::Duration::zero())[..10];
    let earlier = &wall_in(chrono::Duration::days(-9))[..10];
    let ranged = shop
        .ctl
        .json(["report", "--from", earlier, "--to", today, "--out", &file]);
    let week = shop.ctl.json([
        "report",
        "--period",
        "2026-W42",
        "--brand",
        &shop.brand,
        "--out",
        &file,
    ]);
    assert_ne!(ranged["id"], week["id"]);
    assert!(week["pages"].as_u64().unwrap() >= 1);
}

#[test]
fn a_period_that_is_none_is_refused_and_nothing_is_made() {
    let shop = busy_shop();
    let file = arg(&shop.path("r.pdf"));
    for bad in ["2026-13", "2026-W54", "2026", "oktober", "2026-00", ""] {
        refused(
            &shop.ctl.run(["report", "--period", bad, "--out", &file]),
            2,
            "report_period",
        );
    }
    let _ = shop
        .ctl
        .run([
            "report",
            "--from",
            "2026-10-09",
            "--to",
            "2026-10-01",
            "--out",
            &file,
        ])
        .expect_code(2);
    let _ = shop
        .ctl
        .run(["report", "--from", "2026-10-09", "--out", &file])
        .expect_code(2);
    let _ = shop
        .ctl
        .run(["report", "--from", "besok", "--to", "lusa", "--out", &file])
        .expect_code(2);
    let _ = shop.ctl.run(["report", "--out", &file]).expect_code(2);
    assert!(!Path::new(&file).exists());
    let nowhere = arg(&shop.path("tiada").join("r.pdf"));
    let blocked = arg(&shop.file("berkas", b"").join("r.pdf"));
    refused(
        &shop
            .ctl
            .run(["report", "--period", &this_month(), "--out", &blocked]),
        3,
        "file_unwritable",
    );
    assert!(!Path::new(&nowhere).exists());
}

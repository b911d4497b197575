//! `backup`, `restore` and `doctor`.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{keys, only_the_owner_may_read, refused};
use kelola_tests::harness::kelolactl::Kelolactl;
use kelola_tests::journeys::{Photo, Shop, arg, wall_in};
use serde_json::{Value, json};

fn full_shop() -> (Shop, String) {
    let shop = Shop::without_keychain();
    let instagram = shop.manual_channel("instagram");
    let photo = arg(&shop.file("foto.jpg", Photo::plain(1080, 1350).0));
    let post = shop.ctl.add("post", &json!({
        "text": "Besok", "media": [photo], "alt": ["Kopi"], "channels": [instagram], "at": wall_in(chrono::Duration::days(1)),
    }));
    (shop, post)
}

fn checks(ctl: &Kelolactl, exit: i32) -> Vec<Value> {
    let doctor = ctl.run(["doctor"]).expect_code(exit).json();
    assert_eq!(keys(&doctor), ["checks"]);
    doctor["checks"].as_array().unwrap().clone()
}

fn state_of(checks: &[Value], code: &str) -> Option<String> {
    checks
        .iter()
        .find(|it| it["code"] == code)
        .map(|it| it["state"].as_str().unwrap().to_owned())
}

#[test]
fn a_backup_brings_everything_back() {
    let (shop, post) = full_shop();
    let month = &wall_in(chrono::Duration::zero())[..7];
    let report = arg(&shop.path("r.pdf"));
    let stored = shop.ctl.json([
        "report", "--period", month, "--lang", "id", "--out", &report,
    ]);
    let backup = shop.path("cadangan.kelola");
    let made = shop.ctl.json(["backup", &arg(&backup)]);
    assert_eq!(keys(&made), ["bytes", "files", "path"]);
    assert_eq!(made["bytes"], fs::metadata(&backup).unwrap().len());
    assert_eq!(made["files"], 2, "the picture and the report");
    let (before, detail) = (shop.everything(), shop.show(&post));

    let _ = shop.ctl.run(["post", "remove", &post]).expect_code(0);
    shop.ctl.add(
        "brand",
        &json!({ "name": "Yang baru", "zone": "Asia/Jakarta" }),
    );
    assert_ne!(shop.everything(), before);
    let restored = shop.ctl.json(["restore", &arg(&backup)]);
    assert_eq!(keys(&restored), ["made_at", "previous", "unknown"]);
    assert_eq!(restored["unknown"], 0);
    assert!(
        Path::new(restored["previous"].as_str().unwrap()).is_file(),
        "what was there is kept"
    );
    assert_eq!(
        (shop.everything(), shop.show(&post)),
        (before.clone(), detail)
    );
    assert_eq!(
        state_of(&checks(&shop.ctl, 0), "media").as_deref(),
        Some("ok"),
        "the picture is whole"
    );
    refused(&shop.ctl.run(["sync"]), 3, "engine_held");

    // On another laptop, from nothing; the report is made of the same data.
    let other = Shop::without_keychain();
    let _ = other.ctl.run(["restore", &arg(&backup)]).expect_code(0);
    assert_eq!(other.everything(), before);
    let there = arg(&other.path("r.pdf"));
    let again = other
        .ctl
        .json(["report", "--period", month, "--lang", "id", "--out", &there]);
    assert_eq!(again["id"], stored["id"]);
    assert!(fs::read(&report).unwrap() == fs::read(&there).unwrap());
    only_the_owner_may_read(&other.data());
    refused(&other.ctl.run(["sync"]), 3, "engine_held");
}

#[test]
fn a_file_that_is_no_backup_changes_nothing() {
    let (shop, _) = full_shop();
    let good = shop.path("baik.kelola");
    let _ = shop.ctl.run(["backup", &arg(&good)]).expect_code(0);
    let before = shop.everything();
    let bytes = fs::read(&good).unwrap();
    let mut flipped = bytes.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0xff;
    for (name, bytes) in [
        ("kosong", Vec::new()),
        ("teks", b"bukan cadangan".to_vec()),
        ("terpotong", bytes[..bytes.len() * 2 / 3].to_vec()),
        ("terbalik", flipped),
        (
            "zip",
            b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec(),
        ),
    ] {
        let file = arg(&shop.file(name, bytes));
        refused(&shop.ctl.run(["restore", &file]), 2, "backup_refused");
        assert_eq!(shop.everything(), before, "{name}");
    }
    refused(
        &shop.ctl.run(["restore", &arg(&shop.path("tiada"))]),
        2,
        "file_unreadable",
    );
    refused(
        &shop.ctl.run(["restore", &arg(&shop.data())]),
        2,
        "file_unreadable",
    );
    let _ = shop.ctl.run(["restore", &arg(&good)]).expect_code(0);
}

#[test]
fn a_backup_that_means_harm_is_refused() {
    let (shop, _) = full_shop();
    let good = shop.path("baik.kelola");
    let _ = shop.ctl.run(["backup", &arg(&good)]).expect_code(0);
    let before = shop.everything();
    // A trigger in the database, a file that wants out of the folder, a file nobody knows, a wrong hash.
    let harm = r#"
import os, shutil, sqlite3, sys, zipfile
good, folder = sys.argv[1:]
def rewrite(name, change):
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(os.path.join(folder, name), 'w') as new:
        change(old, new)
def copy(old, new, swap={}):
    for it in old.infolist():
        new.writestr(it, swap.get(it.filename) or old.read(it), it.compress_type)
def with_extra(path):
    def change(old, new):
        copy(old, new)
        new.writestr(path, b'jahat')
    return change
rewrite('keluar', with_extra('../../keluar.txt'))
rewrite('mutlak', with_extra('/tmp/kelola-mutlak.txt'))
rewrite('asing', with_extra('media/readme.txt'))
rewrite('hash', with_extra('media/00/' + '0' * 64))
def trigger(old, new):
    db_name = next(it for it in old.namelist() if it.endswith('.db'))
    path = os.path.join(folder, 'x.db')
    open(path, 'wb').write(old.read(db_name))
    db = sqlite3.connect(path)
    db.execute("CREATE TRIGGER jahat AFTER UPDATE ON deliveries BEGIN UPDATE deliveries SET state = 'planned'; END")
    db.commit(); db.close()
    copy(old, new, {db_name: open(path, 'rb').read()})
rewrite('pemicu', trigger)
"#;
    let folder = shop.path("jahat");
    fs::create_dir(&folder).unwrap();
    let made = Command::new("python3")
        .args(["-c", harm])
        .arg(&good)
        .arg(&folder)
        .status();
    if !made.is_ok_and(|it| it.success()) {
        panic!("python3 is needed to make hostile backups");
    }
    for name in ["keluar", "mutlak", "asing", "hash", "pemicu"] {
        refused(
            &shop.ctl.run(["restore", &arg(&folder.join(name))]),
            2,
            "backup_refused",
        );
        assert_eq!(shop.everything(), before, "{name}");
    }
    assert!(!Path::new("/tmp/kelola-mutlak.txt").exists() && !shop.path("keluar.txt").exists());
}

#[test]
fn a_folder_in_use_is_not_restored() {
    let (shop, _) = full_shop();
    let backup = arg(&shop.path("cadangan.kelola"));
    let _ = shop.ctl.run(["backup", &backup]).expect_code(0);
    let before = shop.everything();
    let mut watch = shop.watching();
    let outcome = shop.ctl.run(["restore", &backup]).expect_code(3);
    let code = outcome.json()["error"]["code"].as_str().unwrap().to_owned();
    assert!(
        matches!(code.as_str(), "data_locked" | "engine_busy"),
        "{code}"
    );
    assert_eq!(shop.everything(), before);
    // A backup may be made at any time.
    let _ = shop.ctl.run(["backup", &backup]).expect_code(0);
    watch.kill();
    let _ = shop.ctl.run(["restore", &backup]).expect_code(0);
}

#[test]
fn a_backup_that_cannot_be_written_says_so() {
    let (shop, _) = full_shop();
    let blocked = arg(&shop.file("berkas", b"").join("cadangan"));
    refused(&shop.ctl.run(["backup", &blocked]), 3, "file_unwritable");
    let temporary = fs::read_dir(shop.data())
        .unwrap()
        .flatten()
        .any(|it| it.file_name().to_string_lossy().starts_with("backup-"));
    assert!(!temporary, "no half-made copy stays behind");
}

#[test]
fn the_doctor_says_what_is_wrong() {
    let (shop, _) = full_shop();
    let all = checks(&shop.ctl, 0);
    for it in &all {
        assert_eq!(keys(it), ["code", "message", "state"]);
        assert!(
            ["ok", "warning", "problem"].contains(&it["state"].as_str().unwrap()),
            "{it}"
        );
        assert!(!it["message"].as_str().unwrap().contains('{'), "{it}");
    }
    for (code, state) in [
        ("database", "ok"),
        ("media", "ok"),
        ("keychain_unavailable", "warning"),
        ("clock", "ok"),
        ("deliveries", "ok"),
        ("fonts", "ok"),
    ] {
        assert_eq!(
            state_of(&all, code).as_deref(),
            Some(state),
            "{code}: {all:?}"
        );
    }
    let mut folders = vec![shop.data().join("media")];
    let mut removed = 0;
    while let Some(folder) = folders.pop() {
        for it in fs::read_dir(folder).unwrap().flatten() {
            if it.path().is_dir() {
                folders.push(it.path());
            } else {
                fs::remove_file(it.path()).unwrap();
                removed += 1;
            }
        }
    }
    assert_eq!(removed, 1);
    assert_eq!(
        state_of(&checks(&shop.ctl, 1), "media_missing").as_deref(),
        Some("problem")
    );
}

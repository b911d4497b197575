//! Beside a running engine everything works but a second engine; a release build knows no test hook.

use std::time::Duration;

use crate::{keys, refused};
use kelola_tests::harness::child::wait_until;
use kelola_tests::harness::kelolactl::Kelolactl;
use kelola_tests::harness::temp::Temp;
use kelola_tests::journeys::{Shop, arg, wall_in};
use serde_json::json;

#[test]
fn everything_works_beside_a_running_engine_but_a_second_one() {
    let shop = Shop::without_keychain();
    let x = shop.manual_channel("x");
    let mut watch = shop.watching();
    for args in [
        &["sync"][..],
        &["sync", "--until-idle"],
        &["sync", "--watch"],
    ] {
        refused(&shop.ctl.run(args), 3, "engine_busy");
    }
    let post = shop.post_now(&[&x], "Di samping mesin");
    wait_until(
        "the running engine sees what another process wrote",
        Duration::from_secs(20),
        || (shop.state(&post) == "reminded").then_some(()),
    );
    let id = shop.delivery(&post)["id"].clone();
    watch.wait_for_line(Duration::from_secs(5), |line| {
        let line: serde_json::Value = serde_json::from_str(line).ok()?;
        (line == json!({ "id": id, "from": "planned", "to": "reminded" })).then_some(())
    });
    let month = &wall_in(chrono::Duration::zero())[..7];
    let _ = shop
        .ctl
        .run([
            "report",
            "--period",
            month,
            "--out",
            &arg(&shop.path("r.pdf")),
        ])
        .expect_code(0);
    let _ = shop.ctl.run(["doctor"]).expect_code(0);
    watch.kill();
    let _ = shop.sync().expect_code(0);
}

#[test]
fn a_line_is_told_for_every_delivery() {
    let shop = Shop::without_keychain();
    let x = shop.manual_channel("x");
    shop.post_now(&[&x], "Satu");
    shop.post_now(&[&x], "Dua");
    shop.post_tomorrow(&[&x], "Besok");
    let lines = shop
        .ctl
        .run(["sync", "--until-idle"])
        .expect_code(0)
        .json_lines();
    assert_eq!(lines.len(), 2);
    assert!(
        lines
            .iter()
            .all(|it| keys(it) == ["from", "id", "to"] && it["to"] == "reminded"),
        "{lines:?}"
    );
    let _ = shop
        .ctl
        .run(["sync", "--watch", "--until-idle"])
        .expect_code(2);
}

#[test]
fn the_data_folder_may_be_named_in_the_environment_and_must_be_usable() {
    let temp = Temp::new();
    let file = temp.file("berkas", b"");
    let blocked = Kelolactl::on(&temp.path().join("berkas")).with_env([("LANG", "C.UTF-8")]);
    let refused = blocked.run(["brand", "list"]);
    assert!(
        matches!(refused.code, 2 | 3),
        "{}{}",
        refused.out,
        refused.err
    );
    assert!(file.is_file());
    let named = std::process::Command::new(kelola_tests::harness::paths::kelolactl())
        .args(["--json", "brand", "list"])
        .env("KELOLA_DATA_DIR", temp.path().join("data"))
        .env("HOME", temp.folder("rumah"))
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("XDG_DATA_HOME")
        .output()
        .unwrap();
    assert_eq!(
        (named.status.code(), named.stdout.as_slice()),
        (Some(0), &b"[]\n"[..])
    );
    assert!(temp.path().join("data").is_dir());
    assert!(
        !temp.path().join("rumah/.local").exists(),
        "nothing beside the folder that was named"
    );
}

#[test]
fn help_and_version_are_answers() {
    let temp = Temp::new();
    let ctl = Kelolactl::on(&temp.path().join("data"));
    for args in [&["--help"][..], &["--version"], &["post", "--help"]] {
        assert!(!ctl.run(args).expect_code(0).out.is_empty(), "{args:?}");
    }
}

//! The command line keeps its contract: shapes, exit codes, and nothing changed by bad input. One file per subject.

#[path = "ctl/backup.rs"]
mod backup;
#[path = "ctl/check.rs"]
mod check;
#[path = "ctl/demo.rs"]
mod demo;
#[path = "ctl/images.rs"]
mod images;
#[path = "ctl/objects.rs"]
mod objects;
#[path = "ctl/pack.rs"]
mod pack;
#[path = "ctl/report.rs"]
mod report;
#[path = "ctl/running.rs"]
mod running;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use kelola_tests::harness::kelolactl::Outcome;
use serde_json::Value;

/// The names of an object's fields, in order.
#[track_caller]
fn keys(object: &Value) -> Vec<&str> {
    let object = object
        .as_object()
        .unwrap_or_else(|| panic!("no object: {object}"));
    let names: BTreeSet<_> = object.keys().map(String::as_str).collect();
    names.into_iter().collect()
}

/// A refusal: this exit code, one clear line on standard error, and the code of the failure as JSON.
#[track_caller]
fn refused(outcome: &Outcome, exit: i32, code: &str) {
    let outcome = outcome.clone().expect_code(exit);
    assert_eq!(outcome.err.lines().count(), 1, "one line: {}", outcome.err);
    assert!(outcome.err.starts_with("kelolactl: "), "{}", outcome.err);
    let last = outcome.json_lines().pop().unwrap_or_default();
    assert_eq!(last["error"]["code"], code, "{}", outcome.out);
    let message = last["error"]["message"].as_str().unwrap_or_default();
    assert!(
        message.len() > 10 && !message.contains('{'),
        "a sentence without holes: {message:?}"
    );
}

/// Folders 0700, files 0600, all the way down.
#[cfg(unix)]
#[track_caller]
fn only_the_owner_may_read(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mut folders = vec![folder.to_path_buf()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        assert_eq!(
            fs::metadata(&folder).unwrap().permissions().mode() & 0o777,
            0o700,
            "{}",
            folder.display()
        );
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            files += 1;
            assert_eq!(
                fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600,
                "{}",
                path.display()
            );
        }
    }
    assert!(files > 0, "{} is empty", folder.display());
}

#[cfg(not(unix))]
fn only_the_owner_may_read(folder: &Path) {
    // Elsewhere the folder inherits the rights of the person's own.
    assert!(fs::metadata(folder).unwrap().is_dir());
}

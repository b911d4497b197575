//! Everything a program does that could leave a trace of a secret.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use kelola_tests::harness::kelolactl::{Kelolactl, Outcome};
use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::proxy::{Mode, Proxy, Words};
use kelola_tests::journeys::{Shop, arg, wall_in, watching};

use super::hunt::Hunt;

/// The recorded moments of a delivery at which the program can be made to crash.
const MOMENTS: [&str; 3] = ["before_request", "after_request", "after_store"];
/// Time for a request to come: it may wait for the network's own budget.
const COMING: Duration = Duration::from_secs(10);

/// Publishing meets every kind of failure, and the program crashes at every recorded moment.
pub fn fail_in_every_way(
    hunt: &mut Hunt,
    (ctl, shop, channel): (&Kelolactl, &Shop, &str),
    (proxy, creating, expired): (&Proxy, &str, Words),
) {
    for mode in [
        Mode::Reset,
        Mode::DropAnswer,
        Mode::HalfAnswer,
        Mode::Instead(Words::broken()),
        Mode::AfterAll(Words::broken()),
        Mode::Instead(Words::too_many(1)),
        Mode::Instead(expired),
    ] {
        proxy.set_for(creating, mode, 1);
        let post = shop.post_now(&[channel], "Rahasia tetap rahasia");
        sync_until(hunt, ctl, |_| proxy.still_to_come() == 0);
        hunt.run(ctl, &["channel", "test", channel]);
        hunt.run(ctl, &["post", "show", &post]);
    }
    for moment in MOMENTS {
        let crashing = ctl.clone().with_env([("KELOLA_CRASH_AT", moment)]);
        shop.post_now(&[channel], "Mati di tengah jalan");
        sync_until(hunt, &crashing, |it| it.code == -1);
        assert_ne!(hunt.run(ctl, &["sync"]).code, 4, "after {moment}");
    }
    proxy.set(Mode::Refuse);
    shop.post_now(&[channel], "Tanpa jaringan");
    let _ = hunt.run(ctl, &["sync"]).expect_code(3);
    let _ = hunt.run(ctl, &["channel", "test", channel]).expect_code(3);
    proxy.set(Mode::Pass);
    assert_ne!(hunt.run(ctl, &["sync"]).code, 4);
}

#[track_caller]
fn sync_until(hunt: &mut Hunt, ctl: &Kelolactl, is_met: impl Fn(&Outcome) -> bool) {
    let end = Instant::now() + COMING;
    while !is_met(&hunt.run(ctl, &["sync"])) {
        assert!(Instant::now() < end, "the failure never came about");
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// Lists, checks, reports, backs up and watches, and then looks for the secrets in everything that was written and
/// printed: data, database log, backup, report, home folder, arguments and environment of a running program.
#[track_caller]
pub fn look_everywhere(hunt: &mut Hunt, ctl: &Kelolactl, shop: &Shop, keychain: &Keychain) {
    for listing in [
        &["doctor"][..],
        &["channel", "list"],
        &["post", "list"],
        &["networks"],
    ] {
        hunt.run(ctl, listing);
    }
    let files = shop.path("files");
    fs::create_dir(&files).unwrap();
    let (backup, report) = (files.join("cadangan.zip"), files.join("laporan.pdf"));
    let _ = hunt.run(ctl, &["backup", &arg(&backup)]).expect_code(0);
    let month = &wall_in(chrono::Duration::zero())[..7];
    let _ = hunt
        .run(ctl, &["report", "--period", month, "--out", &arg(&report)])
        .expect_code(0);
    let unzip = Command::new("unzip")
        .arg("-q")
        .arg(&backup)
        .arg("-d")
        .arg(files.join("isi"))
        .status()
        .unwrap();
    assert!(unzip.success());

    let mut watch = watching(ctl);
    hunt.process(watch.id());
    // With the watch still running: the log of the database and its shared memory are there to be searched.
    hunt.for_sessions(keychain);
    hunt.expect_nothing_in(&shop.data());
    watch.kill();
    hunt.printed
        .push(("sync --watch".to_owned(), watch.printed()));
    hunt.expect_nothing_printed();
    for folder in [shop.data(), shop.home(), files] {
        hunt.expect_nothing_in(&folder);
    }
}

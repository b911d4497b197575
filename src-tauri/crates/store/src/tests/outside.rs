//! More than one program on one folder, locks, rights, and whose folder it is.

use super::fixture::{Folder, folder, post, start};
use crate::{
    Actor, Connection, FileMirror, ManualClock, Mirror, Store, StoreError, channels, engine_lock,
    installation::{self, HeldReason, Standing},
    posts, watch,
};
use kelola_domain::channel::Connection as SignIn;
use std::{
    process::{Command, Stdio},
    sync::{Arc, mpsc},
    time::Duration,
};
use tempfile::TempDir;

#[test]
fn two_programs_write_at_the_same_time_and_nothing_is_lost() {
    let it = folder();
    let dir = it.dir.path().to_owned();
    std::thread::scope(|threads| {
        for worker in 0..4 {
            let dir = dir.clone();
            let brand = it.brand.id;
            threads.spawn(move || {
                let store = Store::open(&dir, Arc::new(ManualClock::new(start()))).expect("opens");
                for number in 0..25 {
                    let post = post(&store, brand, &format!("{worker}/{number}"));
                    store
                        .write(Actor::CommandLine, "add_post", |tx| {
                            posts::insert(tx, &post)
                        })
                        .expect("written");
                }
            });
        }
    });
    assert_eq!(
        it.store
            .read(|db| posts::count_of(db, it.brand.id))
            .expect("read"),
        100
    );
}

#[test]
fn many_may_open_a_new_folder_at_once() {
    let dir = TempDir::new().expect("a folder");
    std::thread::scope(|threads| {
        let opened: Vec<_> = (0..6)
            .map(|_| {
                threads.spawn(|| {
                    Store::open(dir.path(), Arc::new(ManualClock::new(start())))
                        .and_then(|it| it.read(installation::id))
                })
            })
            .collect();
        let ids: Vec<_> = opened
            .into_iter()
            .map(|it| it.join().expect("no panic").expect("opens"))
            .collect();
        assert!(
            ids.windows(2).all(|it| it[0] == it[1]),
            "one installation: {ids:?}"
        );
    });
}

#[test]
fn a_reader_sees_one_state_while_others_write() {
    let it = folder();
    it.a_post("satu");
    let count = |db: &Connection| posts::count_of(db, it.brand.id);
    it.store
        .read(|db| {
            let before = count(db)?;
            it.a_post("dua");
            assert_eq!(count(db)?, before);
            Ok(())
        })
        .expect("read");
    assert_eq!(it.store.read(count).expect("read"), 2);
}

#[test]
fn reading_cannot_write() {
    let it = folder();
    let tried = it
        .store
        .read(|db| Ok(db.execute("DELETE FROM brands", [])?));
    assert!(tried.is_err());
}

#[test]
fn a_failed_act_leaves_nothing_neither_rows_nor_history() {
    let it = folder();
    let before = it
        .store
        .read(|db| crate::changes::history(db, 100))
        .expect("read");
    let post = post(&it.store, it.brand.id, "x");
    let failed: Result<(), _> = it.store.write(Actor::Window, "add_post", |tx| {
        posts::insert(tx, &post)?;
        Err(StoreError::Invalid("changed my mind".into()))
    });
    assert!(failed.is_err());
    let other = it.a_post("y");
    let history = it
        .store
        .read(|db| crate::changes::history(db, 100))
        .expect("read");
    assert_eq!(history.len(), before.len() + 1);
    assert_eq!(
        history[0].rows, 1,
        "only {} and not what failed before",
        other.id
    );
    assert!(it.store.read(|db| posts::get(db, post.id)).is_err());
}

#[test]
fn outside_writes_are_noticed_and_own_ones_are_not() {
    let it = folder();
    let (told, heard) = mpsc::channel();
    let _watch = watch::outside_writes(&it.store, move || _ = told.send(())).expect("watches");
    it.a_post("own");
    assert!(
        heard.recv_timeout(Duration::from_millis(600)).is_err(),
        "its own write"
    );
    let other = Store::open(it.dir.path(), it.clock.clone()).expect("opens");
    let made = post(&other, it.brand.id, "theirs");
    other
        .write(Actor::CommandLine, "add_post", |tx| {
            posts::insert(tx, &made)
        })
        .expect("written");
    heard
        .recv_timeout(Duration::from_secs(10))
        .expect("noticed");
    it.store
        .read(|db| posts::get(db, made.id))
        .expect("and already readable");
}

#[test]
fn there_is_one_engine_and_its_lock_ends_with_it() {
    let dir = TempDir::new().expect("a folder");
    let lock = engine_lock(dir.path()).expect("free");
    assert!(matches!(
        engine_lock(dir.path()),
        Err(StoreError::EngineBusy)
    ));
    drop(lock);
    engine_lock(dir.path()).expect("free again");
}

/// Stands in for another program: holds the engine's lock until it is killed. Started by the test below.
#[test]
#[ignore = "a part of another test, run in a program of its own"]
fn hold_the_engine_lock() {
    let Some(dir) = std::env::var_os("KELOLA_TEST_LOCK_DIR") else {
        return;
    };
    let _lock = engine_lock(dir.as_ref()).expect("free");
    std::fs::write(std::path::Path::new(&dir).join("held"), b"").expect("told");
    std::thread::sleep(Duration::from_secs(60));
}

#[test]
fn the_engine_lock_holds_between_programs_and_dies_with_its_holder() {
    let dir = TempDir::new().expect("a folder");
    let mut other = Command::new(std::env::current_exe().expect("this program"))
        .args([
            "--ignored",
            "--exact",
            "tests::outside::hold_the_engine_lock",
        ])
        .env("KELOLA_TEST_LOCK_DIR", dir.path())
        .stdout(Stdio::null())
        .spawn()
        .expect("started");
    let wait_until = |what: &dyn Fn() -> bool| {
        (0..400).any(|_| {
            let done = what();
            if !done {
                std::thread::sleep(Duration::from_millis(25));
            }
            done
        })
    };
    assert!(
        wait_until(&|| dir.path().join("held").exists()),
        "the other program holds it"
    );
    assert!(matches!(
        engine_lock(dir.path()),
        Err(StoreError::EngineBusy)
    ));
    other.kill().expect("killed");
    other.wait().expect("gone");
    engine_lock(dir.path()).expect("released by the kernel");
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_anything() {
    use std::os::unix::fs::PermissionsExt;
    let it = folder();
    it.an_asset(b"picture");
    let mode = |path: &std::path::Path| {
        std::fs::metadata(path).expect("there").permissions().mode() & 0o777
    };
    let mut left = vec![it.dir.path().to_owned()];
    let mut files = 0;
    while let Some(path) = left.pop() {
        if path.is_dir() {
            assert_eq!(mode(&path), 0o700, "{path:?}");
            left.extend(
                std::fs::read_dir(&path)
                    .expect("readable")
                    .map(|it| it.expect("an entry").path()),
            );
        } else {
            assert_eq!(mode(&path), 0o600, "{path:?}");
            files += 1;
        }
    }
    assert!(files >= 4, "database, log, lock and picture: {files}");
}

fn copied(from: &Folder) -> (TempDir, Store) {
    let dir = TempDir::new().expect("a folder");
    let db = Connection::open(from.dir.path().join("kelola.db")).expect("opens");
    db.execute(
        "VACUUM INTO ?1",
        [dir.path().join("kelola.db").to_string_lossy()],
    )
    .expect("copied");
    let store = Store::open(dir.path(), from.clock.clone()).expect("opens");
    (dir, store)
}

#[test]
fn a_copied_folder_is_held_until_the_person_confirms() {
    let it = folder();
    let (here, there) = (
        TempDir::new().expect("a folder"),
        TempDir::new().expect("a folder"),
    );
    let (mirror, laptop) = (FileMirror::new(here.path()), FileMirror::new(there.path()));
    assert_eq!(
        installation::check(&it.store, &mirror).expect("checked"),
        Standing::New
    );
    assert_eq!(
        installation::check(&it.store, &mirror).expect("checked"),
        Standing::Same
    );
    assert_eq!(it.store.read(installation::held).expect("read"), None);

    let (_dir, copy) = copied(&it);
    assert_eq!(
        installation::check(&copy, &laptop).expect("checked"),
        Standing::Differs
    );
    let held = copy.read(installation::held).expect("read").expect("held");
    assert_eq!(held.reason, HeldReason::Copied);
    let old = it.store.read(installation::id).expect("read");
    let new = installation::confirm(&copy, &laptop).expect("confirmed");
    assert_ne!(new, old, "two computers never share keychain entries");
    assert_eq!(copy.read(installation::held).expect("read"), None);
    assert_eq!(
        installation::check(&copy, &laptop).expect("checked"),
        Standing::Same
    );
    let channel = copy
        .read(|db| channels::get(db, it.channel.id))
        .expect("read");
    assert_eq!(channel.connection, SignIn::NeedsSignIn);
}

#[test]
fn a_second_copy_on_the_same_computer_is_held_too() {
    let it = folder();
    let here = TempDir::new().expect("a folder");
    let mirror = FileMirror::new(here.path());
    installation::check(&it.store, &mirror).expect("checked");
    let (_dir, copy) = copied(&it);
    assert_eq!(
        installation::check(&copy, &mirror).expect("checked"),
        Standing::Differs
    );
    assert_eq!(
        installation::check(&it.store, &mirror).expect("checked"),
        Standing::Same
    );
}

#[test]
fn the_mirror_never_follows_a_name_out_of_its_folder() {
    let here = TempDir::new().expect("a folder");
    assert!(
        FileMirror::new(here.path())
            .write("../../evil", "x")
            .is_err()
    );
}

#[test]
fn other_time_zone_data_move_what_lies_ahead() {
    let it = folder();
    let delivery = it.a_delivery("2026-10-03T19:00");
    it.store
        .write(Actor::Sync, "test", |tx| {
            tx.execute(
                "UPDATE deliveries SET planned_at = planned_at + 3600000",
                [],
            )?;
            tx.execute("UPDATE installation SET zone_data = 'older'", [])?;
            Ok(())
        })
        .expect("written");
    let again = Store::open(it.dir.path(), it.clock.clone()).expect("opens");
    let stored: i64 = again
        .read(|db| Ok(db.query_row("SELECT planned_at FROM deliveries", [], |row| row.get(0))?))
        .expect("read");
    assert_eq!(stored, delivery.planned.instant().timestamp_millis());
}

//! What a backup holds, what a restore does, and what hostile files cannot do.

use super::{DATABASE, MANIFEST, create, restore};
use crate::{
    BackupFault, Connection, Kind, ManualClock, Store, StoreError, channels, deliveries,
    installation::{self, HeldReason},
    posts, schema,
    tests::fixture::{Folder, folder, start},
};
use chrono::Duration;
use kelola_domain::delivery::{DeliveryState, Frozen, FrozenMedia};
use std::{
    fs::{self, File},
    io::{Read, Write},
    path::{Path, PathBuf},
    sync::Arc,
};
use tempfile::TempDir;
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

fn open(dir: &Path) -> Store {
    Store::open(dir, Arc::new(ManualClock::new(start()))).expect("opens")
}

fn backup_of(it: &Folder) -> PathBuf {
    let file = it.dir.path().join("save.zip");
    create(&it.store, &file).expect("backed up");
    file
}

/// Reads all entries, to change some and write the file again.
fn entries(file: &Path) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(File::open(file).expect("there")).expect("a zip");
    (0..zip.len())
        .map(|place| {
            let mut entry = zip.by_index(place).expect("an entry");
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("read");
            (
                String::from_utf8_lossy(entry.name_raw()).into_owned(),
                bytes,
            )
        })
        .collect()
}

fn write_zip(file: &Path, entries: &[(String, Vec<u8>)]) {
    let mut zip = ZipWriter::new(File::create(file).expect("made"));
    for (name, bytes) in entries {
        let method = if name.ends_with(".json") || name.ends_with(".db") {
            CompressionMethod::Deflated
        } else {
            CompressionMethod::Stored
        };
        zip.start_file(
            name,
            SimpleFileOptions::default().compression_method(method),
        )
        .expect("begun");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("finished");
}

/// Restores into a folder that has something in it already, and checks that a refusal changed nothing there.
fn refusal(file: &Path) -> StoreError {
    let there = folder();
    there.a_post("must stay");
    let Folder {
        dir,
        store,
        brand,
        clock,
        ..
    } = there;
    drop(store);
    let before = fs::read_dir(dir.path()).expect("there").count();
    let error = restore(dir.path(), file, clock.as_ref()).expect_err("refused");
    assert!(
        fs::read_dir(dir.path()).expect("there").count() <= before + 1,
        "at most the engine's lock is new"
    );
    assert_eq!(
        open(dir.path())
            .read(|db| posts::count_of(db, brand.id))
            .expect("read"),
        1,
        "nothing changed"
    );
    error
}

fn fault(file: &Path) -> BackupFault {
    match refusal(file) {
        StoreError::BadBackup(fault) => fault,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_backup_brings_everything_to_another_folder_and_holds_the_engine() {
    let it = folder();
    let asset = it.an_asset(b"original bytes");
    let post = it.a_post("Kopi sore");
    let file = backup_of(&it);
    let other = TempDir::new().expect("a folder");
    let done = restore(other.path(), &file, it.clock.as_ref()).expect("restored");
    assert_eq!((done.made_at, done.previous), (start(), None));
    let store = open(other.path());
    assert_eq!(
        store.read(|db| posts::get(db, post.id)).expect("read"),
        post
    );
    assert_eq!(
        store.blobs().read(Kind::Media, &asset.hash).expect("read"),
        b"original bytes"
    );
    let held = store.read(installation::held).expect("read").expect("held");
    assert_eq!(
        (held.reason, held.backup_at),
        (HeldReason::Restored, Some(start()))
    );
    assert_eq!(
        store
            .read(|db| posts::search(db, None, "sore", 9))
            .expect("read")
            .len(),
        1,
        "the index was made anew"
    );
}

#[test]
fn what_was_due_since_the_backup_is_never_sent_blindly() {
    let it = folder();
    let (past, future) = (
        it.a_delivery("2026-10-01T09:00"),
        it.a_delivery("2026-10-20T09:00"),
    );
    let sending = it.a_delivery("2026-10-01T08:00");
    it.steps(sending.id, &[DeliveryState::Due, DeliveryState::Sending]);
    let live = it.a_delivery("2026-09-30T08:00");
    it.steps(
        live.id,
        &[
            DeliveryState::Due,
            DeliveryState::Sending,
            DeliveryState::Live,
        ],
    );
    let file = backup_of(&it);
    it.steps(
        past.id,
        &[
            DeliveryState::Due,
            DeliveryState::Sending,
            DeliveryState::Live,
        ],
    );
    it.clock.advance(Duration::hours(5));
    let Folder {
        dir, store, clock, ..
    } = it;
    drop(store);
    let done = restore(dir.path(), &file, clock.as_ref()).expect("restored");
    assert_eq!(done.unknown, 2);
    let store = open(dir.path());
    let state = |id| {
        store
            .read(|db| deliveries::get(db, id))
            .expect("read")
            .state
    };
    assert_eq!(
        [past.id, future.id, sending.id, live.id].map(state),
        [
            DeliveryState::Unknown,
            DeliveryState::Planned,
            DeliveryState::Unknown,
            DeliveryState::Live
        ]
    );
    let steps = store
        .read(|db| deliveries::steps(db, past.id))
        .expect("read");
    assert_eq!(
        steps.last().and_then(|it| it.code.as_deref()),
        Some("restored")
    );
    assert_eq!(
        store
            .read(|db| deliveries::get(db, past.id))
            .expect("read")
            .request_id,
        past.request_id,
        "so that it can be found"
    );
    assert!(
        done.previous.is_some_and(|it| it.exists()),
        "the database before is kept"
    );
}

#[test]
fn frozen_pictures_of_what_may_be_sent_again_come_along() {
    let it = folder();
    let delivery = it.a_delivery("2026-10-01T08:00");
    let hash = it.store.blobs().put(Kind::Rendition, b"cut").expect("kept");
    let frozen = Frozen {
        content: Default::default(),
        kind: "text".into(),
        langs: vec![],
        media: vec![FrozenMedia {
            hash: hash.clone(),
            mime: "image/jpeg".into(),
            width: 1,
            height: 1,
            alt: String::new(),
        }],
        created_at: start(),
    };
    it.act("freeze", |tx| {
        deliveries::amend(tx, delivery.id, |it| it.frozen = Some(frozen))
    });
    let file = backup_of(&it);
    let other = TempDir::new().expect("a folder");
    restore(other.path(), &file, it.clock.as_ref()).expect("restored");
    assert_eq!(
        open(other.path())
            .blobs()
            .read(Kind::Rendition, &hash)
            .expect("read"),
        b"cut"
    );
}

#[test]
fn a_backup_while_others_write_is_whole_and_leaves_nothing_behind() {
    let it = folder();
    it.a_post("x");
    fs::create_dir(it.dir.path().join("restoring-abandoned")).expect("made");
    let file = backup_of(&it);
    it.a_post("after");
    let left: Vec<_> = fs::read_dir(it.dir.path())
        .expect("there")
        .map(|it| {
            it.expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert!(
        !left
            .iter()
            .any(|it| it.starts_with("backup-") || it.starts_with(".kelola")),
        "{left:?}"
    );
    let Folder {
        dir,
        store,
        brand,
        clock,
        ..
    } = it;
    drop(store);
    restore(dir.path(), &file, clock.as_ref()).expect("restored");
    assert!(!dir.path().join("restoring-abandoned").exists());
    assert_eq!(
        open(dir.path())
            .read(|db| posts::count_of(db, brand.id))
            .expect("read"),
        1
    );
}

#[test]
fn secrets_are_in_no_file() {
    let it = folder();
    let keychain = crate::Keychain::with_store(keyring_core::mock::Store::new().expect("a mock"));
    let secret = b"xkcd-936-app-password";
    let installation = it.store.read(installation::id).expect("read");
    keychain
        .set(
            &crate::SecretKey::new(&installation, it.channel.id, "password"),
            secret,
        )
        .expect("stored");
    it.act("add_channel", |tx| channels::update(tx, &it.channel));
    let file = backup_of(&it);
    let holds = |bytes: &[u8]| bytes.windows(secret.len()).any(|it| it == secret);
    assert!(entries(&file).iter().all(|(_, bytes)| !holds(bytes)));
    for name in ["kelola.db", "kelola.db-wal", "save.zip"] {
        assert!(
            !holds(&fs::read(it.dir.path().join(name)).expect("there")),
            "{name}"
        );
    }
}

#[test]
fn a_folder_that_is_open_is_not_restored_over() {
    let it = folder();
    let file = backup_of(&it);
    assert!(matches!(
        restore(it.dir.path(), &file, it.clock.as_ref()),
        Err(StoreError::InUse)
    ));
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    let it = folder();
    let file = backup_of(&it);
    let good = entries(&file);
    let hash = "a".repeat(64);
    for name in [
        "../evil".to_owned(),
        "/etc/evil".to_owned(),
        "media/../../evil".to_owned(),
        "C:\\evil".to_owned(),
        format!("media/aa/..\\{hash}"),
        format!("media/bb/{hash}"),
        format!("media/{hash}"),
        format!("reports/{hash}"),
        format!("media/aa/{}", hash.to_uppercase()),
        "kelola.db-wal".to_owned(),
        "engine.lock".to_owned(),
        "media/".to_owned(),
    ] {
        let mut bad = good.clone();
        bad.push((name.clone(), b"x".to_vec()));
        write_zip(&file, &bad);
        assert_eq!(fault(&file), BackupFault::ForeignFile(name));
    }
}

#[test]
fn content_that_is_not_what_its_name_says_is_refused() {
    let it = folder();
    it.an_asset(b"true bytes");
    let file = backup_of(&it);
    let mut bad = entries(&file);
    let place = bad
        .iter()
        .position(|(name, _)| name.starts_with("media/"))
        .expect("a picture");
    bad[place].1 = b"other bytes".to_vec();
    write_zip(&file, &bad);
    assert_eq!(fault(&file), BackupFault::WrongHash(bad[place].0.clone()));
}

#[test]
fn bombs_are_refused_before_they_fill_the_disk() {
    let it = folder();
    let file = backup_of(&it);
    let good = entries(&file);
    let mut zeros = good.clone();
    for (name, bytes) in &mut zeros {
        if name == DATABASE {
            *bytes = vec![0; 64 * 1024 * 1024];
        }
    }
    write_zip(&file, &zeros);
    assert_eq!(fault(&file), BackupFault::TooLarge);

    let mut long = good.clone();
    for (name, bytes) in &mut long {
        if name == MANIFEST {
            *bytes = vec![b' '; 1024 * 1024];
        }
    }
    write_zip(&file, &long);
    assert_eq!(fault(&file), BackupFault::TooLarge);

    let mut zip = ZipWriter::new(File::create(&file).expect("made"));
    zip.start_file(
        format!("media/aa/{}", "a".repeat(64)),
        SimpleFileOptions::default(),
    )
    .expect("begun");
    zip.write_all(&vec![0; 1024 * 1024]).expect("written");
    zip.finish().expect("finished");
    assert_eq!(
        fault(&file),
        BackupFault::TooLarge,
        "pictures are never compressed"
    );
}

#[test]
fn what_is_no_backup_is_refused() {
    let it = folder();
    let file = backup_of(&it);
    let whole = fs::read(&file).expect("read");
    let good = entries(&file);
    for garbage in [
        b"".to_vec(),
        b"PK\x03\x04 not really".to_vec(),
        vec![0x5a; 4096],
        whole[..whole.len() / 2].to_vec(),
    ] {
        fs::write(&file, garbage).expect("written");
        assert_eq!(fault(&file), BackupFault::NotABackup);
    }
    for missing in [MANIFEST, DATABASE] {
        write_zip(
            &file,
            &good
                .iter()
                .filter(|(name, _)| name != missing)
                .cloned()
                .collect::<Vec<_>>(),
        );
        assert_eq!(fault(&file), BackupFault::NotABackup);
    }
    // A flipped bit inside an entry shows in its checksum.
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0x40;
    fs::write(&file, flipped).expect("written");
    refusal(&file);
}

/// Changes the database inside a backup with SQL.
fn with_database(file: &Path, sql: &str) {
    let mut all = entries(file);
    let scratch = TempDir::new().expect("a folder");
    let path = scratch.path().join("x.db");
    for (name, bytes) in &mut all {
        if name == DATABASE {
            fs::write(&path, &*bytes).expect("written");
            let db = Connection::open(&path).expect("opens");
            db.execute_batch(sql).expect("changed");
            drop(db);
            *bytes = fs::read(&path).expect("read");
        }
    }
    write_zip(file, &all);
}

#[test]
fn a_database_with_anything_of_its_own_in_it_is_refused() {
    for (sql, expected) in [
        (
            "CREATE TRIGGER evil AFTER INSERT ON posts BEGIN DELETE FROM brands; END",
            BackupFault::WrongSchema,
        ),
        ("CREATE VIEW evil AS SELECT 1", BackupFault::WrongSchema),
        ("DROP INDEX posts_by_plan", BackupFault::WrongSchema),
        (
            "DROP TABLE cursors; CREATE VIEW cursors AS SELECT 1 AS channel",
            BackupFault::WrongSchema,
        ),
        ("PRAGMA application_id = 1", BackupFault::WrongSchema),
        ("PRAGMA user_version = 0", BackupFault::WrongSchema),
        (
            "PRAGMA foreign_keys = OFF; INSERT INTO variants VALUES ('nobody', 'nobody', '{}')",
            BackupFault::Damaged,
        ),
    ] {
        let it = folder();
        it.a_post("x");
        let file = backup_of(&it);
        with_database(&file, sql);
        assert_eq!(fault(&file), expected, "{sql}");
    }
}

#[test]
fn a_backup_of_a_newer_program_is_refused_as_such() {
    const NEWER: i64 = schema::KNOWN + 1;
    let it = folder();
    let file = backup_of(&it);
    with_database(&file, &format!("PRAGMA user_version = {NEWER}"));
    let mut all = entries(&file);
    for (name, bytes) in &mut all {
        if name == MANIFEST {
            *bytes = String::from_utf8_lossy(bytes)
                .replace(
                    &format!("\"schema\": {}", schema::KNOWN),
                    &format!("\"schema\": {NEWER}"),
                )
                .into_bytes();
        }
    }
    write_zip(&file, &all);
    assert!(matches!(
        refusal(&file),
        StoreError::NewerSchema {
            found: NEWER,
            known: schema::KNOWN
        }
    ));
}

#[test]
fn a_database_that_is_scribbled_over_is_refused() {
    let it = folder();
    for number in 0..200 {
        it.a_post(&format!("post {number} {}", "isi ".repeat(200)));
    }
    let file = backup_of(&it);
    let mut all = entries(&file);
    for (name, bytes) in &mut all {
        if name == DATABASE {
            let (from, to) = (bytes.len() / 3, bytes.len() / 3 + 40_000);
            bytes[from..to].fill(0xa5);
        }
    }
    write_zip(&file, &all);
    assert_eq!(fault(&file), BackupFault::Damaged);
}

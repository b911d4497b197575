//! Old files open, newer ones are refused, and a migration that fails changes nothing.

use super::fixture::{delivery, folder, start};
use crate::{ManualClock, Store, StoreError, assets, brands, channels, deliveries, posts, schema};
use kelola_domain::media::Framing;
use rusqlite::Connection;
use std::{path::Path, sync::Arc};
use tempfile::TempDir;

fn open(dir: &Path) -> Result<Store, StoreError> {
    Store::open(dir, Arc::new(ManualClock::new(start())))
}

fn fixture(name: &str) -> TempDir {
    let dir = TempDir::new().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(name);
    std::fs::copy(from, dir.path().join("kelola.db")).expect("copied");
    dir
}

/// Makes `fixtures/v1.db` and its like. Run by hand, once for each released schema, before the next one is written:
/// `cargo test -p kelola-store make_the_fixture -- --ignored`.
#[test]
#[ignore = "writes the fixture that the tests read"]
fn make_the_fixture_of_the_newest_schema() {
    let it = folder();
    let post = it.a_post("Kopi sore, dari fixture");
    it.act("schedule_post", |tx| {
        deliveries::insert(
            tx,
            &delivery(&it.store, post.id, it.channel.id, "2026-10-03T19:00"),
        )
    });
    let target = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(format!("v{}.db", schema::KNOWN));
    assert!(!target.exists(), "a released fixture stays as it is");
    it.store.read(|_| Ok(())).expect("read");
    let db = Connection::open(it.dir.path().join("kelola.db")).expect("opens");
    db.execute("VACUUM INTO ?1", [target.to_string_lossy()])
        .expect("written");
}

#[test]
fn a_file_of_every_earlier_schema_opens_with_all_that_was_in_it() {
    for earlier in 1..schema::KNOWN {
        opens_whole(&format!("v{earlier}.db"));
    }
}

fn opens_whole(name: &str) {
    let dir = fixture(name);
    let store = open(dir.path()).expect(name);
    let (brands, channels, found, due) = store
        .read(|db| {
            Ok((
                brands::list(db)?,
                channels::list(db, None)?,
                posts::search(db, None, "fixture", 10)?,
                deliveries::list(db, &deliveries::DeliveryFilter::default())?,
            ))
        })
        .expect("read");
    assert_eq!(
        (brands.len(), channels.len(), found.len(), due.len()),
        (1, 1, 1, 1)
    );
    assert_eq!(brands[0].name, "Kopi Senja");
    assert_eq!(store.read(schema::version).expect("read"), schema::KNOWN);
    assert_eq!(
        store.read(schema::objects).expect("read"),
        schema::expected_objects(schema::KNOWN).expect("made"),
        "same as a new file"
    );
}

#[test]
fn originals_of_before_the_library_keep_their_posts_and_are_found_by_name() {
    let dir = fixture("v5.db");
    let path = dir.path().join("kelola.db");
    let (asset, other) = (
        "01890000-0000-7000-8000-000000000002",
        "01890000-0000-7000-8000-000000000001",
    );
    Connection::open(&path)
        .expect("opens")
        .execute_batch(&format!(
            "INSERT INTO assets (id, hash, file_name, mime, width, height, bytes, imported_at) VALUES
                 ('{asset}', 'b', 'kopi senja.jpg', 'image/jpeg', 4, 3, 7, 1000),
                 ('{other}', 'a', 'teh.jpg', 'image/jpeg', 4, 3, 7, 2000);
             UPDATE posts SET media = json_array(json_object('asset', '{asset}'));"
        ))
        .expect("filled");
    let store = open(dir.path()).expect("migrated");
    let list = |filter: assets::AssetFilter| {
        let filter = assets::AssetFilter { limit: 9, ..filter };
        store.read(|db| assets::list(db, &filter)).expect("read")
    };
    let names: Vec<_> = list(assets::AssetFilter::default())
        .iter()
        .map(|it| (it.asset.file_name.clone(), it.posts))
        .collect();
    assert_eq!(
        names,
        [("teh.jpg".to_owned(), 0), ("kopi senja.jpg".to_owned(), 1)]
    );
    let found = list(assets::AssetFilter {
        words: "sen".into(),
        ..assets::AssetFilter::default()
    });
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].asset.framing, Framing::default());
    let used = store
        .read(|db| assets::used_in(db, found[0].asset.id))
        .expect("read");
    assert_eq!(used.len(), 1);
}

#[test]
fn a_newer_file_is_refused_and_left_alone() {
    let dir = fixture("v1.db");
    let path = dir.path().join("kelola.db");
    Connection::open(&path)
        .expect("opens")
        .pragma_update(None, "user_version", 99)
        .expect("set");
    let before = std::fs::read(&path).expect("read");
    assert!(matches!(
        open(dir.path()),
        Err(StoreError::NewerSchema {
            found: 99,
            known: schema::KNOWN
        })
    ));
    let db = Connection::open(&path).expect("opens");
    assert_eq!(schema::version(&db).expect("read"), 99);
    assert_eq!(std::fs::read(&path).expect("read").len(), before.len());
}

#[test]
fn a_file_of_another_program_is_not_touched() {
    let dir = TempDir::new().expect("a folder");
    let path = dir.path().join("kelola.db");
    Connection::open(&path)
        .expect("opens")
        .execute_batch("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)")
        .expect("made");
    assert!(matches!(open(dir.path()), Err(StoreError::Damaged(_))));
    let count: i64 = Connection::open(&path)
        .expect("opens")
        .query_row("SELECT count(*) FROM theirs", [], |row| row.get(0))
        .expect("read");
    assert_eq!(count, 1);
    std::fs::write(&path, b"not a database at all, but long enough to be looked at ................................................").expect("written");
    assert!(matches!(open(dir.path()), Err(StoreError::Damaged(_))));
}

#[test]
fn a_migration_that_fails_in_the_middle_changes_nothing() {
    for broken in [
        "CREATE TABLE half (x); SELECT no_such_function();",
        "DELETE FROM deliveries; DELETE FROM delivery_steps;",
        "PRAGMA defer_foreign_keys = ON; CREATE TABLE a (x); INSERT INTO variants VALUES ('p', 'c', '{}');",
    ] {
        let dir = fixture("v1.db");
        let path = dir.path().join("kelola.db");
        let migrations: Vec<&str> = schema::MIGRATIONS.iter().copied().chain([broken]).collect();
        let mut db = crate::store::connect(&path).expect("opens");
        let failed = schema::migrate(&mut db, &migrations, &dir.path().join("backups"));
        assert!(failed.is_err(), "{broken}");
        assert_eq!(schema::version(&db).expect("read"), 1);
        assert_eq!(
            schema::objects(&db).expect("read"),
            schema::expected_objects(1).expect("made")
        );
        let rows: i64 = db
            .query_row("SELECT count(*) FROM deliveries", [], |row| row.get(0))
            .expect("read");
        assert_eq!(rows, 1);
        drop(db);
        open(dir.path()).expect("still opens");
    }
}

#[test]
fn a_migration_that_works_leaves_a_copy_of_the_file_before() {
    let dir = fixture("v1.db");
    let migrations: Vec<&str> = schema::MIGRATIONS
        .iter()
        .copied()
        .chain(["CREATE TABLE more (x INTEGER NOT NULL) STRICT;"])
        .collect();
    let mut db = crate::store::connect(&dir.path().join("kelola.db")).expect("opens");
    let backups = dir.path().join("backups");
    schema::migrate(&mut db, &migrations, &backups).expect("migrated");
    assert_eq!(schema::version(&db).expect("read"), schema::KNOWN + 1);
    let copies: Vec<_> = std::fs::read_dir(&backups)
        .expect("there")
        .map(|it| it.expect("an entry").path())
        .collect();
    assert_eq!(copies.len(), 1);
    let copy = Connection::open(&copies[0]).expect("opens");
    assert_eq!(schema::version(&copy).expect("read"), 1);
}

#[test]
fn every_table_is_strict_and_every_column_says_what_it_is() {
    for sql in schema::MIGRATIONS {
        for (number, line) in sql.lines().enumerate() {
            let is_column = line.starts_with("    ")
                && [" TEXT", " INTEGER", " REAL", " BLOB"]
                    .iter()
                    .any(|it| line.contains(it));
            assert!(
                !is_column || line.contains("-- "),
                "line {}: {line}",
                number + 1
            );
        }
        let tables = sql.matches("CREATE TABLE").count();
        assert_eq!(sql.matches(") STRICT").count(), tables);
    }
}

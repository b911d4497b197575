//! The media library: lists by filter, albums, the trash, what is still needed, and speed with a lifetime of pictures.

use super::fixture::{Folder, attachment, delivery, folder, post};
use crate::{
    Actor, Connection, Kind, StoreError, albums,
    assets::{self, AssetFilter, AssetKind, AssetOrder},
    blobs::sha256,
    changes, deliveries, likenesses, posts, renditions, settings, upkeep, variants,
};
use kelola_domain::{
    delivery::DeliveryState,
    ids::{AlbumId, AssetId},
    media::{Asset, Container, Focus, Framing, VideoCodec, VideoFacts},
    post::{Overrides, Post, Variant},
};
use std::time::Instant as Stopwatch;

fn listed(it: &Folder, filter: AssetFilter) -> Vec<AssetId> {
    let filter = AssetFilter {
        limit: 100,
        ..filter
    };
    let (rows, total) = it
        .store
        .read(|db| {
            Ok((
                assets::list(db, &filter)?,
                assets::count_found(db, &filter)?,
            ))
        })
        .expect("read");
    assert_eq!(rows.len() as u64, total, "the count is that of the list");
    rows.into_iter().map(|it| it.asset.id).collect()
}

/// A stored post that shows these pictures.
fn shows(it: &Folder, media: &[&Asset]) -> Post {
    let mut post = post(&it.store, it.brand.id, "Kopi");
    post.shared.media = media.iter().map(|it| attachment(it)).collect();
    it.act("write_post", |tx| posts::insert(tx, &post));
    post
}

fn says(it: &Folder, asset: &Asset, change: impl FnOnce(&mut Asset)) -> Asset {
    let mut asset = asset.clone();
    change(&mut asset);
    it.act("edit_asset", |tx| assets::update(tx, &asset));
    asset
}

#[test]
fn what_is_said_of_an_original_is_kept_and_taken_back() {
    let it = folder();
    let asset = it.an_asset(b"x");
    let said = says(&it, &asset, |it| {
        it.alt = "Dua cangkir".into();
        it.credit = "Foto: Rina".into();
        it.licence = "CC BY 4.0".into();
        it.stars = 4;
        it.tags = vec!["kopi".into(), "akhir tahun".into()];
        it.file_name = "cangkir.jpg".into();
        it.framing = Framing {
            focus: Focus { x: 0.2, y: 0.8 },
            ..Framing::default()
        };
    });
    let read = || it.store.read(|db| assets::get(db, asset.id)).expect("read");
    assert_eq!(read(), said);
    changes::undo(&it.store, Actor::Window).expect("undone");
    assert_eq!(read(), asset);
    changes::redo(&it.store, Actor::Window).expect("redone");
    assert_eq!(read(), said);
    let tags = it.store.read(assets::tags).expect("read");
    let tags: Vec<_> = tags
        .iter()
        .map(|it| (it.name.as_str(), it.assets))
        .collect();
    assert_eq!(tags, [("akhir tahun", 1), ("kopi", 1)]);
}

#[test]
fn more_than_five_stars_are_refused() {
    let it = folder();
    let mut asset = it.an_asset(b"x");
    asset.stars = 6;
    let refused = it
        .store
        .write(Actor::Window, "edit_asset", |tx| assets::update(tx, &asset));
    assert!(matches!(refused, Err(StoreError::Invalid(_))));
}

#[test]
fn originals_are_found_by_every_word_that_is_said_of_them() {
    let it = folder();
    let asset = it.an_asset(b"x");
    it.an_asset(b"another");
    says(&it, &asset, |it| {
        it.file_name = "IMG_2041.jpg".into();
        it.alt = "Barista menuang susu".into();
        it.credit = "Foto: Déwi".into();
        it.licence = "izin tertulis".into();
        it.tags = vec!["akhir tahun".into()];
    });
    let found = |words: &str| {
        let words = words.to_owned();
        listed(
            &it,
            AssetFilter {
                words,
                ..AssetFilter::default()
            },
        )
    };
    for words in [
        "2041",
        "img_20",
        "susu bar",
        "dewi",
        "TERTULIS",
        "tahun akhir",
        "tahun barista",
    ] {
        assert_eq!(found(words), [asset.id], "{words}");
    }
    assert!(found("barista teh").is_empty(), "all words");
    for odd in [
        "",
        "\"",
        "* OR",
        "NEAR(",
        "alt:",
        "'; DROP TABLE assets; --",
        "🌅",
    ] {
        found(odd);
    }
    says(&it, &asset, |it| it.alt = "Penyeduh".into());
    assert!(
        found("susu").is_empty(),
        "what is no longer said is not found"
    );
}

#[test]
fn lists_go_by_stars_kind_tag_album_use_and_order() {
    let it = folder();
    let one = it.an_asset(b"1");
    let two = it.an_asset(b"2 is larger");
    let three = it.an_asset(b"333");
    let one = says(&it, &one, |it| {
        it.stars = 3;
        it.tags = vec!["kopi".into()];
        it.file_name = "b.jpg".into();
    });
    says(&it, &two, |it| it.file_name = "C.jpg".into());
    let three = says(&it, &three, |it| {
        it.stars = 5;
        it.tags = vec!["teh".into()];
        it.file_name = "a.jpg".into();
    });
    let album = AlbumId::from_uuid(it.store.uuid());
    it.act("save_album", |tx| {
        albums::put(tx, album, "Menu")?;
        albums::add(tx, album, two.id)?;
        albums::add(tx, album, two.id)?;
        albums::add(tx, album, three.id)
    });
    shows(&it, &[&two, &two]);
    let all = AssetFilter::default;
    assert_eq!(listed(&it, all()), [three.id, two.id, one.id]);
    let ordered = |order| listed(&it, AssetFilter { order, ..all() });
    assert_eq!(ordered(AssetOrder::Oldest), [one.id, two.id, three.id]);
    assert_eq!(ordered(AssetOrder::Name), [three.id, one.id, two.id]);
    assert_eq!(ordered(AssetOrder::Largest), [two.id, three.id, one.id]);
    assert_eq!(ordered(AssetOrder::Stars), [three.id, one.id, two.id]);
    assert_eq!(
        listed(&it, AssetFilter { stars: 3, ..all() }),
        [three.id, one.id]
    );
    let tags = vec!["kopi".to_owned(), "susu".to_owned()];
    assert_eq!(listed(&it, AssetFilter { tags, ..all() }), [one.id]);
    let in_album = AssetFilter {
        album: Some(album),
        ..all()
    };
    assert_eq!(listed(&it, in_album.clone()), [three.id, two.id]);
    assert_eq!(
        listed(
            &it,
            AssetFilter {
                order: AssetOrder::Name,
                ..in_album
            }
        ),
        [three.id, two.id]
    );
    assert_eq!(
        listed(
            &it,
            AssetFilter {
                used: Some(true),
                ..all()
            }
        ),
        [two.id]
    );
    assert_eq!(
        listed(
            &it,
            AssetFilter {
                used: Some(false),
                ..all()
            }
        ),
        [three.id, one.id]
    );
    assert_eq!(
        listed(
            &it,
            AssetFilter {
                kind: AssetKind::Picture,
                ..all()
            }
        )
        .len(),
        3
    );
    assert!(
        listed(
            &it,
            AssetFilter {
                kind: AssetKind::Video,
                ..all()
            }
        )
        .is_empty()
    );
    let shown = it.store.read(albums::list).expect("read");
    assert_eq!((shown[0].assets, shown[0].cover), (2, Some(three.id)));
}

#[test]
fn how_many_posts_show_an_original_follows_posts_versions_and_the_trash() {
    let it = folder();
    let asset = it.an_asset(b"1");
    let posts_of = || {
        let rows = it
            .store
            .read(|db| assets::rows_of(db, &[asset.id]))
            .expect("read");
        rows[0].posts
    };
    let first = shows(&it, &[&asset]);
    let second = it.a_post("Tanpa gambar");
    let variant = |media| Variant {
        post: second.id,
        channel: it.channel.id,
        overrides: Overrides {
            media,
            ..Overrides::default()
        },
    };
    it.act("edit_variant", |tx| {
        variants::put(tx, &variant(Some(vec![attachment(&asset)])))
    });
    assert_eq!(posts_of(), 2);
    let uses = it
        .store
        .read(|db| assets::uses(db, asset.id))
        .expect("read");
    let uses: Vec<_> = uses
        .iter()
        .map(|it| (it.post, it.channels.clone()))
        .collect();
    assert_eq!(uses, [(second.id, vec![it.channel.id]), (first.id, vec![])]);
    it.act("remove_post", |tx| posts::remove(tx, first.id));
    assert_eq!(posts_of(), 1, "the trash does not count");
    it.act("edit_variant", |tx| variants::put(tx, &variant(None)));
    assert_eq!(posts_of(), 0);
    it.act("restore_post", |tx| posts::restore(tx, first.id));
    assert_eq!(posts_of(), 1);
    let mut edited = it.store.read(|db| posts::get(db, first.id)).expect("read");
    edited.shared.media.clear();
    it.act("edit_post", |tx| posts::update(tx, &edited));
    assert_eq!(posts_of(), 0);
    changes::undo(&it.store, Actor::Window).expect("undone");
    assert_eq!(posts_of(), 1);
}

#[test]
fn an_album_comes_back_with_its_pictures_and_the_trash_is_not_counted() {
    let it = folder();
    let (one, two) = (it.an_asset(b"1"), it.an_asset(b"2"));
    let album = AlbumId::from_uuid(it.store.uuid());
    it.act("save_album", |tx| {
        albums::put(tx, album, "Menu")?;
        albums::add(tx, album, one.id)?;
        albums::add(tx, album, two.id)
    });
    it.act("remove_assets", |tx| assets::remove(tx, two.id));
    let read = || it.store.read(albums::list).expect("read");
    assert_eq!((read()[0].assets, read()[0].cover), (1, Some(one.id)));
    it.act("remove_album", |tx| albums::remove(tx, album));
    assert!(read().is_empty());
    assert_eq!(listed(&it, AssetFilter::default()), [one.id]);
    changes::undo(&it.store, Actor::Window).expect("undone");
    changes::undo(&it.store, Actor::Window).expect("undone");
    assert_eq!(read()[0].assets, 2);
}

#[test]
fn the_trash_is_a_list_of_its_own() {
    let it = folder();
    let (one, two) = (it.an_asset(b"1"), it.an_asset(b"2"));
    it.act("remove_assets", |tx| assets::remove(tx, one.id));
    let in_trash = || AssetFilter {
        in_trash: true,
        ..AssetFilter::default()
    };
    assert_eq!(listed(&it, AssetFilter::default()), [two.id]);
    assert_eq!(listed(&it, in_trash()), [one.id]);
    let again = it.store.write(Actor::Window, "remove_assets", |tx| {
        assets::remove(tx, one.id)
    });
    assert!(matches!(again, Err(StoreError::NotFound { .. })));
    changes::undo(&it.store, Actor::Window).expect("undone");
    assert!(listed(&it, in_trash()).is_empty());
    assert_eq!(it.store.read(assets::count_all).expect("read"), 2);
}

/// Whether an original in the trash is still needed.
fn needed(it: &Folder, asset: &Asset) -> bool {
    let trash = it.store.read(upkeep::trash).expect("read");
    let found = trash.iter().find(|it| it.asset == asset.id);
    found.expect("in the trash").needed
}

fn to_trash(it: &Folder, asset: &Asset) {
    it.act("remove_assets", |tx| assets::remove(tx, asset.id));
}

#[test]
fn an_original_that_nothing_ever_named_may_go() {
    let it = folder();
    let asset = it.an_asset(b"1");
    let album = AlbumId::from_uuid(it.store.uuid());
    it.act("save_album", |tx| {
        albums::put(tx, album, "Menu")?;
        albums::add(tx, album, asset.id)
    });
    to_trash(&it, &asset);
    assert!(!needed(&it, &asset), "an album alone is no use");
    it.store
        .write(Actor::Sync, "clean_library", |tx| {
            assets::forget(tx, asset.id)
        })
        .expect("forgotten");
    assert!(it.store.read(upkeep::trash).expect("read").is_empty());
    assert_eq!(it.store.read(albums::list).expect("read")[0].assets, 0);
    let undone = changes::undo(&it.store, Actor::Window);
    assert!(
        undone.is_err(),
        "what is gone for good does not come back: {undone:?}"
    );
}

#[test]
fn an_original_stays_while_a_post_in_the_trash_shows_it() {
    let it = folder();
    let asset = it.an_asset(b"1");
    let post = shows(&it, &[&asset]);
    it.act("remove_post", |tx| posts::remove(tx, post.id));
    to_trash(&it, &asset);
    assert!(needed(&it, &asset));
}

#[test]
fn an_original_stays_while_undo_or_the_history_can_bring_it_back() {
    let it = folder();
    let asset = it.an_asset(b"1");
    let post = shows(&it, &[&asset]);
    let mut edited = it.store.read(|db| posts::get(db, post.id)).expect("read");
    edited.shared.media.clear();
    it.act("edit_post", |tx| posts::update(tx, &edited));
    to_trash(&it, &asset);
    assert!(needed(&it, &asset));
}

#[test]
fn an_original_stays_while_a_channel_marks_its_pictures_with_it() {
    let it = folder();
    let asset = it.an_asset(b"1");
    it.act("save_settings", |tx| {
        settings::set(
            tx,
            "watermark/some-channel",
            &serde_json::json!({ "asset": asset.id }),
        )
    });
    to_trash(&it, &asset);
    assert!(needed(&it, &asset));
}

/// Makes a file old enough to be nobody's.
fn aged(it: &Folder, kind: Kind, hash: &str) {
    let path = it.store.blobs().path(kind, hash).expect("a path");
    let file = std::fs::File::options()
        .write(true)
        .open(path)
        .expect("opens");
    let then = std::time::SystemTime::now() - std::time::Duration::from_secs(2 * 60 * 60);
    file.set_modified(then).expect("set");
}

fn stray(it: &Folder) -> Vec<String> {
    let found = it
        .store
        .read(|db| upkeep::stray(db, it.store.blobs()))
        .expect("read");
    found.into_iter().filter_map(|it| it.hash).collect()
}

#[test]
fn only_settled_files_that_nothing_names_are_stray() {
    let it = folder();
    let known = it.an_asset(b"known");
    let blobs = it.store.blobs();
    let lost = blobs.put(Kind::Media, b"lost").expect("stored");
    let young = blobs.put(Kind::Media, b"young").expect("stored");
    let rendition = blobs
        .put(Kind::Rendition, b"lost rendition")
        .expect("stored");
    std::fs::write(it.dir.path().join("media/readme.txt"), b"not ours").expect("written");
    for (kind, hash) in [
        (Kind::Media, &known.hash),
        (Kind::Media, &lost),
        (Kind::Rendition, &rendition),
    ] {
        aged(&it, kind, hash);
    }
    let mut found = stray(&it);
    found.sort();
    let mut wanted = vec![lost.clone(), rendition];
    wanted.sort();
    assert_eq!(found, wanted, "neither {young} nor {}", known.hash);
    let file = upkeep::OwnFile::of(Kind::Media, &lost, 4);
    assert!(blobs.remove(&file).expect("removed"));
    assert!(!blobs.remove(&file).expect("gone already"));
    assert!(!blobs.has(Kind::Media, &lost) && blobs.has(Kind::Media, &known.hash));
}

#[test]
fn what_undo_and_redo_bring_back_is_not_stray() {
    let it = folder();
    let asset = it.an_asset(b"1");
    aged(&it, Kind::Media, &asset.hash);
    changes::undo(&it.store, Actor::Window).expect("the import is taken back");
    assert!(stray(&it).is_empty(), "redo needs the bytes");
    it.a_post("Sesuatu yang lain");
    assert_eq!(stray(&it), [asset.hash], "a new act closes the way forward");
}

#[test]
fn what_a_delivery_froze_is_neither_stray_nor_spare() {
    let it = folder();
    let asset = it.an_asset(b"1");
    let post = shows(&it, &[&asset]);
    let blobs = it.store.blobs();
    let frozen = blobs.put(Kind::Rendition, b"frozen").expect("stored");
    let spare = blobs.put(Kind::Rendition, b"spare").expect("stored");
    let list = blobs.put(Kind::Rendition, b"list").expect("stored");
    let remember = |network: &str, placement: &str, hash: &str| {
        let key = renditions::Key {
            asset_hash: asset.hash.clone(),
            network: network.into(),
            placement: placement.into(),
            focus: Focus::CENTRE,
            rules: "1".into(),
        };
        let facts = renditions::Facts {
            hash: hash.into(),
            mime: "image/jpeg".into(),
            width: 1,
            height: 1,
            bytes: 5,
            quality: None,
            findings: Vec::new(),
        };
        it.act("prepare", |tx| renditions::put(tx, &key, &facts));
    };
    remember("bluesky", "feed", &frozen);
    remember("x", "feed", &spare);
    remember("", "thumb-320", &list);
    let planned = delivery(&it.store, post.id, it.channel.id, "2026-10-03T19:00");
    it.act("schedule_post", |tx| deliveries::insert(tx, &planned));
    let found = || {
        let found = it.store.read(upkeep::spare_renditions).expect("read");
        found.into_iter().map(|it| it.0).collect::<Vec<_>>()
    };
    assert!(
        found().is_empty(),
        "a delivery ahead may ask for any of them"
    );
    let db = Connection::open(it.dir.path().join("kelola.db")).expect("opens");
    db.execute(
        "UPDATE deliveries SET state = ?1, frozen = ?2",
        [
            DeliveryState::Live.name(),
            &format!(r#"{{"media":[{{"hash":"{frozen}"}}]}}"#),
        ],
    )
    .expect("went out");
    assert_eq!(found(), [spare.clone()]);
    for hash in [&frozen, &spare, &list] {
        aged(&it, Kind::Rendition, hash);
    }
    assert!(stray(&it).is_empty());
    let (spare_goes, frozen_goes) = it
        .store
        .write(Actor::Sync, "clean_library", |tx| {
            Ok((
                upkeep::forget_rendition(tx, &spare)?,
                upkeep::forget_rendition(tx, &frozen)?,
            ))
        })
        .expect("forgotten");
    assert!(spare_goes && !frozen_goes);
    assert_eq!(stray(&it), [spare], "nothing names it any more");
}

#[test]
fn marks_are_kept_by_content_and_those_without_one_are_told() {
    let it = folder();
    let (one, two) = (it.an_asset(b"1"), it.an_asset(b"2"));
    it.act("look", |tx| likenesses::put(tx, &one.hash, &[7; 32]));
    assert_eq!(
        it.store
            .read(|db| likenesses::unmarked(db, 9))
            .expect("read"),
        [two.id]
    );
    it.act("look", |tx| likenesses::put(tx, &two.hash, &[]));
    assert_eq!(it.store.read(likenesses::count_unmarked).expect("read"), 0);
    let all = it.store.read(likenesses::all).expect("read");
    assert_eq!(all.len(), 1, "one of a single colour cannot be compared");
    assert_eq!((all[0].asset, all[0].likeness.len()), (one.id, 32));
}

#[test]
fn only_wanted_bytes_are_stored() {
    let it = folder();
    let blobs = it.store.blobs();
    let hash = sha256(b"wanted");
    let put = |bytes: &[u8]| {
        let mut bytes = bytes;
        blobs
            .put_wanted(Kind::Media, &mut bytes, |found| found == hash)
            .expect("read")
    };
    assert!(!put(b"other") && put(b"wanted"));
    assert!(blobs.has(Kind::Media, &hash) && !blobs.has(Kind::Media, &sha256(b"other")));
}

fn plan(db: &Connection, filter: &AssetFilter) -> String {
    let (sql, values) = assets::statement(filter).expect("made").expect("words");
    let mut query = db
        .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
        .expect("prepared");
    let lines = query.query_map(rusqlite::params_from_iter(values), |row| {
        row.get::<_, String>(3)
    });
    lines
        .expect("planned")
        .map(|it| it.expect("a line"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn every_order_and_filter_walks_its_index_without_sorting() {
    let it = folder();
    let full = AssetFilter {
        words: "kopi".into(),
        album: Some(AlbumId::from_uuid(it.store.uuid())),
        tags: vec!["senja".into()],
        stars: 2,
        kind: AssetKind::Picture,
        used: Some(false),
        limit: 9,
        ..AssetFilter::default()
    };
    it.store
        .read(|db| {
            for (order, index) in [
                (AssetOrder::Newest, "assets_by_coming"),
                (AssetOrder::Oldest, "assets_by_coming"),
                (AssetOrder::Name, "assets_by_name"),
                (AssetOrder::Largest, "assets_by_size"),
                (AssetOrder::Stars, "assets_by_stars"),
            ] {
                let said = AssetFilter {
                    words: String::new(),
                    ..full.clone()
                };
                for filter in [said, full.clone()] {
                    let streams = !filter.words.is_empty() && index == "assets_by_coming";
                    let plan = plan(db, &AssetFilter { order, ..filter });
                    let wanted = match streams {
                        true => "assets_text VIRTUAL TABLE INDEX".to_owned(),
                        false => format!("assets USING INDEX {index}"),
                    };
                    assert!(
                        plan.contains(&wanted) && !plan.contains("TEMP B-TREE"),
                        "{order:?}: {plan}"
                    );
                }
            }
            Ok(())
        })
        .expect("read");
}

/// Fills the folder by SQL alone: a large library, albums, and posts that show half of it.
fn fill(it: &Folder, assets: u32) {
    let video = serde_json::to_string(&VideoFacts {
        container: Container::Mp4,
        duration_ms: 60_000,
        codec: VideoCodec::H264,
        frame_rate: Some(30.0),
        bit_rate: 133_333,
        rotation: 0,
        audio: None,
    })
    .expect("written");
    let db = Connection::open(it.dir.path().join("kelola.db")).expect("opens");
    db.execute_batch("PRAGMA synchronous = OFF; BEGIN")
        .expect("begun");
    db.execute(
        "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1)
         INSERT INTO assets (id, hash, file_name, mime, width, height, bytes, imported_at, video, alt, credit, stars, tags, framing)
         SELECT printf('%08x-0000-7000-8000-%012x', i, i), printf('%064x', i), printf('IMG_%05d.jpg', i * 7919 % 100000), 'image/jpeg',
             4000, 3000, i * 7907 % 9999991, i, iif(i % 20 = 0, ?2, NULL),
             'foto kopi senja di teras nomor' || i || ' dengan barista ' || (i % 997), 'Foto: Rina', i % 6,
             json_array('tag' || (i % 40), 'musim' || (i % 7)), '{\"focus\":{\"x\":0.5,\"y\":0.5},\"fit\":{\"how\":\"fill\"},\"crops\":[]}' FROM n",
        rusqlite::params![assets, video],
    )
    .expect("assets");
    db.execute(
        "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1 / 2)
         INSERT INTO posts (id, brand, title, pillar, notes, editorial, text, headline, hashtags, link, first_comment, media, channels,
             grace_minutes, send_whenever, revision, updated_at)
         SELECT printf('p%07x-0000-7000-8000-%012x', i, i), ?2, '', '', '', 'draft', '', '', '', '', '',
             json_array(json_object('asset', printf('%08x-0000-7000-8000-%012x', i * 2, i * 2))), '[]', 60, 0, 1, 0 FROM n",
        rusqlite::params![assets, it.brand.id.to_string()],
    )
    .expect("posts");
    db.execute_batch(
        "INSERT INTO albums (id, name) VALUES ('00000000-0000-7000-8000-000000000001', 'Menu');
         INSERT INTO album_assets (album, asset) SELECT '00000000-0000-7000-8000-000000000001', id FROM assets WHERE seq % 10 = 0;
         COMMIT",
    )
    .expect("albums");
}

/// A page of a library of 50,000 originals with its count, in milliseconds. In a debug build neither SQLite nor this
/// crate is optimised.
#[test]
#[ignore = "fills a large database; run with --ignored, and in a release build for the record"]
fn a_lifetime_of_pictures_is_listed_and_searched_within_the_budget() {
    let it = folder();
    fill(&it, 50_000);
    let all = || AssetFilter {
        limit: 200,
        ..AssetFilter::default()
    };
    let words = |text: &str| AssetFilter {
        words: text.to_owned(),
        ..all()
    };
    let album = "00000000-0000-7000-8000-000000000001".parse().ok();
    let mut slowest: f64 = 0.0;
    for (name, filter) in [
        ("newest", all()),
        (
            "deep",
            AssetFilter {
                offset: 45_000,
                ..all()
            },
        ),
        (
            "by name, deep",
            AssetFilter {
                order: AssetOrder::Name,
                offset: 45_000,
                ..all()
            },
        ),
        (
            "largest, deep",
            AssetFilter {
                order: AssetOrder::Largest,
                offset: 45_000,
                ..all()
            },
        ),
        (
            "stars, deep",
            AssetFilter {
                order: AssetOrder::Stars,
                offset: 45_000,
                ..all()
            },
        ),
        (
            "at least 3 stars",
            AssetFilter {
                stars: 3,
                offset: 20_000,
                ..all()
            },
        ),
        (
            "videos",
            AssetFilter {
                kind: AssetKind::Video,
                offset: 2_000,
                ..all()
            },
        ),
        (
            "used",
            AssetFilter {
                used: Some(true),
                offset: 20_000,
                ..all()
            },
        ),
        (
            "unused",
            AssetFilter {
                used: Some(false),
                offset: 20_000,
                ..all()
            },
        ),
        (
            "tag",
            AssetFilter {
                tags: vec!["tag7".into()],
                ..all()
            },
        ),
        ("album", AssetFilter { album, ..all() }),
        ("search for all", words("img")),
        (
            "search for all, by name",
            AssetFilter {
                order: AssetOrder::Name,
                ..words("i")
            },
        ),
        ("search for two", words("kopi sen")),
        ("search for one", words("nomor31234")),
    ] {
        let mut rows = 0;
        let took = (0..7)
            .map(|_| {
                let watch = Stopwatch::now();
                rows = it
                    .store
                    .read(|db| {
                        assets::count_found(db, &filter)?;
                        assets::list(db, &filter)
                    })
                    .expect("read")
                    .len();
                watch.elapsed().as_secs_f64() * 1000.0
            })
            .fold(f64::INFINITY, f64::min);
        eprintln!("{name}: {took:.1} ms ({rows})");
        assert!(rows > 0, "{name}");
        slowest = slowest.max(took);
    }
    let slack = if cfg!(debug_assertions) { 2.0 } else { 1.0 };
    assert!(slowest <= 20.0 * slack, "{slowest:.1} ms");
}

//! The media library, through its commands.

use super::*;
use crate::{
    commands::Nothing,
    desk::{MarkLive, mark_live},
    engine::sync_now,
    failure::Failure,
    media::{Imported, OneAsset, get_asset, import_files, import_watched},
    posts::{OnePost, get_post, remove_post},
    script::{NewPost, add_post},
    testing::Shop,
    undo::undo,
    words::errors,
};
use kelola_domain::{
    ids::{AssetId, PostId},
    media::{Focus, Framing},
};
use kelola_media::sample::{Theme, draw};
use kelola_store::Kind;
use serde_json::json;
use std::{fs, path::PathBuf, sync::atomic::AtomicUsize, sync::atomic::Ordering};

fn shop() -> Shop {
    Shop::at("2026-11-23T05:15:00Z", &["kompasiana", "whatsapp"])
}

/// A drawing as a file of the person's, 640 pixels wide.
fn file(shop: &Shop, name: &str, theme: Theme) -> PathBuf {
    let small = kelola_media::thumbnail(&draw(1, theme), 640).unwrap();
    let path = shop.folder.path().join(name);
    fs::write(&path, small).unwrap();
    path
}

fn bring(shop: &Shop, files: &[PathBuf]) -> Imported {
    let imported = import_files(&shop.kelola, files);
    assert!(imported.failures.is_empty(), "{:?}", imported.failures);
    imported
}

fn one(shop: &Shop, name: &str, theme: Theme) -> AssetId {
    bring(shop, &[file(shop, name, theme)]).assets[0].id
}

fn listed(shop: &Shop, args: ListAssets) -> Vec<AssetId> {
    let page = list_assets(&shop.kelola, ListAssets { limit: 50, ..args }).unwrap();
    assert_eq!(page.total, page.rows.len() as u64);
    page.rows.iter().map(|it| it.asset.id).collect()
}

fn change(shop: &Shop, ids: &[AssetId], change: AssetsChange) -> (u32, Vec<Failure>) {
    let ids = ids.to_vec();
    let done = change_assets(&shop.kelola, ChangeAssets { ids, change }).unwrap();
    (
        done.done,
        done.refused.into_iter().map(|it| it.failure).collect(),
    )
}

fn save(shop: &Shop, id: AssetId, patch: AssetPatch) -> Result<(), Failure> {
    save_asset(&shop.kelola, SaveAsset { id, patch }).map(drop)
}

/// A post that shows the pictures of these files.
fn post(shop: &Shop, media: &[PathBuf], alt: &[&str], at: Option<&str>) -> PostId {
    let channels = crate::channels::list_channels(&shop.kelola, Nothing {}).unwrap();
    let channels: Vec<_> = channels.iter().map(|it| it.id).collect();
    let wanted = json!({ "title": "Menu pagi", "text": "Kopi", "media": media, "alt": alt, "channels": channels, "at": at });
    add_post(
        &shop.kelola,
        serde_json::from_value::<NewPost>(wanted).unwrap(),
    )
    .unwrap()
}

/// Posts a due post by hand.
fn go_live(shop: &Shop, post: PostId) {
    sync_now(&shop.kelola, Nothing {}).unwrap();
    let detail = get_post(&shop.kelola, OnePost { id: post }).unwrap();
    let delivery = detail.deliveries[0].delivery.id;
    mark_live(
        &shop.kelola,
        MarkLive {
            delivery,
            url: None,
        },
    )
    .unwrap();
}

#[test]
fn what_comes_in_together_is_taken_back_together() {
    let shop = shop();
    let files = [
        file(&shop, "latte.jpg", Theme::Latte),
        file(&shop, "senja.jpg", Theme::Sunset),
        file(&shop, "latte lagi.jpg", Theme::Latte),
    ];
    let imported = bring(&shop, &files);
    let ids: Vec<_> = imported.assets.iter().map(|it| it.id).collect();
    assert_eq!(ids[0], ids[2], "the same bytes are stored once");
    assert_eq!(imported.known, [ids[0]]);
    assert_eq!(listed(&shop, ListAssets::default()).len(), 2);
    undo(&shop.kelola, Nothing {}).unwrap();
    assert!(listed(&shop, ListAssets::default()).is_empty());
}

#[test]
fn an_import_can_be_ended_and_keeps_what_came_in_by_then() {
    let shop = shop();
    let folder = shop.folder.path().join("foto");
    fs::create_dir_all(folder.join("lama")).unwrap();
    for (at, theme) in Theme::ALL.into_iter().enumerate() {
        let below = if at % 2 == 0 { "foto" } else { "foto/lama" };
        file(&shop, &format!("{below}/{at}.jpg"), theme);
    }
    fs::write(folder.join("catatan.txt"), b"not a picture").unwrap();
    let heard = AtomicUsize::new(0);
    let ended = import_watched(&shop.kelola, &[&folder], &|it| {
        assert_eq!(it.total, Theme::ALL.len() + 1);
        heard.fetch_add(1, Ordering::Relaxed) + 1 < 3
    });
    assert!(
        (1..=5).contains(&ended.assets.len()),
        "{}",
        ended.assets.len()
    );
    let whole = import_files(&shop.kelola, &[&folder]);
    assert_eq!(whole.assets.len(), Theme::ALL.len());
    assert_eq!(whole.known.len(), ended.assets.len());
    let refused: Vec<_> = whole
        .failures
        .iter()
        .map(|it| it.file_name.as_str())
        .collect();
    assert_eq!(refused, ["catatan.txt"]);
}

#[test]
fn an_original_from_the_trash_comes_back_when_it_comes_in_again() {
    let shop = shop();
    let id = one(&shop, "latte.jpg", Theme::Latte);
    assert_eq!(change(&shop, &[id], AssetsChange::Remove).0, 1);
    let again = bring(&shop, &[shop.folder.path().join("latte.jpg")]);
    assert_eq!(again.known, [id]);
    assert_eq!(listed(&shop, ListAssets::default()), [id]);
}

#[test]
fn a_new_post_takes_description_and_framing_of_its_originals() {
    let shop = shop();
    let files = [
        file(&shop, "latte.jpg", Theme::Latte),
        file(&shop, "senja.jpg", Theme::Sunset),
    ];
    for asset in bring(&shop, &files).assets {
        let patch = AssetPatch {
            alt: Some("Dari pustaka".into()),
            framing: Some(Framing {
                focus: Focus { x: 0.25, y: 2.0 },
                ..Framing::default()
            }),
            ..AssetPatch::default()
        };
        save(&shop, asset.id, patch).unwrap();
    }
    let id = post(&shop, &files, &["Milik kiriman"], None);
    let media = get_post(&shop.kelola, OnePost { id })
        .unwrap()
        .post
        .shared
        .media;
    let alts: Vec<_> = media.iter().map(|it| it.alt.as_str()).collect();
    assert_eq!(alts, ["Milik kiriman", "Dari pustaka"]);
    assert_eq!(
        media[0].focus,
        Focus { x: 0.25, y: 1.0 },
        "forced into the picture"
    );
}

#[test]
fn what_is_said_is_kept_in_order() {
    let shop = shop();
    let id = one(&shop, "latte.jpg", Theme::Latte);
    let patch = AssetPatch {
        credit: Some("  Foto:\n Rina ".into()),
        tags: Some(vec!["#Promo".into(), "promo".into()]),
        file_name: Some(" ../kopi susu.jpg ".into()),
        stars: Some(5),
        ..AssetPatch::default()
    };
    save(&shop, id, patch).unwrap();
    let asset = get_asset(&shop.kelola, OneAsset { id }).unwrap();
    assert_eq!(
        (asset.credit.as_str(), asset.file_name.as_str(), asset.stars),
        ("Foto: Rina", "kopi susu.jpg", 5)
    );
    assert_eq!(asset.tags, ["Promo"]);
    for patch in [
        AssetPatch {
            stars: Some(6),
            ..AssetPatch::default()
        },
        AssetPatch {
            file_name: Some("  ".into()),
            ..AssetPatch::default()
        },
        AssetPatch {
            alt: Some("a".repeat(5_001)),
            ..AssetPatch::default()
        },
    ] {
        assert_eq!(save(&shop, id, patch).unwrap_err().code, errors::BAD_INPUT);
    }
}

#[test]
fn many_are_changed_at_once_and_those_in_use_stay_out_of_the_trash() {
    let shop = shop();
    let used = file(&shop, "latte.jpg", Theme::Latte);
    let free = one(&shop, "senja.jpg", Theme::Sunset);
    let shown = post(&shop, std::slice::from_ref(&used), &[], None);
    let used = bring(&shop, &[used]).assets[0].id;
    let tag = AssetsChange::AddTag {
        tag: "#menu".into(),
    };
    assert_eq!(change(&shop, &[used, free], tag), (2, vec![]));
    let album = SaveAlbum {
        id: None,
        name: " Menu  pagi ".into(),
    };
    let album = save_album(&shop.kelola, album).unwrap();
    assert_eq!(album.name, "Menu pagi");
    let into = AssetsChange::AddToAlbum { album: album.id };
    assert_eq!(change(&shop, &[used, free], into).0, 2);
    assert_eq!(list_albums(&shop.kelola, Nothing {}).unwrap()[0].assets, 2);

    let (done, refused) = change(&shop, &[used, free], AssetsChange::Remove);
    assert_eq!((done, refused.len()), (1, 1));
    assert_eq!(refused[0].code, errors::ASSET_IN_USE);
    assert_eq!(refused[0].values["posts"], "1");
    assert_eq!(list_albums(&shop.kelola, Nothing {}).unwrap()[0].assets, 1);
    assert_eq!(change(&shop, &[free], AssetsChange::Restore).0, 1);
    remove_post(&shop.kelola, OnePost { id: shown }).unwrap();
    assert_eq!(change(&shop, &[used], AssetsChange::Remove).0, 1);
    let gone = change(&shop, &[used], AssetsChange::SetStars { stars: 3 }).1;
    assert_eq!(gone[0].code, errors::NOT_FOUND);
}

#[test]
fn one_takes_the_place_of_another_wherever_posts_can_still_change() {
    let shop = shop();
    let old = file(&shop, "latte.jpg", Theme::Latte);
    let draft = post(&shop, std::slice::from_ref(&old), &[], None);
    let planned = post(
        &shop,
        std::slice::from_ref(&old),
        &["Punya alt"],
        Some("2026-11-25T12:15"),
    );
    let live = post(
        &shop,
        std::slice::from_ref(&old),
        &[],
        Some("2026-11-23T12:15"),
    );
    go_live(&shop, live);
    let from = bring(&shop, &[old]).assets[0].id;
    let to = one(&shop, "senja.jpg", Theme::Sunset);
    let alt = AssetPatch {
        alt: Some("Senja".into()),
        ..AssetPatch::default()
    };
    save(&shop, to, alt).unwrap();

    let uses = asset_uses(&shop.kelola, OneAsset { id: from }).unwrap();
    let free: Vec<_> = uses.iter().map(|it| (it.post, it.replaceable)).collect();
    assert_eq!(free, [(live, false), (planned, true), (draft, true)]);
    assert_eq!(uses[0].title, "Menu pagi");

    let done = replace_asset(&shop.kelola, ReplaceAsset { from, to }).unwrap();
    assert_eq!(done.done, 2);
    let refused: Vec<_> = done
        .refused
        .iter()
        .map(|it| (it.post, it.failure.code.as_str()))
        .collect();
    assert_eq!(refused, [(live, errors::POST_ON_ITS_WAY)]);
    let shown = |id| {
        let post = get_post(&shop.kelola, OnePost { id }).unwrap().post;
        (post.shared.media[0].asset, post.shared.media[0].alt.clone())
    };
    assert_eq!(shown(draft), (to, "Senja".to_owned()));
    assert_eq!(shown(planned), (to, "Punya alt".to_owned()));
    assert_eq!(shown(live).0, from);
    undo(&shop.kelola, Nothing {}).unwrap();
    assert_eq!(
        (shown(draft).0, shown(planned).0),
        (from, from),
        "in one step"
    );
}

#[test]
fn keeping_one_of_several_is_one_step() {
    let shop = shop();
    let files = [
        file(&shop, "latte.jpg", Theme::Latte),
        file(&shop, "senja.jpg", Theme::Sunset),
    ];
    let [draft, live] = [(0, None), (1, Some("2026-11-23T12:15"))]
        .map(|(at, when)| post(&shop, &files[at..=at], &[], when));
    go_live(&shop, live);
    let of: Vec<_> = bring(&shop, &files).assets.iter().map(|it| it.id).collect();
    let kept = one(&shop, "hujan.jpg", Theme::RainWindow);
    let keep = |others: &[AssetId]| {
        let others = others.to_vec();
        keep_asset(&shop.kelola, KeepAsset { kept, others })
    };
    assert_eq!(keep(&[kept]).unwrap_err().code, errors::BAD_INPUT);

    let changed = keep(&of).unwrap();
    let refused: Vec<_> = changed.refused.iter().map(|it| it.id).collect();
    assert_eq!((changed.done, refused), (1, vec![of[1]]), "one is live");
    let shown = |id| {
        let post = get_post(&shop.kelola, OnePost { id }).unwrap().post;
        post.shared.media[0].asset
    };
    assert_eq!((shown(draft), shown(live)), (kept, of[1]));
    assert_eq!(listed(&shop, ListAssets::default()).len(), 2);
    undo(&shop.kelola, Nothing {}).unwrap();
    assert_eq!(shown(draft), of[0]);
    assert_eq!(listed(&shop, ListAssets::default()).len(), 3);
}

#[test]
fn what_looks_alike_is_told_when_it_comes_in_and_when_it_is_asked_for() {
    let shop = shop();
    let latte = one(&shop, "latte.jpg", Theme::Latte);
    let sunset = one(&shop, "senja.jpg", Theme::Sunset);
    let smaller = kelola_media::thumbnail(&draw(1, Theme::Latte), 400).unwrap();
    let path = shop.folder.path().join("latte kecil.jpg");
    fs::write(&path, smaller).unwrap();
    let imported = bring(&shop, &[path]);
    let small = imported.assets[0].id;
    let told: Vec<_> = imported
        .alike
        .iter()
        .map(|it| (it.asset, it.like))
        .collect();
    assert_eq!(told, [(small, latte)]);
    let alike = |id| {
        let rows = find_alike(&shop.kelola, OneAsset { id }).unwrap();
        rows.iter().map(|it| it.asset.id).collect::<Vec<_>>()
    };
    assert_eq!(alike(latte), [small]);
    assert!(alike(sunset).is_empty());
    let groups = find_duplicates(&shop.kelola, Nothing {}).unwrap();
    assert_eq!(groups.len(), 1);
    let best: Vec<_> = groups[0].assets.iter().map(|it| it.asset.id).collect();
    assert_eq!(best, [latte, small], "the larger first");
    assert_eq!(check_library(&shop.kelola, Nothing {}).unwrap().unseen, 0);
}

fn forget_file(shop: &Shop, id: AssetId) -> (PathBuf, Vec<u8>) {
    let asset = get_asset(&shop.kelola, OneAsset { id }).unwrap();
    let path = shop
        .kelola
        .store()
        .blobs()
        .path(Kind::Media, &asset.hash)
        .unwrap();
    let bytes = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    (path, bytes)
}

#[test]
fn a_lost_file_is_taken_back_by_its_content_alone() {
    let shop = shop();
    let (one, two) = (
        one(&shop, "latte.jpg", Theme::Latte),
        one(&shop, "senja.jpg", Theme::Sunset),
    );
    let (place, bytes) = forget_file(&shop, one);
    let (_, other) = forget_file(&shop, two);
    let check = check_library(&shop.kelola, Nothing {}).unwrap();
    assert_eq!((check.missing.len(), check.missing_assets), (2, 2));
    let folder = shop.folder.path().join("cadangan/2026");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("apa saja.bin");
    let mut wrong = bytes.clone();
    wrong[100] ^= 1;
    fs::write(&file, wrong).unwrap();
    let refused = find_missing(&shop.kelola, one, &file).unwrap_err();
    assert_eq!(refused.code, errors::ASSET_OTHER_CONTENT);
    assert!(!place.exists());
    fs::write(&file, &bytes).unwrap();
    find_missing(&shop.kelola, one, &file).unwrap();
    assert_eq!(fs::read(&place).unwrap(), bytes);

    fs::remove_file(&place).unwrap();
    let found = find_missing_in(&shop.kelola, &folder).unwrap();
    assert_eq!(
        found,
        MissingFound {
            found: 1,
            still_missing: 1
        }
    );
    fs::write(folder.join("senja"), other).unwrap();
    let found =
        find_missing_in(&shop.kelola, shop.folder.path().join("cadangan").as_path()).unwrap();
    assert_eq!(
        found,
        MissingFound {
            found: 1,
            still_missing: 0
        }
    );
}

fn clean(shop: &Shop, what: Rubbish) -> Cleaned {
    clean_library(&shop.kelola, CleanLibrary { what }).unwrap()
}

#[test]
fn emptying_the_trash_spares_what_something_still_needs() {
    let shop = shop();
    let shown = file(&shop, "latte.jpg", Theme::Latte);
    let in_trash = post(&shop, std::slice::from_ref(&shown), &[], None);
    let needed = bring(&shop, &[shown]).assets[0].clone();
    let free = bring(&shop, &[file(&shop, "senja.jpg", Theme::Sunset)]).assets[0].clone();
    remove_post(&shop.kelola, OnePost { id: in_trash }).unwrap();
    change(&shop, &[needed.id, free.id], AssetsChange::Remove);
    let before = check_library(&shop.kelola, Nothing {}).unwrap().trash;
    assert_eq!((before.assets, before.needed), (2, 1));
    assert_eq!(before.bytes, needed.bytes + free.bytes);

    let cleaned = clean(&shop, Rubbish::Trash);
    assert_eq!(cleaned.kept, 1);
    assert_eq!(cleaned.files, 2, "the original and its list picture");
    assert!(cleaned.bytes > free.bytes);
    let blobs = shop.kelola.store().blobs();
    assert!(blobs.has(Kind::Media, &needed.hash) && !blobs.has(Kind::Media, &free.hash));
    let trash = ListAssets {
        in_trash: true,
        ..ListAssets::default()
    };
    assert_eq!(listed(&shop, trash), [needed.id]);
    assert!(
        undo(&shop.kelola, Nothing {}).is_err(),
        "what went is gone for good"
    );
    assert!(!blobs.has(Kind::Media, &free.hash));
    assert_eq!(
        clean(&shop, Rubbish::Trash),
        Cleaned {
            kept: 1,
            ..Cleaned::default()
        }
    );
}

#[test]
fn a_library_in_order_has_nothing_to_clean() {
    let shop = shop();
    let id = one(&shop, "latte.jpg", Theme::Latte);
    let check = check_library(&shop.kelola, Nothing {}).unwrap();
    assert_eq!(
        (check.stray, check.renditions),
        (Amount::default(), Amount::default())
    );
    assert_eq!(check.unused_assets, 1);
    assert_eq!(check.unused[0].asset.id, id);
    assert_eq!(check.unused_bytes, check.unused[0].asset.bytes);
    for what in [Rubbish::Trash, Rubbish::Stray, Rubbish::Renditions] {
        assert_eq!(clean(&shop, what), Cleaned::default());
    }
    assert_eq!(listed(&shop, ListAssets::default()), [id]);
}

//! Many originals cut into a folder, on a real data folder.

use super::*;
use crate::{
    events::Event,
    jobs::{CancelJob, JobState, cancel_job},
    media::{
        import_bytes, import_file,
        library::{AssetPatch, SaveAsset, save_asset},
    },
    settings,
    testing::Shop,
};
use kelola_domain::media::{Focus, Framing};
use kelola_media::{
    probe,
    sample::{Theme, draw},
};
use kelola_store::Kind;
use std::{collections::BTreeSet, sync::Arc};

fn places(all: &[(&str, &str)]) -> Vec<PlacementRef> {
    let places = all.iter().map(|(network, placement)| PlacementRef {
        network: (*network).into(),
        placement: (*placement).to_owned(),
    });
    places.collect()
}

fn job(number: u128) -> JobId {
    JobId::from_uuid(uuid::Uuid::from_u128(number))
}

fn names(folder: &Path) -> BTreeSet<String> {
    std::fs::read_dir(folder).map_or_else(
        |_| BTreeSet::new(),
        |it| {
            it.map(|it| it.unwrap().file_name().into_string().unwrap())
                .collect()
        },
    )
}

#[test]
fn every_original_is_cut_for_every_placement_and_a_bad_one_costs_only_itself() {
    let shop = Shop::at("2026-11-23T05:15:00Z", &["instagram"]);
    let kelola = &shop.kelola;
    let themes = [Theme::Storefront, Theme::Latte, Theme::Beans, Theme::Quote];
    let taken: Vec<_> = themes
        .iter()
        .map(|it| import_bytes(kelola, "Menu baru.jpg", &draw(7, *it)).unwrap())
        .collect();
    let video =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../media/tests/videos/plain.mp4");
    let video = import_file(kelola, &video).unwrap();
    let gone = &taken[2];
    std::fs::remove_file(
        kelola
            .store()
            .blobs()
            .path(Kind::Media, &gone.hash)
            .unwrap(),
    )
    .unwrap();
    let heard: Arc<Mutex<Vec<JobState>>> = Arc::default();
    let ear = Arc::clone(&heard);
    kelola.events().listen(move |event| {
        if let Event::Job(state) = event {
            ear.lock().unwrap().push(state.clone());
        }
    });
    let folder = shop.folder.path().join("hasil");
    let ids = taken.iter().map(|it| it.id);
    let args = Batch {
        job: job(1),
        assets: ids.clone().chain([video.id]).chain(ids).collect(),
        placements: places(&[
            ("instagram", "story"),
            ("x", "landscape"),
            ("x", "landscape"),
        ]),
    };
    let done = write_pictures(kelola, &args, &folder).unwrap();
    assert_eq!((done.written, done.cancelled), (6, false));
    assert_eq!(Path::new(&done.folder), folder);
    let failed: Vec<_> = done
        .failed
        .iter()
        .map(|it| (it.asset, it.failure.code.as_str()))
        .collect();
    assert_eq!(
        failed,
        [
            (gone.id, errors::PICTURE_MISSING),
            (video.id, errors::VIDEO_NOT_CUT)
        ]
    );
    let mut wanted = BTreeSet::new();
    for asset in taken.iter().filter(|it| it.id != gone.id) {
        for (place, size) in [
            ("instagram-story", (1080, 1920)),
            ("x-landscape", (1600, 900)),
        ] {
            let name = format!("Menu-baru-{}-{place}.jpg", &asset.hash[..8]);
            let facts = probe(&std::fs::read(folder.join(&name)).unwrap()).unwrap();
            assert_eq!((facts.width, facts.height), size, "{name}");
            wanted.insert(name);
        }
    }
    assert_eq!(names(&folder), wanted);
    let last = heard.lock().unwrap().last().cloned().unwrap();
    assert_eq!((last.total, last.done, last.failed), (5, 5, 2));
    assert!(last.finished);
}

#[test]
fn each_original_has_its_own_frame_and_is_credited_where_that_is_wanted() {
    let shop = Shop::at("2026-11-23T05:15:00Z", &["instagram"]);
    let kelola = &shop.kelola;
    let asset = import_bytes(kelola, "a.jpg", &draw(1, Theme::Storefront)).unwrap();
    let folder = shop.folder.path().join("hasil");
    let cut = |number| {
        let args = Batch {
            job: job(number),
            assets: vec![asset.id],
            placements: places(&[("instagram", "feed-square")]),
        };
        assert_eq!(write_pictures(kelola, &args, &folder).unwrap().written, 1);
        let name = names(&folder).pop_first().unwrap();
        std::fs::read(folder.join(name)).unwrap()
    };
    let save = |patch| {
        let id = asset.id;
        save_asset(kelola, SaveAsset { id, patch }).unwrap();
    };
    let names_dewi = |file: &[u8]| file.windows(10).any(|it| it == b"Foto: Dewi");
    let middle = cut(1);
    save(AssetPatch {
        framing: Some(Framing {
            focus: Focus { x: 0.0, y: 0.0 },
            ..Framing::default()
        }),
        credit: Some("Foto: Dewi".to_owned()),
        ..AssetPatch::default()
    });
    let left = cut(2);
    assert_ne!(left, middle);
    assert!(!names_dewi(&left));
    let settings = settings::Settings {
        keep_credit: true,
        ..settings::current(kelola).unwrap()
    };
    settings::save_settings(kelola, settings::SaveSettings { settings }).unwrap();
    assert!(names_dewi(&cut(3)));
}

#[test]
fn a_batch_ends_when_the_person_says_so_and_keeps_what_is_written() {
    let shop = Shop::at("2026-11-23T05:15:00Z", &["instagram"]);
    let kelola = &shop.kelola;
    let picture = import_bytes(kelola, "a.jpg", &draw(1, Theme::Quote)).unwrap();
    let many: Vec<_> = (2..14)
        .map(|seed| {
            import_bytes(kelola, "b.jpg", &draw(seed, Theme::Quote))
                .unwrap()
                .id
        })
        .collect();
    let batch = |number, assets: &[AssetId]| Batch {
        job: job(number),
        assets: assets.to_vec(),
        placements: places(&[("instagram", "feed-square")]),
    };
    cancel_job(kelola, CancelJob { id: job(1) }).unwrap();
    let folder = shop.folder.path().join("hasil");
    let done = write_pictures(kelola, &batch(1, &[picture.id]), &folder).unwrap();
    assert_eq!((done.written, done.cancelled), (0, true));
    assert!(names(&folder).is_empty());
    // Ended from within, after the first files: an event of the job is what the window sees too.
    let own = kelola.clone();
    kelola.events().listen(move |event| {
        if let Event::Job(JobState { done: 1.., .. }) = event {
            cancel_job(&own, CancelJob { id: job(2) }).unwrap();
        }
    });
    let done = write_pictures(kelola, &batch(2, &many), &folder).unwrap();
    assert!(done.cancelled && done.failed.is_empty());
    assert!(done.written > 0 && (done.written as usize) < many.len());
    assert_eq!(
        names(&folder).len(),
        done.written as usize,
        "none is half written"
    );
}

#[test]
fn a_batch_of_nothing_or_for_nowhere_is_refused() {
    let shop = Shop::at("2026-11-23T05:15:00Z", &["instagram"]);
    let asset = AssetId::from_uuid(uuid::Uuid::nil());
    let ask = |assets: Vec<AssetId>, placements| {
        let args = Batch {
            job: job(1),
            assets,
            placements,
        };
        write_pictures(&shop.kelola, &args, shop.folder.path()).map(|it| it.failed)
    };
    let story = places(&[("instagram", "story")]);
    for failure in [
        ask(vec![], story.clone()),
        ask(vec![asset], vec![]),
        ask(vec![asset], places(&[("instagram", "nowhere")])),
    ] {
        assert_eq!(failure.unwrap_err().code, errors::BAD_INPUT);
    }
    let failed = ask(vec![asset], story).unwrap();
    assert_eq!(failed[0].failure.code, errors::NOT_FOUND);
}

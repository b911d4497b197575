//! What is made ahead, on a real data folder.

use super::*;
use crate::{
    channels::list_channels,
    commands::Nothing,
    posts::{OnePost, PostPatch, SavePost, get_post, save_post},
    script::{NewPost, add_post},
    testing::Shop,
    undo::undo,
};
use kelola_domain::{media::Focus, post::Content};
use kelola_media::sample::{Theme, draw};
use serde_json::json;
use std::sync::Arc;

struct Planned {
    shop: Shop,
    post: PostId,
    told: Arc<Mutex<u32>>,
}

impl Planned {
    /// A post with one picture on two channels; without a time where none is given.
    fn at(at: Option<&str>) -> Self {
        let shop = Shop::at("2026-11-23T05:15:00Z", &["instagram", "x"]);
        let told: Arc<Mutex<u32>> = Arc::default();
        let ear = Arc::clone(&told);
        let file = shop.folder.path().join("a.jpg");
        std::fs::write(&file, draw(3, Theme::Quote)).unwrap();
        let all = list_channels(&shop.kelola, Nothing {}).unwrap();
        let channels: Vec<_> = all.iter().map(|it| it.id).collect();
        let mut wanted =
            json!({ "text": "Kopi", "media": [file], "alt": ["x"], "channels": channels });
        if let Some(at) = at {
            wanted["at"] = at.into();
        }
        let wanted: NewPost = serde_json::from_value(wanted).unwrap();
        let post = add_post(&shop.kelola, wanted).unwrap();
        shop.kelola.events().listen(move |event| {
            if matches!(event, Event::PostsChanged) {
                *ear.lock().unwrap() += 1;
            }
        });
        Self { shop, post, told }
    }

    /// How many of its pictures are made.
    fn made(&self) -> usize {
        let detail = get_post(&self.shop.kelola, OnePost { id: self.post }).unwrap();
        let pictures = detail.checks.iter().flat_map(|it| &it.pictures);
        pictures.filter(|it| it.bytes.is_some()).count()
    }

    fn look_left(&self) {
        let detail = get_post(&self.shop.kelola, OnePost { id: self.post }).unwrap();
        let mut media = detail.post.shared.media.clone();
        media[0].focus = Focus { x: 0.0, y: 0.0 };
        let shared = Content {
            media,
            ..detail.post.shared
        };
        let save = SavePost {
            id: self.post,
            revision: detail.post.revision,
            patch: PostPatch {
                shared: Some(shared),
                ..PostPatch::default()
            },
        };
        save_post(&self.shop.kelola, save).unwrap();
    }

    /// Waits until nobody is at work any more.
    fn rest(&self) {
        let end = Instant::now() + Duration::from_secs(60);
        while self.shop.kelola.ahead.lock().at_work {
            assert!(Instant::now() < end, "the worker does not end");
            thread::sleep(Duration::from_millis(10));
        }
    }
}

#[test]
fn a_plan_has_its_pictures_made_and_a_change_makes_them_anew() {
    let planned = Planned::at(Some("2026-11-25T12:15"));
    planned.rest();
    assert_eq!(planned.made(), 2);
    *planned.told.lock().unwrap() = 0;
    planned.look_left();
    assert_eq!(planned.made(), 0, "another frame, other pictures");
    planned.rest();
    assert_eq!(planned.made(), 2);
    assert_eq!(*planned.told.lock().unwrap(), 1, "the window is told");
    undo(&planned.shop.kelola, Nothing {}).unwrap();
    planned.rest();
    assert_eq!(planned.made(), 2, "what was there before is still known");
}

#[test]
fn what_has_no_plan_is_left_alone() {
    let planned = Planned::at(None);
    planned.look_left();
    planned.rest();
    assert_eq!(planned.made(), 0);
}

#[test]
fn what_many_posts_show_is_made_for_those_that_go_out_soon() {
    let planned = Planned::at(Some("2026-11-25T12:15"));
    planned.rest();
    let folder = planned.shop.kelola.paths().data.join("renditions");
    std::fs::remove_dir_all(folder).unwrap();
    all_changed(&planned.shop.kelola);
    planned.rest();
    let pictures = PostPictures::of(&planned.shop.kelola, planned.post).unwrap();
    let [original] = pictures.originals() else {
        panic!("one original on both channels");
    };
    assert!(
        !pictures.make(original, Cores::One).unwrap(),
        "nothing was left to make"
    );
}

#[test]
fn when_the_program_ends_nothing_more_is_made() {
    let planned = Planned::at(Some("2026-11-25T12:15"));
    planned.rest();
    planned.look_left();
    let begun = Instant::now();
    planned.shop.kelola.stop_work();
    planned.rest();
    assert!(begun.elapsed() < REST, "it does not wait to end");
    assert_eq!(planned.made(), 0);
    planned.look_left();
    planned.rest();
    assert_eq!(planned.made(), 0);
}

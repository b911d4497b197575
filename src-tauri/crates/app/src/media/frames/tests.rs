//! What the crop editor is told of an original, on a real data folder.

use super::*;
use crate::{
    channels::list_channels,
    look::{ChannelMark, save_mark},
    media::{import_bytes, import_file, rendition_bytes},
    testing::Shop,
    words::errors,
};
use kelola_domain::media::{Area, Attachment, Corner, Crop, Focus, Watermark};
use kelola_media::{
    probe,
    sample::{Theme, draw},
};
use kelola_store::Kind;

fn shop() -> (Shop, Asset) {
    let shop = Shop::at("2026-11-23T05:15:00Z", &["instagram", "x"]);
    let asset = import_bytes(&shop.kelola, "depan.jpg", &draw(1, Theme::Storefront)).unwrap();
    (shop, asset)
}

fn at(network: &str, placement: &str) -> PlacementRef {
    PlacementRef {
        network: network.into(),
        placement: placement.to_owned(),
    }
}

fn wanted(asset: &Asset, framing: Framing, placements: &[PlacementRef]) -> FramesWanted {
    FramesWanted {
        asset: asset.id,
        framing,
        placements: placements.to_vec(),
        channel: None,
    }
}

/// A quarter of the picture for Instagram's stories, the rest around a point.
fn framing() -> Framing {
    Framing {
        focus: Focus { x: 0.9, y: 0.5 },
        fit: Fit::Fill,
        crops: vec![Crop {
            network: "instagram".into(),
            placement: "story".into(),
            area: Area {
                x: 0.0,
                y: 0.0,
                width: 0.5,
                height: 0.5,
            },
        }],
    }
}

#[test]
fn a_frame_shows_what_will_be_cut_and_says_what_geometry_knows() {
    let (shop, asset) = shop();
    let places = [
        at("instagram", "story"),
        at("instagram", "feed-square"),
        at("x", "landscape"),
    ];
    let views = frame_views(&shop.kelola, wanted(&asset, framing(), &places)).unwrap();
    let [story, square, landscape] = &views[..] else {
        panic!("three were asked for: {views:?}");
    };
    assert!(story.exact && !square.exact && !landscape.exact);
    assert_eq!((story.width, story.height), (1080, 1920));
    // Its part is 1000 x 750 from the corner; of it the middle in the shape 9:16.
    assert_eq!((story.crop.y, story.crop.height), (0.0, 750.0));
    assert!((story.crop.x + story.crop.width / 2.0 - 500.0).abs() < 1e-6);
    assert_eq!(story.findings[0].code, "picture_upscaled");
    assert_eq!(story.findings[0].values["height"], "750");
    // The largest square, as far right as its middle may go.
    assert_eq!((square.crop.width, square.crop.height), (1500.0, 1500.0));
    assert_eq!((square.crop.x, square.crop.y), (500.0, 0.0));
    assert!(square.findings.is_empty());
    let rules = profile(&shop.kelola, &"x".into()).unwrap();
    let known = rules
        .placements
        .iter()
        .find(|it| it.id == "landscape")
        .unwrap();
    assert_eq!(landscape.max_bytes, known.max_bytes);
    let bars = Framing {
        fit: Fit::Bars,
        ..Framing::default()
    };
    let views = frame_views(&shop.kelola, wanted(&asset, bars, &places[1..2])).unwrap();
    assert_eq!((views[0].crop.y, views[0].crop.height), (-250.0, 2000.0));
}

#[test]
fn without_a_wish_every_network_of_the_brand_shows_its_usual_placement() {
    let (shop, asset) = shop();
    let views = frame_views(&shop.kelola, wanted(&asset, framing(), &[])).unwrap();
    let shown: Vec<_> = views
        .iter()
        .map(|it| at(it.network.as_str(), &it.placement))
        .collect();
    let choices = brand_placements(&shop.kelola, Nothing {}).unwrap();
    let usual: Vec<_> = choices
        .iter()
        .filter(|it| it.used && it.default)
        .map(|it| at(it.network.as_str(), &it.placement))
        .collect();
    assert_eq!(shown.len(), 2);
    assert!(shown.iter().all(|it| usual.contains(it)));
    let first_unused = choices.iter().position(|it| !it.used).unwrap();
    assert!(choices[..first_unused].iter().all(|it| it.used));
    assert!(choices[first_unused..].iter().all(|it| !it.used));
}

#[test]
fn what_is_weighed_is_kept_and_is_what_a_channel_sends() {
    let (shop, asset) = shop();
    let kelola = &shop.kelola;
    let places = [
        at("instagram", "feed-portrait"),
        at("instagram", "story"),
        at("x", "landscape"),
    ];
    let weights = weigh_frames(kelola, wanted(&asset, framing(), &places)).unwrap();
    for (weight, view) in weights
        .iter()
        .zip(frame_views(kelola, wanted(&asset, framing(), &places)).unwrap())
    {
        let bytes =
            rendition_bytes(kelola, weight.src.strip_prefix("rendition/").unwrap()).unwrap();
        let facts = probe(&bytes).unwrap();
        assert_eq!(bytes.len() as u64, weight.bytes);
        assert_eq!((facts.width, facts.height), (view.width, view.height));
        assert!(weight.bytes <= view.max_bytes && weight.quality.is_some());
        assert_eq!(
            weight.findings, view.findings,
            "nothing else happens to this picture"
        );
    }
    let channels = list_channels(kelola, Nothing {}).unwrap();
    let instagram = channels
        .iter()
        .find(|it| it.network == "instagram".into())
        .unwrap();
    let attachment = Attachment {
        asset: asset.id,
        alt: String::new(),
        focus: framing().focus,
        fit: framing().fit,
        crops: framing().crops,
    };
    let sent =
        crate::freeze::pictures(kelola, instagram, &Default::default(), &[attachment]).unwrap();
    assert_eq!(format!("rendition/{}", sent[0].hash), weights[0].src);
    // What is known needs no original; what is new does.
    let original = kelola
        .store()
        .blobs()
        .path(Kind::Media, &asset.hash)
        .unwrap();
    std::fs::remove_file(original).unwrap();
    let again = weigh_frames(kelola, wanted(&asset, framing(), &places)).unwrap();
    assert_eq!(again[2].src, weights[2].src);
    let failure = weigh_frames(kelola, wanted(&asset, Framing::default(), &places)).unwrap_err();
    assert_eq!(failure.code, errors::PICTURE_MISSING);
}

#[test]
fn a_channels_watermark_is_weighed_where_the_channel_is_meant() {
    let (shop, asset) = shop();
    let kelola = &shop.kelola;
    let channel = list_channels(kelola, Nothing {}).unwrap()[0].id;
    let logo = import_bytes(kelola, "logo.jpg", &draw(2, Theme::Quote)).unwrap();
    let mark = Watermark {
        asset: logo.id,
        corner: Corner::TopLeft,
        size: 0.5,
        opacity: 1.0,
    };
    let mark = ChannelMark {
        channel,
        mark: Some(mark),
    };
    save_mark(kelola, mark).unwrap();
    let plain = wanted(&asset, framing(), &[at("x", "landscape")]);
    let marked = FramesWanted {
        channel: Some(channel),
        ..plain.clone()
    };
    let weigh = |args| weigh_frames(kelola, args).unwrap().remove(0).src;
    assert_ne!(weigh(plain), weigh(marked));
}

#[test]
fn a_video_has_no_frames_and_what_is_no_placement_is_refused() {
    let (shop, asset) = shop();
    let file =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../media/tests/videos/plain.mp4");
    let video = import_file(&shop.kelola, &file).unwrap();
    let of_video = || wanted(&video, framing(), &[]);
    assert!(frame_views(&shop.kelola, of_video()).unwrap().is_empty());
    assert!(weigh_frames(&shop.kelola, of_video()).unwrap().is_empty());
    for (place, code) in [
        (at("instagram", "nowhere"), errors::BAD_INPUT),
        (at("nowhere", "square"), errors::UNKNOWN_NETWORK),
    ] {
        let failure = frame_views(&shop.kelola, wanted(&asset, framing(), &[place])).unwrap_err();
        assert_eq!(failure.code, code);
    }
}

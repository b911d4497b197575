//! TikTok's rules, from developers.tiktok.com (content-posting-api-reference-direct-post, -photo-post; copies of
//! 2026-09-11).

use crate::rules::{exact, limit_for, read_on};
use kelola_domain::{
    media::ImageFormat,
    network::{Abilities, Cut, Field, Gallery, MediaRules, More, Profile, Reader, Shape},
    text::Unit,
};

const VIDEO: &str = "developers.tiktok.com content-posting-api-reference-direct-post (2026-09-11)";
const PHOTO: &str = "developers.tiktok.com content-posting-api-reference-photo-post (2026-09-11)";
/// 20 MB per picture (photo post, 2026-09-11).
const MAX_BYTES: u64 = 20_000_000;

const GUIDES: &str = "one or two lines: published guides, socialk.it (2026); the characters they name lie between 55 and 150";
const LAYOUT: &str = "no document found (2026-11): caption over the video, photos turned one by one, from general knowledge, not checked";

/// TikTok's rules.
pub fn profile() -> Profile {
    let formats = &[ImageFormat::Jpeg, ImageFormat::Webp];
    Profile {
        id: "tiktok".into(),
        name: "TikTok".into(),
        as_of: read_on(),
        kinds: vec!["video".into(), "photo".into()],
        placements: vec![exact("photo", 1080, 1920, formats, MAX_BYTES)],
        limits: vec![
            limit_for("video", Field::Text, Unit::Utf16, 2200, VIDEO),
            limit_for("photo", Field::Text, Unit::Utf16, 4000, PHOTO),
            limit_for("photo", Field::Title, Unit::Utf16, 90, PHOTO),
        ],
        media: MediaRules {
            max_images: 35,
            required: true,
            ..MediaRules::default()
        },
        abilities: Abilities {
            mentions: true,
            hashtags: true,
            ..Abilities::default()
        },
        composer_url: Some("https://www.tiktok.com/tiktokstudio/upload".into()),
        fields: vec![Field::Title, Field::Media, Field::Hashtags],

        readers: vec![
            // A video has a caption alone.
            Reader {
                gallery: Gallery::First,
                hides: vec![Field::Title],
                ..clip().of_kinds(&["video"])
            },
            clip().of_kinds(&["photo"]),
        ],
        ..Profile::default()
    }
}

fn clip() -> Reader {
    Reader {
        cut: Some(Cut::lines(2, More::More, GUIDES).doubtful()),
        gallery: Gallery::Carousel,
        ..Reader::doubtful(Shape::Clip, LAYOUT)
    }
}

//! Instagram's rules, from developers.facebook.com (Instagram platform: content publishing, IG user media;
//! copies of 2026-09-11).

use crate::rules::{exact, limit, read_on};
use kelola_domain::{
    media::ImageFormat,
    network::{Abilities, Cut, Field, Gallery, MediaRules, More, Profile, Ratios, Reader, Shape},
    text::Unit,
};

const SOURCE: &str = "developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media (2026-09-11)";
/// 8 MB, JPEG only (content publishing, 2026-09-11).
const MAX_BYTES: u64 = 8 * 1024 * 1024;

const GUIDES: &str = "about 125 characters, about 55 under a reel: published guides, socialk.it and mojicnt.click (2026); \
                      Instagram states no number";
const CAROUSEL: &str = "developers.facebook.com/docs/instagram-platform/content-publishing (2026-09-11): a carousel, all \
                        cropped like the first; that a story has no caption is from general knowledge, not checked";
/// A feed shows at most 4:5 (content publishing, 2026-09-11).
const TALLEST: f64 = 0.8;

/// Instagram's rules.
pub fn profile() -> Profile {
    let jpeg = &[ImageFormat::Jpeg];
    Profile {
        id: "instagram".into(),
        name: "Instagram".into(),
        as_of: read_on(),
        kinds: ["feed", "reel", "story"].map(str::to_owned).into(),
        placements: vec![
            exact("feed-portrait", 1080, 1350, jpeg, MAX_BYTES),
            exact("feed-square", 1080, 1080, jpeg, MAX_BYTES),
            exact("feed-landscape", 1080, 566, jpeg, MAX_BYTES),
            exact("story", 1080, 1920, jpeg, MAX_BYTES),
        ],
        // The source says "characters" without a unit; UTF-16 is the cautious reading.
        limits: vec![
            limit(Field::Text, Unit::Utf16, 2200, SOURCE),
            limit(Field::Hashtags, Unit::Items, 30, SOURCE),
            limit(Field::Text, Unit::Mentions, 20, SOURCE),
        ],
        // Feed pictures lie between 4:5 and 1.91:1; the server scales widths outside 320 to 1440 pixels.
        media: MediaRules {
            max_images: 10,
            required: true,
            alt_text: true,
            alt_limit: Some(1000),
            ratio: Some(Ratios {
                narrowest: 0.8,
                widest: 1.91,
                kinds: vec!["feed".into()],
            }),
            min_width: 320,
            ..MediaRules::default()
        },
        abilities: Abilities {
            mentions: true,
            hashtags: true,
            ..Abilities::default()
        },
        composer_url: Some("https://www.instagram.com/".into()),
        fields: vec![
            Field::Media,
            Field::AltText,
            Field::Hashtags,
            Field::FirstComment,
        ],

        readers: vec![
            Reader {
                cut: Some(Cut::chars(125, More::More, GUIDES).or_lines(3).doubtful()),
                gallery: Gallery::Carousel,
                tallest: Some(TALLEST),
                ..Reader::new(Shape::Photo, CAROUSEL).of_kinds(&["feed"])
            },
            Reader {
                cut: Some(Cut::chars(55, More::More, GUIDES).doubtful()),
                gallery: Gallery::First,
                ..Reader::doubtful(Shape::Clip, CAROUSEL).of_kinds(&["reel"])
            },
            Reader {
                gallery: Gallery::Carousel,
                hides: vec![Field::Text, Field::Hashtags, Field::FirstComment],
                ..Reader::doubtful(Shape::Story, CAROUSEL).of_kinds(&["story"])
            },
        ],
        ..Profile::default()
    }
}

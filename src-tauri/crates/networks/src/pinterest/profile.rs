//! Pinterest's rules, from its API description (pinterest/api-description v5 5.23.0, 2025-12-11).

use crate::rules::{doubtful, exact, limit, read_on};
use kelola_domain::{
    media::ImageFormat,
    network::{Abilities, Cut, Field, Gallery, MediaRules, More, Profile, Reader, Shape},
    text::Unit,
};

const SPEC: &str = "pinterest/api-description v5/openapi.yaml 5.23.0 (2025-12-11)";
const CLIENTS: &str = "500 characters in many clients: postiz pinterest.provider.ts (2026-08-21)";
/// 20 MB: what clients report.
const MAX_BYTES: u64 = 20_000_000;

const GRID: &str = "about 40 characters of the title in the feed: published guides, jupitron.ai and typecount.com (2026)";
const DETAIL: &str =
    "about 50 characters of the description: published guides, bulkpublish.com (2026)";
/// 2:3; taller pins are cut in the feed (sizes in published guides, 2026; not official).
const TALLEST: f64 = 2.0 / 3.0;

/// Pinterest's rules.
pub fn profile() -> Profile {
    let formats = &[ImageFormat::Jpeg, ImageFormat::Png];
    Profile {
        id: "pinterest".into(),
        name: "Pinterest".into(),
        as_of: read_on(),
        kinds: vec!["pin".into()],
        placements: vec![exact("pin", 1000, 1500, formats, MAX_BYTES)],
        limits: vec![
            limit(Field::Text, Unit::Utf16, 800, SPEC),
            doubtful(Field::Text, Unit::CodePoints, 500, CLIENTS),
            limit(Field::Title, Unit::Utf16, 100, SPEC),
            limit(Field::Link, Unit::Utf16, 2048, SPEC),
        ],
        // One picture, or 2 to 5 as a carousel.
        media: MediaRules {
            max_images: 5,
            required: true,
            alt_text: true,
            alt_limit: Some(500),
            ..MediaRules::default()
        },
        abilities: Abilities {
            hashtags: true,
            ..Abilities::default()
        },
        composer_url: Some("https://www.pinterest.com/pin-creation-tool/".into()),
        fields: vec![
            Field::Title,
            Field::Media,
            Field::AltText,
            Field::Link,
            Field::Hashtags,
        ],

        readers: vec![Reader {
            cut: Some(Cut::chars(50, More::More, DETAIL).doubtful()),
            title_cut: Some(Cut::chars(40, More::Nothing, GRID).doubtful()),
            gallery: Gallery::Carousel,
            tallest: Some(TALLEST),
            ..Reader::doubtful(Shape::Pin, GRID)
        }],
        ..Profile::default()
    }
}

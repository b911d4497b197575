//! X's rules, from docs.x.com (counting characters, media, posts) and twitter-text's configuration v3.

use crate::rules::{exact, limit_for, read_on};
use kelola_domain::{
    media::ImageFormat,
    network::{Abilities, Field, MediaRules, Profile},
    text::{Detection, Unit},
};

const COUNTING: &str =
    "docs.x.com/fundamentals/counting-characters, twitter-text config v3 (read 2026-08-22)";
/// 5 MB per picture (docs.x.com/x-api/media, read 2026-08-22).
const MAX_BYTES: u64 = 5 * 1024 * 1024;

/// X's rules.
pub fn profile() -> Profile {
    let formats = &[ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Webp];
    Profile {
        id: "x".into(),
        name: "X".into(),
        as_of: read_on(),
        kinds: vec!["free".into(), "premium".into()],
        placements: vec![
            exact("landscape", 1600, 900, formats, MAX_BYTES),
            exact("portrait", 1080, 1350, formats, MAX_BYTES),
            exact("landscape-small", 1200, 675, formats, MAX_BYTES),
        ],
        limits: vec![
            limit_for("free", Field::Text, Unit::Weighted, 280, COUNTING),
            limit_for("premium", Field::Text, Unit::Weighted, 25_000, COUNTING),
        ],
        // Alternative text: docs.x.com/x-api/media/metadata (read 2026-08-22).
        media: MediaRules {
            max_images: 4,
            alt_text: true,
            alt_limit: Some(1000),
            ..MediaRules::default()
        },
        abilities: Abilities {
            links_clickable: true,
            mentions: true,
            hashtags: true,
            ..Abilities::default()
        },
        composer_url: Some("https://x.com/compose/post".into()),
        fields: vec![Field::Media, Field::AltText, Field::Hashtags],
        detection: Detection::TwitterText,
        // Characters twitter-text calls invalid.
        refused: "\u{FFFE}\u{FEFF}\u{FFFF}".into(),
        mention_first_hides: true,
        ..Profile::default()
    }
}

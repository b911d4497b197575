//! YouTube's rules for videos and shorts, from developers.google.com/youtube/v3 (docs/videos, docs/thumbnails/set;
//! copies of 2026-09-11).

use crate::rules::{doubtful, exact, limit, read_on};
use kelola_domain::{
    media::ImageFormat,
    network::{Abilities, Field, MediaRules, Profile},
    text::Unit,
};

const VIDEOS: &str = "developers.google.com/youtube/v3/docs/videos (2026-09-11)";
const HASHTAGS: &str = "more than 60 hashtags are ignored: help texts quoted by clients (2026)";
const COMMENTS: &str = "10,000 characters: not certain (2026)";
/// 2 MB for a thumbnail (docs/thumbnails/set, 2026-09-11).
const MAX_BYTES: u64 = 2 * 1024 * 1024;

/// YouTube's rules.
pub fn profile() -> Profile {
    let formats = &[ImageFormat::Jpeg, ImageFormat::Png];
    Profile {
        id: "youtube".into(),
        name: "YouTube".into(),
        as_of: read_on(),
        kinds: vec!["video".into(), "short".into()],
        placements: vec![exact("thumbnail", 1280, 720, formats, MAX_BYTES)],
        limits: vec![
            limit(Field::Text, Unit::Utf8Bytes, 5000, VIDEOS),
            // "100 characters" without a unit; UTF-16 is the cautious reading.
            limit(Field::Title, Unit::Utf16, 100, VIDEOS),
            limit(Field::Hashtags, Unit::Tags, 500, VIDEOS),
            doubtful(Field::Hashtags, Unit::Items, 60, HASHTAGS),
            doubtful(Field::FirstComment, Unit::CodePoints, 10_000, COMMENTS),
        ],
        // The only picture is the thumbnail; the API asks for at least 640 pixels.
        media: MediaRules {
            max_images: 1,
            min_width: 640,
            ..MediaRules::default()
        },
        abilities: Abilities {
            links_clickable: true,
            mentions: true,
            hashtags: true,
            ..Abilities::default()
        },
        composer_url: Some("https://studio.youtube.com/".into()),
        fields: vec![
            Field::Title,
            Field::Hashtags,
            Field::Media,
            Field::FirstComment,
        ],
        required: vec![Field::Title],
        refused: "<>".into(),
        ..Profile::default()
    }
}

//! YouTube's rules for videos and shorts, from developers.google.com/youtube/v3 (docs/videos, docs/thumbnails/set;
//! copies of 2026-09-11).

use crate::rules::{doubtful, exact, limit, read_on};
use kelola_domain::{
    media::ImageFormat,
    network::{Abilities, Cut, Field, Gallery, MediaRules, More, Profile, Reader, Shape},
    text::Unit,
};

const VIDEOS: &str = "developers.google.com/youtube/v3/docs/videos (2026-09-11)";
const HASHTAGS: &str = "more than 60 hashtags are ignored: help texts quoted by clients (2026)";
const COMMENTS: &str = "10,000 characters: not certain (2026)";
/// 2 MB for a thumbnail (docs/thumbnails/set, 2026-09-11).
const MAX_BYTES: u64 = 2 * 1024 * 1024;

const PAGE: &str = "no document found (2026-11): the page of a video without its tags, from general knowledge, not checked";
const FOLDED: &str = "about 157 characters: published guides, toolsdeck.app (2026-06-21)";
const LISTED: &str = "about 70 characters in lists: published guides (2025-01)";
const SHORTS: &str = "no document found (2026-11): about two lines over the video, from general knowledge, not checked";

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

        readers: vec![
            Reader {
                cut: Some(Cut::chars(157, More::More, FOLDED).or_lines(3).doubtful()),
                title_cut: Some(Cut::chars(70, More::Nothing, LISTED).doubtful()),
                gallery: Gallery::First,
                hides: vec![Field::Hashtags],
                ..Reader::doubtful(Shape::Video, PAGE).of_kinds(&["video"])
            },
            Reader {
                title_cut: Some(Cut::lines(2, More::Nothing, SHORTS).doubtful()),
                gallery: Gallery::First,
                // Over a short only its headline stands; the description opens from a menu.
                hides: vec![Field::Text, Field::Hashtags],
                ..Reader::doubtful(Shape::Clip, SHORTS).of_kinds(&["short"])
            },
        ],
        ..Profile::default()
    }
}

//! Snapchat's rules, as clients of its Public Profile API report them (docs.getlate.dev/platforms/snapchat,
//! developer.dashsocial.com; 2026): none of them official, so they only warn.

use crate::rules::{doubtful_for, exact, read_on};
use kelola_domain::{
    media::ImageFormat,
    network::{Abilities, Field, Gallery, MediaRules, Profile, Reader, Shape},
    text::Unit,
};

const CLIENTS: &str = "docs.getlate.dev/platforms/snapchat, developer.dashsocial.com (2026)";
/// 20 MB per picture (docs.getlate.dev, 2026).
const MAX_BYTES: u64 = 20_000_000;

const LAYOUT: &str = "docs.getlate.dev/platforms/snapchat (2026): a story has no text, a spotlight has a description; the \
                      layout is not documented";

/// Snapchat's rules.
pub fn profile() -> Profile {
    let formats = &[ImageFormat::Jpeg, ImageFormat::Png];
    Profile {
        id: "snapchat".into(),
        name: "Snapchat".into(),
        as_of: read_on(),
        kinds: ["story", "saved_story", "spotlight"]
            .map(str::to_owned)
            .into(),
        placements: vec![exact("story", 1080, 1920, formats, MAX_BYTES)],
        limits: vec![
            doubtful_for("spotlight", Field::Text, Unit::Utf16, 160, CLIENTS),
            doubtful_for("saved_story", Field::Title, Unit::Utf16, 45, CLIENTS),
        ],
        media: MediaRules {
            max_images: 1,
            max_is_doubtful: true,
            required: true,
            ..MediaRules::default()
        },
        abilities: Abilities {
            hashtags: true,
            ..Abilities::default()
        },
        composer_url: Some("https://my.snapchat.com/".into()),
        fields: vec![Field::Title, Field::Media, Field::Hashtags],

        readers: vec![
            Reader {
                gallery: Gallery::First,
                hides: vec![Field::Text, Field::Title, Field::Hashtags],
                ..Reader::doubtful(Shape::Story, LAYOUT).of_kinds(&["story"])
            },
            Reader {
                gallery: Gallery::First,
                hides: vec![Field::Text, Field::Hashtags],
                ..Reader::doubtful(Shape::Story, LAYOUT).of_kinds(&["saved_story"])
            },
            Reader {
                gallery: Gallery::First,
                hides: vec![Field::Title],
                ..Reader::doubtful(Shape::Clip, LAYOUT).of_kinds(&["spotlight"])
            },
        ],
        ..Profile::default()
    }
}

//! X's rules, from docs.x.com (counting characters, media, posts) and twitter-text's configuration v3.

use crate::rules::{exact, limit_for, read_on};
use kelola_domain::{
    media::ImageFormat,
    network::{
        Abilities, Addresses, Cut, Field, Gallery, LinkCard, MediaRules, More, Profile, Reader,
        Shape,
    },
    text::{Detection, Unit},
};

const COUNTING: &str =
    "docs.x.com/fundamentals/counting-characters, twitter-text config v3 (read 2026-08-22)";
/// 5 MB per picture (docs.x.com/x-api/media, read 2026-08-22).
const MAX_BYTES: u64 = 5 * 1024 * 1024;

const TIMELINE: &str = "twitter/twitter-text js/test display_url (read 2026-11-26): host and 15 characters of the path; the \
                        layout itself is not documented";
const LONG: &str =
    "280 characters of a longer post, then \"Show more\": published guides, usetool.space (2026)";
/// Upright pictures are shown up to 3:4 (sizes in published guides, 2026; not official).
const TALLEST: f64 = 0.75;

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
            threads: true,
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

        readers: vec![
            timeline().of_kinds(&["free"]),
            Reader {
                cut: Some(Cut::chars(280, More::ShowMore, LONG).doubtful()),
                ..timeline().of_kinds(&["premium"])
            },
        ],
        ..Profile::default()
    }
}

fn timeline() -> Reader {
    Reader {
        addresses: Addresses::Path {
            longest: 15,
            kept: 15,
        },
        card: LinkCard::First,
        gallery: Gallery::Grid { most: 4 },
        tallest: Some(TALLEST),
        alt_badge: true,
        ..Reader::doubtful(Shape::Note, TIMELINE)
    }
}

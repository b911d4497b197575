//! LinkedIn's rules for members and organizations, from learn.microsoft.com/linkedin/marketing/community-management
//! (posts-api 2026-01, multiimage-post-api, images-api, comments-api, little-text-format; 2026).

use crate::rules::{doubtful, exact, limit, read_on};
use kelola_domain::{
    media::ImageFormat,
    network::{
        Abilities, Addresses, Cut, Field, Gallery, LinkCard, MediaRules, More, Profile, Reader,
        Shape,
    },
    text::Unit,
};

const CLIENTS: &str = "3,000 characters: gitroomhq/postiz-app linkedin.provider.ts (2026-08-21), getopenpost/openpost \
                       capabilities.go (2026-08-22); longer texts are cut without an error";
const LITTLE_TEXT: &str =
    "learn.microsoft.com little-text-format (2026); whether escape signs count is not documented";
const COMMENTS: &str =
    "1,250 characters: postiz linkedin.provider.ts (2026-08-21), community notes";
const ALT: &str = "4,086 characters: posts-api (2026-01); not certain";
/// No limit of bytes is documented; 5 to 8 MB work in practice.
const MAX_BYTES: u64 = 5_000_000;

const GUIDES: &str = "about 210 characters or three lines: published guides, toolsdeck.app (2026-06-21); 140 on phones by others";
const SHORTENED: &str = "links longer than 26 characters become lnkd.in: LinkedIn help, quoted by bjlindholm.name; the layout \
                         itself is not documented (2026)";
/// Upright pictures are shown up to 4:5 (sizes in published guides, 2026; not official).
const TALLEST: f64 = 0.8;

/// LinkedIn's rules.
pub fn profile() -> Profile {
    let formats = &[ImageFormat::Jpeg, ImageFormat::Png];
    Profile {
        id: "linkedin".into(),
        name: "LinkedIn".into(),
        as_of: read_on(),
        kinds: vec!["member".into(), "organization".into()],
        placements: vec![
            exact("landscape", 1200, 627, formats, MAX_BYTES),
            exact("square", 1200, 1200, formats, MAX_BYTES),
            exact("portrait", 1080, 1350, formats, MAX_BYTES),
        ],
        limits: vec![
            limit(Field::Text, Unit::Utf16, 3000, CLIENTS),
            doubtful(Field::Text, Unit::Escaped, 3000, LITTLE_TEXT),
            doubtful(Field::FirstComment, Unit::Utf16, 1250, COMMENTS),
            doubtful(Field::AltText, Unit::Utf16, 4086, ALT),
        ],
        // One picture, or 2 to 20 (multiimage-post-api, 2026).
        media: MediaRules {
            max_images: 20,
            alt_text: true,
            ..MediaRules::default()
        },
        abilities: Abilities {
            links_clickable: true,
            mentions: true,
            hashtags: true,
            ..Abilities::default()
        },
        composer_url: Some("https://www.linkedin.com/feed/?shareActive=true".into()),
        fields: vec![
            Field::Media,
            Field::AltText,
            Field::Hashtags,
            Field::Link,
            Field::FirstComment,
        ],

        readers: vec![Reader {
            cut: Some(Cut::chars(210, More::More, GUIDES).or_lines(3).doubtful()),
            addresses: Addresses::Replaced {
                longest: 26,
                with: "https://lnkd.in/…".into(),
            },
            card: LinkCard::First,
            gallery: Gallery::Grid { most: 5 },
            tallest: Some(TALLEST),
            ..Reader::doubtful(Shape::Feed, SHORTENED)
        }],
        ..Profile::default()
    }
}

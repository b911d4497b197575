//! Messenger's rules. What a person may send by hand is not documented; what programs may send only warns.

use crate::rules::{doubtful, exact, read_on};
use kelola_domain::{
    media::ImageFormat,
    network::{Abilities, Field, Gallery, LinkCard, MediaRules, Profile, Reader, Shape},
    text::Unit,
};

const SEND_API: &str = "2,000 characters for programs: clients of the Messenger Platform's Send API (2026); not documented for people";
/// 8 MB per picture: clients of the Send API (2026).
const MAX_BYTES: u64 = 8_000_000;

const CHAT: &str = "no document found (2026-11): a message, its pictures side by side above it, from general knowledge, not checked";

/// Messenger's rules.
pub fn profile() -> Profile {
    let formats = &[ImageFormat::Jpeg, ImageFormat::Png];
    Profile {
        id: "messenger".into(),
        name: "Messenger".into(),
        as_of: read_on(),
        kinds: vec!["text".into()],
        placements: vec![
            exact("square", 1080, 1080, formats, MAX_BYTES),
            exact("portrait", 1080, 1350, formats, MAX_BYTES),
        ],
        limits: vec![doubtful(Field::Text, Unit::Utf16, 2000, SEND_API)],
        media: MediaRules {
            max_images: 30,
            max_is_doubtful: true,
            ..MediaRules::default()
        },
        abilities: Abilities {
            links_clickable: true,
            ..Abilities::default()
        },
        composer_url: Some("https://www.messenger.com/".into()),
        fields: vec![Field::Media, Field::Link],

        readers: vec![Reader {
            card: LinkCard::First,
            gallery: Gallery::Grid { most: 4 },
            ..Reader::doubtful(Shape::Bubble, CHAT)
        }],
        ..Profile::default()
    }
}

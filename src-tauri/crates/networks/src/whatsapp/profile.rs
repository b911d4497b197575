//! WhatsApp's rules. No API publishes to channels, status or groups (Cloud API overview, 2026); what is known of their
//! limits only warns.

use crate::rules::{doubtful_for, exact, read_on};
use kelola_domain::{
    media::ImageFormat,
    network::{Abilities, Cut, Field, Gallery, LinkCard, MediaRules, More, Profile, Reader, Shape},
    text::Unit,
};

const GATEWAYS: &str =
    "about 4,096 characters in channels: pages of gateways (2026-06), not official";
/// The app makes pictures smaller itself; this keeps the upload light.
const MAX_BYTES: u64 = 5_000_000;

const FOLDED: &str =
    "3,073 characters: noticias.r7.com (2022-06-29), others name 3,584; not official";
const CHAT: &str = "no document found (2026-11): a message, a card for its link, four pictures side by side, from general knowledge, not checked";

/// WhatsApp's rules.
pub fn profile() -> Profile {
    let jpeg = &[ImageFormat::Jpeg];
    Profile {
        id: "whatsapp".into(),
        name: "WhatsApp".into(),
        as_of: read_on(),
        kinds: ["channel", "status", "group"].map(str::to_owned).into(),
        placements: vec![
            exact("portrait", 1080, 1350, jpeg, MAX_BYTES),
            exact("square", 1080, 1080, jpeg, MAX_BYTES),
            exact("status", 1080, 1920, jpeg, MAX_BYTES),
        ],
        limits: vec![doubtful_for(
            "channel",
            Field::Text,
            Unit::Utf16,
            4096,
            GATEWAYS,
        )],
        media: MediaRules {
            max_images: 30,
            max_is_doubtful: true,
            ..MediaRules::default()
        },
        abilities: Abilities {
            links_clickable: true,
            ..Abilities::default()
        },
        composer_url: Some("https://web.whatsapp.com/".into()),
        fields: vec![Field::Media, Field::Link],

        readers: vec![
            Reader {
                cut: Some(Cut::chars(3073, More::ReadMore, FOLDED).doubtful()),
                card: LinkCard::First,
                gallery: Gallery::Grid { most: 4 },
                ..Reader::doubtful(Shape::Bubble, CHAT).of_kinds(&["channel", "group"])
            },
            Reader {
                gallery: Gallery::Carousel,
                ..Reader::doubtful(Shape::Story, CHAT).of_kinds(&["status"])
            },
        ],
        ..Profile::default()
    }
}

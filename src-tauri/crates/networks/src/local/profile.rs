//! The rules of the network in memory: generous, so that practice does not hurt.

use crate::rules::{limit, read_on, within};
use kelola_domain::{
    media::ImageFormat,
    network::{Abilities, Field, Gallery, MediaRules, Profile, Reader, Shape},
    text::Unit,
};

const SOURCE: &str = "Kelola's own practice network";

/// The rules of the network in memory.
pub fn profile() -> Profile {
    let formats = &[ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Webp];
    Profile {
        id: "local".into(),
        name: "Latihan · Practice".into(),
        as_of: read_on(),
        kinds: vec!["text".into()],
        placements: vec![within("picture", 2000, 2000, formats, 2_000_000)],
        limits: vec![limit(Field::Text, Unit::Graphemes, 500, SOURCE)],
        media: MediaRules {
            max_images: 4,
            alt_text: true,
            ..MediaRules::default()
        },
        abilities: Abilities {
            publish: true,
            find_lost: true,
            counts: true,
            inbox: true,
            edit: true,
            remove: true,
            threads: true,
            first_comment: true,
            links_clickable: true,
            mentions: true,
            hashtags: true,
            ..Abilities::default()
        },
        fields: vec![
            Field::Media,
            Field::AltText,
            Field::Hashtags,
            Field::FirstComment,
        ],

        readers: vec![Reader {
            gallery: Gallery::Grid { most: 4 },
            alt_badge: true,
            ..Reader::new(Shape::Note, SOURCE)
        }],
        ..Profile::default()
    }
}

//! Kaskus's rules. No document for developers was found (searched 2026-11), so no limit is known.

use crate::rules::{exact, read_on};
use kelola_domain::{
    media::ImageFormat,
    network::{Abilities, Field, Format, MediaRules, Profile, Reader, Shape},
};

const THREAD: &str = "no document found (2026-11): title, author, body and its pictures below each other, from general knowledge, not checked";

/// Kaskus's rules.
pub fn profile() -> Profile {
    let formats = &[ImageFormat::Jpeg, ImageFormat::Png];
    Profile {
        id: "kaskus".into(),
        name: "Kaskus".into(),
        as_of: read_on(),
        kinds: vec!["thread".into()],
        placements: vec![
            exact("post", 1200, 675, formats, 2 * 1024 * 1024),
            exact("post-square", 1080, 1080, formats, 2 * 1024 * 1024),
        ],
        media: MediaRules {
            max_images: 30,
            max_is_doubtful: true,
            ..MediaRules::default()
        },
        abilities: Abilities {
            links_clickable: true,
            ..Abilities::default()
        },
        composer_url: Some("https://www.kaskus.co.id/".into()),
        fields: vec![Field::Title, Field::Media],
        required: vec![Field::Text],
        // Its threads are written in BBCode (looked at in 2026-11).
        formats: vec![Format::Bbcode, Format::Plain],

        readers: vec![Reader::doubtful(Shape::Forum, THREAD)],
        ..Profile::default()
    }
}

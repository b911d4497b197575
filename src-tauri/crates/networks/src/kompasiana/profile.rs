//! Kompasiana's rules. It publishes no limits for developers (searched 2026-11); what authors report only warns.

use crate::rules::{doubtful, exact, read_on};
use kelola_domain::{
    media::ImageFormat,
    network::{Abilities, Field, Format, MediaRules, Profile, Reader, Shape},
    text::Unit,
};

const AUTHORS: &str =
    "authors' articles on kompasiana.com, 2020 to 2025; no official limit found (2026-11)";

const PAGE: &str = "no document found (2026-11): headline, author, lead picture and body, from general knowledge, not checked";

/// Kompasiana's rules.
pub fn profile() -> Profile {
    let formats = &[ImageFormat::Jpeg, ImageFormat::Png];
    Profile {
        id: "kompasiana".into(),
        name: "Kompasiana".into(),
        as_of: read_on(),
        kinds: vec!["article".into()],
        placements: vec![
            exact("article", 1200, 675, formats, 2 * 1024 * 1024),
            exact("article-square", 1080, 1080, formats, 2 * 1024 * 1024),
        ],
        limits: vec![
            // The editors advise at most 1,500 words.
            doubtful(Field::Text, Unit::Items, 1500, AUTHORS),
        ],
        media: MediaRules {
            max_images: 10,
            max_is_doubtful: true,
            ..MediaRules::default()
        },
        abilities: Abilities {
            links_clickable: true,
            ..Abilities::default()
        },
        composer_url: Some("https://www.kompasiana.com/".into()),
        fields: vec![Field::Title, Field::Media, Field::Hashtags],
        required: vec![Field::Text],
        // Its editor is a rich text in the browser (looked at in 2026-11).
        formats: vec![Format::Html, Format::Plain],

        readers: vec![Reader {
            tags_apart: true,
            ..Reader::doubtful(Shape::Article, PAGE)
        }],
        ..Profile::default()
    }
}

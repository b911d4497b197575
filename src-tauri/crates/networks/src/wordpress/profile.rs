//! WordPress's rules, from the REST API handbook (WP-API/docs, 2025-06-04) and the code of WordPress 6.1.

use crate::rules::{doubtful, limit, read_on, within};
use kelola_domain::{
    media::ImageFormat,
    network::{
        Abilities, Field, Format, MediaRules, Profile, Reader, Shape, SignInField, SignInKey,
    },
    text::Unit,
};

const CORE: &str =
    "WordPress 6.1 wp-admin/includes/schema.php: no limit but the column's (2026-11)";
const TITLE: &str =
    "search results cut titles near 60 characters; WordPress itself sets no limit (2026-11)";
/// The usual `upload_max_filesize` of a shared host; a site may allow more or less.
const MAX_BYTES: u64 = 2 * 1024 * 1024;

const THEME: &str = "developer.wordpress.org/themes: headline, featured image, content, terms; a theme may order them otherwise (2026)";

/// WordPress's rules.
pub fn profile() -> Profile {
    let formats = &[ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Webp];
    let ask = |key, example: &str| SignInField {
        key,
        preset: None,
        example: example.to_owned(),
    };
    Profile {
        id: "wordpress".into(),
        name: "WordPress".into(),
        as_of: read_on(),
        kinds: vec!["article".into()],
        placements: vec![
            // WordPress makes a smaller copy of anything wider or taller than 2560 pixels.
            within("picture", 2560, 2560, formats, MAX_BYTES),
        ],
        limits: vec![
            limit(Field::Text, Unit::Graphemes, 100_000, CORE),
            doubtful(Field::Title, Unit::Graphemes, 60, TITLE),
        ],
        media: MediaRules {
            max_images: 20,
            alt_text: true,
            ..MediaRules::default()
        },
        abilities: Abilities {
            publish: true,
            find_lost: true,
            counts: true,
            inbox: true,
            hand_off: true,
            edit: true,
            remove: true,
            first_comment: true,
            links_clickable: true,
            hashtags: true,
            ..Abilities::default()
        },
        sign_in: vec![
            ask(SignInKey::Server, "https://kopisenja.id"),
            ask(SignInKey::Handle, "rina"),
            ask(SignInKey::AppPassword, "xxxx xxxx xxxx xxxx xxxx xxxx"),
        ],
        fields: vec![
            Field::Title,
            Field::Media,
            Field::AltText,
            Field::Hashtags,
            Field::Link,
            Field::FirstComment,
        ],
        formats: vec![Format::Html, Format::Plain],

        readers: vec![Reader {
            tags_apart: true,
            ..Reader::doubtful(Shape::Article, THEME)
        }],
        ..Profile::default()
    }
}

//! Threads' rules, from developers.facebook.com/documentation/threads (posts, posts/accessibility, changelog; April
//! to July 2026).

use crate::rules::{doubtful, exact, limit, read_on};
use kelola_domain::{
    media::ImageFormat,
    network::{
        Abilities, Addresses, Field, Gallery, LinkCard, MediaRules, Profile, Ratios, Reader, Shape,
    },
    text::Unit,
};

const POSTS: &str = "developers.facebook.com/documentation/threads/posts (2026-07)";
const LINKS: &str = "developers.facebook.com/documentation/threads/changelog (2025-12-22): THREADS_API__LINK_LIMIT_EXCEEDED";
const TOPICS: &str = "developers.facebook.com/documentation/threads/posts (2026-07): only the first #tag becomes the topic";
/// 8 MB (threads/posts, 2026-07).
const MAX_BYTES: u64 = 8 * 1024 * 1024;

const FEED: &str = "developers.facebook.com/documentation/threads/posts (2026-07): a card for one link of a post without \
                    media, a row of pictures; how addresses are shortened is not documented";

/// Threads' rules.
pub fn profile() -> Profile {
    let formats = &[ImageFormat::Jpeg, ImageFormat::Png];
    Profile {
        id: "threads".into(),
        name: "Threads".into(),
        as_of: read_on(),
        kinds: vec!["text".into()],
        placements: vec![
            exact("portrait", 1080, 1350, formats, MAX_BYTES),
            exact("square", 1080, 1080, formats, MAX_BYTES),
        ],
        limits: vec![
            limit(Field::Text, Unit::EmojiBytes, 500, POSTS),
            limit(Field::Text, Unit::Links, 5, LINKS),
            doubtful(Field::Hashtags, Unit::Items, 1, TOPICS),
        ],
        media: MediaRules {
            max_images: 20,
            alt_text: true,
            alt_limit: Some(1000),
            ratio: Some(Ratios {
                narrowest: 0.1,
                widest: 10.0,
                kinds: Vec::new(),
            }),
            min_width: 320,
            ..MediaRules::default()
        },
        abilities: Abilities {
            threads: true,
            links_clickable: true,
            mentions: true,
            hashtags: true,
            ..Abilities::default()
        },
        composer_url: Some("https://www.threads.com/intent/post".into()),
        fields: vec![Field::Media, Field::AltText, Field::Hashtags],

        readers: vec![Reader {
            addresses: Addresses::Start { chars: 30 },
            card: LinkCard::First,
            gallery: Gallery::Row,
            ..Reader::doubtful(Shape::Note, FEED)
        }],
        ..Profile::default()
    }
}

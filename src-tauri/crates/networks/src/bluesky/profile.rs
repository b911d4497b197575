//! Bluesky's rules, from the lexicons app.bsky.feed.post and app.bsky.embed (2026-08-20).

use super::HOME;
use crate::rules::{doubtful, limit, read_on, within};
use kelola_domain::{
    media::ImageFormat,
    network::{
        Abilities, Addresses, Cut, Field, Gallery, LinkCard, MediaRules, More, Profile, Reader,
        Shape, SignInField, SignInKey, VideoRules,
    },
    text::{Detection, Unit},
};

const POST: &str = "bluesky-social/atproto lexicons/app/bsky/feed/post.json (2026-08-20)";
const ALT: &str = "no limit in the schema; the official app warns at 2,000 (2026-08)";
/// 2,000,000 bytes per picture (lexicons/app/bsky/embed/images.json, 2026-08-20; 1,000,000 in older texts).
const MAX_BYTES: u64 = 2_000_000;
/// 300,000,000 bytes (lexicons/app/bsky/embed/video.json, 2026-08-20); three minutes in the published help.
const VIDEO: u64 = 300_000_000;

const APP: &str = "bluesky-social/social-app src/lib/constants.ts MAX_POST_LINES, src/lib/strings/url-helpers.ts \
                   toShortUrl (read 2026-11-26)";

/// Bluesky's rules.
pub fn profile() -> Profile {
    let formats = &[ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Webp];
    let ask = |key, preset: Option<&str>, example: &str| SignInField {
        key,
        preset: preset.map(str::to_owned),
        example: example.to_owned(),
    };
    Profile {
        id: "bluesky".into(),
        name: "Bluesky".into(),
        as_of: read_on(),
        kinds: vec!["text".into()],
        // Any shape is shown; the official app shrinks to 2000 pixels.
        placements: vec![within("picture", 2000, 2000, formats, MAX_BYTES)],
        limits: vec![
            limit(Field::Text, Unit::Graphemes, 300, POST),
            limit(Field::Text, Unit::Utf8Bytes, 3000, POST),
            doubtful(Field::AltText, Unit::Utf16, 2000, ALT),
        ],
        // Four pictures per embed; the schema sets no limit for alternative texts. The newer gallery (app.bsky.embed.gallery,
        // 2026-08-20) takes ten, but apps that do not know it show none of them.
        media: MediaRules {
            max_images: 4,
            alt_text: true,
            video: Some(VideoRules {
                max_bytes: VIDEO,
                max_secs: Some(180),
                types: vec!["video/mp4".into()],
                with_pictures: false,
            }),
            ..MediaRules::default()
        },
        abilities: Abilities {
            publish: true,
            find_lost: true,
            counts: true,
            inbox: true,
            remove: true,
            threads: true,
            first_comment: true,
            links_clickable: true,
            mentions: true,
            hashtags: true,
            ..Abilities::default()
        },
        sign_in: vec![
            ask(SignInKey::Server, Some(HOME), HOME),
            ask(SignInKey::Handle, None, "tokokopi.bsky.social"),
            ask(SignInKey::AppPassword, None, "xxxx-xxxx-xxxx-xxxx"),
        ],
        composer_url: Some("https://bsky.app/".into()),
        fields: vec![
            Field::Media,
            Field::AltText,
            Field::Hashtags,
            Field::Link,
            Field::FirstComment,
        ],
        detection: Detection::Facets,

        readers: vec![Reader {
            cut: Some(Cut::lines(25, More::ShowMore, APP)),
            addresses: Addresses::Path {
                longest: 15,
                kept: 13,
            },
            card: LinkCard::Field,
            gallery: Gallery::Grid { most: 4 },
            alt_badge: true,
            ..Reader::new(Shape::Note, APP)
        }],
        ..Profile::default()
    }
}

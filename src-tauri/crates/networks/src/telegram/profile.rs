//! Telegram's rules, from the Bot API 10.1 (2026-06-11), the bots' FAQ and the Bot API server (2026-05-07).

use crate::rules::{limit, read_on, within};
use kelola_domain::{
    media::ImageFormat,
    network::{
        Abilities, Field, Gallery, Limit, LinkCard, MediaRules, Pace, Profile, Reader, Shape,
        SignInField, SignInKey, VideoRules,
    },
    text::{Detection, Unit},
};

const API: &str = "core.telegram.org/bots/api, Bot API 10.1 (2026-06-11)";
/// The longest text, and the longest caption of pictures and videos, in UTF-16 units: Telegram counts characters
/// after it has read the entities, and measures those in UTF-16, so this unit is safe in every case.
pub const TEXT: u32 = 4096;
/// See [`TEXT`].
pub const CAPTION: u32 = 1024;
/// An album has 2 to 10 pictures and videos (sendMediaGroup).
pub const ALBUM: u32 = 10;
/// 10 MB per picture (sendPhoto), 50 MB per video (sendVideo).
const PICTURE_BYTES: u64 = 10 * 1024 * 1024;
const VIDEO_BYTES: u64 = 50 * 1024 * 1024;

const CHANNEL: &str = "core.telegram.org/bots/api link_preview_options, sendMediaGroup (2026-06-11): a card for one link, an \
                       album as one message";

/// Telegram's rules.
pub fn profile() -> Profile {
    // WebP becomes a sticker and GIF an animation; both would leave an album.
    let formats = &[ImageFormat::Jpeg, ImageFormat::Png];
    let ask = |key, example: &str| SignInField {
        key,
        preset: None,
        example: example.to_owned(),
    };
    Profile {
        id: "telegram".into(),
        name: "Telegram".into(),
        as_of: read_on(),
        kinds: vec!["text".into()],
        // Telegram keeps at most 2560 pixels and makes JPEG of everything; the largest shapes it takes lie far beyond.
        placements: vec![within("picture", 2560, 2560, formats, PICTURE_BYTES)],
        limits: vec![
            Limit {
                with_media: Some(false),
                ..limit(Field::Text, Unit::Utf16, TEXT, API)
            },
            Limit {
                with_media: Some(true),
                ..limit(Field::Text, Unit::Utf16, CAPTION, API)
            },
        ],
        media: MediaRules {
            max_images: ALBUM,
            // Bots cannot attach a description to a picture.
            alt_text: false,
            video: Some(VideoRules {
                max_bytes: VIDEO_BYTES,
                max_secs: None,
                types: vec!["video/mp4".into()],
                with_pictures: true,
            }),
            ..MediaRules::default()
        },
        abilities: Abilities {
            publish: true,
            counts: true,
            inbox: true,
            edit: true,
            remove: true,
            first_comment: true,
            links_clickable: true,
            mentions: true,
            hashtags: true,
            ..Abilities::default()
        },
        sign_in: vec![
            ask(SignInKey::Handle, "@kopisenja"),
            ask(SignInKey::BotToken, "1234567890:AAH…"),
        ],
        composer_url: Some("https://web.telegram.org/".into()),
        fields: vec![
            Field::Media,
            Field::Hashtags,
            Field::Link,
            Field::FirstComment,
        ],
        detection: Detection::Common,
        // core.telegram.org/bots/faq: about one message a second in a chat, twenty a minute in a channel.
        pace: vec![
            Pace {
                count: 1,
                per_secs: 1,
            },
            Pace {
                count: 20,
                per_secs: 60,
            },
        ],

        readers: vec![Reader {
            card: LinkCard::First,
            gallery: Gallery::Grid { most: ALBUM },
            ..Reader::new(Shape::Bubble, CHANNEL)
        }],
        ..Profile::default()
    }
}

//! Facebook's rules for Pages, from developers.facebook.com (pages-api/posts, graph-api/reference/page/feed and
//! page/photos; copies of 2026-09-11).

use crate::rules::{doubtful_for, exact, limit, limit_for, read_on};
use kelola_domain::{
    media::ImageFormat,
    network::{Abilities, Cut, Field, Gallery, LinkCard, MediaRules, More, Profile, Reader, Shape},
    text::Unit,
};

const CLIENTS: &str = "63,206 characters: gitroomhq/postiz-app facebook.provider.ts (2026-08-21), brightbean-studio \
                       providers/facebook.py (2026-08-13); the unit is not documented, UTF-16 is the cautious reading";
const COLOURED: &str = "130 characters on a coloured background: developers.facebook.com/docs/graph-api/reference/page/feed (2026-09-11)";
const REELS: &str = "255 characters: ayrshare.com help pages (2026)";
/// The reference says 10 MB, an error text 4 MB; the smaller one is safe (page/photos, 2026-09-11).
const MAX_BYTES: u64 = 4_000_000;

const GUIDES: &str = "about 477 characters: published guides, digitalwhatsup.com and boldlytype.com (2026); Facebook states \
                      no number, and phones cut sooner";
const FEED: &str = "no document found (2026-11): text, then pictures side by side, from general knowledge, not checked";
const STORIES: &str = "developers.facebook.com/docs/page-stories-api (2026-09-11): a story is a picture or video without text";
/// Upright pictures are shown up to 4:5 in the feed (sizes in published guides, 2026; not official).
const TALLEST: f64 = 0.8;

/// Facebook's rules.
pub fn profile() -> Profile {
    let formats = &[ImageFormat::Jpeg, ImageFormat::Png];
    Profile {
        id: "facebook".into(),
        name: "Facebook".into(),
        as_of: read_on(),
        kinds: ["post", "coloured", "reel", "story"]
            .map(str::to_owned)
            .into(),
        placements: vec![
            exact("feed-square", 1080, 1080, formats, MAX_BYTES),
            exact("feed-portrait", 1080, 1350, formats, MAX_BYTES),
            exact("feed-landscape", 1200, 630, formats, MAX_BYTES),
            exact("story", 1080, 1920, formats, MAX_BYTES),
        ],
        limits: vec![
            limit(Field::Text, Unit::Utf16, 63_206, CLIENTS),
            limit_for("coloured", Field::Text, Unit::Utf16, 130, COLOURED),
            doubtful_for("reel", Field::Title, Unit::Utf16, 255, REELS),
        ],
        // Ten pictures in one post: what clients send; Meta states no number.
        media: MediaRules {
            max_images: 10,
            alt_text: true,
            ..MediaRules::default()
        },
        abilities: Abilities {
            links_clickable: true,
            mentions: true,
            hashtags: true,
            ..Abilities::default()
        },
        composer_url: Some("https://www.facebook.com/".into()),
        fields: vec![
            Field::Media,
            Field::AltText,
            Field::Hashtags,
            Field::Link,
            Field::FirstComment,
        ],

        readers: vec![
            Reader {
                cut: Some(Cut::chars(477, More::SeeMore, GUIDES).doubtful()),
                card: LinkCard::First,
                gallery: Gallery::Grid { most: 5 },
                tallest: Some(TALLEST),
                ..Reader::doubtful(Shape::Feed, FEED).of_kinds(&["post"])
            },
            Reader {
                hides: vec![Field::Media],
                ..Reader::new(Shape::Coloured, COLOURED).of_kinds(&["coloured"])
            },
            Reader {
                cut: Some(Cut::lines(2, More::SeeMore, FEED).doubtful()),
                gallery: Gallery::First,
                ..Reader::doubtful(Shape::Clip, FEED).of_kinds(&["reel"])
            },
            Reader {
                gallery: Gallery::First,
                hides: vec![
                    Field::Text,
                    Field::Hashtags,
                    Field::Link,
                    Field::FirstComment,
                ],
                ..Reader::new(Shape::Story, STORIES).of_kinds(&["story"])
            },
        ],
        ..Profile::default()
    }
}

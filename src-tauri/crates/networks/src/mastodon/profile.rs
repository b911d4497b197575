//! The family's rules. Mastodon: masto-docs methods/statuses.md, methods/media.md, methods/scheduled_statuses.md,
//! api/rate-limits.md, entities/Instance.md (2026-07-02). GoToSocial 0.20: docs/configuration (2025-10-03). Pleroma:
//! lib/pleroma/web/plugs/idempotency_plug.ex. Pixelfed: ApiV1Controller.php (2024-03). Each server tells its own
//! limits, which replace these.

use super::flavour::Flavour;
use crate::rules::{doubtful, limit_for, read_on, within};
use kelola_domain::{
    media::ImageFormat,
    network::{
        Abilities, Addresses, Cut, Field, Gallery, Limit, LinkCard, MediaRules, More, Pace,
        Profile, Reader, Shape, SignInField, SignInKey, VideoRules,
    },
    text::{Detection, Unit},
};

const MASTODON: &str = "mastodon/mastodon app/validators/status_length_validator.rb, entities/Instance.md (2026-07-02)";
const GOTOSOCIAL: &str =
    "superseriousbusiness/gotosocial docs/configuration/statuses.md (2025-10-03)";
const PLEROMA: &str = "Pleroma config/config.exs limit (2025)";
const PIXELFED: &str = "pixelfed/pixelfed config/pixelfed.php max_caption_length (2024-03)";

/// The server of most accounts.
const HOME: &str = "https://mastodon.social";

/// Pixelfed's 15,000 KB is the smallest usual limit of a picture; Mastodon takes 16 MiB, GoToSocial 40 MiB.
const MAX_BYTES: u64 = 15_000_000;
/// Mastodon shrinks a picture to about 8.3 megapixels.
const LONGEST_SIDE: u32 = 3840;
/// Mastodon's `video_size_limit`, 99 MiB.
const VIDEO_BYTES: u64 = 103_809_024;

const WEB_APP: &str = "mastodon/mastodon app/lib/text_formatter.rb shortened_link, \
                       app/javascript/mastodon/components/status_content MAX_HEIGHT (read 2026-11-26)";
const PIXELFED_FEED: &str =
    "no document found (2026-11): pictures with captions, from general knowledge, not checked";

/// The family's rules.
pub fn profile() -> Profile {
    Profile {
        id: "mastodon".into(),
        name: "Mastodon".into(),
        as_of: read_on(),
        kinds: Flavour::ALL.map(|it| it.kind().to_owned()).into(),
        placements: vec![within(
            "picture",
            LONGEST_SIDE,
            LONGEST_SIDE,
            &[ImageFormat::Jpeg, ImageFormat::Png],
            MAX_BYTES,
        )],
        limits: limits(),
        media: MediaRules {
            max_images: 4,
            alt_text: true,
            alt_limit: Some(1500),
            video: Some(VideoRules {
                max_bytes: VIDEO_BYTES,
                max_secs: None,
                types: ["video/mp4", "video/quicktime", "video/webm"]
                    .map(str::to_owned)
                    .into(),
                with_pictures: false,
            }),
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
            threads: true,
            first_comment: true,
            browser_sign_in: true,
            links_clickable: true,
            mentions: true,
            hashtags: true,
        },
        sign_in: vec![
            ask(SignInKey::Server, Some(HOME), HOME),
            ask(SignInKey::Handle, None, "tokokopi"),
        ],
        fields: vec![
            Field::Media,
            Field::AltText,
            Field::Hashtags,
            Field::FirstComment,
        ],
        detection: Detection::Fediverse,
        // mastodon/mastodon app/lib/rate_limiter.rb: 300 statuses in three hours. Uploads, 30 in half an hour
        // (api/rate-limits.md), are no posts: a server that has enough of them says when to come back.
        pace: vec![Pace {
            count: 300,
            per_secs: 3 * 60 * 60,
        }],

        readers: readers(),
        ..Profile::default()
    }
}

fn limits() -> Vec<Limit> {
    let for_kind = |flavour: Flavour, unit, limit, source| {
        limit_for(flavour.kind(), Field::Text, unit, limit, source)
    };
    vec![
        for_kind(Flavour::Mastodon, Unit::Fediverse, 500, MASTODON),
        for_kind(Flavour::GoToSocial, Unit::CodePoints, 5000, GOTOSOCIAL),
        Limit {
            kinds: vec![Flavour::Pleroma.kind().to_owned()],
            ..doubtful(Field::Text, Unit::Graphemes, 5000, PLEROMA)
        },
        for_kind(Flavour::Pixelfed, Unit::CodePoints, 500, PIXELFED),
    ]
}

/// Most readers use Mastodon's own pages or an app that follows them; Pixelfed's put the picture first.
fn readers() -> Vec<Reader> {
    let note = Reader {
        // 706 pixels are 32 lines.
        cut: Some(Cut::lines(32, More::ReadMore, WEB_APP)),
        addresses: Addresses::Start { chars: 30 },
        card: LinkCard::First,
        gallery: Gallery::Grid { most: 4 },
        alt_badge: true,
        ..Reader::new(Shape::Note, WEB_APP)
    };
    let photo = Reader {
        gallery: Gallery::Carousel,
        ..Reader::doubtful(Shape::Photo, PIXELFED_FEED)
    };
    let notes = [Flavour::Mastodon, Flavour::GoToSocial, Flavour::Pleroma].map(Flavour::kind);
    vec![
        note.of_kinds(&notes),
        photo.of_kinds(&[Flavour::Pixelfed.kind()]),
    ]
}

fn ask(key: SignInKey, preset: Option<&str>, example: &str) -> SignInField {
    SignInField {
        key,
        preset: preset.map(str::to_owned),
        example: example.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kelola_domain::channel::ServerLimits;

    #[test]
    fn each_flavour_counts_its_own_way_and_a_server_its_own_limit() {
        let profile = profile();
        let main =
            |profile: &Profile, kind: &str| profile.main_limit(kind).map(|it| (it.unit, it.limit));
        assert_eq!(main(&profile, "mastodon"), Some((Unit::Fediverse, 500)));
        assert_eq!(main(&profile, "gotosocial"), Some((Unit::CodePoints, 5000)));
        assert_eq!(main(&profile, "pleroma"), Some((Unit::Graphemes, 5000)));
        let told = profile.on_server(&ServerLimits {
            text: Some(1000),
            images: Some(6),
            url_length: Some(40),
            ..ServerLimits::default()
        });
        assert_eq!(main(&told, "mastodon"), Some((Unit::Fediverse, 1000)));
        assert_eq!(main(&told, "pixelfed"), Some((Unit::CodePoints, 1000)));
        assert_eq!((told.media.max_images, told.link_length), (6, Some(40)));
    }
}

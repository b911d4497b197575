//! What a network is, as data: its dated rules, what it can do and how one signs in. The window and the
//! engine draw everything they know about a network from here; nothing outside a network's folder
//! compares its id.

mod reader;

pub use reader::{Addresses, Cut, Gallery, LinkCard, More, Reader, Shape};

use crate::{
    channel::ServerLimits,
    media::ImageFormat,
    text::{Detection, Unit},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Rules older than this say so.
const MAX_AGE_DAYS: i64 = 180;

/// The short stable name of a network: `bluesky`, `instagram`, `x`.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS,
)]
#[serde(transparent)]
pub struct NetworkId(pub String);

impl NetworkId {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for NetworkId {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl std::fmt::Display for NetworkId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

/// Everything Kelola knows about a network without asking it. The default is a network nothing is known of.
#[derive(Debug, Clone, PartialEq, Default, Serialize, TS)]
pub struct Profile {
    /// Short stable name.
    pub id: NetworkId,
    /// The name people use.
    pub name: String,
    /// The day its rules were read from their sources.
    #[ts(as = "String")]
    pub as_of: NaiveDate,
    /// Kinds of post and account tiers, the first is the default.
    pub kinds: Vec<String>,
    /// The places a picture can go, the first is the default.
    pub placements: Vec<Placement>,
    /// Limits of texts, the main measure of the text first.
    pub limits: Vec<Limit>,
    /// Rules about attached media.
    pub media: MediaRules,
    /// What the network can do.
    pub abilities: Abilities,
    /// The questions the sign-in form asks; empty for a network posted to by hand.
    pub sign_in: Vec<SignInField>,
    /// Where a person writes by hand, opened in the system browser.
    pub composer_url: Option<String>,
    /// Fields a variant has here beyond the text, in the order of the composer.
    pub fields: Vec<Field>,
    /// Whose rules say what is a link, a mention and a hashtag.
    pub detection: Detection,
    /// How fast a channel may publish; empty = no limit is known.
    pub pace: Vec<Pace>,
    /// Fields without which nothing is published.
    pub required: Vec<Field>,
    /// Characters the network refuses in text and title.
    pub refused: String,
    /// Whether a text that begins with a mention is taken for a reply and shown to few.
    pub mention_first_hides: bool,
    /// The forms its editor takes a running text in, the best first; empty = plain alone.
    pub formats: Vec<Format>,
    /// How readers see a post, at most one for a kind; empty = nothing is known.
    pub readers: Vec<Reader>,
    /// What a link counts where a server told so; none = as the unit says. Counting is the core's alone.
    #[serde(skip)]
    #[ts(skip)]
    pub link_length: Option<u32>,
}

/// A form in which a site's editor takes a running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// As it is typed.
    Plain,
    /// HTML.
    Html,
    /// BBCode, as forums write it.
    Bbcode,
}

/// At most so many deliveries of a channel within a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Pace {
    /// How many.
    pub count: u32,
    /// The span in seconds.
    pub per_secs: u32,
}

impl Profile {
    /// The main measure of the text for a kind of post.
    #[must_use]
    pub fn main_limit(&self, kind: &str) -> Option<&Limit> {
        self.limits_for(kind).next()
    }

    /// The limits that hold for a kind of post.
    pub fn limits_for(&self, kind: &str) -> impl Iterator<Item = &Limit> {
        self.limits
            .iter()
            .filter(move |limit| limit.kinds.is_empty() || limit.kinds.iter().any(|it| it == kind))
    }

    /// The kind a post has when nobody chose one.
    #[must_use]
    pub fn default_kind(&self) -> &str {
        self.kinds.first().map_or("text", String::as_str)
    }

    /// The placement a picture goes to when nobody chose one.
    #[must_use]
    pub fn default_placement(&self) -> Option<&Placement> {
        self.placements.first()
    }

    /// The rules as they hold on a server that told its own limits.
    #[must_use]
    pub fn on_server(&self, told: &ServerLimits) -> Self {
        let mut profile = self.clone();
        if let Some(limit) = told.text {
            for kind in &profile.kinds {
                let main = profile
                    .limits
                    .iter_mut()
                    .find(|it| it.kinds.is_empty() || it.kinds.contains(kind));
                if let Some(main) = main {
                    main.limit = limit;
                }
            }
        }
        profile.link_length = told.url_length.or(profile.link_length);
        let media = &mut profile.media;
        media.max_images = told.images.unwrap_or(media.max_images);
        media.alt_limit = told.alt.or(media.alt_limit);
        if let (Some(bytes), Some(video)) = (told.video_bytes, media.video.as_mut()) {
            video.max_bytes = bytes;
        }
        for placement in &mut profile.placements {
            placement.max_bytes = told.image_bytes.unwrap_or(placement.max_bytes);
        }
        profile
    }

    /// Whether its rules were read so long ago that they may have changed.
    #[must_use]
    pub fn is_old(&self, today: NaiveDate) -> bool {
        (today - self.as_of).num_days() > MAX_AGE_DAYS
    }

    /// Whether Kelola publishes here by itself.
    #[must_use]
    pub fn publishes(&self) -> bool {
        self.abilities.publish
    }
}

/// A field of a variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The running text, caption or body.
    Text,
    /// The headline, where the network has one.
    Title,
    /// Hashtags kept apart from the text, separated by spaces.
    Hashtags,
    /// A link shown as a card or put at the end.
    Link,
    /// A comment posted right after.
    FirstComment,
    /// The description of a picture for people who do not see it.
    AltText,
    /// Attached pictures.
    Media,
}

/// How large a text, or a number of things, may be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// What is measured.
    pub field: Field,
    /// How it is measured.
    pub unit: Unit,
    /// The largest allowed value, inclusive.
    pub limit: u32,
    /// The kinds of post it holds for; empty = all.
    pub kinds: Vec<String>,
    /// Holds only with pictures (`true`) or only without (`false`); none = always.
    pub with_media: Option<bool>,
    /// Whether the source is firm: an uncertain limit warns, it never stops.
    pub firm: bool,
    /// Where the rule was read.
    pub source: String,
}

/// A place a picture can go, with what the network takes there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Placement {
    /// Short stable name: `feed-portrait`, `story`.
    pub id: String,
    /// Width in pixels; with `exact` the width to make, else the largest.
    pub width: u32,
    /// Height in pixels; with `exact` the height to make, else the largest.
    pub height: u32,
    /// Whether the picture is cropped to exactly this size, or only shrunk to fit inside.
    pub exact: bool,
    /// Formats the network takes, the preferred first.
    pub formats: Vec<ImageFormat>,
    /// Largest file in bytes.
    #[ts(type = "number")]
    pub max_bytes: u64,
}

/// Rules about attached pictures.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MediaRules {
    /// Most pictures in one post.
    pub max_images: u32,
    /// Whether that number is not certain: it warns, it never stops.
    pub max_is_doubtful: bool,
    /// Whether a post without a picture is impossible.
    pub required: bool,
    /// Whether alternative text travels with a picture.
    pub alt_text: bool,
    /// Longest alternative text in characters, where a limit is known.
    pub alt_limit: Option<u32>,
    /// Rules about a video, where one can be attached.
    pub video: Option<VideoRules>,
    /// The proportions taken, where there are limits.
    pub ratio: Option<Ratios>,
    /// The narrowest picture taken without being enlarged, in pixels; 0 = no limit.
    pub min_width: u32,
}

/// Rules about an attached video.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VideoRules {
    /// Largest file in bytes.
    #[ts(type = "number")]
    pub max_bytes: u64,
    /// Longest duration in seconds, where a limit is known.
    pub max_secs: Option<u32>,
    /// MIME types taken.
    pub types: Vec<String>,
    /// Whether pictures can stand beside it in one post.
    pub with_pictures: bool,
}

/// Proportions of a picture, width divided by height.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Ratios {
    /// The tallest shape, as 0.8 for 4:5.
    pub narrowest: f64,
    /// The widest shape, as 1.91.
    pub widest: f64,
    /// The kinds of post they hold for; empty = all.
    pub kinds: Vec<String>,
}

/// What a network, through Kelola's client, can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
pub struct Abilities {
    /// Kelola publishes by itself; else the person is reminded and posts by hand.
    pub publish: bool,
    /// A lost answer can be settled by reading back.
    pub find_lost: bool,
    /// Counts (likes, reposts) can be read.
    pub counts: bool,
    /// Replies and mentions can be read.
    pub inbox: bool,
    /// The network holds a post until its time.
    pub hand_off: bool,
    /// A post can be changed after it went out.
    pub edit: bool,
    /// A post can be taken down.
    pub remove: bool,
    /// Further parts can follow a post as a thread.
    pub threads: bool,
    /// A comment can follow right after a post.
    pub first_comment: bool,
    /// One signs in on the network's own page, in the system's browser.
    pub browser_sign_in: bool,
    /// Links in the text can be clicked by readers.
    pub links_clickable: bool,
    /// Mentions in the text can be clicked by readers.
    pub mentions: bool,
    /// Hashtags in the text can be clicked by readers.
    pub hashtags: bool,
}

/// One question of the sign-in form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SignInField {
    /// What is asked.
    pub key: SignInKey,
    /// What the field holds before anybody typed, `https://bsky.social`.
    pub preset: Option<String>,
    /// An example shown in the empty field.
    pub example: String,
}

/// What a sign-in form can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignInKey {
    /// Address of the server.
    Server,
    /// The account's public name.
    Handle,
    /// A password made for this program alone; goes to the keychain.
    AppPassword,
    /// The token of a bot; goes to the keychain.
    BotToken,
}

impl SignInKey {
    /// Whether the answer is a secret.
    #[must_use]
    pub const fn is_secret(self) -> bool {
        matches!(self, Self::AppPassword | Self::BotToken)
    }
}

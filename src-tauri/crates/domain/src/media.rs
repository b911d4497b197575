//! Pictures and videos: formats, original files (assets), what is cut from them (renditions) and where the eye should
//! rest.

mod album;
mod fit;
mod framing;
mod video;

pub use album::Album;
pub use fit::{Area, Corner, Crop, Fit, Watermark};
pub use framing::Framing;
pub use video::{AudioCodec, AudioFacts, Container, VideoCodec, VideoFacts};

use crate::{ids::AssetId, network::NetworkId, time::Instant};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A format a picture can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ImageFormat {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
    /// GIF.
    Gif,
}

impl ImageFormat {
    /// The MIME type.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
        }
    }

    /// The usual file ending, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Gif => "gif",
        }
    }
}

/// The point of a picture that must stay visible, as shares of the upright width and height, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct Focus {
    /// From the left edge, 0 to 1.
    pub x: f32,
    /// From the top edge, 0 to 1.
    pub y: f32,
}

impl Focus {
    /// The middle.
    pub const CENTRE: Self = Self { x: 0.5, y: 0.5 };

    /// The same point, forced into the picture; what is not a number becomes the middle.
    #[must_use]
    pub fn clamped(self) -> Self {
        let fix = |v: f32| {
            if v.is_finite() {
                v.clamp(0.0, 1.0)
            } else {
                0.5
            }
        };
        Self {
            x: fix(self.x),
            y: fix(self.y),
        }
    }
}

impl Default for Focus {
    fn default() -> Self {
        Self::CENTRE
    }
}

/// The most stars an original can have.
pub const MOST_STARS: u8 = 5;

/// An original picture or video, stored once by content hash and never changed, and what a person says of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Asset {
    /// Its identifier.
    pub id: AssetId,
    /// SHA-256 of the bytes, 64 hex digits: its place in the media folder.
    pub hash: String,
    /// What it is called: the name it came in with, without folders, until the person gives another.
    pub file_name: String,
    /// MIME type, told from the content.
    pub mime: String,
    /// Upright width in pixels.
    pub width: u32,
    /// Upright height in pixels.
    pub height: u32,
    /// Size of the original in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// When it came in.
    #[ts(as = "String")]
    pub imported_at: Instant,
    /// What is known of a video; none for a picture.
    pub video: Option<VideoFacts>,
    /// Description offered to every post it is attached to; empty = none yet.
    pub alt: String,
    /// Who made it, as it is to be named: "Foto: …"; empty = nobody is named.
    pub credit: String,
    /// Under which terms it may be used, in the person's own words.
    pub licence: String,
    /// How good the person finds it, 0 to [`MOST_STARS`]; 0 = not said.
    pub stars: u8,
    /// Words one finds it by.
    pub tags: Vec<String>,
    /// How it is framed, offered to every post it is attached to.
    pub framing: Framing,
}

impl Asset {
    /// It as a new attachment, with its own description and framing.
    #[must_use]
    pub fn attached(&self) -> Attachment {
        Attachment {
            asset: self.id,
            alt: self.alt.clone(),
            focus: self.framing.focus,
            fit: self.framing.fit,
            crops: self.framing.crops.clone(),
        }
    }
}

/// A picture or video as attached to a post: which, with which description and focal point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Attachment {
    /// The original.
    pub asset: AssetId,
    /// Description for people who do not see it; empty = none yet.
    pub alt: String,
    /// The point that must stay visible.
    pub focus: Focus,
    /// How it meets the shape of a placement.
    #[serde(default)]
    #[ts(as = "Option<Fit>", optional)]
    pub fit: Fit,
    /// Placements that show an exact part instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Crop>>", optional)]
    pub crops: Vec<Crop>,
}

impl Attachment {
    /// How it meets the shape of a placement of a network.
    #[must_use]
    pub fn fit_for(&self, network: &NetworkId, placement: &str) -> Fit {
        self.crops
            .iter()
            .find(|it| it.network == *network && it.placement == placement)
            .map_or(self.fit, |it| Fit::Part { area: it.area })
    }
}

//! Videos: what their header says, without a frame being decoded.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What holds a video's streams together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Container {
    /// MPEG-4 (ISO base media).
    Mp4,
    /// QuickTime.
    Mov,
    /// WebM.
    Webm,
}

impl Container {
    /// The MIME type.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Mp4 => "video/mp4",
            Self::Mov => "video/quicktime",
            Self::Webm => "video/webm",
        }
    }

    /// The usual file ending, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Mp4 => "mp4",
            Self::Mov => "mov",
            Self::Webm => "webm",
        }
    }
}

/// How moving pictures are coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum VideoCodec {
    /// H.264, also called AVC: what every network takes.
    H264,
    /// H.265, also called HEVC: what newer phones record.
    Hevc,
    /// AV1.
    Av1,
    /// VP8.
    Vp8,
    /// VP9.
    Vp9,
    /// MPEG-4 part 2, of older cameras.
    Mpeg4,
    /// Apple ProRes, for editing.
    Prores,
    /// Something else.
    Other,
}

/// How sound is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum AudioCodec {
    /// AAC: what every network takes.
    Aac,
    /// MP3.
    Mp3,
    /// Opus.
    Opus,
    /// Vorbis.
    Vorbis,
    /// Dolby Digital, plain or plus.
    Dolby,
    /// Samples as they are.
    Pcm,
    /// Something else.
    Other,
}

/// The sound of a video.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AudioFacts {
    /// How it is coded.
    pub codec: AudioCodec,
    /// Samples a second.
    pub rate: u32,
    /// Channels: 1 = mono, 2 = stereo.
    pub channels: u16,
}

/// What is known of a video beyond its size in pixels and bytes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct VideoFacts {
    /// What holds its streams.
    pub container: Container,
    /// How long it plays, in milliseconds.
    #[ts(type = "number")]
    pub duration_ms: u64,
    /// How its pictures are coded.
    pub codec: VideoCodec,
    /// Pictures a second on average; none where the file does not say.
    pub frame_rate: Option<f32>,
    /// Bits a second on average, everything in the file included.
    #[ts(type = "number")]
    pub bit_rate: u64,
    /// Degrees players turn it clockwise to stand upright: 0, 90, 180 or 270. Width and height are given upright.
    pub rotation: u16,
    /// Its sound; none = silent.
    pub audio: Option<AudioFacts>,
}

//! Pictures: told by content, decoded once, turned upright, cut around the focal point, brought to sRGB and
//! written for each placement of a network without any metadata. Videos are probed, never decoded. Also draws the demo
//! shop's pictures.
//! Knows bytes and rules only; files, caches and networks are for others.

mod canvas;
mod colour;
mod credit;
mod crop;
mod decode;
mod encode;
mod error;
mod gif;
mod kind;
mod likeness;
mod limits;
mod mark;
mod orient;
mod poster;
mod probe;
mod render;
mod resize;
pub mod sample;
mod thumbnail;
mod video;

pub use crop::{Place, Rect, place};
pub use error::MediaError;
pub use likeness::Likeness;
pub use limits::{MAX_FILE_BYTES, MAX_PIXELS, MAX_VIDEO_BYTES};
pub use mark::{Logo, Mark};
pub use poster::poster;
pub use probe::{Facts, is_video, probe, probe_file};
pub use render::{Cores, Job, Quality, RULES_VERSION, Rendition, render, render_on};
pub use thumbnail::thumbnail;

/// Every code of a failure or finding made here; each has words.
pub const CODES: &[&str] = &[
    "picture_unsupported",
    "picture_heic",
    "picture_avif",
    "picture_damaged",
    "picture_too_large",
    "picture_empty",
    "picture_upscaled",
    "picture_shrunk",
    "picture_quality_lowered",
    "picture_over_limit",
    "transparency_flattened",
    "animation_first_frame",
];

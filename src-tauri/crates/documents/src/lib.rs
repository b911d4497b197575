//! What Typst makes: reports for a week or a month as PDF, and pictures of their pages for the preview.
//! Knows nothing of storage or networks: numbers and pictures come in, bytes go out; no clock, no disk
//! except the font folder that the caller names.

mod colour;
mod coverage;
mod error;
mod fonts;
mod format;
pub mod pages;
pub mod reports;
mod words;
mod world;

pub use error::DocumentError;
pub use fonts::Fonts;

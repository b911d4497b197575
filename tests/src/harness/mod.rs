//! The parts a journey is made of. Every part is plain blocking code for a test to call; whatever runs beside the
//! test (servers, programs) lives in a thread or process of its own and ends when its value is dropped.

pub mod appview;
pub mod background;
pub mod child;
#[cfg(feature = "long")]
pub mod devnet;
mod form;
pub mod http;
pub mod kelolactl;
pub mod keychain;
pub mod lexicon;
pub mod mastodon_fake;
pub mod paths;
pub mod pds;
pub mod pieces;
pub mod proxy;
#[cfg(feature = "window")]
pub mod screen;
pub mod snac;
pub mod telegram_fake;
pub mod temp;
#[cfg(feature = "window")]
pub mod window;
pub mod wordpress;
pub mod xrpc;

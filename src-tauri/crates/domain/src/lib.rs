//! The vocabulary of Kelola and its rules: brands, channels, posts, deliveries, text counting and
//! planning. Pure: no I/O, no clock, no randomness; whoever calls hands those in.

pub mod brand;
pub mod channel;
pub mod day_words;
pub mod delivery;
pub mod finding;
pub mod ids;
pub mod media;
pub mod message;
pub mod metric;
pub mod network;
pub mod own_network;
pub mod post;
pub mod report;
pub mod rules;
pub mod snippet;
pub mod text;
pub mod time;

//! What several journeys share: a shop in a data folder of its own, pictures as a phone takes them, and
//! a server of every network.

pub mod counterpart;
mod photo;
mod shop;

pub use photo::{Photo, TURNED_COMMENT, is_blue, is_red};
pub use shop::{Shop, arg, wall_in, watching};

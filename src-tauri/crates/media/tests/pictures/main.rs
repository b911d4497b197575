//! What Kelola does with pictures, through the crate's public doors: on small pictures made here, and on the
//! shared collections where they exist (`KELOLA_SHARED`, or a folder `shared` beside the repository).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

mod broken;
mod colours;
mod fitting;
mod fixtures;
mod looks;
mod upright;

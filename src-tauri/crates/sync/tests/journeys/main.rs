//! Journeys of deliveries through the engine: a real database, a clock set by hand, and a network that
//! keeps every post it ever accepted, so that a second one could not hide.

mod aborted;
mod fake;
mod faults;
mod full_disk;
mod handing_off;
mod month;
mod pacing;
mod pieces;
mod pulling;
mod random;
mod stopping;
mod story;
mod watching;
mod world;

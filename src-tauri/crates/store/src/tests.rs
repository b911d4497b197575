//! The store on a real SQLite file: nouns, recording, undo, concurrency, plans and speed.

pub(crate) mod fixture;
mod library;
mod lists;
mod migrations;
mod nouns;
mod outside;
mod undo;

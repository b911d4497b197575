//! What can go wrong while a document is made.

use std::{io, path::PathBuf};

/// A document could not be made or shown.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The font folder or a file in it cannot be read: the installation is damaged.
    #[error("fonts cannot be read from {}", folder.display())]
    FontsUnreadable {
        /// The folder asked for.
        folder: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// The folder lacks a family that documents are set in: the installation is damaged.
    #[error("the font family {family} is not in {}", folder.display())]
    FontMissing {
        /// The folder asked for.
        folder: PathBuf,
        /// The family that is missing.
        family: &'static str,
    },
    /// The template does not accept the data. A defect of this program.
    #[error("the document could not be set: {0}")]
    Typesetting(String),
    /// The bytes are not a PDF that can be shown.
    #[error("not a readable PDF")]
    NotAPdf,
    /// The document has no such page.
    #[error("the document has {pages} pages, page {page} does not exist")]
    NoSuchPage {
        /// The page asked for, counted from 0.
        page: usize,
        /// How many there are.
        pages: usize,
    },
    /// The page could not be turned into a picture.
    #[error("the page could not be drawn")]
    Drawing,
}

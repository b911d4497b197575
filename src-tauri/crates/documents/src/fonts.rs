//! The fonts documents are set in. They are files that both programs share; the caller names the folder.

use crate::error::DocumentError;
use std::{fs, path::Path, sync::Arc};
use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

/// Text, then emoji, then everything else a remote caption may hold. The order matters: digits stay text
/// and `☀` becomes an emoji before the last family is asked.
pub(crate) const FAMILIES: [&str; 3] = ["Plus Jakarta Sans", "Noto Color Emoji", "DejaVu Sans"];

/// The loaded fonts. Cheap to clone and to share between threads.
#[derive(Clone)]
pub struct Fonts(Arc<Loaded>);

struct Loaded {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Fonts {
    /// Loads every `.ttf` and `.otf` file of a folder, in the order of their names.
    ///
    /// # Errors
    /// [`DocumentError::FontsUnreadable`] when the folder or a file cannot be read,
    /// [`DocumentError::FontMissing`] when one of the three families is not among them.
    pub fn load(folder: &Path) -> Result<Self, DocumentError> {
        let unreadable = |cause| DocumentError::FontsUnreadable {
            folder: folder.to_owned(),
            cause,
        };
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            let kind = path
                .extension()
                .and_then(|it| it.to_str())
                .map(str::to_ascii_lowercase);
            if matches!(kind.as_deref(), Some("ttf" | "otf")) {
                paths.push(path);
            }
        }
        // The file system's order differs between machines; the document must not.
        paths.sort();

        let mut fonts = Vec::new();
        for path in paths {
            let bytes = fs::read(&path).map_err(unreadable)?;
            fonts.extend(Font::iter(Bytes::new(bytes)));
        }
        let book = FontBook::from_fonts(&fonts);
        for family in FAMILIES {
            if !book.contains_family(&family.to_lowercase()) {
                return Err(DocumentError::FontMissing {
                    folder: folder.to_owned(),
                    family,
                });
            }
        }
        Ok(Self(Arc::new(Loaded {
            book: LazyHash::new(book),
            fonts,
        })))
    }

    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.0.book
    }

    pub(crate) fn font(&self, index: usize) -> Option<Font> {
        self.0.fonts.get(index).cloned()
    }

    /// Whether one font alone has all of these characters. A cluster split over two fonts prints wrongly.
    pub(crate) fn covers(&self, cluster: impl Iterator<Item = char> + Clone) -> bool {
        self.0.fonts.iter().any(|font| {
            let coverage = &font.info().coverage;
            cluster.clone().all(|it| coverage.contains(u32::from(it)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_fonts_says_which_family_is_missing() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let error = Fonts::load(&folder).err().expect("no fonts there");
        assert!(
            matches!(
                error,
                DocumentError::FontMissing {
                    family: "Plus Jakarta Sans",
                    ..
                }
            ),
            "{error}"
        );
    }

    #[test]
    fn a_folder_that_does_not_exist_is_named() {
        let error = Fonts::load(Path::new("/no/such/folder"))
            .err()
            .expect("no folder there");
        assert!(
            error.to_string().contains("no")
                && matches!(error, DocumentError::FontsUnreadable { .. })
        );
    }
}

//! The pictures of a report, handed to the document as files of its own small world.

use super::data::Picture;
use serde::Serialize;
use typst::{
    foundations::Bytes,
    visualize::{ExchangeFormat, RasterImage},
};

/// The pictures collected so far.
#[derive(Default)]
pub(crate) struct Pictures {
    files: Vec<(String, Bytes)>,
}

/// A picture as a template sees it.
#[derive(Debug, Serialize)]
pub(crate) struct Shown {
    file: String,
    alt: String,
}

impl Pictures {
    /// Takes a picture in. One that cannot be decoded is left out: a damaged thumbnail must not cost the report.
    pub fn add(&mut self, picture: &Picture, alt: &str) -> Option<Shown> {
        let format = ExchangeFormat::detect(&picture.bytes)?;
        let bytes = Bytes::new(picture.bytes.clone());
        RasterImage::plain(bytes.clone(), format).ok()?;
        let extension = match format {
            ExchangeFormat::Png => "png",
            ExchangeFormat::Jpg => "jpg",
            ExchangeFormat::Gif => "gif",
            ExchangeFormat::Webp => "webp",
        };
        let file = format!("picture-{}.{extension}", self.files.len());
        self.files.push((file.clone(), bytes));
        let said = picture.alt.trim();
        Some(Shown {
            file,
            alt: if said.is_empty() {
                alt.to_owned()
            } else {
                said.to_owned()
            },
        })
    }

    /// The files.
    pub fn into_files(self) -> Vec<(String, Bytes)> {
        self.files
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_picture_is_left_out() {
        let mut pictures = Pictures::default();
        for bytes in [
            &b""[..],
            b"hello",
            b"\xff\xd8\xff\xe0 broken",
            b"\x89PNG\r\n\x1a\n broken",
        ] {
            assert!(
                pictures
                    .add(
                        &Picture {
                            bytes: bytes.to_vec(),
                            alt: String::new()
                        },
                        "alt"
                    )
                    .is_none()
            );
        }
        assert!(pictures.into_files().is_empty());
    }
}

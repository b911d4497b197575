//! What can be wrong with a picture or a video, named by what the person can do about it.

/// Why a picture or a video cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MediaError {
    /// The content is nothing Kelola reads; saving it as JPEG, PNG or MP4 elsewhere helps.
    #[error("pictures of type {what} cannot be read or written")]
    Unsupported {
        /// What it is: `heic`, `avif`, `svg`, `pdf`, `mkv`, `audio`, `unknown`, …
        what: String,
    },
    /// The file is cut off or broken; a fresh copy helps.
    #[error("the file is damaged")]
    Damaged,
    /// More than the stated limits allow; a smaller copy helps.
    #[error("the file has {value} {what}, at most {limit} are allowed")]
    TooLarge {
        /// What is too large: `pixels`, `bytes` or, in a video, `parts`.
        what: &'static str,
        /// How many it has.
        value: u64,
        /// How many are allowed.
        limit: u64,
    },
    /// There is nothing in the file.
    #[error("the file is empty")]
    Empty,
}

impl MediaError {
    /// The stable code of the words table.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            // Two that come in daily, with a way out of their own.
            Self::Unsupported { what } if what == "heic" => "picture_heic",
            Self::Unsupported { what } if what == "avif" => "picture_avif",
            Self::Unsupported { .. } => "picture_unsupported",
            Self::Damaged => "picture_damaged",
            Self::TooLarge { .. } => "picture_too_large",
            Self::Empty => "picture_empty",
        }
    }

    pub(crate) fn unsupported(what: &str) -> Self {
        Self::Unsupported {
            what: what.to_owned(),
        }
    }
}

impl From<image::ImageError> for MediaError {
    fn from(error: image::ImageError) -> Self {
        use image::ImageError;
        match error {
            ImageError::Unsupported(_) => Self::unsupported("unknown"),
            ImageError::Limits(_) => crate::limits::memory(),
            _ => Self::Damaged,
        }
    }
}

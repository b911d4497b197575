//! What a file is, from its header alone: cheap enough to run on every file that is dropped.

use crate::{
    MediaError,
    decode::{guarded, jpeg_header, raster_header},
    kind::{Kind, is_animated},
    limits::{MAX_FILE_BYTES, MAX_VIDEO_BYTES, check_file, check_length},
    video,
};
use kelola_domain::media::{Container, VideoFacts};
use std::io::{Cursor, Read, Seek, SeekFrom};

/// Bytes at the start of a file that tell what it is.
const HEAD: u64 = 64;

/// What the header of a picture or a video says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Facts {
    /// MIME type, told from the content.
    pub mime: &'static str,
    /// Upright width in pixels.
    pub width: u32,
    /// Upright height in pixels.
    pub height: u32,
    /// Whether pixels may be transparent.
    pub has_alpha: bool,
    /// How a picture is stored, EXIF 1 to 8; 1 = upright.
    pub orientation: u8,
    /// Whether a picture has more than one frame.
    pub animated: bool,
    /// What else is known of a video; none for a picture.
    pub video: Option<VideoFacts>,
}

/// Reads what the header says and, for a JPEG, makes sure that the file is complete. Takes memory and time in
/// proportion to the file, not to the size it claims.
///
/// # Errors
/// When the file is empty, nothing Kelola reads, broken, or larger than the limits.
pub fn probe(bytes: &[u8]) -> Result<Facts, MediaError> {
    guarded(|| match video::container(bytes) {
        Some(container) => of_video(container, &mut Cursor::new(bytes)),
        None => of_picture(bytes),
    })
}

/// The same for an open file. A picture is read whole, of a video only its tables.
///
/// # Errors
/// As [`probe`]; a file that cannot be read counts as damaged.
pub fn probe_file(file: &mut (impl Read + Seek)) -> Result<Facts, MediaError> {
    if let Some(container) = video::container(&head(file)?) {
        return guarded(|| of_video(container, file));
    }
    check_length(length(file)?, MAX_FILE_BYTES)?;
    let mut bytes = Vec::new();
    file.rewind()
        .and_then(|()| file.take(MAX_FILE_BYTES).read_to_end(&mut bytes))
        .map_err(|_| MediaError::Damaged)?;
    guarded(|| of_picture(&bytes))
}

/// Whether an open file is a video, told from its first bytes.
///
/// # Errors
/// When the file cannot be read.
pub fn is_video(file: &mut (impl Read + Seek)) -> Result<bool, MediaError> {
    Ok(video::container(&head(file)?).is_some())
}

fn of_picture(bytes: &[u8]) -> Result<Facts, MediaError> {
    check_file(bytes)?;
    let kind = Kind::of(bytes)?;
    let (stored, orientation, has_alpha) = if kind == Kind::Jpeg {
        let it = jpeg_header(bytes)?;
        ((it.width, it.height), it.orientation, false)
    } else {
        let it = raster_header(kind, bytes)?;
        ((it.width, it.height), it.orientation, it.has_alpha)
    };
    let (width, height) = orientation.turned(stored.0, stored.1);
    let animated = is_animated(kind, bytes);
    Ok(Facts {
        mime: kind.mime(),
        width,
        height,
        has_alpha,
        orientation: orientation.exif(),
        animated,
        video: None,
    })
}

fn of_video(container: Container, file: &mut (impl Read + Seek)) -> Result<Facts, MediaError> {
    check_length(length(file)?, MAX_VIDEO_BYTES)?;
    let video = video::probe(container, file)?;
    Ok(Facts {
        mime: container.mime(),
        width: video.width,
        height: video.height,
        has_alpha: false,
        orientation: 1,
        animated: false,
        video: Some(video.facts),
    })
}

fn head(file: &mut (impl Read + Seek)) -> Result<Vec<u8>, MediaError> {
    let mut head = Vec::new();
    file.rewind()
        .and_then(|()| file.take(HEAD).read_to_end(&mut head))
        .map_err(|_| MediaError::Damaged)?;
    Ok(head)
}

fn length(file: &mut impl Seek) -> Result<u64, MediaError> {
    file.seek(SeekFrom::End(0)).map_err(|_| MediaError::Damaged)
}

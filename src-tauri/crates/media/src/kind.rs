//! What a file is, told from its first bytes and never from its name, and whether it moves.

use crate::MediaError;

/// A picture format Kelola reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Jpeg,
    Png,
    Webp,
    Gif,
    Bmp,
    Tiff,
}

impl Kind {
    pub(crate) const fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Bmp => "image/bmp",
            Self::Tiff => "image/tiff",
        }
    }

    /// What it is called where something in it cannot be read.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Gif => "gif",
            Self::Bmp => "bmp",
            Self::Tiff => "tiff",
        }
    }

    pub(crate) fn of(bytes: &[u8]) -> Result<Self, MediaError> {
        match bytes {
            [] => Err(MediaError::Empty),
            [0xff, 0xd8, 0xff, ..] => Ok(Self::Jpeg),
            // Also one whose line ends a transfer as text has changed: it is damaged, not unknown.
            [0x89, b'P', b'N', b'G', ..] => Ok(Self::Png),
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => Ok(Self::Webp),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Ok(Self::Gif),
            [b'B', b'M', ..] => Ok(Self::Bmp),
            [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] if is_raw(bytes) => {
                Err(MediaError::unsupported("raw"))
            }
            [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => Ok(Self::Tiff),
            _ if bytes.get(12..16) == Some(b"IHDR") => Ok(Self::Png),
            // The remedy differs from format to format, so the refusal names what it saw.
            _ => Err(MediaError::unsupported(foreign(bytes))),
        }
    }
}

/// The name of something Kelola does not read.
fn foreign(bytes: &[u8]) -> &'static str {
    if let Some(what) = boxed(bytes) {
        return what;
    }
    let head = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let has = |what: &[u8]| head.windows(what.len()).any(|it| it == what);
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => "pdf",
        [b'8', b'B', b'P', b'S', ..] => "psd",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'A', b'V', b'I', ..] => "avi",
        [0x30, 0x26, 0xb2, 0x75, ..] => "wmv",
        [b'F', b'L', b'V', 1, ..] => "flv",
        [0, 0, 1, 0xba | 0xb3, ..] => "mpeg",
        [0xff, 0x0a, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] => "jxl",
        [0, 0, 0, 12, b'j', b'P', b' ', b' ', ..] | [0xff, 0x4f, 0xff, 0x51, ..] => "jp2",
        [0, 0, 1 | 2, 0, ..] => "ico",
        _ if has(b"<svg") => "svg",
        _ => "unknown",
    }
}

/// What stands in the boxes videos use, told by the brands in its first one: the leading brand says that it is no video,
/// the others what the picture is coded with where the leading one says only that it is a picture.
fn boxed(bytes: &[u8]) -> Option<&'static str> {
    let [a, b, c, d, b'f', b't', b'y', b'p', rest @ ..] = bytes else {
        return None;
    };
    let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
    let brands = rest.get(..length.saturating_sub(8).min(rest.len()))?;
    let first = brands.first_chunk()?;
    if !is_still(first) {
        return Some(match first {
            b"M4A " | b"M4B " => "audio",
            b"crx " => "raw",
            _ => "video",
        });
    }
    // Between the leading brand and the others stands a version.
    let others = brands.get(8..).unwrap_or_default().as_chunks().0;
    let all = || std::iter::once(first).chain(others);
    let avif = all().any(|it| matches!(it, b"avif" | b"avis"));
    Some(if avif { "avif" } else { "heic" })
}

/// Whether a file in boxes that leads with this brand is a picture (HEIF, ISO/IEC 23008-12) and not a video.
pub(crate) const fn is_still(brand: &[u8; 4]) -> bool {
    matches!(
        brand,
        b"avif"
            | b"avis"
            | b"heic"
            | b"heix"
            | b"heim"
            | b"heis"
            | b"hevc"
            | b"hevx"
            | b"hevm"
            | b"hevs"
            | b"avci"
            | b"avcs"
            | b"mif1"
            | b"mif2"
            | b"msf1"
            | b"miaf"
    )
}

/// Whether a TIFF is what a camera's sensor saw: its first picture is then a preview, and posting that would be posting
/// something small in its place. Told by a DNG's version or by a first picture that calls itself reduced.
fn is_raw(bytes: &[u8]) -> bool {
    let little = bytes.first() == Some(&b'I');
    let number = |at: usize, size: usize| {
        let part = bytes.get(at..at.checked_add(size)?)?;
        let join = |sum: u32, byte: &u8| sum << 8 | u32::from(*byte);
        Some(if little {
            part.iter().rev().fold(0, join)
        } else {
            part.iter().fold(0, join)
        })
    };
    let entries = || {
        let start = number(4, 4)? as usize;
        let count = number(start, 2)? as usize;
        Some((0..count).map(move |index| start.saturating_add(2 + 12 * index)))
    };
    if bytes.get(8..10) == Some(b"CR") {
        return true;
    }
    entries()
        .into_iter()
        .flatten()
        .any(|at| match number(at, 2) {
            Some(50_706) => true,
            Some(254) => number(at + 8, 4).is_some_and(|it| it & 1 == 1),
            _ => false,
        })
}

/// Whether the file holds more than one frame.
pub(crate) fn is_animated(kind: Kind, bytes: &[u8]) -> bool {
    match kind {
        // The flag of the extended header; simple files have none and one frame.
        Kind::Webp => {
            bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 2 != 0)
        }
        Kind::Png => is_apng(bytes),
        Kind::Gif => gif_frames(bytes).is_some_and(|frames| frames > 1),
        Kind::Jpeg | Kind::Bmp | Kind::Tiff => false,
    }
}

/// An animated PNG says so before its first pixels.
fn is_apng(bytes: &[u8]) -> bool {
    let mut at = 8;
    while let (Some(length), Some(name)) = (bytes.get(at..at + 4), bytes.get(at + 4..at + 8)) {
        match name {
            b"acTL" => return true,
            b"IDAT" | b"IEND" => return false,
            _ => {}
        }
        let length = length
            .iter()
            .fold(0_usize, |sum, &it| sum << 8 | usize::from(it));
        let Some(next) = at.checked_add(12).and_then(|it| it.checked_add(length)) else {
            return false;
        };
        at = next;
    }
    false
}

/// The number of frames up to two, or nothing when the file ends before the first frame does.
pub(crate) fn gif_frames(bytes: &[u8]) -> Option<u32> {
    let table = |flags: u8| {
        if flags & 0x80 == 0 {
            0
        } else {
            3 << ((flags & 7) + 1)
        }
    };
    let mut at = 13 + table(*bytes.get(10)?);
    let mut frames = 0;
    while frames < 2 {
        match bytes.get(at) {
            Some(0x21) => at = after_blocks(bytes, at + 2)?,
            Some(0x2c) => {
                let data = at + 10 + table(*bytes.get(at + 9)?) + 1;
                // A cut second frame does not harm the first, which is the one shown.
                let Some(next) = after_blocks(bytes, data) else {
                    break;
                };
                at = next;
                frames += 1;
            }
            _ => break,
        }
    }
    (frames > 0).then_some(frames)
}

fn after_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match *bytes.get(at)? {
            0 => return Some(at + 1),
            length => at += 1 + usize::from(length),
        }
    }
}

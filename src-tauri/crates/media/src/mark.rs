//! The logo a channel puts into a corner of its pictures.

use crate::{MediaError, encode::Picture, thumbnail::small};
use kelola_domain::media::Corner;

/// Logos are kept at this size; no rendition shows one larger.
const MOST: u32 = 2048;

/// Space to the edges, as a share of the picture's shorter side.
const MARGIN: f32 = 0.03;

/// A logo, read once for all pictures it is put on.
pub struct Logo {
    rgba: Vec<u8>,
    width: u32,
    height: u32,
}

impl std::fmt::Debug for Logo {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Logo({}x{})", self.width, self.height)
    }
}

impl Logo {
    /// Reads a picture as a logo.
    ///
    /// # Errors
    /// When it cannot be read (see [`MediaError`]).
    pub fn read(bytes: &[u8]) -> Result<Self, MediaError> {
        let Picture {
            pixels,
            width,
            height,
            alpha,
        } = small(bytes, MOST)?;
        let rgba = if alpha {
            pixels
        } else {
            let (colours, _) = pixels.as_chunks();
            colours
                .iter()
                .flat_map(|&[r, g, b]| [r, g, b, 255])
                .collect()
        };
        Ok(Self {
            rgba,
            width,
            height,
        })
    }
}

/// Where and how a logo is put.
#[derive(Debug, Clone, Copy)]
pub struct Mark<'a> {
    /// The logo.
    pub logo: &'a Logo,
    /// Where it stands.
    pub corner: Corner,
    /// Its longer side as a share of the picture's shorter one, above 0, at most 1.
    pub size: f32,
    /// How much it covers, 0 to 1.
    pub opacity: f32,
}

/// Puts the logo on a picture.
pub(crate) fn stamp(picture: &mut Picture, mark: &Mark<'_>) -> Result<(), MediaError> {
    let side = picture.width.min(picture.height) as f32;
    let longest = (side * mark.size.clamp(0.0, 1.0)).round().max(1.0);
    let scale = longest / mark.logo.width.max(mark.logo.height) as f32;
    let fitted = |it: u32, most: u32| ((it as f32 * scale).round() as u32).clamp(1, most);
    let width = fitted(mark.logo.width, picture.width);
    let height = fitted(mark.logo.height, picture.height);
    let from = (mark.logo.width, mark.logo.height);
    let logo = crate::resize::shrink(&mark.logo.rgba, from, (width, height), true)?;
    let margin = (side * MARGIN).round() as u32;
    let start = |is_far: bool, whole: u32, own: u32| {
        let space = whole - own;
        if is_far {
            space.saturating_sub(margin)
        } else {
            margin.min(space)
        }
    };
    let (right, bottom) = match mark.corner {
        Corner::TopLeft => (false, false),
        Corner::TopRight => (true, false),
        Corner::BottomLeft => (false, true),
        Corner::BottomRight => (true, true),
    };
    let x = start(right, picture.width, width);
    let y = start(bottom, picture.height, height);
    let bytes = if picture.alpha { 4 } else { 3 };
    let stride = picture.width as usize * bytes;
    let rows = picture.pixels.chunks_exact_mut(stride).skip(y as usize);
    for (row, logo) in rows.zip(logo.chunks_exact(width as usize * 4)) {
        let row = row.get_mut(x as usize * bytes..).unwrap_or_default();
        for (below, above) in row.chunks_exact_mut(bytes).zip(logo.as_chunks().0) {
            blend(below, *above, mark.opacity.clamp(0.0, 1.0));
        }
    }
    Ok(())
}

/// Lays a colour over a pixel of three or four bytes.
fn blend(below: &mut [u8], [r, g, b, a]: [u8; 4], opacity: f32) {
    let cover = f32::from(a) / 255.0 * opacity;
    let alpha = below.get(3).map_or(1.0, |it| f32::from(*it) / 255.0);
    let out = cover + alpha * (1.0 - cover);
    if out <= 0.0 {
        return;
    }
    for (below, above) in below.iter_mut().zip([r, g, b]) {
        let mixed = f32::from(above) * cover + f32::from(*below) * alpha * (1.0 - cover);
        *below = (mixed / out).round().clamp(0.0, 255.0) as u8;
    }
    if let Some(kept) = below.get_mut(3) {
        *kept = (out * 255.0).round() as u8;
    }
}

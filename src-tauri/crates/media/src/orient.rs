//! EXIF orientations. The picture stays as it was stored; crops are looked up in stored coordinates and only
//! the small result is turned, so that no full-size copy is ever made.

use crate::Rect;

/// How a stored picture must be turned to stand upright: EXIF's 1 to 8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Orientation(u8);

impl Orientation {
    pub(crate) const UPRIGHT: Self = Self(1);

    /// Anything but 1 to 8 counts as upright, as every viewer does.
    pub(crate) const fn new(exif: u8) -> Self {
        if matches!(exif, 1..=8) {
            Self(exif)
        } else {
            Self::UPRIGHT
        }
    }

    /// From the raw EXIF block of a file.
    pub(crate) fn from_exif(chunk: Option<&[u8]>) -> Self {
        chunk
            .and_then(image::metadata::Orientation::from_exif_chunk)
            .map_or(Self::UPRIGHT, |it| Self(it.to_exif()))
    }

    pub(crate) const fn exif(self) -> u8 {
        self.0
    }

    /// Width and height after turning, and also before turning back.
    pub(crate) const fn turned(self, width: u32, height: u32) -> (u32, u32) {
        if self.0 >= 5 {
            (height, width)
        } else {
            (width, height)
        }
    }

    /// Where an upright point lies in the stored picture of this size.
    fn stored_point(self, x: f64, y: f64, width: f64, height: f64) -> (f64, f64) {
        match self.0 {
            2 => (width - x, y),
            3 => (width - x, height - y),
            4 => (x, height - y),
            5 => (y, x),
            6 => (y, height - x),
            7 => (width - y, height - x),
            8 => (width - y, x),
            _ => (x, y),
        }
    }

    /// Where an upright rectangle lies in the stored picture of this size.
    pub(crate) fn stored_rect(self, rect: Rect, width: u32, height: u32) -> Rect {
        let (width, height) = (f64::from(width), f64::from(height));
        let (x0, y0) = self.stored_point(rect.x, rect.y, width, height);
        let (x1, y1) = self.stored_point(rect.x + rect.width, rect.y + rect.height, width, height);
        Rect {
            x: x0.min(x1),
            y: y0.min(y1),
            width: (x1 - x0).abs(),
            height: (y1 - y0).abs(),
        }
    }

    /// Turns stored pixels of `N` bytes each upright.
    pub(crate) fn turn<const N: usize>(self, pixels: Vec<u8>, width: u32, height: u32) -> Vec<u8> {
        if self == Self::UPRIGHT {
            return pixels;
        }
        let (stored, _) = pixels.as_chunks::<N>();
        let (upright_width, upright_height) = self.turned(width, height);
        let (w, h) = (width as usize, height as usize);
        let mut out = Vec::with_capacity(pixels.len());
        for y in 0..upright_height as usize {
            for x in 0..upright_width as usize {
                let (sx, sy) = match self.0 {
                    2 => (w - 1 - x, y),
                    3 => (w - 1 - x, h - 1 - y),
                    4 => (x, h - 1 - y),
                    5 => (y, x),
                    6 => (y, h - 1 - x),
                    7 => (w - 1 - y, h - 1 - x),
                    _ => (w - 1 - y, x),
                };
                out.extend_from_slice(&stored[sy * w + sx]);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rectangles_and_pixels_turn_the_same_way() {
        // Every pixel of a 5 x 3 picture holds its own number.
        let stored: Vec<u8> = (0..15).collect();
        for exif in 1..=8 {
            let orientation = Orientation::new(exif);
            let upright = orientation.turn::<1>(stored.clone(), 5, 3);
            let (width, height) = orientation.turned(5, 3);
            for y in 0..height {
                for x in 0..width {
                    let rect = Rect {
                        x: f64::from(x),
                        y: f64::from(y),
                        width: 1.0,
                        height: 1.0,
                    };
                    let at = orientation.stored_rect(rect, 5, 3);
                    assert_eq!(
                        upright[(y * width + x) as usize],
                        stored[at.y as usize * 5 + at.x as usize],
                        "orientation {exif} at {x},{y}"
                    );
                }
            }
        }
    }

    #[test]
    fn an_impossible_orientation_counts_as_upright() {
        assert_eq!(Orientation::new(0), Orientation::UPRIGHT);
        assert_eq!(Orientation::new(9), Orientation::UPRIGHT);
    }
}

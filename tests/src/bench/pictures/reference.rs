//! What a rendition is held against: the original scaled in linear light, in 32-bit floats, by Lanczos' kernel of
//! three lobes. Decoder, kernel and arithmetic are none of those of the tools that are measured.

use std::error::Error;
use std::ops::Range;
use std::path::Path;

use jpeg_decoder::{Decoder, PixelFormat};
use ssimulacra2::LinearRgb;

/// Lobes of the kernel.
const LOBES: f64 = 3.0;

/// A JPEG's pixels in sRGB, as it is stored.
pub struct Photo {
    pixels: Vec<u8>,
    width: usize,
    height: usize,
}

/// How a tool cuts around the middle.
#[derive(Clone, Copy)]
pub enum Cut {
    /// Anywhere, by fractions of a pixel.
    Exact,
    /// At whole pixels of the scaled picture, as sharp does; half a pixel to the right or down where it must.
    WholePixels,
}

/// Lengths along one side of a photo, in its pixels.
struct Stretch {
    start: f64,
    length: f64,
}

/// What one result takes from a line of pixels: from where on, and how much of each.
struct Taps {
    first: usize,
    weights: Vec<f32>,
}

impl Photo {
    /// Decodes a JPEG of three colours; a profile is not applied.
    ///
    /// # Errors
    /// Fails when it cannot be read, or has other colours.
    pub fn open(path: &Path) -> Result<Self, Box<dyn Error>> {
        let mut decoder = Decoder::new(std::io::BufReader::new(std::fs::File::open(path)?));
        let pixels = decoder.decode()?;
        match decoder.info() {
            Some(info) if info.pixel_format == PixelFormat::RGB24 => Ok(Self {
                pixels,
                width: info.width.into(),
                height: info.height.into(),
            }),
            _ => Err(format!("{} is not in three colours", path.display()).into()),
        }
    }

    /// Width and height.
    pub fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// In linear light, as it is.
    ///
    /// # Errors
    /// Never for a decoded photo.
    pub fn linear(&self) -> Result<LinearRgb, Box<dyn Error>> {
        let light = light();
        let pixels = self.pixels.as_chunks().0.iter();
        let linear = pixels.map(|it: &[u8; 3]| it.map(|value| light[usize::from(value)]));
        Ok(LinearRgb::new(linear.collect(), self.width, self.height)?)
    }

    /// The part around the middle that fills this size, scaled to it.
    ///
    /// # Errors
    /// Never for a decoded photo.
    pub fn scaled(
        &self,
        width: usize,
        height: usize,
        cut: Cut,
    ) -> Result<LinearRgb, Box<dyn Error>> {
        let shrink = (self.width as f64 / width as f64).min(self.height as f64 / height as f64);
        let across = Stretch::middle(self.width, width, shrink, cut).taps(self.width, width);
        let down = Stretch::middle(self.height, height, shrink, cut).taps(self.height, height);
        let rows = rows(&down);
        let narrow = self.narrowed(&across, rows.clone());
        let mut out = Vec::with_capacity(width * height);
        for taps in &down {
            let first = (taps.first - rows.start) * width;
            out.extend((0..width).map(|column| {
                let line = narrow.iter().skip(first + column).step_by(width);
                let sum = sum(taps.weights.iter().zip(line.copied()));
                // The kernel's dark lobes reach beyond what light can be.
                sum.map(|it| it.clamp(0.0, 1.0))
            }));
        }
        Ok(LinearRgb::new(out, width, height)?)
    }

    /// These rows, scaled across.
    fn narrowed(&self, across: &[Taps], rows: Range<usize>) -> Vec<[f32; 3]> {
        let light = light();
        let pixels = self.pixels.as_chunks::<3>().0;
        let mut out = Vec::with_capacity(across.len() * rows.len());
        for row in rows {
            let line = &pixels[row * self.width..(row + 1) * self.width];
            let line: Vec<_> = line
                .iter()
                .map(|it| it.map(|value| light[usize::from(value)]))
                .collect();
            out.extend(across.iter().map(|taps| {
                let values = line[taps.first..].iter().copied();
                sum(taps.weights.iter().zip(values))
            }));
        }
        out
    }
}

impl Stretch {
    fn middle(whole: usize, wanted: usize, shrink: f64, cut: Cut) -> Self {
        let length = wanted as f64 * shrink;
        let spare = (whole as f64 / shrink).round() as usize - wanted;
        let aside = match cut {
            Cut::WholePixels if spare % 2 == 1 => 0.5 * shrink,
            _ => 0.0,
        };
        Self {
            start: (whole as f64 - length) / 2.0 + aside,
            length,
        }
    }

    /// What each of `wanted` results takes from a line of `whole` pixels.
    fn taps(&self, whole: usize, wanted: usize) -> Vec<Taps> {
        let step = self.length / wanted as f64;
        let spread = step.max(1.0);
        let results = 0..wanted;
        results
            .map(|result| {
                let centre = self.start + (result as f64 + 0.5) * step;
                let first = (centre - LOBES * spread).floor().max(0.0) as usize;
                let end = ((centre + LOBES * spread).ceil() as usize).min(whole);
                let weights: Vec<_> = (first..end)
                    .map(|it| lanczos((it as f64 + 0.5 - centre) / spread))
                    .collect();
                let all: f64 = weights.iter().sum();
                let weights = weights.iter().map(|it| (it / all) as f32).collect();
                Taps { first, weights }
            })
            .collect()
    }
}

fn rows(down: &[Taps]) -> Range<usize> {
    let ends = down.iter().map(|it| it.first + it.weights.len());
    let start = down.iter().map(|it| it.first).min().unwrap_or_default();
    start..ends.max().unwrap_or_default()
}

fn sum<'a>(parts: impl Iterator<Item = (&'a f32, [f32; 3])>) -> [f32; 3] {
    parts.fold([0.0; 3], |[r, g, b], (weight, [red, green, blue])| {
        [r + weight * red, g + weight * green, b + weight * blue]
    })
}

fn lanczos(at: f64) -> f64 {
    let sinc = |at: f64| {
        let angle = std::f64::consts::PI * at;
        if at == 0.0 { 1.0 } else { angle.sin() / angle }
    };
    if at.abs() < LOBES {
        sinc(at) * sinc(at / LOBES)
    } else {
        0.0
    }
}

/// The light of each value of sRGB (IEC 61966-2-1).
fn light() -> [f32; 256] {
    std::array::from_fn(|value| {
        let value = value as f64 / 255.0;
        let light = if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        };
        light as f32
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn photo(width: usize, height: usize, at: impl Fn(usize, usize) -> u8) -> Photo {
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        Photo {
            pixels: places.flat_map(|(x, y)| [at(x, y); 3]).collect(),
            width,
            height,
        }
    }

    #[test]
    fn black_and_white_lines_become_half_the_light() {
        let lines = photo(64, 64, |x, _| if x % 2 == 0 { 255 } else { 0 });
        let small = lines.scaled(16, 16, Cut::Exact).unwrap();
        let [middle, ..] = small.data()[8 * 16 + 8];
        assert!((middle - 0.5).abs() < 0.01, "{middle}");
    }

    #[test]
    fn a_picture_of_the_same_size_stays_as_it_is() {
        let slope = photo(16, 8, |x, y| (x * 10 + y) as u8);
        let same = slope.scaled(16, 8, Cut::WholePixels).unwrap();
        let own = slope.linear().unwrap();
        let differ = |(a, b): (&[f32; 3], &[f32; 3])| (a[0] - b[0]).abs() > 1e-6;
        assert!(!same.data().iter().zip(own.data()).any(differ));
    }

    #[test]
    fn whole_pixels_are_cut_half_a_pixel_aside_only_where_the_rest_is_odd() {
        let start = |whole, cut| Stretch::middle(whole, 100, 2.0, cut).start;
        assert_eq!(start(240, Cut::WholePixels), start(240, Cut::Exact));
        assert_eq!(start(242, Cut::WholePixels), start(242, Cut::Exact) + 1.0);
    }
}

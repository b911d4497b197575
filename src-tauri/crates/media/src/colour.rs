//! Colour profiles to sRGB. Works on the small result, so that a large original is not converted pixel by
//! pixel; gray becomes three channels and ink becomes light on the way.

use crate::decode::Layout;
use moxcms::{
    ColorProfile, DataColorSpace, Layout as Channels, TransformExecutor, TransformOptions,
};
use std::sync::Arc;

/// How the pixels of one picture become sRGB.
pub(crate) struct ToSrgb {
    layout: Layout,
    profile: Option<Arc<dyn TransformExecutor<u8> + Send + Sync>>,
}

/// Pixels in sRGB, upright or not.
pub(crate) struct Srgb {
    pub(crate) pixels: Vec<u8>,
    /// Four bytes a pixel instead of three.
    pub(crate) alpha: bool,
}

impl ToSrgb {
    /// Prepares the conversion. A profile that is broken or belongs to other channels is ignored, as
    /// browsers do.
    pub(crate) fn new(layout: Layout, icc: Option<&[u8]>) -> Self {
        Self {
            layout,
            profile: icc.and_then(|icc| transform(layout, icc)),
        }
    }

    /// Converts pixels of the layout it was made for.
    pub(crate) fn convert(&self, pixels: Vec<u8>) -> Srgb {
        let pixels = match self.layout {
            Layout::CmykInverted => pixels.into_iter().map(|it| 255 - it).collect(),
            Layout::YcckInverted => ycck_to_ink(pixels),
            _ => pixels,
        };
        let alpha = matches!(self.layout, Layout::GrayAlpha | Layout::Rgba);
        if let Some(profile) = &self.profile {
            let count = pixels.len() / self.layout.bytes();
            let mut out = vec![0; count * if alpha { 4 } else { 3 }];
            if profile.transform(&pixels, &mut out).is_ok() {
                return Srgb { pixels: out, alpha };
            }
        }
        Srgb {
            pixels: plain(self.layout, pixels),
            alpha,
        }
    }
}

fn transform(layout: Layout, icc: &[u8]) -> Option<Arc<dyn TransformExecutor<u8> + Send + Sync>> {
    let source = ColorProfile::new_from_slice(icc).ok()?;
    let (space, from, to) = match layout {
        Layout::Gray => (DataColorSpace::Gray, Channels::Gray, Channels::Rgb),
        Layout::GrayAlpha => (DataColorSpace::Gray, Channels::GrayAlpha, Channels::Rgba),
        Layout::Rgb => (DataColorSpace::Rgb, Channels::Rgb, Channels::Rgb),
        Layout::Rgba => (DataColorSpace::Rgb, Channels::Rgba, Channels::Rgba),
        // Four channels of ink travel as four bytes.
        Layout::Cmyk | Layout::CmykInverted | Layout::YcckInverted => {
            (DataColorSpace::Cmyk, Channels::Rgba, Channels::Rgb)
        }
    };
    if source.color_space != space {
        return None;
    }
    let options = TransformOptions {
        rendering_intent: source.rendering_intent,
        ..TransformOptions::default()
    };
    let made = source
        .create_transform_8bit(from, &ColorProfile::new_srgb(), to, options)
        .ok()?;
    let same =
        space == DataColorSpace::Rgb && from == Channels::Rgb && changes_nothing(made.as_ref());
    (!same).then_some(made)
}

/// Whether a profile is sRGB in all but name, as most photos' are; then the work can be saved.
fn changes_nothing(transform: &(dyn TransformExecutor<u8> + Send + Sync)) -> bool {
    let steps = || (0..=255_u8).step_by(17);
    let cube: Vec<u8> = steps()
        .flat_map(|r| steps().flat_map(move |g| steps().flat_map(move |b| [r, g, b])))
        .collect();
    let mut out = vec![0; cube.len()];
    transform.transform(&cube, &mut out).is_ok()
        && cube.iter().zip(&out).all(|(a, b)| a.abs_diff(*b) <= 1)
}

/// Conversion without a profile.
fn plain(layout: Layout, pixels: Vec<u8>) -> Vec<u8> {
    match layout {
        Layout::Rgb | Layout::Rgba => pixels,
        Layout::Gray => pixels.into_iter().flat_map(|it| [it; 3]).collect(),
        Layout::GrayAlpha => pixels
            .as_chunks()
            .0
            .iter()
            .flat_map(|&[it, alpha]| [it, it, it, alpha])
            .collect(),
        Layout::Cmyk | Layout::CmykInverted | Layout::YcckInverted => {
            let light =
                |ink: u8, black: u8| (u32::from(255 - ink) * u32::from(255 - black) / 255) as u8;
            pixels
                .as_chunks()
                .0
                .iter()
                .flat_map(|&[c, m, y, k]| [light(c, k), light(m, k), light(y, k)])
                .collect()
        }
    }
}

/// Adobe's YCCK to ink, 255 = full: what the luma and chroma describe as light is the ink itself.
fn ycck_to_ink(mut pixels: Vec<u8>) -> Vec<u8> {
    for [y, cb, cr, k] in pixels.as_chunks_mut().0 {
        let (luma, blue, red) = (
            f32::from(*y),
            f32::from(*cb) - 128.0,
            f32::from(*cr) - 128.0,
        );
        let byte = |value: f32| value.round().clamp(0.0, 255.0) as u8;
        *y = byte(luma + 1.402 * red);
        *cb = byte(luma - 0.344_136 * blue - 0.714_136 * red);
        *cr = byte(luma + 1.772 * blue);
        *k = 255 - *k;
    }
    pixels
}

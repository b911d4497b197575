//! Cutting and shrinking in one step, straight from the decoded picture.

use crate::{
    MediaError, Rect,
    decode::{Decoded, Layout},
};
use fast_image_resize::{
    FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer, images::Image, images::ImageRef,
};

/// Makes `width` x `height` stored pixels from a part of the stored picture, by Lanczos' filter.
pub(crate) fn resize(
    resizer: &mut Resizer,
    source: &Decoded,
    part: Rect,
    width: u32,
    height: u32,
) -> Result<Vec<u8>, MediaError> {
    let view = ImageRef::new(
        source.width,
        source.height,
        &source.pixels,
        pixel_type(source.layout),
    )
    .map_err(|_| MediaError::Damaged)?;
    let alpha = matches!(source.layout, Layout::GrayAlpha | Layout::Rgba);
    run(resizer, &view, part, width, height, alpha)
}

/// Shrinks finished three-byte pixels once more.
pub(crate) fn shrink(
    pixels: &[u8],
    from: (u32, u32),
    to: (u32, u32),
    alpha: bool,
) -> Result<Vec<u8>, MediaError> {
    let kind = if alpha {
        PixelType::U8x4
    } else {
        PixelType::U8x3
    };
    let view = ImageRef::new(from.0, from.1, pixels, kind).map_err(|_| MediaError::Damaged)?;
    let whole = Rect {
        x: 0.0,
        y: 0.0,
        width: f64::from(from.0),
        height: f64::from(from.1),
    };
    run(&mut Resizer::new(), &view, whole, to.0, to.1, alpha)
}

fn run(
    resizer: &mut Resizer,
    view: &ImageRef<'_>,
    part: Rect,
    width: u32,
    height: u32,
    alpha: bool,
) -> Result<Vec<u8>, MediaError> {
    let mut out = Image::new(width, height, view.pixel_type());
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
        .crop(part.x, part.y, part.width, part.height)
        .use_alpha(alpha);
    resizer
        .resize(view, &mut out, &options)
        .map_err(|_| MediaError::Damaged)?;
    Ok(out.into_vec())
}

const fn pixel_type(layout: Layout) -> PixelType {
    match layout.bytes() {
        1 => PixelType::U8,
        2 => PixelType::U8x2,
        3 => PixelType::U8x3,
        _ => PixelType::U8x4,
    }
}

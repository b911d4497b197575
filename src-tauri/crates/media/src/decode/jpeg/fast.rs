//! The decoder that is fastest, for the colours nearly every photo has.

use crate::{decode::Layout, limits::MAX_SCANS};
use turbojpeg::{Decompressor, Image, PixelFormat};

/// The pixels of a whole picture; nothing where there is anything to object to, be it harmless or not.
pub(super) fn decode(picture: &[u8], width: u32, height: u32, layout: Layout) -> Option<Vec<u8>> {
    let format = match layout {
        Layout::Gray => PixelFormat::GRAY,
        Layout::Rgb => PixelFormat::RGB,
        _ => return None,
    };
    let mut decoder = Decompressor::new().ok()?;
    decoder
        .set_scan_limit(u32::try_from(MAX_SCANS).ok()?)
        .ok()?;
    let header = decoder.read_header(picture).ok()?;
    let (width, height) = (width as usize, height as usize);
    if (header.width, header.height) != (width, height) {
        return None;
    }
    let pitch = width * layout.bytes();
    let mut pixels = vec![0; pitch * height];
    let image = Image {
        pixels: pixels.as_mut_slice(),
        width,
        pitch,
        height,
        format,
    };
    // A warning is an error here.
    decoder.decompress(picture, image).ok()?;
    Some(pixels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::jpeg::{markers::picture, open};

    #[test]
    fn what_cameras_write_is_taken_and_what_is_cut_off_is_not() {
        let files: [(&[u8], Layout); 4] = [
            (
                include_bytes!("../../../tests/corpus/baseline.jpg"),
                Layout::Rgb,
            ),
            (
                include_bytes!("../../../tests/corpus/progressive.jpg"),
                Layout::Rgb,
            ),
            (
                include_bytes!("../../../tests/corpus/restarts.jpg"),
                Layout::Rgb,
            ),
            (
                include_bytes!("../../../tests/corpus/gray.jpg"),
                Layout::Gray,
            ),
        ];
        for (file, layout) in files {
            let whole = picture(file).unwrap();
            let (header, _) = open(whole).unwrap();
            let decoded = |bytes| decode(bytes, header.width, header.height, layout);
            assert!(decoded(whole).is_some());
            let cut = [&whole[..whole.len() - 40], &[0xff, 0xd9]].concat();
            assert!(decoded(&cut).is_none());
        }
    }
}

//! What stands for a video in lists: a frame of it where one could be had, else a plain ground; on both a play sign and
//! how long it lasts.

use crate::{
    MediaError,
    canvas::{Canvas, Ink, Tone},
    encode::jpeg,
    thumbnail::{fitted, small},
};

const QUALITY: u8 = 80;

/// Below this a sign would hide more than it tells.
const SMALLEST_WITH_LENGTH: f32 = 64.0;

/// Draws the stand-in of a video of this upright size, no side longer than `max_side`: a JPEG. A frame that is no
/// picture Kelola reads is passed over.
///
/// # Errors
/// When the size is beyond what can be drawn.
pub fn poster(
    frame: Option<&[u8]>,
    size: (u32, u32),
    duration_ms: u64,
    max_side: u32,
) -> Result<Vec<u8>, MediaError> {
    let max_side = max_side.min(4096);
    let frame = frame.and_then(|it| small(it, max_side).ok());
    let (mut canvas, (width, height)) = match frame.filter(|it| !it.alpha) {
        Some(it) => {
            let size = (it.width, it.height);
            (Canvas::over(&it.pixels, it.width, it.height), size)
        }
        None => {
            let size = fitted(size.0.max(1), size.1.max(1), max_side);
            (plain(size.0, size.1), size)
        }
    };
    play(&mut canvas);
    length(&mut canvas, &clock(duration_ms));
    jpeg(&canvas.into_rgb(), width, height, QUALITY)
}

fn plain(width: u32, height: u32) -> Canvas {
    let mut canvas = Canvas::new(width, height, 1);
    let (top, bottom) = (Tone::new(0x3b4252), Tone::new(0x20242e));
    canvas.ground(Ink::Down(0.0, top, height as f32, bottom));
    canvas
}

fn play(canvas: &mut Canvas) {
    let radius = canvas.width.min(canvas.height) * 0.16;
    let (x, y) = (canvas.width / 2.0, canvas.height / 2.0);
    canvas.disc(x, y, radius, Tone::BLACK.alpha(0.55));
    let (left, reach) = (x - radius * 0.32, radius * 0.48);
    let tip = (x + radius * 0.52, y);
    canvas.shape(&[(left, y - reach), tip, (left, y + reach)], Tone::WHITE);
}

/// The length in the lower right corner.
fn length(canvas: &mut Canvas, text: &str) {
    let side = canvas.width.min(canvas.height);
    if side < SMALLEST_WITH_LENGTH {
        return;
    }
    let tall = (side * 0.075).max(9.0);
    let advance = |it: char| if it == ':' { tall * 0.45 } else { tall * 0.78 };
    let wide: f32 = text.chars().map(advance).sum();
    let (pad, margin) = (tall * 0.5, side * 0.04);
    let (left, top) = (
        canvas.width - margin - wide - pad * 2.0,
        canvas.height - margin - tall - pad * 2.0,
    );
    canvas.block(
        left,
        top,
        wide + pad * 2.0,
        tall + pad * 2.0,
        pad,
        Tone::BLACK.alpha(0.65),
    );
    let mut x = left + pad + tall * 0.12;
    for sign in text.chars() {
        canvas.at(x, top + pad, 0.0, |it| {
            it.scaled(tall / 2.0, tall / 2.0, |it| glyph(it, sign));
        });
        x += advance(sign);
    }
}

/// A digit or a colon, one unit wide and two tall.
fn glyph(canvas: &mut Canvas, sign: char) {
    if sign == ':' {
        for y in [0.65, 1.35] {
            canvas.disc(0.15, y, 0.17, Tone::WHITE);
        }
        return;
    }
    canvas.line(strokes(sign), 0.24, Tone::WHITE);
}

const fn strokes(digit: char) -> &'static [(f32, f32)] {
    match digit {
        '0' => &[
            (0.3, 0.0),
            (0.7, 0.0),
            (1.0, 0.35),
            (1.0, 1.65),
            (0.7, 2.0),
            (0.3, 2.0),
            (0.0, 1.65),
            (0.0, 0.35),
            (0.3, 0.0),
        ],
        '1' => &[(0.15, 0.35), (0.55, 0.0), (0.55, 2.0)],
        '2' => &[
            (0.0, 0.4),
            (0.25, 0.0),
            (0.75, 0.0),
            (1.0, 0.35),
            (1.0, 0.7),
            (0.0, 2.0),
            (1.0, 2.0),
        ],
        '3' => &[
            (0.0, 0.25),
            (0.25, 0.0),
            (0.75, 0.0),
            (1.0, 0.3),
            (1.0, 0.65),
            (0.75, 0.95),
            (0.4, 0.95),
            (0.75, 0.95),
            (1.0, 1.25),
            (1.0, 1.7),
            (0.75, 2.0),
            (0.25, 2.0),
            (0.0, 1.75),
        ],
        '4' => &[(0.75, 2.0), (0.75, 0.0), (0.0, 1.4), (1.0, 1.4)],
        '5' => &[
            (0.95, 0.0),
            (0.1, 0.0),
            (0.05, 0.9),
            (0.7, 0.8),
            (1.0, 1.1),
            (1.0, 1.65),
            (0.75, 2.0),
            (0.25, 2.0),
            (0.0, 1.75),
        ],
        '6' => &[
            (0.9, 0.1),
            (0.6, 0.0),
            (0.25, 0.2),
            (0.0, 0.9),
            (0.0, 1.65),
            (0.25, 2.0),
            (0.75, 2.0),
            (1.0, 1.65),
            (1.0, 1.2),
            (0.75, 0.9),
            (0.25, 0.9),
            (0.0, 1.2),
        ],
        '7' => &[(0.0, 0.0), (1.0, 0.0), (0.4, 2.0)],
        '8' => &[
            (0.25, 0.95),
            (0.05, 0.7),
            (0.05, 0.3),
            (0.25, 0.0),
            (0.75, 0.0),
            (0.95, 0.3),
            (0.95, 0.7),
            (0.75, 0.95),
            (0.25, 0.95),
            (0.0, 1.3),
            (0.0, 1.7),
            (0.25, 2.0),
            (0.75, 2.0),
            (1.0, 1.7),
            (1.0, 1.3),
            (0.75, 0.95),
        ],
        _ => &[
            (0.1, 1.9),
            (0.4, 2.0),
            (0.75, 1.8),
            (1.0, 1.1),
            (1.0, 0.35),
            (0.75, 0.0),
            (0.25, 0.0),
            (0.0, 0.35),
            (0.0, 0.8),
            (0.25, 1.1),
            (0.75, 1.1),
            (1.0, 0.8),
        ],
    }
}

/// `0:07`, `12:30`, `1:02:03`; what is shorter than a second shows one.
fn clock(ms: u64) -> String {
    let secs = (ms.saturating_add(500) / 1000).max(1);
    let (hours, minutes, secs) = (secs / 3600, secs / 60 % 60, secs % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{secs:02}")
    } else {
        format!("{minutes}:{secs:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageEncoder, RgbImage, codecs::png::PngEncoder};

    fn open(bytes: &[u8]) -> RgbImage {
        image::load_from_memory(bytes).unwrap().to_rgb8()
    }

    #[test]
    fn lengths_read_like_a_clock() {
        let all = [0, 400, 7_000, 59_499, 59_500, 754_000, 3_723_000, u64::MAX];
        let read = all.map(clock);
        assert_eq!(
            read[..7],
            ["0:01", "0:01", "0:07", "0:59", "1:00", "12:34", "1:02:03"]
        );
        assert!(read[7].ends_with(":51"), "{}", read[7]);
    }

    #[test]
    fn a_video_without_a_frame_has_a_card_of_its_shape() {
        let card = open(&poster(None, (1080, 1920), 7_000, 320).unwrap());
        assert_eq!(card.dimensions(), (180, 320));
        let middle = card.get_pixel(90, 160).0;
        assert!(
            middle.iter().all(|it| *it > 230),
            "the play sign: {middle:?}"
        );
        let bright = |of: &RgbImage| {
            let corner = image::imageops::crop_imm(of, 90, 270, 90, 50).to_image();
            corner.pixels().filter(|it| it.0[0] > 200).count()
        };
        assert!(bright(&card) > 20, "the length is written");
        let other = open(&poster(None, (1080, 1920), 12_000, 320).unwrap());
        assert_ne!(
            bright(&card),
            bright(&other),
            "another length looks different"
        );
    }

    #[test]
    fn a_frame_shows_below_the_signs_and_a_broken_one_is_passed_over() {
        let red = RgbImage::from_pixel(640, 360, image::Rgb([200, 20, 20]));
        let mut png = Vec::new();
        PngEncoder::new(&mut png)
            .write_image(&red, 640, 360, image::ExtendedColorType::Rgb8)
            .unwrap();
        let shown = open(&poster(Some(&png), (640, 360), 1_000, 320).unwrap());
        assert_eq!(shown.dimensions(), (320, 180));
        assert!(shown.get_pixel(10, 10).0[0] > 180);
        let plain = poster(None, (640, 360), 1_000, 320).unwrap();
        assert_eq!(
            poster(Some(&png[..60]), (640, 360), 1_000, 320).unwrap(),
            plain
        );
    }

    #[test]
    fn odd_sizes_do_no_harm() {
        for size in [
            (0, 0),
            (1, 1),
            (1, u32::MAX),
            (u32::MAX, u32::MAX),
            (63, 9000),
        ] {
            let card = open(&poster(None, size, 0, u32::MAX).unwrap());
            assert!(card.width() <= 4096 && card.height() <= 4096, "{size:?}");
        }
    }
}

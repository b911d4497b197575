//! A card for a quotation: colour, a quotation mark, a cup; the words come with the post.

use super::props::{CREAM, cup, steam};
use crate::canvas::{Canvas, Dice, Ink, Tone, path};

pub(super) fn draw(canvas: &mut Canvas, dice: &mut Dice) {
    let (top, bottom, mark, sun) = dice.pick([
        (
            Tone::new(0x0f5a4d),
            Tone::new(0x0a3c37),
            Tone::new(0xf2a65a),
            Tone::new(0x1c7a68),
        ),
        (
            Tone::new(0xf3c98b),
            Tone::new(0xe58f5c),
            Tone::new(0x6a2f2a),
            Tone::new(0xfce3b4),
        ),
        (
            Tone::new(0x2b2a4c),
            Tone::new(0x53355f),
            Tone::new(0xf4b183),
            Tone::new(0x6d477a),
        ),
        (
            Tone::new(0xf3ece0),
            Tone::new(0xe2d3bd),
            Tone::new(0xb5523b),
            Tone::new(0xffffff),
        ),
    ]);
    let (width, height) = (canvas.width, canvas.height);
    canvas.ground(Ink::Down(0.0, top, height, bottom));
    let (x, y) = (width * 0.5, height * 0.8);
    for (radius, alpha) in [(980.0, 0.18), (760.0, 0.28), (540.0, 0.45)] {
        canvas.disc(x, y, radius, sun.alpha(alpha));
    }
    for shift in [0.0, 250.0] {
        quotation(canvas, 220.0 + shift, 270.0, mark);
    }
    canvas.block(220.0, 640.0, 170.0, 10.0, 5.0, mark);
    canvas.rect(
        0.0,
        height * 0.86,
        width,
        height * 0.14,
        bottom.darker(0.34),
    );
    canvas.rect(0.0, height * 0.86, width, 12.0, bottom.darker(0.14));
    steam(canvas, x - 10.0, y - 190.0, 300.0);
    cup(canvas, x, height * 0.9, 400.0, CREAM);
}

fn quotation(canvas: &mut Canvas, x: f32, y: f32, tone: Tone) {
    let mark = path(|it| {
        it.move_to(x, y + 190.0);
        it.cubic_to(x - 10.0, y + 70.0, x + 60.0, y - 10.0, x + 180.0, y - 30.0);
        it.line_to(x + 190.0, y + 22.0);
        it.cubic_to(x + 120.0, y + 44.0, x + 96.0, y + 84.0, x + 98.0, y + 112.0);
        it.cubic_to(
            x + 200.0,
            y + 108.0,
            x + 218.0,
            y + 270.0,
            x + 104.0,
            y + 276.0,
        );
        it.cubic_to(x + 36.0, y + 278.0, x + 4.0, y + 240.0, x, y + 190.0);
        it.close();
    });
    canvas.fill(mark, tone);
}

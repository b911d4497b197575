//! A rainy evening: lights of the street beyond the window, something warm on the sill.

use super::props::{CREAM, cup, plant, steam};
use crate::canvas::{Canvas, Dice, Ink, Tone};

pub(super) fn draw(canvas: &mut Canvas, dice: &mut Dice) {
    let (sky, low) = dice.pick([
        (Tone::new(0x1d2f45), Tone::new(0x54708a)),
        (Tone::new(0x2c2745), Tone::new(0x7d6384)),
        (Tone::new(0x1f3b40), Tone::new(0x6a8a86)),
    ]);
    let (width, height) = (canvas.width, canvas.height);
    let sill = height * 0.8;
    canvas.ground(Ink::Down(0.0, sky, sill, low));
    for row in 0..2 {
        let mut x = -60.0;
        while x < width {
            let (wide, top) = (
                dice.between(150.0, 280.0),
                sill - dice.between(260.0, 620.0) + 150.0 * row as f32,
            );
            let wall = sky.mix(low, 0.34 - 0.2 * row as f32);
            canvas.rect(x, top, wide, height - top, wall);
            let mut y = top + 44.0;
            while y < sill {
                let mut at = x + 30.0;
                while at < x + wide - 44.0 {
                    if dice.between(0.0, 1.0) < 0.3 {
                        canvas.block(at, y, 26.0, 36.0, 5.0, Tone::new(0xffcf87).alpha(0.55));
                    }
                    at += 56.0;
                }
                y += 74.0;
            }
            x += wide + dice.between(0.0, 46.0);
        }
    }
    for _ in 0..34 {
        let light = dice.pick([
            Tone::new(0xffc66d),
            Tone::new(0xff9d6b),
            Tone::new(0xf7e3b0),
            Tone::new(0x9fd6c9),
        ]);
        let (x, y, r) = (
            dice.between(0.0, width),
            dice.between(height * 0.36, sill),
            dice.between(26.0, 92.0),
        );
        canvas.disc(x, y, r, light.alpha(dice.between(0.12, 0.32)));
        canvas.ring(x, y, r, 3.0, light.alpha(0.2));
    }
    for _ in 0..230 {
        let (x, y, long) = (
            dice.between(0.0, width),
            dice.between(-60.0, sill),
            dice.between(26.0, 90.0),
        );
        canvas.line(
            &[(x, y), (x - long * 0.16, y + long)],
            dice.between(2.0, 4.0),
            Tone::WHITE.alpha(0.2),
        );
    }
    for _ in 0..70 {
        drop(canvas, dice, sill);
    }
    frame(canvas, sill);
    plant(
        canvas,
        dice,
        width * 0.2,
        sill + 96.0,
        330.0,
        Tone::new(0xc46f4a),
    );
    steam(canvas, width * 0.6, sill - 230.0, 250.0);
    cup(
        canvas,
        width * 0.6,
        sill + 128.0,
        340.0,
        dice.pick([CREAM, Tone::new(0xe08a5f), Tone::new(0x4f9a86)]),
    );
    canvas.at(width * 0.82, sill + 120.0, -4.0, |it| {
        it.block(-170.0, -34.0, 340.0, 46.0, 8.0, Tone::new(0x9c3f35));
        it.block(-164.0, -26.0, 326.0, 30.0, 4.0, CREAM);
        it.block(-150.0, -78.0, 310.0, 44.0, 8.0, Tone::new(0x2f6f62));
        it.block(-144.0, -70.0, 296.0, 28.0, 4.0, CREAM);
    });
}

/// A drop on the glass, with the trace it left.
fn drop(canvas: &mut Canvas, dice: &mut Dice, sill: f32) {
    let (x, y, r) = (
        dice.between(0.0, canvas.width),
        dice.between(0.0, sill),
        dice.between(5.0, 15.0),
    );
    if r > 11.0 {
        let long = dice.between(60.0, 220.0);
        canvas.block(
            x - r * 0.5,
            y - long,
            r,
            long,
            r * 0.5,
            Ink::Down(y - long, Tone::WHITE.alpha(0.0), y, Tone::WHITE.alpha(0.14)),
        );
    }
    canvas.oval(
        x,
        y,
        r * 0.86,
        r * 1.1,
        Ink::Down(
            y - r,
            Tone::WHITE.alpha(0.12),
            y + r,
            Tone::WHITE.alpha(0.5),
        ),
    );
    canvas.disc(x - r * 0.25, y - r * 0.35, r * 0.22, Tone::WHITE.alpha(0.8));
}

fn frame(canvas: &mut Canvas, sill: f32) {
    let (width, height) = (canvas.width, canvas.height);
    let wood = Tone::new(0x4a3128);
    for x in [-30.0, width * 0.5 - 24.0, width - 42.0] {
        canvas.rect(
            x,
            0.0,
            if x > 0.0 && x < width * 0.9 {
                48.0
            } else {
                72.0
            },
            sill,
            Ink::Across(x, wood.lighter(0.16), x + 60.0, wood.darker(0.2)),
        );
    }
    canvas.rect(0.0, 0.0, width, 54.0, wood.darker(0.12));
    canvas.rect(0.0, height * 0.3, width, 30.0, wood);
    canvas.rect(
        0.0,
        sill,
        width,
        height - sill,
        Ink::Down(sill, Tone::new(0x9b6a49), height, Tone::new(0x6a432f)),
    );
    canvas.rect(0.0, sill, width, 16.0, Tone::new(0xb98461));
    canvas.glow(width * 0.6, sill + 60.0, 760.0, Tone::new(0xffc98a), 0.34);
}

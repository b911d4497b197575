//! Things that stand in more than one scene: cups, steam, beans, leaves, a wooden table.

use crate::canvas::{Canvas, Dice, Ink, Tone, path};

pub(super) const CREAM: Tone = Tone::new(0xf7efe2);
pub(super) const ESPRESSO: Tone = Tone::new(0x3a1d14);
pub(super) const LEAF: Tone = Tone::new(0x3f7d58);

/// Planks across the whole canvas, seen from above.
pub(super) fn planks(canvas: &mut Canvas, dice: &mut Dice, wood: Tone) {
    canvas.ground(wood);
    let (width, height) = (canvas.width, canvas.height);
    let plank = 290.0;
    let mut x = -dice.between(0.0, plank);
    while x < width {
        let tone = if dice.between(0.0, 1.0) < 0.5 {
            wood.darker(dice.between(0.0, 0.1))
        } else {
            wood.lighter(0.08)
        };
        canvas.rect(
            x,
            0.0,
            plank,
            height,
            Ink::Down(0.0, tone.lighter(0.06), height, tone.darker(0.06)),
        );
        for _ in 0..5 {
            let at = x + dice.between(20.0, plank - 20.0);
            let bend = dice.between(-26.0, 26.0);
            let grain = path(|it| {
                it.move_to(at, -10.0);
                it.cubic_to(
                    at + bend,
                    height * 0.3,
                    at - bend,
                    height * 0.7,
                    at,
                    height + 10.0,
                );
            });
            canvas.stroke(grain, dice.between(2.0, 5.0), wood.darker(0.35).alpha(0.16));
        }
        canvas.rect(x, 0.0, 5.0, height, wood.darker(0.45).alpha(0.45));
        x += plank;
    }
    canvas.glow(
        width * 0.22,
        height * 0.12,
        width * 0.95,
        Tone::new(0xfff3d6),
        0.34,
    );
}

/// A cup from the side on its saucer; `x` is its middle, `y` the table, `size` the width of its rim.
pub(super) fn cup(canvas: &mut Canvas, x: f32, y: f32, size: f32, china: Tone) {
    let s = size / 200.0;
    canvas.shadow(x, y + 8.0 * s, 190.0 * s, 34.0 * s, 0.4);
    canvas.at(x, y, 0.0, |it| {
        it.scaled(s, s, |it| {
            it.oval(0.0, 0.0, 160.0, 24.0, china.darker(0.16));
            it.oval(0.0, -6.0, 160.0, 22.0, china);
            it.oval(0.0, -4.0, 84.0, 11.0, china.darker(0.14));
            let handle = path(|it| {
                it.move_to(84.0, -138.0);
                it.cubic_to(160.0, -150.0, 160.0, -52.0, 66.0, -60.0);
            });
            it.stroke(handle, 19.0, china.darker(0.1));
            let body = path(|it| {
                it.move_to(-100.0, -170.0);
                it.cubic_to(-98.0, -80.0, -74.0, -8.0, -40.0, -6.0);
                it.line_to(40.0, -6.0);
                it.cubic_to(74.0, -8.0, 98.0, -80.0, 100.0, -170.0);
                it.close();
            });
            it.fill(
                body,
                Ink::Across(-100.0, china.lighter(0.5), 110.0, china.darker(0.16)),
            );
            it.oval(0.0, -170.0, 100.0, 24.0, china.lighter(0.6));
            it.oval(0.0, -167.0, 88.0, 18.0, ESPRESSO);
            it.oval(-4.0, -164.0, 78.0, 13.0, Tone::new(0x8a5230));
        });
    });
}

/// Three threads of steam rising from a point.
pub(super) fn steam(canvas: &mut Canvas, x: f32, y: f32, size: f32) {
    for (index, shift) in [-0.34_f32, 0.0, 0.34].into_iter().enumerate() {
        let (x, tall) = (x + shift * size, size * [1.15, 1.5, 1.2][index]);
        let side = size * 0.18 * [1.0, -1.0, 1.0][index];
        let thread = path(|it| {
            it.move_to(x, y);
            it.cubic_to(
                x + side,
                y - tall * 0.3,
                x - side,
                y - tall * 0.6,
                x + side * 0.4,
                y - tall,
            );
        });
        // Several widths over each other give a soft edge.
        for (width, alpha) in [(0.2, 0.06), (0.13, 0.09), (0.07, 0.12)] {
            let fade = Ink::Down(
                y - tall,
                Tone::WHITE.alpha(0.0),
                y - tall * 0.35,
                Tone::WHITE.alpha(alpha),
            );
            canvas.stroke(thread.clone(), size * width, fade);
        }
    }
}

/// A roasted bean lying on the table.
pub(super) fn bean(canvas: &mut Canvas, x: f32, y: f32, size: f32, degrees: f32, roast: Tone) {
    canvas.shadow(
        x + size * 0.1,
        y + size * 0.16,
        size * 0.72,
        size * 0.66,
        0.42,
    );
    canvas.at(x, y, degrees, |it| {
        it.oval(
            0.0,
            0.0,
            size * 0.38,
            size * 0.54,
            Ink::Round(
                -size * 0.12,
                -size * 0.16,
                size * 0.8,
                roast.lighter(0.18),
                roast.darker(0.36),
            ),
        );
        let seam = path(|it| {
            it.move_to(0.0, -size * 0.5);
            it.cubic_to(
                size * 0.2,
                -size * 0.18,
                -size * 0.2,
                size * 0.18,
                0.0,
                size * 0.5,
            );
        });
        it.stroke(seam.clone(), size * 0.085, roast.darker(0.66));
        it.at(size * 0.035, 0.0, 0.0, |it| {
            it.stroke(seam, size * 0.022, roast.lighter(0.32).alpha(0.55))
        });
        it.oval(
            -size * 0.2,
            -size * 0.14,
            size * 0.055,
            size * 0.2,
            Tone::WHITE.alpha(0.14),
        );
    });
}

/// A leaf from its stem at a point, in a direction.
pub(super) fn leaf(canvas: &mut Canvas, x: f32, y: f32, length: f32, degrees: f32, green: Tone) {
    canvas.at(x, y, degrees, |it| {
        let half = |side: f32| {
            path(|it| {
                it.move_to(0.0, 0.0);
                it.cubic_to(
                    length * 0.3,
                    side * length * 0.36,
                    length * 0.75,
                    side * length * 0.26,
                    length,
                    0.0,
                );
                it.close();
            })
        };
        it.fill(half(-1.0), green.lighter(0.1));
        it.fill(half(1.0), green.darker(0.14));
        it.line(
            &[(-length * 0.12, 0.0), (length * 0.96, 0.0)],
            length * 0.018,
            green.lighter(0.4).alpha(0.7),
        );
    });
}

/// A potted plant; `y` is where the pot stands.
pub(super) fn plant(canvas: &mut Canvas, dice: &mut Dice, x: f32, y: f32, size: f32, pot: Tone) {
    canvas.shadow(x, y, size * 0.5, size * 0.09, 0.35);
    for degrees in [-160.0, -20.0, -140.0, -42.0, -118.0, -64.0, -92.0] {
        let length = size * dice.between(0.62, 0.86);
        leaf(
            canvas,
            x,
            y - size * 0.46,
            length,
            degrees + dice.between(-7.0, 7.0),
            LEAF.darker(dice.between(0.0, 0.22)),
        );
    }
    let (top, foot) = (size * 0.28, size * 0.2);
    let body = [
        (x - top, y - size * 0.5),
        (x + top, y - size * 0.5),
        (x + foot, y),
        (x - foot, y),
    ];
    canvas.shape(
        &body,
        Ink::Across(x - top, pot.lighter(0.14), x + top, pot.darker(0.2)),
    );
    canvas.block(
        x - top * 1.12,
        y - size * 0.56,
        top * 2.24,
        size * 0.11,
        size * 0.03,
        pot.lighter(0.08),
    );
}

/// A lamp hanging from the ceiling; `y` is its lower edge.
pub(super) fn lamp(canvas: &mut Canvas, x: f32, y: f32, size: f32, shade: Tone) {
    canvas.glow(x, y, size * 3.2, Tone::new(0xffd489), 0.42);
    canvas.line(
        &[(x, -20.0), (x, y - size * 0.7)],
        size * 0.05,
        shade.darker(0.4),
    );
    canvas.oval(x, y, size * 0.24, size * 0.24, Tone::new(0xfff1c4));
    let hood = path(|it| {
        it.move_to(x - size * 0.62, y);
        it.cubic_to(
            x - size * 0.56,
            y - size * 0.5,
            x - size * 0.2,
            y - size * 0.72,
            x,
            y - size * 0.74,
        );
        it.cubic_to(
            x + size * 0.2,
            y - size * 0.72,
            x + size * 0.56,
            y - size * 0.5,
            x + size * 0.62,
            y,
        );
        it.close();
    });
    canvas.fill(
        hood,
        Ink::Across(
            x - size * 0.6,
            shade.lighter(0.2),
            x + size * 0.6,
            shade.darker(0.2),
        ),
    );
}

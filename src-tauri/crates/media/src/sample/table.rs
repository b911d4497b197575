//! Coffee with latte art on a wooden table, from above.

use super::props::{CREAM, ESPRESSO, LEAF, bean, leaf, planks};
use crate::canvas::{Canvas, Dice, Ink, Tone, path};

pub(super) fn latte(canvas: &mut Canvas, dice: &mut Dice) {
    let wood = dice.pick([
        Tone::new(0xb98a5f),
        Tone::new(0x9c6b48),
        Tone::new(0xcaa67c),
        Tone::new(0x7d6a5c),
    ]);
    let china = dice.pick([
        CREAM,
        Tone::new(0x2f6f62),
        Tone::new(0xd9775a),
        Tone::new(0x35506b),
    ]);
    planks(canvas, dice, wood);
    let (x, y) = (canvas.width * 0.49, canvas.height * 0.52);

    let cloth = dice.pick([
        Tone::new(0xe9dcc6),
        Tone::new(0xd6dfd2),
        Tone::new(0xe8c9b5),
    ]);
    let turn = dice.between(-24.0, -12.0);
    canvas.at(x - 120.0, y + 150.0, turn, |it| {
        it.block(
            -620.0,
            -560.0,
            1240.0,
            1120.0,
            26.0,
            Tone::BLACK.alpha(0.14),
        );
        it.block(-640.0, -590.0, 1240.0, 1120.0, 26.0, cloth);
        for edge in [-590.0, 552.0] {
            it.rect(edge, -590.0, 9.0, 1120.0, cloth.darker(0.28).alpha(0.7));
            it.rect(
                edge + 24.0,
                -590.0,
                5.0,
                1120.0,
                cloth.darker(0.28).alpha(0.5),
            );
        }
    });

    canvas.shadow(x + 46.0, y + 66.0, 700.0, 690.0, 0.55);
    canvas.disc(x, y, 580.0, china.darker(0.1));
    canvas.disc(
        x - 6.0,
        y - 8.0,
        574.0,
        Ink::Round(
            x - 180.0,
            y - 220.0,
            900.0,
            china.lighter(0.4),
            china.darker(0.08),
        ),
    );
    canvas.ring(x, y, 470.0, 7.0, china.darker(0.2).alpha(0.35));
    canvas.shadow(x + 34.0, y + 44.0, 480.0, 480.0, 0.6);
    canvas.at(x, y, dice.between(-38.0, -18.0), |it| {
        it.block(330.0, -58.0, 250.0, 116.0, 58.0, china.darker(0.2));
        it.block(330.0, -64.0, 244.0, 112.0, 56.0, china.lighter(0.3));
        it.block(380.0, -30.0, 134.0, 44.0, 22.0, china.darker(0.24));
    });
    canvas.disc(x, y, 398.0, china.darker(0.08));
    canvas.disc(x - 4.0, y - 5.0, 394.0, china.lighter(0.55));
    canvas.disc(x, y, 352.0, ESPRESSO);
    canvas.disc(
        x,
        y,
        344.0,
        Ink::Round(
            x - 40.0,
            y - 60.0,
            420.0,
            Tone::new(0xb5743f),
            Tone::new(0x7a4424),
        ),
    );
    canvas.at(x, y + 6.0, dice.between(-14.0, 14.0), tulip);
    canvas.ring(x, y, 347.0, 8.0, ESPRESSO.alpha(0.55));
    canvas.stroke(arc(x - 4.0, y - 5.0, 374.0), 12.0, Tone::WHITE.alpha(0.65));

    spoon(canvas, x + 470.0, y + 240.0, dice.between(-14.0, -4.0));
    for _ in 0..5 {
        let (bx, by) = (
            dice.between(140.0, 560.0),
            dice.between(canvas.height - 330.0, canvas.height - 90.0),
        );
        bean(
            canvas,
            bx,
            by,
            dice.between(78.0, 96.0),
            dice.between(0.0, 180.0),
            Tone::new(0x6b3d24),
        );
    }
    for degrees in [112.0, 78.0, 146.0] {
        canvas.shadow(canvas.width - 190.0, 150.0, 200.0, 130.0, 0.14);
        leaf(canvas, canvas.width - 60.0, -30.0, 460.0, degrees, LEAF);
    }
}

/// Hearts within hearts, poured one into the other.
fn tulip(canvas: &mut Canvas) {
    let milk = Tone::new(0xfbf1df);
    let crema = Tone::new(0x9a5b30);
    let heart = |size: f32, y: f32| {
        path(|it| {
            it.move_to(0.0, y + size);
            it.cubic_to(
                -size * 1.5,
                y + size * 0.1,
                -size * 1.05,
                y - size * 1.02,
                0.0,
                y - size * 0.36,
            );
            it.cubic_to(
                size * 1.05,
                y - size * 1.02,
                size * 1.5,
                y + size * 0.1,
                0.0,
                y + size,
            );
            it.close();
        })
    };
    for (index, size) in [262.0, 226.0, 192.0, 158.0, 126.0, 96.0, 68.0]
        .into_iter()
        .enumerate()
    {
        let y = -6.0 + index as f32 * 7.0;
        canvas.fill(heart(size, y), if index % 2 == 0 { milk } else { crema });
    }
    canvas.line(&[(0.0, -60.0), (0.0, 262.0)], 7.0, crema.alpha(0.75));
}

fn arc(x: f32, y: f32, radius: f32) -> Option<tiny_skia::Path> {
    let point = |degrees: f32| {
        let (sin, cos) = degrees.to_radians().sin_cos();
        (x + radius * cos, y + radius * sin)
    };
    path(|it| {
        let (sx, sy) = point(190.0);
        it.move_to(sx, sy);
        for step in 1..=20 {
            let (px, py) = point(190.0 + 3.4 * step as f32);
            it.line_to(px, py);
        }
    })
}

fn spoon(canvas: &mut Canvas, x: f32, y: f32, degrees: f32) {
    let steel = Tone::new(0xd5d3cc);
    canvas.at(x + 14.0, y + 18.0, degrees, |it| {
        it.block(-13.0, -60.0, 26.0, 620.0, 13.0, Tone::BLACK.alpha(0.2));
        it.oval(0.0, -120.0, 58.0, 96.0, Tone::BLACK.alpha(0.2));
    });
    canvas.at(x, y, degrees, |it| {
        it.block(
            -13.0,
            -60.0,
            26.0,
            620.0,
            13.0,
            Ink::Across(-13.0, Tone::WHITE, 13.0, steel.darker(0.25)),
        );
        it.oval(
            0.0,
            -120.0,
            58.0,
            96.0,
            Ink::Across(-58.0, Tone::WHITE, 58.0, steel.darker(0.2)),
        );
        it.oval(
            4.0,
            -116.0,
            42.0,
            76.0,
            Ink::Across(-42.0, steel.darker(0.22), 42.0, Tone::WHITE),
        );
    });
}

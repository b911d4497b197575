//! Something to eat with the coffee: a croissant, and fried banana on a banana leaf.

use super::props::{CREAM, ESPRESSO, LEAF, planks};
use crate::canvas::{Canvas, Dice, Ink, Tone, path};

pub(super) fn croissant(canvas: &mut Canvas, dice: &mut Dice) {
    let table = dice.pick([
        Tone::new(0xd7e0dc),
        Tone::new(0xe9d3c4),
        Tone::new(0xdcd7e6),
        Tone::new(0xf0e2bd),
    ]);
    canvas.ground(Ink::Down(
        0.0,
        table.lighter(0.4),
        canvas.height,
        table.darker(0.06),
    ));
    let (x, y) = (canvas.width * 0.5, canvas.height * 0.53);
    // A checked cloth runs under the plate.
    let thread = dice.pick([
        Tone::new(0xc9654b),
        Tone::new(0x3f7d6b),
        Tone::new(0x5a6fa3),
    ]);
    canvas.at(x, y, 24.0, |it| {
        it.block(
            -520.0,
            -1400.0,
            1040.0,
            2800.0,
            0.0,
            Tone::WHITE.alpha(0.75),
        );
        for step in -4..=4 {
            it.rect(
                step as f32 * 112.0 - 28.0,
                -1400.0,
                56.0,
                2800.0,
                thread.alpha(0.28),
            );
        }
        for step in -14..=14 {
            it.rect(
                -520.0,
                step as f32 * 112.0 - 28.0,
                1040.0,
                56.0,
                thread.alpha(0.28),
            );
        }
    });
    plate(canvas, x, y, 690.0, CREAM.lighter(0.5));
    canvas.shadow(x + 14.0, y + 96.0, 560.0, 300.0, 0.5);
    canvas.at(x, y + 350.0, dice.between(-12.0, 12.0), |it| {
        crescent(it, dice)
    });
    for _ in 0..26 {
        let (angle, far) = (
            dice.between(0.0, std::f32::consts::TAU),
            dice.between(330.0, 520.0),
        );
        let crumb = Tone::new(0xd49a52).darker(dice.between(0.0, 0.3));
        canvas.disc(
            x + angle.cos() * far,
            y + 40.0 + angle.sin() * far * 0.9,
            dice.between(4.0, 11.0),
            crumb,
        );
    }
    cup_from_above(canvas, canvas.width - 250.0, 240.0, 250.0);
}

/// Rolled layers along an arc, the ends first so that the middle lies on top.
fn crescent(canvas: &mut Canvas, dice: &mut Dice) {
    let crust = dice.pick([
        Tone::new(0xd48f45),
        Tone::new(0xc98340),
        Tone::new(0xdb9a50),
    ]);
    for step in [4, -4, 3, -3, 2, -2, 1, -1, 0_i32] {
        let far = step.unsigned_abs() as f32;
        let angle = (step as f32 * 19.5 - 90.0).to_radians();
        let (x, y) = (angle.cos() * 420.0, angle.sin() * 400.0);
        let (long, wide) = (236.0 - far * 34.0, 122.0 - far * 15.0);
        canvas.at(
            x,
            y,
            step as f32 * 19.5 + if step < 0 { 9.0 } else { -9.0 },
            |it| {
                it.oval(
                    0.0,
                    8.0,
                    wide * 1.06,
                    long * 1.04,
                    crust.darker(0.5).alpha(0.8),
                );
                it.oval(
                    0.0,
                    0.0,
                    wide,
                    long,
                    Ink::Down(-long, crust.lighter(0.28), long, crust.darker(0.38)),
                );
                for shift in [-0.45_f32, 0.0, 0.45] {
                    let stripe = path(|it| {
                        it.move_to(wide * shift, -long * 0.84);
                        it.cubic_to(
                            wide * (shift + 0.2),
                            -long * 0.3,
                            wide * (shift + 0.2),
                            long * 0.3,
                            wide * shift,
                            long * 0.8,
                        );
                    });
                    it.stroke(stripe, 7.0, crust.darker(0.42).alpha(0.4));
                }
                it.oval(
                    -wide * 0.2,
                    -long * 0.42,
                    wide * 0.3,
                    long * 0.3,
                    Tone::new(0xffe2ab).alpha(0.34),
                );
            },
        );
    }
}

pub(super) fn pisang_goreng(canvas: &mut Canvas, dice: &mut Dice) {
    let wood = dice.pick([
        Tone::new(0x8a5a3c),
        Tone::new(0xa8744c),
        Tone::new(0x6c5546),
    ]);
    planks(canvas, dice, wood);
    let (x, y) = (canvas.width * 0.5, canvas.height * 0.56);
    plate(
        canvas,
        x,
        y,
        700.0,
        dice.pick([
            Tone::new(0x2e5f74),
            Tone::new(0xe8dfd0),
            Tone::new(0x7c4a3a),
        ]),
    );
    banana_leaf(canvas, x, y);
    for (dx, dy, degrees) in [
        (-210.0, 150.0, -66.0),
        (210.0, 170.0, -108.0),
        (-250.0, -120.0, -52.0),
        (240.0, -110.0, -124.0),
        (0.0, 30.0, -88.0),
    ] {
        let turned = degrees + dice.between(-6.0, 6.0);
        fritter(canvas, dice, x + dx, y + dy, turned);
    }
    cup_from_above(canvas, canvas.width - 330.0, 270.0, 260.0);
    sambal(canvas, 300.0, 300.0);
}

fn banana_leaf(canvas: &mut Canvas, x: f32, y: f32) {
    canvas.at(x, y, -14.0, |it| {
        let outline = |grow: f32| {
            path(|it| {
                it.move_to(-640.0 - grow, 0.0);
                it.cubic_to(
                    -470.0,
                    -440.0 - grow,
                    420.0,
                    -470.0 - grow,
                    650.0 + grow,
                    -20.0,
                );
                it.cubic_to(
                    450.0,
                    440.0 + grow,
                    -440.0,
                    440.0 + grow,
                    -640.0 - grow,
                    0.0,
                );
                it.close();
            })
        };
        it.at(12.0, 20.0, 0.0, |it| {
            it.fill(outline(4.0), Tone::BLACK.alpha(0.22))
        });
        it.fill(
            outline(0.0),
            Ink::Down(-360.0, LEAF.lighter(0.22), 360.0, LEAF.darker(0.16)),
        );
        for step in -10..=10 {
            let at = step as f32 * 58.0;
            let reach = 300.0 * (1.0 - (at / 700.0).powi(2));
            for side in [-1.0, 1.0] {
                it.line(
                    &[(at, 0.0), (at + 70.0, side * reach)],
                    4.0,
                    LEAF.darker(0.3).alpha(0.35),
                );
            }
        }
        it.line(&[(-640.0, 0.0), (640.0, -18.0)], 16.0, LEAF.lighter(0.42));
    });
}

/// A banana in batter, with its ragged, crisp edge.
fn fritter(canvas: &mut Canvas, dice: &mut Dice, x: f32, y: f32, degrees: f32) {
    let batter = Tone::new(0xe0a13f).mix(Tone::new(0xc97d2c), dice.between(0.0, 0.6));
    let edge: Vec<(f32, f32)> = (0..44)
        .map(|step| {
            let (sin, cos) = (step as f32 * std::f32::consts::TAU / 44.0).sin_cos();
            let ragged = dice.between(0.95, 1.07);
            // Bent a little, as bananas are.
            (
                cos * 300.0 * ragged,
                sin * 104.0 * ragged + (cos * cos) * 60.0 - 30.0,
            )
        })
        .collect();
    canvas.at(x + 16.0, y + 26.0, degrees, |it| {
        it.shape(&edge, Tone::BLACK.alpha(0.3))
    });
    canvas.at(x, y, degrees, |it| {
        it.shape(&edge, batter.darker(0.32));
        it.scaled(0.955, 0.9, |it| {
            it.shape(
                &edge,
                Ink::Round(
                    -60.0,
                    -30.0,
                    330.0,
                    batter.lighter(0.3),
                    batter.darker(0.14),
                ),
            );
        });
        for _ in 0..26 {
            let (sin, cos) = dice.between(0.0, std::f32::consts::TAU).sin_cos();
            let far = dice.between(0.1, 0.86);
            let (cx, cy) = (
                cos * 280.0 * far,
                sin * 84.0 * far + (cos * far).powi(2) * 60.0 - 28.0,
            );
            let spot = if dice.between(0.0, 1.0) < 0.5 {
                batter.lighter(0.55).alpha(0.7)
            } else {
                batter.darker(0.36).alpha(0.4)
            };
            it.oval(
                cx,
                cy,
                dice.between(6.0, 19.0),
                dice.between(4.0, 10.0),
                spot,
            );
        }
    });
}

fn sambal(canvas: &mut Canvas, x: f32, y: f32) {
    canvas.shadow(x + 20.0, y + 30.0, 230.0, 220.0, 0.5);
    canvas.disc(x, y, 184.0, Tone::new(0xe9e1d2));
    canvas.disc(x, y, 158.0, Tone::new(0xc9bda8));
    canvas.disc(
        x,
        y,
        150.0,
        Ink::Round(
            x - 40.0,
            y - 40.0,
            190.0,
            Tone::new(0xd2452c),
            Tone::new(0x96241a),
        ),
    );
    for (dx, dy) in [
        (-60.0, -30.0),
        (40.0, -70.0),
        (66.0, 30.0),
        (-30.0, 60.0),
        (8.0, -4.0),
        (-90.0, 36.0),
        (20.0, 96.0),
    ] {
        canvas.oval(x + dx, y + dy, 15.0, 10.0, Tone::new(0xf3c869));
    }
}

fn plate(canvas: &mut Canvas, x: f32, y: f32, radius: f32, china: Tone) {
    canvas.shadow(x + 40.0, y + 56.0, radius * 1.17, radius * 1.15, 0.5);
    canvas.disc(x, y, radius, china.darker(0.12));
    canvas.disc(
        x - 5.0,
        y - 7.0,
        radius - 6.0,
        Ink::Round(
            x - radius * 0.3,
            y - radius * 0.4,
            radius * 1.5,
            china.lighter(0.3),
            china.darker(0.06),
        ),
    );
    canvas.disc(x, y, radius * 0.72, china.darker(0.09));
    canvas.disc(x + 4.0, y + 6.0, radius * 0.7, china.lighter(0.12));
}

fn cup_from_above(canvas: &mut Canvas, x: f32, y: f32, radius: f32) {
    canvas.shadow(x + 24.0, y + 34.0, radius * 1.25, radius * 1.22, 0.5);
    canvas.disc(x, y, radius, CREAM.darker(0.06));
    canvas.disc(x - 3.0, y - 4.0, radius * 0.98, CREAM.lighter(0.5));
    canvas.shadow(x + 12.0, y + 18.0, radius * 0.8, radius * 0.8, 0.45);
    canvas.at(x, y, 140.0, |it| {
        it.block(
            radius * 0.5,
            -radius * 0.1,
            radius * 0.42,
            radius * 0.2,
            radius * 0.1,
            CREAM,
        )
    });
    canvas.disc(x, y, radius * 0.66, CREAM);
    canvas.disc(x, y, radius * 0.58, ESPRESSO);
    canvas.disc(
        x,
        y,
        radius * 0.55,
        Ink::Round(
            x - radius * 0.1,
            y - radius * 0.15,
            radius * 0.7,
            Tone::new(0x8b5631),
            Tone::new(0x4a2617),
        ),
    );
}

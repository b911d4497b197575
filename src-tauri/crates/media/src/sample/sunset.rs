//! Senja: the evening sun over a volcano, hills and rice terraces.

use crate::canvas::{Canvas, Dice, Ink, Tone, path};

pub(super) fn draw(canvas: &mut Canvas, dice: &mut Dice) {
    let (top, low, sun, land) = dice.pick([
        (
            Tone::new(0x4a3768),
            Tone::new(0xf7a65c),
            Tone::new(0xffe9b0),
            Tone::new(0x3b2747),
        ),
        (
            Tone::new(0xd9604c),
            Tone::new(0xffd08a),
            Tone::new(0xfff3cf),
            Tone::new(0x5a2b38),
        ),
        (
            Tone::new(0x24466b),
            Tone::new(0xf2b48a),
            Tone::new(0xffdf9e),
            Tone::new(0x1f3347),
        ),
        (
            Tone::new(0x6d3b6b),
            Tone::new(0xf58f6c),
            Tone::new(0xffdc9c),
            Tone::new(0x33203f),
        ),
    ]);
    let (width, height) = (canvas.width, canvas.height);
    canvas.ground(Ink::Down(0.0, top, height * 0.72, low));
    let (x, y) = (
        width * dice.between(0.34, 0.68),
        height * dice.between(0.44, 0.5),
    );
    canvas.glow(x, y, 900.0, sun, 0.55);
    canvas.glow(x, y, 420.0, sun, 0.6);
    for _ in 0..9 {
        let (cx, cy) = (
            dice.between(-100.0, width),
            dice.between(height * 0.08, height * 0.46),
        );
        cloud(canvas, dice, cx, cy, low.mix(sun, 0.3));
    }
    canvas.disc(x, y, 150.0, sun);

    let peak = if x > width * 0.5 {
        width * 0.24
    } else {
        width * 0.76
    };
    volcano(canvas, peak, height * 0.66, land.mix(low, 0.55));
    for (index, share) in [0.60_f32, 0.67, 0.75].into_iter().enumerate() {
        let tone = land.mix(low, 0.42 - 0.16 * index as f32);
        ridge(
            canvas,
            dice,
            height * share,
            66.0 - 12.0 * index as f32,
            tone,
        );
    }
    terraces(canvas, dice, height * 0.8, land, sun);
    let (px, py) = (
        if peak < width * 0.5 {
            width * 0.86
        } else {
            width * 0.13
        },
        height * 0.93,
    );
    palm(canvas, px, py, 560.0, land.darker(0.45));
    palm(canvas, px + 150.0, py + 40.0, 400.0, land.darker(0.5));
    for _ in 0..6 {
        let (bx, by, size) = (
            x + dice.between(-420.0, 420.0),
            y - dice.between(110.0, 330.0),
            dice.between(13.0, 26.0),
        );
        let bird = path(|it| {
            it.move_to(bx - size, by - size * 0.3);
            it.quad_to(bx - size * 0.4, by - size * 0.6, bx, by);
            it.quad_to(bx + size * 0.4, by - size * 0.6, bx + size, by - size * 0.3);
        });
        canvas.stroke(bird, 4.0, land.alpha(0.8));
    }
}

fn cloud(canvas: &mut Canvas, dice: &mut Dice, x: f32, y: f32, tone: Tone) {
    let wide = dice.between(240.0, 560.0);
    for row in 0..3 {
        let shift = dice.between(-90.0, 90.0);
        let part = wide * (1.0 - 0.24 * row as f32);
        canvas.block(
            x + shift,
            y + 22.0 * row as f32,
            part,
            20.0,
            10.0,
            tone.alpha(0.34),
        );
    }
}

fn volcano(canvas: &mut Canvas, x: f32, base: f32, tone: Tone) {
    let cone = path(|it| {
        it.move_to(x - 760.0, base + 200.0);
        it.cubic_to(
            x - 330.0,
            base - 20.0,
            x - 170.0,
            base - 330.0,
            x - 84.0,
            base - 430.0,
        );
        it.cubic_to(
            x - 40.0,
            base - 412.0,
            x + 30.0,
            base - 406.0,
            x + 76.0,
            base - 438.0,
        );
        it.cubic_to(
            x + 180.0,
            base - 320.0,
            x + 330.0,
            base - 30.0,
            x + 780.0,
            base + 200.0,
        );
        it.close();
    });
    canvas.fill(
        cone,
        Ink::Down(base - 430.0, tone, base + 120.0, tone.lighter(0.2)),
    );
}

fn ridge(canvas: &mut Canvas, dice: &mut Dice, y: f32, swing: f32, tone: Tone) {
    let (phase, pace) = (dice.between(0.0, 6.0), dice.between(0.0026, 0.0042));
    let (width, height) = (canvas.width, canvas.height);
    let mut points: Vec<(f32, f32)> = (0..=100)
        .map(|step| {
            let x = width * step as f32 / 100.0;
            (
                x,
                y + (x * pace + phase).sin() * swing
                    + (x * pace * 2.3 + phase * 2.0).sin() * swing * 0.34,
            )
        })
        .collect();
    points.extend([(width, height), (0.0, height)]);
    canvas.shape(
        &points,
        Ink::Down(y - swing, tone, y + 220.0, tone.darker(0.12)),
    );
}

/// Flooded steps that mirror the sky, each with a bank of its own curve.
fn terraces(canvas: &mut Canvas, dice: &mut Dice, y: f32, land: Tone, sun: Tone) {
    let (width, height) = (canvas.width, canvas.height);
    for row in 0..5 {
        let near = row as f32 / 4.0;
        let top = y + (height - y) * (0.06 + 0.9 * near * (0.55 + 0.45 * near));
        let deep = 20.0 + 34.0 * near;
        let (left, right) = (dice.between(-40.0, 60.0), dice.between(-60.0, 40.0));
        let (dip, rise) = (dice.between(-80.0, 10.0), dice.between(0.0, 90.0));
        let edge = |shift: f32| {
            path(|it| {
                it.move_to(-20.0, top + left + shift);
                it.cubic_to(
                    width * 0.34,
                    top + dip + shift,
                    width * 0.62,
                    top + rise + shift,
                    width + 20.0,
                    top + right + shift * 0.8,
                );
                it.line_to(width + 20.0, height + 20.0);
                it.line_to(-20.0, height + 20.0);
                it.close();
            })
        };
        let bank = land.darker(0.1 + 0.34 * near);
        canvas.fill(edge(0.0), bank);
        canvas.fill(
            edge(deep * 0.3),
            Ink::Across(
                0.0,
                land.mix(sun, 0.16),
                width * 0.5,
                land.mix(sun, 0.42 - 0.16 * near),
            ),
        );
        canvas.fill(edge(deep), bank);
    }
}

fn palm(canvas: &mut Canvas, x: f32, y: f32, tall: f32, tone: Tone) {
    let (tx, ty) = (x + tall * 0.12, y - tall);
    let trunk = path(|it| {
        it.move_to(x - tall * 0.028, y + 120.0);
        it.cubic_to(
            x - 10.0,
            y - tall * 0.4,
            x + tall * 0.06,
            y - tall * 0.8,
            tx - 6.0,
            ty,
        );
        it.line_to(tx + 8.0, ty);
        it.cubic_to(
            x + tall * 0.1,
            y - tall * 0.7,
            x + tall * 0.05,
            y - tall * 0.3,
            x + tall * 0.04,
            y + 120.0,
        );
        it.close();
    });
    canvas.fill(trunk, tone);
    for degrees in [-172.0_f32, -140.0, -104.0, -70.0, -36.0, -4.0, 24.0, 158.0] {
        canvas.at(tx, ty, degrees, |it| {
            let long = tall * 0.46;
            // Fronds hang to the ground's side whichever way they point.
            let side = if degrees.abs() > 90.0 { -1.0 } else { 1.0 };
            let frond = path(|it| {
                it.move_to(0.0, 0.0);
                it.quad_to(long * 0.5, -side * long * 0.22, long, side * long * 0.26);
                it.quad_to(long * 0.5, side * long * 0.02, 0.0, 0.0);
                it.close();
            });
            it.fill(frond, tone);
        });
    }
}

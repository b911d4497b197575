//! Coffee brewed by hand: a filter on its glass, the kettle pouring.

use super::props::{CREAM, ESPRESSO, bean, cup, steam};
use crate::canvas::{Canvas, Dice, Ink, Tone, path};

pub(super) fn draw(canvas: &mut Canvas, dice: &mut Dice) {
    let wall = dice.pick([
        Tone::new(0xe9d9c3),
        Tone::new(0xcfdcd4),
        Tone::new(0xe6bfa4),
        Tone::new(0xd4d3e2),
    ]);
    let steel = dice.pick([
        Tone::new(0x2f3437),
        Tone::new(0xb8643f),
        Tone::new(0x3d6e62),
    ]);
    let (width, height) = (canvas.width, canvas.height);
    let table = height * 0.8;
    canvas.ground(Ink::Down(0.0, wall.lighter(0.3), table, wall));
    // The low sun throws the window's light on the wall.
    for (x, wide) in [(130.0, 260.0), (430.0, 260.0)] {
        canvas.shape(
            &[
                (x, 220.0),
                (x + wide, 150.0),
                (x + wide + 260.0, 1120.0),
                (x + 260.0, 1190.0),
            ],
            Tone::new(0xffe7b3).alpha(0.5),
        );
    }
    canvas.rect(
        0.0,
        table,
        width,
        height - table,
        Ink::Down(table, Tone::new(0xa8744c), height, Tone::new(0x7a4e33)),
    );
    canvas.rect(0.0, table, width, 16.0, Tone::new(0xc9935f));
    let x = width * 0.44;
    steam(canvas, x, 960.0, 300.0);
    server(canvas, x, table + 90.0);
    filter(canvas, x, table - 440.0);
    kettle(canvas, x + 30.0, 560.0, steel);
    cup(
        canvas,
        width * 0.83,
        table + 150.0,
        230.0,
        dice.pick([CREAM, Tone::new(0x4f8f80), Tone::new(0xd9775a)]),
    );
    for _ in 0..9 {
        let (bx, by) = (
            dice.between(90.0, 420.0),
            dice.between(table + 190.0, height - 60.0),
        );
        bean(
            canvas,
            bx,
            by,
            dice.between(60.0, 74.0),
            dice.between(0.0, 180.0),
            Tone::new(0x6b3d24),
        );
    }
}

fn server(canvas: &mut Canvas, x: f32, y: f32) {
    canvas.shadow(x, y, 360.0, 46.0, 0.45);
    let glass = |top: f32, wide: f32, foot: f32| {
        path(|it| {
            it.move_to(x - wide, top);
            it.cubic_to(
                x - wide - 30.0,
                top + 120.0,
                x - foot,
                y - 160.0,
                x - foot,
                y - 50.0,
            );
            it.cubic_to(x - foot, y - 6.0, x - foot + 20.0, y, x - foot + 50.0, y);
            it.line_to(x + foot - 50.0, y);
            it.cubic_to(x + foot - 20.0, y, x + foot, y - 6.0, x + foot, y - 50.0);
            it.cubic_to(
                x + foot,
                y - 160.0,
                x + wide + 30.0,
                top + 120.0,
                x + wide,
                top,
            );
            it.close();
        })
    };
    let handle = path(|it| {
        it.move_to(x + 190.0, y - 380.0);
        it.cubic_to(
            x + 400.0,
            y - 400.0,
            x + 400.0,
            y - 110.0,
            x + 240.0,
            y - 130.0,
        );
    });
    canvas.stroke(handle, 26.0, Tone::new(0x4a3128));
    canvas.fill(glass(y - 440.0, 160.0, 270.0), Tone::WHITE.alpha(0.55));
    let coffee = path(|it| {
        it.move_to(x - 232.0, y - 210.0);
        it.cubic_to(
            x - 256.0,
            y - 150.0,
            x - 258.0,
            y - 90.0,
            x - 256.0,
            y - 54.0,
        );
        it.cubic_to(
            x - 254.0,
            y - 20.0,
            x - 230.0,
            y - 14.0,
            x - 206.0,
            y - 14.0,
        );
        it.line_to(x + 206.0, y - 14.0);
        it.cubic_to(
            x + 230.0,
            y - 14.0,
            x + 254.0,
            y - 20.0,
            x + 256.0,
            y - 54.0,
        );
        it.cubic_to(
            x + 258.0,
            y - 90.0,
            x + 256.0,
            y - 150.0,
            x + 232.0,
            y - 210.0,
        );
        it.close();
    });
    canvas.fill(
        coffee,
        Ink::Down(y - 210.0, Tone::new(0x7a4023), y, ESPRESSO),
    );
    canvas.oval(x, y - 210.0, 232.0, 22.0, Tone::new(0x96552f));
    canvas.line(&[(x, y - 430.0), (x, y - 214.0)], 9.0, Tone::new(0x6b351c));
    canvas.stroke(glass(y - 440.0, 160.0, 270.0), 8.0, Tone::WHITE.alpha(0.8));
    canvas.line(
        &[(x - 214.0, y - 300.0), (x - 236.0, y - 110.0)],
        14.0,
        Tone::WHITE.alpha(0.6),
    );
    canvas.block(x - 176.0, y - 470.0, 352.0, 44.0, 20.0, Tone::new(0x4a3128));
}

fn filter(canvas: &mut Canvas, x: f32, y: f32) {
    let china = CREAM.lighter(0.4);
    canvas.block(
        x - 220.0,
        y + 50.0,
        440.0,
        34.0,
        17.0,
        Ink::Across(x - 220.0, china, x + 220.0, china.darker(0.2)),
    );
    let handle = path(|it| {
        it.move_to(x + 200.0, y - 170.0);
        it.cubic_to(
            x + 350.0,
            y - 190.0,
            x + 320.0,
            y - 10.0,
            x + 130.0,
            y - 10.0,
        );
    });
    canvas.stroke(handle, 28.0, china.darker(0.14));
    let cone = [
        (x - 280.0, y - 240.0),
        (x + 280.0, y - 240.0),
        (x + 90.0, y + 54.0),
        (x - 90.0, y + 54.0),
    ];
    canvas.shape(
        &cone,
        Ink::Across(x - 280.0, china, x + 260.0, china.darker(0.22)),
    );
    for step in -3..=3 {
        let at = step as f32;
        canvas.line(
            &[(x + at * 70.0, y - 214.0), (x + at * 22.0, y + 40.0)],
            5.0,
            china.darker(0.25).alpha(0.4),
        );
    }
    canvas.shape(
        &[
            (x - 290.0, y - 300.0),
            (x + 290.0, y - 300.0),
            (x + 262.0, y - 236.0),
            (x - 262.0, y - 236.0),
        ],
        Tone::new(0xfffdf6),
    );
    canvas.oval(x, y - 298.0, 290.0, 42.0, Tone::new(0xf3ead8));
    canvas.oval(x, y - 292.0, 250.0, 32.0, ESPRESSO);
    canvas.oval(x - 6.0, y - 288.0, 170.0, 20.0, Tone::new(0x8a5230));
}

/// A goose-neck kettle whose water meets the filter at `x`.
fn kettle(canvas: &mut Canvas, x: f32, y: f32, steel: Tone) {
    let (kx, ky) = (x + 590.0, y);
    canvas.line(
        &[(x - 4.0, y + 86.0), (x - 18.0, y + 330.0)],
        14.0,
        Tone::new(0xdff0f4),
    );
    canvas.at(kx, ky, -14.0, |it| {
        let neck = path(|it| {
            it.move_to(-170.0, 130.0);
            it.cubic_to(-420.0, 190.0, -330.0, -110.0, -500.0, -120.0);
            it.cubic_to(-560.0, -120.0, -570.0, -80.0, -592.0, -62.0);
        });
        it.stroke(neck, 40.0, steel.darker(0.1));
        let handle = path(|it| {
            it.move_to(150.0, -110.0);
            it.cubic_to(420.0, -180.0, 420.0, 190.0, 250.0, 220.0);
        });
        it.stroke(handle, 44.0, Tone::new(0x5b3724));
        let body = path(|it| {
            it.move_to(-150.0, -130.0);
            it.line_to(150.0, -130.0);
            it.cubic_to(190.0, 0.0, 230.0, 120.0, 236.0, 206.0);
            it.cubic_to(236.0, 232.0, 216.0, 240.0, 196.0, 240.0);
            it.line_to(-196.0, 240.0);
            it.cubic_to(-216.0, 240.0, -236.0, 232.0, -236.0, 206.0);
            it.cubic_to(-230.0, 120.0, -190.0, 0.0, -150.0, -130.0);
            it.close();
        });
        it.fill(
            body,
            Ink::Across(-236.0, steel.lighter(0.3), 236.0, steel.darker(0.2)),
        );
        it.block(-166.0, -166.0, 332.0, 46.0, 22.0, steel.lighter(0.16));
        it.disc(0.0, -186.0, 30.0, Tone::new(0x5b3724));
        it.line(
            &[(-130.0, -60.0), (-176.0, 160.0)],
            18.0,
            Tone::WHITE.alpha(0.3),
        );
    });
}

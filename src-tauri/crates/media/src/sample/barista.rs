//! The barista behind the counter, pouring milk.

use super::props::{CREAM, cup, lamp, plant};
use crate::canvas::{Canvas, Dice, Ink, Tone, path};

pub(super) fn draw(canvas: &mut Canvas, dice: &mut Dice) {
    let wall = dice.pick([
        Tone::new(0x2f6b60),
        Tone::new(0xd9a47a),
        Tone::new(0x3d5472),
        Tone::new(0xc6684c),
    ]);
    let (width, height) = (canvas.width, canvas.height);
    let counter = height * 0.76;
    canvas.ground(Ink::Down(
        0.0,
        wall.darker(0.18),
        counter,
        wall.lighter(0.18),
    ));
    for row in 0..9 {
        for column in 0..12 {
            let x = column as f32 * 150.0 - if row % 2 == 0 { 0.0 } else { 75.0 };
            canvas.block(
                x,
                1000.0 + row as f32 * 62.0,
                142.0,
                54.0,
                6.0,
                Tone::WHITE.alpha(0.07),
            );
        }
    }
    shelves(canvas, dice);
    for x in [width * 0.2, width * 0.8] {
        lamp(canvas, x, 300.0, 190.0, Tone::new(0x2b2523));
    }
    person(canvas, dice, width * 0.46, counter);
    canvas.rect(
        0.0,
        counter,
        width,
        height - counter,
        Ink::Down(counter, Tone::new(0x7b4c33), height, Tone::new(0x4e2f22)),
    );
    for step in 0..10 {
        canvas.rect(
            step as f32 * 170.0 + 40.0,
            counter + 60.0,
            8.0,
            height - counter,
            Tone::BLACK.alpha(0.16),
        );
    }
    canvas.rect(
        0.0,
        counter - 26.0,
        width,
        66.0,
        Ink::Down(
            counter - 26.0,
            Tone::new(0xd9a878),
            counter + 40.0,
            Tone::new(0xa9744c),
        ),
    );
    machine(canvas, width * 0.83, counter - 20.0);
    plant(canvas, dice, width * 0.09, counter - 12.0, 250.0, CREAM);
    cup(canvas, width * 0.27, counter + 4.0, 150.0, CREAM);
    arms(canvas, width * 0.46, counter);
}

fn shelves(canvas: &mut Canvas, dice: &mut Dice) {
    let width = canvas.width;
    for y in [600.0, 860.0] {
        let mut x = width * 0.06;
        while x < width * 0.94 {
            let tone = dice.pick([
                CREAM,
                Tone::new(0xe0a33a),
                Tone::new(0xb4553d),
                Tone::new(0x6d8f7c),
            ]);
            let (wide, tall) = (dice.between(60.0, 104.0), dice.between(76.0, 150.0));
            canvas.block(
                x,
                y - tall,
                wide,
                tall,
                12.0,
                Ink::Across(x, tone.lighter(0.1), x + wide, tone.darker(0.18)),
            );
            canvas.rect(
                x + 6.0,
                y - tall * 0.62,
                wide - 12.0,
                tall * 0.26,
                tone.darker(0.34).alpha(0.5),
            );
            x += wide + dice.between(20.0, 54.0);
        }
        canvas.rect(width * 0.03, y, width * 0.94, 24.0, Tone::new(0x8a5a3c));
        canvas.rect(
            width * 0.03,
            y + 24.0,
            width * 0.94,
            18.0,
            Tone::BLACK.alpha(0.16),
        );
    }
}

fn person(canvas: &mut Canvas, dice: &mut Dice, x: f32, counter: f32) {
    let skin = Tone::new(0xc68a5e);
    let shirt = dice.pick([
        Tone::new(0xf1e6d4),
        Tone::new(0x2f3f52),
        Tone::new(0xe3b04b),
    ]);
    let apron = dice.pick([
        Tone::new(0x0d5c4e),
        Tone::new(0x5a3424),
        Tone::new(0x3a3d47),
    ]);
    let veil = dice.pick([
        Some(Tone::new(0xe9d8c0)),
        None,
        Some(Tone::new(0x8fb3a6)),
        Some(Tone::new(0xd98f7c)),
        None,
    ]);
    let y = counter - 520.0;
    let body = path(|it| {
        it.move_to(x - 300.0, counter + 40.0);
        it.cubic_to(
            x - 320.0,
            y + 190.0,
            x - 250.0,
            y + 100.0,
            x - 110.0,
            y + 70.0,
        );
        it.line_to(x + 110.0, y + 70.0);
        it.cubic_to(
            x + 250.0,
            y + 100.0,
            x + 320.0,
            y + 190.0,
            x + 300.0,
            counter + 40.0,
        );
        it.close();
    });
    canvas.fill(
        body,
        Ink::Across(x - 300.0, shirt, x + 300.0, shirt.darker(0.2)),
    );
    canvas.block(x - 58.0, y - 40.0, 116.0, 170.0, 50.0, skin.darker(0.16));
    for side in [-1.0, 1.0] {
        canvas.line(
            &[(x + side * 96.0, y + 84.0), (x + side * 130.0, y + 270.0)],
            30.0,
            apron.darker(0.2),
        );
    }
    canvas.block(x - 190.0, y + 240.0, 380.0, 400.0, 44.0, apron);
    canvas.block(x - 90.0, y + 340.0, 180.0, 110.0, 18.0, apron.lighter(0.12));
    if let Some(veil) = veil {
        let drape = path(|it| {
            it.move_to(x - 178.0, y - 120.0);
            it.cubic_to(
                x - 190.0,
                y - 390.0,
                x + 190.0,
                y - 390.0,
                x + 178.0,
                y - 120.0,
            );
            it.cubic_to(
                x + 190.0,
                y + 20.0,
                x + 240.0,
                y + 120.0,
                x + 216.0,
                y + 190.0,
            );
            it.cubic_to(
                x + 80.0,
                y + 260.0,
                x - 80.0,
                y + 260.0,
                x - 216.0,
                y + 190.0,
            );
            it.cubic_to(
                x - 240.0,
                y + 120.0,
                x - 190.0,
                y + 20.0,
                x - 178.0,
                y - 120.0,
            );
            it.close();
        });
        canvas.fill(
            drape,
            Ink::Across(x - 200.0, veil.lighter(0.12), x + 200.0, veil.darker(0.16)),
        );
        let fold = path(|it| {
            it.move_to(x - 100.0, y + 20.0);
            it.cubic_to(
                x - 20.0,
                y + 120.0,
                x + 80.0,
                y + 120.0,
                x + 190.0,
                y + 170.0,
            );
        });
        canvas.stroke(fold, 7.0, veil.darker(0.26).alpha(0.5));
    } else {
        let hair = Tone::new(0x241715);
        canvas.oval(x, y - 170.0, 166.0, 176.0, hair);
        canvas.disc(x - 140.0, y - 110.0, 30.0, skin.darker(0.1));
        canvas.disc(x + 140.0, y - 110.0, 30.0, skin.darker(0.1));
    }
    face(canvas, x, y, skin);
    if veil.is_none() {
        let fringe = path(|it| {
            it.move_to(x - 138.0, y - 140.0);
            it.cubic_to(
                x - 130.0,
                y - 310.0,
                x + 130.0,
                y - 320.0,
                x + 138.0,
                y - 140.0,
            );
            it.cubic_to(
                x + 90.0,
                y - 220.0,
                x - 20.0,
                y - 240.0,
                x - 60.0,
                y - 226.0,
            );
            it.cubic_to(
                x - 100.0,
                y - 210.0,
                x - 124.0,
                y - 180.0,
                x - 138.0,
                y - 140.0,
            );
            it.close();
        });
        canvas.fill(fringe, Tone::new(0x241715));
    }
}

fn face(canvas: &mut Canvas, x: f32, y: f32, skin: Tone) {
    canvas.oval(
        x,
        y - 110.0,
        128.0,
        156.0,
        Ink::Across(x - 128.0, skin.lighter(0.14), x + 128.0, skin.darker(0.06)),
    );
    let ink = Tone::new(0x2b1a16);
    for side in [-1.0, 1.0] {
        // Looking down at the cup, so the lids are nearly closed.
        let lid = path(|it| {
            it.move_to(x + side * 52.0 - 24.0, y - 112.0);
            it.quad_to(x + side * 52.0, y - 94.0, x + side * 52.0 + 24.0, y - 112.0);
        });
        canvas.stroke(lid, 8.0, ink);
        let brow = path(|it| {
            it.move_to(x + side * 54.0 - 30.0, y - 156.0);
            it.quad_to(
                x + side * 54.0,
                y - 172.0,
                x + side * 54.0 + 30.0,
                y - 156.0,
            );
        });
        canvas.stroke(brow, 9.0, ink.alpha(0.85));
        canvas.glow(x + side * 76.0, y - 62.0, 42.0, Tone::new(0xe0623f), 0.3);
    }
    canvas.line(
        &[(x, y - 92.0), (x + 9.0, y - 62.0), (x - 6.0, y - 58.0)],
        6.0,
        skin.darker(0.34),
    );
    let smile = path(|it| {
        it.move_to(x - 34.0, y - 28.0);
        it.quad_to(x, y, x + 34.0, y - 28.0);
    });
    canvas.stroke(smile, 8.0, Tone::new(0x8c3a2c));
}

/// Both forearms, a jug, and the cup the milk goes into; in front of the counter's edge.
fn arms(canvas: &mut Canvas, x: f32, counter: f32) {
    let skin = Tone::new(0xc68a5e);
    let (jug_x, jug_y) = (x + 150.0, counter - 210.0);
    cup(canvas, x - 30.0, counter + 2.0, 190.0, Tone::new(0xe8e0d2));
    canvas.line(
        &[
            (x - 268.0, counter - 150.0),
            (x - 190.0, counter - 60.0),
            (x - 128.0, counter - 76.0),
        ],
        74.0,
        skin,
    );
    canvas.disc(x - 118.0, counter - 78.0, 46.0, skin.lighter(0.06));
    canvas.line(
        &[(x + 276.0, counter - 150.0), (x + 240.0, counter - 190.0)],
        74.0,
        skin,
    );
    let milk = path(|it| {
        it.move_to(jug_x - 110.0, jug_y - 14.0);
        it.cubic_to(
            jug_x - 150.0,
            jug_y + 10.0,
            jug_x - 160.0,
            jug_y + 40.0,
            jug_x - 160.0,
            jug_y + 96.0,
        );
    });
    canvas.stroke(milk, 12.0, Tone::WHITE);
    canvas.at(jug_x, jug_y, -38.0, |it| {
        let steel = Tone::new(0xcfd2d2);
        let body = path(|it| {
            it.move_to(-70.0, -90.0);
            it.line_to(-104.0, -104.0);
            it.line_to(70.0, -90.0);
            it.line_to(86.0, 90.0);
            it.line_to(-80.0, 90.0);
            it.close();
        });
        it.fill(
            body,
            Ink::Across(-90.0, Tone::WHITE, 90.0, steel.darker(0.25)),
        );
        let handle = path(|it| {
            it.move_to(74.0, -60.0);
            it.cubic_to(150.0, -60.0, 150.0, 60.0, 84.0, 56.0);
        });
        it.stroke(handle, 17.0, steel.darker(0.2));
    });
    canvas.disc(x + 236.0, counter - 204.0, 48.0, skin.lighter(0.06));
}

fn machine(canvas: &mut Canvas, x: f32, y: f32) {
    let steel = Tone::new(0xb9bdbd);
    canvas.shadow(x, y + 6.0, 300.0, 30.0, 0.5);
    canvas.block(
        x - 220.0,
        y - 420.0,
        440.0,
        130.0,
        22.0,
        Ink::Down(y - 420.0, Tone::WHITE, y - 290.0, steel.darker(0.12)),
    );
    canvas.rect(
        x - 190.0,
        y - 300.0,
        380.0,
        250.0,
        Ink::Across(x - 190.0, steel.darker(0.4), x + 190.0, steel.darker(0.2)),
    );
    canvas.block(
        x - 220.0,
        y - 64.0,
        440.0,
        64.0,
        14.0,
        Ink::Down(y - 64.0, steel.lighter(0.4), y, steel.darker(0.2)),
    );
    for side in [-1.0, 1.0] {
        let at = x + side * 96.0;
        canvas.block(at - 34.0, y - 300.0, 68.0, 50.0, 8.0, steel.lighter(0.3));
        canvas.block(at - 40.0, y - 252.0, 80.0, 30.0, 10.0, Tone::new(0x2b2523));
        canvas.line(
            &[(at, y - 236.0), (at + side * 66.0, y - 222.0)],
            20.0,
            Tone::new(0x2b2523),
        );
        cup(canvas, at, y - 68.0, 70.0, CREAM);
        canvas.disc(x + side * 60.0, y - 356.0, 26.0, Tone::new(0x2b2523));
        canvas.disc(x + side * 60.0, y - 356.0, 17.0, CREAM);
    }
    for step in 0..4 {
        cup(
            canvas,
            x - 150.0 + step as f32 * 100.0,
            y - 418.0,
            56.0,
            CREAM,
        );
    }
}

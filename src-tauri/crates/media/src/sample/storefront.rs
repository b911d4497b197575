//! The shop from the street: awning, lit window, door, plants, a bench.

use super::props::{CREAM, cup, plant};
use crate::canvas::{Canvas, Dice, Ink, Tone, path};

pub(super) fn draw(canvas: &mut Canvas, dice: &mut Dice) {
    let (sky, low) = dice.pick([
        (Tone::new(0x6fa8bf), Tone::new(0xf3e2c4)),
        (Tone::new(0x4b3f6e), Tone::new(0xf2a071)),
        (Tone::new(0xe58a63), Tone::new(0xfbdca4)),
    ]);
    let wall = dice.pick([
        Tone::new(0x0d6b5a),
        Tone::new(0xf0e4cf),
        Tone::new(0x37566d),
        Tone::new(0xb4553d),
    ]);
    let stripe = dice.pick([
        Tone::new(0xd9623f),
        Tone::new(0x0f6f5c),
        Tone::new(0xe0a33a),
    ]);
    let (width, height) = (canvas.width, canvas.height);
    canvas.ground(Ink::Down(0.0, sky, height * 0.7, low));
    neighbours(canvas, dice, sky.mix(low, 0.45).darker(0.18));
    let street = height * 0.86;
    canvas.rect(
        0.0,
        street,
        width,
        height - street,
        Ink::Down(street, Tone::new(0xb9a892), height, Tone::new(0x8c7b6b)),
    );
    for step in 0..9 {
        let x = step as f32 * 260.0 - 60.0;
        canvas.line(
            &[(x + 80.0, street), (x - 60.0, height)],
            4.0,
            Tone::new(0x6f6055).alpha(0.4),
        );
    }
    canvas.rect(
        0.0,
        street + 84.0,
        width,
        4.0,
        Tone::new(0x6f6055).alpha(0.4),
    );

    let (left, right) = (220.0, width - 220.0);
    canvas.rect(
        left,
        300.0,
        right - left,
        street - 300.0,
        Ink::Down(300.0, wall.lighter(0.08), street, wall.darker(0.14)),
    );
    roof(canvas, left, right);
    canvas.rect(left, street - 120.0, right - left, 120.0, wall.darker(0.34));
    window(
        canvas,
        dice,
        left + 100.0,
        640.0,
        860.0,
        street - 120.0 - 640.0 - 30.0,
    );
    door(canvas, right - 470.0, 640.0, 340.0, street - 640.0);
    awning(canvas, left + 40.0, right - 40.0, 520.0, stripe);
    sign(canvas, width * 0.5, 414.0, wall);

    bench(canvas, left + 520.0, street + 40.0);
    for (x, size) in [
        (left + 60.0, 280.0),
        (right - 560.0, 240.0),
        (right - 50.0, 310.0),
    ] {
        plant(canvas, dice, x, street + 46.0, size, Tone::new(0xc7754f));
    }
}

fn neighbours(canvas: &mut Canvas, dice: &mut Dice, tone: Tone) {
    let mut x = -40.0;
    while x < canvas.width {
        let (wide, tall) = (dice.between(160.0, 300.0), dice.between(480.0, 900.0));
        canvas.rect(
            x,
            canvas.height * 0.86 - tall,
            wide,
            tall,
            tone.lighter(dice.between(0.0, 0.12)),
        );
        x += wide;
    }
}

fn roof(canvas: &mut Canvas, left: f32, right: f32) {
    let tile = Tone::new(0x9c4a34);
    canvas.shape(
        &[
            (left - 60.0, 310.0),
            (left + 90.0, 160.0),
            (right - 90.0, 160.0),
            (right + 60.0, 310.0),
        ],
        Ink::Down(160.0, tile.lighter(0.1), 310.0, tile.darker(0.14)),
    );
    for row in 0..4 {
        let y = 180.0 + row as f32 * 38.0;
        let reach = (y - 160.0) * 1.0;
        canvas.line(
            &[(left + 90.0 - reach, y), (right - 90.0 + reach, y)],
            5.0,
            tile.darker(0.3).alpha(0.6),
        );
    }
    canvas.rect(
        left - 60.0,
        304.0,
        right - left + 120.0,
        22.0,
        tile.darker(0.4),
    );
}

fn window(canvas: &mut Canvas, dice: &mut Dice, x: f32, y: f32, wide: f32, tall: f32) {
    canvas.block(
        x - 20.0,
        y - 20.0,
        wide + 40.0,
        tall + 40.0,
        10.0,
        Tone::new(0x3b2a24),
    );
    canvas.rect(
        x,
        y,
        wide,
        tall,
        Ink::Down(y, Tone::new(0xffe0a0), y + tall, Tone::new(0xe79a55)),
    );
    canvas.rect(x, y + tall * 0.7, wide, tall * 0.3, Tone::new(0x6d432e));
    canvas.rect(x, y + tall * 0.7, wide, 12.0, Tone::new(0x8f5c3c));
    for share in [0.22, 0.5, 0.78] {
        let lx = x + wide * share;
        canvas.glow(lx, y + 110.0, 190.0, Tone::new(0xfff4cf), 0.75);
        canvas.line(&[(lx, y), (lx, y + 74.0)], 5.0, Tone::new(0x3b2a24));
        canvas.block(lx - 40.0, y + 70.0, 80.0, 40.0, 18.0, Tone::new(0x2f5f54));
    }
    guest(
        canvas,
        x + wide * 0.2,
        y + tall * 0.7,
        dice.pick([Tone::new(0x3f6f86), Tone::new(0xa5483c)]),
        Tone::new(0x2a1b18),
    );
    guest(
        canvas,
        x + wide * 0.47,
        y + tall * 0.7,
        Tone::new(0x7a4a68),
        Tone::new(0x5c6f58),
    );
    cup(canvas, x + wide * 0.335, y + tall * 0.72, 62.0, CREAM);
    for share in [0.34, 0.67] {
        canvas.rect(x + wide * share - 7.0, y, 14.0, tall, Tone::new(0x3b2a24));
    }
    canvas.shape(
        &[
            (x + 60.0, y),
            (x + 210.0, y),
            (x + 40.0, y + tall),
            (x, y + tall),
            (x, y + tall * 0.55),
        ],
        Tone::WHITE.alpha(0.13),
    );
}

fn guest(canvas: &mut Canvas, x: f32, y: f32, shirt: Tone, hair: Tone) {
    canvas.block(x - 62.0, y - 106.0, 124.0, 130.0, 54.0, shirt);
    canvas.disc(x, y - 142.0, 46.0, hair);
    canvas.oval(x, y - 134.0, 33.0, 38.0, Tone::new(0xc98d63));
    canvas.rect(x - 80.0, y, 160.0, 26.0, Tone::new(0x6d432e));
}

fn door(canvas: &mut Canvas, x: f32, y: f32, wide: f32, tall: f32) {
    canvas.rect(
        x - 22.0,
        y - 20.0,
        wide + 44.0,
        tall + 20.0,
        Tone::new(0x3b2a24),
    );
    canvas.rect(
        x,
        y,
        wide,
        tall,
        Ink::Across(x, Tone::new(0x8a5636), x + wide, Tone::new(0x6b4029)),
    );
    canvas.block(
        x + 44.0,
        y + 48.0,
        wide - 88.0,
        tall * 0.56,
        10.0,
        Ink::Down(y, Tone::new(0xffdf9c), y + tall * 0.6, Tone::new(0xd98a4b)),
    );
    canvas.rect(
        x + wide * 0.5 - 6.0,
        y + 48.0,
        12.0,
        tall * 0.56,
        Tone::new(0x5b3724),
    );
    canvas.block(
        x + 44.0,
        y + tall * 0.72,
        wide - 88.0,
        tall * 0.2,
        8.0,
        Tone::new(0x5b3724).alpha(0.6),
    );
    canvas.disc(x + wide - 26.0, y + tall * 0.56, 13.0, Tone::new(0xe6b64f));
}

fn awning(canvas: &mut Canvas, left: f32, right: f32, y: f32, stripe: Tone) {
    let count = 14;
    let wide = (right - left) / count as f32;
    canvas.rect(
        left,
        y + 160.0,
        right - left,
        46.0,
        Ink::Down(
            y + 160.0,
            Tone::BLACK.alpha(0.3),
            y + 206.0,
            Tone::BLACK.alpha(0.0),
        ),
    );
    for step in 0..count {
        let x = left + wide * step as f32;
        let tone = if step % 2 == 0 { stripe } else { CREAM };
        let lip = path(|it| {
            it.move_to(x, y);
            it.line_to(x + wide, y);
            it.line_to(x + wide, y + 130.0);
            it.cubic_to(x + wide, y + 186.0, x, y + 186.0, x, y + 130.0);
            it.close();
        });
        canvas.fill(
            lip,
            Ink::Down(y, tone.darker(0.16), y + 170.0, tone.lighter(0.06)),
        );
    }
    canvas.rect(
        left - 12.0,
        y - 16.0,
        right - left + 24.0,
        22.0,
        stripe.darker(0.35),
    );
}

/// A board with a cup for a name.
fn sign(canvas: &mut Canvas, x: f32, y: f32, wall: Tone) {
    canvas.block(x - 300.0, y - 74.0, 600.0, 150.0, 24.0, wall.darker(0.5));
    canvas.block(x - 290.0, y - 66.0, 580.0, 134.0, 18.0, Tone::new(0x2b201d));
    cup(canvas, x, y + 44.0, 92.0, CREAM);
    for side in [-1.0, 1.0] {
        canvas.disc(x + side * 150.0, y + 6.0, 30.0, Tone::new(0xf2a65a));
        canvas.rect(
            x + side * 150.0 - 34.0,
            y + 10.0,
            68.0,
            30.0,
            Tone::new(0x2b201d),
        );
        canvas.line(
            &[
                (x + side * 150.0 - 56.0, y + 12.0),
                (x + side * 150.0 + 56.0, y + 12.0),
            ],
            6.0,
            Tone::new(0xf2a65a),
        );
    }
}

fn bench(canvas: &mut Canvas, x: f32, y: f32) {
    let wood = Tone::new(0xa36b43);
    canvas.shadow(x, y, 330.0, 34.0, 0.4);
    for leg in [-230.0, 214.0] {
        canvas.rect(x + leg, y - 120.0, 20.0, 120.0, Tone::new(0x3b2a24));
    }
    canvas.block(x - 270.0, y - 140.0, 540.0, 28.0, 8.0, wood.lighter(0.1));
    for rail in [-230.0, -192.0] {
        canvas.block(x - 260.0, y + rail, 520.0, 24.0, 8.0, wood);
    }
}

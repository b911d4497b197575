//! Roasted beans, spilling from a scoop of wood.

use super::props::{bean, leaf};
use crate::canvas::{Canvas, Dice, Ink, Tone};

pub(super) fn draw(canvas: &mut Canvas, dice: &mut Dice) {
    let paper = dice.pick([
        Tone::new(0xe4cfae),
        Tone::new(0xd9dccb),
        Tone::new(0xe8c8b0),
        Tone::new(0xcfd8da),
    ]);
    let (width, height) = (canvas.width, canvas.height);
    canvas.ground(Ink::Round(
        width * 0.36,
        height * 0.3,
        width * 0.95,
        paper.lighter(0.4),
        paper.darker(0.1),
    ));
    let green = Tone::new(0x47775a);
    for (degrees, length) in [(32.0, 430.0), (64.0, 520.0), (8.0, 380.0)] {
        leaf(canvas, -40.0, -30.0, length, degrees, green);
    }
    scoop(
        canvas,
        dice.pick([Tone::new(0xb67a48), Tone::new(0x8f5c38)]),
    );
    let mut placed: Vec<(f32, f32)> = Vec::new();
    for _ in 0..2600 {
        let (x, y) = (
            dice.between(-40.0, width + 40.0),
            dice.between(0.0, height + 40.0),
        );
        // Dense in the lower right, thinning out towards the upper left.
        let depth = (x / width + y / height - 0.86) * 1.9 + dice.between(-0.34, 0.2);
        let gap = if depth > 0.55 { 62.0 } else { 118.0 };
        let free = placed.iter().all(|(px, py)| (px - x).hypot(py - y) > gap);
        if depth > 0.0 && free {
            placed.push((x, y));
        }
    }
    placed.sort_by(|a, b| a.1.total_cmp(&b.1));
    for (x, y) in placed {
        let roast = Tone::new(0x7a4629).mix(Tone::new(0x4d2917), dice.between(0.0, 1.0));
        bean(
            canvas,
            x,
            y,
            dice.between(104.0, 126.0),
            dice.between(0.0, 360.0),
            roast,
        );
    }
}

fn scoop(canvas: &mut Canvas, wood: Tone) {
    canvas.at(1010.0, 880.0, 40.0, |it| {
        it.block(-900.0, 10.0, 720.0, 110.0, 55.0, Tone::BLACK.alpha(0.2));
        it.block(
            -920.0,
            -52.0,
            760.0,
            104.0,
            52.0,
            Ink::Down(-52.0, wood.lighter(0.25), 52.0, wood.darker(0.18)),
        );
        it.disc(-860.0, 0.0, 18.0, wood.darker(0.5));
        it.oval(40.0, 26.0, 330.0, 280.0, Tone::BLACK.alpha(0.22));
        it.oval(
            20.0,
            0.0,
            320.0,
            270.0,
            Ink::Down(-270.0, wood.lighter(0.2), 270.0, wood.darker(0.22)),
        );
        it.oval(32.0, 0.0, 272.0, 222.0, wood.darker(0.5));
    });
}

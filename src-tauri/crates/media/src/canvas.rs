//! Drawing by a few shapes: what scenes and signs need of the rasteriser, and a die that always falls the same.

use tiny_skia::{
    Color, ColorU8, FillRule, GradientStop, LineCap, LineJoin, LinearGradient, Paint, Path,
    PathBuilder, Pixmap, Point, RadialGradient, Rect, Shader, SpreadMode, Stroke, Transform,
};

/// A colour with its opacity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Tone {
    red: f32,
    green: f32,
    blue: f32,
    alpha: f32,
}

impl Tone {
    pub(crate) const WHITE: Self = Self::new(0xffffff);
    pub(crate) const BLACK: Self = Self::new(0x000000);

    /// From the usual 0xRRGGBB.
    pub(crate) const fn new(hex: u32) -> Self {
        Self {
            red: (hex >> 16 & 255) as f32 / 255.0,
            green: (hex >> 8 & 255) as f32 / 255.0,
            blue: (hex & 255) as f32 / 255.0,
            alpha: 1.0,
        }
    }

    pub(crate) const fn alpha(self, alpha: f32) -> Self {
        Self { alpha, ..self }
    }

    /// A share of the other colour mixed in.
    pub(crate) fn mix(self, other: Self, share: f32) -> Self {
        let mix = |a: f32, b: f32| a + (b - a) * share;
        Self {
            red: mix(self.red, other.red),
            green: mix(self.green, other.green),
            blue: mix(self.blue, other.blue),
            alpha: self.alpha,
        }
    }

    pub(crate) fn darker(self, share: f32) -> Self {
        self.mix(Self::new(0x1c0f14), share)
    }

    pub(crate) fn lighter(self, share: f32) -> Self {
        self.mix(Self::new(0xfffaf0), share)
    }

    fn color(self) -> Color {
        Color::from_rgba(self.red, self.green, self.blue, self.alpha).unwrap_or(Color::BLACK)
    }
}

/// What a shape is filled with.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ink {
    /// One colour.
    Flat(Tone),
    /// From one colour at a height to another below.
    Down(f32, Tone, f32, Tone),
    /// From one colour on the left to another on the right.
    Across(f32, Tone, f32, Tone),
    /// From a centre outwards: x, y, radius, inner and outer colour.
    Round(f32, f32, f32, Tone, Tone),
}

impl From<Tone> for Ink {
    fn from(tone: Tone) -> Self {
        Self::Flat(tone)
    }
}

impl Ink {
    fn paint(self) -> Paint<'static> {
        let line = |from: (f32, f32), a: Tone, to: (f32, f32), b: Tone| {
            LinearGradient::new(
                Point::from_xy(from.0, from.1),
                Point::from_xy(to.0, to.1),
                vec![
                    GradientStop::new(0.0, a.color()),
                    GradientStop::new(1.0, b.color()),
                ],
                SpreadMode::Pad,
                Transform::identity(),
            )
            .unwrap_or(Shader::SolidColor(a.color()))
        };
        let shader = match self {
            Self::Flat(tone) => Shader::SolidColor(tone.color()),
            Self::Down(top, a, bottom, b) => line((0.0, top), a, (0.0, bottom), b),
            Self::Across(left, a, right, b) => line((left, 0.0), a, (right, 0.0), b),
            Self::Round(x, y, radius, a, b) => RadialGradient::new(
                Point::from_xy(x, y),
                0.0,
                Point::from_xy(x, y),
                radius,
                vec![
                    GradientStop::new(0.0, a.color()),
                    GradientStop::new(1.0, b.color()),
                ],
                SpreadMode::Pad,
                Transform::identity(),
            )
            .unwrap_or(Shader::SolidColor(a.color())),
        };
        Paint {
            shader,
            anti_alias: true,
            ..Paint::default()
        }
    }
}

/// A picture being drawn.
pub(crate) struct Canvas {
    map: Pixmap,
    place: Transform,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

impl Canvas {
    /// A canvas of this many units, each `1 / divisor` pixels wide.
    pub(crate) fn new(width: u32, height: u32, divisor: u32) -> Self {
        let map = Pixmap::new(width / divisor, height / divisor)
            .expect("what is drawn has a size above zero");
        let scale = 1.0 / divisor as f32;
        Self {
            map,
            place: Transform::from_scale(scale, scale),
            width: width as f32,
            height: height as f32,
        }
    }

    /// A canvas over finished pixels of three bytes each; pixels that are missing stay white.
    pub(crate) fn over(rgb: &[u8], width: u32, height: u32) -> Self {
        let mut canvas = Self::new(width, height, 1);
        canvas.ground(Tone::WHITE);
        for (to, &[r, g, b]) in canvas.map.pixels_mut().iter_mut().zip(rgb.as_chunks().0) {
            *to = ColorU8::from_rgba(r, g, b, 255).premultiply();
        }
        canvas
    }

    /// Draws a group moved to a point and turned by some degrees about it.
    pub(crate) fn at(&mut self, x: f32, y: f32, degrees: f32, group: impl FnOnce(&mut Self)) {
        let outer = self.place;
        self.place = outer
            .pre_concat(Transform::from_translate(x, y))
            .pre_concat(Transform::from_rotate(degrees));
        group(self);
        self.place = outer;
    }

    /// Draws a group at another scale.
    pub(crate) fn scaled(&mut self, x: f32, y: f32, group: impl FnOnce(&mut Self)) {
        let outer = self.place;
        self.place = outer.pre_concat(Transform::from_scale(x, y));
        group(self);
        self.place = outer;
    }

    pub(crate) fn ground(&mut self, ink: impl Into<Ink>) {
        self.rect(0.0, 0.0, self.width, self.height, ink);
    }

    pub(crate) fn fill(&mut self, path: Option<Path>, ink: impl Into<Ink>) {
        if let Some(path) = path {
            self.map.fill_path(
                &path,
                &ink.into().paint(),
                FillRule::Winding,
                self.place,
                None,
            );
        }
    }

    pub(crate) fn stroke(&mut self, path: Option<Path>, width: f32, ink: impl Into<Ink>) {
        if let Some(path) = path {
            let stroke = Stroke {
                width,
                line_cap: LineCap::Round,
                line_join: LineJoin::Round,
                ..Stroke::default()
            };
            self.map
                .stroke_path(&path, &ink.into().paint(), &stroke, self.place, None);
        }
    }

    pub(crate) fn rect(&mut self, x: f32, y: f32, width: f32, height: f32, ink: impl Into<Ink>) {
        self.fill(
            Rect::from_xywh(x, y, width, height).map(PathBuilder::from_rect),
            ink,
        );
    }

    /// A rectangle with round corners.
    pub(crate) fn block(
        &mut self,
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        radius: f32,
        ink: impl Into<Ink>,
    ) {
        self.fill(block(x, y, width, height, radius), ink);
    }

    pub(crate) fn oval(&mut self, x: f32, y: f32, rx: f32, ry: f32, ink: impl Into<Ink>) {
        let area = Rect::from_xywh(x - rx, y - ry, 2.0 * rx, 2.0 * ry);
        self.fill(area.and_then(PathBuilder::from_oval), ink);
    }

    pub(crate) fn disc(&mut self, x: f32, y: f32, radius: f32, ink: impl Into<Ink>) {
        self.oval(x, y, radius, radius, ink);
    }

    pub(crate) fn ring(&mut self, x: f32, y: f32, radius: f32, width: f32, ink: impl Into<Ink>) {
        self.stroke(PathBuilder::from_circle(x, y, radius), width, ink);
    }

    /// A closed shape through points.
    pub(crate) fn shape(&mut self, points: &[(f32, f32)], ink: impl Into<Ink>) {
        self.fill(polygon(points, true), ink);
    }

    /// An open line through points, with round ends.
    pub(crate) fn line(&mut self, points: &[(f32, f32)], width: f32, ink: impl Into<Ink>) {
        self.stroke(polygon(points, false), width, ink);
    }

    /// A soft shadow on the ground.
    pub(crate) fn shadow(&mut self, x: f32, y: f32, rx: f32, ry: f32, strength: f32) {
        let dark = Tone::new(0x1c0f14);
        self.at(x, y, 0.0, |it| {
            it.scaled(1.0, ry / rx, |it| {
                it.disc(
                    0.0,
                    0.0,
                    rx,
                    Ink::Round(0.0, 0.0, rx, dark.alpha(strength), dark.alpha(0.0)),
                );
            });
        });
    }

    /// Light that fades outwards.
    pub(crate) fn glow(&mut self, x: f32, y: f32, radius: f32, tone: Tone, strength: f32) {
        self.disc(
            x,
            y,
            radius,
            Ink::Round(x, y, radius, tone.alpha(strength), tone.alpha(0.0)),
        );
    }

    /// Three bytes a pixel; the ground covers everything, so nothing is transparent.
    pub(crate) fn into_rgb(self) -> Vec<u8> {
        self.map
            .pixels()
            .iter()
            .flat_map(|it| [it.red(), it.green(), it.blue()])
            .collect()
    }
}

fn polygon(points: &[(f32, f32)], closed: bool) -> Option<Path> {
    let ((x, y), rest) = points.split_first()?;
    let mut path = PathBuilder::new();
    path.move_to(*x, *y);
    for (x, y) in rest {
        path.line_to(*x, *y);
    }
    if closed {
        path.close();
    }
    path.finish()
}

fn block(x: f32, y: f32, w: f32, h: f32, radius: f32) -> Option<Path> {
    let r = radius.min(w / 2.0).min(h / 2.0);
    // 0.5523 makes a cubic follow a quarter circle.
    let c = r * (1.0 - 0.5523);
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.line_to(x + w - r, y);
    path.cubic_to(x + w - c, y, x + w, y + c, x + w, y + r);
    path.line_to(x + w, y + h - r);
    path.cubic_to(x + w, y + h - c, x + w - c, y + h, x + w - r, y + h);
    path.line_to(x + r, y + h);
    path.cubic_to(x + c, y + h, x, y + h - c, x, y + h - r);
    path.line_to(x, y + r);
    path.cubic_to(x, y + c, x + c, y, x + r, y);
    path.close();
    path.finish()
}

/// A path described in place.
pub(crate) fn path(describe: impl FnOnce(&mut PathBuilder)) -> Option<Path> {
    let mut path = PathBuilder::new();
    describe(&mut path);
    path.finish()
}

/// Numbers that look thrown and are the same for the same seed.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ it >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ it >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        it ^ it >> 31
    }

    /// A number between two others.
    pub(crate) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * (self.next() >> 40) as f32 / (1 << 24) as f32
    }

    /// One of several.
    pub(crate) fn pick<T: Copy, const N: usize>(&mut self, of: [T; N]) -> T {
        of[(self.next() % N as u64) as usize]
    }
}

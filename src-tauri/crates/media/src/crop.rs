//! Which part of a picture a placement shows, how large it comes out and where it stands. Pure arithmetic, shared with
//! the preview in the window.

use kelola_domain::{
    finding::{Finding, Severity},
    media::{Area, Fit, Focus},
    network::{Field, Placement},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A rectangle in upright source pixels; edges may lie between pixels so that the ratio is exact.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct Rect {
    /// From the left edge.
    pub x: f64,
    /// From the top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// How a picture comes to stand in a rendition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// The part of the upright picture that is used.
    pub part: Rect,
    /// The size that part comes out with, in pixels.
    pub picture: (u32, u32),
    /// The size of the rendition, in pixels: larger than the picture where bars stand beside it.
    pub canvas: (u32, u32),
}

impl Place {
    /// Everything the rendition shows, in upright source pixels; bars reach beyond the picture.
    #[must_use]
    pub fn shown(&self) -> Rect {
        let scale = self.part.width / f64::from(self.picture.0.max(1));
        let left = f64::from((self.canvas.0 - self.picture.0) / 2) * scale;
        let top = f64::from((self.canvas.1 - self.picture.1) / 2) * scale;
        if self.canvas == self.picture {
            return self.part;
        }
        Rect {
            x: self.part.x - left,
            y: self.part.y - top,
            width: f64::from(self.canvas.0) * scale,
            height: f64::from(self.canvas.1) * scale,
        }
    }

    /// That the part comes out larger than it is, where it does.
    #[must_use]
    pub fn upscaled(&self) -> Option<Finding> {
        let enlarged = f64::from(self.picture.0) > self.part.width.ceil()
            || f64::from(self.picture.1) > self.part.height.ceil();
        enlarged.then(|| {
            Finding::new("picture_upscaled", Severity::Warning, Field::Media)
                .with("width", self.part.width.round())
                .with("height", self.part.height.round())
        })
    }
}

/// How an upright picture of this size meets a placement.
#[must_use]
pub fn place(width: u32, height: u32, placement: &Placement, focus: Focus, fit: Fit) -> Place {
    let whole = Rect {
        x: 0.0,
        y: 0.0,
        width: f64::from(width.max(1)),
        height: f64::from(height.max(1)),
    };
    let shape = (placement.width.max(1), placement.height.max(1));
    match (fit, placement.exact) {
        (Fit::Part { area }, true) => filled(middle(part(whole, area), shape), shape),
        (Fit::Part { area }, false) => {
            let part = part(whole, area);
            filled(part, inside(part, shape, 1.0))
        }
        (_, false) => filled(whole, inside(whole, shape, 1.0)),
        (Fit::Fill, true) => filled(around(whole, shape, focus), shape),
        (Fit::Bars, true) => Place {
            part: whole,
            picture: inside(whole, shape, f64::INFINITY),
            canvas: shape,
        },
    }
}

const fn filled(part: Rect, size: (u32, u32)) -> Place {
    Place {
        part,
        picture: size,
        canvas: size,
    }
}

/// The largest part of a shape's ratio, as near to the focal point as the edges allow.
fn around(whole: Rect, shape: (u32, u32), focus: Focus) -> Rect {
    let (width, height) = largest(whole.width, whole.height, shape);
    let focus = focus.clamped();
    let start = |share: f32, whole: f64, part: f64| {
        (f64::from(share) * whole - part / 2.0).clamp(0.0, whole - part)
    };
    Rect {
        x: start(focus.x, whole.width, width),
        y: start(focus.y, whole.height, height),
        width,
        height,
    }
}

/// The largest piece of a shape's ratio from the middle of a part.
fn middle(part: Rect, shape: (u32, u32)) -> Rect {
    let (width, height) = largest(part.width, part.height, shape);
    Rect {
        x: part.x + (part.width - width) / 2.0,
        y: part.y + (part.height - height) / 2.0,
        width,
        height,
    }
}

fn largest(width: f64, height: f64, shape: (u32, u32)) -> (f64, f64) {
    let ratio = f64::from(shape.0) / f64::from(shape.1);
    let (cut_width, cut_height) = if width / height > ratio {
        (height * ratio, height)
    } else {
        (width, width / ratio)
    };
    // Rounding may exceed the picture by a hair, which the resizer would refuse.
    (cut_width.min(width), cut_height.min(height))
}

fn part(whole: Rect, area: Area) -> Rect {
    let area = area.clamped();
    let (x, y) = (
        f64::from(area.x) * whole.width,
        f64::from(area.y) * whole.height,
    );
    Rect {
        x,
        y,
        width: (f64::from(area.width) * whole.width).min(whole.width - x),
        height: (f64::from(area.height) * whole.height).min(whole.height - y),
    }
}

/// The largest size of a part that fits inside, enlarged at most so many times.
fn inside(part: Rect, most: (u32, u32), largest: f64) -> (u32, u32) {
    let scale = (f64::from(most.0) / part.width)
        .min(f64::from(most.1) / part.height)
        .min(largest);
    let fit = |side: f64, most: u32| ((side * scale).round() as u32).clamp(1, most);
    (fit(part.width, most.0), fit(part.height, most.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crop_rect(width: u32, height: u32, placement: &Placement, focus: Focus) -> Rect {
        place(width, height, placement, focus, Fit::Fill).part
    }

    fn output_size(width: u32, height: u32, placement: &Placement) -> (u32, u32) {
        place(width, height, placement, Focus::CENTRE, Fit::Fill).canvas
    }

    fn placement(width: u32, height: u32, exact: bool) -> Placement {
        Placement {
            id: "p".into(),
            width,
            height,
            exact,
            formats: Vec::new(),
            max_bytes: u64::MAX,
        }
    }

    #[test]
    fn a_crop_stays_inside_holds_the_focal_point_and_keeps_the_ratio() {
        let sides = [1, 2, 7, 100, 999, 1080, 4224, 30_000];
        let wanted = [
            (1080, 1080),
            (1080, 1350),
            (1080, 1920),
            (1200, 630),
            (3, 1),
            (1, 5),
        ];
        let shares = [0.0, 0.1, 1.0 / 3.0, 0.5, 0.77, 1.0];
        for width in sides {
            for height in sides {
                for (w, h) in wanted {
                    for x in shares {
                        for y in shares {
                            let rect =
                                crop_rect(width, height, &placement(w, h, true), Focus { x, y });
                            let case = format!("{width}x{height} to {w}x{h} at {x},{y}: {rect:?}");
                            assert!(rect.x >= 0.0 && rect.y >= 0.0, "{case}");
                            assert!(rect.x + rect.width <= f64::from(width) + 1e-9, "{case}");
                            assert!(rect.y + rect.height <= f64::from(height) + 1e-9, "{case}");
                            let (fx, fy) = (
                                f64::from(x) * f64::from(width),
                                f64::from(y) * f64::from(height),
                            );
                            assert!(
                                fx >= rect.x - 1e-6 && fx <= rect.x + rect.width + 1e-6,
                                "{case}"
                            );
                            assert!(
                                fy >= rect.y - 1e-6 && fy <= rect.y + rect.height + 1e-6,
                                "{case}"
                            );
                            let ratio = f64::from(w) / f64::from(h);
                            assert!(
                                (rect.width / rect.height / ratio - 1.0).abs() < 1e-9,
                                "{case}"
                            );
                            let fills = (rect.width - f64::from(width)).abs() < 1e-9
                                || (rect.height - f64::from(height)).abs() < 1e-9;
                            assert!(fills, "not the largest part: {case}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_focal_point_away_from_the_edges_is_centred() {
        let rect = crop_rect(
            4000,
            2000,
            &placement(1000, 1000, true),
            Focus { x: 0.6, y: 0.2 },
        );
        assert_eq!(
            (rect.x, rect.y, rect.width, rect.height),
            (f64::from(0.6_f32) * 4000.0 - 1000.0, 0.0, 2000.0, 2000.0)
        );
    }

    #[test]
    fn a_focal_point_that_is_no_number_is_the_middle() {
        let rect = crop_rect(
            300,
            100,
            &placement(1, 1, true),
            Focus {
                x: f32::NAN,
                y: f32::INFINITY,
            },
        );
        assert_eq!((rect.x, rect.y), (100.0, 0.0));
    }

    #[test]
    fn fitting_in_keeps_the_whole_picture_and_never_enlarges() {
        let fit = placement(1000, 1000, false);
        assert_eq!(
            crop_rect(4000, 2000, &fit, Focus { x: 0.9, y: 0.9 }).width,
            4000.0
        );
        assert_eq!(output_size(4000, 2000, &fit), (1000, 500));
        assert_eq!(output_size(300, 200, &fit), (300, 200));
        assert_eq!(output_size(100_000, 3, &fit), (1000, 1));
    }

    #[test]
    fn sizes_of_nothing_do_no_harm() {
        let rect = crop_rect(0, 0, &placement(0, 0, true), Focus::CENTRE);
        assert_eq!((rect.width, rect.height), (1.0, 1.0));
        assert_eq!(output_size(0, 0, &placement(0, 0, false)), (1, 1));
    }

    #[test]
    fn bars_keep_the_whole_picture_in_the_middle() {
        let square = placement(1000, 1000, true);
        let it = place(4000, 2000, &square, Focus { x: 0.9, y: 0.1 }, Fit::Bars);
        assert_eq!((it.picture, it.canvas), ((1000, 500), (1000, 1000)));
        assert_eq!((it.part.width, it.part.height), (4000.0, 2000.0));
        let shown = it.shown();
        assert_eq!(
            (shown.x, shown.y, shown.width, shown.height),
            (0.0, -1000.0, 4000.0, 4000.0)
        );
        let same = place(500, 500, &square, Focus::CENTRE, Fit::Bars);
        assert_eq!((same.picture, same.shown()), ((1000, 1000), same.part));
    }

    #[test]
    fn an_exact_part_is_used_and_brought_to_the_shape_from_its_middle() {
        let area = Area {
            x: 0.5,
            y: 0.25,
            width: 0.5,
            height: 0.5,
        };
        let fit = Fit::Part { area };
        let wide = place(4000, 2000, &placement(1000, 500, true), Focus::CENTRE, fit);
        assert_eq!(
            (wide.part.x, wide.part.y, wide.part.width, wide.part.height),
            (2000.0, 500.0, 2000.0, 1000.0)
        );
        let square = place(4000, 2000, &placement(800, 800, true), Focus::CENTRE, fit);
        assert_eq!((square.part.x, square.part.width), (2500.0, 1000.0));
        assert_eq!(square.canvas, (800, 800));
        let fitted = place(4000, 2000, &placement(500, 500, false), Focus::CENTRE, fit);
        assert_eq!((fitted.part.x, fitted.canvas), (2000.0, (500, 250)));
    }

    // The window draws with the same arithmetic while a hand moves: `ui/src/lib/crop.test.ts` reads the same table.
    #[test]
    fn pictures_come_to_stand_where_the_window_draws_them() {
        let table = include_str!("../tests/places.tsv");
        let rows: Vec<Vec<&str>> = table
            .lines()
            .skip(2)
            .map(|line| line.split('\t').collect())
            .collect();
        assert!(rows.len() >= 15);
        for row in rows {
            let real = |at: usize| row[at].parse::<f64>().unwrap();
            let share = |at: usize| row[at].parse::<f32>().unwrap();
            let whole = |at: usize| row[at].parse::<u32>().unwrap();
            let fit = match row[7] {
                "fill" => Fit::Fill,
                "bars" => Fit::Bars,
                _ => Fit::Part {
                    area: Area {
                        x: share(8),
                        y: share(9),
                        width: share(10),
                        height: share(11),
                    },
                },
            };
            let focus = Focus {
                x: share(5),
                y: share(6),
            };
            let asked = placement(whole(2), whole(3), row[4] == "true");
            let it = place(whole(0), whole(1), &asked, focus, fit);
            let part = [it.part.x, it.part.y, it.part.width, it.part.height];
            for (found, at) in part.into_iter().zip(12..) {
                assert!((found - real(at)).abs() < 1e-6, "{row:?}: {it:?}");
            }
            assert_eq!(it.picture, (whole(16), whole(17)), "{row:?}");
            assert_eq!(it.canvas, (whole(18), whole(19)), "{row:?}");
        }
    }
}

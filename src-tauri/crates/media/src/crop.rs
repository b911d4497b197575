//! Which part of a picture a placement shows, and how large it comes out. Pure arithmetic, shared with the
//! preview in the window.

use kelola_domain::{media::Focus, network::Placement};
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

/// The part of an upright picture that a placement shows: all of it where it is only fitted in, else the
/// largest part of the placement's ratio, as near to the focal point as the edges allow.
#[must_use]
pub fn crop_rect(width: u32, height: u32, placement: &Placement, focus: Focus) -> Rect {
    let (width, height) = (f64::from(width.max(1)), f64::from(height.max(1)));
    if !placement.exact {
        return Rect {
            x: 0.0,
            y: 0.0,
            width,
            height,
        };
    }
    let ratio = f64::from(placement.width.max(1)) / f64::from(placement.height.max(1));
    let (crop_width, crop_height) = if width / height > ratio {
        (height * ratio, height)
    } else {
        (width, width / ratio)
    };
    // Rounding may exceed the picture by a hair, which the resizer would refuse.
    let (crop_width, crop_height) = (crop_width.min(width), crop_height.min(height));
    let focus = focus.clamped();
    let start = |share: f32, whole: f64, part: f64| {
        (f64::from(share) * whole - part / 2.0).clamp(0.0, whole - part)
    };
    Rect {
        x: start(focus.x, width, crop_width),
        y: start(focus.y, height, crop_height),
        width: crop_width,
        height: crop_height,
    }
}

/// The size a picture comes out with: the placement's own where it is exact, else the largest that fits
/// inside without enlarging.
#[must_use]
pub fn output_size(width: u32, height: u32, placement: &Placement) -> (u32, u32) {
    let (most_width, most_height) = (placement.width.max(1), placement.height.max(1));
    if placement.exact {
        return (most_width, most_height);
    }
    let (width, height) = (width.max(1), height.max(1));
    let scale = (f64::from(most_width) / f64::from(width))
        .min(f64::from(most_height) / f64::from(height))
        .min(1.0);
    let fit = |side: u32, most: u32| ((f64::from(side) * scale).round() as u32).clamp(1, most);
    (fit(width, most_width), fit(height, most_height))
}

#[cfg(test)]
mod tests {
    use super::*;

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
}

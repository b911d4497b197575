//! How a picture meets the shape of a placement, and the mark a channel puts on it.

use crate::{ids::AssetId, network::NetworkId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The smallest side of a part that can be chosen, as a share of the picture's.
const SMALLEST: f32 = 0.01;

/// A part of an upright picture, as shares of its sides, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct Area {
    /// From the left edge.
    pub x: f32,
    /// From the top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Area {
    /// The whole picture.
    pub const WHOLE: Self = Self {
        x: 0.0,
        y: 0.0,
        width: 1.0,
        height: 1.0,
    };

    /// The same part, forced into the picture; what is not a number becomes the whole side.
    #[must_use]
    pub fn clamped(self) -> Self {
        let side = |it: f32| {
            if it.is_finite() {
                it.clamp(SMALLEST, 1.0)
            } else {
                1.0
            }
        };
        let start = |it: f32, side: f32| {
            if it.is_finite() {
                it.clamp(0.0, 1.0 - side)
            } else {
                0.0
            }
        };
        let (width, height) = (side(self.width), side(self.height));
        Self {
            x: start(self.x, width),
            y: start(self.y, height),
            width,
            height,
        }
    }
}

/// How a picture meets a shape that is not its own.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(tag = "how", rename_all = "snake_case", deny_unknown_fields)]
pub enum Fit {
    /// Cut so that it fills the shape, around the focal point.
    #[default]
    Fill,
    /// Kept whole, with bars of one colour beside it.
    Bars,
    /// This part of it; a shape of other proportions shows the largest piece from its middle.
    Part {
        /// Which part.
        area: Area,
    },
}

/// The exact part one placement of a network shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Crop {
    /// The network.
    pub network: NetworkId,
    /// The placement, one of its profile's.
    pub placement: String,
    /// The part.
    pub area: Area,
}

/// A corner of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Corner {
    /// Top left.
    TopLeft,
    /// Top right.
    TopRight,
    /// Bottom left.
    BottomLeft,
    /// Bottom right.
    #[default]
    BottomRight,
}

/// The logo a channel puts on its pictures.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Watermark {
    /// The picture of the logo.
    pub asset: AssetId,
    /// Where it stands.
    pub corner: Corner,
    /// Its longer side as a share of the picture's shorter one, 0.02 to 1.
    pub size: f32,
    /// How much it covers, 0 to 1.
    pub opacity: f32,
}

impl Watermark {
    /// The same mark with size and opacity forced into their ranges; what is not a number becomes the usual.
    #[must_use]
    pub fn clamped(self) -> Self {
        let fix = |it: f32, least: f32, usual: f32| {
            if it.is_finite() {
                it.clamp(least, 1.0)
            } else {
                usual
            }
        };
        Self {
            size: fix(self.size, 0.02, 0.2),
            opacity: fix(self.opacity, 0.0, 1.0),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_forced_into_the_picture() {
        let area = |x, y, width, height| Area {
            x,
            y,
            width,
            height,
        };
        assert_eq!(area(0.2, 0.3, 0.4, 0.5).clamped(), area(0.2, 0.3, 0.4, 0.5));
        assert_eq!(
            area(0.9, -1.0, 0.5, 0.5).clamped(),
            area(0.5, 0.0, 0.5, 0.5)
        );
        assert_eq!(
            area(f32::NAN, 0.0, f32::INFINITY, 1.0).clamped(),
            Area::WHOLE
        );
        let tiny = area(1.0, 1.0, 0.0, -3.0).clamped();
        assert!(tiny.width > 0.0 && tiny.height > 0.0 && tiny.x + tiny.width <= 1.0);
    }
}

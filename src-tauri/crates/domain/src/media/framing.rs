//! How a picture is framed: what must stay visible, and how it meets the shapes of placements.

use super::{Crop, Fit, Focus};
use crate::network::NetworkId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a picture meets the shapes of placements: an original's own, offered to every post it is attached to.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Framing {
    /// The point that must stay visible.
    #[serde(default)]
    pub focus: Focus,
    /// How it meets the shape of a placement.
    #[serde(default)]
    pub fit: Fit,
    /// Placements that show an exact part instead.
    #[serde(default)]
    pub crops: Vec<Crop>,
}

impl Framing {
    /// The same framing with every point and part forced into the picture.
    #[must_use]
    pub fn clamped(self) -> Self {
        let fit = match self.fit {
            Fit::Part { area } => Fit::Part {
                area: area.clamped(),
            },
            other => other,
        };
        let crops = self.crops.into_iter().map(|it| Crop {
            area: it.area.clamped(),
            ..it
        });
        Self {
            focus: self.focus.clamped(),
            fit,
            crops: crops.collect(),
        }
    }

    /// How it meets the shape of a placement of a network.
    #[must_use]
    pub fn fit_for(&self, network: &NetworkId, placement: &str) -> Fit {
        self.crops
            .iter()
            .find(|it| it.network == *network && it.placement == placement)
            .map_or(self.fit, |it| Fit::Part { area: it.area })
    }
}

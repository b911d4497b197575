//! What is managed: a brand with its zone, languages and colour.

use crate::ids::BrandId;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A language the interface or a report speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Indonesian.
    #[default]
    Id,
    /// English.
    En,
}

impl Lang {
    /// `id` or `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    /// Reads `id` or `en`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "id" => Some(Self::Id),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

/// A brand: a shop, a hospital, a city government.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Brand {
    /// Its identifier.
    pub id: BrandId,
    /// The name on the cover of a report.
    pub name: String,
    /// The zone everything of the brand is planned in.
    #[ts(as = "String")]
    pub zone: Tz,
    /// The languages it writes in, the main one first.
    pub languages: Vec<Lang>,
    /// Its colour as `#rrggbb`; the interface takes its accent from it.
    pub accent: String,
    /// Who makes the reports.
    pub prepared_by: String,
    /// Who reads them.
    pub prepared_for: String,
}

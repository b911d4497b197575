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
    /// Words it does not use.
    pub avoided: Vec<String>,
    /// How its links are marked so that their clicks are counted; the first is the usual one.
    pub utm: Vec<UtmPreset>,
}

/// What a link carries so that the brand's site counts its clicks. The values may hold `{network}`, `{campaign}` and
/// `{post}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct UtmPreset {
    /// What the person calls it.
    pub name: String,
    /// `utm_source`.
    pub source: String,
    /// `utm_medium`.
    pub medium: String,
    /// `utm_campaign`.
    pub campaign: String,
    /// `utm_content`; empty = left out.
    pub content: String,
    /// `utm_term`; empty = left out.
    pub term: String,
}

impl UtmPreset {
    /// What links carry where the brand has said nothing.
    #[must_use]
    pub fn usual() -> Self {
        Self {
            source: "{network}".to_owned(),
            medium: "social".to_owned(),
            campaign: "{campaign}".to_owned(),
            ..Self::default()
        }
    }
}

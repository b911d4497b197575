//! Newer rules of known networks, read from a file: what a network changed since this program was made.

use crate::network::{Field, Limit, MediaRules, NetworkId, Placement, Profile};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The version of rules files this program reads.
pub const FORMAT: u32 = 1;

/// A file of rules.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesFile {
    /// The version of this form: 1.
    pub kelola_rules: u32,
    /// The networks it speaks of.
    pub networks: Vec<NetworkRules>,
}

/// The newer rules of one network; what is absent stays as it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NetworkRules {
    /// Which.
    pub network: NetworkId,
    /// The day the rules were read from their sources.
    pub as_of: NaiveDate,
    /// Limits of texts, all of them, the main measure of the text first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<Vec<Limit>>,
    /// The places a picture can go, all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placements: Option<Vec<Placement>>,
    /// Rules about attached media.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<MediaRules>,
    /// Characters the network refuses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    /// Fields without which nothing is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<Vec<Field>>,
    /// Where a person writes by hand; https only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub composer_url: Option<String>,
}

/// Why rules cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RulesError {
    /// The file is of another version.
    #[error("version {0}")]
    Version(u32),
    /// The file speaks of no network.
    #[error("no networks")]
    Empty,
    /// There is no such network.
    #[error("no network {0}")]
    Unknown(NetworkId),
    /// They are older than what this program knows.
    #[error("{0} is older")]
    Older(NetworkId),
    /// Something in them cannot be.
    #[error("{network}: {what}")]
    Wrong {
        /// The network.
        network: NetworkId,
        /// The key that is wrong.
        what: &'static str,
    },
}

impl NetworkRules {
    /// Whether they can be used in the place of `known`.
    ///
    /// # Errors
    /// Names what cannot.
    pub fn check(&self, known: &Profile) -> Result<(), RulesError> {
        let wrong = |what| RulesError::Wrong {
            network: self.network.clone(),
            what,
        };
        if self.as_of < known.as_of {
            return Err(RulesError::Older(self.network.clone()));
        }
        let fits = |it: &Limit| {
            it.limit > 0
                && !it.source.trim().is_empty()
                && it.kinds.iter().all(|kind| known.kinds.contains(kind))
        };
        if !self.limits.iter().flatten().all(fits)
            || self
                .limits
                .as_ref()
                .and_then(|it| it.first())
                .is_some_and(|it| it.field != Field::Text)
        {
            return Err(wrong("limits"));
        }
        let is_place = |it: &Placement| {
            !it.id.is_empty()
                && !it.formats.is_empty()
                && (1..=20_000).contains(&it.width)
                && (1..=20_000).contains(&it.height)
                && it.max_bytes > 0
        };
        // Versions of posts name placements: none may vanish.
        let keeps = |list: &Vec<Placement>| {
            known
                .placements
                .iter()
                .all(|old| list.iter().any(|it| it.id == old.id))
        };
        if !self.placements.iter().flatten().all(is_place) || !self.placements.iter().all(keeps) {
            return Err(wrong("placements"));
        }
        if !self
            .composer_url
            .iter()
            .all(|it| it.starts_with("https://"))
        {
            return Err(wrong("composer_url"));
        }
        Ok(())
    }

    /// A profile with these rules in the place of its own.
    #[must_use]
    pub fn over(&self, known: &Profile) -> Profile {
        let mut profile = known.clone();
        profile.as_of = self.as_of;
        let new = self.clone();
        profile.limits = new.limits.unwrap_or(profile.limits);
        profile.placements = new.placements.unwrap_or(profile.placements);
        profile.media = new.media.unwrap_or(profile.media);
        profile.refused = new.refused.unwrap_or(profile.refused);
        profile.required = new.required.unwrap_or(profile.required);
        profile.composer_url = new.composer_url.or(profile.composer_url);
        profile
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Unit;

    fn known() -> Profile {
        Profile {
            id: "instagram".into(),
            as_of: NaiveDate::from_ymd_opt(2026, 10, 1).expect("a day"),
            kinds: vec!["feed".into()],
            limits: vec![Limit {
                field: Field::Text,
                unit: Unit::CodePoints,
                limit: 2200,
                kinds: Vec::new(),
                with_media: None,
                firm: true,
                source: "help pages, 2026-10".into(),
            }],
            ..Profile::default()
        }
    }

    const NEWER: &str = r#"{"kelola_rules": 1, "networks": [{"network": "instagram", "as_of": "2026-12-01",
        "limits": [{"field": "text", "unit": "code_points", "limit": 3000, "kinds": [], "with_media": null, "firm": true, "source": "help pages, 2026-12"}]}]}"#;

    #[test]
    fn newer_rules_take_the_place_of_known_ones() {
        let file: RulesFile = serde_json::from_str(NEWER).expect("a rules file");
        let rules = file.networks.first().expect("a network");
        assert_eq!(rules.check(&known()), Ok(()));
        let profile = rules.over(&known());
        assert_eq!(profile.main_limit("feed").map(|it| it.limit), Some(3000));
        assert_eq!(profile.as_of, rules.as_of);
        assert_eq!(profile.kinds, known().kinds, "what is absent stays");
    }

    #[test]
    fn older_and_impossible_rules_are_refused() {
        let file: RulesFile = serde_json::from_str(NEWER).expect("a rules file");
        let rules = file.networks.first().expect("a network");
        let newer = Profile {
            as_of: NaiveDate::from_ymd_opt(2027, 1, 1).expect("a day"),
            ..known()
        };
        assert_eq!(
            rules.check(&newer),
            Err(RulesError::Older("instagram".into()))
        );
        let mut wrong = rules.clone();
        for limit in wrong.limits.iter_mut().flatten() {
            limit.kinds = vec!["story".into()];
        }
        assert_eq!(
            wrong.check(&known()),
            Err(RulesError::Wrong {
                network: "instagram".into(),
                what: "limits"
            })
        );
        assert!(serde_json::from_str::<RulesFile>(&NEWER.replace("as_of", "asof")).is_err());
    }
}

//! Networks a person defines: places Kelola knows no client for, posted to by hand, with limits of one's own.

use crate::{
    media::ImageFormat,
    network::{Abilities, Field, Format, Limit, MediaRules, NetworkId, Placement, Profile},
    text::Unit,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What ids of own networks begin with, so that none can ever be taken for one of the product's.
pub const OWN_PREFIX: &str = "own-";
/// The largest picture that is made for an own network, each side in pixels.
const LARGEST_SIDE: u32 = 8192;
/// A picture for an own network weighs at most this, in bytes.
const PICTURE_BYTES: u64 = 5 * 1024 * 1024;

/// A network as a person defines it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OwnNetwork {
    /// Its identifier, beginning with `own-`; empty until it is stored.
    pub id: NetworkId,
    /// The name people use.
    pub name: String,
    /// Where one writes, opened in the system's browser; https only.
    pub composer_url: Option<String>,
    /// Kinds of post, the first is the usual one; none = `text`.
    pub kinds: Vec<String>,
    /// Fields a version has here beyond the text.
    pub fields: Vec<Field>,
    /// How long texts may be, the main measure of the text first.
    pub limits: Vec<OwnLimit>,
    /// Most pictures in one post.
    pub max_images: u32,
    /// Whether pictures have a description.
    pub alt_text: bool,
    /// Whether readers can click links in the text.
    pub links_clickable: bool,
    /// Whether hashtags lead anywhere.
    pub hashtags: bool,
    /// The forms its editor takes a text in; none = as it is typed.
    pub formats: Vec<Format>,
    /// The size pictures are cut to; none = they are only made smaller where they are very large.
    pub picture: Option<OwnPicture>,
}

/// One limit of an own network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OwnLimit {
    /// What is measured.
    pub field: Field,
    /// How.
    pub unit: Unit,
    /// The largest allowed value, inclusive.
    pub limit: u32,
}

/// A picture's size in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OwnPicture {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// Why a definition cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OwnNetworkError {
    /// It has no name, or one of more than 60 characters.
    #[error("name")]
    Name,
    /// The address is no https address.
    #[error("composer_url")]
    Address,
    /// A limit is 0, or a field has the same measure twice.
    #[error("limits")]
    Limits,
    /// A kind is empty, too long, or there twice.
    #[error("kinds")]
    Kinds,
    /// A side of the picture is 0 or too long.
    #[error("picture")]
    Picture,
}

impl OwnNetwork {
    /// Whether it can be used.
    ///
    /// # Errors
    /// Names what cannot.
    pub fn check(&self) -> Result<(), OwnNetworkError> {
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > 60 {
            return Err(OwnNetworkError::Name);
        }
        let is_address =
            |it: &String| it.starts_with("https://") && it.len() <= 2000 && it.len() > 8 + 2;
        if !self.composer_url.iter().all(is_address) {
            return Err(OwnNetworkError::Address);
        }
        let measured: Vec<_> = self.limits.iter().map(|it| (it.field, it.unit)).collect();
        if self.limits.iter().any(|it| it.limit == 0) || has_twice(&measured) {
            return Err(OwnNetworkError::Limits);
        }
        let is_kind = |it: &String| !it.trim().is_empty() && it.chars().count() <= 40;
        if !self.kinds.iter().all(is_kind) || has_twice(&self.kinds) {
            return Err(OwnNetworkError::Kinds);
        }
        let is_side = |it: u32| (1..=LARGEST_SIDE).contains(&it);
        if self
            .picture
            .is_some_and(|it| !is_side(it.width) || !is_side(it.height))
        {
            return Err(OwnNetworkError::Picture);
        }
        Ok(())
    }

    /// What the rest of Kelola knows of it: a network posted to by hand. `read_on` = the day the person defined it.
    #[must_use]
    pub fn profile(&self, read_on: NaiveDate) -> Profile {
        let mut limits: Vec<_> = self
            .limits
            .iter()
            .map(|it| Limit {
                field: it.field,
                unit: it.unit,
                limit: it.limit,
                kinds: Vec::new(),
                with_media: None,
                firm: true,
                source: format!("defined here, {read_on}"),
            })
            .collect();
        // The main measure is the text's.
        limits.sort_by_key(|it| it.field != Field::Text);
        Profile {
            id: self.id.clone(),
            name: self.name.trim().to_owned(),
            as_of: read_on,
            kinds: if self.kinds.is_empty() {
                vec!["text".to_owned()]
            } else {
                self.kinds.clone()
            },
            placements: self.placements(),
            limits,
            media: MediaRules {
                max_images: self.max_images,
                alt_text: self.alt_text,
                ..MediaRules::default()
            },
            abilities: Abilities {
                links_clickable: self.links_clickable,
                hashtags: self.hashtags,
                ..Abilities::default()
            },
            composer_url: self.composer_url.clone(),
            fields: self.fields.clone(),
            formats: self.formats.clone(),
            ..Profile::default()
        }
    }

    fn placements(&self) -> Vec<Placement> {
        if self.max_images == 0 {
            return Vec::new();
        }
        let size = self.picture.unwrap_or(OwnPicture {
            width: 2048,
            height: 2048,
        });
        vec![Placement {
            id: "picture".to_owned(),
            width: size.width,
            height: size.height,
            exact: self.picture.is_some(),
            formats: vec![ImageFormat::Jpeg, ImageFormat::Png],
            max_bytes: PICTURE_BYTES,
        }]
    }

    /// A definition to start from, after the rules of another network.
    #[must_use]
    pub fn like(profile: &Profile) -> Self {
        let taken = |it: &&Limit| {
            it.kinds.is_empty() || it.kinds.iter().any(|kind| kind == profile.default_kind())
        };
        let mut limits: Vec<OwnLimit> = Vec::new();
        for it in profile.limits.iter().filter(taken) {
            if !limits
                .iter()
                .any(|own| (own.field, own.unit) == (it.field, it.unit))
            {
                limits.push(OwnLimit {
                    field: it.field,
                    unit: it.unit,
                    limit: it.limit,
                });
            }
        }
        let placement = profile.default_placement();
        Self {
            id: NetworkId::default(),
            name: profile.name.clone(),
            composer_url: profile.composer_url.clone(),
            kinds: profile.kinds.clone(),
            fields: profile.fields.clone(),
            limits,
            max_images: profile.media.max_images,
            alt_text: profile.media.alt_text,
            links_clickable: profile.abilities.links_clickable,
            hashtags: profile.abilities.hashtags,
            formats: profile.formats.clone(),
            picture: placement.filter(|it| it.exact).map(|it| OwnPicture {
                width: it.width,
                height: it.height,
            }),
        }
    }
}

fn has_twice<T: PartialEq>(list: &[T]) -> bool {
    list.iter()
        .enumerate()
        .any(|(at, it)| list.iter().skip(at + 1).any(|other| other == it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forum() -> OwnNetwork {
        OwnNetwork {
            id: "own-1".into(),
            name: " Forum Warga ".into(),
            composer_url: Some("https://forum.example/new".into()),
            kinds: Vec::new(),
            fields: vec![Field::Title],
            limits: vec![
                OwnLimit {
                    field: Field::Title,
                    unit: Unit::CodePoints,
                    limit: 80,
                },
                OwnLimit {
                    field: Field::Text,
                    unit: Unit::Graphemes,
                    limit: 1000,
                },
            ],
            max_images: 2,
            alt_text: true,
            links_clickable: true,
            hashtags: false,
            formats: vec![Format::Bbcode],
            picture: Some(OwnPicture {
                width: 800,
                height: 600,
            }),
        }
    }

    #[test]
    fn an_own_network_is_one_posted_to_by_hand() {
        let own = forum();
        assert_eq!(own.check(), Ok(()));
        let day = NaiveDate::from_ymd_opt(2026, 11, 26).expect("a day");
        let profile = own.profile(day);
        assert!(!profile.publishes());
        let main = profile.main_limit(profile.default_kind()).expect("a limit");
        assert_eq!(
            (main.field, main.unit, main.limit),
            (Field::Text, Unit::Graphemes, 1000)
        );
        assert_eq!(profile.default_kind(), "text");
        assert!(profile.default_placement().is_some_and(|it| it.exact));
        let again = OwnNetwork::like(&profile);
        assert_eq!(again.limits.len(), 2);
        assert_eq!(again.picture, own.picture);
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        let wrong = [
            (
                OwnNetwork {
                    name: " ".into(),
                    ..forum()
                },
                OwnNetworkError::Name,
            ),
            (
                OwnNetwork {
                    composer_url: Some("javascript:alert(1)".into()),
                    ..forum()
                },
                OwnNetworkError::Address,
            ),
            (
                OwnNetwork {
                    limits: vec![OwnLimit {
                        field: Field::Text,
                        unit: Unit::Graphemes,
                        limit: 0,
                    }],
                    ..forum()
                },
                OwnNetworkError::Limits,
            ),
            (
                OwnNetwork {
                    kinds: vec!["a".into(), "a".into()],
                    ..forum()
                },
                OwnNetworkError::Kinds,
            ),
            (
                OwnNetwork {
                    picture: Some(OwnPicture {
                        width: 0,
                        height: 10,
                    }),
                    ..forum()
                },
                OwnNetworkError::Picture,
            ),
        ];
        for (network, why) in wrong {
            assert_eq!(network.check(), Err(why));
        }
    }
}

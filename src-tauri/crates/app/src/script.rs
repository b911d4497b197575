//! Posts as scripts describe them: one JSON object with words, pictures, channels and time.

use crate::{
    Kelola,
    calendar::{SchedulePost, schedule_post},
    failure::Failure,
    media::{facts_of, import_file},
    posts::{PostPatch, SavePost, kept_labels, save_post},
    settings,
    words::acts,
};
use chrono_tz::Tz;
use kelola_domain::{
    ids::{BrandId, ChannelId, PostId},
    media::Attachment,
    post::{Content, Editorial, Overrides, Post, ThreadPart, Variant},
    time::{Planned, parse_wall},
};
use kelola_store::{channels, posts, variants as versions};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::{collections::BTreeMap, path::PathBuf};

/// A post as a script describes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPost {
    /// The brand; the only one when absent.
    #[serde(default)]
    pub brand: Option<BrandId>,
    /// Working title.
    #[serde(default)]
    pub title: String,
    /// Running text.
    pub text: String,
    /// The campaign it belongs to, by name.
    #[serde(default)]
    pub campaign: String,
    /// Words one finds it by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// A comment posted right after.
    #[serde(default)]
    pub first_comment: String,
    /// Further parts of a thread, in order.
    #[serde(default)]
    pub parts: Vec<NewPart>,
    /// Pictures, by path.
    #[serde(default)]
    pub media: Vec<PathBuf>,
    /// Their descriptions, in the same order.
    #[serde(default)]
    pub alt: Vec<String>,
    /// The channels taking part.
    #[serde(default)]
    pub channels: Vec<ChannelId>,
    /// What channels show differently.
    #[serde(default)]
    pub variants: BTreeMap<ChannelId, NewVariant>,
    /// When it goes out, wall time.
    #[serde(default)]
    pub at: Option<String>,
    /// The zone of `at`; the brand's when absent.
    #[serde(default)]
    pub zone: Option<Tz>,
    /// Minutes of grace; the settings' when absent.
    #[serde(default)]
    pub grace_minutes: Option<u32>,
}

/// What a channel shows differently as a script describes it: the fields of a version, and its time as the post has it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(try_from = "Map<String, Value>")]
pub struct NewVariant {
    /// Its fields.
    pub overrides: Overrides,
    /// When it goes out, wall time.
    pub at: Option<String>,
    /// The zone of `at`; the post's when absent.
    pub zone: Option<Tz>,
}

impl TryFrom<Map<String, Value>> for NewVariant {
    type Error = serde_json::Error;

    fn try_from(mut fields: Map<String, Value>) -> Result<Self, Self::Error> {
        let mut take = |name: &str| fields.remove(name).unwrap_or_default();
        let (at, zone) = (take("at"), take("zone"));
        Ok(Self {
            at: serde_json::from_value(at)?,
            zone: serde_json::from_value(zone)?,
            overrides: serde_json::from_value(Value::Object(fields))?,
        })
    }
}

impl NewVariant {
    /// The version, its time read in its own zone or the post's.
    pub(crate) fn read(self, zone: Tz) -> Result<Overrides, Failure> {
        let at = planned(self.at.as_deref(), self.zone.unwrap_or(zone))?;
        Ok(Overrides {
            planned: at.or(self.overrides.planned),
            ..self.overrides
        })
    }
}

fn planned(at: Option<&str>, zone: Tz) -> Result<Option<Planned>, Failure> {
    let wall = at.map(parse_wall).transpose().map_err(Failure::bad_input)?;
    Ok(wall.map(|wall| Planned { wall, zone }))
}

/// A further part of a thread as a script describes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPart {
    /// Its words.
    #[serde(default)]
    pub text: String,
    /// Its pictures, by path.
    #[serde(default)]
    pub media: Vec<PathBuf>,
    /// Their descriptions, in the same order.
    #[serde(default)]
    pub alt: Vec<String>,
}

/// Adds a post, and plans it where it has a time. Everything is looked at before anything is written.
///
/// # Errors
/// Fails when something in it cannot be used; nothing has been added then.
pub fn add_post(kelola: &Kelola, wanted: NewPost) -> Result<PostId, Failure> {
    let brand = kelola.brand_or_only(wanted.brand)?;
    let zone = wanted.zone.unwrap_or(brand.zone);
    let at = planned(wanted.at.as_deref(), zone)?;
    let known = kelola.read(|db| channels::list(db, Some(brand.id)))?;
    if let Some(stranger) = wanted
        .channels
        .iter()
        .chain(wanted.variants.keys())
        .find(|id| !known.iter().any(|it| it.id == **id))
    {
        return Err(Failure::not_found(format!("channel {stranger}")));
    }
    let variants = wanted
        .variants
        .into_iter()
        .map(|(channel, it)| Ok((channel, it.read(zone)?)))
        .collect::<Result<Vec<_>, Failure>>()?;
    let media = pictures(kelola, &wanted.media, &wanted.alt)?;
    let parts = wanted
        .parts
        .into_iter()
        .map(|it| {
            Ok(ThreadPart {
                media: pictures(kelola, &it.media, &it.alt)?,
                text: it.text,
            })
        })
        .collect::<Result<_, Failure>>()?;
    let grace_minutes = wanted
        .grace_minutes
        .unwrap_or(settings::load(kelola)?.grace_minutes)
        .clamp(1, 7 * 24 * 60);
    let (campaign, tags) = kept_labels(&wanted.campaign, wanted.tags)?;
    let id = kelola.write(acts::WRITE_POST, |tx| {
        let post = Post {
            id: PostId::from_uuid(tx.uuid()),
            brand: brand.id,
            title: wanted.title,
            pillar: String::new(),
            campaign,
            tags,
            notes: String::new(),
            editorial: Editorial::Draft,
            shared: Content {
                text: wanted.text,
                first_comment: wanted.first_comment,
                media,
                parts,
                ..Content::default()
            },
            channels: wanted.channels,
            planned: None,
            grace_minutes,
            send_whenever: false,
            revision: 0,
            updated_at: tx.now(),
        };
        posts::insert(tx, &post)?;
        for (channel, overrides) in variants {
            versions::put(
                tx,
                &Variant {
                    post: post.id,
                    channel,
                    overrides,
                },
            )?;
        }
        Ok(post.id)
    })?;
    if let Some(at) = at
        && let Err(failure) = schedule_post(
            kelola,
            SchedulePost {
                id,
                at,
                overrule: false,
            },
        )
    {
        kelola.write(acts::REMOVE_POST, |tx| posts::remove(tx, id))?;
        return Err(failure);
    }
    Ok(id)
}

/// A change of a post's words as a script describes it; what is absent stays.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NewWords {
    /// Working title.
    pub title: Option<String>,
    /// Running text.
    pub text: Option<String>,
    /// A comment posted right after.
    pub first_comment: Option<String>,
}

/// Changes what is written. What is live already says the old words until it is updated.
///
/// # Errors
/// Fails when there is no such post, or when it was changed at the same moment.
pub fn edit_post(kelola: &Kelola, id: PostId, wanted: NewWords) -> Result<(), Failure> {
    let post = kelola.read(|db| posts::get(db, id))?;
    let mut shared = post.shared;
    for (field, new) in [
        (&mut shared.text, wanted.text),
        (&mut shared.first_comment, wanted.first_comment),
    ] {
        if let Some(new) = new {
            *field = new;
        }
    }
    let save = SavePost {
        id,
        revision: post.revision,
        patch: PostPatch {
            title: wanted.title,
            shared: Some(shared),
            ..PostPatch::default()
        },
    };
    save_post(kelola, save).map(|_| ())
}

fn pictures(
    kelola: &Kelola,
    media: &[PathBuf],
    alt: &[String],
) -> Result<Vec<Attachment>, Failure> {
    if alt.len() > media.len() {
        return Err(Failure::bad_input("alt"));
    }
    // Nothing comes in while one of them cannot.
    for file in media {
        facts_of(file)?;
    }
    media
        .iter()
        .enumerate()
        .map(|(index, file)| {
            let asset = import_file(kelola, file)?;
            let own = asset.attached();
            Ok(Attachment {
                alt: alt.get(index).cloned().unwrap_or(own.alt),
                ..own
            })
        })
        .collect()
}

//! Posts as scripts describe them: one JSON object with words, pictures, channels and time.

use crate::{
    Kelola,
    calendar::{SchedulePost, schedule_post},
    failure::Failure,
    media::{facts_of, import_file},
    settings,
    words::acts,
};
use chrono_tz::Tz;
use kelola_domain::{
    ids::{BrandId, ChannelId, PostId},
    media::{Attachment, Focus},
    post::{Content, Editorial, Overrides, Post, Variant},
    time::{Planned, parse_wall},
};
use kelola_store::{channels, posts, variants};
use serde::Deserialize;
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
    pub variants: BTreeMap<ChannelId, Overrides>,
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

/// Adds a post, and plans it where it has a time. Everything is looked at before anything is written.
///
/// # Errors
/// Fails when something in it cannot be used; nothing has been added then.
pub fn add_post(kelola: &Kelola, wanted: NewPost) -> Result<PostId, Failure> {
    let brand = kelola.brand_or_only(wanted.brand)?;
    let zone = wanted.zone.unwrap_or(brand.zone);
    let at = wanted
        .at
        .as_deref()
        .map(parse_wall)
        .transpose()
        .map_err(Failure::bad_input)?
        .map(|wall| Planned { wall, zone });
    let known = kelola.read(|db| channels::list(db, Some(brand.id)))?;
    if let Some(stranger) = wanted
        .channels
        .iter()
        .chain(wanted.variants.keys())
        .find(|id| !known.iter().any(|it| it.id == **id))
    {
        return Err(Failure::not_found(format!("channel {stranger}")));
    }
    if wanted.alt.len() > wanted.media.len() {
        return Err(Failure::bad_input("alt"));
    }
    let media = pictures(kelola, &wanted)?;
    let grace_minutes = wanted
        .grace_minutes
        .unwrap_or(settings::load(kelola)?.grace_minutes)
        .clamp(1, 7 * 24 * 60);
    let id = kelola.write(acts::WRITE_POST, |tx| {
        let post = Post {
            id: PostId::from_uuid(tx.uuid()),
            brand: brand.id,
            title: wanted.title,
            pillar: String::new(),
            notes: String::new(),
            editorial: Editorial::Draft,
            shared: Content {
                text: wanted.text,
                media,
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
        for (channel, overrides) in wanted.variants {
            variants::put(
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

fn pictures(kelola: &Kelola, wanted: &NewPost) -> Result<Vec<Attachment>, Failure> {
    // Nothing comes in while one of them cannot.
    for file in &wanted.media {
        facts_of(file)?;
    }
    wanted
        .media
        .iter()
        .enumerate()
        .map(|(index, file)| {
            let asset = import_file(kelola, file)?;
            Ok(Attachment {
                asset: asset.id,
                alt: wanted.alt.get(index).cloned().unwrap_or_default(),
                focus: Focus::CENTRE,
            })
        })
        .collect()
}

//! Starting a post.

use super::{MAX_FIELD_BYTES, OnePost, PostDetail, get_post};
use crate::{Kelola, events::Event, failure::Failure, settings, words::acts};
use chrono::{NaiveDate, NaiveTime};
use kelola_domain::{
    ids::PostId,
    post::{Content, Editorial, Post},
    time::Planned,
};
use kelola_store::posts as rows_of;
use serde::Deserialize;
use ts_rs::TS;

/// A new post.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct CreatePost {
    /// The day it is meant for.
    #[ts(as = "Option<String>")]
    pub day: Option<NaiveDate>,
    /// First words.
    pub text: Option<String>,
}

/// Starts a new post on all connected channels of the brand.
///
/// # Errors
/// Fails when there is no brand yet.
pub fn create_post(kelola: &Kelola, args: CreatePost) -> Result<PostDetail, Failure> {
    let brand = kelola.brand()?;
    let grace_minutes = settings::load(kelola)?.grace_minutes;
    let text = bounded(args.text.unwrap_or_default())?;
    let evening = NaiveTime::from_hms_opt(19, 0, 0).unwrap_or(NaiveTime::MIN);
    let id = kelola.write(acts::WRITE_POST, |tx| {
        let channels = kelola_store::channels::list(tx, Some(brand.id))?
            .into_iter()
            .map(|it| it.id)
            .collect();
        let post = Post {
            id: PostId::from_uuid(tx.uuid()),
            brand: brand.id,
            title: String::new(),
            pillar: String::new(),
            campaign: String::new(),
            tags: Vec::new(),
            notes: String::new(),
            editorial: Editorial::Draft,
            shared: Content {
                text,
                ..Content::default()
            },
            channels,
            planned: args.day.map(|day| Planned {
                wall: day.and_time(evening),
                zone: brand.zone,
            }),
            grace_minutes,
            send_whenever: false,
            revision: 0,
            updated_at: tx.now(),
        };
        rows_of::insert(tx, &post)?;
        Ok(post.id)
    })?;
    kelola.events().tell(&Event::PostsChanged);
    get_post(kelola, OnePost { id })
}

fn bounded(text: String) -> Result<String, Failure> {
    if text.len() > MAX_FIELD_BYTES {
        Err(Failure::bad_input("text"))
    } else {
        Ok(text)
    }
}

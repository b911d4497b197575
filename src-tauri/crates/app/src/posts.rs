//! Writing: posts, their versions per channel, and everything known about one post.

use crate::{
    Kelola,
    check::{Context, VariantCheck},
    events::Event,
    failure::Failure,
    rows::{self, DeliveryView, PostRow},
    settings,
    undo::Undoable,
    words::acts,
};
use chrono::{Duration, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use kelola_domain::{
    delivery::DeliveryState,
    ids::{BrandId, ChannelId, DeliveryId, PostId},
    media::Asset,
    message::Message,
    metric::{Metric, Scope},
    post::{Content, Editorial, Overrides, Post, Progress, Variant},
    time::{Instant, Planned},
};
use kelola_store::{
    StoreError, Write, assets,
    deliveries::{self, StepNote},
    messages, metrics, posts as rows_of, variants,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// The longest text that is stored for one field, in bytes; far beyond every network's limit.
const MAX_FIELD_BYTES: usize = 400_000;
/// Saves closer together than this are taken back together.
const TYPING_STRETCH_SECS: i64 = 20;

/// One post.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OnePost {
    /// Which.
    pub id: PostId,
}

/// The post whose pictures are made.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreparePictures {
    /// Which.
    pub post: PostId,
}

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

/// All of one post.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PostDetail {
    /// The post.
    pub post: Post,
    /// Its versions, those of channels not taking part too.
    pub variants: Vec<Variant>,
    /// The originals it uses.
    pub assets: Vec<Asset>,
    /// Its deliveries with their history.
    pub deliveries: Vec<DeliveryView>,
    /// What each channel would show.
    pub checks: Vec<VariantCheck>,
    /// What its deliveries add up to.
    pub progress: Progress,
    /// Answers to it.
    pub messages: Vec<Message>,
    /// Its newest numbers.
    pub metrics: Vec<PostMetric>,
}

/// One number of one delivery.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PostMetric {
    /// The delivery.
    pub delivery: DeliveryId,
    /// What is counted.
    pub metric: Metric,
    /// How many.
    #[ts(type = "number")]
    pub value: i64,
    /// When it was read.
    #[ts(as = "String")]
    pub captured_at: Instant,
}

/// A change of the shared part.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SavePost {
    /// The post.
    pub id: PostId,
    /// The revision the change was made on.
    #[ts(type = "number")]
    pub revision: i64,
    /// What changes.
    pub patch: PostPatch,
}

/// What changes of a post; what is absent stays.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct PostPatch {
    /// Working title.
    pub title: Option<String>,
    /// Pillar.
    pub pillar: Option<String>,
    /// Notes.
    pub notes: Option<String>,
    /// How far the writing is.
    pub editorial: Option<Editorial>,
    /// What every variant shows until overridden.
    pub shared: Option<Content>,
    /// The channels taking part.
    pub channels: Option<Vec<ChannelId>>,
    /// Minutes of grace.
    pub grace_minutes: Option<u32>,
    /// Sent however late.
    pub send_whenever: Option<bool>,
}

/// What one channel shows differently.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveVariant {
    /// The post.
    pub post: PostId,
    /// The channel.
    pub channel: ChannelId,
    /// What differs, all of it.
    pub overrides: Overrides,
    /// The revision of the post the change was made on.
    #[ts(type = "number")]
    pub revision: i64,
}

/// What a save gives back.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Saved {
    /// The post as it stands now.
    pub post: Post,
    /// What each channel would show now.
    pub checks: Vec<VariantCheck>,
}

/// Words to check without saving.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CheckText {
    /// The post.
    pub post: PostId,
    /// The shared part as typed; the stored one when absent.
    #[serde(default)]
    pub shared: Option<Content>,
    /// The channel whose own words follow.
    #[serde(default)]
    pub channel: Option<ChannelId>,
    /// That channel's own words as typed.
    #[serde(default)]
    pub overrides: Option<Overrides>,
}

/// Which posts to list.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListPosts {
    /// Words to look for; empty = all.
    pub query: String,
    /// Progress to keep; empty = all.
    pub states: Vec<Progress>,
    /// How many to pass over.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// A page of posts.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PostPage {
    /// The posts.
    pub rows: Vec<PostRow>,
    /// How many there are in all; with words or a filter, how many were found.
    #[ts(type = "number")]
    pub total: u64,
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

/// All of one post.
///
/// # Errors
/// Fails when there is no such post.
pub fn get_post(kelola: &Kelola, args: OnePost) -> Result<PostDetail, Failure> {
    let (post, variants, own, messages) = kelola.read(|db| {
        Ok((
            rows_of::get(db, args.id)?,
            variants::list(db, args.id)?,
            deliveries::of_post(db, args.id)?,
            messages::of_post(db, args.id)?,
        ))
    })?;
    let metrics = kelola.read(|db| {
        let mut found = Vec::new();
        for delivery in &own {
            for sample in metrics::latest(db, Scope::Delivery(delivery.id), kelola.now())? {
                found.push(PostMetric {
                    delivery: delivery.id,
                    metric: sample.metric,
                    value: sample.value,
                    captured_at: sample.captured_at,
                });
            }
        }
        Ok(found)
    })?;
    let overrides = overrides_of(&variants);
    let checks = checks(kelola, &post, &overrides)?;
    let used = post.shared.media.iter().chain(
        overrides
            .values()
            .filter_map(|it| it.media.as_ref())
            .flatten(),
    );
    let mut ids: Vec<_> = used.map(|it| it.asset).collect();
    ids.dedup();
    Ok(PostDetail {
        progress: Progress::of(&own.iter().map(|it| it.state).collect::<Vec<_>>()),
        assets: kelola.read(|db| ids.iter().map(|id| assets::get(db, *id)).collect())?,
        deliveries: own
            .into_iter()
            .map(|it| rows::view(kelola, it))
            .collect::<Result<_, _>>()?,
        post,
        variants,
        checks,
        messages,
        metrics,
    })
}

/// Keeps a change of the shared part. Deliveries of channels taken off the post are cancelled.
///
/// # Errors
/// Fails with `post_changed_elsewhere` when the post has changed since the named revision.
pub fn save_post(kelola: &Kelola, args: SavePost) -> Result<Saved, Failure> {
    let patch = args.patch;
    if let Some(shared) = &patch.shared {
        check_size(shared)?;
    }
    let post = kelola.write(acts::EDIT_POST, |tx| {
        tx.join_previous(Duration::seconds(TYPING_STRETCH_SECS));
        let before = rows_of::get(tx, args.id)?;
        let post = rows_of::update(tx, &apply(before, patch, args.revision))?;
        drop_left_channels(tx, &post)?;
        Ok(post)
    })?;
    saved(kelola, post)
}

/// Keeps what one channel shows differently.
///
/// # Errors
/// Fails with `post_changed_elsewhere` when the post has changed since the named revision.
pub fn save_variant(kelola: &Kelola, args: SaveVariant) -> Result<Saved, Failure> {
    check_size(&args.overrides.over(&Content::default()))?;
    let post = kelola.write(acts::EDIT_VARIANT, |tx| {
        tx.join_previous(Duration::seconds(TYPING_STRETCH_SECS));
        let before = rows_of::get(tx, args.post)?;
        variants::put(
            tx,
            &Variant {
                post: args.post,
                channel: args.channel,
                overrides: args.overrides,
            },
        )?;
        rows_of::update(
            tx,
            &Post {
                revision: args.revision,
                ..before
            },
        )
    })?;
    saved(kelola, post)
}

/// Counts and checks words as they are typed, without saving.
///
/// # Errors
/// Fails when there is no such post.
pub fn check_text(kelola: &Kelola, args: CheckText) -> Result<Vec<VariantCheck>, Failure> {
    let (mut post, variants) =
        kelola.read(|db| Ok((rows_of::get(db, args.post)?, variants::list(db, args.post)?)))?;
    let mut overrides = overrides_of(&variants);
    if let Some(shared) = args.shared {
        post.shared = shared;
    }
    if let (Some(channel), Some(own)) = (args.channel, args.overrides) {
        overrides.insert(channel, own);
    }
    checks(kelola, &post, &overrides)
}

/// Makes the pictures of every channel, then says what each would show.
///
/// # Errors
/// Fails when a picture cannot be made.
pub fn prepare_pictures(
    kelola: &Kelola,
    args: PreparePictures,
) -> Result<Vec<VariantCheck>, Failure> {
    let (post, variants) =
        kelola.read(|db| Ok((rows_of::get(db, args.post)?, variants::list(db, args.post)?)))?;
    let overrides = overrides_of(&variants);
    for id in &post.channels {
        let channel = kelola.read(|db| kelola_store::channels::get(db, *id))?;
        let own = overrides.get(id).cloned().unwrap_or_default();
        crate::freeze::pictures(kelola, &channel, &own, &own.over(&post.shared).media)?;
    }
    checks(kelola, &post, &overrides)
}

/// Puts a post into the trash and cancels what has not gone out.
///
/// # Errors
/// Fails when a delivery is on its way at this moment.
pub fn remove_post(kelola: &Kelola, args: OnePost) -> Result<Undoable, Failure> {
    let operation = kelola.write(acts::REMOVE_POST, |tx| {
        for delivery in deliveries::of_post(tx, args.id)? {
            if delivery.state.may_become(DeliveryState::Cancelled) {
                deliveries::step(
                    tx,
                    delivery.id,
                    DeliveryState::Cancelled,
                    StepNote::none(),
                    |_| {},
                )?;
            } else if matches!(
                delivery.state,
                DeliveryState::Sending | DeliveryState::Processing
            ) {
                return Err(StoreError::NotAllowed {
                    from: delivery.state,
                    to: DeliveryState::Cancelled,
                });
            }
        }
        rows_of::remove(tx, args.id)?;
        Ok(tx.operation())
    })?;
    kelola.events().tell(&Event::PostsChanged);
    Ok(Undoable {
        operation,
        label: acts::REMOVE_POST.to_owned(),
    })
}

/// Posts of the brand, newest first, by words and progress.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn list_posts(kelola: &Kelola, args: ListPosts) -> Result<PostPage, Failure> {
    let brand = kelola.brand()?;
    let limit = args.limit.clamp(1, 500);
    kelola.read(|db| {
        if args.query.trim().is_empty() && args.states.is_empty() {
            let filter = rows_of::PostFilter {
                brand: Some(brand.id),
                limit,
                offset: args.offset,
                ..rows_of::PostFilter::default()
            };
            return Ok(PostPage {
                rows: rows::short_list(db, rows_of::list(db, &filter)?)?,
                total: rows_of::count_of(db, brand.id)?,
            });
        }
        let found = if args.query.trim().is_empty() {
            rows_of::list(
                db,
                &rows_of::PostFilter {
                    brand: Some(brand.id),
                    limit: 5000,
                    ..rows_of::PostFilter::default()
                },
            )?
        } else {
            rows_of::search(db, Some(brand.id), &args.query, 500)?
        };
        let kept: Vec<_> = found
            .into_iter()
            .filter(|it| args.states.is_empty() || args.states.contains(&Progress::of(&it.states)))
            .collect();
        let total = kept.len() as u64;
        let page = kept
            .into_iter()
            .skip(args.offset as usize)
            .take(limit as usize)
            .collect();
        Ok(PostPage {
            rows: rows::short_list(db, page)?,
            total,
        })
    })
}

/// All posts of a brand, or of all brands, newest first.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn of_brand(kelola: &Kelola, brand: Option<BrandId>) -> Result<Vec<PostRow>, Failure> {
    kelola.read(|db| {
        rows::short_list(
            db,
            rows_of::list(
                db,
                &rows_of::PostFilter {
                    brand,
                    limit: u32::MAX,
                    ..rows_of::PostFilter::default()
                },
            )?,
        )
    })
}

/// The zone of the brand a post belongs to.
///
/// # Errors
/// Fails when there is no such post.
pub fn zone_of(kelola: &Kelola, id: PostId) -> Result<Tz, Failure> {
    kelola.read(|db| Ok(kelola_store::brands::get(db, rows_of::get(db, id)?.brand)?.zone))
}

/// What each channel of a post would show.
pub(crate) fn checks(
    kelola: &Kelola,
    post: &Post,
    overrides: &HashMap<ChannelId, Overrides>,
) -> Result<Vec<VariantCheck>, Failure> {
    let context = Context::of_post(kelola, post, overrides)?;
    let plain = Overrides::default();
    post.channels
        .iter()
        .map(|id| context.check(*id, &post.shared, overrides.get(id).unwrap_or(&plain)))
        .collect()
}

pub(crate) fn overrides_of(variants: &[Variant]) -> HashMap<ChannelId, Overrides> {
    variants
        .iter()
        .map(|it| (it.channel, it.overrides.clone()))
        .collect()
}

fn saved(kelola: &Kelola, post: Post) -> Result<Saved, Failure> {
    let variants = kelola.read(|db| variants::list(db, post.id))?;
    let checks = checks(kelola, &post, &overrides_of(&variants))?;
    Ok(Saved { post, checks })
}

fn apply(before: Post, patch: PostPatch, revision: i64) -> Post {
    Post {
        title: patch.title.unwrap_or(before.title),
        pillar: patch.pillar.unwrap_or(before.pillar),
        notes: patch.notes.unwrap_or(before.notes),
        editorial: patch.editorial.unwrap_or(before.editorial),
        shared: patch.shared.unwrap_or(before.shared),
        channels: patch.channels.unwrap_or(before.channels),
        grace_minutes: patch
            .grace_minutes
            .unwrap_or(before.grace_minutes)
            .clamp(1, 7 * 24 * 60),
        send_whenever: patch.send_whenever.unwrap_or(before.send_whenever),
        revision,
        ..before
    }
}

/// Deliveries that have not gone out follow the post: its channels, its grace.
fn drop_left_channels(tx: &mut Write<'_>, post: &Post) -> Result<(), StoreError> {
    for delivery in deliveries::of_post(tx, post.id)? {
        let takes_part = post.channels.contains(&delivery.channel);
        if !takes_part && delivery.state.can_change() {
            deliveries::step(
                tx,
                delivery.id,
                DeliveryState::Cancelled,
                StepNote::none(),
                |_| {},
            )?;
        } else if takes_part
            && delivery.state.can_change()
            && (delivery.grace_minutes, delivery.send_whenever)
                != (post.grace_minutes, post.send_whenever)
        {
            deliveries::amend(tx, delivery.id, |it| {
                it.grace_minutes = post.grace_minutes;
                it.send_whenever = post.send_whenever;
            })?;
        }
    }
    Ok(())
}

fn bounded(text: String) -> Result<String, Failure> {
    if text.len() > MAX_FIELD_BYTES {
        Err(Failure::bad_input("text"))
    } else {
        Ok(text)
    }
}

fn check_size(content: &Content) -> Result<(), Failure> {
    let fields = [
        &content.text,
        &content.title,
        &content.hashtags,
        &content.link,
        &content.first_comment,
    ];
    let alts = content.media.iter().map(|it| &it.alt);
    if fields
        .into_iter()
        .chain(alts)
        .any(|it| it.len() > MAX_FIELD_BYTES)
        || content.media.len() > 100
    {
        return Err(Failure::bad_input("text"));
    }
    Ok(())
}

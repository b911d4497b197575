//! What was planned and how it went, and the posts that went live with their numbers and pictures.

use super::{Stretch, count, wall};
use crate::{Kelola, channels::profile, failure::Failure, media, words::say};
use kelola_documents::reports::{
    data::{Delivery as PrintedDelivery, Missing, Outcome, Picture, Post as PrintedPost},
    top_posts,
};
use kelola_domain::{
    brand::{Brand, Lang},
    delivery::{Delivery, DeliveryState},
    metric::Metric,
    post::Post,
    time::{Days, Instant},
};
use kelola_store::{channels, deliveries, posts, variants};
use std::collections::{BTreeMap, HashMap, hash_map::Entry};

pub(super) fn planned(
    kelola: &Kelola,
    brand: &Brand,
    stretch: &Stretch,
    lang: Lang,
    now: Instant,
) -> Result<Vec<PrintedDelivery>, Failure> {
    let (from, to) = stretch.days.instants();
    let filter = deliveries::DeliveryFilter {
        posts_only: true,
        brand: Some(brand.id),
        from: Some(from),
        to: Some(to),
        ..Default::default()
    };
    let found = kelola.read(|db| deliveries::list(db, &filter))?;
    let mut titles: HashMap<_, String> = HashMap::new();
    found
        .iter()
        .filter(|it| !matches!(it.state, DeliveryState::Cancelled))
        .map(|it| {
            let title = match titles.entry(it.post) {
                Entry::Occupied(known) => known.get().clone(),
                Entry::Vacant(place) => {
                    let post = kelola.read(|db| posts::get(db, it.post))?;
                    place.insert(title(&post)).clone()
                }
            };
            Ok(PrintedDelivery {
                channel: it.channel.to_string(),
                title,
                planned: wall(it.planned.instant(), stretch.days),
                outcome: outcome(it, stretch.days, lang, now),
            })
        })
        .collect()
}

fn outcome(delivery: &Delivery, days: Days, lang: Lang, now: Instant) -> Outcome {
    use DeliveryState as S;
    let cause = delivery
        .code
        .as_deref()
        .map(|code| say(lang, code, &BTreeMap::new()));
    match delivery.state {
        S::Live | S::Removed => Outcome::Live {
            at: wall(delivery.live_at.unwrap_or(delivery.changed_at), days),
            cause: None,
        },
        S::Reminded | S::InNetworkDraft => Outcome::Reminded,
        S::Unknown => Outcome::Unknown { cause },
        S::Failed | S::NeedsSignIn => Outcome::Failed { cause },
        S::Missed => Outcome::Missed { cause },
        _ if delivery.is_too_late(now) => Outcome::Missed { cause },
        S::Planned
        | S::Due
        | S::Sending
        | S::Processing
        | S::HandedOff
        | S::RetryAt
        | S::Held
        | S::Cancelled => Outcome::Waiting,
    }
}

pub(super) fn live(kelola: &Kelola, stretch: &Stretch) -> Result<Vec<PrintedPost>, Failure> {
    stretch
        .live
        .iter()
        .map(|it| {
            let (post, own) = kelola.read(|db| {
                Ok((
                    posts::get(db, it.post)?,
                    variants::get(db, it.post, it.channel)?,
                ))
            })?;
            let channel = kelola.read(|db| channels::get(db, it.channel))?;
            let why = if profile(kelola, &channel.network)?.abilities.counts {
                Missing::NotRead
            } else {
                Missing::NotEntered
            };
            let number = |metric| count(stretch.number(it.id, metric), why);
            let shown = it.frozen.as_ref().map(|it| it.content.text.clone());
            Ok(PrintedPost {
                channel: it.channel.to_string(),
                title: post.title.clone(),
                text: shown.unwrap_or_else(|| {
                    own.map(|it| it.overrides)
                        .unwrap_or_default()
                        .over(&post.shared)
                        .text
                }),
                published: wall(it.live_at.unwrap_or(it.changed_at), stretch.days),
                thumbnail: None,
                address: it.url.clone(),
                views: number(Metric::Views),
                reach: number(Metric::Reach),
                likes: number(Metric::Likes),
                comments: number(Metric::Comments),
                shares: number(Metric::Shares),
                saves: number(Metric::Saves),
                why: None,
            })
        })
        .collect()
}

/// Only the posts shown with a picture get one.
pub(super) fn add_thumbnails(
    kelola: &Kelola,
    stretch: &Stretch,
    printed: &mut [PrintedPost],
) -> Result<(), Failure> {
    for index in top_posts(printed) {
        let (Some(delivery), Some(target)) = (stretch.live.get(index), printed.get_mut(index))
        else {
            continue;
        };
        let post = kelola.read(|db| posts::get(db, delivery.post))?;
        let Some(first) = post.shared.media.first() else {
            continue;
        };
        // A picture that is gone must not block the report.
        if let Ok(bytes) = media::thumbnail(kelola, first.asset, 640) {
            target.thumbnail = Some(Picture {
                bytes,
                alt: first.alt.clone(),
            });
        }
    }
    Ok(())
}

fn title(post: &Post) -> String {
    if post.title.trim().is_empty() {
        post.shared
            .text
            .split_whitespace()
            .take(8)
            .collect::<Vec<_>>()
            .join(" ")
    } else {
        post.title.clone()
    }
}

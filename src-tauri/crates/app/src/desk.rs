//! What a person decides about deliveries, and everything needed to post by hand.

use crate::{
    Kelola, channels,
    events::Event,
    failure::Failure,
    freeze, pieces,
    rows::{self, DeliveryView},
    words::{acts, errors},
};
use chrono::{Duration, NaiveDateTime, Timelike};
use kelola_domain::{
    delivery::{Delivery, DeliveryState, FrozenMedia},
    ids::DeliveryId,
    network::{Field, Profile},
    post::Content,
    text::assemble,
    time::{Instant, Planned},
};
use kelola_store::{
    Kind, StoreError, Write,
    deliveries::{self, StepNote},
    posts, variants,
};
use serde::{Deserialize, Serialize};
use std::{
    fs::File,
    path::{Path, PathBuf},
};
use ts_rs::TS;
use url::Url;

/// One delivery.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneDelivery {
    /// Which.
    pub delivery: DeliveryId,
}

/// The person says a delivery is live.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MarkLive {
    /// Which.
    pub delivery: DeliveryId,
    /// Its public address, where the person gave one.
    #[serde(default)]
    pub url: Option<String>,
}

/// The person says whether an uncertain delivery went out.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AnswerUnknown {
    /// Which.
    pub delivery: DeliveryId,
    /// Whether it is live.
    pub live: bool,
    /// Its public address, where the person gave one.
    #[serde(default)]
    pub url: Option<String>,
}

/// The person says what becomes of a missed delivery.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AnswerMissed {
    /// Which.
    pub delivery: DeliveryId,
    /// What becomes of it.
    pub answer: Late,
}

/// What becomes of a missed delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Late {
    /// Sent now.
    Now,
    /// Sent at the same clock time of the next day ahead.
    NextSlot,
    /// Dropped.
    Drop,
}

/// Everything needed to post by hand.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Desk {
    /// The delivery.
    pub delivery: DeliveryView,
    /// Where one writes on the network.
    pub composer_url: Option<String>,
    /// The texts to copy, in the order of the network's form.
    pub fields: Vec<DeskField>,
    /// The prepared files, in order.
    pub files: Vec<DeskFile>,
}

/// One text to copy.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeskField {
    /// Which field.
    pub field: Field,
    /// Of which further part of a thread, from 2; none for the post itself.
    pub part: Option<u32>,
    /// The text.
    pub text: String,
}

/// One prepared file.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeskFile {
    /// Its name in the folder.
    pub name: String,
    /// Its address under the pictures' own protocol.
    pub src: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Alternative text to copy.
    pub alt: String,
}

/// The person says a delivery is live.
///
/// # Errors
/// Fails when the address is not https, or the delivery is not waiting for this.
pub fn mark_live(kelola: &Kelola, args: MarkLive) -> Result<DeliveryView, Failure> {
    let url = args
        .url
        .as_deref()
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .map(checked_address)
        .transpose()?;
    settle(kelola, args.delivery, acts::MARK_LIVE, |tx| {
        let now = tx.now();
        deliveries::step(
            tx,
            args.delivery,
            DeliveryState::Live,
            StepNote::none(),
            |it| {
                it.url = url;
                it.live_at = Some(now);
                it.code = None;
            },
        )
    })
}

/// The person says whether an uncertain delivery went out. One that did not is sent again within its grace, else
/// it is missed and asked about.
///
/// # Errors
/// Fails when the delivery is not uncertain.
pub fn answer_unknown(kelola: &Kelola, args: AnswerUnknown) -> Result<DeliveryView, Failure> {
    let delivery = kelola.read(|db| deliveries::get(db, args.delivery))?;
    if delivery.state != DeliveryState::Unknown {
        return Err(Failure::new(errors::DELIVERY_FIXED));
    }
    if args.live {
        return mark_live(
            kelola,
            MarkLive {
                delivery: args.delivery,
                url: args.url,
            },
        );
    }
    let next = match kelola.now() {
        now if delivery.lies_ahead(now) => DeliveryState::Planned,
        now if delivery.is_too_late(now) => DeliveryState::Missed,
        _ => DeliveryState::Due,
    };
    settle(kelola, args.delivery, acts::ANSWER_DELIVERY, |tx| {
        deliveries::step(
            tx,
            args.delivery,
            next,
            StepNote::code(errors::NOT_PUBLISHED),
            |it| it.handed = None,
        )
    })
}

/// The person says what becomes of a missed delivery.
///
/// # Errors
/// Fails when the delivery was not missed.
pub fn answer_missed(kelola: &Kelola, args: AnswerMissed) -> Result<DeliveryView, Failure> {
    let delivery = kelola.read(|db| deliveries::get(db, args.delivery))?;
    if delivery.state != DeliveryState::Missed {
        return Err(Failure::new(errors::DELIVERY_FIXED));
    }
    let now = kelola.now();
    let label = if args.answer == Late::Drop {
        acts::DROP_DELIVERY
    } else {
        acts::ANSWER_DELIVERY
    };
    settle(kelola, args.delivery, label, |tx| {
        answer_late(tx, args.delivery, args.answer, now)
    })
}

/// Does with a delivery that was missed, or held back, what the person chose.
pub(crate) fn answer_late(
    tx: &mut Write<'_>,
    id: DeliveryId,
    answer: Late,
    now: Instant,
) -> Result<Delivery, StoreError> {
    let delivery = deliveries::get(tx, id)?;
    let (state, planned) = match answer {
        Late::Drop => (DeliveryState::Cancelled, delivery.planned),
        Late::Now => (DeliveryState::Due, at_once(delivery.planned, now)),
        Late::NextSlot => (DeliveryState::Planned, next_slot(delivery.planned, now)),
    };
    if delivery.state == state || (answer == Late::NextSlot && delivery.handed.is_some()) {
        return deliveries::amend(tx, id, |it| it.planned = planned);
    }
    deliveries::step(tx, id, state, StepNote::none(), |it| {
        it.planned = planned;
        it.retry_at = None;
    })
}

/// A delivery is dropped.
///
/// # Errors
/// Fails when it is on its way or live.
pub fn drop_delivery(kelola: &Kelola, args: OneDelivery) -> Result<DeliveryView, Failure> {
    settle(kelola, args.delivery, acts::DROP_DELIVERY, |tx| {
        deliveries::step(
            tx,
            args.delivery,
            DeliveryState::Cancelled,
            StepNote::none(),
            |it| it.code = None,
        )
    })
}

/// A failed delivery is tried again: now, where its time has passed.
///
/// # Errors
/// Fails when it has not failed.
pub fn retry_delivery(kelola: &Kelola, args: OneDelivery) -> Result<DeliveryView, Failure> {
    let now = kelola.now();
    settle(kelola, args.delivery, acts::ANSWER_DELIVERY, |tx| {
        let delivery = deliveries::get(tx, args.delivery)?;
        let planned = if delivery.is_too_late(now) {
            at_once(delivery.planned, now)
        } else {
            delivery.planned
        };
        deliveries::step(
            tx,
            args.delivery,
            DeliveryState::Due,
            StepNote::none(),
            |it| {
                it.planned = planned;
                it.code = None;
            },
        )
    })
}

/// Texts and prepared files for posting by hand.
///
/// # Errors
/// Fails when a picture cannot be made.
pub fn get_desk(kelola: &Kelola, args: OneDelivery) -> Result<Desk, Failure> {
    let ready = ready(kelola, args.delivery)?;
    let files = ready
        .media
        .into_iter()
        .zip(ready.content.pictures())
        .enumerate()
        .map(|(index, (it, attached))| DeskFile {
            name: file_name(index, &it.mime),
            src: if is_video(&it) {
                format!("asset/{}", attached.asset)
            } else {
                format!("rendition/{}", it.hash)
            },
            width: it.width,
            height: it.height,
            alt: it.alt,
        })
        .collect();
    Ok(Desk {
        composer_url: ready.profile.composer_url.clone(),
        fields: fields(&ready.profile, &ready.content),
        files,
        delivery: rows::view(kelola, ready.delivery)?,
    })
}

/// What a delivery shows, with its files made.
struct Ready {
    delivery: Delivery,
    profile: Profile,
    content: Content,
    media: Vec<FrozenMedia>,
}

fn ready(kelola: &Kelola, id: DeliveryId) -> Result<Ready, Failure> {
    let (delivery, channel, content, own) = kelola.read(|db| {
        let delivery = deliveries::get(db, id)?;
        let post = posts::get(db, delivery.post)?;
        let own = variants::get(db, delivery.post, delivery.channel)?
            .map(|it| it.overrides)
            .unwrap_or_default();
        let channel = kelola_store::channels::get(db, delivery.channel)?;
        Ok((delivery, channel, own.over(&post.shared), own))
    })?;
    let all: Vec<_> = content.pictures().cloned().collect();
    Ok(Ready {
        profile: channels::profile(kelola, &channel.network)?.clone(),
        media: freeze::pictures(kelola, &channel, &own, &all)?,
        delivery,
        content,
    })
}

/// Writes the prepared files and texts of a delivery into a folder of its own, and says where.
///
/// # Errors
/// Fails when a picture cannot be made or the folder cannot be written.
pub fn desk_folder(kelola: &Kelola, args: OneDelivery) -> Result<PathBuf, Failure> {
    let ready = ready(kelola, args.delivery)?;
    let folder = kelola
        .paths()
        .data
        .join("desk")
        .join(args.delivery.to_string());
    for (index, file) in ready.media.iter().enumerate() {
        hand_out(kelola, file, &folder.join(file_name(index, &file.mime)))?;
    }
    for field in fields(&ready.profile, &ready.content) {
        let name = serde_json::to_value(field.field)
            .ok()
            .and_then(|it| it.as_str().map(str::to_owned))
            .unwrap_or_default();
        let part = field.part.map(|it| format!("-{it}")).unwrap_or_default();
        let file = folder.join(format!("{name}{part}.txt"));
        kelola_store::write_whole(&file, field.text.as_bytes()).map_err(unwritable)?;
    }
    Ok(folder)
}

/// Copies a prepared file; a video is too large to be held in memory.
fn hand_out(kelola: &Kelola, file: &FrozenMedia, to: &Path) -> Result<(), Failure> {
    let blobs = kelola.store().blobs();
    if is_video(file) {
        let from = blobs.path(Kind::Media, &file.hash)?;
        let mut from = File::open(from).map_err(|_| Failure::new(errors::PICTURE_MISSING))?;
        return kelola_store::copy_whole(to, &mut from).map_err(unwritable);
    }
    let bytes = blobs.read(Kind::Rendition, &file.hash)?;
    kelola_store::write_whole(to, &bytes).map_err(unwritable)
}

fn is_video(file: &FrozenMedia) -> bool {
    file.mime.starts_with("video/")
}

#[allow(clippy::needless_pass_by_value, reason = "it stands in map_err")]
fn unwritable(error: std::io::Error) -> Failure {
    Failure::new(errors::FILE_UNWRITABLE).with("what", error.kind())
}

fn fields(profile: &Profile, content: &Content) -> Vec<DeskField> {
    let texts = [
        (Field::Title, content.title.clone()),
        (
            Field::Text,
            assemble(
                &content.text,
                if profile.fields.contains(&Field::Hashtags) {
                    ""
                } else {
                    &content.hashtags
                },
            )
            .into_owned(),
        ),
        (Field::Hashtags, content.hashtags.clone()),
        (Field::Link, content.link.clone()),
        (Field::FirstComment, content.first_comment.clone()),
    ];
    // Where no API publishes them, parts and first comment are pasted like the rest.
    let shown = |field: &Field| {
        matches!(field, Field::Text | Field::FirstComment) || profile.fields.contains(field)
    };
    let mut fields: Vec<_> = texts
        .into_iter()
        .filter(|(field, text)| !text.trim().is_empty() && shown(field))
        .map(|(field, text)| DeskField {
            field,
            part: None,
            text,
        })
        .collect();
    let parts = pieces::parts(content).zip(2..);
    fields.extend(
        parts
            .filter(|(part, _)| !part.text.trim().is_empty())
            .map(|(part, place)| DeskField {
                field: Field::Text,
                part: Some(place),
                text: part.text.clone(),
            }),
    );
    fields
}

fn file_name(index: usize, mime: &str) -> String {
    let extension = match mime {
        "image/png" => "png",
        "image/webp" => "webp",
        "image/gif" => "gif",
        "video/mp4" => "mp4",
        "video/quicktime" => "mov",
        "video/webm" => "webm",
        _ => "jpg",
    };
    format!("{:02}.{extension}", index + 1)
}

fn settle(
    kelola: &Kelola,
    id: DeliveryId,
    label: &str,
    act: impl FnOnce(&mut Write<'_>) -> Result<Delivery, StoreError>,
) -> Result<DeliveryView, Failure> {
    kelola.write(label, |tx| {
        let delivery = act(tx)?;
        pieces::follow(tx, kelola.registry(), delivery.post)
    })?;
    kelola.events().tell(&Event::DeliveriesChanged);
    rows::view(kelola, kelola.read(|db| deliveries::get(db, id))?)
}

fn checked_address(text: &str) -> Result<String, Failure> {
    let url = Url::parse(text).map_err(|_| Failure::new(errors::ADDRESS_REFUSED))?;
    if url.scheme() == "https" {
        Ok(url.to_string())
    } else {
        Err(Failure::new(errors::ADDRESS_REFUSED))
    }
}

fn wall_now(now: Instant, planned: Planned) -> NaiveDateTime {
    let wall = now.with_timezone(&planned.zone).naive_local();
    wall.with_second(0)
        .and_then(|it| it.with_nanosecond(0))
        .unwrap_or(wall)
}

/// The present minute in the zone of the plan.
fn at_once(planned: Planned, now: Instant) -> Planned {
    Planned {
        wall: wall_now(now, planned),
        zone: planned.zone,
    }
}

/// The same clock time on the next day that is still ahead.
fn next_slot(planned: Planned, now: Instant) -> Planned {
    let today = planned.on_day(wall_now(now, planned).date());
    if today.instant() > now {
        today
    } else {
        planned.on_day((wall_now(now, planned) + Duration::days(1)).date())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kelola_domain::time::parse_wall;

    fn at(wall: &str) -> Planned {
        Planned {
            wall: parse_wall(wall).expect("a wall time"),
            zone: chrono_tz::Asia::Jakarta,
        }
    }

    #[test]
    fn the_next_slot_keeps_the_clock_time_and_lies_ahead() {
        let planned = at("2026-11-20T19:00");
        assert_eq!(
            next_slot(planned, at("2026-11-23T18:00").instant()),
            at("2026-11-23T19:00")
        );
        assert_eq!(
            next_slot(planned, at("2026-11-23T19:00").instant()),
            at("2026-11-24T19:00")
        );
    }

    #[test]
    fn at_once_is_the_present_minute() {
        assert_eq!(
            at_once(
                at("2026-11-20T19:00"),
                at("2026-11-23T08:14").instant() + Duration::seconds(40)
            ),
            at("2026-11-23T08:14")
        );
    }

    #[test]
    fn only_https_addresses_are_kept() {
        assert!(checked_address("https://www.instagram.com/p/abc/").is_ok());
        for bad in [
            "http://x.com/1",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "kompasiana",
        ] {
            assert!(checked_address(bad).is_err(), "{bad}");
        }
    }
}

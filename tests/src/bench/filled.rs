//! Fills a shop with years of posts, deliveries, messages and numbers, straight into the tables: what a person and the
//! networks would write in as many years. The newest post is planned for the last evening of [`MONTH`], and every
//! month holds as many as any other, so that shops of different size differ in their past only.

use std::error::Error;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use image::{Rgb, RgbImage, codecs::jpeg::JpegEncoder};
use kelola_domain::delivery::{Frozen, FrozenMedia};
use kelola_domain::media::{Attachment, Fit, Focus};
use kelola_domain::metric::Metric;
use kelola_domain::post::Content;
use kelola_domain::time::resolve;
use kelola_store::Connection;

use super::shop::{Shop, said};
use super::words::{Dice, text, word};

/// The month the lists and reports show: its year and number.
pub const MONTH: (i32, u32) = (2026, 9);
/// Minutes between two posts: ten a day.
const STEP: i64 = 144;
/// A word in every fifteenth of the newest 300 posts and nowhere else: twenty posts, however large the shop is.
pub const RARE: &str = "laskarpelangi";
/// Channels each post goes out on.
const ON: usize = 2;
/// What a network tells about a post at each reading.
const COUNTED: [Metric; 5] = [
    Metric::Views,
    Metric::Likes,
    Metric::Comments,
    Metric::Shares,
    Metric::Saves,
];
/// Hours after going live at which the numbers of a post are read.
const READ_AFTER: [i64; 10] = [1, 3, 6, 12, 24, 48, 72, 120, 168, 336];

/// How much of everything.
#[derive(Clone, Copy)]
pub struct Amount {
    /// Posts, each on two channels.
    pub posts: u32,
    /// Messages, spread evenly over the deliveries.
    pub messages: u32,
    /// Samples of numbers, spread evenly over the deliveries: up to fifty each.
    pub samples: u32,
}

/// A delivery as the other tables need it.
struct Sent {
    id: String,
    channel: String,
    live_at: i64,
}

/// Fills an empty shop.
///
/// # Errors
/// SQLite's and the core's.
pub fn fill(shop: &Shop, amount: Amount) -> Result<(), Box<dyn Error>> {
    let pictures = pictures(shop)?;
    let mut db = Connection::open(shop.data.join("kelola.db"))?;
    db.pragma_update(None, "synchronous", "OFF")?;
    db.pragma_update(None, "cache_size", -200_000)?;
    let tx = db.transaction()?;
    let mut dice = Dice::new(1);
    let sent = posts(&tx, shop, amount.posts, &pictures, &mut dice)?;
    messages(&tx, &sent, amount.messages, &mut dice)?;
    samples(&tx, &sent, amount.samples, &mut dice)?;
    tx.commit()?;
    // Else every later read would look through a write-ahead log as large as the data.
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

/// Twelve photos to show, as an attachment has them.
fn pictures(shop: &Shop) -> Result<Vec<Attachment>, Box<dyn Error>> {
    (0..12u32)
        .map(|number| {
            let shade = |x: u32, y: u32, step: f32| {
                let wave = (x as f32 / step).sin() + (y as f32 / (step + number as f32)).cos();
                (wave * 50.0 + 128.0) as u8
            };
            let picture = RgbImage::from_fn(1600, 1200, |x, y| {
                Rgb([shade(x, y, 211.0), shade(x, y, 157.0), shade(x, y, 89.0)])
            });
            let mut bytes = Vec::new();
            JpegEncoder::new_with_quality(&mut bytes, 88).encode_image(&picture)?;
            let name = format!("foto-{number}.jpg");
            let asset =
                kelola_app::media::import_bytes(&shop.kelola, &name, &bytes).map_err(said)?;
            Ok(Attachment {
                asset: asset.id,
                alt: format!("Foto {number}: kopi di meja kayu"),
                focus: Focus::CENTRE,
                fit: Fit::Fill,
                crops: Vec::new(),
            })
        })
        .collect()
}

fn posts(
    db: &Connection,
    shop: &Shop,
    count: u32,
    pictures: &[Attachment],
    dice: &mut Dice,
) -> Result<Vec<Sent>, Box<dyn Error>> {
    let mut insert = db.prepare(
        "INSERT INTO posts (id, brand, title, pillar, notes, editorial, text, headline, hashtags, link, first_comment, media,
             channels, planned_wall, planned_zone, planned_at, grace_minutes, send_whenever, revision, updated_at)
         VALUES (?1, ?2, ?3, 'education', '', 'ready', ?4, '', '', '', '', ?5, ?6, ?7, 'Asia/Jakarta', ?8, 60, 0, 3, ?8)",
    )?;
    let (year, month) = MONTH;
    let end = NaiveDate::from_ymd_opt(year, month + 1, 1)
        .and_then(|it| it.and_hms_opt(0, 0, 0))
        .ok_or("no such month")?;
    let mut sent = Vec::new();
    for number in 0..count {
        let wall = end - Duration::minutes(STEP * i64::from(count - number));
        let at = resolve(wall, shop.brand.zone);
        let made = at - Duration::days(2);
        let id = id(made, dice);
        let picture = pictures.get(number as usize % (pictures.len() * 2).max(1));
        let age = count - number;
        let rare = if age <= 300 && age.is_multiple_of(15) {
            RARE
        } else {
            ""
        };
        let content = Content {
            text: format!("{} {rare}", text(dice, 260)),
            media: picture.cloned().into_iter().collect(),
            ..Content::default()
        };
        let channels: Vec<_> = (0..ON)
            .filter_map(|it| {
                shop.channels
                    .get((number as usize + it) % shop.channels.len().max(1))
            })
            .map(|it| it.id)
            .collect();
        let wall = wall.format("%Y-%m-%dT%H:%M").to_string();
        insert.execute((
            &id,
            shop.brand.id.to_string(),
            format!("{} {} {number}", word(dice), word(dice)),
            &content.text,
            serde_json::to_string(&content.media)?,
            serde_json::to_string(&channels)?,
            &wall,
            at.timestamp_millis(),
        ))?;
        for channel in channels {
            sent.push(deliver(
                db,
                shop,
                &id,
                &channel.to_string(),
                (&wall, at),
                &content,
                dice,
            )?);
        }
    }
    Ok(sent)
}

fn deliver(
    db: &Connection,
    shop: &Shop,
    post: &str,
    channel: &str,
    (wall, at): (&str, DateTime<Utc>),
    content: &Content,
    dice: &mut Dice,
) -> Result<Sent, Box<dyn Error>> {
    let frozen = Frozen {
        content: content.clone(),
        kind: String::new(),
        langs: vec!["id".to_owned()],
        media: content
            .media
            .iter()
            .map(|it| FrozenMedia {
                hash: "0".repeat(64),
                mime: "image/jpeg".to_owned(),
                width: 1600,
                height: 900,
                alt: it.alt.clone(),
            })
            .collect(),
        created_at: at,
    };
    let delivery = id(at - Duration::days(1), dice);
    let live_at = at.timestamp_millis() + 2_000 + i64::try_from(dice.below(20_000))?;
    db.prepare_cached(
        "INSERT INTO deliveries (id, post, channel, brand, state, planned_wall, planned_zone, planned_at, grace_minutes,
             send_whenever, request_id, attempts, frozen, remote_id, url, live_at, changed_at)
         VALUES (?1, ?2, ?3, ?4, 'live', ?5, 'Asia/Jakarta', ?6, 60, 0, ?1, 1, ?7, ?8, ?9, ?10, ?10)",
    )?
    .execute((
        &delivery,
        post,
        channel,
        shop.brand.id.to_string(),
        wall,
        at.timestamp_millis(),
        serde_json::to_string(&frozen)?,
        format!("at://did:plc:kopisenja/app.bsky.feed.post/{delivery}"),
        format!("https://bsky.app/profile/kopisenja.id/post/{delivery}"),
        live_at,
    ))?;
    Ok(Sent {
        id: delivery,
        channel: channel.to_owned(),
        live_at,
    })
}

fn messages(
    db: &Connection,
    sent: &[Sent],
    count: u32,
    dice: &mut Dice,
) -> Result<(), Box<dyn Error>> {
    let mut insert = db.prepare(
        "INSERT INTO messages (id, channel, delivery, remote_id, kind, author, author_name, text, at, url)
         VALUES (?1, ?2, ?3, ?4, 'reply', ?5, ?6, ?7, ?8, ?9)",
    )?;
    let each = u64::from(count) / (sent.len() as u64).max(1);
    for delivery in sent {
        for _ in 0..each {
            let at = delivery.live_at + i64::try_from(dice.below(3 * 86_400_000))?;
            let id = id(
                DateTime::from_timestamp_millis(at).unwrap_or_default(),
                dice,
            );
            let author = format!("{}{}.bsky.social", word(dice), dice.below(1000));
            let length = 20 + usize::try_from(dice.below(120))?;
            insert.execute((
                &id,
                &delivery.channel,
                &delivery.id,
                format!("at://did:plc:tamu/app.bsky.feed.post/{id}"),
                &author,
                word(dice),
                text(dice, length),
                at,
                format!("https://bsky.app/profile/{author}/post/{id}"),
            ))?;
        }
    }
    Ok(())
}

/// Written in the order they would be read in: every reading finds posts of different age.
fn samples(
    db: &Connection,
    sent: &[Sent],
    count: u32,
    dice: &mut Dice,
) -> Result<(), Box<dyn Error>> {
    let mut insert = db.prepare(
        "INSERT INTO metric_samples (scope, scope_id, metric, value, source, captured_at) VALUES ('delivery', ?1, ?2, ?3, 'api', ?4)",
    )?;
    let each = count as usize / sent.len().max(1) / COUNTED.len();
    let mut readings: Vec<(i64, &Sent, i64)> = sent
        .iter()
        .flat_map(|it| {
            let hours = READ_AFTER.iter().take(each);
            hours.map(move |hour| (it.live_at + hour * 3_600_000, it, *hour))
        })
        .collect();
    readings.sort_by_key(|it| it.0);
    for (at, delivery, hours) in readings {
        for (weight, metric) in (1i64..).zip(COUNTED) {
            let value = (hours * 40 + i64::try_from(dice.below(60))?) / (weight * weight);
            insert.execute((&delivery.id, metric.name(), value, at))?;
        }
    }
    Ok(())
}

/// An identifier as the product makes them: a UUIDv7 of an instant.
fn id(at: DateTime<Utc>, dice: &mut Dice) -> String {
    let mut random = [0; 10];
    for (place, byte) in random
        .iter_mut()
        .zip(dice.next().to_le_bytes().into_iter().cycle())
    {
        *place = byte;
    }
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &random)
        .into_uuid()
        .to_string()
}

//! Sample data: a believable shop with a finished month, a month half done and a plan ahead. Its channels never
//! send; its pictures are made by the program itself.

mod calendar;
mod numbers;

use crate::{
    Kelola,
    failure::Failure,
    media::{
        import_bytes,
        library::{AssetPatch, SaveAsset, save_asset},
    },
    settings,
    words::{acts, errors},
};
use calendar::Slot;
use chrono::{Datelike, NaiveDate, NaiveTime};
use kelola_domain::{
    brand::{Brand, Lang},
    channel::{Channel, Connection},
    delivery::{Delivery, DeliveryState},
    ids::{BrandId, ChannelId, MessageId, PostId, TargetId},
    media::{Asset, Attachment, Fit, Focus},
    message::{Message, MessageKind},
    metric::{Metric, Target},
    post::{Content, Editorial, Overrides, Post, Variant},
    time::{Instant, Planned},
};
use kelola_media::sample::{Theme, draw};
use kelola_store::{
    StoreError, Write, brands, channels, deliveries, messages, metrics, posts, targets, variants,
};
use serde::Deserialize;
use std::collections::HashMap;

const ZONE: chrono_tz::Tz = chrono_tz::Asia::Jakarta;

/// One idea of the shop.
#[derive(Debug, Clone, Deserialize)]
struct Idea {
    title: String,
    pillar: String,
    picture: String,
    alt: String,
    text: String,
}

/// The sample shop while it is being written.
struct Shop {
    brand: Brand,
    channels: Vec<Channel>,
    pictures: HashMap<String, Asset>,
    ideas: Vec<Idea>,
    now: Instant,
}

/// Fills an empty folder.
///
/// # Errors
/// Fails when the folder already holds a brand.
pub fn fill(kelola: &Kelola, now: Instant) -> Result<Brand, Failure> {
    if !kelola.read(brands::list)?.is_empty() {
        return Err(Failure::new(errors::DATA_NOT_EMPTY));
    }
    let ideas: Vec<Idea> = serde_json::from_str(include_str!("ideas.json"))
        .map_err(|error| Failure::defect(&error))?;
    let pictures = draw_pictures(kelola, &ideas)?;
    let lang = settings::load(kelola)?.lang;
    let brand = kelola.write(acts::FILL_DEMO, |tx| {
        let brand = brand(tx, lang);
        brands::insert(tx, &brand)?;
        let channels = shop_channels(tx, &brand);
        for channel in &channels {
            channels::insert(tx, channel)?;
        }
        let shop = Shop {
            brand,
            channels,
            pictures,
            ideas,
            now,
        };
        shop.write(tx)?;
        Ok(shop.brand)
    })?;
    let known = settings::load(kelola)?;
    settings::store(
        kelola,
        settings::Settings {
            brand: Some(brand.id),
            ..known
        },
    )?;
    Ok(brand)
}

fn draw_pictures(kelola: &Kelola, ideas: &[Idea]) -> Result<HashMap<String, Asset>, Failure> {
    let mut made = HashMap::new();
    for (seed, idea) in (1..).zip(ideas) {
        if !made.contains_key(&idea.picture) {
            let bytes = draw(seed, theme(&idea.picture));
            let asset = import_bytes(kelola, &format!("{}.jpg", idea.picture), &bytes)?;
            let patch = AssetPatch {
                alt: Some(idea.alt.clone()),
                ..AssetPatch::default()
            };
            let said = SaveAsset {
                id: asset.id,
                patch,
            };
            made.insert(idea.picture.clone(), save_asset(kelola, said)?);
        }
    }
    Ok(made)
}

fn theme(name: &str) -> Theme {
    match name {
        "croissant" => Theme::Croissant,
        "pisang_goreng" => Theme::PisangGoreng,
        "sunset" => Theme::Sunset,
        "beans" => Theme::Beans,
        "storefront" => Theme::Storefront,
        "quote" => Theme::Quote,
        "barista" => Theme::Barista,
        "rain_window" => Theme::RainWindow,
        "pour_over" => Theme::PourOver,
        _ => Theme::Latte,
    }
}

fn brand(tx: &Write<'_>, lang: Lang) -> Brand {
    Brand {
        id: BrandId::from_uuid(tx.uuid()),
        name: "Kopi Senja".to_owned(),
        zone: ZONE,
        languages: vec![lang],
        accent: crate::brands::FIRST_ACCENT.to_owned(),
        prepared_by: "Rina Ayu".to_owned(),
        prepared_for: "Pak Hendra".to_owned(),
        avoided: Vec::new(),
        utm: Vec::new(),
    }
}

fn shop_channels(tx: &Write<'_>, brand: &Brand) -> Vec<Channel> {
    [
        ("instagram", "kopisenja.bdg", Connection::Manual, "feed"),
        (
            "bluesky",
            "kopisenja.example",
            Connection::Connected,
            "text",
        ),
        ("x", "kopisenja", Connection::Manual, "free"),
        ("kompasiana", "kopisenja", Connection::Manual, "article"),
    ]
    .into_iter()
    .map(|(network, handle, connection, kind)| Channel {
        id: ChannelId::from_uuid(tx.uuid()),
        brand: brand.id,
        network: network.into(),
        handle: handle.to_owned(),
        server: None,
        kind: kind.to_owned(),
        connection,
        sends: false,
        remote_id: None,
        paused: false,
        facts: None,
    })
    .collect()
}

impl Shop {
    fn write(&self, tx: &mut Write<'_>) -> Result<(), StoreError> {
        let today = self.now.with_timezone(&ZONE).date_naive();
        let slots = calendar::slots(today);
        for (index, slot) in slots.iter().enumerate() {
            if let Some(idea) = self.ideas.get(index % self.ideas.len()) {
                self.planned_post(tx, index, *slot, idea)?;
            }
        }
        for (index, idea) in self.ideas.iter().rev().take(4).enumerate() {
            let editorial = if index % 2 == 0 {
                Editorial::Idea
            } else {
                Editorial::Draft
            };
            posts::insert(
                tx,
                &self.post(
                    tx,
                    idea,
                    None,
                    editorial,
                    &self.channels[..2.min(self.channels.len())],
                ),
            )?;
        }
        self.followers(tx, today)?;
        self.targets(tx, today)
    }

    fn planned_post(
        &self,
        tx: &mut Write<'_>,
        index: usize,
        slot: Slot,
        idea: &Idea,
    ) -> Result<(), StoreError> {
        let planned = Planned {
            wall: slot.wall(),
            zone: ZONE,
        };
        let is_past = planned.instant() <= self.now;
        let on = self.taking_part(index);
        let editorial = if !is_past && index % 5 == 3 {
            Editorial::Draft
        } else {
            Editorial::Ready
        };
        let post = self.post(tx, idea, Some(planned), editorial, &on);
        posts::insert(tx, &post)?;
        if editorial == Editorial::Draft {
            return Ok(());
        }
        let apart = (!is_past).then(|| self.apart(index, planned)).flatten();
        if let Some((channel, at)) = apart {
            let overrides = Overrides {
                planned: Some(at),
                ..Overrides::default()
            };
            variants::put(
                tx,
                &Variant {
                    post: post.id,
                    channel,
                    overrides,
                },
            )?;
        }
        for (place, channel) in on.iter().enumerate() {
            let own = apart.filter(|it| it.0 == channel.id).map(|it| it.1);
            let at = own.unwrap_or(planned);
            let delivery = self.delivery(tx, &post, channel, at, index + place * 7);
            deliveries::insert(tx, &delivery)?;
            if delivery.state == DeliveryState::Live {
                metrics::append(
                    tx,
                    &numbers::of_delivery(&delivery, &channel.network, index, self.now),
                )?;
                self.replies(tx, &delivery, channel, index)?;
            }
        }
        Ok(())
    }

    fn post(
        &self,
        tx: &Write<'_>,
        idea: &Idea,
        planned: Option<Planned>,
        editorial: Editorial,
        on: &[Channel],
    ) -> Post {
        let media = self.pictures.get(&idea.picture).map(|asset| Attachment {
            asset: asset.id,
            alt: idea.alt.clone(),
            focus: Focus::CENTRE,
            fit: Fit::Fill,
            crops: Vec::new(),
        });
        Post {
            id: PostId::from_uuid(tx.uuid()),
            brand: self.brand.id,
            title: idea.title.clone(),
            pillar: idea.pillar.clone(),
            campaign: String::new(),
            tags: Vec::new(),
            notes: String::new(),
            editorial,
            shared: Content {
                text: idea.text.clone(),
                title: idea.title.clone(),
                media: media.into_iter().collect(),
                ..Content::default()
            },
            channels: on.iter().map(|it| it.id).collect(),
            planned,
            grace_minutes: 60,
            send_whenever: false,
            revision: 0,
            updated_at: self.now,
        }
    }

    /// Instagram and Bluesky nearly always, X often, Kompasiana now and then.
    fn taking_part(&self, index: usize) -> Vec<Channel> {
        self.channels
            .iter()
            .enumerate()
            .filter(|(place, _)| match place {
                0 => true,
                1 => index % 6 != 5,
                2 => index % 3 != 2,
                _ => index % 8 == 1,
            })
            .map(|(_, channel)| channel.clone())
            .collect()
    }

    /// Now and then X goes out the evening before, so that the calendar shows a post on two days.
    fn apart(&self, index: usize, planned: Planned) -> Option<(ChannelId, Planned)> {
        let channel = self.channels.get(2).filter(|_| index % 12 == 4)?;
        let evening = NaiveTime::from_hms_opt(20, 0, 0)?;
        let at = Planned {
            wall: planned.wall.date().pred_opt()?.and_time(evening),
            zone: planned.zone,
        };
        (at.instant() > self.now).then_some((channel.id, at))
    }

    fn delivery(
        &self,
        tx: &Write<'_>,
        post: &Post,
        channel: &Channel,
        planned: Planned,
        salt: usize,
    ) -> Delivery {
        let at = planned.instant();
        let state = match salt % 41 {
            _ if at > self.now => DeliveryState::Planned,
            // What is long past has been dealt with.
            _ if self.now - at > chrono::Duration::days(60) => DeliveryState::Live,
            // A shop that never slipped would not be believed.
            9 => DeliveryState::Missed,
            17 if channel.connection == Connection::Connected => DeliveryState::Failed,
            _ => DeliveryState::Live,
        };
        let late = if salt % 11 == 4 {
            38
        } else {
            i64::try_from(salt % 5).unwrap_or(0)
        };
        let live_at = at + chrono::Duration::minutes(late);
        let mut delivery = crate::calendar::planned_delivery(
            tx,
            post,
            channel.id,
            planned,
            format!("sample-{}", tx.uuid()),
        );
        delivery.code = match state {
            DeliveryState::Missed => Some(errors::TOO_LATE.to_owned()),
            DeliveryState::Failed => Some(errors::REJECTED.to_owned()),
            _ => None,
        };
        delivery.live_at = (state == DeliveryState::Live).then_some(live_at.min(self.now));
        delivery.changed_at = if state == DeliveryState::Planned {
            self.now
        } else {
            live_at.min(self.now)
        };
        delivery.state = state;
        delivery
    }

    fn replies(
        &self,
        tx: &mut Write<'_>,
        delivery: &Delivery,
        channel: &Channel,
        index: usize,
    ) -> Result<(), StoreError> {
        const SAID: [(&str, &str, &str); 4] = [
            (
                "rinaayu.example",
                "Rina Ayu",
                "Kak, kelas Sabtu masih ada kursi? Saya mau daftar berdua",
            ),
            (
                "budihartono.example",
                "Budi Hartono",
                "Kopi jahenya enak, kemarin pesan dua 😄",
            ),
            (
                "sitinur.example",
                "Siti Nur",
                "Braga buka sampai jam berapa ya?",
            ),
            (
                "dewaputu.example",
                "Dewa Putu",
                "Pesanan biji 1 kg belum sampai, resi JB-20418",
            ),
        ];
        if channel.connection != Connection::Connected || !index.is_multiple_of(3) {
            return Ok(());
        }
        let Some((author, author_name, text)) = SAID.get(index / 3 % SAID.len()) else {
            return Ok(());
        };
        let at = delivery.live_at.unwrap_or(self.now) + chrono::Duration::minutes(47);
        let message = Message {
            id: MessageId::from_uuid(tx.uuid()),
            channel: channel.id,
            delivery: Some(delivery.id),
            remote_id: format!("sample-{}", tx.uuid()),
            kind: MessageKind::Reply,
            author: (*author).to_owned(),
            author_name: (*author_name).to_owned(),
            text: (*text).to_owned(),
            at: at.min(self.now),
            url: None,
        };
        messages::insert_new(tx, &[message])?;
        Ok(())
    }

    fn followers(&self, tx: &mut Write<'_>, today: NaiveDate) -> Result<(), StoreError> {
        for (place, channel) in self.channels.iter().enumerate() {
            metrics::append(
                tx,
                &numbers::followers(channel.id, place, calendar::first_day(today), self.now),
            )?;
        }
        Ok(())
    }

    fn targets(&self, tx: &mut Write<'_>, today: NaiveDate) -> Result<(), StoreError> {
        let this_month = today.with_day(1).unwrap_or(today);
        let last_month = calendar::month_before(this_month);
        for month in [last_month, this_month] {
            for (channel, metric, value) in [
                (None, Metric::Interactions, 2_400),
                (None, Metric::Posts, 48),
                (
                    self.channels.first().map(|it| it.id),
                    Metric::Followers,
                    12_900,
                ),
            ] {
                targets::put(
                    tx,
                    &Target {
                        id: TargetId::from_uuid(tx.uuid()),
                        brand: self.brand.id,
                        channel,
                        metric,
                        month,
                        value,
                    },
                )?;
            }
        }
        Ok(())
    }
}

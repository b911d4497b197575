//! Collects what a report says: deliveries, numbers and targets of a period, and of the one before.

use crate::{Kelola, channels::profile, failure::Failure, media, targets, words::say};
use chrono::{Datelike, NaiveDateTime};
use kelola_documents::reports::{
    data::{
        Amount, Brand as PrintedBrand, Channel as PrintedChannel, Completeness, Count,
        Delivery as PrintedDelivery, Engagement, Figure, Lang as PrintedLang, Missing, Outcome,
        Period as PrintedPeriod, PeriodKind, Picture, Post as PrintedPost, RateBasis, Ratio,
        ReportData, Source, Span, Target as PrintedTarget, Unit,
    },
    top_posts,
};
use kelola_domain::{
    brand::{Brand, Lang},
    channel::Channel,
    delivery::{Delivery, DeliveryState},
    ids::{ChannelId, DeliveryId},
    metric::{Metric, Sample, Scope},
    post::Post,
    report::{Period, Report},
    time::{Days, Instant},
};
use kelola_store::{
    Connection, StoreError, channels, deliveries, metrics, posts, targets as target_rows, variants,
};
use std::collections::{BTreeMap, HashMap, hash_map::Entry};

type Known = HashMap<DeliveryId, Vec<Sample>>;

/// Everything of one stretch of days.
struct Stretch {
    days: Days,
    live: Vec<Delivery>,
    numbers: Known,
}

/// Collects a report's data as they are now.
pub(crate) fn collect(
    kelola: &Kelola,
    brand: &Brand,
    report: &Report,
) -> Result<ReportData, Failure> {
    let lang = report.lang;
    let days = days_of(&report.period, brand)?;
    let before = report
        .period
        .before()
        .map(|it| days_of(&it, brand))
        .transpose()?;
    let now = kelola.now();
    let (all, stretch, earlier) = kelola.read(|db| {
        let earlier = before.map(|it| Stretch::load(db, brand, it)).transpose()?;
        Ok((
            channels::list(db, Some(brand.id))?,
            Stretch::load(db, brand, days)?,
            earlier.filter(|it| !it.live.is_empty()),
        ))
    })?;
    let captured = stretch
        .numbers
        .values()
        .flatten()
        .map(|it| it.captured_at)
        .max();
    let mut data = ReportData {
        lang: printed_lang(lang),
        brand: PrintedBrand {
            name: brand.name.clone(),
            accent: brand.accent.clone(),
            logo: None,
            prepared_by: brand.prepared_by.clone(),
            prepared_for: (!brand.prepared_for.is_empty()).then(|| brand.prepared_for.clone()),
        },
        period: PrintedPeriod {
            kind: kind_of(&report.period),
            span: span(days),
            zone: zone_name(days, now),
        },
        comparison: earlier.as_ref().map(|it| span(it.days)),
        created: wall(report_day(report, now, captured), days),
        captured: captured.map(|it| wall(it, days)),
        provisional: report.provisional,
        number: None,
        channels: all
            .iter()
            .map(|it| channel(kelola, it, &stretch, earlier.as_ref()))
            .collect::<Result<_, _>>()?,
        deliveries: planned(kelola, brand, &stretch, lang, now)?,
        posts: live_posts(kelola, &stretch)?,
        targets: printed_targets(kelola, brand, &stretch, earlier.as_ref(), lang)?,
        comments: report.comments.clone(),
        claims: BTreeMap::new(),
    };
    add_thumbnails(kelola, &stretch, &mut data.posts)?;
    Ok(data)
}

impl Stretch {
    fn load(db: &Connection, brand: &Brand, days: Days) -> Result<Self, StoreError> {
        let (from, to) = days.instants();
        let live = deliveries::live_between(db, brand.id, from, to)?;
        let ids: Vec<_> = live.iter().map(|it| it.id).collect();
        // A post's numbers are lifetime totals: what is known now, whenever it was read.
        let numbers = metrics::latest_of(db, &ids, Instant::MAX_UTC)?;
        Ok(Self {
            days,
            live,
            numbers,
        })
    }

    fn of_channel(&self, channel: ChannelId) -> impl Iterator<Item = &Delivery> {
        self.live.iter().filter(move |it| it.channel == channel)
    }

    fn number(&self, delivery: DeliveryId, metric: Metric) -> Option<i64> {
        self.numbers
            .get(&delivery)?
            .iter()
            .find(|it| it.metric == metric)
            .map(|it| it.value)
    }

    /// The sum over a channel's posts; none when no post has the number.
    fn sum(&self, channel: ChannelId, metric: Metric) -> Option<i64> {
        let known: Vec<_> = self
            .of_channel(channel)
            .filter_map(|it| self.number(it.id, metric))
            .collect();
        (!known.is_empty()).then(|| known.iter().sum())
    }

    /// Interactions against a basis, pooled over the posts that have both.
    fn ratio(&self, channel: ChannelId, basis: Metric) -> Option<Ratio> {
        let mut ratio = Ratio {
            interactions: 0,
            seen: 0,
        };
        for it in self.of_channel(channel) {
            let counted: Vec<_> = Metric::INTERACTIONS
                .iter()
                .filter_map(|metric| self.number(it.id, *metric))
                .collect();
            if let (Some(seen), false) = (self.number(it.id, basis), counted.is_empty()) {
                ratio.interactions += counted.iter().sum::<i64>();
                ratio.seen += seen;
            }
        }
        (ratio.seen > 0).then_some(ratio)
    }
}

fn channel(
    kelola: &Kelola,
    channel: &Channel,
    now: &Stretch,
    before: Option<&Stretch>,
) -> Result<PrintedChannel, Failure> {
    let profile = profile(kelola, &channel.network)?;
    let why = if profile.abilities.counts {
        Missing::NotRead
    } else {
        Missing::NotEntered
    };
    let figure = |metric: Metric| Figure {
        now: count(now.sum(channel.id, metric), why),
        before: count(before.and_then(|it| it.sum(channel.id, metric)), why),
    };
    let (from, to) = now.days.instants();
    let followers = |at: Instant| {
        kelola.read(|db| {
            Ok(
                metrics::at(db, Scope::Channel(channel.id), Metric::Followers, at)?
                    .map(|it| it.value),
            )
        })
    };
    let (start, end) = (followers(from)?, followers(to)?);
    let earlier = before
        .map(|it| followers(it.days.instants().0))
        .transpose()?
        .flatten();
    let known = now
        .of_channel(channel.id)
        .filter(|it| now.numbers.contains_key(&it.id))
        .count();
    let posts = now.of_channel(channel.id).count();
    Ok(PrintedChannel {
        id: channel.id.to_string(),
        network: profile.name.clone(),
        handle: channel.handle.clone(),
        completeness: match (known, posts) {
            (0, _) if end.is_none() => Completeness::None,
            (known, posts) if known == posts => Completeness::Complete,
            _ => Completeness::Partial,
        },
        complete_until: newest(now, channel.id).map(|it| wall(it, now.days)),
        source: source(now, channel, why),
        note: None,
        followers: Figure {
            now: count(end, why),
            before: count(start, why),
        },
        net_growth_before: count(
            start.zip(earlier).map(|(start, earlier)| start - earlier),
            why,
        ),
        posts: Figure {
            now: whole(posts),
            before: before.map_or(Count::Missing(Missing::NotRead), |it| {
                whole(it.of_channel(channel.id).count())
            }),
        },
        views: figure(Metric::Views),
        // Reach of single posts is never added up; a period's reach would have to come from the network itself.
        reach: Figure::missing(Missing::NotProvided),
        likes: figure(Metric::Likes),
        comments: figure(Metric::Comments),
        shares: figure(Metric::Shares),
        saves: figure(Metric::Saves),
        clicks: figure(Metric::Clicks),
        engagement: engagement(now, before, channel.id),
    })
}

fn engagement(now: &Stretch, before: Option<&Stretch>, channel: ChannelId) -> Option<Engagement> {
    [
        (RateBasis::Reach, Metric::Reach),
        (RateBasis::Views, Metric::Views),
    ]
    .into_iter()
    .find_map(|(basis, metric)| {
        let ratio = now.ratio(channel, metric)?;
        Some(Engagement {
            basis,
            now: Some(ratio),
            before: before.and_then(|it| it.ratio(channel, metric)),
        })
    })
}

fn source(now: &Stretch, channel: &Channel, why: Missing) -> Source {
    let named = now
        .of_channel(channel.id)
        .filter_map(|it| now.numbers.get(&it.id))
        .flatten()
        .map(|it| it.source.as_str())
        .next();
    match named {
        Some("sample") => Source::Sample,
        Some("hand") => Source::Hand,
        Some(_) => Source::Api,
        None if !channel.sends => Source::Sample,
        None if why == Missing::NotEntered => Source::Hand,
        None => Source::Api,
    }
}

fn newest(now: &Stretch, channel: ChannelId) -> Option<Instant> {
    now.of_channel(channel)
        .filter_map(|it| now.numbers.get(&it.id))
        .flatten()
        .map(|it| it.captured_at)
        .max()
}

fn planned(
    kelola: &Kelola,
    brand: &Brand,
    stretch: &Stretch,
    lang: Lang,
    now: Instant,
) -> Result<Vec<PrintedDelivery>, Failure> {
    let (from, to) = stretch.days.instants();
    let filter = deliveries::DeliveryFilter {
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

fn live_posts(kelola: &Kelola, stretch: &Stretch) -> Result<Vec<PrintedPost>, Failure> {
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
fn add_thumbnails(
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

fn printed_targets(
    kelola: &Kelola,
    brand: &Brand,
    now: &Stretch,
    before: Option<&Stretch>,
    lang: Lang,
) -> Result<Vec<PrintedTarget>, Failure> {
    let found = kelola.read(|db| {
        target_rows::list(
            db,
            brand.id,
            Some(now.days.first.with_day0(0).unwrap_or(now.days.first)),
        )
    })?;
    found
        .into_iter()
        .map(|target| {
            let on = target
                .channel
                .map(|id| kelola.read(|db| channels::get(db, id)))
                .transpose()?;
            let on = on
                .map(|it| Ok::<_, Failure>(profile(kelola, &it.network)?.name.clone()))
                .transpose()?;
            let (actual, earlier) = kelola.read(|db| {
                let earlier = before
                    .map(|it| targets::actual(db, brand, &target, it.days))
                    .transpose()?
                    .flatten();
                Ok((targets::actual(db, brand, &target, now.days)?, earlier))
            })?;
            let noun = say(
                lang,
                &format!("metric_{}", target.metric.name()),
                &BTreeMap::new(),
            );
            Ok(PrintedTarget {
                name: on.map_or_else(|| capital(&noun), |on| format!("{} {on}", capital(&noun))),
                unit: Unit::Count { noun },
                baseline: None,
                goal: float(target.value),
                actual: actual.map_or(Amount::Missing(Missing::NotRead), |it| {
                    Amount::Known(float(it))
                }),
                before: earlier.map(float),
                lower_is_better: false,
            })
        })
        .collect()
}

fn days_of(period: &Period, brand: &Brand) -> Result<Days, Failure> {
    let (first, end) = period
        .bounds()
        .ok_or_else(|| Failure::new(crate::words::errors::REPORT_PERIOD).with("what", "–"))?;
    Ok(Days {
        first,
        end,
        zone: brand.zone,
    })
}

/// The day printed on a report: the day after its period once that is over, or the day of its newest number; never the
/// clock, so that the same data give the same bytes.
fn report_day(report: &Report, now: Instant, captured: Option<Instant>) -> Instant {
    let end = report
        .period
        .bounds()
        .map(|(_, end)| end.and_time(chrono::NaiveTime::MIN).and_utc());
    let over = end.filter(|end| *end < now);
    over.map_or(now, |end| captured.map_or(end, |it| it.max(end)))
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

fn span(days: Days) -> Span {
    Span {
        first: days.first,
        last: days.end.pred_opt().unwrap_or(days.first),
    }
}

const fn kind_of(period: &Period) -> PeriodKind {
    match period {
        Period::Month { .. } => PeriodKind::Month,
        Period::Week { .. } => PeriodKind::Week,
        Period::Range { .. } => PeriodKind::Range,
    }
}

const fn printed_lang(lang: Lang) -> PrintedLang {
    match lang {
        Lang::Id => PrintedLang::Id,
        Lang::En => PrintedLang::En,
    }
}

/// `WIB` where the zone has letters, else its offset.
fn zone_name(days: Days, now: Instant) -> String {
    let name = now.with_timezone(&days.zone).format("%Z").to_string();
    if name.starts_with(['+', '-']) {
        format!("UTC{name}")
    } else {
        name
    }
}

fn wall(at: Instant, days: Days) -> NaiveDateTime {
    at.with_timezone(&days.zone).naive_local()
}

fn count(known: Option<i64>, why: Missing) -> Count {
    known.map_or(Count::Missing(why), Count::Known)
}

fn whole(number: usize) -> Count {
    Count::Known(i64::try_from(number).unwrap_or(i64::MAX))
}

#[allow(clippy::cast_precision_loss, reason = "targets stay far below 2^52")]
fn float(value: i64) -> f64 {
    value as f64
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|it| it.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

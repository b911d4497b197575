//! The sample shop's numbers: made by rule, so that the same day gives the same shop.

use chrono::{Duration, NaiveDate, NaiveTime, Timelike};
use kelola_domain::{
    delivery::Delivery,
    ids::ChannelId,
    metric::{Metric, Sample, Scope},
    network::NetworkId,
    time::{Instant, resolve},
};

const SOURCE: &str = "sample";

/// How a network of the sample shop answers, per hundred views.
struct Crowd {
    views: i64,
    likes: i64,
    comments: i64,
    shares: i64,
    saves: i64,
    shows_views: bool,
}

fn crowd(network: &str) -> Crowd {
    match network {
        "instagram" => Crowd {
            views: 1900,
            likes: 52,
            comments: 6,
            shares: 7,
            saves: 11,
            shows_views: true,
        },
        "x" => Crowd {
            views: 640,
            likes: 18,
            comments: 4,
            shares: 8,
            saves: 2,
            shows_views: true,
        },
        "kompasiana" => Crowd {
            views: 410,
            likes: 14,
            comments: 9,
            shares: 0,
            saves: 0,
            shows_views: true,
        },
        _ => Crowd {
            views: 520,
            likes: 41,
            comments: 12,
            shares: 16,
            saves: 3,
            shows_views: false,
        },
    }
}

/// What one live delivery of the sample shop has gathered until now.
pub fn of_delivery(
    delivery: &Delivery,
    network: &NetworkId,
    index: usize,
    now: Instant,
) -> Vec<Sample> {
    let crowd = crowd(network.as_str());
    let live = delivery.live_at.unwrap_or(now);
    let captured_at = (live + Duration::days(3)).min(now);
    let views = crowd.views * mood(index, live) / 100;
    let mut numbers = vec![
        (Metric::Likes, views * crowd.likes / 1000),
        (Metric::Comments, views * crowd.comments / 1000),
        (Metric::Shares, views * crowd.shares / 1000),
    ];
    if crowd.saves > 0 {
        numbers.push((Metric::Saves, views * crowd.saves / 1000));
    }
    if crowd.shows_views {
        numbers.push((Metric::Views, views));
    }
    if network.as_str() == "instagram" {
        numbers.push((Metric::Reach, views * 78 / 100));
    }
    let sample = |(metric, value)| Sample {
        metric,
        scope: Scope::Delivery(delivery.id),
        value,
        source: SOURCE.to_owned(),
        captured_at,
    };
    numbers.into_iter().map(sample).collect()
}

/// Followers of a channel, one number a day.
pub fn followers(channel: ChannelId, place: usize, first: NaiveDate, now: Instant) -> Vec<Sample> {
    let (start, daily) = [(12_310, 11), (842, 4), (3_120, 1), (410, 0)]
        .get(place)
        .copied()
        .unwrap_or((100, 1));
    first
        .iter_days()
        .zip(0i64..)
        .map(|(day, gone)| {
            (
                resolve(
                    day.and_time(NaiveTime::from_hms_opt(6, 0, 0).unwrap_or(NaiveTime::MIN)),
                    chrono_tz::Asia::Jakarta,
                ),
                gone,
            )
        })
        .take_while(|(at, _)| *at <= now)
        .map(|(captured_at, gone)| Sample {
            metric: Metric::Followers,
            scope: Scope::Channel(channel),
            value: start + gone * daily + gone * 7 % 5 - gone * 3 % 4,
            source: SOURCE.to_owned(),
            captured_at,
        })
        .collect()
}

/// How well a post does, in percent: evenings and weekends better, every idea in its own way.
fn mood(index: usize, live: Instant) -> i64 {
    let hour = live.with_timezone(&chrono_tz::Asia::Jakarta).hour();
    let base = if hour >= 16 { 118 } else { 92 };
    base + i64::try_from(index * 37 % 83).unwrap_or(0) - 30
}

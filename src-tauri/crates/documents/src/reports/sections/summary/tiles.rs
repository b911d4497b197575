//! The key figures: at most eight, each with its change.

use crate::{
    reports::{
        data::{Channel, Figure},
        deliveries::Tally,
        delta::Delta,
        facts::{Change, Facts, interactions, net_growth},
    },
    words::{Word, shared, summary as words},
};
use serde::Serialize;

/// Two rows of four.
const TILES: usize = 8;

#[derive(Serialize)]
pub(super) struct Tile {
    label: &'static str,
    value: String,
    delta: Option<Delta>,
    sub: String,
}

/// The figures this report has, the most asked for first.
pub(super) fn tiles(facts: &Facts) -> Vec<Tile> {
    let mut tiles: Vec<Tile> = [
        sum(facts, shared::POSTS, |it| it.posts),
        on_time(facts),
        followers(facts),
        net(facts),
        sum(facts, shared::INTERACTIONS, interactions),
        sum(facts, shared::VIEWS, |it| it.views),
        targets(facts),
        sum(facts, shared::COMMENTS, |it| it.comments),
        sum(facts, shared::SHARES, |it| it.shares),
        sum(facts, shared::LIKES, |it| it.likes),
        sum(facts, shared::CLICKS, |it| it.clicks),
    ]
    .into_iter()
    .flatten()
    .take(TILES)
    .collect();
    // A half-empty second row looks like something was forgotten.
    if tiles.len() > 4 && tiles.len() < 7 {
        tiles.truncate(4);
    }
    tiles
}

fn sum(facts: &Facts, label: Word, of: fn(&Channel) -> Figure) -> Option<Tile> {
    let total = facts.total(of);
    let (format, lang) = (facts.format, facts.data.lang);
    let known = format.count(total.channels as i64);
    let all = facts.data.channels.len();
    let sub = match (total.both, &facts.before) {
        _ if total.channels < all => {
            words::OF_CHANNELS.fill(lang, &[("n", &known), ("all", &format.count(all as i64))])
        }
        (Some((_, before)), Some(previous)) => words::PREVIOUS.fill(
            lang,
            &[("n", &format.count(before)), ("previous", previous)],
        ),
        _ => String::new(),
    };
    let value = format.count(total.now?);
    Some(Tile {
        label: label.get(lang),
        value,
        delta: Some(facts.delta(facts.total_change(total))),
        sub,
    })
}

fn on_time(facts: &Facts) -> Option<Tile> {
    let (format, lang) = (facts.format, facts.data.lang);
    let tally = Tally::of(&facts.data.deliveries);
    (tally.due() > 0).then(|| Tile {
        label: shared::ON_TIME.get(lang),
        value: format.share(tally.on_time, tally.due(), 1),
        delta: None,
        sub: words::OF_DELIVERIES.fill(
            lang,
            &[
                ("n", &format.count(tally.on_time)),
                ("all", &format.count(tally.due())),
            ],
        ),
    })
}

fn followers(facts: &Facts) -> Option<Tile> {
    let (format, lang) = (facts.format, facts.data.lang);
    let total = facts.total(|it| it.followers);
    // Against the start of the same period: the days are the same.
    let change = total.both.map_or(Change::Unknown, |(end, start)| {
        Change::between(end as f64, start as f64)
    });
    Some(Tile {
        label: shared::FOLLOWERS.get(lang),
        value: format.count(total.now?),
        delta: Some(facts.delta(change)),
        sub: words::SINCE_START.fill(lang, &[("n", &format.count(total.channels as i64))]),
    })
}

fn net(facts: &Facts) -> Option<Tile> {
    let (format, lang) = (facts.format, facts.data.lang);
    let total = facts.total(net_growth);
    let (delta, sub) = match (total.both, &facts.before) {
        (Some((now, before)), Some(previous)) => {
            let moved = now - before;
            let word = if moved > 0 { shared::UP } else { shared::DOWN };
            let amount = words::NET_MOVED.fill(lang, &[("n", &format.count(moved.abs()))]);
            let delta = if moved == 0 {
                facts.delta(Change::By(0.0))
            } else {
                facts.moved(moved > 0, word.fill(lang, &[("n", &amount)]))
            };
            (
                delta,
                words::PREVIOUS.fill(
                    lang,
                    &[("n", &format.signed(before)), ("previous", previous)],
                ),
            )
        }
        _ => (facts.delta(Change::Unknown), String::new()),
    };
    Some(Tile {
        label: shared::NET.get(lang),
        value: format.signed(total.now?),
        delta: Some(delta),
        sub,
    })
}

fn targets(facts: &Facts) -> Option<Tile> {
    let (format, lang) = (facts.format, facts.data.lang);
    let (reached, all) = super::reached(facts);
    (all > 0).then(|| Tile {
        label: words::TARGETS_REACHED.get(lang),
        value: format.count(reached),
        delta: None,
        sub: words::OF_TARGETS.fill(
            lang,
            &[("n", &format.count(reached)), ("all", &format.count(all))],
        ),
    })
}

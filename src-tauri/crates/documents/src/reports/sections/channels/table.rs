//! The tables of channels: a value over its change; a dash with its reason; totals where adding is honest.

use crate::{
    reports::{
        data::{Channel, Count, Engagement, Figure, Missing, RateBasis, Ratio},
        facts::{Change, Facts, interactions, net_growth},
    },
    words::{Word, channels as words, shared},
};
use serde_json::{Value, json};

/// Reasons in the order of their marks.
const REASONS: [(Missing, &str); 3] = [
    (Missing::NotProvided, "a"),
    (Missing::NotEntered, "b"),
    (Missing::NotRead, "c"),
];

/// What a column holds.
#[derive(Clone, Copy)]
enum Column {
    Followers,
    Net,
    /// A count that may be added up.
    Sum(fn(&Channel) -> Figure),
    Posts,
    Reach,
    Rate,
}

/// Followers, growth, posts and interactions.
pub(super) fn main(facts: &Facts) -> Value {
    let everybody: Vec<usize> = (0..facts.data.channels.len()).collect();
    table(
        facts,
        &everybody,
        &[
            (shared::FOLLOWERS, Column::Followers),
            (words::NET_SHORT, Column::Net),
            (words::POSTS_SHORT, Column::Posts),
            (shared::LIKES, Column::Sum(|it| it.likes)),
            (shared::COMMENTS, Column::Sum(|it| it.comments)),
            (shared::SHARES, Column::Sum(|it| it.shares)),
            (shared::INTERACTIONS, Column::Sum(interactions)),
            (shared::ER, Column::Rate),
        ],
    )
}

/// Views, reach, saves and clicks; nothing when no channel has any of them.
pub(super) fn seen(facts: &Facts) -> Value {
    let figures: [fn(&Channel) -> Figure; 4] =
        [|it| it.views, |it| it.reach, |it| it.saves, |it| it.clicks];
    let has = |it: &Channel| figures.iter().any(|of| of(it).now.known().is_some());
    // A row of dashes says no more than its name.
    let (shown, silent): (Vec<usize>, Vec<usize>) = (0..facts.data.channels.len())
        .partition(|it| facts.data.channels.get(*it).is_some_and(has));
    if shown.is_empty() {
        return Value::Null;
    }
    let mut table = table(
        facts,
        &shown,
        &[
            (shared::VIEWS, Column::Sum(|it| it.views)),
            (shared::REACH, Column::Reach),
            (shared::SAVES, Column::Sum(|it| it.saves)),
            (shared::CLICKS, Column::Sum(|it| it.clicks)),
        ],
    );
    let names: Vec<String> = silent.into_iter().map(|it| facts.name(it)).collect();
    if let Some(notes) = table["notes"].as_array_mut().filter(|_| !names.is_empty()) {
        let lang = facts.data.lang;
        notes.push(
            words::LEFT_OUT
                .fill(lang, &[("channels", &facts.format.list(&names))])
                .into(),
        );
    }
    table
}

fn table(facts: &Facts, shown: &[usize], columns: &[(Word, Column)]) -> Value {
    let lang = facts.data.lang;
    let channels: Vec<(usize, &Channel)> = shown
        .iter()
        .filter_map(|it| Some((*it, facts.data.channels.get(*it)?)))
        .collect();
    let rows: Vec<Value> = channels
        .iter()
        .map(|(index, channel)| {
            let cells: Vec<Value> = columns.iter().map(|(_, it)| cell(facts, channel, *it)).collect();
            json!({"mark": index, "name": channel.network, "handle": channel.handle, "cells": cells})
        })
        .collect();
    let missing: Vec<Missing> = columns
        .iter()
        .flat_map(|(_, column)| {
            channels
                .iter()
                .filter_map(|(_, it)| why_missing(it, *column))
        })
        .collect();
    let mut notes: Vec<String> = REASONS
        .iter()
        .filter(|(why, _)| missing.contains(why))
        .map(|(why, mark)| {
            words::NOTE_MISSING.fill(lang, &[("mark", mark), ("why", facts.reason(*why))])
        })
        .collect();
    let totals = (channels.len() > 1).then(|| {
        columns
            .iter()
            .map(|(_, it)| total(facts, *it))
            .collect::<Vec<_>>()
    });
    if totals.is_some() && !missing.is_empty() {
        notes.push(words::NOTE_PARTIAL.get(lang).to_owned());
    }
    json!({
        "heads": columns.iter().map(|(word, _)| word.get(lang)).collect::<Vec<_>>(),
        "rows": rows,
        "total": totals,
        "notes": notes,
    })
}

/// The count a column shows of a channel, with the one before.
fn figure(channel: &Channel, column: Column) -> Figure {
    match column {
        Column::Followers => channel.followers,
        Column::Net => net_growth(channel),
        Column::Sum(of) => of(channel),
        Column::Posts => channel.posts,
        Column::Reach => channel.reach,
        Column::Rate => match channel.engagement {
            Some(Engagement {
                now: Some(Ratio { interactions, .. }),
                ..
            }) => Figure {
                now: Count::Known(interactions),
                before: Count::Missing(Missing::NotRead),
            },
            Some(_) => Figure::missing(Missing::NotRead),
            None => Figure::missing(Missing::NotProvided),
        },
    }
}

fn why_missing(channel: &Channel, column: Column) -> Option<Missing> {
    match figure(channel, column).now {
        Count::Missing(why) => Some(why),
        Count::Known(_) => None,
    }
}

fn cell(facts: &Facts, channel: &Channel, column: Column) -> Value {
    let (format, lang) = (facts.format, facts.data.lang);
    let shown = figure(channel, column);
    let Count::Known(now) = shown.now else {
        let mark = REASONS
            .iter()
            .find(|(why, _)| Some(*why) == why_missing(channel, column))
            .map(|(_, mark)| mark);
        return json!({"value": "–", "mark": mark});
    };
    let from = |before: Count, text: fn(&Facts, i64) -> String| {
        before
            .known()
            .map(|it| words::FROM.fill(lang, &[("n", &text(facts, it))]))
    };
    match column {
        // The growth of followers is against the start of the same period, so no day is longer than another.
        Column::Followers => {
            let change = shown
                .before
                .known()
                .map_or(Change::Unknown, |it| Change::between(now as f64, it as f64));
            json!({"value": format.count(now), "delta": facts.short_delta(change)})
        }
        Column::Net => {
            json!({"value": format.signed(now), "sub": from(shown.before, |it, n| it.format.signed(n))})
        }
        Column::Posts => {
            json!({"value": format.count(now), "sub": from(shown.before, |it, n| it.format.count(n))})
        }
        // Reach over more days is not more reach by the day, so it compares as a whole.
        Column::Reach => {
            let change = shown
                .before
                .known()
                .map_or(Change::Unknown, |it| Change::between(now as f64, it as f64));
            json!({"value": format.count(now), "delta": facts.short_delta(change)})
        }
        Column::Sum(_) => {
            json!({"value": format.count(now), "delta": facts.short_delta(facts.figure_change(shown))})
        }
        Column::Rate => rate(facts, channel.engagement),
    }
}

fn rate(facts: &Facts, engagement: Option<Engagement>) -> Value {
    let percent =
        |it: Ratio| (it.seen > 0).then(|| it.interactions as f64 / it.seen as f64 * 100.0);
    let Some((engagement, now)) = engagement.and_then(|it| Some((it, percent(it.now?)?))) else {
        return json!({"value": "–"});
    };
    let basis = match engagement.basis {
        RateBasis::Reach => words::PER_REACH,
        RateBasis::Views => words::PER_VIEWS,
    };
    json!({
        "value": facts.format.percent(now, 2),
        "delta": facts.points_delta(now, engagement.before.and_then(percent)),
        "basis": basis.get(facts.data.lang),
    })
}

fn total(facts: &Facts, column: Column) -> Value {
    let (format, lang) = (facts.format, facts.data.lang);
    if matches!(column, Column::Reach | Column::Rate) {
        return json!({"sub": shared::NOT_ADDED.get(lang)});
    }
    let sum = facts.total(|it| figure(it, column));
    let Some(now) = sum.now else {
        return json!({"value": "–"});
    };
    // A total of fewer channels before would look like growth.
    let before = sum
        .both
        .filter(|(same, _)| *same == now)
        .map(|(_, before)| before);
    let from = |text: String| words::FROM.fill(lang, &[("n", &text)]);
    match column {
        Column::Net => {
            json!({"value": format.signed(now), "sub": before.map(|it| from(format.signed(it)))})
        }
        Column::Posts => {
            json!({"value": format.count(now), "sub": before.map(|it| from(format.count(it)))})
        }
        Column::Followers => {
            let change = sum.both.map_or(Change::Unknown, |(end, start)| {
                Change::between(end as f64, start as f64)
            });
            json!({"value": format.count(now), "delta": facts.short_delta(change)})
        }
        Column::Sum(_) | Column::Reach | Column::Rate => {
            json!({"value": format.count(now), "delta": facts.short_delta(facts.total_change(sum))})
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::{data::Lang, sample};

    #[test]
    fn a_missing_number_is_a_dash_with_a_reason_and_never_zero() {
        let mut data = sample::month(Lang::Id);
        for channel in &mut data.channels {
            channel.shares = Figure::missing(Missing::NotEntered);
        }
        let table = main(&Facts::new(&data));
        let cell = &table["rows"][0]["cells"][5];
        assert_eq!(
            (cell["value"].as_str(), cell["mark"].as_str()),
            (Some("–"), Some("b"))
        );
        assert_eq!(table["total"][5]["value"], "–");
        assert!(table["notes"].to_string().contains("belum diisi"));
    }

    #[test]
    fn rates_and_reach_are_never_added_up() {
        let data = sample::month(Lang::En);
        let facts = Facts::new(&data);
        assert_eq!(total(&facts, Column::Rate)["sub"], "not added up");
        assert_eq!(total(&facts, Column::Reach)["sub"], "not added up");
    }

    #[test]
    fn a_rate_without_anybody_who_saw_it_is_a_dash() {
        let data = sample::month(Lang::En);
        let ratio = Some(Ratio {
            interactions: 3,
            seen: 0,
        });
        let engagement = Engagement {
            basis: RateBasis::Reach,
            now: ratio,
            before: None,
        };
        assert_eq!(rate(&Facts::new(&data), Some(engagement))["value"], "–");
    }
}

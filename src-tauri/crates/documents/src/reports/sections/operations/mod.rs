//! Operations: planned against live, one mark for each delivery, and what did not go as planned.

use super::{View, shorten};
use crate::{
    reports::{
        data::{Delivery, Outcome},
        deliveries::{Mark, Tally},
        facts::Facts,
        pictures::Pictures,
    },
    words::{Word, operations as words, shared},
};
use chrono::{Datelike, Days, Weekday};
use serde_json::{Value, json};
use std::collections::HashMap;

/// A longer time does not fit on the width of a page, one mark a day.
const MAP_DAYS: i64 = 42;
/// So many are explained; a report is not a log.
const EXCEPTIONS: usize = 40;

pub(super) fn build(facts: &Facts, _: &mut Pictures) -> Option<View> {
    let deliveries = &facts.data.deliveries;
    if deliveries.is_empty() {
        return None;
    }
    let tally = Tally::of(deliveries);
    let mut exceptions: Vec<&Delivery> = deliveries
        .iter()
        .filter(|it| !matches!(Mark::of(it), Mark::OnTime | Mark::Waiting))
        .collect();
    exceptions.sort_by_key(|it| it.planned);
    let hidden = exceptions.len().saturating_sub(EXCEPTIONS);
    let body = json!({
        "key": key(facts, tally),
        "map": map(facts, tally),
        "table": table(facts, tally),
        "exceptions": exceptions.iter().take(EXCEPTIONS).map(|it| exception(facts, it)).collect::<Vec<_>>(),
        "more": (hidden > 0).then(|| words::MORE.fill(facts.data.lang, &[("n", &facts.format.count(hidden as i64))])),
    });
    Some(View {
        claim: claim(facts, tally),
        body,
    })
}

fn claim(facts: &Facts, tally: Tally) -> String {
    let (format, lang) = (facts.format, facts.data.lang);
    let say = |word: Word, n: i64| word.fill(lang, &[("n", &format.count(n))]);
    if tally.due() == 0 {
        return say(words::CLAIM_WAITING, tally.planned);
    }
    if tally.on_time == tally.due() {
        return say(words::CLAIM_ALL, tally.due());
    }
    let head = words::CLAIM.fill(
        lang,
        &[
            ("on", &format.count(tally.on_time)),
            ("due", &format.count(tally.due())),
            ("share", &format.share(tally.on_time, tally.due(), 1)),
        ],
    );
    let lost_on = channels_of(facts, |it| matches!(it, Mark::Failed | Mark::Missed));
    let (word, n) = match lost_on.as_slice() {
        [_] => (words::CLAIM_LOST_ONE_CHANNEL, tally.lost()),
        [_, ..] => (words::CLAIM_LOST, tally.lost()),
        [] if tally.reminded > 0 => (words::CLAIM_REMINDED, tally.reminded),
        [] if tally.unknown > 0 => (words::CLAIM_UNKNOWN, tally.unknown),
        [] => (words::CLAIM_LATE, tally.late),
    };
    let channel = lost_on.first().cloned().unwrap_or_default();
    word.fill(
        lang,
        &[
            ("head", &head),
            ("n", &format.count(n)),
            ("channel", &channel),
        ],
    )
}

/// The names of the channels that have a delivery with such a mark, each once.
pub(in crate::reports) fn channels_of(facts: &Facts, wanted: impl Fn(Mark) -> bool) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for delivery in facts
        .data
        .deliveries
        .iter()
        .filter(|it| wanted(Mark::of(it)))
    {
        let name = facts.channel_name(&delivery.channel);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn word(mark: Mark) -> Word {
    match mark {
        Mark::OnTime => shared::STATE_ON_TIME,
        Mark::Late => shared::STATE_LATE,
        Mark::Failed => shared::STATE_FAILED,
        Mark::Missed => shared::STATE_MISSED,
        Mark::Reminded => shared::STATE_REMINDED,
        Mark::Unknown => shared::STATE_UNKNOWN,
        Mark::Waiting => shared::STATE_WAITING,
    }
}

/// The states that occur, with their numbers.
fn key(facts: &Facts, tally: Tally) -> Vec<Value> {
    let always = [Mark::OnTime, Mark::Late, Mark::Failed, Mark::Missed];
    Mark::ALL
        .into_iter()
        .filter(|it| tally.count(*it) > 0 || always.contains(it))
        .map(|it| {
            let text = format!(
                "{} {}",
                word(it).get(facts.data.lang),
                facts.format.count(tally.count(it))
            );
            json!({"mark": it, "text": text})
        })
        .collect()
}

fn map(facts: &Facts, tally: Tally) -> Value {
    let (data, format, lang) = (facts.data, facts.format, facts.data.lang);
    let span = data.period.span;
    if span.days() > MAP_DAYS {
        return Value::Null;
    }
    let days: Vec<Value> = (0..span.days())
        .filter_map(|it| span.first.checked_add_days(Days::new(it.unsigned_abs())))
        .map(|day| {
            let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            let label = if span.days() <= 14 {
                format.weekday(day)
            } else {
                day.day().to_string()
            };
            json!({"label": label, "weekend": weekend})
        })
        .collect();
    let rows: Vec<Value> = data
        .channels
        .iter()
        .enumerate()
        .filter_map(|(index, channel)| {
            let mut heights: HashMap<i64, usize> = HashMap::new();
            let mut own: Vec<&Delivery> = data
                .deliveries
                .iter()
                .filter(|it| it.channel == channel.id)
                .collect();
            own.sort_by_key(|it| it.planned);
            let marks: Vec<Value> = own
                .iter()
                .map(|it| {
                    let day = (it.planned.date() - span.first)
                        .num_days()
                        .clamp(0, span.days() - 1);
                    let height = heights.entry(day).or_default();
                    *height += 1;
                    json!({"day": day, "level": *height - 1, "state": Mark::of(it)})
                })
                .collect();
            let levels = heights.values().copied().max()?;
            Some(
                json!({"mark": index, "name": facts.name(index), "levels": levels, "marks": marks}),
            )
        })
        .collect();
    let list: Vec<String> = Mark::ALL
        .into_iter()
        .filter(|it| tally.count(*it) > 0)
        .map(|it| format!("{} {}", format.count(tally.count(it)), word(it).get(lang)))
        .collect();
    let alt = words::MAP_ALT.fill(
        lang,
        &[
            ("n", &format.count(tally.planned)),
            ("list", &list.join(", ")),
        ],
    );
    json!({"days": days, "rows": rows, "alt": alt, "caption": format.span(span)})
}

fn table(facts: &Facts, all: Tally) -> Value {
    let (data, format, lang) = (facts.data, facts.format, facts.data.lang);
    let columns: Vec<(Word, Mark)> = [
        (words::LATE, Mark::Late),
        (words::FAILED, Mark::Failed),
        (words::MISSED, Mark::Missed),
        (words::REMINDED, Mark::Reminded),
        (words::UNKNOWN, Mark::Unknown),
        (words::WAITING, Mark::Waiting),
    ]
    .into_iter()
    .filter(|(_, mark)| {
        matches!(mark, Mark::Late | Mark::Failed | Mark::Missed) || all.count(*mark) > 0
    })
    .collect();
    let cells = |tally: Tally| -> Vec<Value> {
        let mut cells = vec![
            json!({"value": format.count(tally.planned)}),
            json!({"value": format.count(tally.live())}),
            json!({"value": format.count(tally.on_time), "share": format.share(tally.on_time, tally.due(), 0)}),
        ];
        cells.extend(
            columns
                .iter()
                .map(|(_, mark)| json!({"value": format.count(tally.count(*mark))})),
        );
        cells
    };
    let rows: Vec<Value> = data
        .channels
        .iter()
        .enumerate()
        .map(|(index, channel)| (index, Tally::of(data.deliveries.iter().filter(|it| it.channel == channel.id))))
        .filter(|(_, tally)| tally.planned > 0)
        .map(|(index, tally)| json!({"mark": index, "name": facts.name(index), "cells": cells(tally)}))
        .collect();
    let mut heads = vec![
        words::PLANNED.get(lang),
        words::LIVE.get(lang),
        shared::ON_TIME.get(lang),
    ];
    heads.extend(columns.iter().map(|(word, _)| word.get(lang)));
    json!({"heads": heads, "rows": rows, "total": cells(all)})
}

fn exception(facts: &Facts, delivery: &Delivery) -> Value {
    let (format, lang) = (facts.format, facts.data.lang);
    let mark = Mark::of(delivery);
    let (state, cause) = match &delivery.outcome {
        Outcome::Live { at, cause } => {
            let late = format.minutes((*at - delivery.planned).num_minutes());
            (words::LATE_BY.fill(lang, &[("n", &late)]), cause.as_deref())
        }
        Outcome::Unknown { cause } | Outcome::Failed { cause } | Outcome::Missed { cause } => {
            (word(mark).get(lang).to_owned(), cause.as_deref())
        }
        Outcome::Reminded => (
            word(mark).get(lang).to_owned(),
            Some(words::REMINDED_CAUSE.get(lang)),
        ),
        Outcome::Waiting => (word(mark).get(lang).to_owned(), Some("")),
    };
    let cause = cause.map_or_else(
        || words::NO_CAUSE.get(lang).to_owned(),
        |it| shorten(it, 200),
    );
    json!({
        "date": format.moment(delivery.planned),
        "title": shorten(&delivery.title, 80),
        "channel": facts.channel(&delivery.channel).map(|(index, _)| index),
        "channel_name": facts.channel_name(&delivery.channel),
        "mark": mark,
        "state": state,
        "cause": cause,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::{data::Lang, sample};

    fn said(lang: Lang, outcomes: &[(&str, Outcome)]) -> String {
        let mut data = sample::month(lang);
        let planned = data.period.span.first.and_hms_opt(9, 0, 0).unwrap();
        data.deliveries = outcomes
            .iter()
            .map(|(channel, outcome)| Delivery {
                channel: (*channel).into(),
                title: "t".into(),
                planned,
                outcome: outcome.clone(),
            })
            .collect();
        let facts = Facts::new(&data);
        claim(&facts, Tally::of(&data.deliveries)).replace('\u{a0}', " ")
    }

    #[test]
    fn the_claim_names_the_worst_that_happened() {
        let planned = sample::month(Lang::Id)
            .period
            .span
            .first
            .and_hms_opt(9, 0, 0)
            .unwrap();
        let live = |minutes| Outcome::Live {
            at: planned + chrono::Duration::minutes(minutes),
            cause: None,
        };
        let missed = || Outcome::Missed { cause: None };
        let failed = || Outcome::Failed { cause: None };
        for (outcomes, id, en) in [
            (
                vec![("bluesky", live(1)), ("x", live(2))],
                "Semua 2 kiriman terbit tepat waktu.",
                "All 2 deliveries went live on time.",
            ),
            (
                vec![("bluesky", live(1))],
                "Semua 1 kiriman terbit tepat waktu.",
                "The one delivery went live on time.",
            ),
            (
                vec![("bluesky", live(1)), ("x", missed()), ("x", failed())],
                "1 dari 3 kiriman tepat waktu (33,3 %); 2 tidak terbit, di X.",
                "1 of 3 deliveries on time (33.3%); 2 did not go live, on X.",
            ),
            (
                vec![("bluesky", failed()), ("x", missed())],
                "0 dari 2 kiriman tepat waktu (0,0 %); 2 tidak terbit.",
                "0 of 2 deliveries on time (0.0%); 2 did not go live.",
            ),
            (
                vec![("bluesky", live(1)), ("x", Outcome::Reminded)],
                "1 dari 2 kiriman tepat waktu (50,0 %); 1 diingatkan dan belum ditandai terbit.",
                "1 of 2 deliveries on time (50.0%); 1 reminded and not yet marked live.",
            ),
            (
                vec![("bluesky", live(1)), ("x", live(60))],
                "1 dari 2 kiriman tepat waktu (50,0 %); 1 terlambat.",
                "1 of 2 deliveries on time (50.0%); 1 late.",
            ),
            (
                vec![("x", Outcome::Waiting)],
                "1 kiriman direncanakan; belum ada yang jatuh tempo.",
                "1 delivery is planned; it is not due yet.",
            ),
        ] {
            assert_eq!(said(Lang::Id, &outcomes), id);
            assert_eq!(said(Lang::En, &outcomes), en);
        }
    }
}

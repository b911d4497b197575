//! What interactions are made of, and who grew: bars on one scale, as shares of the longest.

use crate::{
    reports::facts::{Facts, interactions, net_growth},
    words::{channels as words, shared},
};
use serde_json::{Value, json};

/// Stacked bars of interactions; nothing when no channel has any.
pub(super) fn kinds(facts: &Facts) -> Value {
    let (data, format, lang) = (facts.data, facts.format, facts.data.lang);
    let kinds = [
        shared::LIKES,
        shared::COMMENTS,
        shared::SHARES,
        shared::SAVES,
    ];
    // The comparison stands on the same days, as everywhere else.
    let scale = data
        .comparison
        .map_or(1.0, |it| data.period.span.days() as f64 / it.days() as f64);
    let bars: Vec<_> = data
        .channels
        .iter()
        .enumerate()
        .filter_map(|(index, channel)| {
            let all = interactions(channel);
            let before = all.before.known().map(|it| it as f64 * scale);
            Some((index, channel, all.now.known()?, before))
        })
        .collect();
    let longest = bars
        .iter()
        .map(|(_, _, now, before)| before.unwrap_or_default().max(*now as f64))
        .fold(0.0, f64::max);
    if longest <= 0.0 {
        return Value::Null;
    }
    let mut spoken = Vec::new();
    let rows: Vec<Value> = bars
        .iter()
        .map(|(index, channel, now, before)| {
            let figures = [channel.likes, channel.comments, channel.shares, channel.saves];
            let parts: Vec<Value> = figures
                .iter()
                .enumerate()
                .filter_map(|(kind, it)| Some((kind, it.now.known().filter(|n| *n > 0)?)))
                .map(|(kind, n)| json!({"kind": kind, "share": n as f64 / longest, "text": format.count(n)}))
                .collect();
            spoken.push(format!("{} {}", facts.name(*index), format.count(*now)));
            json!({
                "mark": index,
                "name": facts.name(*index),
                "parts": parts,
                "share": *now as f64 / longest,
                "before": before.map(|it| it / longest),
                "total": format.count(*now),
            })
        })
        .collect();
    let previous = facts
        .before
        .as_ref()
        .filter(|_| bars.iter().any(|it| it.3.is_some()));
    json!({
        "rows": rows,
        "heads": kinds.map(|it| it.get(lang)),
        "unit": previous.map_or_else(
            || words::KINDS_UNIT_ALONE.get(lang).to_owned(),
            |it| words::KINDS_UNIT.fill(lang, &[("previous", it)]),
        ),
        "alt": words::KINDS_ALT.fill(lang, &[("list", &spoken.join(", "))]),
    })
}

/// Bars of net growth, left of zero where followers left; nothing when no channel has it.
pub(super) fn growth(facts: &Facts) -> Value {
    let (data, format, lang) = (facts.data, facts.format, facts.data.lang);
    let bars: Vec<_> = data
        .channels
        .iter()
        .enumerate()
        .filter_map(|(index, channel)| {
            let net = net_growth(channel);
            Some((index, net.now.known()?, net.before.known()))
        })
        .collect();
    let values = || {
        bars.iter()
            .flat_map(|(_, now, before)| [Some(*now), *before])
            .flatten()
    };
    let (low, high) = (
        values().min().unwrap_or(0).min(0),
        values().max().unwrap_or(0).max(0),
    );
    if low == high {
        return Value::Null;
    }
    let width = (high - low) as f64;
    let at = |value: i64| (value - low) as f64 / width;
    let rows: Vec<Value> = bars
        .iter()
        .map(|(index, now, before)| {
            json!({
                "mark": index,
                "name": facts.name(*index),
                "at": at(*now),
                "before": before.map(at),
                "text": format.signed(*now),
            })
        })
        .collect();
    let spoken: Vec<String> = bars
        .iter()
        .map(|(index, now, _)| format!("{} {}", facts.name(*index), format.signed(*now)))
        .collect();
    let previous = facts
        .before
        .as_ref()
        .filter(|_| bars.iter().any(|it| it.2.is_some()));
    json!({
        "rows": rows,
        "zero": at(0),
        "unit": previous.map_or_else(
            || words::GROWTH_UNIT_ALONE.get(lang).to_owned(),
            |it| words::GROWTH_UNIT.fill(lang, &[("previous", it)]),
        ),
        "alt": words::GROWTH_ALT.fill(lang, &[("list", &spoken.join(", "))]),
    })
}

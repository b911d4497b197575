//! The cover: whose report, which time, how complete the data are, what follows.

use super::View;
use crate::{
    reports::{
        data::{Channel, Completeness, Source},
        deliveries::Tally,
        facts::Facts,
        pictures::Pictures,
    },
    words::cover as words,
};
use chrono::{Datelike, Days};
use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation;

/// Longer times would make circles too small to see.
const PATTERN_DAYS: i64 = 42;

pub(super) fn build(facts: &Facts, pictures: &mut Pictures) -> Option<View> {
    let (data, format, lang) = (facts.data, facts.format, facts.data.lang);
    let zone = &data.period.zone;
    let compared = data.comparison.map_or_else(
        || words::NOT_COMPARED.get(lang).to_owned(),
        |it| {
            words::COMPARED.fill(
                lang,
                &[("span", &format.span(it)), ("n", &format.count(it.days()))],
            )
        },
    );
    let mut made = vec![data.captured.map_or_else(
        || words::NOT_CAPTURED.get(lang).to_owned(),
        |it| words::CAPTURED_AT.fill(lang, &[("at", &format.full(it, zone))]),
    )];
    made.push(words::MADE.fill(lang, &[("at", &format.date(data.created.date()))]));
    made.extend(
        data.number
            .as_ref()
            .map(|it| words::NUMBER.fill(lang, &[("n", it)])),
    );

    let alt = words::LOGO_ALT.fill(lang, &[("brand", &data.brand.name)]);
    let logo = data
        .brand
        .logo
        .as_ref()
        .and_then(|it| pictures.add(it, &alt));
    let body = json!({
        "logo": logo,
        "initials": initials(&data.brand.name),
        "span": format!("{} ({zone})", format.span(data.period.span)),
        "compared": compared,
        "prepared_for": data.brand.prepared_for,
        "made": made.join(" · "),
        "provisional": data.provisional,
        "channels": data.channels.iter().enumerate().map(|(index, it)| status(facts, index, it)).collect::<Vec<_>>(),
        "pattern": pattern(facts),
    });
    Some(View {
        claim: String::new(),
        body,
    })
}

fn status(facts: &Facts, index: usize, channel: &Channel) -> Value {
    let (format, lang) = (facts.format, facts.data.lang);
    let (word, standing) = match channel.completeness {
        Completeness::Complete => (words::COMPLETE, "reached"),
        Completeness::Partial => (words::PARTIAL, "near"),
        Completeness::None => (words::NONE, "no_data"),
    };
    let mut details = Vec::new();
    if channel.completeness != Completeness::None {
        details.extend(channel.complete_until.map(|it| {
            let at = format!(
                "{} {}\u{a0}{}",
                format.day(it.date()),
                format.time(it),
                facts.data.period.zone
            );
            words::UNTIL.fill(lang, &[("at", &at)])
        }));
        let source = match channel.source {
            Source::Api => words::SOURCE_API,
            Source::Hand => words::SOURCE_HAND,
            Source::Sample => words::SOURCE_SAMPLE,
        };
        details.push(source.get(lang).to_owned());
    }
    details.extend(channel.note.clone());
    json!({
        "mark": index,
        "name": facts.name(index),
        "standing": standing,
        "state": word.get(lang),
        "details": details.join("; "),
    })
}

/// One circle a day, larger with more posts: where in the week it stands and how large it is.
fn pattern(facts: &Facts) -> Value {
    let span = facts.data.period.span;
    if span.days() > PATTERN_DAYS {
        return Value::Null;
    }
    let offset = i64::from(span.first.weekday().num_days_from_monday());
    let live: Vec<i64> = (0..span.days())
        .map(|day| {
            let date = span.first.checked_add_days(Days::new(day.unsigned_abs()));
            Tally::of(
                facts
                    .data
                    .deliveries
                    .iter()
                    .filter(|it| Some(it.planned.date()) == date),
            )
            .live()
        })
        .collect();
    let most = live.iter().copied().max().unwrap_or(0).max(1);
    let days: Vec<Value> = live
        .iter()
        .zip(offset..)
        .map(|(count, place)| {
            json!({"column": place % 7, "row": place / 7, "share": (*count as f64 / most as f64).sqrt(), "live": *count > 0})
        })
        .collect();
    json!({"days": days, "rows": (offset + span.days() + 6) / 7})
}

/// At most two first letters.
fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.graphemes(true).next())
        .take(2)
        .collect::<String>()
        .to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_letters_as_a_reader_sees_them() {
        assert_eq!(initials("kopi senja bandung"), "KS");
        assert_eq!(initials("Élan"), "É");
        assert_eq!(initials("  "), "");
    }
}

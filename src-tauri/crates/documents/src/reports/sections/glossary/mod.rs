//! What the numbers of this report mean, and how they were made.

use super::View;
use crate::{
    reports::{
        data::{Channel, Figure},
        facts::{Facts, interactions},
        pictures::Pictures,
    },
    words::{Word, glossary as words, shared},
};
use serde_json::{Value, json};

pub(super) fn build(facts: &Facts, _: &mut Pictures) -> Option<View> {
    let lang = facts.data.lang;
    Some(View {
        claim: words::CLAIM.get(lang).to_owned(),
        body: json!({"terms": terms(facts), "notes": notes(facts)}),
    })
}

/// Only what this report prints.
fn terms(facts: &Facts) -> Vec<Value> {
    let data = facts.data;
    let mut terms = Vec::new();
    let mut of_channels = |name: Word,
                           meaning: Word,
                           always: bool,
                           has: &dyn Fn(&Channel) -> bool| {
        let on: Vec<String> = data
            .channels
            .iter()
            .enumerate()
            .filter(|(_, it)| has(it))
            .map(|(index, _)| facts.name(index))
            .collect();
        if always || !on.is_empty() {
            let available = if on.is_empty() {
                words::NOWHERE.get(data.lang).to_owned()
            } else if on.len() == data.channels.len() && on.len() > 1 {
                words::EVERYWHERE.get(data.lang).to_owned()
            } else {
                on.join(", ")
            };
            terms.push(json!({"name": name.get(data.lang), "meaning": meaning.get(data.lang), "available": available}));
        }
    };
    let known = |figure: Figure| figure.now.known().is_some();
    let any = !data.channels.is_empty();
    of_channels(shared::FOLLOWERS, words::FOLLOWERS, any, &|it| {
        known(it.followers)
    });
    of_channels(shared::POSTS, words::POSTS, any, &|it| known(it.posts));
    of_channels(shared::INTERACTIONS, words::INTERACTIONS, any, &|it| {
        known(interactions(it))
    });
    of_channels(shared::VIEWS, words::VIEWS, false, &|it| known(it.views));
    of_channels(shared::REACH, words::REACH, false, &|it| known(it.reach));
    of_channels(shared::ER, words::ER, any, &|it| {
        it.engagement.is_some_and(|it| it.now.is_some())
    });
    of_channels(shared::CLICKS, words::CLICKS, false, &|it| known(it.clicks));
    let mut plain = |name: Word, meaning: Word| {
        terms.push(json!({
            "name": name.get(data.lang),
            "meaning": meaning.get(data.lang),
            "available": words::EVERYWHERE.get(data.lang),
        }));
    };
    if !data.deliveries.is_empty() {
        plain(shared::ON_TIME, words::ON_TIME);
    }
    if !data.targets.is_empty() {
        plain(words::ATTAINMENT_NAME, words::ATTAINMENT);
    }
    terms
}

fn notes(facts: &Facts) -> Vec<Value> {
    let (data, format, lang) = (facts.data, facts.format, facts.data.lang);
    let mut period = vec![words::PERIOD.fill(
        lang,
        &[
            ("span", &format.span(data.period.span)),
            ("zone", &data.period.zone),
        ],
    )];
    period.push(data.comparison.map_or_else(
        || words::NO_COMPARISON.get(lang).to_owned(),
        |it| words::COMPARISON.fill(lang, &[("span", &format.span(it))]),
    ));
    if facts.is_per_day() {
        period.push(words::PER_DAY.get(lang).to_owned());
    }
    let source = data.captured.map_or_else(
        || words::SOURCE_NONE.get(lang).to_owned(),
        |it| words::SOURCE.fill(lang, &[("at", &format.full(it, &data.period.zone))]),
    );
    let said = |word: Word| word.get(lang).to_owned();
    let mut notes = vec![
        (words::PERIOD_NAME, period.join(" ")),
        (words::SOURCE_NAME, source),
        (words::CHANGE_NAME, said(words::CHANGE)),
        (words::MISSING_NAME, said(words::MISSING)),
        (words::DAYS_NAME, said(words::DAYS)),
        (words::ROUNDING_NAME, said(words::ROUNDING)),
    ];
    if data.provisional {
        notes.push((words::PROVISIONAL_NAME, said(words::PROVISIONAL)));
    }
    notes
        .into_iter()
        .map(|(name, text)| json!({"name": name.get(lang), "text": text}))
        .collect()
}

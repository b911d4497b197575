//! The summary: sentences made by rule, key figures, what worked and what held back.

mod findings;
mod tiles;

use super::View;
use crate::{
    reports::{
        deliveries::Tally,
        facts::{Change, Facts, Standing, interactions, net_growth, standing},
        pictures::Pictures,
    },
    words::{Part, summary as words},
};
use serde_json::json;

pub(super) fn build(facts: &Facts, _: &mut Pictures) -> Option<View> {
    let lang = facts.data.lang;
    let basis = facts.before.as_ref().map(|it| {
        let word = if facts.is_per_day() {
            words::BASIS_PER_DAY
        } else {
            words::BASIS
        };
        word.fill(lang, &[("previous", it)])
    });
    let body = json!({
        "sentences": sentences(facts),
        "tiles": tiles::tiles(facts),
        "basis": basis,
        "wins": findings::wins(facts),
        "problems": findings::problems(facts),
    });
    Some(View {
        claim: claim(facts),
        body,
    })
}

fn claim(facts: &Facts) -> String {
    let (format, lang) = (facts.format, facts.data.lang);
    let change = facts.total_change(facts.total(interactions));
    let moved = change.amount().map(|amount| {
        let word = match amount {
            it if it.abs() < Change::SMALLEST => words::CLAIM_INTERACTIONS_FLAT,
            it if it > 0.0 => words::CLAIM_INTERACTIONS_UP,
            _ => words::CLAIM_INTERACTIONS_DOWN,
        };
        word.fill(lang, &[("change", &format.percent(amount.abs(), 1))])
    });
    let (reached, all) = reached(facts);
    let values = [
        ("reached", format.count(reached)),
        ("all", format.count(all)),
    ];
    let values = values.each_ref().map(|(key, value)| (*key, value.as_str()));
    let tally = Tally::of(&facts.data.deliveries);
    match (moved, all) {
        (Some(moved), 0) => format!("{moved}."),
        (Some(moved), _) => format!("{moved}; {}.", words::CLAIM_TARGETS.fill(lang, &values)),
        (None, 0) if tally.live() > 0 => words::CLAIM_LIVE.fill(
            lang,
            &[
                ("n", &format.count(tally.live())),
                ("channels", &format.count(live_channels(facts))),
            ],
        ),
        (None, 0) => words::CLAIM_EMPTY.get(lang).to_owned(),
        (None, _) => words::CLAIM_TARGETS_ALONE.fill(lang, &values),
    }
}

fn sentences(facts: &Facts) -> Vec<Vec<Part>> {
    let (data, format, lang) = (facts.data, facts.format, facts.data.lang);
    let mut said = Vec::new();
    let tally = Tally::of(&data.deliveries);
    if tally.planned > 0 {
        said.push(words::LIVE.parts(
            lang,
            &[
                ("live", &format.count(tally.live())),
                ("planned", &format.count(tally.planned)),
                ("on", &format.count(tally.on_time)),
                ("share", &format.share(tally.on_time, tally.due(), 1)),
            ],
        ));
    }
    let total = facts.total(interactions);
    if let Some(now) = total.now {
        let n = format.count(now);
        said.push(match moved(facts, total.both) {
            Some(change) => words::INTERACTIONS.parts(lang, &[("n", &n), ("change", &change)]),
            None => words::INTERACTIONS_PLAIN.parts(lang, &[("n", &n)]),
        });
    }
    let (net, followers) = (facts.total(net_growth), facts.total(|it| it.followers));
    if let (Some(net), Some(all)) = (net.now, followers.now) {
        let word = match net {
            0 => words::FOLLOWERS_SAME,
            1.. => words::FOLLOWERS_MORE,
            _ => words::FOLLOWERS_LESS,
        };
        said.push(word.parts(
            lang,
            &[("n", &format.count(net.abs())), ("all", &format.count(all))],
        ));
    }
    let (reached, targets) = reached(facts);
    if targets > 0 {
        said.push(words::TARGETS.parts(
            lang,
            &[
                ("reached", &format.count(reached)),
                ("all", &format.count(targets)),
            ],
        ));
    }
    let silent: Vec<String> = data
        .channels
        .iter()
        .enumerate()
        .filter(|(_, it)| {
            interactions(it).now.known().is_none() && it.followers.now.known().is_none()
        })
        .map(|(index, _)| facts.name(index))
        .collect();
    if !silent.is_empty() {
        said.push(words::MISSING.parts(lang, &[("channels", &format.list(&silent))]));
    }
    said
}

/// `atau 586 per hari; naik 39,8 % dari September (419 per hari)`.
fn moved(facts: &Facts, both: Option<(i64, i64)>) -> Option<String> {
    let (now, before) = both?;
    let previous = facts.before.as_ref()?;
    let change = facts.change(Some(now), Some(before));
    if change == Change::Unknown {
        return None;
    }
    let text = facts.delta(change).text;
    let (format, lang) = (facts.format, facts.data.lang);
    if !facts.is_per_day() {
        let before = format.count(before);
        return Some(words::FROM.fill(
            lang,
            &[
                ("moved", &text),
                ("before", &before),
                ("previous", previous),
            ],
        ));
    }
    let per_day = |sum: i64, days: i64| format.decimal(sum as f64 / days as f64, 1);
    Some(words::FROM_PER_DAY.fill(
        lang,
        &[
            ("now", &per_day(now, facts.data.period.span.days())),
            ("moved", &text),
            (
                "before",
                &per_day(before, facts.data.comparison.map_or(1, |it| it.days())),
            ),
            ("previous", previous),
        ],
    ))
}

/// How many targets are reached, of how many there are; of none while no number is known.
pub(super) fn reached(facts: &Facts) -> (i64, i64) {
    let standings: Vec<Standing> = facts.data.targets.iter().map(|it| standing(it).0).collect();
    let count =
        |wanted: fn(&Standing) -> bool| standings.iter().filter(|it| wanted(it)).count() as i64;
    let all = if count(|it| *it != Standing::NoData) > 0 {
        standings.len() as i64
    } else {
        0
    };
    (count(|it| *it == Standing::Reached), all)
}

/// How many channels have a post confirmed live.
fn live_channels(facts: &Facts) -> i64 {
    let of =
        |id: &str| Tally::of(facts.data.deliveries.iter().filter(|it| it.channel == id)).live() > 0;
    facts.data.channels.iter().filter(|it| of(&it.id)).count() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::{
        data::{Count, Figure, Lang, Missing},
        sample,
    };

    fn plain(parts: &[Part]) -> String {
        parts
            .iter()
            .map(|it| it.text.replace('\u{a0}', " "))
            .collect()
    }

    #[test]
    fn sentences_say_figure_direction_amount_and_comparison() {
        for (lang, expected) in [
            (
                Lang::Id,
                "Konten menerima 620 interaksi, atau 20,0 per hari; naik 100,0 % dari September (10,0 per hari).",
            ),
            (
                Lang::En,
                "Content received 620 interactions, or 20.0 per day; up 100.0% from September (10.0 per day).",
            ),
        ] {
            let mut data = sample::month(lang);
            data.channels.truncate(1);
            let channel = data.channels.first_mut().unwrap();
            channel.likes = Figure {
                now: Count::Known(620),
                before: Count::Known(300),
            };
            for figure in [
                &mut channel.comments,
                &mut channel.shares,
                &mut channel.saves,
            ] {
                *figure = Figure::missing(Missing::NotProvided);
            }
            let said = sentences(&Facts::new(&data));
            assert_eq!(plain(&said[1]), expected);
            assert!(said[1].iter().any(|it| it.bold && it.text == "620"));
        }
    }

    #[test]
    fn nothing_at_all_is_said_plainly() {
        let mut data = sample::month(Lang::En);
        data.channels.clear();
        data.deliveries.clear();
        data.targets.clear();
        let facts = Facts::new(&data);
        assert_eq!(
            claim(&facts),
            "No deliveries and no numbers in this period yet."
        );
        assert!(sentences(&facts).is_empty());
    }
}

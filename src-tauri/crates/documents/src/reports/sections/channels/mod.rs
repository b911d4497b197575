//! The channels side by side: one table, what the interactions are made of, who grew.

mod charts;
mod table;

use super::View;
use crate::{
    reports::{
        facts::{Change, Facts, interactions},
        pictures::Pictures,
    },
    words::channels as words,
};
use serde_json::json;

pub(super) fn build(facts: &Facts, _: &mut Pictures) -> Option<View> {
    let data = facts.data;
    if data.channels.is_empty() {
        return None;
    }
    let (format, lang) = (facts.format, data.lang);
    let period = format.period(&data.period);
    let unit = match (&facts.before, data.comparison) {
        (Some(previous), Some(span)) if facts.is_per_day() => words::UNIT_PER_DAY.fill(
            lang,
            &[
                ("period", &period),
                ("previous", previous),
                ("before", &format.count(span.days())),
                ("now", &format.count(data.period.span.days())),
            ],
        ),
        (Some(previous), _) => {
            words::UNIT.fill(lang, &[("period", &period), ("previous", previous)])
        }
        (None, _) => words::UNIT_ALONE.fill(lang, &[("period", &period)]),
    };
    let body = json!({
        "unit": unit,
        "table": table::main(facts),
        "seen": table::seen(facts),
        "kinds": charts::kinds(facts),
        "growth": charts::growth(facts),
    });
    Some(View {
        claim: claim(facts),
        body,
    })
}

fn claim(facts: &Facts) -> String {
    let (data, format, lang) = (facts.data, facts.format, facts.data.lang);
    let mut known: Vec<(usize, i64)> = data
        .channels
        .iter()
        .enumerate()
        .filter_map(|(index, it)| Some((index, interactions(it).now.known()?)))
        .collect();
    // The first of equals leads, as in the table.
    known.sort_by_key(|(index, n)| (std::cmp::Reverse(*n), *index));
    let Some(&(leader, most)) = known.first() else {
        return words::CLAIM_NONE.get(lang).to_owned();
    };
    let sum: i64 = known.iter().map(|(_, n)| n).sum();
    let Some(channel) = data.channels.get(leader) else {
        return words::CLAIM_NONE.get(lang).to_owned();
    };
    let name = facts.name(leader);
    let posts = facts.total(|it| it.posts).now;
    if let (true, true, Some(own), Some(all)) =
        (known.len() > 1, sum > 0, channel.posts.now.known(), posts)
    {
        return words::CLAIM_LEADER.fill(
            lang,
            &[
                ("channel", &name),
                ("share", &format.share(most, sum, 0)),
                ("posts", &format.count(own)),
                ("all", &format.count(all)),
            ],
        );
    }
    let word = match facts.figure_change(interactions(channel)) {
        Change::By(amount) if amount >= Change::SMALLEST => words::CLAIM_ONE_UP,
        Change::By(amount) if amount <= -Change::SMALLEST => words::CLAIM_ONE_DOWN,
        _ => words::CLAIM_ONE,
    };
    let moved = facts
        .figure_change(interactions(channel))
        .amount()
        .unwrap_or_default()
        .abs();
    word.fill(
        lang,
        &[
            ("channel", &name),
            ("n", &format.count(most)),
            ("change", &format.percent(moved, 1)),
            ("previous", facts.before.as_deref().unwrap_or_default()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::{
        data::{Count, Figure, Lang, Missing},
        sample,
    };

    #[test]
    fn the_claim_names_the_leader_or_says_that_nobody_counted() {
        let mut data = sample::month(Lang::Id);
        data.channels.truncate(2);
        for (index, channel) in data.channels.iter_mut().enumerate() {
            channel.likes = Figure {
                now: Count::Known(if index == 0 { 75 } else { 25 }),
                before: Count::Known(10),
            };
            channel.posts = Figure {
                now: Count::Known(4),
                before: Count::Known(4),
            };
            for figure in [
                &mut channel.comments,
                &mut channel.shares,
                &mut channel.saves,
            ] {
                *figure = Figure::missing(Missing::NotProvided);
            }
        }
        let name = data.channels[0].network.clone();
        let said = claim(&Facts::new(&data)).replace('\u{a0}', " ");
        assert_eq!(
            said,
            format!("{name} menyumbang 75 % interaksi dengan 4 dari 8 posting.")
        );
        for channel in &mut data.channels {
            channel.likes = Figure::missing(Missing::NotEntered);
        }
        assert_eq!(
            claim(&Facts::new(&data)),
            "Belum ada angka interaksi untuk periode ini."
        );
    }
}

//! What worked and what held back, found by rule: never a judgement, always a number.

use crate::{
    reports::{
        data::{Amount, Target},
        deliveries::{Mark, Tally},
        facts::{Change, Facts, Standing, interactions, post_interactions, standing},
        sections::{operations::channels_of, top_posts::name},
        top_posts,
    },
    words::{Word, summary as words},
};
use serde::Serialize;

/// More than three of either is a list nobody reads.
const FINDINGS: usize = 3;
/// A channel's change below this is weather.
const NOTABLE_PERCENT: f64 = 10.0;

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Finding {
    title: String,
    detail: String,
}

/// The strongest first.
pub(super) fn wins(facts: &Facts) -> Vec<Finding> {
    let (format, lang) = (facts.format, facts.data.lang);
    let mut found = Vec::new();
    found.extend(target(
        facts,
        words::WIN_TARGET,
        |it| *it == Standing::Reached,
        true,
    ));
    found.extend(channel(
        facts,
        words::WIN_CHANNEL,
        |change| change >= NOTABLE_PERCENT,
        true,
    ));
    found.extend(strongest_post(facts));
    let tally = Tally::of(&facts.data.deliveries);
    if tally.due() > 0 && tally.on_time == tally.due() {
        found.push(Finding {
            title: words::WIN_ON_TIME.get(lang).to_owned(),
            detail: words::WIN_ON_TIME_DETAIL.fill(lang, &[("n", &format.count(tally.on_time))]),
        });
    }
    found.truncate(FINDINGS);
    found
}

/// The gravest first.
pub(super) fn problems(facts: &Facts) -> Vec<Finding> {
    let (format, lang) = (facts.format, facts.data.lang);
    let mut found = Vec::new();
    let tally = Tally::of(&facts.data.deliveries);
    if tally.lost() > 0 {
        let channels = channels_of(facts, |it| matches!(it, Mark::Failed | Mark::Missed));
        found.push(Finding {
            title: words::PROBLEM_LOST.fill(lang, &[("n", &format.count(tally.lost()))]),
            detail: words::PROBLEM_LOST_DETAIL.fill(
                lang,
                &[
                    ("failed", &format.count(tally.failed)),
                    ("missed", &format.count(tally.missed)),
                    ("channels", &format.list(&channels)),
                ],
            ),
        });
    }
    let missed = |it: &Standing| matches!(it, Standing::Near | Standing::NotYet);
    found.extend(target(facts, words::PROBLEM_TARGET, missed, false));
    found.extend(channel(
        facts,
        words::PROBLEM_CHANNEL,
        |change| change <= -NOTABLE_PERCENT,
        false,
    ));
    if tally.reminded > 0 {
        let channels = channels_of(facts, |it| it == Mark::Reminded);
        found.push(Finding {
            title: words::PROBLEM_REMINDED.fill(lang, &[("n", &format.count(tally.reminded))]),
            detail: words::PROBLEM_REMINDED_DETAIL
                .fill(lang, &[("channels", &format.list(&channels))]),
        });
    }
    found.truncate(FINDINGS);
    found
}

/// The target furthest over, or furthest from, its goal.
fn target(
    facts: &Facts,
    title: Word,
    wanted: impl Fn(&Standing) -> bool,
    most: bool,
) -> Option<Finding> {
    let (format, lang) = (facts.format, facts.data.lang);
    let mut candidates: Vec<(f64, f64, &Target)> = facts
        .data
        .targets
        .iter()
        .filter_map(|it| {
            let (standing, percent) = standing(it);
            let Amount::Known(actual) = it.actual else {
                return None;
            };
            wanted(&standing).then_some((percent?, actual, it))
        })
        .collect();
    candidates.sort_by(|a, b| {
        if most {
            b.0.total_cmp(&a.0)
        } else {
            a.0.total_cmp(&b.0)
        }
    });
    let (percent, actual, target) = candidates.first()?;
    Some(Finding {
        title: title.fill(lang, &[("name", &target.name)]),
        detail: words::TARGET_DETAIL.fill(
            lang,
            &[
                ("actual", &format.value(*actual, &target.unit)),
                ("goal", &format.value(target.goal, &target.unit)),
                ("percent", &format.percent(*percent, 0)),
            ],
        ),
    })
}

/// The channel whose interactions moved furthest.
fn channel(
    facts: &Facts,
    title: Word,
    wanted: impl Fn(f64) -> bool,
    most: bool,
) -> Option<Finding> {
    let (format, lang) = (facts.format, facts.data.lang);
    let mut moved: Vec<(f64, usize, i64)> = facts
        .data
        .channels
        .iter()
        .enumerate()
        .filter_map(|(index, it)| {
            let figure = interactions(it);
            Some((
                facts.figure_change(figure).amount()?,
                index,
                figure.now.known()?,
            ))
        })
        .filter(|(change, _, _)| wanted(*change))
        .collect();
    moved.sort_by(|a, b| {
        if most {
            b.0.total_cmp(&a.0)
        } else {
            a.0.total_cmp(&b.0)
        }
    });
    let (change, index, n) = *moved.first()?;
    let both = facts
        .data
        .channels
        .get(index)
        .map(interactions)
        .and_then(|it| Some((n, it.before.known()?)));
    let told = super::moved(facts, both).unwrap_or_else(|| facts.delta(Change::By(change)).text);
    Some(Finding {
        title: title.fill(lang, &[("channel", &facts.name(index))]),
        detail: words::CHANNEL_DETAIL.fill(lang, &[("n", &format.count(n)), ("change", &told)]),
    })
}

fn strongest_post(facts: &Facts) -> Option<Finding> {
    let (data, format, lang) = (facts.data, facts.format, facts.data.lang);
    let post = top_posts(&data.posts)
        .first()
        .and_then(|it| data.posts.get(*it))?;
    let n = post_interactions(post).filter(|it| *it > 0)?;
    let all: i64 = data.posts.iter().filter_map(post_interactions).sum();
    Some(Finding {
        title: words::WIN_POST.fill(lang, &[("title", &name(facts, post, 48))]),
        detail: words::WIN_POST_DETAIL.fill(
            lang,
            &[
                ("n", &format.count(n)),
                ("channel", &facts.channel_name(&post.channel)),
                ("share", &format.share(n, all, 0)),
            ],
        ),
    })
}

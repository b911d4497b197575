//! Targets: every result against its goal, normalised so that all goals stand on one line.

use super::View;
use crate::{
    reports::{
        data::{Amount, Target, Unit},
        facts::{Facts, Standing, attainment, standing},
        pictures::Pictures,
    },
    words::{Word, shared, targets as words},
};
use serde_json::{Value, json};

pub(super) fn build(facts: &Facts, _: &mut Pictures) -> Option<View> {
    let targets = &facts.data.targets;
    if targets.is_empty() {
        return None;
    }
    let (format, lang) = (facts.format, facts.data.lang);
    let list: Vec<String> = targets
        .iter()
        .map(|it| format!("{}: {}", it.name, status(facts, it)))
        .collect();
    let body = json!({
        "rows": targets.iter().map(|it| row(facts, it)).collect::<Vec<_>>(),
        "unit": words::UNIT.fill(lang, &[("period", &format.period(&facts.data.period))]),
        "alt": words::ALT.fill(lang, &[("list", &list.join("; "))]),
        "previous": targets.iter().any(|it| it.before.is_some()).then(|| facts.before.clone()).flatten(),
    });
    Some(View {
        claim: claim(facts),
        body,
    })
}

fn claim(facts: &Facts) -> String {
    let (format, lang, targets) = (facts.format, facts.data.lang, &facts.data.targets);
    let names = |wanted: Standing| -> Vec<String> {
        targets
            .iter()
            .filter(|it| standing(it).0 == wanted)
            .map(|it| it.name.clone())
            .collect()
    };
    let all = format.count(targets.len() as i64);
    let reached = names(Standing::Reached).len();
    if names(Standing::NoData).len() == targets.len() {
        return words::CLAIM_NO_DATA.fill(lang, &[("n", &all)]);
    }
    if reached == targets.len() {
        return words::CLAIM_ALL.fill(lang, &[("n", &all)]);
    }
    let head = if reached == 0 {
        words::CLAIM_NONE.fill(lang, &[("n", &all)])
    } else {
        words::CLAIM.fill(lang, &[("n", &format.count(reached as i64)), ("all", &all)])
    };
    // Two names fit beside the numbers; more would be a list, and the chart is that list.
    let add = |word: Word, names: &[String]| {
        word.fill(lang, &[("head", &head), ("names", &format.list(names))])
    };
    match (
        names(Standing::Near).as_slice(),
        names(Standing::NotYet).as_slice(),
    ) {
        (near @ ([_] | [_, _]), _) => add(words::CLAIM_NEAR, near),
        (_, late @ ([_] | [_, _])) if reached > 0 => add(words::CLAIM_NOT_YET, late),
        _ => add(words::CLAIM_PLAIN, &[]),
    }
}

fn status(facts: &Facts, target: &Target) -> String {
    let lang = facts.data.lang;
    let (standing, percent) = standing(target);
    let word = match standing {
        Standing::Reached => shared::REACHED,
        Standing::Near => shared::NEAR,
        Standing::NotYet => shared::NOT_YET,
        Standing::NoData => shared::NO_DATA,
    };
    match percent {
        Some(percent) => format!("{}, {}", word.get(lang), facts.format.percent(percent, 0)),
        None => word.get(lang).to_owned(),
    }
}

fn row(facts: &Facts, target: &Target) -> Value {
    let (format, lang) = (facts.format, facts.data.lang);
    let (standing, percent) = standing(target);
    let goal = format.value(target.goal, &target.unit);
    let actual = match target.actual {
        Amount::Known(value) => format.value(value, &bare(&target.unit)),
        Amount::Missing(_) => "–".to_owned(),
    };
    let mut notes = Vec::new();
    if target.lower_is_better {
        notes.push(words::LOWER.get(lang).to_owned());
    }
    if let Some(baseline) = target.baseline.filter(|it| *it != 0.0) {
        notes.push(
            words::STARTED.fill(lang, &[("n", &format.value(baseline, &bare(&target.unit)))]),
        );
    }
    if let Amount::Missing(why) = target.actual {
        notes.push(facts.reason(why).to_owned());
    }
    let name = match standing {
        Standing::Reached => "reached",
        Standing::Near => "near",
        Standing::NotYet => "not_yet",
        Standing::NoData => "no_data",
    };
    json!({
        "name": target.name,
        "note": notes.join(" · "),
        "percent": percent.map(|it| it.max(0.0)),
        "before": target.before.and_then(|it| attainment(target, it)).map(|it| it.max(0.0)),
        "actual": actual,
        "goal": words::OF_GOAL.fill(lang, &[("goal", &goal)]),
        "standing": name,
        "status": status(facts, target),
    })
}

/// The noun is said once, beside the goal.
fn bare(unit: &Unit) -> Unit {
    match unit {
        Unit::Count { .. } => Unit::Count {
            noun: String::new(),
        },
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::{
        data::{Lang, Missing},
        sample,
    };

    fn said(lang: Lang, actuals: &[(&str, Amount)]) -> String {
        let mut data = sample::month(lang);
        data.targets = actuals
            .iter()
            .map(|(name, actual)| Target {
                name: (*name).into(),
                unit: Unit::Count {
                    noun: String::new(),
                },
                baseline: None,
                goal: 100.0,
                actual: *actual,
                before: None,
                lower_is_better: false,
            })
            .collect();
        claim(&Facts::new(&data))
    }

    #[test]
    fn the_claim_counts_what_was_reached_and_names_what_came_close() {
        let (full, near, far, none) = (
            Amount::Known(100.0),
            Amount::Known(90.0),
            Amount::Known(10.0),
            Amount::Missing(Missing::NotEntered),
        );
        for (targets, id, en) in [
            (
                vec![("A", full), ("B", full)],
                "Semua 2 sasaran tercapai.",
                "All 2 targets were reached.",
            ),
            (
                vec![("A", full), ("B", near)],
                "1 dari 2 sasaran tercapai; B hampir.",
                "1 of 2 targets reached; B came close.",
            ),
            (
                vec![("A", full), ("B", far)],
                "1 dari 2 sasaran tercapai; B belum.",
                "1 of 2 targets reached; B did not.",
            ),
            (
                vec![("A", far), ("B", far)],
                "Belum satu pun dari 2 sasaran tercapai.",
                "None of 2 targets reached yet.",
            ),
            (
                vec![("A", none), ("B", none)],
                "2 sasaran ditetapkan; angkanya belum ada.",
                "2 targets are set; there are no numbers yet.",
            ),
        ] {
            assert_eq!(said(Lang::Id, &targets), id);
            assert_eq!(said(Lang::En, &targets), en);
        }
    }
}

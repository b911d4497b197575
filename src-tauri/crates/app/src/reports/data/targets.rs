//! Targets against what was reached.

use super::Stretch;
use crate::{Kelola, channels::profile, failure::Failure, targets, words::say};
use chrono::Datelike;
use kelola_documents::reports::data::{Amount, Missing, Target as PrintedTarget, Unit};
use kelola_domain::brand::{Brand, Lang};
use kelola_store::{channels, targets as target_rows};
use std::collections::BTreeMap;

pub(super) fn printed(
    kelola: &Kelola,
    brand: &Brand,
    now: &Stretch,
    before: Option<&Stretch>,
    lang: Lang,
) -> Result<Vec<PrintedTarget>, Failure> {
    let found = kelola.read(|db| {
        target_rows::list(
            db,
            brand.id,
            Some(now.days.first.with_day0(0).unwrap_or(now.days.first)),
        )
    })?;
    found
        .into_iter()
        .map(|target| {
            let on = target
                .channel
                .map(|id| kelola.read(|db| channels::get(db, id)))
                .transpose()?;
            let on = on
                .map(|it| Ok::<_, Failure>(profile(kelola, &it.network)?.name.clone()))
                .transpose()?;
            let (actual, earlier) = kelola.read(|db| {
                let earlier = before
                    .map(|it| targets::actual(db, brand, &target, it.days))
                    .transpose()?
                    .flatten();
                Ok((targets::actual(db, brand, &target, now.days)?, earlier))
            })?;
            let noun = say(
                lang,
                &format!("metric_{}", target.metric.name()),
                &BTreeMap::new(),
            );
            Ok(PrintedTarget {
                name: on.map_or_else(|| capital(&noun), |on| format!("{} {on}", capital(&noun))),
                unit: Unit::Count { noun },
                baseline: None,
                goal: float(target.value),
                actual: actual.map_or(Amount::Missing(Missing::NotRead), |it| {
                    Amount::Known(float(it))
                }),
                before: earlier.map(float),
                lower_is_better: false,
            })
        })
        .collect()
}

#[allow(clippy::cast_precision_loss, reason = "targets stay far below 2^52")]
fn float(value: i64) -> f64 {
    value as f64
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|it| it.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

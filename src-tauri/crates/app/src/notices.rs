//! Which steps of a delivery are worth a notification, and what it says.

use crate::{Kelola, events::Event, failure::Failure, settings, words::say};
use kelola_domain::{delivery::DeliveryState, ids::DeliveryId};
use kelola_store::{channels, deliveries, posts};
use std::collections::BTreeMap;

/// Tells of a step that needs the person.
pub(crate) fn of_step(kelola: &Kelola, id: DeliveryId, to: DeliveryState) {
    use DeliveryState as S;
    if !matches!(
        to,
        S::Reminded | S::Missed | S::Failed | S::NeedsSignIn | S::Unknown
    ) {
        return;
    }
    match notice(kelola, id, to) {
        Ok(event) => kelola.events().tell(&event),
        Err(failure) => tracing::warn!(code = failure.code, "a notification could not be written"),
    }
}

fn notice(kelola: &Kelola, id: DeliveryId, to: DeliveryState) -> Result<Event, Failure> {
    let lang = settings::load(kelola)?.lang;
    let (channel, row) = kelola.read(|db| {
        let delivery = deliveries::get(db, id)?;
        Ok((
            channels::get(db, delivery.channel)?,
            posts::row(db, delivery.post)?,
        ))
    })?;
    let network = crate::channels::profile(kelola, &channel.network)?
        .name
        .clone();
    let words = if row.title.trim().is_empty() {
        row.excerpt
    } else {
        row.title
    };
    Ok(Event::Notice {
        title: format!("{network}: {}", say(lang, to.name(), &BTreeMap::new())),
        body: words,
        post: row.id,
    })
}

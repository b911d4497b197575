//! What a person answers about a delivery: live, not live, too late for now, dropped, tried again.

use super::{
    OneDelivery,
    later::{at_once, next_slot},
};
use crate::{
    Kelola,
    events::Event,
    failure::Failure,
    pack, pieces,
    rows::{self, DeliveryView},
    words::{acts, errors},
};
use kelola_domain::{
    delivery::{Delivery, DeliveryState, Role},
    ids::DeliveryId,
    time::Instant,
};
use kelola_store::{
    StoreError, Write,
    deliveries::{self, StepNote},
};
use serde::Deserialize;
use ts_rs::TS;
use url::Url;

/// The person says a delivery is live.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MarkLive {
    /// Which.
    pub delivery: DeliveryId,
    /// Its public address, where the person gave one.
    #[serde(default)]
    pub url: Option<String>,
}

/// The person says whether an uncertain delivery went out.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AnswerUnknown {
    /// Which.
    pub delivery: DeliveryId,
    /// Whether it is live.
    pub live: bool,
    /// Its public address, where the person gave one.
    #[serde(default)]
    pub url: Option<String>,
}

/// The person says what becomes of a missed delivery.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AnswerMissed {
    /// Which.
    pub delivery: DeliveryId,
    /// What becomes of it.
    pub answer: Late,
}

/// What becomes of a missed delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Late {
    /// Sent now.
    Now,
    /// Sent at the same clock time of the next day ahead.
    NextSlot,
    /// Dropped.
    Drop,
}

/// The person says a delivery is live.
///
/// # Errors
/// Fails when the address is not https, or the delivery is not waiting for this.
pub fn mark_live(kelola: &Kelola, args: MarkLive) -> Result<DeliveryView, Failure> {
    let url = args
        .url
        .as_deref()
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .map(checked_address)
        .transpose()?;
    settle(kelola, args.delivery, acts::MARK_LIVE, |tx| {
        let now = tx.now();
        let before = deliveries::get(tx, args.delivery)?;
        let live = go_live(tx, &before, |it| {
            it.url = url;
            it.live_at = Some(now);
        })?;
        if was_pasted_whole(&before) {
            pieces_went_along(tx, &live)?;
        }
        Ok(live)
    })
}

fn go_live(
    tx: &mut Write<'_>,
    delivery: &Delivery,
    change: impl FnOnce(&mut Delivery),
) -> Result<Delivery, StoreError> {
    deliveries::step(
        tx,
        delivery.id,
        DeliveryState::Live,
        StepNote::none(),
        change,
    )
}

/// Whether the engine could not send a post, so that the person posted all of it from the desk.
fn was_pasted_whole(delivery: &Delivery) -> bool {
    delivery.role == Role::Post
        && matches!(
            delivery.state,
            DeliveryState::NeedsSignIn | DeliveryState::Failed
        )
}

/// What follows a post that was posted by hand is out as well; the engine has nothing to reply to.
fn pieces_went_along(tx: &mut Write<'_>, head: &Delivery) -> Result<(), StoreError> {
    for piece in deliveries::of_post(tx, head.post)? {
        let follows = piece.channel == head.channel && piece.role != Role::Post;
        if follows && piece.state.can_change() && piece.state.may_become(DeliveryState::Live) {
            go_live(tx, &piece, |it| it.live_at = head.live_at)?;
        }
    }
    Ok(())
}

/// The person says whether an uncertain delivery went out. One that did not is sent again within its grace, else
/// it is missed and asked about.
///
/// # Errors
/// Fails when the delivery is not uncertain.
pub fn answer_unknown(kelola: &Kelola, args: AnswerUnknown) -> Result<DeliveryView, Failure> {
    let delivery = kelola.read(|db| deliveries::get(db, args.delivery))?;
    if delivery.state != DeliveryState::Unknown {
        return Err(Failure::new(errors::DELIVERY_FIXED));
    }
    if args.live {
        return mark_live(
            kelola,
            MarkLive {
                delivery: args.delivery,
                url: args.url,
            },
        );
    }
    let next = match kelola.now() {
        now if delivery.lies_ahead(now) => DeliveryState::Planned,
        now if delivery.is_too_late(now) => DeliveryState::Missed,
        _ => DeliveryState::Due,
    };
    settle(kelola, args.delivery, acts::ANSWER_DELIVERY, |tx| {
        deliveries::step(
            tx,
            args.delivery,
            next,
            StepNote::code(errors::NOT_PUBLISHED),
            |it| it.handed = None,
        )
    })
}

/// The person says what becomes of a missed delivery.
///
/// # Errors
/// Fails when the delivery was not missed.
pub fn answer_missed(kelola: &Kelola, args: AnswerMissed) -> Result<DeliveryView, Failure> {
    let delivery = kelola.read(|db| deliveries::get(db, args.delivery))?;
    if delivery.state != DeliveryState::Missed {
        return Err(Failure::new(errors::DELIVERY_FIXED));
    }
    let now = kelola.now();
    let label = if args.answer == Late::Drop {
        acts::DROP_DELIVERY
    } else {
        acts::ANSWER_DELIVERY
    };
    settle(kelola, args.delivery, label, |tx| {
        answer_late(tx, args.delivery, args.answer, now)
    })
}

/// Does with a delivery that was missed, or held back, what the person chose.
pub(crate) fn answer_late(
    tx: &mut Write<'_>,
    id: DeliveryId,
    answer: Late,
    now: Instant,
) -> Result<Delivery, StoreError> {
    let delivery = deliveries::get(tx, id)?;
    let (state, planned) = match answer {
        Late::Drop => (DeliveryState::Cancelled, delivery.planned),
        Late::Now => (DeliveryState::Due, at_once(delivery.planned, now)),
        Late::NextSlot => (DeliveryState::Planned, next_slot(delivery.planned, now)),
    };
    if delivery.state == state || (answer == Late::NextSlot && delivery.handed.is_some()) {
        return deliveries::amend(tx, id, |it| it.planned = planned);
    }
    deliveries::step(tx, id, state, StepNote::none(), |it| {
        it.planned = planned;
        it.retry_at = None;
    })
}

/// A delivery is dropped.
///
/// # Errors
/// Fails when it is on its way or live.
pub fn drop_delivery(kelola: &Kelola, args: OneDelivery) -> Result<DeliveryView, Failure> {
    settle(kelola, args.delivery, acts::DROP_DELIVERY, |tx| {
        deliveries::step(
            tx,
            args.delivery,
            DeliveryState::Cancelled,
            StepNote::none(),
            |it| it.code = None,
        )
    })
}

/// A failed delivery is tried again: now, where its time has passed.
///
/// # Errors
/// Fails when it has not failed.
pub fn retry_delivery(kelola: &Kelola, args: OneDelivery) -> Result<DeliveryView, Failure> {
    let now = kelola.now();
    settle(kelola, args.delivery, acts::ANSWER_DELIVERY, |tx| {
        let delivery = deliveries::get(tx, args.delivery)?;
        let planned = if delivery.is_too_late(now) {
            at_once(delivery.planned, now)
        } else {
            delivery.planned
        };
        deliveries::step(
            tx,
            args.delivery,
            DeliveryState::Due,
            StepNote::none(),
            |it| {
                it.planned = planned;
                it.code = None;
            },
        )
    })
}

/// Carries an answer out, keeps the pieces in step and tells of it.
pub(super) fn settle(
    kelola: &Kelola,
    id: DeliveryId,
    label: &str,
    act: impl FnOnce(&mut Write<'_>) -> Result<Delivery, StoreError>,
) -> Result<DeliveryView, Failure> {
    kelola.write(label, |tx| {
        let delivery = act(tx)?;
        pieces::follow(tx, kelola.registry(), delivery.post)
    })?;
    kelola.events().tell(&Event::DeliveriesChanged);
    let delivery = kelola.read(|db| deliveries::get(db, id))?;
    if delivery.state.is_over() || delivery.state == DeliveryState::Cancelled {
        pack::put_away(kelola, id);
    }
    rows::view(kelola, delivery)
}

fn checked_address(text: &str) -> Result<String, Failure> {
    let url = Url::parse(text).map_err(|_| Failure::new(errors::ADDRESS_REFUSED))?;
    if url.scheme() == "https" {
        Ok(url.to_string())
    } else {
        Err(Failure::new(errors::ADDRESS_REFUSED))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_addresses_are_kept() {
        assert!(checked_address("https://www.instagram.com/p/abc/").is_ok());
        for bad in [
            "http://x.com/1",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "kompasiana",
        ] {
            assert!(checked_address(bad).is_err(), "{bad}");
        }
    }
}

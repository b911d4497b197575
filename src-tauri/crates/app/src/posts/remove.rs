//! Putting a post into the trash.

use super::OnePost;
use crate::{Kelola, events::Event, failure::Failure, undo::Undoable, words::acts};
use kelola_domain::{delivery::DeliveryState, ids::PostId};
use kelola_store::{
    StoreError, Write,
    deliveries::{self, StepNote},
    posts as rows_of,
};

/// Puts a post into the trash and cancels what has not gone out.
///
/// # Errors
/// Fails when a delivery is on its way at this moment.
pub fn remove_post(kelola: &Kelola, args: OnePost) -> Result<Undoable, Failure> {
    let operation = kelola.write(acts::REMOVE_POST, |tx| {
        put_away(tx, args.id)?;
        Ok(tx.operation())
    })?;
    kelola.events().tell(&Event::PostsChanged);
    Ok(Undoable {
        operation,
        label: acts::REMOVE_POST.to_owned(),
    })
}

/// What becomes of a post that is put into the trash.
pub(super) fn put_away(tx: &mut Write<'_>, id: PostId) -> Result<(), StoreError> {
    for delivery in deliveries::of_post(tx, id)? {
        if delivery.state.may_become(DeliveryState::Cancelled) {
            deliveries::step(
                tx,
                delivery.id,
                DeliveryState::Cancelled,
                StepNote::none(),
                |_| {},
            )?;
        } else if matches!(
            delivery.state,
            DeliveryState::Sending | DeliveryState::Processing
        ) {
            return Err(StoreError::NotAllowed {
                from: delivery.state,
                to: DeliveryState::Cancelled,
            });
        }
    }
    rows_of::remove(tx, id)
}

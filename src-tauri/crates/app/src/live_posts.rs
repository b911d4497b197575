//! What is already public: making it say what the post says now, and taking it down. The intent stands in the
//! timeline before the request and its outcome after it; where the answer is lost, doing it again is harmless.

use crate::{
    Kelola,
    desk::OneDelivery,
    events::Event,
    failure::Failure,
    rows::{self, DeliveryView},
    words::{acts, errors},
};
use kelola_domain::{
    channel::Channel,
    delivery::{Delivery, DeliveryState},
    ids::DeliveryId,
};
use kelola_networks::{Account, Client, Kind, NetworkError, Outgoing, Vault};
use kelola_store::{
    Actor, StoreError, Write,
    deliveries::{self, StepNote},
};
use kelola_sync::{Freeze, outgoing_media};

/// Makes a public post say what is now written for it.
///
/// # Errors
/// Fails when the network cannot do that, when it refuses, or when the answer was lost: then the post says so and the
/// same can be done again.
pub fn edit_live(kelola: &Kelola, args: OneDelivery) -> Result<DeliveryView, Failure> {
    let live = Live::find(kelola, args.delivery)?;
    let client = live.client(kelola)?;
    let edit = client.edit().ok_or_else(not_offered)?;
    let mut frozen = kelola
        .freeze(live.delivery.id)
        .map_err(|error| Failure::new(&error.code))?;
    if let Some(earlier) = &live.delivery.frozen {
        frozen.created_at = earlier.created_at;
    }
    let vault = kelola.secrets().vault(kelola.store())?;
    let who = Account::of(&live.channel, &vault);
    live.reach(kelola, client, &vault)?;
    let what = Outgoing {
        request_id: &live.delivery.request_id,
        role: live.delivery.role,
        reply_to: None,
        frozen: &frozen,
        media: outgoing_media(kelola.store(), &frozen)?,
    };
    kelola.write(acts::EDIT_LIVE, |tx| live.note(tx, errors::EDITING_LIVE))?;
    let answer = kelola
        .runtime
        .block_on(edit.edit(&who, &live.remote_id, &what));
    match answer {
        Ok(published) => {
            live.say(kelola, StepNote::code(errors::EDITED_LIVE), |it| {
                it.code = None;
                it.url = published.url.or(it.url.take());
                it.remote_id = Some(published.remote_id);
                it.frozen = Some(frozen);
            })?;
            shown(kelola, live.delivery.id)
        }
        Err(error) => Err(live.failed(kelola, error, errors::EDIT_UNKNOWN)?),
    }
}

/// Takes a public post down, and what follows it with it: the last piece first, so that none is left hanging. Pieces
/// that have not gone out are cancelled.
///
/// # Errors
/// Fails when the network cannot do that, when a piece is on its way at this moment, when the network refuses, or when
/// the answer was lost: then the post says so and the same can be done again.
pub fn take_down(kelola: &Kelola, args: OneDelivery) -> Result<DeliveryView, Failure> {
    let live = Live::find(kelola, args.delivery)?;
    let client = live.client(kelola)?;
    let remove = client.remove().ok_or_else(not_offered)?;
    let vault = kelola.secrets().vault(kelola.store())?;
    live.reach(kelola, client, &vault)?;
    let going = kelola.write(acts::TAKE_DOWN, |tx| announce(tx, &live.delivery))?;
    for id in going {
        let piece = Live::find(kelola, id)?;
        let who = Account::of(&piece.channel, &vault);
        let role = piece.delivery.role;
        let answer = kelola
            .runtime
            .block_on(remove.remove(&who, &piece.remote_id, role));
        if let Err(error) = answer {
            return Err(piece.failed(kelola, error, errors::TAKE_DOWN_UNKNOWN)?);
        }
        outcome(kelola, acts::TAKE_DOWN, |tx| {
            let note = StepNote::code(errors::TAKEN_DOWN);
            deliveries::step(tx, id, DeliveryState::Removed, note, |_| {})
        })?;
    }
    shown(kelola, live.delivery.id)
}

/// Says of a live delivery and of everything that follows it that it is being taken down, and cancels what has not
/// gone out. Gives back what is to be taken down, the last first.
fn announce(tx: &mut Write<'_>, first: &Delivery) -> Result<Vec<DeliveryId>, StoreError> {
    let all = deliveries::of_post(tx, first.post)?;
    let mut chain = vec![first.clone()];
    let mut at = 0;
    while let Some(earlier) = chain.get(at).map(|it| it.id) {
        chain.extend(all.iter().filter(|it| it.follows == Some(earlier)).cloned());
        at += 1;
    }
    let mut going = Vec::new();
    for piece in chain.iter().rev() {
        match piece.state {
            DeliveryState::Live if piece.remote_id.is_some() => {
                deliveries::note(tx, piece.id, StepNote::code(errors::TAKING_DOWN), |_| {})?;
                going.push(piece.id);
            }
            DeliveryState::Live | DeliveryState::Removed | DeliveryState::Cancelled => {}
            state if state.can_change() => {
                let note = StepNote::code(errors::EARLIER_PIECE_GONE);
                deliveries::step(tx, piece.id, DeliveryState::Cancelled, note, |_| {})?;
            }
            from => {
                let to = DeliveryState::Cancelled;
                return Err(StoreError::NotAllowed { from, to });
            }
        }
    }
    Ok(going)
}

/// A public delivery with what is needed to act on it.
struct Live {
    delivery: Delivery,
    channel: Channel,
    remote_id: String,
}

impl Live {
    fn find(kelola: &Kelola, id: DeliveryId) -> Result<Self, Failure> {
        let (delivery, channel) = kelola.read(|db| {
            let delivery = deliveries::get(db, id)?;
            let channel = kelola_store::channels::get(db, delivery.channel)?;
            Ok((delivery, channel))
        })?;
        let remote_id = delivery
            .remote_id
            .clone()
            .filter(|_| delivery.state == DeliveryState::Live && channel.sends)
            .ok_or_else(|| Failure::new(errors::DELIVERY_FIXED))?;
        Ok(Self {
            delivery,
            channel,
            remote_id,
        })
    }

    fn client<'a>(&self, kelola: &'a Kelola) -> Result<&'a dyn Client, Failure> {
        kelola
            .registry()
            .get(&self.channel.network)
            .and_then(|it| it.client())
            .ok_or_else(not_offered)
    }

    /// Asks the server who we are before anything is announced: without a network nothing has been begun.
    fn reach(
        &self,
        kelola: &Kelola,
        client: &dyn Client,
        vault: &dyn Vault,
    ) -> Result<(), Failure> {
        let who = Account::of(&self.channel, vault);
        kelola
            .runtime
            .block_on(client.test(&who))
            .map(|_| ())
            .map_err(|error| Failure::new(error.code))
    }

    fn note(&self, tx: &mut Write<'_>, code: &str) -> Result<Delivery, StoreError> {
        let now = deliveries::get(tx, self.delivery.id)?;
        if now.state != DeliveryState::Live {
            return Err(StoreError::NotAllowed {
                from: now.state,
                to: DeliveryState::Live,
            });
        }
        deliveries::note(tx, self.delivery.id, StepNote::code(code), |_| {})
    }

    fn say(
        &self,
        kelola: &Kelola,
        note: StepNote,
        change: impl FnOnce(&mut Delivery),
    ) -> Result<Delivery, Failure> {
        outcome(kelola, acts::EDIT_LIVE, |tx| {
            deliveries::note(tx, self.delivery.id, note, change)
        })
    }

    /// Records that it did not work, or that nobody knows; gives back what the person is told.
    fn failed(
        &self,
        kelola: &Kelola,
        error: NetworkError,
        unknown: &'static str,
    ) -> Result<Failure, Failure> {
        let code = match error.kind {
            // The request may have arrived.
            Kind::Offline | Kind::UnknownOutcome | Kind::Unexpected => unknown,
            _ => error.code,
        };
        self.say(kelola, StepNote::code(code).raw(error.raw), |_| {})?;
        kelola.events().tell(&Event::DeliveriesChanged);
        Ok(Failure::new(code))
    }
}

/// Records what came of a request: the engine's word, not an act that could be taken back.
fn outcome(
    kelola: &Kelola,
    label: &str,
    act: impl FnOnce(&mut Write<'_>) -> Result<Delivery, StoreError>,
) -> Result<Delivery, Failure> {
    Ok(kelola.store().write(Actor::Sync, label, act)?)
}

fn shown(kelola: &Kelola, id: DeliveryId) -> Result<DeliveryView, Failure> {
    kelola.events().tell(&Event::DeliveriesChanged);
    rows::view(kelola, kelola.read(|db| deliveries::get(db, id))?)
}

fn not_offered() -> Failure {
    Failure::new(errors::NOT_OFFERED_HERE)
}

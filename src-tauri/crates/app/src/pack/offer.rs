//! Offering a pack to a phone nearby. One at a time: a new offer ends the one before. Off until the person allows it.

use super::{
    contents::{Contents, open},
    lan,
    listener::{Goods, Listener, Now},
    page, unwritable, zipped,
};
use crate::{
    Kelola, commands::Nothing, desk::OneDelivery, engine::CancellationToken, events::Event,
    failure::Failure, pack::qr::Qr, settings, words::errors,
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use kelola_domain::{ids::DeliveryId, time::Instant};
use serde::Serialize;
use std::{
    fs,
    io::Read as _,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tempfile::TempDir;
use ts_rs::TS;

/// The largest pack a page carries in itself, in bytes; a phone's browser holds it in memory.
const MOST_IN_A_PAGE: u64 = 24 * 1024 * 1024;
/// What the folders of offers are called; one that a crash left behind goes with the next offer.
const SCRATCH: &str = "phone-";

/// A pack a phone can fetch now.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PackOffer {
    /// The delivery.
    pub delivery: DeliveryId,
    /// The address a phone on the same network opens.
    pub address: String,
    /// The address as a QR code.
    pub qr: Qr,
    /// When it ends at the latest.
    #[ts(as = "String")]
    pub until: Instant,
    /// The same in seconds from now.
    pub secs: u32,
    /// Whether a browser gets it as a page; else everybody gets the ZIP.
    pub as_page: bool,
}

/// The one offer that is open.
#[derive(Default)]
pub struct Offers {
    open: Mutex<Option<(DeliveryId, CancellationToken)>>,
}

impl Offers {
    /// Begins one, and ends the one before.
    fn begin(&self, delivery: DeliveryId) -> CancellationToken {
        let token = CancellationToken::new();
        if let Some((_, before)) = self.lock().replace((delivery, token.clone())) {
            before.cancel();
        }
        token
    }

    /// Forgets one that has ended, unless another has taken its place.
    fn end(&self, turn: &CancellationToken) {
        if !turn.is_cancelled() {
            self.lock().take();
        }
    }

    /// Ends the one that is open, where it is of this delivery.
    fn withdraw(&self, delivery: Option<DeliveryId>) {
        let is_meant = |open: &mut (DeliveryId, CancellationToken)| {
            delivery.is_none_or(|wanted| wanted == open.0)
        };
        if let Some((_, token)) = self.lock().take_if(is_meant) {
            token.cancel();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<(DeliveryId, CancellationToken)>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Offers the pack of a delivery to a phone on the same local network: one download, ten minutes at most.
///
/// # Errors
/// Fails when the person has not allowed it, the computer is on no local network, or the pack cannot be made.
pub fn offer_pack(kelola: &Kelola, args: OneDelivery) -> Result<PackOffer, Failure> {
    let at = lan::address().ok_or_else(|| Failure::new(errors::NO_LOCAL_NETWORK))?;
    offer_at(kelola, args, at.into())
}

/// Ends the offer of a delivery's pack; none is fine.
///
/// # Errors
/// Never fails.
pub fn withdraw_pack(kelola: &Kelola, args: OneDelivery) -> Result<Nothing, Failure> {
    kelola.offers.withdraw(Some(args.delivery));
    Ok(Nothing {})
}

/// Ends whatever offer is open: nobody sees it any more.
pub fn withdraw_packs(kelola: &Kelola) {
    kelola.offers.withdraw(None);
}

pub(crate) fn offer_at(
    kelola: &Kelola,
    args: OneDelivery,
    at: IpAddr,
) -> Result<PackOffer, Failure> {
    let settings = settings::load(kelola)?;
    if !settings.phone_pack {
        return Err(Failure::new(errors::PHONE_PACK_OFF));
    }
    let contents = Contents::of(kelola, args.delivery, settings.lang)?;
    let turn = kelola.offers.begin(args.delivery);
    let scratch = scratch(kelola)?;
    let goods = prepare(kelola, &contents, &scratch)?;
    let as_page = goods.page.is_some();
    let listener = kelola
        .runtime
        .block_on(Listener::open(at, goods, clock(kelola)))
        .map_err(|error| Failure::new(errors::PHONE_PACK_NO_PORT).with("what", error.kind()))?;
    let (address, until) = (listener.address(), listener.until());
    let offer = PackOffer {
        delivery: args.delivery,
        qr: Qr::of(&address)?,
        address,
        until,
        secs: u32::try_from((until - kelola.now()).num_seconds()).unwrap_or_default(),
        as_page,
    };
    let (kelola, delivery) = (kelola.clone(), args.delivery);
    let running = kelola.runtime.clone();
    running.spawn(async move {
        let how = listener.serve(turn.clone()).await;
        drop(scratch);
        kelola.offers.end(&turn);
        let ended = Event::PackOfferEnded { delivery, how };
        kelola.events().tell(&ended);
    });
    Ok(offer)
}

fn clock(kelola: &Kelola) -> Now {
    let store = kelola.store().clone();
    Arc::new(move || store.now())
}

/// A folder for what is offered, gone with its value.
fn scratch(kelola: &Kelola) -> Result<TempDir, Failure> {
    let data = &kelola.paths().data;
    for entry in fs::read_dir(data).map_err(unwritable)?.flatten() {
        let name = entry.file_name();
        if name.to_string_lossy().starts_with(SCRATCH)
            && let Err(error) = fs::remove_dir_all(entry.path())
        {
            tracing::warn!(kind = %error.kind(), "a folder of an earlier offer stays");
        }
    }
    tempfile::Builder::new()
        .prefix(SCRATCH)
        .tempdir_in(data)
        .map_err(unwritable)
}

fn prepare(kelola: &Kelola, contents: &Contents, scratch: &TempDir) -> Result<Goods, Failure> {
    let zip = scratch.path().join("pack.zip");
    zipped::write(kelola, contents, &zip)?;
    let page = match within(kelola, contents)? {
        Some(pictures) => {
            let file = scratch.path().join("page.html");
            let page = page::page(contents, &pictures)?;
            kelola_store::write_whole(&file, page.as_bytes()).map_err(unwritable)?;
            Some(file)
        }
        None => None,
    };
    let name = format!("kelola-{}.zip", contents.id);
    Ok(Goods { page, zip, name })
}

/// The pictures as parts of a page; none where that would be too much for it.
fn within(kelola: &Kelola, contents: &Contents) -> Result<Option<page::Pictures>, Failure> {
    let (mut all, mut left) = (Vec::new(), MOST_IN_A_PAGE);
    for file in &contents.files {
        if file.is_video() {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let length = open(kelola, file)?
            .take(left + 1)
            .read_to_end(&mut bytes)
            .map_err(unwritable)?;
        let Some(rest) = left.checked_sub(length as u64) else {
            return Ok(None);
        };
        left = rest;
        let text = BASE64_STANDARD.encode(&bytes);
        all.push(format!("data:{};base64,{text}", file.media.mime));
    }
    Ok(Some(page::Pictures::Within(all)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_offer_ends_the_one_before_and_only_its_own_is_withdrawn() {
        let (offers, one, two) = (
            Offers::default(),
            DeliveryId::from_uuid(uuid::Uuid::from_u128(1)),
            DeliveryId::from_uuid(uuid::Uuid::from_u128(2)),
        );
        let first = offers.begin(one);
        offers.withdraw(Some(two));
        assert!(!first.is_cancelled());
        let second = offers.begin(two);
        assert!(first.is_cancelled() && !second.is_cancelled());
        // The first one, ended by the second, does not take the second away with it.
        offers.end(&first);
        offers.withdraw(None);
        assert!(second.is_cancelled());
    }
}

//! Posting by hand: the texts to copy in the forms the site takes, the prepared files in order, and what the person
//! answers afterwards. What is taken along to a phone stands in `pack`.

mod answers;
mod fields;
mod files;
mod given_up;
mod later;
#[cfg(test)]
mod tests;

pub use answers::{
    AnswerMissed, AnswerUnknown, Late, MarkLive, answer_missed, answer_unknown, drop_delivery,
    mark_live, retry_delivery,
};
pub use fields::{DeskField, Written};
pub use files::DeskFile;
pub use given_up::{GiveUp, WhyNot, give_up_delivery};
pub use later::{Later, LaterChoice, Postpone, postpone_delivery};

pub(crate) use answers::answer_late;
pub(crate) use fields::fields;
pub(crate) use files::{Prepared, Ready};

use crate::{
    Kelola,
    failure::Failure,
    rows::{self, DeliveryView},
};
use kelola_domain::{
    delivery::{Delivery, DeliveryState},
    ids::DeliveryId,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One delivery.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneDelivery {
    /// Which.
    pub delivery: DeliveryId,
}

/// Everything needed to post by hand.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Desk {
    /// The delivery.
    pub delivery: DeliveryView,
    /// Where one writes on the network.
    pub composer_url: Option<String>,
    /// The texts to copy, in the order of the network's form.
    pub fields: Vec<DeskField>,
    /// The prepared files, in order.
    pub files: Vec<DeskFile>,
    /// What the person can answer now.
    pub answers: Vec<DeskAnswer>,
    /// The later times that are offered, in order.
    pub later: Vec<LaterChoice>,
}

/// What a person can answer at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeskAnswer {
    /// It is live.
    Live,
    /// It is posted later.
    Later,
    /// It could not be posted.
    GiveUp,
    /// It is not to be posted.
    Drop,
}

/// Texts and prepared files for posting by hand.
///
/// # Errors
/// Fails when a picture cannot be made.
pub fn get_desk(kelola: &Kelola, args: OneDelivery) -> Result<Desk, Failure> {
    let ready = Ready::of(kelola, args.delivery)?;
    Ok(Desk {
        composer_url: ready.profile.composer_url.clone(),
        fields: fields(&ready.profile, &ready.content),
        files: ready.files.iter().map(DeskFile::of).collect(),
        answers: answers_to(&ready.delivery),
        later: later::choices(ready.delivery.planned, kelola.now()),
        delivery: rows::view(kelola, ready.delivery)?,
    })
}

/// What can be answered to a delivery. What may be on its way, or is held by a network, is not for the desk to settle.
fn answers_to(delivery: &Delivery) -> Vec<DeskAnswer> {
    use DeliveryState as S;
    let waits = matches!(
        delivery.state,
        S::Planned | S::Due | S::Reminded | S::Missed | S::Failed | S::NeedsSignIn | S::Held
    );
    let is_with_person = waits || matches!(delivery.state, S::Unknown | S::InNetworkDraft);
    let can = |next: S| is_with_person && delivery.state.may_become(next);
    [
        (DeskAnswer::Live, can(S::Live)),
        (DeskAnswer::Later, waits),
        (
            DeskAnswer::GiveUp,
            can(S::Failed) && delivery.state != S::Unknown,
        ),
        (DeskAnswer::Drop, can(S::Cancelled)),
    ]
    .into_iter()
    .filter_map(|(answer, offered)| offered.then_some(answer))
    .collect()
}

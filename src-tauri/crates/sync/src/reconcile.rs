//! Settles a delivery whose answer was lost, that the network is still working on, or that a backup knows too little
//! about, by reading back. It sends nothing.

use crate::{
    Engine, SyncError,
    plan::Known,
    retry::{self, AfterRead, ForChannel},
};
use chrono::Duration;
use kelola_domain::delivery::{Delivery, DeliveryState as State, Frozen};
use kelola_networks::{NetworkError, Outgoing, Published};
use kelola_store::deliveries::StepNote;

impl Engine {
    /// Looks for a delivery on its network. The code says why it stayed where it was, if it did.
    pub(crate) async fn reconcile(&self, it: &Known) -> Result<Option<&'static str>, SyncError> {
        let client = self
            .parts
            .registry
            .get(&it.channel.network)
            .and_then(|it| it.client());
        if let Some(client) = client
            && let Some(stayed) = self.go_on(it, client).await?
        {
            return Ok(stayed);
        }
        let Some(answer) = self.find(it).await? else {
            return Ok(Some("waiting"));
        };
        let found = match answer {
            Ok(found) => found,
            Err(error) => return self.not_settled(it, &error).await,
        };
        self.answered(it.channel.id);
        match found {
            Some(published) if published.state == State::Live => {
                let code = (it.delivery.state != State::Processing).then_some("found_live");
                self.arrived(&it.delivery, published, code).await?;
                Ok(None)
            }
            Some(held) if held.state == State::HandedOff => self.settled_as_held(it, held).await,
            Some(_) => Ok(Some("waiting")),
            None => self.absent(&it.delivery).await,
        }
    }

    /// Asks the network for a delivery; none where it cannot be asked.
    pub(crate) async fn find(
        &self,
        it: &Known,
    ) -> Result<Option<Result<Option<Published>, NetworkError>>, SyncError> {
        let client = self
            .parts
            .registry
            .get(&it.channel.network)
            .and_then(|it| it.client());
        let (Some(lost), Some(frozen)) = (
            client.and_then(|it| it.lost()),
            self.sought(&it.delivery).await?,
        ) else {
            return Ok(None);
        };
        let what = Outgoing {
            request_id: &it.delivery.request_id,
            role: it.delivery.role,
            reply_to: None,
            frozen: &frozen,
            media: vec![],
        };
        Ok(Some(lost.find(&self.account(&it.channel), &what).await))
    }

    /// The network holds it: that is kept in step again, unless it should have been published long ago.
    async fn settled_as_held(
        &self,
        it: &Known,
        held: Published,
    ) -> Result<Option<&'static str>, SyncError> {
        if self.now() > it.delivery.deadline() {
            return Ok(Some("held_past_time"));
        }
        self.found_held(&it.delivery, held).await
    }

    /// What was sent; for a delivery that came back from a backup taken before, what would be sent.
    async fn sought(&self, delivery: &Delivery) -> Result<Option<Frozen>, SyncError> {
        if let Some(frozen) = &delivery.frozen {
            return Ok(Some(frozen.clone()));
        }
        let (freezer, id) = (self.parts.freezer.clone(), delivery.id);
        self.blocking(move |_| Ok(freezer.freeze(id).ok())).await
    }

    /// Certainly not there: due again under the same request id while there is grace, else asked.
    async fn absent(&self, delivery: &Delivery) -> Result<Option<&'static str>, SyncError> {
        let now = self.now();
        let to = match delivery.state {
            State::Processing => State::Failed,
            _ if delivery.lies_ahead(now) => State::Planned,
            _ if delivery.is_too_late(now) => State::Missed,
            _ => State::Due,
        };
        let code = if to == State::Failed {
            "gone_while_processing"
        } else {
            "not_published"
        };
        let stepped = self
            .advance(
                delivery.id,
                delivery.state,
                to,
                StepNote::code(code),
                |it| it.handed = None,
            )
            .await?;
        if matches!(to, State::Due | State::Planned) && delivery.attempts > 1 {
            // A server that swallows every request is not hammered.
            let pause = retry::backoff(
                retry::REFUSED,
                delivery.attempts - 2,
                self.parts.random.fraction(),
            );
            self.memory()
                .leave(delivery.id, now + pause.max(Duration::seconds(1)));
        }
        Ok(stepped.is_none().then_some("changed_meanwhile"))
    }

    /// The network could not say.
    pub(crate) async fn not_settled(
        &self,
        it: &Known,
        error: &NetworkError,
    ) -> Result<Option<&'static str>, SyncError> {
        let (id, channel, now) = (it.delivery.id, it.channel.id, self.now());
        let tries = self.memory().tries(id);
        match retry::after_read(error, tries, now, self.parts.random.fraction()) {
            AfterRead::OutOfReach => {
                self.out_of_reach(channel);
                Ok(Some("offline"))
            }
            AfterRead::SignIn => {
                self.for_channel(channel, ForChannel::SignIn).await?;
                Ok(Some("needs_sign_in"))
            }
            AfterRead::Again(at) => {
                if error.retry_after.is_some() {
                    self.memory().leave_channel(channel, at, true);
                } else {
                    self.memory().leave(id, at);
                }
                Ok(Some("waiting"))
            }
            AfterRead::Refused => {
                self.memory().leave(id, now + retry::REFUSED.1);
                Ok(Some(error.code))
            }
        }
    }
}

//! Settles a delivery whose answer was lost, or that the network is still working on, by reading back.
//! It sends nothing.

use crate::{
    Engine, SyncError,
    plan::Known,
    retry::{self, AfterRead, ForChannel},
};
use chrono::Duration;
use kelola_domain::delivery::{Delivery, DeliveryState as State, Frozen};
use kelola_networks::{NetworkError, Outgoing};
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
        let (Some(lost), Some(frozen)) = (
            client.and_then(|it| it.lost()),
            self.sought(&it.delivery).await?,
        ) else {
            return Ok(Some("waiting"));
        };
        let who = self.account(&it.channel);
        let what = Outgoing {
            request_id: &it.delivery.request_id,
            role: it.delivery.role,
            reply_to: None,
            frozen: &frozen,
            media: vec![],
        };
        let answer = lost.find(&who, &what).await;
        match answer {
            Ok(found) => {
                self.answered(it.channel.id);
                match found {
                    Some(published) if published.state == State::Live => {
                        let code = (it.delivery.state == State::Unknown).then_some("found_live");
                        self.arrived(&it.delivery, published, code).await?;
                        Ok(None)
                    }
                    Some(_) => Ok(Some("waiting")),
                    None => self.absent(&it.delivery).await,
                }
            }
            Err(error) => self.not_settled(it, &error).await,
        }
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
                |_| {},
            )
            .await?;
        if to == State::Due && delivery.attempts > 1 {
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
                self.memory().leave(id, at);
                Ok(Some("waiting"))
            }
            AfterRead::Refused => {
                self.memory().leave(id, now + retry::REFUSED.1);
                Ok(Some(error.code))
            }
        }
    }
}

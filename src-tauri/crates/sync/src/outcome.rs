//! Records what came of a request: what the network has, what it refused, and what that means for the
//! rest of the channel.

use crate::{
    Engine, SyncError,
    retry::{self, AfterSend, ForChannel},
};
use kelola_domain::{
    channel::{Channel, Connection},
    delivery::{Delivery, DeliveryState as State},
    ids::ChannelId,
};
use kelola_networks::{NetworkError, Published};
use kelola_store::deliveries::StepNote;

impl Engine {
    /// Records what came of a request.
    pub(crate) async fn conclude(
        &self,
        delivery: &Delivery,
        channel: &Channel,
        answer: Result<Published, NetworkError>,
    ) -> Result<(), SyncError> {
        match answer {
            Ok(published) => {
                self.answered(channel.id);
                self.arrived(delivery, published, None).await?;
                if channel.connection != Connection::Connected {
                    self.channel_is(channel.id, Connection::Connected, |_| {})
                        .await?;
                }
            }
            Err(error) => self.turned_down(delivery, channel, error).await?,
        }
        Ok(())
    }

    /// Records that the network has it.
    pub(crate) async fn arrived(
        &self,
        delivery: &Delivery,
        published: Published,
        code: Option<&str>,
    ) -> Result<(), SyncError> {
        let now = self.now();
        let note = StepNote {
            code: code.map(str::to_owned),
            raw: None,
        };
        let record = move |it: &mut Delivery| {
            it.remote_id = Some(published.remote_id);
            it.url = published.url;
            it.retry_at = None;
            it.handed = None;
            it.live_at = (published.state == State::Live).then(|| published.at.unwrap_or(now));
        };
        self.advance(delivery.id, delivery.state, published.state, note, record)
            .await?;
        Ok(())
    }

    async fn turned_down(
        &self,
        delivery: &Delivery,
        channel: &Channel,
        error: NetworkError,
    ) -> Result<(), SyncError> {
        let AfterSend {
            to,
            retry_at,
            channel: for_channel,
            fresh,
        } = retry::after_send(delivery, &error, self.now(), self.parts.random.fraction());
        let offline = for_channel == ForChannel::OutOfReach;
        let note = StepNote {
            code: Some(error.code.to_owned()),
            raw: error.raw,
        };
        let record = move |it: &mut Delivery| {
            it.retry_at = retry_at;
            if fresh {
                it.frozen = None;
            }
            if offline {
                // No request was begun, so it is not counted as an attempt.
                it.attempts = it.attempts.saturating_sub(1);
            }
        };
        self.advance(delivery.id, State::Sending, to, note, record)
            .await?;
        self.for_channel(channel.id, for_channel).await
    }

    /// What a failure means for everything else on the channel.
    pub(crate) async fn for_channel(
        &self,
        id: ChannelId,
        what: ForChannel,
    ) -> Result<(), SyncError> {
        match what {
            ForChannel::Nothing => {}
            ForChannel::OutOfReach => self.out_of_reach(id),
            ForChannel::Until(at) => self.memory().leave_channel(id, at, true),
            ForChannel::SignIn => {
                self.channel_is(id, Connection::NeedsSignIn, |_| {}).await?;
            }
        }
        Ok(())
    }
}

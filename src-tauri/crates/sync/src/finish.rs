//! Goes on with what a network accepted and is still working on. Unlike reading back this may publish, so it obeys
//! the same pauses and the same grace as sending.

use crate::{Engine, SyncError, pieces::Answers, plan::Known, snapshot::is_paused};
use kelola_domain::delivery::DeliveryState as State;
use kelola_networks::{Client, Kind, Outgoing};
use kelola_store::{channels, deliveries::StepNote, installation};

impl Engine {
    /// Asks how a piece in `processing` stands and publishes it when its network is ready; none where that network
    /// finishes by itself. The code says why it stayed where it was, if it did.
    pub(crate) async fn go_on(
        &self,
        it: &Known,
        client: &dyn Client,
    ) -> Result<Option<Option<&'static str>>, SyncError> {
        let piece = &it.delivery;
        let (Some(finish), State::Processing, Some(handle), Some(frozen)) = (
            client.unfinished(),
            piece.state,
            piece.remote_id.as_deref(),
            piece.frozen.as_ref(),
        ) else {
            return Ok(None);
        };
        if let Some(why) = self.stopped(it).await? {
            return Ok(Some(Some(why)));
        }
        if piece.is_too_late(self.now()) {
            return self.give_up(it, "too_late", None).await.map(Some);
        }
        let sought = piece.clone();
        let answers = self.read(move |db| Answers::of(db, &sought)).await?;
        let what = Outgoing {
            request_id: &piece.request_id,
            role: piece.role,
            reply_to: answers.as_ref().map(Answers::names),
            frozen,
            media: vec![],
        };
        let who = self.account(&it.channel);
        let stayed = match finish.go_on(&who, handle, &what).await {
            Ok(published) if published.state == State::Processing => {
                self.answered(it.channel.id);
                Some("waiting")
            }
            Ok(published) => {
                self.answered(it.channel.id);
                self.arrived(piece, published, None).await?;
                None
            }
            Err(error) => match error.kind {
                Kind::Rejected | Kind::QuotaOrPolicy | Kind::MissingPermission => {
                    self.give_up(it, error.code, error.raw).await?
                }
                _ => self.not_settled(it, &error).await?,
            },
        };
        Ok(Some(stayed))
    }

    /// Why nothing may be published now.
    async fn stopped(&self, it: &Known) -> Result<Option<&'static str>, SyncError> {
        let id = it.channel.id;
        self.read(move |db| {
            Ok(if installation::held(db)?.is_some() {
                Some("computer_not_confirmed")
            } else if is_paused(db)? {
                Some("everything_paused")
            } else if channels::get(db, id)?.paused {
                Some("channel_paused")
            } else {
                None
            })
        })
        .await
    }

    async fn give_up(
        &self,
        it: &Known,
        code: &str,
        raw: Option<String>,
    ) -> Result<Option<&'static str>, SyncError> {
        let (id, note) = (it.delivery.id, StepNote::code(code).raw(raw));
        let stepped = self
            .advance(id, State::Processing, State::Failed, note, |it| {
                it.remote_id = None;
            })
            .await?;
        Ok(stepped.is_none().then_some("changed_meanwhile"))
    }
}
